import type { TableRule } from '../../config/schema/rule-schema.ts';
import type { Table, TableRows } from '../../config/tables.ts';
import type { SourcePosition } from '../../errors/errors.ts';
import { guessText } from '../../nearest.ts';
import type { CompiledExpression } from '../expressions/compile-expression.ts';
import { tableKey } from '../functions/conversions.ts';
import type { Problems } from '../problems.ts';

/** A key of a rule, as written and compiled, and where it stands. */
export interface PlacedKey {
  readonly text: string;
  readonly key: CompiledExpression;
  readonly at: SourcePosition;
}

/** A look-up in a table as a rule has it; `at` is where the rule names the table. */
export interface TableUse {
  readonly rule: TableRule;
  readonly table: Table;
  readonly keys: readonly PlacedKey[];
  readonly at: SourcePosition;
}

/**
 * Notes look-ups that will fail for every record: in a table without rows, and by a constant that the
 * table has no row for. With `unmapped: default`, a rule may find nothing, but not always.
 */
export function checkRows({ rule, table, keys, at }: TableUse, problems: Problems): void {
  if (rule.force !== undefined) return;
  const mayMiss = rule.unmapped === 'default';
  if (table.rows.size === 0) {
    const hint = `Add rows to ${table.file}, or write unmapped: default beside a default.`;
    if (!mayMiss && table.mayBeEmpty !== true)
      problems.add(at, 'EMPTY_TABLE', `table ${table.name} has no rows, so every record would fail`, hint);
    return;
  }
  for (const [level, { key, at: place }] of keys.entries()) {
    const possible = (key.choices ?? []).map(tableKey).filter((word) => word !== null);
    const known = keysAt(table.rows, level);
    const missing = possible.filter((word) => !known.has(word));
    if (missing.length === 0 || (mayMiss && missing.length < possible.length)) continue;
    // Similar numbers need not be typing mistakes.
    const meant = /^[0-9]+$/.test(missing[0] ?? '') ? undefined : guessText(missing[0] ?? '', known);
    const hint = meant ?? `Add the row to ${table.file}.`;
    const words = missing.map((word) => `"${word.slice(0, 40)}"`).join(', ');
    const always = mayMiss ? ', so the default is always taken' : '';
    problems.add(place, 'UNMAPPED_KEY', `table ${table.name} has no row for ${words}${always}`, hint);
  }
}

/**
 * Notes a rule whose number of keys differs from that of every row in its table; true if it does. A single row that is
 * unlike the others is noted at its own place.
 */
export function hasOtherDepth(table: Table, levels: number, at: SourcePosition, problems: Problems): boolean {
  const depths = new Set(depthsOf(table.rows, 1));
  const [depth] = depths;
  if (depth === undefined || depths.size > 1 || depth === levels) return false;
  const keys = (count: number) => `${count} ${count === 1 ? 'key' : 'keys'}`;
  const message = `the rows of table ${table.name} have ${keys(depth)} each, but this rule gives ${levels}`;
  problems.add(at, 'TABLE_KEYS', message, `Give one key per level of ${table.file}.`);
  return true;
}

/** How many keys lead to each value. */
function depthsOf(rows: TableRows, depth: number): readonly number[] {
  return [...rows.values()].flatMap((row) => (row instanceof Map ? depthsOf(row as TableRows, depth + 1) : [depth]));
}

/** All keys on one level of a table, whatever is above them. */
function keysAt(rows: TableRows, level: number): ReadonlySet<string> {
  if (level === 0) return new Set(rows.keys());
  return new Set([...rows.values()].flatMap((row) => (row instanceof Map ? [...keysAt(row, level - 1)] : [])));
}
