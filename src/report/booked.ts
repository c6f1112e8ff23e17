import Big from 'big.js';
import type { BookedReport, BookedSumReport, BookedTotalReport, FlowBooked } from './booked-report.ts';
import { type Block, type Cell, type Page, paragraph, section, table } from './page/page.ts';
import type { FlowReport } from './run-report.ts';
import type { Words } from './words/words.ts';

/** A table per flow that books documents: each period by VAT code with its total, then the quarters by date. */
export function bookedSection(
  title: string,
  flows: readonly (Partial<FlowBooked> & { readonly flow: string })[],
  words: Words,
): Page {
  const booking = flows.filter(({ booked = [] }) => booked.length > 0);
  const tables = booking.flatMap(({ flow, booked = [], bookedTotals = [] }) => [
    paragraph({ strong: flow }),
    ...table(words.booked.columns, 4, rowsOf(booked, bookedTotals, words), 'sum'),
  ]);
  return section(title, tables);
}

/** The same of what was there already and is linked from now on. */
export const linkedSection = (flows: readonly Pick<FlowReport, 'flow' | 'linked'>[], words: Words): Page =>
  bookedSection(
    words.booked.linkedTitle,
    flows.map(({ flow, linked }) => ({ ...linked, flow })),
    words,
  );

function rowsOf(
  booked: readonly BookedReport[],
  totals: readonly BookedTotalReport[],
  words: Words,
): readonly (readonly Cell[])[] {
  const { noCode, all, dated } = words.booked;
  const everything = { strong: all };
  const periods = totals.filter(({ quarter }) => quarter === null);
  return [
    ...periods.flatMap((total) => {
      const { year, period } = total;
      const own = booked.filter((one) => one.year === year && one.period === period);
      return [
        ...own.map((one) => sumRow([year ?? '–', period ?? '–', one.vatCode ?? noCode], one, words)),
        ...(own.length > 1 ? [sumRow([year ?? '–', period ?? '–', everything], total, words)] : []),
      ];
    }),
    ...totals.flatMap((total) => {
      if (total.quarter === null) return [];
      return [sumRow([dated(total.quarter.replace('-', ' ')), '', everything], total, words)];
    }),
  ];
}

function sumRow(place: readonly Cell[], sum: BookedSumReport, words: Words): readonly Cell[] {
  const { documents, unknown, withVat } = sum;
  const more = unknown === 0 ? '' : ` + ${words.booked.unknown(words.count(unknown, 'line'))}`;
  const whole = withVat === null ? '–' : words.money(withVat);
  return [...place, documents, `${words.money(sum.amount)}${more}`, vatOf(sum, words), whole];
}

function vatOf({ vat, vatComputedBy }: BookedSumReport, words: Words): string {
  if (vatComputedBy === null) return words.money(vat ?? '0.00');
  const computed = words.booked.computed(vatComputedBy);
  return vat === null ? computed : `${words.money(vat)} + ${computed}`;
}

/** A pie with more pieces cannot be read: the smallest are one. */
const MOST_PIECES = 8;

/** A pie of what was booked under each VAT code, where there are several; credits cannot be drawn and are in the table. */
export function bookedChart(flows: readonly Partial<FlowBooked>[], words: Words): Page {
  const codes = new Map<string, Big>();
  for (const { vatCode, amount } of flows.flatMap(({ booked = [] }) => booked)) {
    const code = vatCode ?? words.booked.noCode;
    codes.set(code, (codes.get(code) ?? new Big(0)).plus(amount));
  }
  const pieces = [...codes].filter(([, amount]) => amount.gt(0)).sort(([, left], [, right]) => right.cmp(left));
  if (pieces.length < 2 || pieces.length < codes.size) return [];
  const shown = pieces.length > MOST_PIECES ? pieces.slice(0, MOST_PIECES - 1) : pieces;
  const rest = pieces.slice(shown.length).reduce((sum, [, amount]) => sum.plus(amount), new Big(0));
  const drawn = rest.eq(0) ? shown : [...shown, [words.booked.others, rest] as const];
  const lines = drawn.map(([code, amount]) => `  "${code.replaceAll(/["`\s]+/g, ' ').trim()}" : ${amount.toFixed(2)}`);
  const chart: Block = { kind: 'code', language: 'mermaid', lines: [`pie title ${words.booked.chart}`, ...lines] };
  return [{ kind: 'parts', parts: [[chart]], noun: 'chart' }];
}
