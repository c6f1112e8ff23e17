import type { ConfigError, SourcePosition } from '../../errors/errors.ts';
import { ascending } from '../../order.ts';
import { type Folder, shownFile, yamlFiles } from '../folder.ts';
import { misplacedIn, NOTHING_MISPLACED } from '../misplaced.ts';
import { Notes } from '../notes.ts';
import { isClear, slipsIn, withFlowsListed } from '../settings-slips.ts';
import { unusedIn } from '../unused.ts';
import type { YamlSource } from '../yaml/yaml-source.ts';
import { notAccepted } from './contract/accepted.ts';
import { brokenPromises } from './contract/promises.ts';
import { type Declared, readDeclared } from './declared.ts';
import { find, flowNames, type Library, ownFlows, PARTS } from './library.ts';
import type { Note } from './merge.ts';
import { MissingValues } from './missing-values.ts';
import { type Extending, extendingIn, originOf, readFlow } from './read-flow.ts';
import { settingsSource } from './settings-values.ts';
import { enabledIn, noteSwitchedOff, switchedOn } from './switches.ts';
import { missingTables, readTables, type TableText } from './tables.ts';
import { filesOf, sourceOf, type Tree } from './tree.ts';
import { type Opened, openLibrary, SETTINGS, type Surroundings } from './use.ts';
import { tablesIn } from './uses.ts';
import { checkGiven, fillFlow, type Given, givenIn, valuesOf } from './values.ts';

/** A flow written out, and whether it runs. */
export interface FlowText {
  readonly name: string;
  readonly source: YamlSource;
  /** What the key `flows` of the settings says; null = the flow's own `enabled` says it. */
  readonly isOn: boolean | null;
}

/** A folder of mappings with all that it builds on, merged and filled in: nothing of it is checked against a schema yet. */
export interface Merged {
  /** The names of all flows that are read, also of those that could not be. */
  readonly names: readonly string[];
  /** The names of all flows that there are: those of the folders that it builds on may be off, and are not read then. */
  readonly known: readonly string[];
  /** One of those that are not read, as one that is off; null if it cannot be read. */
  readonly other: (name: string) => FlowText | null;
  /** Sorted by name. */
  readonly flows: readonly FlowText[];
  /** Null = there is no settings.yml, or it could not be read, which was noted. */
  readonly settings: YamlSource | null;
  readonly tables: ReadonlyMap<string, TableText>;
  /** The files that the running flows and their tables are written in. */
  readonly files: readonly string[];
  /** Tables that each company writes itself: they may be empty, and what needs a row waits. */
  readonly ownTables: ReadonlySet<string>;
  /** What the values of rows may be, by table. */
  readonly columns: Declared['columns'];
  /** The flows and parts that extend others, but for those that ship; asked for where a lock is read or written. */
  readonly extending: () => readonly Extending[];
  /** Promises of the flows below that the overrides of this folder take away, and what `tests.accept` names in vain; see `brokenPromises`. */
  readonly broken: readonly ConfigError[];
  /** The values that flows lack which are read although they do not run; told where such a flow cannot be compiled without them. */
  readonly unset: readonly ConfigError[];
  /** False if a file could not be read at all. */
  readonly isComplete: boolean;
}

/** Tables and values that stand in for those of the folder: what a mapping test gives itself. */
export interface Substitutes {
  /** The one flow that is read. */
  readonly flow: string;
  readonly tables: ReadonlyMap<string, Tree>;
  /** What would stand under `values` in the settings. */
  readonly values: Tree | null;
}

/** What of a folder is needed: all of it, its settings only, or one flow with other tables and values. */
export type MergeScope = 'settings' | Substitutes;

/** Merges a folder with what it builds on. What is wrong is noted. */
export function mergeFolder(folder: Folder, around: Surroundings, note: Note, wanted?: MergeScope): Merged {
  const notes = new Notes(note);
  const opened = openLibrary(folder, around, notes.cause);
  const substitutes = typeof wanted === 'object' ? wanted : null;
  const misplaced = wanted === undefined ? misplacedIn(opened, around.workspace) : NOTHING_MISPLACED;
  misplaced.problems.forEach(notes.cause);
  const given = new Map([...givenIn(opened.settings), ...valuesOf(substitutes?.values ?? null)]);
  const slips = slipsIn(opened, given, shownFile(folder, SETTINGS));
  slips.problems.forEach(notes.unread);
  if (!isClear(slips.settings)) notes.hide();
  const own = ownFlows(folder).filter((name) => !misplaced.files.has(`${name}.yml`));
  const switched = wanted === 'settings' ? null : switchedOn(opened, around, own, notes);
  const declared = readDeclared(opened.library, notes.unread);
  const meant = new Set([...slips.meant, ...checkGiven(given, declared, notes.unread)]);
  const written = wanted === 'settings' ? slips.settings : withFlowsListed(slips.settings);
  const settings = settingsSource(written, given, shownFile(folder, SETTINGS), notes.unread);
  if (wanted === 'settings') return { ...NOTHING, settings, isComplete: notes.isComplete };

  const work: Work = {
    ...opened,
    substitutes,
    given,
    declared,
    missing: new MissingValues(meant),
    idle: new MissingValues(meant),
    notes,
  };
  const { names, known, trees } = readFlows({ own, switched, asked: around.asked ?? [] }, work);
  const flows = trees.map((flow) => fillNamed(flow, work));
  const uses = trees.map((flow) => ({ ...flow, tables: tablesIn(flow.tree) }));
  const running = uses.filter(({ runs }) => runs);
  const named = new Set(uses.flatMap((flow) => [...flow.tables]));
  const tables = readTables(running, { ...work, named, noteUnread: notes.unread });
  if (wanted === undefined) unusedIn(opened.library, uses).forEach(notes.cause);
  const missing = [...work.missing.problems(declared, shownFile(folder, SETTINGS)), ...missingTables(tables, work)];
  missing.forEach(notes.note);
  // Nobody has locked a flow that is only asked for by name.
  const lasting = running.filter(({ isOn, tree }) => isOn ?? enabledIn(tree));
  const used = [...lasting, ...tables.filter(({ users }) => users.length > 0)].flatMap(({ tree }) => filesOf(tree));
  return {
    names,
    known,
    other: (name) => otherFlow(name, work),
    flows,
    settings,
    tables: new Map(tables.map((table) => [table.name, table])),
    files: [...new Set(used)].sort(),
    ownTables: new Set([...declared.tables.keys(), ...tables.filter(({ isUnset }) => isUnset).map(({ name }) => name)]),
    columns: declared.columns,
    extending: () => extendingIn(opened.library),
    broken: brokenIn(running, work),
    unset: work.idle.problems(declared, shownFile(folder, SETTINGS)),
    isComplete: notes.isComplete,
  };
}

/** A folder of which only the settings are read. */
const NOTHING: Omit<Merged, 'settings' | 'isComplete'> = {
  names: [],
  known: [],
  other: () => null,
  flows: [],
  tables: new Map(),
  files: [],
  ownTables: new Set(),
  columns: new Map(),
  extending: () => [],
  broken: [],
  unset: [],
};

/** What merging a folder works with. */
interface Work extends Opened {
  readonly substitutes: Substitutes | null;
  readonly given: Given;
  readonly declared: Declared;
  readonly missing: MissingValues;
  /** The same of flows that do not run. */
  readonly idle: MissingValues;
  readonly notes: Notes;
}

/** A flow that is written out, its values not filled in yet. */
interface NamedTree extends Pick<FlowText, 'name' | 'isOn'> {
  readonly tree: Tree;
  readonly runs: boolean;
}

/** Which flows of a folder are read: its own, those that its settings name, and those that a run asks for by name. */
interface Wanted {
  readonly own: readonly string[];
  readonly switched: readonly string[] | null;
  readonly asked: readonly string[];
}

function readFlows(
  { own, switched, asked }: Wanted,
  { library, substitutes, notes }: Work,
): Pick<Merged, 'names' | 'known'> & { readonly trees: readonly NamedTree[] } {
  const known = [...new Set([...own, ...library.bases.flatMap(flowNames)])];
  const named = [...asked, ...(substitutes === null ? [] : [substitutes.flow])].filter((name) => known.includes(name));
  const names = [...new Set([...own, ...(switched ?? []), ...named])].sort(byFile);
  const read = names.filter((name) => substitutes === null || substitutes.flow === name);
  const trees = read.flatMap((name) => {
    const tree = readFlow(library, name, notes.note);
    if (tree === null) return [];
    const isOn = switched === null ? null : switched.includes(name);
    if (isOn === true) noteSwitchedOff(library, name, notes.note);
    return [{ name, tree, isOn, runs: asked.includes(name) || (isOn ?? enabledIn(tree)) }];
  });
  return { names, known, trees };
}

/** A flow that nothing turns on. Values that it lacks are not missing, and what is wrong with it is told once it runs. */
function otherFlow(name: string, work: Work): FlowText | null {
  const tree = readFlow(work.library, name, () => {});
  return tree === null
    ? null
    : fillNamed(
        { name, tree, isOn: false, runs: false },
        { ...work, idle: new MissingValues(new Set()), notes: new Notes(() => {}) },
      );
}

/** As the files of a folder are sorted. */
const byFile = (left: string, right: string): number => ascending(`${left}.yml`, `${right}.yml`);

function fillNamed(
  { name, tree, isOn, runs }: NamedTree,
  { library, declared, given, missing, idle, notes }: Work,
): FlowText {
  const add = (value: string, at: SourcePosition): void => (runs ? missing : idle).add(value, name, at);
  if (runs && library.bases.length > 0) missing.addUsed(tree, name, given);
  return {
    name,
    source: sourceOf(fillFlow(tree, { declared, given, missing: add, note: notes.note }), fileOf(library, name)),
    isOn,
  };
}

/** The promises of flows below that their overrides here do not keep. */
function brokenIn(flows: readonly NamedTree[], { library, settings, declared }: Work): readonly ConfigError[] {
  const mayDiffer = hasPartsAbove(library);
  const broken = flows.flatMap(({ name, tree }) => {
    // A flow that is taken as it is keeps them all.
    const isWhole = !mayDiffer && find(library, `${name}.yml`)?.bases.length === 0;
    const origin = isWhole ? null : originOf(library, name);
    const below = origin === null ? null : readFlow(origin.library, origin.name, () => {});
    return below === null ? [] : brokenPromises(name, { below, flow: tree }, declared.promised);
  });
  return notAccepted(broken, settings, { all: flowNames(library), running: flows.map(({ name }) => name) });
}

/** True if a folder that builds on others has parts: one of them may stand in for a part below. */
function hasPartsAbove({ folder, bases }: Library): boolean {
  return bases.length > 0 && (yamlFiles(folder, [], PARTS).length > 0 || bases.some(hasPartsAbove));
}

/** Where messages say that a flow stands: in this folder, or in the one below that has it. */
function fileOf(library: Library, name: string): string {
  return shownFile((find(library, `${name}.yml`) ?? library).folder, `${name}.yml`);
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
