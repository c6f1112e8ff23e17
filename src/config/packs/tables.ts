import { ConfigError, type SourcePosition } from '../../errors/errors.ts';
import { whoNeed } from '../../nearest.ts';
import { hasFile, shownFile } from '../folder.ts';
import type { YamlSource } from '../yaml/yaml-source.ts';
import type { Declared } from './declared.ts';
import { find, type Library, namesBelow, noTable, readTree, TABLES } from './library.ts';
import { merge, type Note } from './merge.ts';
import type { MissingValues } from './missing-values.ts';
import { SHIPPED } from './shipped.ts';
import { type Contradiction, contradictions, type Said, standing } from './side-by-side.ts';
import { sourceOf, type Tree } from './tree.ts';
import { SETTINGS } from './use.ts';
import { usesRow } from './uses.ts';
import { fillTable, type Given } from './values.ts';

/** A flow with the tables that it may look something up in. */
export interface FlowUses {
  readonly name: string;
  readonly tree: Tree;
  readonly tables: ReadonlySet<string>;
}

/** What reading tables works with. */
export interface TableWork {
  readonly library: Library;
  readonly declared: Declared;
  readonly given: Given;
  readonly missing: MissingValues;
  /** What stands in for the folder's own, for a mapping test. */
  readonly substitutes: { readonly tables: ReadonlyMap<string, Tree> } | null;
  /** The tables that any flow names, running or not. Of the others, those that come with the action are read when somebody asks for them. */
  readonly named: ReadonlySet<string>;
  readonly noteUnread: Note;
}

/** A table with what it builds on, its values filled in. */
export interface TableText {
  readonly name: string;
  /** As it is written, its values not filled in. */
  readonly tree: Tree;
  readonly source: YamlSource;
  /** True if rows are left out because their values are not set: that is told by itself. */
  readonly isUnset: boolean;
  /** The running flows that look something up in it. */
  readonly users: readonly string[];
  /** False for one that no flow names and that is right anyway, because it comes with the action: `tree` and `source` read it then. */
  readonly isRead: boolean;
}

/** Every table of a folder and of those that it builds on. What is wrong is noted. */
export function readTables(running: readonly FlowUses[], work: TableWork): readonly TableText[] {
  const { library, substitutes, named, noteUnread } = work;
  const names = namesBelow(library, TABLES);
  // No flow would look anything up in a table that a mapping test alone has.
  for (const [name, { origin }] of substitutes?.tables ?? [])
    if (!names.includes(name)) noteUnread(noTable(name, names, origin.source.at(origin.path, 'key')));
  return names.flatMap((name): readonly TableText[] => {
    const isAsked = named.has(name) || substitutes?.tables.has(name) === true;
    if (!isAsked && isOfAction(library, name)) return [unreadTable(name, work)];
    const table = readText(name, running, work);
    return table === null ? [] : [table];
  });
}

function readText(name: string, running: readonly FlowUses[], work: TableWork): TableText | null {
  const { library, substitutes, declared, given, missing, noteUnread } = work;
  const own = substitutes?.tables.get(name);
  const below = tableTree(library, declared, name, noteUnread);
  const tree = own === undefined || below === null ? (own ?? below) : merge(below, own, noteUnread);
  if (tree === null) return null;
  const users = running.filter(({ tables }) => tables.has(name));
  let isUnset = false;
  const add = (value: string, at: SourcePosition, row: string): void => {
    isUnset = true;
    for (const user of users) if (usesRow(user.tree, name, row)) missing.add(value, user.name, at);
  };
  const filled = fillTable(tree, { declared, given, missing: add, note: noteUnread });
  if (filled === null) return null;
  const source = sourceOf(filled, shownFile(library.folder, fileOfTable(library, name)));
  return { name, tree, source, isUnset, users: users.map((user) => user.name), isRead: true };
}

/** A table that is read when somebody asks for it. Nobody uses it, so values that it lacks are not missing. */
function unreadTable(name: string, work: TableWork): TableText {
  let known: Pick<TableText, 'tree' | 'source'> | undefined;
  const read = (): Pick<TableText, 'tree' | 'source'> => {
    const origin = { source: { file: '', value: {}, at: () => ({ file: '', line: 1, column: 1 }) }, path: [] };
    known ??= readText(name, [], work) ?? { tree: { kind: 'map', entries: new Map(), origin }, source: origin.source };
    return known;
  };
  return {
    name,
    isUnset: false,
    users: [],
    isRead: false,
    get tree() {
      return read().tree;
    },
    get source() {
      return read().source;
    },
  };
}

/** True for a table that only the mappings of the action have. */
function isOfAction({ folder, bases, ownTables }: Library, name: string): boolean {
  const isHere = [`${TABLES}/${name}.yml`, `${TABLES}/${ownTables}/${name}.yml`].some((file) => hasFile(folder, file));
  return (!isHere || (folder.name === SHIPPED && bases.length === 0)) && bases.every((base) => isOfAction(base, name));
}

/** The tables that each company writes itself, that running flows need, and that are not there: one problem for all of them. */
export function missingTables(
  tables: readonly TableText[],
  { library, declared }: Pick<TableWork, 'library' | 'declared'>,
): readonly ConfigError[] {
  const needed = tables.filter(({ name, users }) => {
    const isAsked = declared.tables.has(name) && users.length > 0 && library.bases.length > 0;
    const isNowhere = find(library, `${TABLES}/${name}.yml`) === null;
    return isAsked && !isNowhere && !isWritten(library, handedOn(declared), name);
  });
  const [first] = needed;
  if (first === undefined) return [];
  const at = { file: shownFile(library.folder, SETTINGS), line: 1, column: 1 };
  const users = [...new Set(needed.flatMap((table) => table.users))];
  const need = whoNeed(users);
  const names = needed.map(({ name }) => name);
  const message =
    needed.length === 1
      ? `The table ${first.name} is not there; ${need} it.`
      : `${names.length} tables are not there: ${names.join(', ')}; ${need} them.`;
  const files = needed.map(({ name }) => {
    return `${shownFile(library.folder, `${TABLES}/${name}.yml`)} with the rows of your company (${declared.tables.get(name)})`;
  });
  const hint = `Write ${files.join(', ')}. What has no row waits, so leave a file empty only if nothing needs it.`;
  return [new ConfigError('TABLE_MISSING', message, { at, hint })];
}

/** True if a folder has a table whose rows are its own, or builds on one that does: not if they are those of an example company. */
function isWritten(library: Library, declared: Declared, name: string): boolean {
  if (hasFile(library.folder, fileOfTable(library, name))) return !declared.examples.has(name);
  return library.bases.some((base, at) => isWritten(base, declared.bases[at] ?? declared, name));
}

/** Of the folder itself, every row is its company's. */
const handedOn = (declared: Declared): Declared => ({ ...declared, examples: new Set() });

/**
 * The rows of a table in a folder, merged over those of the folders that it builds on; null if there are none. Rows that a folder below
 * declares to be those of its example company (values.yml) are left out: nobody books by another company's accounts.
 */
function tableTree(library: Library, declared: Declared, name: string, note: Note): Tree | null {
  return rowsOf(library, handedOn(declared), name, note);
}

function rowsOf(library: Library, declared: Declared, name: string, note: Note): Tree | null {
  const { folder, bases, ownTables } = library;
  const readRows = (file: string): Tree | null => (hasFile(folder, file) ? readTree(folder, file, 'text', note) : null);
  const file = `${TABLES}/${name}.yml`;
  const said = bases.flatMap((base, at): readonly Said[] => {
    const tree = rowsOf(base, declared.bases[at] ?? declared, name, note);
    return tree === null || isEmpty(tree) ? [] : [{ library: base, tree }];
  });
  const below = standing(file, said);
  const written = readRows(file);
  const common = declared.examples.has(name) && written !== null ? withoutRows(written) : written;
  const own = ownTables === null ? null : readRows(`${TABLES}/${ownTables}/${name}.yml`);
  const here = [common, own].filter((tree) => tree !== null && !isEmpty(tree)) as readonly Tree[];
  // Without a file here, two folders that have the table are refused already.
  if (written !== null || own !== null) contradictions(below, here).map(rowTwice).forEach(note);
  const rows = [...below, ...here];
  if (rows.length === 0) return own ?? common;
  return rows.reduce((base, over) => merge(base, over, note));
}

/** A row for which two folders below have different values. */
function rowTwice({ name, one, other }: Contradiction): ConfigError {
  const [first, second] = [one, other].map(({ origin }) => origin.source.file);
  const message = `${first} and ${second} have different values for the row ${name}.`;
  const at = other.origin.source.at(other.origin.path);
  const hint = 'Write this row in the file of your own folder that has this name, or build on one of the two.';
  return new ConfigError('PACK_TWICE', message, { at, hint });
}

/** The file of a table that a person adds rows to: that of the administration, if it has one. */
function fileOfTable({ folder, ownTables }: Library, name: string): string {
  const own = `${TABLES}/${ownTables}/${name}.yml`;
  return ownTables !== null && hasFile(folder, own) ? own : `${TABLES}/${name}.yml`;
}

/** What is looked up in it waits, with the row to add. */
const withoutRows = ({ origin }: Tree): Tree => ({ kind: 'map', entries: new Map(), origin });

/** A file with only comments. */
const isEmpty = (tree: Tree): boolean => tree.kind === 'leaf' && (tree.value === null || tree.value === '');
