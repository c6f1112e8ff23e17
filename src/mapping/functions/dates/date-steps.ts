import { DATE, INTEGER } from '../../expressions/types.ts';
import { asWhole, date, type MappingFunction, whole } from '../function.ts';
import { calendar, wallClock } from './calendar.ts';

/** Functions that calculate with dates. The time of day stays as it is, except for a first or last day. */
export const dateStepFunctions: readonly MappingFunction[] = [
  {
    name: 'addDays',
    doc: 'The date that many days later, or earlier if the number is negative.',
    example: ['addDays(date("2026-02-27"), 2)', 'date("2026-03-01")'],
    parameters: [date('date'), whole('days')],
    result: DATE,
    run: ([value, days]) => wallClock(calendar(value).plus({ days: asWhole(days) })),
  },
  {
    name: 'addMonths',
    doc: 'The date that many months later, or earlier if the number is negative; a day that the month lacks becomes its last.',
    example: ['addMonths(date("2026-01-31"), 1)', 'date("2026-02-28")'],
    more: [['addMonths(date("2026-03-15"), -12)', 'date("2025-03-15")']],
    parameters: [date('date'), whole('months')],
    result: DATE,
    run: ([value, months]) => wallClock(calendar(value).plus({ months: asWhole(months) })),
  },
  {
    name: 'firstOfMonth',
    doc: 'The first day of the month of a date.',
    example: ['firstOfMonth(date("2026-04-27"))', 'date("2026-04-01")'],
    parameters: [date('date')],
    result: DATE,
    run: ([value]) => wallClock(calendar(value).startOf('month')),
  },
  {
    name: 'lastOfMonth',
    doc: 'The last day of the month of a date.',
    example: ['lastOfMonth(date("2028-02-03"))', 'date("2028-02-29")'],
    parameters: [date('date')],
    result: DATE,
    run: ([value]) => wallClock(calendar(value).endOf('month').startOf('day')),
  },
  {
    name: 'daysBetween',
    doc: 'The number of days from the first date to the second, negative if it is earlier; times of day do not count.',
    example: ['daysBetween(date("2026-02-27"), date("2026-03-01"))', '2'],
    parameters: [date('from'), date('to')],
    result: INTEGER,
    run: ([from, to]) => {
      const days = calendar(to).startOf('day').diff(calendar(from).startOf('day'), 'days').days;
      return Math.round(days) || 0;
    },
  },
];
