import { ConfigError } from '../errors/errors.ts';
import { isObject } from '../schema.ts';
import type { Columns } from './packs/declared.ts';
import { type DatedRow, readDatedRows } from './schema/dated-rows.ts';
import type { Locate, Path, YamlSource } from './yaml/yaml-source.ts';

/** A translation that the bookkeeper owns. */
export interface Table {
  readonly name: string;
  /** Path relative to the workspace. */
  readonly file: string;
  readonly rows: TableRows;
  readonly at: Locate;
  /** True for a table that each company writes itself: without rows, what needs one waits. */
  readonly mayBeEmpty?: boolean;
  /** What the values of each row may be; empty = it is not said. */
  readonly columns?: Columns;
  /** The words that a value of a row may be, by its name, where these are the keys of another table. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
}

/** The name of a table and its rows as text: the same as long as no row was edited. */
export const contentOf = ({ name, rows }: Table): string => JSON.stringify([name, plainRows(rows)]);

/** The rows of a table as plain objects, to be written as JSON. */
export function plainRows(rows: TableRows): unknown {
  return Object.fromEntries([...rows].map(([key, row]) => [key, row instanceof Map ? plainRows(row) : row]));
}

/**
 * One level of a table: for each key the next level, the value, or dated values. Everything is text
 * exactly as it is written (`08`, `NO`).
 */
export interface TableRows extends ReadonlyMap<string, TableRow> {}

/** What a key of a table leads to. */
export type TableRow = string | readonly DatedRow[] | TableRows;

/** What stands for a key in a row that somebody has to write. */
export const UNWRITTEN_KEY = '…';

/** The table in a file that was read as text, or what is wrong with it. */
export function readTable(name: string, source: YamlSource): Table | readonly ConfigError[] {
  const problems: ConfigError[] = [];
  const level = (rows: Readonly<Record<string, unknown>>, path: Path): TableRows =>
    new Map(
      Object.entries(rows).map(([key, row]) => {
        if (key.trim() !== key || key === '' || key === UNWRITTEN_KEY)
          problems.push(badKey(key, source.at([...path, key], 'key')));
        return [key, cell(row, [...path, key])];
      }),
    );
  const cell = (row: unknown, path: Path): TableRow => {
    if (isObject(row)) return level(row, path);
    if (typeof row === 'string' && row !== '') return row;
    if (Array.isArray(row)) {
      const dated = readDatedRows(row, path, source);
      if ('rows' in dated) return dated.rows;
      problems.push(...dated.problems);
      return '';
    }
    const hint = 'Write the value after the key, or remove the line.';
    problems.push(new ConfigError('EMPTY_VALUE', 'This row of the table has no value.', { at: source.at(path), hint }));
    return '';
  };
  // A file with only comments is a table without rows.
  const top = source.value === null || source.value === '' ? {} : source.value;
  if (!isObject(top)) {
    const hint = 'Write one line per key, such as NL: "1".';
    return [new ConfigError('WRONG_VALUE', 'A table is a group of keys and values.', { at: source.at([]), hint })];
  }
  const [first, ...others] = Object.keys(top);
  if (first === name && others.length === 0 && isObject(top[name])) {
    const hint = 'Remove this line, and begin the rows at the start of their lines.';
    return [new ConfigError('TABLE_KEYS', 'A table does not repeat its name.', { at: source.at([name], 'key'), hint })];
  }
  const rows = level(top, []);
  return problems.length > 0 ? problems : { name, file: source.file, rows, at: source.at };
}

/** Codes are read without their padding, so such a row would never be found. */
function badKey(key: string, at: ReturnType<Locate>): ConfigError {
  if (key === UNWRITTEN_KEY) {
    const hint = 'Write the code that the source has.';
    return new ConfigError('TABLE_KEYS', 'This key only stands for the one to write.', { at, hint });
  }
  const message = key.trim() === '' ? 'This key is empty.' : 'This key has blanks at its ends.';
  return new ConfigError('TABLE_KEYS', message, { at, hint: 'Write the key as the source has it, without blanks.' });
}

/** A table with the words that values of its rows may be, which are keys of others. */
export function withChoices(table: Table, all: ReadonlyMap<string, Table>): Table {
  const choices = Object.entries(table.columns ?? {}).flatMap(([name, { keyOf }]) => {
    const other = keyOf === undefined ? undefined : all.get(keyOf);
    return other === undefined ? [] : [[name, [...other.rows.keys()]] as const];
  });
  return choices.length === 0 ? table : { ...table, choices: Object.fromEntries(choices) };
}
