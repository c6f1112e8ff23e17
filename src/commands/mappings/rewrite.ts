import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Folder } from '../../config/folder.ts';

/** Files of a folder by their paths in it: the new text, or null = the file goes. */
export type Changes = ReadonlyMap<string, string | null>;

/** Does something with a copy of a folder that lies beside it, so that paths relative to it lead to the same places; then the copy goes. */
export function inCopy<Result>({ root }: Folder, use: (copy: string) => Result): Result {
  const copy = mkdtempSync(path.join(path.dirname(root), '.mappings-'));
  try {
    cpSync(root, copy, { recursive: true, dereference: true });
    return use(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** Makes all changes or, if one of them fails, none: new texts are written beside the files first, and what was there is put back. */
export function rewrite(root: string, changes: Changes): void {
  const files = [...changes].map(([file, text]) => ({ place: path.join(root, file), text }));
  const before = files.map(({ place }) => read(place));
  const fresh = (place: string): string => `${place}.new`;
  let done = 0;
  try {
    for (const { place, text } of files) if (text !== null) writeFileSync(fresh(place), text);
    for (const { place, text } of files) {
      if (text === null) rmSync(place);
      else renameSync(fresh(place), place);
      done += 1;
    }
  } catch (error) {
    for (const [at, { place }] of files.entries()) {
      rmSync(fresh(place), { force: true });
      const was = before[at] ?? null;
      if (at < done && was !== null) writeFileSync(place, was);
      if (at < done && was === null) rmSync(place);
    }
    throw error;
  }
}

function read(place: string): Buffer | null {
  try {
    return readFileSync(place);
  } catch {
    // settings.yml may be new.
    return null;
  }
}
