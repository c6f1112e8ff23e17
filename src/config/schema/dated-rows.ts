import { z } from 'zod';
import { ConfigError } from '../../errors/errors.ts';
import { isObject, keys } from '../../schema.ts';
import type { Path, YamlSource } from '../yaml/yaml-source.ts';
import { dateText, plainText } from './schema-parts.ts';
import { checkSchema } from './schema-problems.ts';

/** Days from the first to the last, both included; null = open on that side. Calendar dates, yyyy-MM-dd, which compare as text. */
export interface Period {
  readonly from: string | null;
  readonly until: string | null;
}

/** True for a day of the period. */
export const isWithin = (day: string, { from, until }: Period): boolean =>
  (from === null || from <= day) && (until === null || day <= until);

/** A value of a table for a time. */
export interface DatedRow extends Period {
  readonly value: string;
}

/** A leaf of a table whose value depends on a date: at most one of the values applies on a day. */
export const datedRows = z
  .array(
    keys({
      value: plainText.describe('The value in this period.'),
      from: dateText.optional().describe('The first day on which it holds. Default: no start.'),
      until: dateText.optional().describe('The last day on which it holds. Default: no end.'),
    }),
  )
  .min(1)
  .max(100)
  .describe('Values that each hold for a time. The rule says by which date: at: OrderDate.');

/** The dated values at a path in a table's file, or what is wrong with them. */
export function readDatedRows(list: readonly unknown[], path: Path, { file, at }: YamlSource): Read {
  if (list.some((one) => !isObject(one))) {
    const hint = 'Write one value, or one line per period: { value: VH, from: 2027-01-01 }.';
    const message = 'A list behind a key holds values with the days they are for.';
    return { problems: [new ConfigError('WRONG_VALUE', message, { at: at(path), hint })] };
  }
  const above = path.slice(0, -1);
  const name = String(path.at(-1));
  // The messages name the row by its key.
  const part: YamlSource = { file, value: { [name]: list }, at: (place, ...more) => at([...above, ...place], ...more) };
  const result = checkSchema(z.record(z.string(), datedRows), part);
  if ('problems' in result) return { problems: result.problems };
  const rows = (Object.values(result.value)[0] ?? []).map(({ value, from = null, until = null }) => ({
    value,
    from,
    until,
  }));
  const problems = [...backwards(rows, path, at), ...overlaps(rows, path, at)];
  return problems.length > 0 ? { problems } : { rows };
}

type Read = { readonly rows: readonly DatedRow[] } | { readonly problems: readonly ConfigError[] };

function backwards(rows: readonly DatedRow[], path: Path, at: YamlSource['at']): readonly ConfigError[] {
  return rows.flatMap(({ from, until }, index) => {
    if (from === null || until === null || from <= until) return [];
    const message = `This period ends on ${until}, before it begins on ${from}.`;
    const hint = 'Correct one of them: the value holds on both days and between them.';
    return [new ConfigError('TABLE_PERIODS', message, { at: at([...path, index, 'until']), hint })];
  });
}

/** Reports every period that shares a day with one above it: no rule could choose between the two. */
function overlaps(rows: readonly DatedRow[], path: Path, at: YamlSource['at']): readonly ConfigError[] {
  return rows.flatMap((row, index) => {
    const other = rows.slice(0, index).findIndex((one) => sharedDay(one, row) !== null);
    const before = rows[other];
    if (before === undefined) return [];
    const { line } = at([...path, other]);
    const message = `On ${sharedDay(before, row)} two values hold: this one and that of line ${line}.`;
    const hint = 'Let the earlier one end ("until") the day before the later one begins ("from").';
    return [new ConfigError('TABLE_PERIODS', message, { at: at([...path, index]), hint })];
  });
}

/** A day that is in both periods, `any day` if neither ever ends, null if there is none. */
function sharedDay(left: DatedRow, right: DatedRow): string | null {
  const first = [left.from, right.from].reduce((late, one) => (late === null || (one ?? '') > late ? one : late));
  const last = [left.until, right.until].reduce((early, one) =>
    early === null || (one !== null && one < early) ? one : early,
  );
  if (first !== null && last !== null && first > last) return null;
  return first ?? last ?? 'any day';
}
