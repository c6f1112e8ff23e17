import { DateTime } from 'luxon';
import { DUTCH } from '../../http/dutch-time.ts';
import { decimalOf, isDecimal, isRecord, LocalDateTime, type RecordValues, type Value } from '../../values.ts';
import type { Catalog, FieldSpec, ResourceSpec } from '../catalog.ts';

/** An object as received, with exact numbers. */
export interface WireObject {
  readonly [field: string]: unknown;
}

/** True for a JSON object; a decimal, which is an object here, is a number in JSON. */
export function isObject(value: unknown): value is WireObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isDecimal(value);
}

/** A record of the fields that the catalog knows; lines are read from `{ _data: [...] }` (AS-single-object). */
export function readRecord(wire: WireObject, spec: ResourceSpec, catalog: Catalog): RecordValues {
  const values: Record<string, Value> = {};
  for (const [field, fieldSpec] of Object.entries(spec.fields)) {
    if (wire[field] === undefined) continue;
    const elements = catalog.resources.get(spec.lines?.[field] ?? '');
    values[field] =
      elements === undefined
        ? readValue(wire[field], fieldSpec)
        : elementsOf(wire[field]).map((line) => readRecord(line, elements, catalog));
  }
  return values;
}

function elementsOf(wire: unknown): readonly WireObject[] {
  const elements = isObject(wire) ? wire._data : wire;
  return Array.isArray(elements) ? elements.filter(isObject) : [];
}

function readValue(wire: unknown, field: FieldSpec): Value {
  if (wire === null || wire === undefined || wire === '') return null;
  const text = isDecimal(wire) ? wire.toFixed() : String(wire).toWellFormed();
  switch (field.type) {
    case 'integer':
    case 'decimal':
      return readNumber(text, field.type);
    case 'boolean':
      return text === 'true';
    case 'date':
      return readDate(text);
    case 'lines':
      return null;
    default:
      return text;
  }
}

function readNumber(text: string, type: 'integer' | 'decimal'): Value {
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return null;
  const number = Number(text);
  return type === 'integer' && Number.isSafeInteger(number) ? number : decimalOf(text);
}

/** `yyyy-MM-ddTHH:mm:ss` on the Dutch clock; a date alone and a moment with a zone are understood as well (AS-values). */
function readDate(text: string): Value {
  const hasZone = /T.*(Z|[+-]\d{2}:?\d{2})$/i.test(text);
  const moment = hasZone ? DateTime.fromISO(text, { zone: DUTCH }) : DateTime.fromISO(text, { zone: 'utc' });
  return moment.isValid ? new LocalDateTime(moment.toFormat("yyyy-MM-dd'T'HH:mm:ss")) : null;
}

/**
 * The body of a write, for `stringifyExact`: lists of records become `{ _data: [...] }`. With `leaveOutNull`, as for a
 * create, fields without a value are not sent, not in lines either; for an update, null clears.
 */
export function writeBody(values: RecordValues, leaveOutNull: boolean): RecordValues {
  const fields = Object.entries(values).filter(([, value]) => value !== null || !leaveOutNull);
  return Object.fromEntries(fields.map(([field, value]) => [field, writeValue(value, leaveOutNull)]));
}

function writeValue(value: Value, leaveOutNull: boolean): Value {
  if (Array.isArray(value)) {
    return { _data: value.map((line: Value) => (isRecord(line) ? writeBody(line, leaveOutNull) : line)) };
  }
  return value;
}
