import { inDutch } from '../../http/dutch-time.ts';
import { LocalDateTime, type Value } from '../../values.ts';
import type { Connection } from './connection.ts';

/**
 * The book years to search for records, the newest first: as many as the settings say, counted back from today's,
 * and those that `known` names: book years as numbers, or dates. If a book year does not begin in January, it is not
 * documented which of its two calendar years names it, so both are used.
 */
export function bookYears(
  { settings, bookYearStart, clock }: Pick<Connection, 'settings' | 'bookYearStart' | 'clock'>,
  known: readonly (Value | undefined)[],
): readonly number[] {
  const years = new Set<number>();
  const add = (day: string): void => {
    const year = Number(day.slice(0, 4));
    if (bookYearStart === '01-01') years.add(year);
    else for (const name of day.slice(5, 10) < bookYearStart ? [year - 1, year] : [year, year + 1]) years.add(name);
  };
  const today = inDutch(clock());
  for (let back = 0; back < settings.bookYears; back += 1) add(today.minus({ years: back }).toISODate() ?? '');
  for (const value of known) {
    if (typeof value === 'number' && value > 0) years.add(value);
    else if (value instanceof LocalDateTime) add(value.date);
  }
  return [...years].sort((left, right) => right - left);
}
