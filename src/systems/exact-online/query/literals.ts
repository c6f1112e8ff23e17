import { isDecimal, LocalDateTime, type Value } from '../../../values.ts';
import type { FieldSpec } from '../../catalog.ts';

/** Puts fixed-width padding back: filters must match the padded value (EX-padded-codes). */
function pad(text: string, padding: FieldSpec['padding']): string {
  if (padding === undefined) return text;
  return padding.side === 'left' ? text.padStart(padding.width) : text.padEnd(padding.width);
}

/** Removes fixed-width padding, on the padded side only. */
export function unpad(text: string, padding: FieldSpec['padding']): string {
  if (padding === undefined) return text;
  return padding.side === 'left' ? text.trimStart() : text.trimEnd();
}

const GUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Whether a record can have this value in the field. A text in a field for ids or numbers gets the whole call refused. */
export function canEqual(value: Value, field: FieldSpec): boolean {
  if (value === null) return true;
  if (field.type === 'id') return typeof value === 'string' && GUID.test(value);
  if (field.type === 'integer' || field.type === 'decimal') {
    return isDecimal(value) || /^-?\d{1,18}(\.\d{1,18})?$/.test(String(value));
  }
  return true;
}

/** A value that is never refused. */
export function harmless(field: FieldSpec): Value {
  if (field.type === 'id') return '00000000-0000-0000-0000-000000000000';
  if (field.type === 'boolean') return false;
  return field.type === 'date' ? new LocalDateTime('2000-01-01T00:00:00') : field.type === 'text' ? '0' : 0;
}

/** The literal of a value in a filter (EX-literals): `guid'…'`, `datetime'…'`, `'text'` with quotes doubled, plain numbers. */
export function literal(value: Value, field: FieldSpec): string {
  if (value === null) return 'null';
  if (value instanceof LocalDateTime) return `datetime'${value.iso}'`;
  if (isDecimal(value)) return value.toFixed();
  if (field.type === 'id' && typeof value === 'string') return `guid'${value.replaceAll("'", '')}'`;
  if (field.type === 'integer' || field.type === 'decimal' || field.type === 'boolean') return String(value);
  return `'${pad(String(value), field.padding).replaceAll("'", "''")}'`;
}
