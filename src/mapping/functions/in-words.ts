import { isDecimal, LocalDateTime, type Value } from '../../values.ts';

/** A single value as text, as `string` gives it and as table keys are compared. Null for null, a list or a record. */
export function inWords(value: Value): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isDecimal(value)) return value.toFixed();
  if (value instanceof LocalDateTime) return value.iso.endsWith('T00:00:00') ? value.date : value.iso;
  return null;
}
