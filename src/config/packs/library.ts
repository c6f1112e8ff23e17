import { ConfigError, type SourcePosition } from '../../errors/errors.ts';
import { meantOrThere, nearest } from '../../nearest.ts';
import { type Folder, hasFile, readFile, yamlFiles } from '../folder.ts';
import type { Dialect, YamlSource } from '../yaml/yaml-source.ts';
import type { Note } from './merge.ts';
import { type Tree, treeOf } from './tree.ts';

/** The folder of parts. */
export const PARTS = 'parts';
/** The folder of tables. */
export const TABLES = 'tables';

/** A folder of mappings and those that it builds on: where flows, parts and tables are looked for. */
export interface Library {
  readonly folder: Folder;
  /** The folders that it builds on, one after the other; each has its own. */
  readonly bases: readonly Library[];
  /** The folder below `tables/` whose rows stand over those of the others; null = none. */
  readonly ownTables: string | null;
}

/** A folder that builds on nothing. */
export const alone = (folder: Folder): Library => ({ folder, bases: [], ownTables: null });

/** Where a file is: in the folder itself, else in one that it builds on; null if nowhere. */
export function find(library: Library, file: string): Library | null {
  if (hasFile(library.folder, file)) return library;
  return findBelow(library, file);
}

/** The same, but not in the folder itself. */
export function findBelow(library: Library, file: string): Library | null {
  return ownersBelow(library, file)[0] ?? null;
}

/** The folders below that define a file, each once: one that another of them builds on is only where that one takes it from. */
export function ownersBelow({ bases }: Library, file: string): readonly Library[] {
  const found = bases.flatMap((base) => find(base, file) ?? []);
  return found.filter(
    (one, at) =>
      !found.some((other) => buildsOn(other, one)) &&
      found.findIndex(({ folder }) => folder.root === one.folder.root) === at,
  );
}

/** True if a folder builds on another one, also by way of others. */
export function buildsOn({ bases }: Library, below: Library): boolean {
  return bases.some((base) => base.folder.root === below.folder.root || buildsOn(base, below));
}

/** The names of all flows of a folder and of those that it builds on. */
export function flowNames(library: Library): readonly string[] {
  return [...new Set([...ownFlows(library.folder), ...library.bases.flatMap(flowNames)])].sort();
}

/** The flows that a shortened or mistyped name may mean: none if none is near, and several if they begin with it. */
export function meantFlows(name: string, known: readonly string[]): readonly string[] {
  const longer = known.filter((one) => one.startsWith(`${name}.`));
  const near = longer.length > 0 ? null : nearest(name, known);
  return near === null ? longer : [near];
}

/** Every flow, part and table of a folder and of those that it builds on, by its path in the folder. */
export function definedIn(library: Library): readonly string[] {
  return [
    ...flowNames(library).map((name) => `${name}.yml`),
    ...namesBelow(library, PARTS).map((name) => `${PARTS}/${name}.yml`),
    ...namesBelow(library, TABLES).map((name) => `${TABLES}/${name}.yml`),
  ];
}

const NO_FLOWS: readonly string[] = ['settings.yml', 'links.yml', 'messages.yml', 'paused.yml', 'values.yml'];

/** True for the file of a flow, by its name in the folder. */
export const isFlow = (file: string): boolean => !NO_FLOWS.includes(file) && !file.endsWith('.test.yml');

/** The names of the flows that stand in a folder itself. */
export function ownFlows(folder: Folder): readonly string[] {
  return yamlFiles(folder, [])
    .filter(isFlow)
    .map((file) => file.slice(0, -'.yml'.length));
}

/** The names of the files of one kind, parts or tables, here and below. */
export function namesBelow({ folder, bases, ownTables }: Library, kind: string): readonly string[] {
  const places = kind === TABLES && ownTables !== null ? [kind, `${kind}/${ownTables}`] : [kind];
  const own = places.flatMap((place) => yamlFiles(folder, [], place)).map((file) => file.slice(0, -'.yml'.length));
  return [...new Set([...own, ...bases.flatMap((base) => namesBelow(base, kind))])];
}

/** A table that is named, and that is not there. */
export function noTable(name: string, names: readonly string[], at: SourcePosition): ConfigError {
  const hint = meantOrThere(name, names.toSorted(), 'Write it in the folder tables first.');
  return new ConfigError('UNKNOWN_TABLE', `There is no table "${name}".`, { at, hint });
}

/** What was read of a file: null if it cannot be read, and why. */
interface Read {
  readonly tree: Tree | null;
  readonly problems: readonly ConfigError[];
}

/** What was read of a folder, so that a part which many flows extend is read once. A folder is opened anew where its files may have changed. */
const readBefore = new WeakMap<Folder, Map<string, Read>>();

/** A file as a tree; null if it cannot be read, which is noted each time. */
export function readTree(folder: Folder, file: string, dialect: Dialect, note: Note): Tree | null {
  const known = readBefore.get(folder) ?? new Map<string, Read>();
  readBefore.set(folder, known);
  const key = `${dialect} ${file}`;
  const { tree, problems } = known.get(key) ?? readNew(folder, file, dialect);
  known.set(key, { tree, problems });
  problems.forEach(note);
  return tree;
}

function readNew(folder: Folder, file: string, dialect: Dialect): Read {
  const read = readFile(folder, file, dialect);
  return Array.isArray(read) ? { tree: null, problems: read } : { tree: treeOf(read as YamlSource), problems: [] };
}
