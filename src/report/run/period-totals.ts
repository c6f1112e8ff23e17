import Big from 'big.js';
import { type Cell, details, type Page, section, table } from '../page/page.ts';
import type { FlowReport } from '../run-report.ts';
import type { TotalReport } from '../verified-report.ts';
import type { Words } from '../words/words.ts';

/** Both sides by period and VAT code: what differs, or is not known, in a table; what agrees is folded. */
export function periodTotals(flows: readonly FlowReport[], words: Words): Page {
  const all = flows.flatMap(({ flow, totals = [] }) => totals.map((total) => ({ flow, total })));
  const apart = all.filter(({ total }) => isApart(total)).map((one) => totalRow(one, words));
  const equal = all.filter(({ total }) => !isApart(total)).map((one) => totalRow(one, words));
  return [
    ...section(words.totals.apart, table(words.totals.columns, 7, apart, 'total')),
    ...details(words.totals.agree(equal.length), table(words.totals.columns, 7, equal, 'total')),
  ];
}

/** How far the totals of a flow are off: the balance, and what it hides where money stands in the wrong place. Nothing if they agree. */
export function differencesInTotals(totals: readonly TotalReport[], words: Words): string {
  const apart = totals.map(({ difference }) => new Big(difference));
  const balance = apart.reduce((sum, one) => sum.plus(one), new Big(0));
  const all = apart.reduce((sum, one) => sum.plus(one.abs()), new Big(0));
  if (all.eq(0)) return '';
  const unsigned = all.eq(balance.abs()) ? null : words.money(all.toFixed(2));
  return words.compared.toldSum(words.money(balance.toFixed(2)), unsigned);
}

function isApart({ difference, vatDifference, unknown }: TotalReport): boolean {
  return unknown > 0 || !new Big(difference).eq(0) || !new Big(vatDifference ?? 0).eq(0);
}

function totalRow(
  { flow, total }: { readonly flow: string; readonly total: TotalReport },
  words: Words,
): readonly Cell[] {
  const { step, year, period, vatCode, source, target, difference } = total;
  const { sourceVat, targetVat, vatDifference, unknown } = total;
  const known = (text: string | null): string => (text === null ? '–' : words.money(text));
  const note = unknown === 0 ? '' : words.count(unknown, 'line');
  return [
    ...[flow, step, year ?? '–', period ?? '–', vatCode ?? words.booked.noCode],
    ...[source, target, difference, sourceVat, targetVat, vatDifference].map(known),
    note,
  ];
}
