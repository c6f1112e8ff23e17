import { isDecimal, LocalDateTime, type Value } from './values.ts';

/** A double keeps 15 digits: what is behind them is no part of the number (EX-doubles). What else reckons with doubles may answer the same. */
const MOST_DIGITS = 15;

/** Sums of doubles can be wrong before that: an amount of money has fewer decimals than this, prices and quantities may have more. */
const MOST_DECIMALS = 6;
const AMOUNT = /amount/i;

/** .NET shows a date that is not filled in as the first day of its calendar, on some clocks as the day before it. */
const FIRST_YEAR_OF_DATES = '0002';

/** Whether a system shows this value in a field of this name where nothing is filled in: the number 0 of a document. */
export type IsNone = (field: string, value: Value) => boolean;

/**
 * The value of a field as the engine gets it, in a run and in a mapping test: a decimal as it was before a double held it, null where nothing is
 * filled in.
 */
export function asRead(field: string, value: Value, type: string, isNone: IsNone = () => false): Value {
  if (typeof value === 'string' && value.trim() === '') return null;
  if (value instanceof LocalDateTime && value.iso < FIRST_YEAR_OF_DATES) return null;
  if (isNone(field, value)) return null;
  if (type !== 'decimal' || !isDecimal(value)) return value;
  const exact = value.prec(MOST_DIGITS);
  return AMOUNT.test(field) ? exact.round(MOST_DECIMALS) : exact;
}
