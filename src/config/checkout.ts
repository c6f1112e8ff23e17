import path from 'node:path';
import type { SourcePosition } from '../errors/errors.ts';
import { type Folder, folderOf, hasFile, isFolder, readFile } from './folder.ts';
import { SHIPPED } from './packs/shipped.ts';
import { SETTINGS } from './packs/use.ts';

/** The files of the repository that a link or a mark may lead to. Paths are relative to the workspace. */
export interface Checkout {
  /** False for a file that comes with the action, and for one that nobody has written yet. */
  readonly has: (file: string) => boolean;
  /** The line of settings.yml that names what the folder builds on; null = it builds on nothing, or that is not known. */
  readonly use: SourcePosition | null;
}

/** True for a file that comes with the action. */
export const isShipped = (file: string): boolean => file.startsWith(`${SHIPPED}/`);

/** A repository that was not looked at: it has all files but those that come with the action. */
export const UNSEEN: Checkout = { has: (file) => !isShipped(file), use: null };

/** The checked-out repository with a folder of mappings; `UNSEEN` if that folder is not there. */
export function checkoutOf(mappings: string, workspace: string): Checkout {
  const folder = folderOf(mappings, workspace);
  if (!isFolder(folder.root)) return UNSEEN;
  const has = (file: string): boolean => !isShipped(file) && hasFile({ root: path.resolve(workspace), name: '' }, file);
  return { has, use: lineOfUse(folder) };
}

function lineOfUse(folder: Folder): SourcePosition | null {
  const read = hasFile(folder, SETTINGS) ? readFile(folder, SETTINGS, 'settings') : [];
  if (!('value' in read) || !Object.hasOwn(Object(read.value), 'use')) return null;
  return read.at(['use'], 'key');
}
