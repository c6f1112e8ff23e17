import Big from 'big.js';
import { type BoundedText, count, head, plain, row } from './markdown.ts';
import { amount } from './plan/plan-values.ts';
import type { FlowReport, TotalReport } from './run-report.ts';

const TITLES = [
  'Flow',
  'Step',
  'Year',
  'Period',
  'VAT code',
  'Source',
  'Target',
  'Difference',
  'VAT source',
  'VAT target',
  'VAT difference',
  'Not counted',
];

/** Writes both sides by period and VAT code: what differs, or is not known, in a table; what agrees is folded. */
export function writePeriodTotals(text: BoundedText, flows: readonly FlowReport[]): void {
  const all = flows.flatMap(({ flow, totals = [] }) => totals.map((total) => ({ flow, total })));
  if (all.length === 0) return;
  const [apart, equal] = [true, false].map((wanted) => all.filter(({ total }) => isApart(total) === wanted));
  if (apart !== undefined && apart.length > 0) {
    text.frame('### Totals that differ', '', ...head(TITLES, 7));
    text.list(apart.map(totalRow), 'total');
    text.frame('');
  }
  if (equal === undefined || equal.length === 0) return;
  const title = `Totals that agree: ${equal.length}`;
  text.frame(`<details><summary>${title}</summary>`, '', ...head(TITLES, 7));
  text.list(equal.map(totalRow), 'total');
  text.frame('', '</details>', '');
}

/** How far the totals of a flow are off, each difference without its sign: money in the wrong place counts twice. */
export function sumOfDifferences(totals: readonly TotalReport[]): Big {
  return totals.reduce((sum, { difference }) => sum.plus(new Big(difference).abs()), new Big(0));
}

function isApart({ difference, vatDifference, unknown }: TotalReport): boolean {
  return unknown > 0 || !new Big(difference).eq(0) || !new Big(vatDifference ?? 0).eq(0);
}

function totalRow({ flow, total }: { readonly flow: string; readonly total: TotalReport }): string {
  const { step, year, period, vatCode, source, target, difference } = total;
  const { sourceVat, targetVat, vatDifference, unknown } = total;
  const known = (text: string | null): string => (text === null ? '–' : amount(text));
  const note = unknown === 0 ? '' : count(unknown, 'line');
  return row([
    ...[plain(flow), plain(step), year ?? '–', period ?? '–', plain(vatCode ?? 'none')],
    ...[source, target, difference, sourceVat, targetVat, vatDifference].map(known),
    note,
  ]);
}
