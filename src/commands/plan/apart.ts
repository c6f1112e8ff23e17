import { realpathSync } from 'node:fs';
import path from 'node:path';
import { folderOf, isFolder, isLinked } from '../../config/folder.ts';
import type { Inputs } from '../../config/inputs.ts';
import type { Library } from '../../config/packs/library.ts';
import { isInside, openLibrary, surroundings } from '../../config/packs/use.ts';
import { ConfigError } from '../../errors/errors.ts';

/**
 * Refuses a change that would be compared with itself: the workflow checks the base, and the action of the base, out into folders of the pull request's own
 * workspace. What a pull request has in such a folder is gone by then, so it must build on nothing there. Throws ConfigError PACK_OUTSIDE.
 */
export function refuseShared(
  { mappings, base, baseShipped }: Pick<Inputs, 'mappings' | 'base' | 'baseShipped'>,
  workspace: string,
): void {
  const head = folderOf(mappings, workspace);
  const checkouts = [base, baseShipped].flatMap((place) =>
    place === null ? [] : checkoutOf(place, head.root, workspace),
  );
  if (!isFolder(head.root)) return;
  const { library } = openLibrary(head, surroundings(workspace), () => {});
  for (const checkout of checkouts) {
    const name = folderOf(checkout, workspace).name;
    if (isLinked(checkout, workspace))
      throw shared(`The folder "${name}", into which the base is checked out, is a link.`);
    const inside = foldersOf(library).find(({ root }) => isInside(realpathSync(root), realpathSync(checkout)));
    if (inside === undefined) continue;
    throw shared(`"${inside.name}" is in "${name}", which holds the base: the change would be compared with itself.`);
  }
}

/** The outermost folder that holds the one and not the other: the checkout. None if they are one folder, or one holds the other. */
function checkoutOf(place: string, head: string, workspace: string): readonly string[] {
  const parts = folderOf(place, workspace).root.split(path.sep);
  const own = head.split(path.sep);
  const at = parts.findIndex((part, index) => part !== own[index]);
  const root = parts.slice(0, at + 1).join(path.sep);
  return at === -1 || !isFolder(root) ? [] : [root];
}

const foldersOf = ({ folder, bases }: Library): readonly Library['folder'][] => [folder, ...bases.flatMap(foldersOf)];

const shared = (message: string): ConfigError => {
  const hint =
    'Keep the mappings, and all that they build on, outside of the folders into which the workflow checks the base out.';
  return new ConfigError('PACK_OUTSIDE', message, { hint });
};
