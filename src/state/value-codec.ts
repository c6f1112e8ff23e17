import Big from 'big.js';
import { isDecimal, isRecord, LocalDateTime, type RecordValues, type Value } from '../values.ts';

/** A value as JSON can carry it: a kind that JSON does not have becomes a list that begins with the kind's name. */
export type EncodedValue =
  | null
  | boolean
  | number
  | string
  | EncodedTagged
  | { readonly [field: string]: EncodedValue };
type EncodedTagged = readonly ['decimal' | 'moment', string] | readonly ['list', ...EncodedValue[]];

/** A value in a form that comes back from JSON exactly the same: decimals to the last digit, moments, lines. */
export function encodeValue(value: Value): EncodedValue {
  if (isDecimal(value)) return ['decimal', value.toFixed()];
  if (value instanceof LocalDateTime) return ['moment', value.iso];
  if (Array.isArray(value)) return ['list', ...(value as readonly Value[]).map(encodeValue)];
  return isRecord(value) ? encodeRecord(value) : (value as EncodedValue);
}

/** See `encodeValue`. */
export function encodeRecord(record: RecordValues): { readonly [field: string]: EncodedValue } {
  return Object.fromEntries(Object.entries(record).map(([field, value]) => [field, encodeValue(value)]));
}

/** The value that was encoded. Throws TypeError for anything that `encodeValue` does not make. */
export function decodeValue(encoded: unknown): Value {
  if (encoded === null || typeof encoded === 'boolean' || typeof encoded === 'string') return encoded;
  if (typeof encoded === 'number' && Number.isSafeInteger(encoded)) return encoded;
  if (Array.isArray(encoded)) return decodeTagged(encoded);
  return decodeRecord(encoded);
}

/** The record that was encoded. Throws TypeError for anything that `encodeRecord` does not make. */
export function decodeRecord(encoded: unknown): RecordValues {
  if (typeof encoded !== 'object' || encoded === null || Array.isArray(encoded)) throw notAValue();
  return Object.fromEntries(Object.entries(encoded).map(([field, value]) => [field, decodeValue(value)]));
}

function decodeTagged([kind, ...content]: readonly unknown[]): Value {
  if (kind === 'list') return content.map(decodeValue);
  const [text] = content;
  if (typeof text !== 'string' || content.length !== 1) throw notAValue();
  if (kind === 'decimal' && /^-?\d+(\.\d+)?$/.test(text)) return new Big(text);
  if (kind === 'moment') return new LocalDateTime(text);
  throw notAValue();
}

/** The message does not show the value, because it may be a record's. */
const notAValue = (): TypeError => new TypeError('This is no encoded value.');
