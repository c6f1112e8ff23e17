import type { BookedReport, BookedSumReport, BookedTotalReport, FlowBooked } from './booked-report.ts';
import { count } from './count.ts';
import { euros } from './money.ts';
import { type Cell, type Page, paragraph, section, table } from './page/page.ts';

const TITLES = ['Year', 'Period', 'VAT code', 'Documents', 'Without VAT', 'VAT', 'With VAT'];

/** A table per flow that books documents: each period by VAT code with its total, then the quarters by date. */
export function bookedSection(
  title: string,
  flows: readonly (Partial<FlowBooked> & { readonly flow: string })[],
): Page {
  const booking = flows.filter(({ booked = [] }) => booked.length > 0);
  const tables = booking.flatMap(({ flow, booked = [], bookedTotals = [] }) => [
    paragraph({ strong: flow }),
    ...table(TITLES, 4, rowsOf(booked, bookedTotals), 'sum'),
  ]);
  return section(title, tables);
}

const ALL = { strong: 'all' };

function rowsOf(booked: readonly BookedReport[], totals: readonly BookedTotalReport[]): readonly (readonly Cell[])[] {
  const periods = totals.filter(({ quarter }) => quarter === null);
  return [
    ...periods.flatMap((total) => {
      const { year, period } = total;
      const own = booked.filter((one) => one.year === year && one.period === period);
      return [
        ...own.map((one) => sumRow([year ?? '–', period ?? '–', one.vatCode ?? 'none'], one)),
        ...(own.length > 1 ? [sumRow([year ?? '–', period ?? '–', ALL], total)] : []),
      ];
    }),
    ...totals
      .filter(({ quarter }) => quarter !== null)
      .map((total) => sumRow([`Dated in ${total.quarter?.replace('-', ' ')}`, '', ALL], total)),
  ];
}

function sumRow(place: readonly Cell[], sum: BookedSumReport): readonly Cell[] {
  const { documents, unknown, withVat } = sum;
  const more = unknown === 0 ? '' : ` + ${count(unknown, 'line')} not known`;
  const whole = withVat === null ? '–' : euros(withVat);
  return [...place, documents, `${euros(sum.amount)}${more}`, vatOf(sum), whole];
}

function vatOf({ vat, vatComputedBy }: BookedSumReport): string {
  if (vatComputedBy === null) return euros(vat ?? '0.00');
  const computed = `VAT computed by ${vatComputedBy}`;
  return vat === null ? computed : `${euros(vat)} + ${computed}`;
}
