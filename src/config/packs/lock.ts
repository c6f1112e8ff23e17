import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../../errors/errors.ts';
import { keys } from '../../schema.ts';
import { VERSION } from '../../version.ts';
import { type Folder, hasFile, readFile, shownFile } from '../folder.ts';
import { checkSchema } from '../schema/schema-problems.ts';
import type { YamlSource } from '../yaml/yaml-source.ts';
import { VALUES } from './declared.ts';
import type { Note } from './merge.ts';
import { SHIPPED } from './shipped.ts';
import { SETTINGS } from './use.ts';

/** The file that says which shipped text was looked at. */
export const LOCK = 'mappings.lock';

const lockFile = keys({
  version: z.string().describe('The version of the action whose text it was.'),
  files: z.record(z.string(), z.string()).describe('The SHA-256 of each file.'),
});

/** The files that running flows are written in, and the folder of those that come with the action. */
export interface InUse {
  readonly files: readonly string[];
  readonly shipped: Folder;
}

/** The text of a lock: the hash of each of these shipped files. */
export function lockText({ files, shipped }: InUse): string {
  const lines = shippedIn({ files, shipped }).map((file) => `  ${file}: ${hashOf(shipped, file)}`);
  return `# What the action brought when this folder was last looked at; \`mappings lock\` writes it. If a newer version brings other text, a sync
# stops until a pull request has shown what that changes.
version: "${VERSION}"
files:${lines.length === 0 ? ' {}' : ''}
${lines.join('\n')}
`;
}

/**
 * The shipped files that are not what the lock of a folder says; none if there is no lock. What is wrong with the lock itself is noted.
 */
export function changedSinceLock(folder: Folder, { files, shipped }: InUse, note: Note): readonly ConfigError[] {
  if (!hasFile(folder, LOCK)) return [];
  const read = readFile(folder, LOCK, 'text');
  if (Array.isArray(read)) {
    read.forEach(note);
    return [];
  }
  const checked = checkSchema(lockFile, read as YamlSource);
  if ('problems' in checked) {
    checked.problems.forEach(note);
    return [];
  }
  const { version, files: known } = checked.value;
  const changed = shippedIn({ files, shipped }).filter((file) => known[file] !== hashOf(shipped, file));
  if (changed.length === 0) return [];
  const shown = changed.slice(0, 5).join(', ') + (changed.length > 5 ? ` and ${changed.length - 5} more` : '');
  const message = `The action brings other mappings than those that ${LOCK} was written for${version === VERSION ? '' : ` (version ${version}, now ${VERSION})`}: ${shown}.`;
  const hint = 'Look at what it changes in a plan, then run "exact-asperion-sync mappings lock" and commit the file.';
  return [
    new ConfigError('LOCK_DIFFERS', message, { at: { file: shownFile(folder, LOCK), line: 1, column: 1 }, hint }),
  ];
}

/** The shipped files among these, by their paths in the shipped folder, and what all of them depend on, if it is there. */
function shippedIn({ files, shipped }: InUse): readonly string[] {
  const used = files.filter((file) => file.startsWith(`${SHIPPED}/`)).map((file) => file.slice(SHIPPED.length + 1));
  const shared = [SETTINGS, VALUES].filter((file) => hasFile(shipped, file));
  return used.length === 0 ? [] : [...used, ...shared].sort();
}

function hashOf({ root }: Folder, file: string): string {
  return createHash('sha256')
    .update(readFileSync(path.join(root, file)))
    .digest('hex');
}
