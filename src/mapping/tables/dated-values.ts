import { isWithin, type Period } from '../../config/schema/dated-rows.ts';
import type { TableRule } from '../../config/schema/rule-schema.ts';
import type { Table, TableRows } from '../../config/tables.ts';
import type { Path } from '../../config/yaml/yaml-source.ts';
import { LocalDateTime, type Value } from '../../values.ts';
import { type Compilation, compileAt } from '../compilation.ts';
import { type FieldReference, type Names, NO_LOCALS } from '../expressions/names.ts';
import { badValue, wordFor } from '../expressions/operators.ts';
import type { Scope } from '../expressions/scope.ts';
import { nameOf, type Type } from '../expressions/types.ts';

/** A value of a dated row in the target's type. */
export interface DatedValue extends Period {
  readonly value: Value;
}

/** The values that a row of a table has at different times. */
export class DatedValues {
  readonly values: readonly DatedValue[];

  constructor(values: readonly DatedValue[]) {
    this.values = values;
  }

  /** The value on a calendar date, yyyy-MM-dd; undefined = there is none. */
  on(date: string): Value | undefined {
    return this.values.find((period) => isWithin(date, period))?.value;
  }
}

/** The date that chooses among dated values. */
export interface ChosenDate {
  /** As a calendar date, yyyy-MM-dd; null = the record has none. Throws RecordError BAD_VALUE. */
  readonly of: (scope: Scope) => string | null;
  readonly uses: readonly FieldReference[];
  readonly constant: boolean;
}

/**
 * Compiles `at` of a table's rule; null if there is none or it is wrong. Notes an `at` that does not give a date, and a table
 * with dated rows whose rule has no `at`. An `at` does no harm with rows without dates, which always apply.
 */
export function compileDate(
  { at }: TableRule,
  table: Table | undefined,
  { path, names }: { readonly path: Path; readonly names: Names },
  flow: Compilation,
): ChosenDate | null {
  const { problems, source } = flow;
  if (at === undefined) {
    if (table === undefined || !hasPeriods(table.rows)) return null;
    const message = `the values of table ${table.name} depend on a date, but this rule gives none`;
    const hint = 'Add "at" with the date that counts, such as at: OrderDate.';
    problems.add(source.at([...path, 'table']), 'TABLE_PERIODS', message, hint);
    return null;
  }
  const place = [...path, 'at'];
  const compiled = compileAt(at, place, names, flow);
  if (compiled === null) return null;
  const { type, evaluate, uses, constant } = compiled;
  if (type.kind !== 'date' && type.kind !== 'any') {
    problems.add(source.at(place), 'WRONG_TYPE', `"at" is a date, not ${nameOf(type)}`, dateHint(at, type));
    return null;
  }
  const of = (scope: Scope): string | null => {
    const date = evaluate(scope, NO_LOCALS);
    if (date === null) return null;
    if (date instanceof LocalDateTime) return date.date;
    throw badValue(`"at" is a date, not ${wordFor(date)}`);
  };
  return { of, uses, constant };
}

/** True for a table with dated values. */
export function hasPeriods(rows: TableRows): boolean {
  return [...rows.values()].some((row) => (row instanceof Map ? hasPeriods(row) : typeof row !== 'string'));
}

/** A date without quotes is a subtraction: 2026-01-01 is 2024. */
function dateHint(written: string, { kind }: Type): string | undefined {
  const date = /^["']?([0-9]{4}-[0-9]{2}-[0-9]{2})["']?$/.exec(written.trim())?.[1];
  if (date !== undefined) return `Write date("${date}").`;
  return kind === 'text' ? 'Make it a date: date(…), or parseDate(…, "dd-MM-yyyy").' : undefined;
}
