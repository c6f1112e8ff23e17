import type { ResourceSpec } from '../../systems/catalog.ts';
import { moneyFieldsOf } from '../../systems/money-fields.ts';
import { LocalDateTime, type Value } from '../../values.ts';
import type { Compilation } from '../compilation.ts';
import { bookPeriodOf, bookYearOf } from '../functions/dates/dates.ts';
import type { StepProgram } from './step-program.ts';

/**
 * Compiles how a document's place in the books is read: its own book year and period, or those of its date if it has
 * none, because then the target derives them from the date, too.
 */
export function compileBookedIn(
  { name, booking }: ResourceSpec,
  { target: { system }, settings }: Compilation,
): StepProgram['bookedIn'] {
  const dateField = booking?.date ?? moneyFieldsOf(system, name)?.date ?? null;
  if (dateField === null) return null;
  return (values) => {
    const held = values[dateField] ?? null;
    const date = held instanceof LocalDateTime ? held : null;
    const own = (field: string | undefined): number | null => wholeNumber(field === undefined ? null : values[field]);
    return {
      year: own(booking?.year) ?? (date === null ? null : bookYearOf(date, settings)),
      period: own(booking?.period) ?? (date === null ? null : bookPeriodOf(date, settings)),
      quarter: date === null ? null : quarterOf(date),
    };
  };
}

/** In both APIs, 0 means that it is derived from the date. */
function wholeNumber(value: Value | undefined): number | null {
  return typeof value === 'number' && value !== 0 ? value : null;
}

function quarterOf({ date }: LocalDateTime): string {
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}
