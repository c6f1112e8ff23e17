import { dutchDay } from '../../../http/dutch-time.ts';
import { LocalDateTime, type RecordValues } from '../../../values.ts';
import { confirmed, contradicted, type Test, type TestVerdict, untestable } from '../../assumption.ts';
import { allRows, type Source, specOf } from '../query/query.ts';
import { readWhole } from '../rows.ts';

/** The book periods of each year, usually months or quarters (EX-financial-periods). */
const PERIODS = 'financial/FinancialPeriods';
const FIELDS = ['ID', 'FinYear', 'FinPeriod', 'StartDate', 'EndDate'];

const MONTHS = 12;

/**
 * Tests whether the number of a month in the book year is the number of its period, in the year of today: documents are booked by it, and
 * February would be booked in the second quarter. `bookYearStart` = MM-DD, `clock` = epoch ms.
 */
export function testMonths(on: { source: Source; clock: () => number; bookYearStart: string }): Test {
  const { source, clock, bookYearStart } = on;
  return async (_, signal) => {
    const rows = await allRows(source, PERIODS, { select: FIELDS }, signal);
    const periods = rows.map((row) => periodOf(readWhole(row, specOf(source, PERIODS))));
    return judge(periods, dutchDay(clock()), bookYearStart);
  };
}

function judge(periods: readonly Period[], today: string, bookYearStart: string): TestVerdict {
  const now = periods.find(({ from, to }) => from <= today && today <= to);
  if (now === undefined) return untestable('No book period is shown for today.');
  const wrong = firstWrong(
    periods.filter(({ year }) => year === now.year),
    bookYearStart,
  );
  if (wrong === undefined) return confirmed('Book periods are months.');
  const { year, number, from, to } = wrong;
  const days = `Period ${number} of ${year} lasts from ${from} to ${to}`;
  const ahead = periods.filter((one) => one.to >= today);
  const start = ahead.find((one) => one.number === 1)?.from.slice(5);
  if (start !== undefined && firstWrong(ahead, start) === undefined) {
    return contradicted(
      `${days}, which is not what the book year of the settings says.`,
      `bookYear: { start: "${start}" }`,
    );
  }
  const says =
    `${days}, and documents are booked by the number of their month. ` +
    'Take ReportingYear and ReportingPeriod out of the step (`remove: true`): Exact Online then books by the date.';
  return contradicted(says, null);
}

/** The first of these periods that is no month, or has another number than its month has in the book year. */
function firstWrong(periods: readonly Period[], start: string): Period | undefined {
  const isMonth = ({ from, to }: Period): boolean => from.slice(0, 7) === to.slice(0, 7);
  // A year may have one period more at its end, for corrections, beside that of its last month.
  const isNumbered = ({ from }: Period): boolean =>
    periods.some((one) => one.from.slice(0, 7) === from.slice(0, 7) && one.number === monthOf(one.from, start));
  return periods.find((one) => !isMonth(one)) ?? periods.find((one) => !isNumbered(one));
}

/** A book period: its number in its year, with its first and last day, yyyy-MM-dd. */
interface Period {
  readonly year: number;
  readonly number: number;
  readonly from: string;
  readonly to: string;
}

function periodOf({ FinYear, FinPeriod, StartDate, EndDate }: RecordValues): Period {
  const day = (value: unknown): string => (value instanceof LocalDateTime ? value.date : '');
  return { year: Number(FinYear), number: Number(FinPeriod), from: day(StartDate), to: day(EndDate) };
}

/** The month of the book year that a day falls in, 1 to 12. */
function monthOf(day: string, start: string): number {
  const months = Number(day.slice(5, 7)) - Number(start.slice(0, 2)) - (day.slice(8) < start.slice(3) ? 1 : 0);
  return ((months + MONTHS) % MONTHS) + 1;
}
