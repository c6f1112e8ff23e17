import { count } from '../count.ts';
import { capital, labelOf } from '../label.ts';
import { euros } from '../money.ts';
import { list, type Page, type Text } from '../page/page.ts';
import type { EditEffect, TableEdit } from './comparison-report.ts';

/** Rows named in a sentence; more are counted. */
const MOST_ROWS = 5;

/**
 * Edits of tables in plain words, one line each: `VAT code for NL / 2: VH → VHN; 11 invoices and 1 delivery, € 4,500.00`. Nothing
 * without edits.
 */
export function tableEditLines(edits: readonly TableEdit[]): Page {
  return list(edits.map(lineOf), 'edit');
}

function lineOf({ table, rows, base, head, fields, effects }: TableEdit): Text {
  const what = fields.length === 0 ? `table ${table}` : listed(fields.map(labelOf));
  const more = rows.length > MOST_ROWS ? [count(rows.length - MOST_ROWS, 'more row')] : [];
  const where = listed([...rows.slice(0, MOST_ROWS), ...more]);
  const values = base === null ? `${head} (new)` : head === null ? `${base} (removed)` : `${base} → ${head}`;
  return [{ strong: `${capital(what)} for ${where}: ${values}` }, `; ${said(fields, effects, base === null)}.`];
}

function said(fields: readonly string[], effects: readonly EditEffect[], isNew: boolean): string {
  if (fields.length === 0) return 'no flow that is on uses it';
  if (effects.length === 0) return isNew ? 'no record waited for it' : 'no record comes out differently';
  return effects.map(effectOf).join('; ');
}

function effectOf({ steps, amount }: EditEffect): string {
  const records = listed(steps.map(({ step, records: number }) => count(number, step)));
  return amount === null ? records : `${records}, ${euros(amount)}`;
}

/** `a`, `a and b`, `a, b and c`. */
function listed(words: readonly string[]): string {
  const all = [...new Set(words)];
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
