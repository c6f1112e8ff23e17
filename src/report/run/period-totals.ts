import Big from 'big.js';
import { type Cell, details, type Page, paragraph, section, table } from '../page/page.ts';
import type { FlowReport } from '../run-report.ts';
import type { TotalReport } from '../verified-report.ts';
import type { Words } from '../words/words.ts';

/** Records shown that no total counts; the list of differences has them all. */
const MOST_SHOWN = 5;

/** Both sides by period and VAT code, flow by flow: what differs, or is not known, in a table; what agrees is folded. */
export function periodTotals(flows: readonly FlowReport[], words: Words): Page {
  const apart = flows.flatMap((flow) => tableOf(flow, isApart, words));
  const equal = flows.flatMap((flow) => tableOf(flow, (total) => !isApart(total), words));
  const numberOfEqual = flows.flatMap(({ totals = [] }) => totals).filter((total) => !isApart(total)).length;
  return [
    ...section(words.totals.apart, apart),
    ...flows.flatMap((flow) => withinTolerance(flow, words)),
    ...flows.flatMap((flow) => notCounted(flow, words)),
    ...details(words.totals.agree(numberOfEqual), equal),
  ];
}

/** Totals of a flow under its name, and how far all of its totals are off. */
function tableOf(flow: FlowReport, belongs: (total: TotalReport) => boolean, words: Words): Page {
  const { totals = [] } = flow;
  const rows = totals.filter(belongs).map((total) => totalRow(total, words));
  if (rows.length === 0) return [];
  const off = totals.some((total) => isApart(total) && belongs(total)) ? differencesInTotals(totals, words) : '';
  return [
    paragraph([{ code: flow.flow }, off === '' ? '' : `:${off}`]),
    ...table(words.totals.columns, 7, rows, 'total'),
  ];
}

/** The documents that count as equal and make a total differ. */
function withinTolerance({ totals = [], verified }: FlowReport, words: Words): Page {
  const near = verified?.near ?? [];
  if (near.length === 0 || !totals.some(isOff)) return [];
  const shown = near.slice(0, MOST_SHOWN);
  return [paragraph(words.totals.within(`${shown.join(', ')}${words.andMore(near.length - shown.length)}`))];
}

/** The records of a flow that could not be compared, so that they are in no total. */
function notCounted({ totals = [], differences = [] }: FlowReport, words: Words): Page {
  const left = differences.filter(({ kind }) => kind === 'failed');
  if (totals.length === 0 || left.length === 0) return [];
  const shown = left.slice(0, MOST_SHOWN).map(({ reference }) => reference);
  return [paragraph(words.totals.notCounted(`${shown.join(', ')}${words.andMore(left.length - shown.length)}`))];
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

/** True if both sides are known to come to other amounts. */
export function isOff({ difference, vatDifference }: TotalReport): boolean {
  return !new Big(difference).eq(0) || !new Big(vatDifference ?? 0).eq(0);
}

const isApart = (total: TotalReport): boolean => total.unknown > 0 || isOff(total);

function totalRow(total: TotalReport, words: Words): readonly Cell[] {
  const { step, year, period, vatCode, source, target, difference } = total;
  const { sourceVat, targetVat, vatDifference, unknown } = total;
  const known = (text: string | null): string => (text === null ? '–' : words.money(text));
  const note = unknown === 0 ? '' : words.count(unknown, 'line');
  return [
    ...[step, year ?? '–', period ?? '–', vatCode ?? words.booked.noCode],
    ...[source, target, difference, sourceVat, targetVat, vatDifference].map(known),
    note,
  ];
}
