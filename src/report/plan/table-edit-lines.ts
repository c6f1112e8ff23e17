import { atStart } from '../../config/schema/schema-words.ts';
import { list, type Page, type Text } from '../page/page.ts';
import type { Words } from '../words/words.ts';
import type { EditEffect, TableEdit } from './comparison-report.ts';

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

function lineOf({ table, rows, keys, base, head, fields, effects }: TableEdit, words: Words): Text {
  const { tables, field, dated } = words.plan;
  const what = fields.length === 0 ? tables.table(table) : words.list([...new Set(fields.map(field))]);
  const more = rows.length > MOST_ROWS ? [tables.moreRows(rows.length - MOST_ROWS)] : [];
  const shown = rows.slice(0, MOST_ROWS).map((row) => rowOf(row, keys, words));
  const where = words.list([...shown, ...more]);
  const [before, after] = [dated(base ?? ''), dated(head ?? '')];
  const values =
    base === null ? tables.isNew(after) : head === null ? tables.removed(before) : tables.changed(before, after);
  return [{ strong: atStart(tables.edit(what, where, values)) }, `; ${said(fields, effects, base === null, words)}.`];
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

function said(fields: readonly string[], effects: readonly EditEffect[], isNew: boolean, words: Words): string {
  const { unused, nothingWaited, noEffect } = words.plan.tables;
  if (fields.length === 0) return unused;
  if (effects.length === 0) return isNew ? nothingWaited : noEffect;
  return effects.map((effect) => effectOf(effect, words)).join('; ');
}

function effectOf({ steps, amount }: EditEffect, words: Words): string {
  const records = words.list(steps.map(({ step, records: number }) => words.plan.records(number, step)));
  return amount === null ? records : `${records}, ${words.money(amount)}`;
}
