import { ConfigError, type SourcePosition } from '../../errors/errors.ts';
import { nearest } from '../../nearest.ts';
import { type Folder, shownFile, yamlFiles } from '../folder.ts';
import type { YamlSource } from '../yaml/yaml-source.ts';
import { find, flowNames, type Library, namesBelow, ownFlows, readFlow, TABLES } from './library.ts';
import type { Note } from './merge.ts';
import { tableTree } from './tables.ts';
import { childOf, sourceOf, type Tree } from './tree.ts';
import { type Opened, openLibrary } from './use.ts';
import {
  checkGiven,
  type Declared,
  fillFlow,
  fillTable,
  type Given,
  givenIn,
  readDeclared,
  SETTINGS_VALUES,
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
  /** False if a file could not be read at all. */
  readonly isComplete: boolean;
}

const SETTINGS = 'settings.yml';

/** Merges a folder with what it builds on; `only` the settings if that is all that is needed. What is wrong is noted. */
export function mergeFolder(folder: Folder, workspace: string, note: Note, only?: 'settings'): Merged {
  let isComplete = true;
  const noteUnread: Note = (problem) => {
    isComplete = false;
    note(problem);
  };
  const opened = openLibrary(folder, workspace, noteUnread);
  const { library } = opened;
  const given = givenIn(opened.settings);
  const declared = readDeclared(library, noteUnread);
  checkGiven(given, declared, noteUnread);
  const settings = settingsSource(opened.settings, given, shownFile(folder, SETTINGS), noteUnread);
  if (only === 'settings') return { names: [], flows: [], settings, tables: new Map(), isComplete };

  const misnamed: ConfigError[] = [];
  const own = ownFlows(folder, misnamed);
  yamlFiles(folder, misnamed, TABLES);
  misnamed.forEach(noteUnread);
  const switched = switchedOn(opened, own, note);
  const missing = new MissingValues();
  const names = [...new Set([...own, ...(switched ?? [])])].sort();
  const trees = names.flatMap((name) => {
    const tree = readFlow(library, name, note);
    return tree === null ? [] : [{ name, tree, isOn: switched === null ? null : switched.includes(name) }];
  });
  const flows = trees.map(({ name, tree, isOn }) => {
    const runs = isOn ?? enabledIn(tree);
    const filled = fillFlow(tree, { declared, given, missing: (value, at) => runs && missing.add(value, name, at) });
    if (runs && library.bases.length > 0) missing.addUsed(tree, name, given);
    return { name, source: sourceOf(filled, fileOf(library, name)), isOn };
  });
  const running = trees.filter(({ tree, isOn }) => isOn ?? enabledIn(tree));
  const tables = new Map(
    namesBelow(library, TABLES).flatMap((name) => {
      const tree = tableTree(library, name, noteUnread);
      const users = running.filter((flow) => usesTable(flow.tree, name));
      const add = (value: string, at: SourcePosition): void => {
        for (const user of users) missing.add(value, user.name, at);
      };
      const filled = tree === null ? null : fillTable(tree, { declared, given, missing: add });
      return filled === null ? [] : [[name, sourceOf(filled, shownFile(folder, `${TABLES}/${name}.yml`))] as const];
    }),
  );
  for (const problem of missing.problems(declared, shownFile(folder, SETTINGS))) note(problem);
  return { names, flows, settings, tables, isComplete };
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
      const hint = `Remove ${setting.join('.')}.`;
      note(new ConfigError('NAME_TAKEN', `${setting.join('.')} says the same.`, { at: source.at(path, 'key'), hint }));
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
    const meant = nearest(item.value, known);
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

/** Where messages say that a flow stands: in this folder, or in the one below that has it. */
function fileOf(library: Library, name: string): string {
  return shownFile((find(library, `${name}.yml`) ?? library).folder, `${name}.yml`);
}

function enabledIn(tree: Tree): boolean {
  const found = childOf(tree, 'enabled');
  return !(found?.kind === 'leaf' && found.value === false);
}

/** Every text of a tree with the key that it stands under. */
function* textsOf(tree: Tree, key = ''): Generator<readonly [string, string, Tree]> {
  if (tree.kind === 'leaf') {
    if (typeof tree.value === 'string') yield [key, tree.value, tree];
  } else if (tree.kind === 'list') for (const item of tree.items) yield* textsOf(item, key);
  else for (const [name, one] of tree.entries) yield* textsOf(one, name);
}

function usesTable(flow: Tree, table: string): boolean {
  for (const [key, text] of textsOf(flow)) {
    if (key === 'table' ? text === table : text.includes(`"${table}"`) || text.includes(`'${table}'`)) return true;
  }
  return false;
}

/** Values that nobody set, with the flows that need them. */
class MissingValues {
  readonly #uses = new Map<string, { readonly at: SourcePosition; readonly flows: Set<string> }>();

  add(value: string, flow: string, at: SourcePosition): void {
    const known = this.#uses.get(value) ?? { at, flows: new Set() };
    known.flows.add(flow);
    this.#uses.set(value, known);
  }

  /** The values that a flow needs because it calls a function that reads them from the settings. */
  addUsed(flow: Tree, name: string, given: ReadonlyMap<string, unknown>): void {
    for (const [value, { functions }] of Object.entries(SETTINGS_VALUES)) {
      if (given.has(value)) continue;
      for (const [, text, { origin }] of textsOf(flow)) {
        if (functions.some((one) => text.includes(`${one}(`))) this.add(value, name, origin.source.at(origin.path));
      }
    }
  }

  problems({ values }: Declared, file: string): readonly ConfigError[] {
    return [...this.#uses].map(([value, { at, flows }]) => {
      const [first, ...others] = [...flows].sort();
      const more = others.length === 0 ? '' : ` and ${others.length} more`;
      const needs = others.length === 0 ? 'needs' : 'need';
      const message = `The value "${value}" is not set; ${first}${more} ${needs} it (${at.file}:${at.line}).`;
      const hint = `Set it under "values" in ${file}: ${values.get(value)?.about ?? ABOUT[value] ?? value}.`;
      return new ConfigError('VALUE_MISSING', message, { at: { file, line: 1, column: 1 }, hint });
    });
  }
}

/** What the values say that the settings hold themselves. */
const ABOUT: Readonly<Record<string, string>> = {
  prefix: 'what the numbers of this administration begin with in the other system, such as EO-',
  bookYear: 'the first day of the book year, MM-DD',
};
