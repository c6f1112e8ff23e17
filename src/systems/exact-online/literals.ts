import { isDecimal, LocalDateTime, type Value } from '../../values.ts';
import type { FieldSpec } from '../catalog.ts';

/** Puts fixed-width padding back: filters must match the padded value (B-13). */
export function pad(text: string, padding: FieldSpec['padding']): string {
  if (padding === undefined) return text;
  return padding.side === 'left' ? text.padStart(padding.width) : text.padEnd(padding.width);
}

/** Takes fixed-width padding off, on the padded side only. */
export function unpad(text: string, padding: FieldSpec['padding']): string {
  if (padding === undefined) return text;
  return padding.side === 'left' ? text.trimStart() : text.trimEnd();
}

/** The literal of a value in a filter (§3.4): `guid'…'`, `datetime'…'`, `'text'` with quotes doubled, plain numbers. */
export function literal(value: Value, field: FieldSpec): string {
  if (value === null) return 'null';
  if (value instanceof LocalDateTime) return `datetime'${value.iso}'`;
  if (isDecimal(value)) return value.toFixed();
  if (field.type === 'id' && typeof value === 'string') return `guid'${value.replaceAll("'", '')}'`;
  if (field.type === 'integer' || field.type === 'decimal' || field.type === 'boolean') return String(value);
  return `'${pad(String(value), field.padding).replaceAll("'", "''")}'`;
}
