import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Types alone load nothing. */
const IMPORTED = /^(?:import|export) (?!type )(?:[^';]*? from )?'(\.[^']+\.ts)'/gm;

/** The modules that a module loads, itself among them, as paths below the folder. */
export function loadedBy(folder: string, file: string, found: Set<string> = new Set()): Set<string> {
  // A test may write a source, whose imports look like the test's own.
  if (found.has(file) || !existsSync(join(folder, file))) return found;
  found.add(file);
  for (const [, imported = ''] of readFileSync(join(folder, file), 'utf8').matchAll(IMPORTED))
    loadedBy(folder, posix.join(posix.dirname(file), imported), found);
  return found;
}
