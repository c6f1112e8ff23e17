import type { BookedReport, BookedSumReport, BookedTotalReport, FlowBooked } from './booked-report.ts';
import { type BoundedText, count, head, plain, row } from './markdown.ts';
import { amount } from './plan/plan-values.ts';

const TITLES = ['Year', 'Period', 'VAT code', 'Documents', 'Without VAT', 'VAT', 'With VAT'];

/** A table per flow that books documents: each period by VAT code with its total, then the quarters of VAT returns. */
export function writeBooked(
  text: BoundedText,
  title: string,
  flows: readonly (Partial<FlowBooked> & { readonly flow: string })[],
): void {
  const booking = flows.filter(({ booked = [] }) => booked.length > 0);
  if (booking.length === 0) return;
  text.frame(`### ${title}`, '');
  for (const { flow, booked = [], bookedTotals = [] } of booking) {
    text.frame(`**${plain(flow)}**`, '', ...head(TITLES, 4));
    text.list(rowsOf(booked, bookedTotals), 'sum');
    text.frame('');
  }
}

function rowsOf(booked: readonly BookedReport[], totals: readonly BookedTotalReport[]): readonly string[] {
  const periods = totals.filter(({ quarter }) => quarter === null);
  return [
    ...periods.flatMap((total) => {
      const { year, period } = total;
      const own = booked.filter((one) => one.year === year && one.period === period);
      return [
        ...own.map((one) => sumRow([year ?? '–', period ?? '–', plain(one.vatCode ?? 'none')], one)),
        ...(own.length > 1 ? [sumRow([year ?? '–', period ?? '–', '**all**'], total)] : []),
      ];
    }),
    ...totals
      .filter(({ quarter }) => quarter !== null)
      .map((total) => sumRow([`VAT return ${total.quarter?.replace('-', ' ')}`, '', '**all**'], total)),
  ];
}

function sumRow(place: readonly (string | number)[], sum: BookedSumReport): string {
  const { documents, unknown, withVat } = sum;
  const more = unknown === 0 ? '' : ` + ${count(unknown, 'line')} not known`;
  return row([
    ...place,
    documents,
    `${amount(sum.amount)}${more}`,
    vatOf(sum),
    withVat === null ? '–' : amount(withVat),
  ]);
}

function vatOf({ vat, vatComputedBy }: BookedSumReport): string {
  if (vatComputedBy === null) return amount(vat ?? '0.00');
  const computed = `VAT computed by ${vatComputedBy}`;
  return vat === null ? computed : `${amount(vat)} + ${computed}`;
}
