import Big from 'big.js';
import { count } from '../count.ts';
import { euros, eurosApart } from '../money.ts';
import { type Cell, list, type Page, type Text, table } from '../page/page.ts';
import type { ComparedFlow, ComparedMoney, ComparedRecord } from './comparison-report.ts';
import { shownValue } from './plan-values.ts';

/** References named of equal changes. */
const MOST_REFERENCES = 5;
/** Pairs of values shown of one field; the rest count together. */
const MOST_VALUES = 3;

/** True for a record of which one version reads what nobody recorded. */
export const isUnknown = ({ base, head }: ComparedRecord): boolean =>
  base.outcome === 'not known' || head.outcome === 'not known';

/** Records of which nothing else is known to change. */
export function unknownRecords({ records }: ComparedFlow): number {
  const byRecord = Map.groupBy(records, ({ reference }) => reference);
  return [...byRecord.values()].filter((steps) => steps.every(isUnknown)).length;
}

/** What changes in one flow: each kind of record in a line, then equal changes together, then the money. */
export function changesOfFlow(flow: ComparedFlow): Page {
  return [...kinds(flow), ...moves(flow), ...fields(flow), ...outcomes(flow), ...periods(flow), ...money(flow.money)];
}

/** `12 invoices come out differently, € 4,500.00; 10 of them are in the target already and stay as sent.` */
function kinds({ records }: ComparedFlow): Page {
  const known = records.filter((record) => !isUnknown(record) && !isNotCome(record));
  const lines = [...Map.groupBy(known, ({ step }) => step)].map(([step, same]): Text => {
    const amounts = same.flatMap(({ amount }) => amount ?? []);
    const sum = amounts.reduce((total, one) => total.plus(one), new Big(0));
    const booked = amounts.length === 0 ? '' : `, ${euros(sum.toFixed(2))} without VAT`;
    const stays = same.filter((record) => record.stays).length;
    const sent =
      stays === 0
        ? ''
        : `; ${stays} of them ${stays === 1 ? 'is' : 'are'} in the target already and ${stays === 1 ? 'stays' : 'stay'} as sent`;
    return [
      { strong: count(same.length, step) },
      ` ${same.length === 1 ? 'comes' : 'come'} out differently${booked}${sent}.`,
    ];
  });
  return list(lines, 'kind');
}

/** A step that only one version comes to, and leaves the record alone there. */
const isNotCome = ({ base, head }: ComparedRecord): boolean => base.outcome === 'left' && head.outcome === 'not taken';

function moves({ moves: all }: ComparedFlow): Page {
  const lines = all.map(({ of, from, to, lines, amount }) => {
    return `${of} ${from ?? 'none'} → ${to ?? 'none'}: ${count(lines, 'line')}, ${euros(amount)}`;
  });
  return list(lines, 'move');
}

/** Fields whose values change alike, such as `city` in 38 records. */
function fields({ records }: ComparedFlow): Page {
  const changes = records.flatMap(({ step, reference, fields: all }) =>
    all.map(({ field, base, head }) => {
      const values = { before: shownValue(base), after: shownValue(head) };
      return { step, reference, field: field.replace(/\[\d+\]/, ''), ...values };
    }),
  );
  const byField = [...Map.groupBy(changes, ({ step, field }) => `${step}\n${field}`).values()].sort(mostRecords);
  const rows = byField.flatMap((same) => {
    const alike = [...Map.groupBy(same, ({ before, after }) => `${before}\n${after}`).values()].sort(mostRecords);
    const shown = alike.length > MOST_VALUES ? alike.slice(0, MOST_VALUES - 1) : alike;
    const rest = alike.slice(shown.length).flat();
    return [...shown.map((some) => fieldRow(some, false)), ...(rest.length === 0 ? [] : [fieldRow(rest, true)])];
  });
  return table(['Step', 'Field', 'Before', 'After', 'Such as', 'Records'], 1, rows, 'field');
}

interface FieldChange {
  readonly step: string;
  readonly field: string;
  readonly reference: string;
  readonly before: string;
  readonly after: string;
}

function fieldRow(same: readonly FieldChange[], isRest: boolean): readonly Cell[] {
  const [first] = same;
  const values = isRest ? ['other values', 'other values'] : [first?.before ?? '–', first?.after ?? '–'];
  return [first?.step ?? '', { code: first?.field ?? '' }, ...values, suchAs(same), recordsIn(same)];
}

const recordsIn = (same: readonly { readonly reference: string }[]): number =>
  new Set(same.map(({ reference }) => reference)).size;

const mostRecords = (left: readonly FieldChange[], right: readonly FieldChange[]): number =>
  recordsIn(right) - recordsIn(left);

function suchAs(same: readonly { readonly reference: string }[]): string {
  const references = [...new Set(same.map(({ reference }) => reference))];
  return `${references.slice(0, MOST_REFERENCES).join(', ')}${references.length > MOST_REFERENCES ? ', …' : ''}`;
}

function outcomes({ outcomes: all, records }: ComparedFlow): Page {
  const rows = all.map(({ step, base, head, records: number }) => {
    const same = records.filter((one) => one.step === step && wordOf(one.base) === base && wordOf(one.head) === head);
    return [step, base, head, suchAs(same), number];
  });
  return table(['Step', 'Outcome before', 'Outcome after', 'Such as', 'Records'], 1, rows, 'outcome');
}

const wordOf = ({ outcome, code }: ComparedRecord['base']): string =>
  outcome === 'refused' ? `${outcome} ${code}` : outcome;

function periods({ periods: sums }: ComparedFlow): Page {
  const rows = sums.map(({ period, vatCode, ...sum }) => [period ?? '–', vatCode ?? 'none', ...sumCells(sum)]);
  return table(['Period', 'VAT code', 'Lines', 'Before', 'After', 'Difference'], 4, rows, 'period');
}

function money(sums: readonly ComparedMoney[]): Page {
  const rows = sums.map(({ vatCode, account, ...sum }) => [vatCode ?? '–', account ?? '–', ...sumCells(sum)]);
  return table(['VAT code', 'Ledger account', 'Lines', 'Before', 'After', 'Difference'], 4, rows, 'place');
}

function sumCells(sum: Omit<ComparedMoney, 'vatCode' | 'account'>): readonly string[] {
  const { lines, base, head, difference, unknown } = sum;
  const more = unknown > 0 ? ` (${count(unknown, 'line')} not known)` : '';
  return [`${lines[0]} → ${lines[1]}`, euros(base), euros(head), `${eurosApart(difference)}${more}`];
}
