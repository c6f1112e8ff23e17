import { ConfigError, type SourcePosition } from '../../errors/errors.ts';
import { nearest } from '../../nearest.ts';
import { type Folder, hasFile, shownFile, yamlFiles } from '../folder.ts';
import type { YamlSource } from '../yaml/yaml-source.ts';
import { brokenPromises } from './contract.ts';
import { find, flowNames, type Library, namesBelow, originOf, ownFlows, PARTS, readFlow, TABLES } from './library.ts';
import { merge, type Note } from './merge.ts';
import { MissingValues, usesRow, usesTable } from './missing-values.ts';
import { tableTree } from './tables.ts';
import { childOf, filesOf, plainValue, sourceOf, type Tree } from './tree.ts';
import { type Opened, openLibrary, type Surroundings } from './use.ts';
import {
  checkGiven,
  type Declared,
  fillFlow,
  fillTable,
  type Given,
  givenIn,
  readDeclared,
  SETTINGS_VALUES,
  valuesOf,
} from './values.ts';

/** A flow written out, and whether it runs. */
export interface FlowText {
  readonly name: string;
  readonly source: YamlSource;
  /** What the key `flows` of the settings says; null = the flow's own `enabled` says it. */
  readonly isOn: boolean | null;
}

/** A folder of mappings with all that it builds on, merged and filled in: nothing of it is checked against a schema yet. */
export interface Merged {
  /** The names of all flows, also of those that could not be read. */
  readonly names: readonly string[];
  /** Sorted by name. */
  readonly flows: readonly FlowText[];
  /** Null = there is no settings.yml, or it could not be read, which was noted. */
  readonly settings: YamlSource | null;
  readonly tables: ReadonlyMap<string, YamlSource>;
  /** The files that the running flows and their tables are written in. */
  readonly files: readonly string[];
  /** Tables that each company writes itself: they may be empty, and what needs a row waits. */
  readonly ownTables: ReadonlySet<string>;
  /** Promises of the flows below that the overrides of this folder take away; see `brokenPromises`. */
  readonly broken: readonly ConfigError[];
  /** False if a file could not be read at all. */
  readonly isComplete: boolean;
}

const SETTINGS = 'settings.yml';

/** Tables and values that stand in for those of the folder: what a mapping test gives itself. */
export interface Stand {
  /** The one flow that is read. */
  readonly flow: string;
  readonly tables: ReadonlyMap<string, Tree>;
  /** What would stand under `values` in the settings. */
  readonly values: Tree | null;
}

/** What of a folder is needed: all of it, its settings only, or one flow with other tables and values. */
export type Wanted = 'settings' | Stand;

/** Merges a folder with what it builds on. What is wrong is noted. */
export function mergeFolder(folder: Folder, around: Surroundings, note: Note, wanted?: Wanted): Merged {
  let isComplete = true;
  const noteUnread: Note = (problem) => {
    isComplete = false;
    note(problem);
  };
  const opened = openLibrary(folder, around, noteUnread);
  const stand = typeof wanted === 'object' ? wanted : null;
  const given = new Map([...givenIn(opened.settings), ...valuesOf(stand?.values ?? null)]);
  const declared = readDeclared(opened.library, noteUnread);
  checkGiven(given, declared, noteUnread);
  const settings = settingsSource(opened.settings, given, shownFile(folder, SETTINGS), noteUnread);
  if (wanted === 'settings')
    return {
      names: [],
      flows: [],
      settings,
      tables: new Map(),
      files: [],
      ownTables: new Set(),
      broken: [],
      isComplete,
    };

  const work: Work = { ...opened, stand, given, declared, missing: new MissingValues(), note, noteUnread };
  const { names, trees } = readFlows(work);
  const flows = trees.map((flow) => fillNamed(flow, work));
  const running = trees.filter(({ runs }) => runs);
  const tables = readTables(running, work);
  const missing = [...work.missing.problems(declared, shownFile(folder, SETTINGS)), ...missingTables(tables, work)];
  missing.forEach(note);
  const used = [...running, ...tables.filter(({ users }) => users.length > 0)].flatMap(({ tree }) => filesOf(tree));
  return {
    names,
    flows,
    settings,
    tables: new Map(tables.map(({ name, source }) => [name, source])),
    files: [...new Set(used)].sort(),
    ownTables: new Set([...declared.tables.keys(), ...tables.filter(({ isUnset }) => isUnset).map(({ name }) => name)]),
    broken: running.flatMap((flow) => brokenBy(flow, work)),
    isComplete,
  };
}

/** What merging a folder works with. */
interface Work extends Opened {
  readonly stand: Stand | null;
  readonly given: Given;
  readonly declared: Declared;
  readonly missing: MissingValues;
  readonly note: Note;
  /** The same for what keeps a file from being read at all. */
  readonly noteUnread: Note;
}

/** A flow that is written out, its values not filled in yet. */
interface NamedTree extends Pick<FlowText, 'name' | 'isOn'> {
  readonly tree: Tree;
  readonly runs: boolean;
}

function readFlows(work: Work): { readonly names: readonly string[]; readonly trees: readonly NamedTree[] } {
  const { library, stand, note, noteUnread } = work;
  const misnamed: ConfigError[] = [];
  const own = ownFlows(library.folder, misnamed);
  for (const below of [TABLES, PARTS]) yamlFiles(library.folder, misnamed, below);
  misnamed.forEach(noteUnread);
  const switched = switchedOn(work, own, note);
  const names = [...new Set([...own, ...(switched ?? [])])].sort(byFile);
  const read = names.filter((name) => stand === null || stand.flow === name);
  const trees = read.flatMap((name) => {
    const tree = readFlow(library, name, note);
    if (tree === null) return [];
    const isOn = switched === null ? null : switched.includes(name);
    return [{ name, tree, isOn, runs: isOn ?? enabledIn(tree) }];
  });
  return { names, trees };
}

/** As the files of a folder are sorted. */
const byFile = (left: string, right: string): number => (`${left}.yml` < `${right}.yml` ? -1 : 1);

function fillNamed({ name, tree, isOn, runs }: NamedTree, { library, declared, given, missing, note }: Work): FlowText {
  const add = (value: string, at: SourcePosition): void => {
    if (runs) missing.add(value, name, at);
  };
  if (runs && library.bases.length > 0) missing.addUsed(tree, name, given);
  return {
    name,
    source: sourceOf(fillFlow(tree, { declared, given, missing: add, note }), fileOf(library, name)),
    isOn,
  };
}

interface TableText {
  readonly name: string;
  /** As it is written, its values not filled in. */
  readonly tree: Tree;
  readonly source: YamlSource;
  /** True if rows are left out because their values are not set: that is told by itself. */
  readonly isUnset: boolean;
  /** The running flows that look something up in it. */
  readonly users: readonly string[];
}

function readTables(running: readonly NamedTree[], work: Work): readonly TableText[] {
  const { library, stand, declared, given, missing, noteUnread } = work;
  const names = new Set([...namesBelow(library, TABLES), ...(stand?.tables.keys() ?? [])]);
  return [...names].flatMap((name) => {
    const own = stand?.tables.get(name);
    const below = tableTree(library, name, noteUnread);
    const tree = own === undefined || below === null ? (own ?? below) : merge(below, own, noteUnread);
    if (tree === null) return [];
    const users = running.filter((flow) => usesTable(flow.tree, name));
    let isUnset = false;
    const add = (value: string, at: SourcePosition, row: string): void => {
      isUnset = true;
      for (const user of users) if (usesRow(user.tree, name, row)) missing.add(value, user.name, at);
    };
    const filled = fillTable(tree, { declared, given, missing: add, note: noteUnread });
    if (filled === null) return [];
    const source = sourceOf(filled, shownFile(library.folder, `${TABLES}/${name}.yml`));
    return [{ name, tree, source, isUnset, users: users.map((user) => user.name) }];
  });
}

/** The promises of a flow below that its overrides here do not keep. */
function brokenBy({ name, tree }: NamedTree, { library, settings, declared }: Work): readonly ConfigError[] {
  const origin = library.bases.length === 0 ? null : originOf(library, name);
  const shipped = origin === null ? null : readFlow(origin.library, origin.name, () => {});
  return shipped === null
    ? []
    : brokenPromises(name, { below: shipped, flow: tree }, declared.promised, acceptedIn(settings));
}

function acceptedIn(settings: Tree | null): readonly string[] {
  const tests = settings === null ? undefined : childOf(settings, 'tests');
  const accepted = tests === undefined ? undefined : childOf(tests, 'accept');
  return accepted?.kind === 'list' ? accepted.items.map((item) => String(plainValue(item))) : [];
}

/** Tables that each company writes itself, that running flows need, and that are not there. */
function missingTables(tables: readonly TableText[], { library, declared }: Work): readonly ConfigError[] {
  return tables.flatMap(({ name, users }) => {
    const says = declared.tables.get(name);
    const file = `${TABLES}/${name}.yml`;
    const isWritten = hasFile(library.folder, file) || find(library, file) === null;
    const [first, ...others] = users;
    if (says === undefined || first === undefined || isWritten || library.bases.length === 0) return [];
    const more = others.length === 0 ? ' needs' : ` and ${others.length} more need`;
    const at = { file: shownFile(library.folder, SETTINGS), line: 1, column: 1 };
    const hint = `Write ${shownFile(library.folder, file)} with the rows of your company (${says}), or an empty file if it has none.`;
    return [new ConfigError('TABLE_MISSING', `The table ${name} is not there; ${first}${more} it.`, { at, hint })];
  });
}

/** The settings with the values that they hold themselves in their places. */
function settingsSource(settings: Tree | null, given: Given, file: string, note: Note): YamlSource | null {
  if (settings?.kind !== 'map') return settings === null ? null : sourceOf(settings, file);
  const entries = new Map(settings.entries);
  for (const [name, { setting }] of Object.entries(SETTINGS_VALUES)) {
    const value = given.get(name);
    if (value === undefined) continue;
    const [first, second] = setting;
    const group = entries.get(first);
    const taken = second === undefined ? group : group && childOf(group, second);
    if (taken !== undefined && taken.origin.source === value.origin.source) {
      const { source, path } = value.origin;
      const hint = 'Keep the one under "values".';
      note(
        new ConfigError('NAME_TAKEN', `"${name}" is set twice: here, and as ${setting.join('.')}.`, {
          at: source.at(path, 'key'),
          hint,
        }),
      );
    }
    const before = group?.kind === 'map' ? group.entries : new Map();
    const inside: Tree =
      second === undefined
        ? value
        : { kind: 'map', entries: new Map([...before, [second, value]]), origin: value.origin };
    entries.set(first, inside);
  }
  return sourceOf({ ...settings, entries }, file);
}

/** The flows that the key `flows` of the settings names; null if there is no such key, and each flow says itself whether it is on. */
function switchedOn({ library, settings }: Opened, own: readonly string[], note: Note): readonly string[] | null {
  const listed = settings === null ? undefined : childOf(settings, 'flows');
  if (listed?.kind !== 'list') return null;
  const known = flowNames(library);
  return listed.items.flatMap((item) => {
    if (item.kind !== 'leaf' || typeof item.value !== 'string') return [];
    if (known.includes(item.value) || own.includes(item.value)) return [item.value];
    const meant = meantFlow(item.value, known);
    const hint =
      meant !== null
        ? `Did you mean "${meant}"?`
        : library.bases.length === 0
          ? 'Write "use: shipped" to build on the shipped flows.'
          : `There are: ${known.slice(0, 8).join(', ')}${known.length > 8 ? ', …' : ''}.`;
    const at = item.origin.source.at(item.origin.path);
    note(new ConfigError('UNKNOWN_FLOW', `There is no flow "${item.value}".`, { at, hint }));
    return [];
  });
}

/** The flow that a mistyped or shortened name means; null if none is near. */
export const meantFlow = (name: string, known: readonly string[]): string | null =>
  nearest(name, known) ?? known.find((one) => one.startsWith(`${name}.`)) ?? null;

/** Where messages say that a flow stands: in this folder, or in the one below that has it. */
function fileOf(library: Library, name: string): string {
  return shownFile((find(library, `${name}.yml`) ?? library).folder, `${name}.yml`);
}

function enabledIn(tree: Tree): boolean {
  const found = childOf(tree, 'enabled');
  return !(found?.kind === 'leaf' && found.value === false);
}

/** A flow written out, its values filled in: what `mappings show` tells. Null if it cannot be read, which is noted. */
export function mergeFlow(folder: Folder, around: Surroundings, name: string, note: Note): Tree | null {
  const opened = openLibrary(folder, around, note);
  const tree = readFlow(opened.library, name, note);
  const filler = {
    declared: readDeclared(opened.library, note),
    given: givenIn(opened.settings),
    missing: () => {},
    note,
  };
  return tree === null ? null : fillFlow(tree, filler);
}

/** All flows of a folder and of those that it builds on, each with the file that it is written in. */
export function filesOfFlows(folder: Folder, around: Surroundings, note: Note): ReadonlyMap<string, string> {
  const { library } = openLibrary(folder, around, note);
  return new Map(flowNames(library).map((name) => [name, fileOf(library, name)]));
}
