import Big from 'big.js';
import { isDecimal, LocalDateTime, type Value } from '../../../src/values.ts';
import type { Fields } from './case.ts';

/** True when a value is what a case writes; a list is one of several that are right. */
export function same(wanted: Fields[string] | undefined, actual: Value | undefined, field: string): boolean {
  if (Array.isArray(wanted)) return (wanted as readonly string[]).some((one) => same(one, actual, field));
  const text = String(wanted ?? '');
  if (actual === null || actual === undefined || actual === '') return text === '' || text === 'null';
  if (actual instanceof LocalDateTime) return actual.date === text;
  if (isDecimal(actual) || typeof actual === 'number') return /^-?\d+(\.\d+)?$/.test(text) && new Big(actual).eq(text);
  return String(actual) === text;
}

/** A value as the cases would write it. */
export function shownValue(value: Value | undefined): string {
  if (value === null || value === undefined) return 'nothing';
  return value instanceof LocalDateTime ? value.date : isDecimal(value) ? value.toFixed() : String(value);
}
