import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type LoadedConfig, loadConfig } from '../../config/config.ts';
import { type Folder, folderOf, hasFile, isFolder, shownFile, yamlFiles } from '../../config/folder.ts';
import { readDeclared } from '../../config/packs/declared.ts';
import { alone, ownFlows, PARTS, TABLES } from '../../config/packs/library.ts';
import { canonicalText, isSame } from '../../config/packs/overrides.ts';
import { SHIPPED, shippedFolder } from '../../config/packs/shipped.ts';
import { SETTINGS } from '../../config/packs/use.ts';
import { ConfigError } from '../../errors/errors.ts';
import { fewOf } from '../../nearest.ts';
import { logLine } from '../../report/describe-error.ts';
import { reportedError } from '../../report/run-report.ts';
import { count } from '../../report/words/count.ts';
import { problemsIn } from '../validate/read-tested.ts';
import { flowChanges } from './adopt-flows.ts';
import { newSettings } from './adopt-settings.ts';
import { tableChanges, tablesOfCurrent, valuesIn } from './adopt-tables.ts';
import type { MappingsWorld } from './command-line.ts';
import { lostComments } from './comments.ts';
import { type Copy, sameFiles, written } from './copy.ts';
import { type Changes, inCopy, rewrite } from './rewrite.ts';
import { openFolder } from './show.ts';

/** A folder that was copied, and the shipped mappings that it was copied from; left out, those of this version. */
export interface Copied {
  readonly folder: string;
  readonly from: string | undefined;
}

/**
 * Turns a copied folder into one that builds on the shipped mappings. Nothing is written unless the result, read again, says the same in
 * every flow that runs or is written here, and in every table. False if the result does not run with this version of the action; it then says why.
 * Throws ConfigError ADOPT_DIFFERS, ADOPT_TWICE, and ConfigErrors with what is wrong with the folder.
 */
export function adopt({ folder, from }: Copied, { output, currentFolder }: MappingsWorld): boolean {
  const place = openFolder(folder, currentFolder);
  const before = loadConfig(folder, currentFolder);
  const settings = hasFile(place, SETTINGS) ? readFileSync(path.join(place.root, SETTINGS), 'utf8') : '';
  if (/^(use|flows):/m.test(settings)) {
    throw new ConfigError('ADOPT_TWICE', `The folder "${folder}" builds on other mappings already.`, {
      hint: 'mappings list shows them.',
    });
  }
  const current = shippedFolder();
  const shipped = from === undefined ? current : openCopied(from, currentFolder);
  const copy = { place, shipped, current };
  const values = valuesIn(copy);
  const changes = new Map([...flowChanges(copy), ...tableChanges(copy, values), ...sameFiles(copy)]);
  const declared = readDeclared(alone(shipped), () => {}).values;
  const known = new Map([...values].filter(([name]) => declared.has(name)));
  check(copy, new Map([...changes, [SETTINGS, newSettings(settings, before, known)]]), before, currentFolder);
  changes.set(SETTINGS, newSettings(settings, before, values));
  const said = [...whatChanged(copy, changes), ...commentsGone(copy, changes), ...thresholdsGone(settings)];
  rewrite(place.root, changes);
  output.write(said.join(''));
  const on = from === undefined ? '' : ` on ${from}`;
  output.write(`Every flow that runs says the same as before${on}. See mappings list, then commit the change.\n`);
  if (from !== undefined) output.write('What this version of the action brings instead, a plan shows: plan --base.\n');
  const problems = problemsIn(folder, currentFolder).map((problem) => logLine(reportedError(problem)));
  if (problems.length === 0) return true;
  output.write('It does not run with this version of the action yet. What is missing or wrong:\n');
  output.write(problems.map((line) => `  ${line}\n`).join(''));
  return false;
}

/** The shipped mappings that a folder was copied from. Throws ConfigError NO_MAPPINGS if there are none. */
function openCopied(from: string, currentFolder: string): Folder {
  const found = folderOf(from, currentFolder);
  const known = ownFlows(shippedFolder());
  if (isFolder(found.root) && ownFlows(found).some((name) => known.includes(name))) return { ...found, name: SHIPPED };
  const hint = 'Name the folder "mappings" of the version that was copied with --from.';
  throw new ConfigError('NO_MAPPINGS', `The folder "${from}" is not there, or holds no shipped flow.`, { hint });
}

/** The coverage that tests must reach, which was said of shipped flows as well and is asked of the folder's own rules now. */
function thresholdsGone(settings: string): readonly string[] {
  if (!/^tests:/m.test(settings)) return [];
  return [
    `"tests" in ${SETTINGS} went: coverage is asked only of what you write yourself now. Set it again if you want it.\n`,
  ];
}

/** What went, what is the folder's own, and what of it stands in the place of a shipped file. */
function whatChanged({ place, current }: Copy, changes: Changes): readonly string[] {
  const gone = [...changes.values()].filter((text) => text === null).length;
  const files = filesOf(place).filter((file) => changes.get(file) !== null);
  const own = [...new Set([...files, SETTINGS])].sort();
  const shadows = [...ownFlows(place).map((name) => `${name}.yml`), ...parts(place)];
  const whole = shadows.filter((file) => !changes.has(file) && hasFile(current, file));
  const names = fewOf(whole);
  return [
    `${place.name === '' ? 'This folder' : place.name} builds on the shipped mappings now. Removed ${count(gone, 'file')}. Kept: ${fewOf(own)}.\n`,
    ...(whole.length === 0 ? [] : [`Whole copies stay, and a fix of what is shipped does not reach them: ${names}.\n`]),
  ];
}

/** The YAML files of a folder. */
const filesOf = (place: Folder): readonly string[] => [
  ...yamlFiles(place, []),
  ...parts(place),
  ...yamlFiles(place, [], TABLES).map((name) => `${TABLES}/${name}`),
];

const parts = (place: Folder): readonly string[] => yamlFiles(place, [], PARTS).map((name) => `${PARTS}/${name}`);

/** The comments that go, each with its place: what they stood beside is shipped, or written in another way. */
function commentsGone(copy: Copy, changes: Changes): readonly string[] {
  const gone = [...changes].flatMap(([file, text]) =>
    lostComments(written(file, copy), text).map(({ text: comment, line }) => {
      return `  ${shownFile(copy.place, file)}:${line}  ${comment}\n`;
    }),
  );
  if (gone.length === 0) return [];
  return [`${count(gone.length, 'comment')} of yours went with what is shipped; write again what you need:\n`, ...gone];
}

/** Applies the changes to a copy of the folder and compares what both say. */
function check(copy: Copy, changes: Changes, before: LoadedConfig, workspace: string): void {
  const { place, shipped } = copy;
  const decidedNow = tablesOfCurrent(copy);
  inCopy(place, (result) => {
    rewrite(result.root, changes);
    const after = loadConfig(result.name, workspace, { shipped });
    const tables = tablesThatDiffer(before, after).filter((name) => !decidedNow.has(name));
    const differing = [...flowsThatDiffer(before, after), ...tables.map((name) => `table ${name}`)];
    if (differing.length === 0) return;
    const message = `The result would not say the same: ${differing.slice(0, 5).join(', ')}.`;
    const hint = 'Name the shipped mappings of the version that was copied with --from.';
    throw new ConfigError('ADOPT_DIFFERS', message, { hint });
  });
}

function flowsThatDiffer(before: LoadedConfig, after: LoadedConfig): readonly string[] {
  return before.flows.flatMap(({ name, flow }) => {
    const now = after.flows.find((one) => one.name === name)?.flow;
    // One that is off and shipped word for word is not read any more.
    return isSame(flow, now) || (now === undefined && !flow.enabled) ? [] : [name];
  });
}

function tablesThatDiffer(before: LoadedConfig, after: LoadedConfig): readonly string[] {
  return [...before.tables.values()]
    .filter(
      ({ name, rows }) => canonicalText(plainRows(rows)) !== canonicalText(plainRows(after.tables.get(name)?.rows)),
    )
    .map(({ name }) => name);
}

const plainRows = (rows: unknown): unknown =>
  rows instanceof Map ? Object.fromEntries([...rows].map(([key, row]) => [key, plainRows(row)])) : rows;
