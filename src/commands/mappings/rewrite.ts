import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Folder, shownFile } from '../../config/folder.ts';
import { type ConfigError, ConfigErrors, retold } from '../../errors/errors.ts';

/** Files of a folder by their paths in it: the new text, or null = the file goes. */
export type Changes = ReadonlyMap<string, string | null>;

/**
 * Does something with a copy of a folder that lies beside it, so that paths relative to it lead to the same places; then the copy goes. ConfigErrors of it are
 * thrown as those of the folder.
 */
export function inCopy<Result>(place: Folder, use: (copy: Folder) => Result): Result {
  const root = mkdtempSync(path.join(path.dirname(place.root), '.mappings-'));
  const copy = { root, name: path.posix.join(place.name, '..', path.basename(root)) };
  try {
    cpSync(place.root, copy.root, { recursive: true, dereference: true });
    return use(copy);
  } catch (error) {
    if (!(error instanceof ConfigErrors)) throw error;
    throw new ConfigErrors(error.problems.map((problem) => saidOf(place, copy, problem)));
  } finally {
    rmSync(copy.root, { recursive: true });
  }
}

/** A problem of a copy as one of the folder itself. */
function saidOf(place: Folder, copy: Folder, problem: ConfigError): ConfigError {
  const { message, hint, at } = problem;
  const said = (text: string): string =>
    text
      .replaceAll(shownFile(copy, ''), shownFile(place, ''))
      .replaceAll(copy.name, place.name === '' ? '.' : place.name);
  return retold(problem, {
    message: said(message),
    ...(hint !== undefined && { hint: said(hint) }),
    ...(at && { at: { ...at, file: said(at.file) } }),
  });
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
