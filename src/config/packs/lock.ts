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
import { placeMeant } from './misses.ts';
import type { Extending } from './read-flow.ts';
import { SHIPPED } from './shipped.ts';
import { placesOf } from './tree.ts';
import { SETTINGS } from './use.ts';

/** The file that says which shipped text was looked at. */
export const LOCK = 'mappings.lock';

const lockFile = keys({
  version: z.string().describe('The version of the action whose text it was.'),
  files: z.record(z.string(), z.string()).describe('The SHA-256 of each file.'),
  overrides: z
    .record(z.string(), z.array(z.string()))
    .optional()
    .describe('By flow or part, the places of what it extends that it says something else about.'),
});

/** The files that running flows are written in, the folder of those that come with the action, and what extends others. */
export interface InUse {
  readonly files: readonly string[];
  readonly shipped: Folder;
  readonly extending: () => readonly Extending[];
}

/** The text of a lock: the hash of each of these shipped files, and what is overridden of them. */
export function lockText({ files, shipped, extending }: InUse): string {
  const lines = lockedFiles({ files, shipped }).map((file) => `  ${file}: ${hashOf(shipped, file)}`);
  const overrides = extending().flatMap((flow) => {
    const places = overridden(flow).map((place) => `    - ${JSON.stringify(place)}`);
    return places.length === 0 ? [] : [`  ${flow.name}:`, ...places];
  });
  return `# What the action brought when this folder was last looked at; \`mappings lock\` writes it. If a newer version brings other text, a sync
# stops until a pull request has shown what that changes.
version: "${VERSION}"
files:${lines.length === 0 ? ' {}' : ''}
${[...lines, ...(overrides.length === 0 ? [] : ['overrides:', ...overrides])].join('\n')}
`;
}

/**
 * The shipped files that are not what the lock of a folder says; none if there is no lock. What is wrong with the lock itself is noted, and each override
 * of what the shipped text does not have any more (OVERRIDE_MISSES).
 */
export function changedSinceLock(
  folder: Folder,
  { files, shipped, extending }: InUse,
  note: Note,
): readonly ConfigError[] {
  if (!hasFile(folder, LOCK)) return [];
  const read = readFile(folder, LOCK, 'text');
  if (Array.isArray(read)) {
    const hint = 'Run "exact-asperion-sync mappings lock", which writes the file anew.';
    for (const { code, message, at } of read) note(new ConfigError(code, message, { ...(at && { at }), hint }));
    return [];
  }
  const checked = checkSchema(lockFile, read as YamlSource);
  if ('problems' in checked) {
    checked.problems.forEach(note);
    return [];
  }
  const { version, files: known, overrides = {} } = checked.value;
  for (const flow of extending()) removedBelow(flow, overrides[flow.name] ?? []).forEach(note);
  const changed = lockedFiles({ files, shipped }).filter((file) => known[file] !== hashOf(shipped, file));
  if (changed.length === 0) return [];
  const shown = changed.slice(0, 5).join(', ') + (changed.length > 5 ? ` and ${changed.length - 5} more` : '');
  const message = `The action brings other mappings than those that ${LOCK} was written for${version === VERSION ? '' : ` (version ${version}, now ${VERSION})`}: ${shown}.`;
  const hint = 'Look at what it changes in a plan, then run "exact-asperion-sync mappings lock" and commit the file.';
  return [
    new ConfigError('LOCK_DIFFERS', message, { at: { file: shownFile(folder, LOCK), line: 1, column: 1 }, hint }),
  ];
}

/** The places of what a flow extends that its own file says something else about: the deepest that both have. */
function overridden({ base, own }: Extending): readonly string[] {
  const known = placesOf(base);
  const both = [...placesOf(own).keys()].filter((place) => known.has(place));
  return both.filter((place) => !both.some((other) => other.startsWith(`${place}.`))).sort();
}

/** The places that a flow overrode when the lock was written, and that what it extends has lost since. */
function removedBelow({ base, own }: Extending, locked: readonly string[]): readonly ConfigError[] {
  const known = placesOf(base);
  const written = placesOf(own);
  return locked.flatMap((place) => {
    const override = written.get(place);
    if (override === undefined || known.has(place)) return [];
    const { source, path: at } = override.origin;
    const message = `This overrides nothing any more: what is extended has lost ${place} since ${LOCK} was written.`;
    const names = place.split('.');
    const parent = names.length === 1 ? base : known.get(names.slice(0, -1).join('.'));
    const siblings = parent === undefined ? [] : [...placesOf(parent).keys()].filter((one) => !one.includes('.'));
    const meant = placeMeant(names, siblings, known);
    const other = meant === null ? 'Remove it.' : `Did you mean ${meant}?`;
    const hint = `${other} To keep it as a rule of your own, remove its line from ${LOCK}.`;
    return [new ConfigError('OVERRIDE_MISSES', message, { at: source.at(at, 'key'), hint })];
  });
}

/** The shipped files that a lock names, by their paths in the shipped folder: those in use, and what all of them depend on, if it is there. */
export function lockedFiles({ files, shipped }: Pick<InUse, 'files' | 'shipped'>): readonly string[] {
  const used = files.filter((file) => file.startsWith(`${SHIPPED}/`)).map((file) => file.slice(SHIPPED.length + 1));
  const shared = [SETTINGS, VALUES].filter((file) => hasFile(shipped, file));
  return used.length === 0 ? [] : [...used, ...shared].sort();
}

function hashOf({ root }: Folder, file: string): string {
  return createHash('sha256')
    .update(readFileSync(path.join(root, file)))
    .digest('hex');
}
