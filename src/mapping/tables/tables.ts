import type { Period } from '../../config/schema/dated-rows.ts';
import { amountHint, describe, wholeNumber } from '../../config/schema/schema-words.ts';
import type { Table, TableRow, TableRows } from '../../config/tables.ts';
import type { Path } from '../../config/yaml/yaml-source.ts';
import { type SourcePosition, SyncError } from '../../errors/errors.ts';
import type { FieldType } from '../../systems/catalog.ts';
import type { Value } from '../../values.ts';
import { hintForConstant } from '../expressions/operators.ts';
import type { Problems } from '../problems.ts';
import { DatedValues } from './dated-values.ts';

/** What a row holds: one value, or several for different times. */
export type Cell = Value | DatedValues;

/** Finds a row by its keys; undefined = there is none. */
export type TableLookup = (keys: readonly string[]) => Cell | undefined;

/** A table prepared for one target field. */
export interface CompiledTable {
  readonly find: TableLookup;
  readonly rows: readonly CompiledRow[];
}

/**
 * One row, or one of the values of a dated row: its keys from the outermost on, its value in the target's type, each with
 * its place in the table's file.
 */
export interface CompiledRow {
  readonly keys: readonly { readonly key: string; readonly at: SourcePosition }[];
  readonly value: Value;
  readonly at: SourcePosition;
  /** The days on which it applies; null = always. */
  readonly period: Period | null;
}

/** A level of a table with its values in the target's type. */
interface Rows extends ReadonlyMap<string, Cell | Rows> {}

/**
 * Prepares a table for one target field: every row is converted and checked once. Notes rows with another number of
 * keys than the rule gives, or a value that the field cannot hold, at their place in the table's file.
 */
export function compileTable(table: Table, levels: number, column: Column, problems: Problems): CompiledTable {
  const rows = convertLevel(table.rows, [], { table, levels, column, problems });
  const find: TableLookup = (keys) => {
    let found: Cell | Rows | undefined = rows;
    for (const key of keys) found = found instanceof Map ? (found as Rows).get(key) : undefined;
    return found instanceof Map ? undefined : (found as Cell | undefined);
  };
  return { find, rows: listRows(rows, placesOf(table)) };
}

function listRows(
  level: Rows,
  places: ReadonlyMap<string, RowPlace>,
  above: CompiledRow['keys'] = [],
): readonly CompiledRow[] {
  return [...level].flatMap(([key, row]) => {
    const place = places.get(key);
    if (place === undefined) return [];
    const keys = [...above, { key, at: place.key }];
    if (row instanceof Map) return listRows(row as Rows, place.below, keys);
    if (!(row instanceof DatedValues)) return [{ keys, value: row as Value, at: place.value, period: null }];
    return row.values.map(({ value, from, until }, index) => {
      return { keys, value, at: place.dated[index] ?? place.value, period: { from, until } };
    });
  });
}

/** Where a row stands. */
interface RowPlace {
  readonly key: SourcePosition;
  readonly value: SourcePosition;
  /** Where the values of a dated row stand. */
  readonly dated: readonly SourcePosition[];
  /** The rows of the next level. */
  readonly below: ReadonlyMap<string, RowPlace>;
}

/** The places of the rows of tables, found once: many rules look up the same rows. */
const known = new WeakMap<Table, ReadonlyMap<string, RowPlace>>();

function placesOf(table: Table): ReadonlyMap<string, RowPlace> {
  const places = known.get(table) ?? placesIn(table, table.rows, []);
  known.set(table, places);
  return places;
}

function placesIn(table: Table, rows: TableRows, above: Path): ReadonlyMap<string, RowPlace> {
  return new Map(
    [...rows].map(([name, row]): readonly [string, RowPlace] => {
      const path = [...above, name];
      const key = table.at(path, 'key');
      if (row instanceof Map)
        return [name, { key, value: key, dated: [], below: placesIn(table, row as TableRows, path) }];
      const dated =
        typeof row === 'string' ? [] : [...row.keys()].map((index) => table.at([...path, Number(index), 'value']));
      return [name, { key, value: table.at(path), dated, below: new Map() }];
    }),
  );
}

/** The field that the values of a table are for. */
export interface Column {
  /** Converts a row's text. Throws RecordError BAD_VALUE, TOO_LONG. */
  readonly convert: (text: string) => Value;
  /** Null = any. */
  readonly type: FieldType | null;
}

/** A table with the number of keys that the rule gives, and the rule's field. */
interface Conversion {
  readonly table: Table;
  readonly levels: number;
  readonly column: Column;
  readonly problems: Problems;
}

function convertLevel(rows: TableRows, path: Path, conversion: Conversion): Rows {
  const { table, levels, column, problems } = conversion;
  const tried = (text: string, place: Path): Value => {
    try {
      return column.convert(text);
    } catch (error) {
      if (!(error instanceof SyncError)) throw error;
      const hint = rowHint(text, column.type) ?? hintForConstant(error);
      const needed = error.code === 'BAD_VALUE' ? neededSaid(column.type, text) : null;
      problems.add(table.at(place), error.code, needed ?? error.message, hint);
      return null;
    }
  };
  const converted = new Map<string, Cell | Rows>();
  for (const [key, row] of rows) {
    const place = [...path, key];
    if (row instanceof Map === (place.length === levels)) {
      const has = `${row instanceof Map ? 'more than ' : ''}${place.length} ${place.length === 1 ? 'key' : 'keys'}`;
      const message = `this row of table ${table.name} has ${has}, but a rule looks it up by ${levels}`;
      problems.add(table.at(place, 'key'), 'TABLE_KEYS', message, 'Give the table one level per key of the rule.');
    } else if (row instanceof Map) {
      converted.set(key, convertLevel(row as TableRows, place, conversion));
    } else {
      converted.set(key, convertCell(row as Exclude<TableRow, TableRows>, place, tried));
    }
  }
  return converted;
}

/** What the field of a table needs instead of a text; null if it takes any. A row of a table is not personal, so it is shown. */
function neededSaid(type: FieldType | null, text: string): string | null {
  const found = `found ${describe(text)}`;
  if (type === 'integer') return `A whole number is needed, ${found}.`;
  if (type === 'decimal') return `A number such as 1234.56 is needed, ${found}.`;
  if (type === 'boolean') return `True or false is needed, ${found}.`;
  return type === 'date' ? `A date such as 2026-01-31 is needed, ${found}.` : null;
}

/** How a row is written that holds a number as in a letter; undefined if that is not certain. */
function rowHint(text: string, type: FieldType | null): string | undefined {
  const whole = type === 'integer' ? wholeNumber(text) : null;
  if (whole !== null && whole !== text) return `Write ${whole}.`;
  return type === 'decimal' ? amountHint(text) : undefined;
}

function convertCell(
  row: Exclude<TableRow, TableRows>,
  place: Path,
  convert: (text: string, place: Path) => Value,
): Cell {
  if (typeof row === 'string') return convert(row, place);
  const values = row.map((one, index) => ({ ...one, value: convert(one.value, [...place, index, 'value']) }));
  return new DatedValues(values);
}
