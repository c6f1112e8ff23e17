import { DateTime } from 'luxon';
import { RecordError } from '../../errors.ts';
import { LocalDateTime, type Value } from '../../values.ts';
import { parseDate } from '../convert.ts';
import { badValue } from '../expressions/operators.ts';
import { DATE, INTEGER } from '../expressions/types.ts';
import type { MappingFunction, Parameter } from './function.ts';

const date: Parameter = { name: 'date', accepts: ['date'] };

/** Functions on dates: Dutch calendar dates, without a zone. What depends on today is left out: mappings are repeatable. */
export const dateFunctions: readonly MappingFunction[] = [
  {
    name: 'date',
    doc: 'The date that a text yyyy-MM-dd means, or the calendar date of a moment.',
    example: ['year(date("2026-04-27"))', '2026'],
    parameters: [{ name: 'of', accepts: ['text', 'date'] }],
    result: DATE,
    run: ([value]) => new LocalDateTime(`${calendarDate(value)}T00:00:00`),
  },
  {
    name: 'year',
    doc: 'The year of a date.',
    example: ['year(date("2026-04-27"))', '2026'],
    parameters: [date],
    result: INTEGER,
    run: ([value]) => parts(value).year,
  },
  {
    name: 'month',
    doc: 'The month of a date, 1 to 12.',
    example: ['month(date("2026-04-27"))', '4'],
    parameters: [date],
    result: INTEGER,
    run: ([value]) => parts(value).month,
  },
  {
    name: 'day',
    doc: 'The day of the month of a date, 1 to 31.',
    example: ['day(date("2026-04-27"))', '27'],
    parameters: [date],
    result: INTEGER,
    run: ([value]) => parts(value).day,
  },
  {
    name: 'bookYear',
    doc: 'The book year that a date falls in, named by the year it starts in (setting bookYear.start).',
    example: ['bookYear(date("2026-04-27"))', '2026'],
    parameters: [date],
    result: INTEGER,
    run: ([value], settings) => {
      const { year, month, day } = parts(value);
      const start = yearStart(settings.bookYear.start);
      return month < start.month || (month === start.month && day < start.day) ? year - 1 : year;
    },
  },
  {
    name: 'bookPeriod',
    doc: 'The month of the book year that a date falls in, 1 to 12 (setting bookYear.start).',
    example: ['bookPeriod(date("2026-04-27"))', '4'],
    parameters: [date],
    result: INTEGER,
    run: ([value], settings) => {
      const { month, day } = parts(value);
      const start = yearStart(settings.bookYear.start);
      const months = month - start.month - (day < start.day ? 1 : 0);
      return ((months + 12) % 12) + 1;
    },
  },
  {
    name: 'addDays',
    doc: 'The date so many days later, or earlier when the number is negative.',
    example: ['addDays(date("2026-02-27"), 2)', 'date("2026-03-01")'],
    parameters: [date, { name: 'days', accepts: ['integer'] }],
    result: DATE,
    run: ([value, days]) => {
      const start = DateTime.fromISO(moment(value).iso, { zone: 'utc' });
      const later = start.plus({ days: typeof days === 'number' ? days : 0 });
      if (!later.isValid || later.year < 1 || later.year > 9999) {
        throw new RecordError('NUMBER_RANGE', 'a date falls outside of the calendar');
      }
      return new LocalDateTime(later.toFormat("yyyy-MM-dd'T'HH:mm:ss"));
    },
  },
];

function moment(value: Value | undefined): LocalDateTime {
  if (value instanceof LocalDateTime) return value;
  throw badValue('a date is needed');
}

function parts(value: Value | undefined): { year: number; month: number; day: number } {
  const [year = 0, month = 0, day = 0] = moment(value).date.split('-').map(Number);
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
