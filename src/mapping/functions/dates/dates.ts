import type { Value } from '../../../values.ts';
import { LocalDateTime } from '../../../values.ts';
import type { MappingSettings } from '../../expressions/names.ts';
import { badValue } from '../../expressions/operators.ts';
import { DATE, INTEGER } from '../../expressions/types.ts';
import { date, type MappingFunction } from '../function.ts';
import { parseDate } from '../parse-text.ts';
import { calendar } from './calendar.ts';

/** Functions on dates: Dutch calendar dates, without a zone. */
export const dateFunctions: readonly MappingFunction[] = [
  {
    name: 'today',
    doc: 'The day of the run in the Netherlands, the same for the whole run; given.today in a mapping test.',
    example: ['formatDate(today(), "dd-MM-yyyy")', '"15-06-2026"'],
    more: [['daysBetween(today(), addDays(today(), 3))', '3']],
    parameters: [],
    daily: true,
    takesNull: true,
    result: DATE,
    run: (_, __, today) => today,
  },
  {
    name: 'date',
    doc: 'The date that a text yyyy-MM-dd means, or the calendar date of a moment.',
    example: ['year(date("2026-04-27"))', '2026'],
    parameters: [{ name: 'of', accepts: ['text', 'date'] }],
    result: DATE,
    run: ([value]) => new LocalDateTime(`${calendarDate(value)}T00:00:00`),
  },
  part('year', 'The year of a date.', 2026, ({ year }) => year),
  part('quarter', 'The quarter of a date, 1 to 4.', 2, ({ month }) => Math.ceil(month / 3)),
  part('month', 'The month of a date, 1 to 12.', 4, ({ month }) => month),
  part('day', 'The day of the month of a date, 1 to 31.', 27, ({ day }) => day),
  {
    name: 'week',
    doc: 'The week of a date, 1 to 53, as Dutch calendars count (ISO 8601).',
    example: ['week(date("2026-04-27"))', '18'],
    more: [['week(date("2027-01-01"))', '53']],
    parameters: [date('date')],
    result: INTEGER,
    run: ([value]) => calendar(value).weekNumber,
  },
  {
    name: 'weekday',
    doc: 'The day of the week of a date, 1 (Monday) to 7 (Sunday).',
    example: ['weekday(date("2026-04-27"))', '1'],
    parameters: [date('date')],
    result: INTEGER,
    run: ([value]) => calendar(value).weekday,
  },
  {
    name: 'bookYear',
    doc: 'The book year that a date falls in, named by the year it starts in (setting bookYear.start).',
    example: ['bookYear(date("2026-04-27"))', '2026'],
    parameters: [date('date')],
    result: INTEGER,
    run: ([value], settings) => bookYearOf(value, settings),
  },
  {
    name: 'bookPeriod',
    doc: 'The month of the book year that a date falls in, 1 to 12 (setting bookYear.start).',
    example: ['bookPeriod(date("2026-04-27"))', '4'],
    parameters: [date('date')],
    result: INTEGER,
    run: ([value], settings) => bookPeriodOf(value, settings),
  },
];

/** The book year of a date, named by the year it starts in. Throws RecordError BAD_VALUE for anything but a date. */
export function bookYearOf(value: Value | undefined, settings: MappingSettings): number {
  const { year, month, day } = parts(value);
  const start = yearStart(settings.bookYear.start);
  return month < start.month || (month === start.month && day < start.day) ? year - 1 : year;
}

/** The month of the book year, 1 to 12. Throws RecordError BAD_VALUE for anything but a date. */
export function bookPeriodOf(value: Value | undefined, settings: MappingSettings): number {
  const { month, day } = parts(value);
  const start = yearStart(settings.bookYear.start);
  const months = month - start.month - (day < start.day ? 1 : 0);
  return ((months + 12) % 12) + 1;
}

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A number that is part of a date; the example is Monday 27 April 2026. */
function part(name: string, doc: string, gives: number, take: (of: Parts) => number): MappingFunction {
  return {
    name,
    doc,
    example: [`${name}(date("2026-04-27"))`, String(gives)],
    parameters: [date('date')],
    result: INTEGER,
    run: ([value]) => take(parts(value)),
  };
}

function parts(value: Value | undefined): Parts {
  const [year = 0, month = 0, day = 0] = value instanceof LocalDateTime ? value.date.split('-').map(Number) : [];
  if (!(year > 0 && month > 0 && day > 0)) throw badValue('a date is needed');
  return { year, month, day };
}

function calendarDate(value: Value | undefined): string {
  if (value instanceof LocalDateTime) return value.date;
  const parsed = typeof value === 'string' ? parseDate(value) : null;
  if (parsed === null) throw badValue('the text is not a date yyyy-MM-dd');
  return parsed.date;
}

function yearStart(start: string): { month: number; day: number } {
  const [month = 1, day = 1] = start.split('-').map(Number);
  return { month, day };
}
