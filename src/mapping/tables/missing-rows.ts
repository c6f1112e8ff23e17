import { isDeepStrictEqual } from 'node:util';
import type { Table, TableRow, TableRows } from '../../config/tables.ts';
import { RecordError, type SourcePosition } from '../../errors/errors.ts';
import type { TableKey } from '../expressions/names.ts';
import { shownKey } from './shown-key.ts';

/** What is missing, and what to do. */
type MessageWithHint = readonly [message: string, hint: string];

/**
 * Where a person adds the row: where the folder's own file takes it out, else at the last row of its group in that file, else at the last row of all. A table
 * that the folder builds on may have all rows; the file may not be there then, and a new one of its name adds to that table.
 */
export function placeForRow(table: Table, keys: readonly string[]): SourcePosition {
  const { file, rows, at } = table;
  const gone = takenOut(table, keys);
  if (gone !== null) return at(gone, 'key');
  const own = groupsAbove(table, keys).findLastIndex((_, depth) => isWritten(table, keys.slice(0, depth + 1)));
  if (own >= 0) return lastIn(table, keys.slice(0, own + 1));
  const last = [...rows.keys()].findLast((key) => at([key], 'key').file === file);
  return last === undefined ? { file, line: 1, column: 1 } : lastIn(table, [last]);
}

/** Where the last row of a group begins in the file itself, by its lines: codes that are numbers are read in another order. */
function lastIn(table: Table, path: readonly string[]): SourcePosition {
  const { file, rows, at } = table;
  const group = path.reduce<TableRow | undefined>((row, key) => (isGroup(row) ? row.get(key) : undefined), rows);
  const below = isGroup(group) ? [...group.keys()].map((key) => [...path, key]) : [];
  return below
    .filter((one) => at(one, 'key').file === file)
    .map((one) => lastIn(table, one))
    .reduce((left, right) => (right.line > left.line ? right : left), at(path, 'key'));
}

/** The first of the keys, up to the one for which the file has `{ remove: true }`; null if it has that for none of them. */
function takenOut(table: Table, keys: readonly string[]): readonly string[] | null {
  const depth = keys.findIndex((_, at) => isWritten(table, [...keys.slice(0, at + 1), 'remove']));
  return depth < 0 ? null : keys.slice(0, depth + 1);
}

/** True if the file itself has these keys, also where no row is left of them. */
function isWritten({ file, at }: Table, keys: readonly string[]): boolean {
  const place = at(keys);
  // No key of a table is empty: what is not there is told to be at what is above it, whose place is no value's.
  const nowhere = at([...keys.slice(0, -1), '']);
  return place.file === file && !isDeepStrictEqual(place, nowhere);
}

/** How the reason begins of a record that waits for this row; keys that are not personal are shown. */
export const waitsFor = (table: string, keys: readonly string[]): string =>
  noRow(table, keys.map((key) => shownKey(key, [])).join(', '));

const noRow = (table: string, keys: string): string => `Table ${table} has no row for ${keys}.`;

/** What is missing: the row of the keys, or its value for a `day`; null = the record has no date. */
export function missingOf(table: Table, keys: readonly TableKey[], day: string | null | undefined): MessageWithHint {
  return day === undefined ? missingRow(table, keys) : missingDay(table, keys, day);
}

/** The error of a record that waits for it. */
export function unmapped(table: Table, keys: readonly TableKey[], day: string | null | undefined): RecordError {
  const [message, hint] = missingOf(table, keys, day);
  const at = placeForRow(
    table,
    keys.map(({ key }) => key),
  );
  return new RecordError('UNMAPPED_KEY', `${message} ${hint}`, { at });
}

/** The message for keys without a row in a table; the hint shows the row to add, unless that would show something personal. */
export function missingRow(table: Table, keys: readonly TableKey[]): MessageWithHint {
  const words = wordsOfLast(table, keys);
  const row = rowToAdd(table, keys, words);
  const shown = words === null ? shownKeys(keys) : [shownKeys(keys.slice(0, -1)), words.join('/')].join(', ');
  const more = choicesOf(table, keys) ?? butIfChanged(table, keys);
  return [noRow(table.name, shown), more === null ? row : `${row} ${more}`];
}

/**
 * A key of a related record, and below another one of its values the table has the row: a customer who moved gives an old invoice a country that
 * its VAT code was not for. A row would be wrong then.
 */
function butIfChanged({ rows }: Table, [above, below]: readonly TableKey[]): string | null {
  const [use, ...others] = above?.uses ?? [];
  // A key that is made of several fields is nothing that a person could have changed.
  if (use?.from !== 'related' || others.length > 0 || below === undefined) return null;
  const isElsewhere = [...rows.values()].some((level) => level instanceof Map && level.has(below.key));
  return isElsewhere
    ? `But if ${use.field} changed after this record was made, add no row: settle the record by hand, and pin it as "skip" in links.yml.`
    : null;
}

/** The words that a value may be, of which the message lacks one. */
function choicesOf({ choices = {} }: Table, keys: readonly TableKey[]): string | null {
  const name = keys.at(-1)?.key ?? '';
  const words = keys.length > 1 && Object.hasOwn(choices, name) ? choices[name] : undefined;
  return words === undefined ? null : `What "${name}" may be: ${words.join(', ')}.`;
}

/** The table and the keys that such a message tells of, whatever stands before it; null for another message, and for one that hides a key. */
export function readMissingRow(message: string): { readonly table: string; readonly keys: readonly string[] } | null {
  const [, table, shown = ''] = /\bTable (\S+) has no row for ((?:"[^"]*"(?:, )?)+)\./.exec(message) ?? [];
  return table === undefined ? null : { table, keys: [...shown.matchAll(/"([^"]*)"/g)].map(([, key = '']) => key) };
}

/** The message for a dated row without a value for a day; `day` null = the record has no date. */
function missingDay({ name, file }: Table, keys: readonly TableKey[], day: string | null): MessageWithHint {
  const shown = shownKeys(keys);
  if (day === null) {
    const message = `Table ${name} has several values for ${shown}, but the record has no date to choose by.`;
    return [message, 'Fill the date in the source, or let "at" fall back on another one: coalesce(…, …).'];
  }
  return [`Table ${name} has no value for ${shown} on ${day}.`, `Add a value for that day to the row in ${file}.`];
}

const shownKeys = (keys: readonly TableKey[]): string => keys.map(({ key, uses }) => shownKey(key, uses)).join(', ');

/** True if a message shows the key in full. */
const isShown = ({ key, uses }: TableKey): boolean => shownKey(key, uses) === `"${key}"`;

/**
 * If only the last key may not be shown, and some group of the table has all the keys that there are (company, private): those that the row lacks, which
 * tells nothing of the record. Null for all other keys.
 */
function wordsOfLast({ rows }: Table, keys: readonly TableKey[]): readonly string[] | null {
  const above = keys.slice(0, -1);
  const last = keys.at(-1);
  if (above.length === 0 || last === undefined || isShown(last) || !above.every(isShown)) return null;
  const own = above.reduce<TableRow | undefined>((row, { key }) => (isGroup(row) ? row.get(key) : undefined), rows);
  const groups = groupsAt(rows, above.length);
  const words = new Set(groups.flatMap((group) => [...group.keys()]));
  if (groups.length < 2 || !groups.some((group) => group.size === words.size)) return null;
  return [...words].filter((word) => !(isGroup(own) && own.has(word)));
}

const isGroup = (row: TableRow | undefined): row is TableRows => row instanceof Map;

function groupsAt(rows: TableRows, depth: number): readonly TableRows[] {
  return depth === 0 ? [rows] : [...rows.values()].filter(isGroup).flatMap((row) => groupsAt(row, depth - 1));
}

/** `Add "14": … to FILE.`, or under the keys that the table has. */
function rowToAdd(table: Table, keys: readonly TableKey[], ofLast: readonly string[] | null): string {
  const { file } = table;
  if (ofLast === null && !keys.every(isShown)) return `Add a row for it to ${file}.`;
  const words = keys.map(({ key }) => key);
  const gone = takenOut(table, words);
  const above = gone?.slice(0, -1) ?? groupsAbove(table, words);
  const left = words.slice(above.length);
  const last = left.at(-1) ?? '';
  const values = ofLast ?? [last, ...(left.length > 1 ? alwaysBeside(table, last) : [])];
  const row = left
    .slice(0, -1)
    .reduceRight(
      (within, key) => `${JSON.stringify(key)}: { ${within} }`,
      values.map((key) => `${JSON.stringify(key)}: …`).join(', '),
    );
  const group = above.map((key) => JSON.stringify(key)).join(', ');
  if (gone === null) return group === '' ? `Add ${row} to ${file}.` : `Add ${row} below ${group} in ${file}.`;
  const written =
    group === ''
      ? `Write ${row} in ${file}, where the row says remove: true.`
      : `Write ${row} below ${group} in ${file}, where the row says remove: true.`;
  return left.length === 1 ? written : `${written} The other values that it takes out then apply again.`;
}

/** The first of the keys that the table has groups for. */
function groupsAbove(table: Table, keys: readonly string[]): readonly string[] {
  let level: TableRow | undefined = table.rows;
  const end = keys.slice(0, -1).findIndex((key, at) => {
    level = level instanceof Map ? (level.get(key) as TableRow | undefined) : undefined;
    return !(level instanceof Map || (level === undefined && isWritten(table, keys.slice(0, at + 1))));
  });
  return keys.slice(0, end < 0 ? -1 : end);
}

/** The values that every row has beside one of its values. */
function alwaysBeside({ rows, columns = {} }: Table, name: string): readonly string[] {
  if (!Object.hasOwn(columns, name)) return [];
  const all = [...rows.values()];
  const others = Object.keys(columns).filter((one) => one !== name);
  return others.filter((one) => all.every((row) => row instanceof Map && row.has(one)));
}
