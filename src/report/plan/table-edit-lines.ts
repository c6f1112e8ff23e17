import { atStart } from '../../config/schema/schema-words.ts';
import { list, type Page, type Text } from '../page/page.ts';
import type { Words } from '../words/words.ts';
import type { EditEffect, StepCount, TableEdit } from './comparison-report.ts';
import { netAmount } from './net-amount.ts';

/** Rows named in a sentence; more are counted. */
const MOST_ROWS = 5;

/**
 * Edits of tables in plain words, one line each: `VAT code for Germany / VAT code 2: VICP instead of VH; 11 invoices and 1 delivery,
 * € 4,500.00`. Nothing
 * without edits.
 */
export function tableEditLines(edits: readonly TableEdit[], words: Words): Page {
  return list(
    edits.map((edit) => lineOf(edit, words)),
    'edit',
  );
}

function lineOf(edit: TableEdit, words: Words): Text {
  const { table, rows, keys, base, head, fields } = edit;
  const { tables, field, dated } = words.plan;
  const what = fields.length === 0 ? tables.table(table) : words.list([...new Set(fields.map(field))]);
  const more = rows.length > MOST_ROWS ? [tables.moreRows(rows.length - MOST_ROWS)] : [];
  const shown = rows.slice(0, MOST_ROWS).map((row) => rowOf(row, keys, words));
  const where = words.list([...shown, ...more]);
  const [before, after] = [dated(base ?? ''), dated(head ?? '')];
  const values =
    base === null ? tables.isNew(after) : head === null ? tables.removed(before) : tables.changed(before, after);
  return [{ strong: atStart(tables.edit(what, where, values)) }, `; ${said(edit, words)}.`];
}

/** A row by what its keys mean: `Germany / VAT code 2`. */
function rowOf(row: string, keys: readonly string[], { plan, country }: Words): string {
  const values = row.split(' / ');
  const said = values.map((value, at) => {
    const key = keys[at] ?? '';
    if (/country(code)?$/i.test(key)) return country(value);
    return key === '' ? value : `${plan.field(key)} ${value}`;
  });
  return said.join(' / ');
}

function said({ fields, isUsed, effects, base, head, isKnown }: TableEdit, words: Words): string {
  const { unused, calculated, nothingWaited, noEffect, notKnown } = words.plan.tables;
  if (!isUsed) return unused;
  if (effects.length > 0) return effects.flatMap((effect) => effectOf(effect, head === null, words)).join('; ');
  if (!isKnown) return notKnown;
  if (fields.length === 0) return calculated;
  return base === null ? nothingWaited : noEffect;
}

/** `isGone`: the rows are removed, so what took another value of them waits. */
function effectOf(
  { steps, refused, accepted, amount, credited }: EditEffect,
  isGone: boolean,
  words: Words,
): readonly string[] {
  const { tables, records } = words.plan;
  const shown = (counts: readonly StepCount[]): string =>
    words.list(counts.map(({ step, records: number }) => records(number, step)));
  const isOne = (counts: readonly StepCount[]): boolean => counts.length === 1 && counts[0]?.records === 1;
  const told = isGone ? tables.refused(shown(steps), isOne(steps)) : shown(steps);
  return [
    ...(steps.length === 0 ? [] : [amount === null ? told : `${told}, ${netAmount(amount, credited, words)}`]),
    ...(refused.length === 0 ? [] : [tables.refused(shown(refused), isOne(refused))]),
    ...(accepted.length === 0 ? [] : [tables.accepted(shown(accepted), isOne(accepted))]),
  ];
}
