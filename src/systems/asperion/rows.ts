import { DateTime } from 'luxon';
import { TransientError } from '../../errors/errors.ts';
import { DUTCH } from '../../http/dutch-time.ts';
import { decimalOf, isDecimal, isRecord, LocalDateTime, type RecordValues, type Value } from '../../values.ts';
import type { Catalog, FieldSpec, ResourceSpec } from '../catalog.ts';

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, 1: true, false: false, 0: false };

/** An object as received, with exact numbers. */
export interface WireObject {
  readonly [field: string]: unknown;
}

/** True for a JSON object; a decimal, which is an object here, is a number in JSON. */
export function isObject(value: unknown): value is WireObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isDecimal(value);
}

/**
 * A record of the fields that the catalog knows; lines are read from `{ _data: [...] }` (AS-single-object). Throws TransientError `BAD_ANSWER` for a value
 * that is none of its type and for a part of the lines: read as nothing, it would be a price, or a line, that is not there.
 */
export function readRecord(wire: WireObject, spec: ResourceSpec, catalog: Catalog): RecordValues {
  const values: Record<string, Value> = {};
  for (const [field, fieldSpec] of Object.entries(spec.fields)) {
    if (wire[field] === undefined) continue;
    const elements = catalog.resources.get(spec.lines?.[field] ?? '');
    values[field] =
      elements === undefined
        ? readValue(wire[field], fieldSpec, { resource: spec.name, field })
        : linesOf(wire[field], spec.name).map((line) => readRecord(line, elements, catalog));
  }
  return values;
}

function linesOf(wire: unknown, resource: string): readonly WireObject[] {
  const [elements, meta] = isObject(wire) ? [wire._data, wire._meta] : [wire, null];
  const lines = Array.isArray(elements) ? elements.filter(isObject) : [];
  const total = isObject(meta) ? meta.totalCount : null;
  if (typeof total === 'number' && total !== lines.length)
    throw badAnswer(`a record of ${resource} with ${lines.length} of its ${total} lines`);
  return lines;
}

/** Where a value stands. */
interface Place {
  readonly resource: string;
  readonly field: string;
}

/** An answer that cannot be what the system holds. */
export const badAnswer = (what: string): TransientError =>
  new TransientError('BAD_ANSWER', `Asperion answered ${what}.`, {
    hint: 'The next run continues from the same place. If this recurs, ask the support of Asperion.',
  });

function readValue(wire: unknown, { type }: FieldSpec, { resource, field }: Place): Value {
  if (wire === null || wire === undefined || wire === '') return null;
  const text = isDecimal(wire) ? wire.toFixed() : String(wire).toWellFormed();
  switch (type) {
    case 'integer':
      return readNumber(text, type);
    case 'decimal': {
      const number = readNumber(text, type);
      if (number === null) throw badAnswer(`a record of ${resource} whose ${field} is no number`);
      return number;
    }
    case 'boolean': {
      const value = BOOLEANS[text.toLowerCase()];
      if (value === undefined) throw badAnswer(`a record of ${resource} whose ${field} is neither true nor false`);
      return value;
    }
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
