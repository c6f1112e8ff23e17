import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Folder, hasFile, yamlFiles } from '../../config/folder.ts';
import { PARTS } from '../../config/packs/library.ts';
import type { Written } from './comments.ts';
import type { Changes } from './rewrite.ts';

/** A folder that was copied, with the shipped mappings of the version that it was copied from and those of this version. */
export interface Copy {
  readonly place: Folder;
  readonly shipped: Folder;
  /** The same folder as `shipped` if it was copied from this version. */
  readonly current: Folder;
}

/** True for a file that both versions ship: another one has nothing to build on, and stays as it is. */
export const isShipped = ({ shipped, current }: Copy, file: string): boolean =>
  hasFile(shipped, file) && hasFile(current, file);

/** A file as it is in the folder, and as it is shipped. */
export function written(file: string, { place, shipped }: Copy): Written {
  const textIn = (folder: Folder): string =>
    hasFile(folder, file) ? readFileSync(path.join(folder.root, file), 'utf8') : '';
  return { own: textIn(place), shipped: textIn(shipped) };
}

/** Parts, declared values and mapping tests that are shipped word for word go: they are read, and run, where they are shipped. */
export function sameFiles(copy: Copy): Changes {
  const { place } = copy;
  const parts = yamlFiles(place, [], PARTS).map((name) => `${PARTS}/${name}`);
  const others = yamlFiles(place, []).filter((name) => name.endsWith('.test.yml') || name === 'values.yml');
  const same = [...parts, ...others].filter((name) => {
    const { own, shipped } = written(name, copy);
    return isShipped(copy, name) && own.replaceAll('\r\n', '\n') === shipped.replaceAll('\r\n', '\n');
  });
  return new Map(same.map((name) => [name, null]));
}
