import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError } from '../../errors/errors.ts';
import { type Folder, folderOf, isFolder, yamlFiles } from '../folder.ts';

/** What settings and messages call the mappings that come with the action. */
export const SHIPPED = 'shipped';

/** The file that only the folder of the action has at its top. */
const ACTION = 'action.yml';

/** The folder of the action itself: it holds the bundle, the mappings and the docs, in a checkout, on a runner and in the package. */
export function actionFolder(): string {
  let place = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(place, ACTION)) && place !== path.dirname(place)) place = path.dirname(place);
  return place;
}

/** The mappings that come with the action, at its own version. */
export const shippedFolder = (): Folder => ({ root: path.join(actionFolder(), 'mappings'), name: SHIPPED });

/** Those of another version, in a folder of the workspace. Throws ConfigError NO_MAPPINGS, also if it holds none. */
export function shippedAt(place: string, workspace: string): Folder {
  const { root } = folderOf(place, workspace);
  const folder = { root, name: SHIPPED };
  const hint = 'Check the action out at the version before the change, and name its folder mappings.';
  if (isFolder(root)) {
    if (yamlFiles(folder, []).length > 0) return folder;
    throw new ConfigError('NO_MAPPINGS', `The folder "${place}" holds no mappings.`, { hint });
  }
  throw new ConfigError('NO_MAPPINGS', `There is no folder "${place}" in the workspace.`, { hint });
}
