import { asRead, type IsNone } from '../../as-read.ts';
import { TransientError } from '../../errors/errors.ts';
import { decimalOf, isDecimal, isRecord, LocalDateTime, type RecordValues, type Value } from '../../values.ts';
import type { FieldSpec, ResourceSpec } from '../catalog.ts';
import { unpad } from './query/literals.ts';

const DOCUMENT_NUMBER = /^(Delivery|Entry|Invoice|Order|SalesInvoice|SalesOrder)Number$/;

/** Rows have 0 where nothing is filled in (EX-row-defaults): no document has that number. */
export const isNone: IsNone = (field, value) => value === 0 && DOCUMENT_NUMBER.test(field);

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, 1: true, false: false, 0: false };

/** What to do about an answer that cannot be what Exact Online holds. */
export const AFTER_BAD_ANSWER =
  'Nothing: the next run goes on from the same place. If it recurs, contact the support of Exact Online.';

/** A row as received, with exact numbers. */
export interface WireRow {
  readonly [field: string]: unknown;
}

/**
 * A record of a row's fields: only those that the resource has, and no collections, whose elements are read by themselves. Throws TransientError
 * `BAD_ANSWER` if a value is none of its type: read as nothing, it would be a price or a stock that is not there.
 */
export function readRow(row: WireRow, resource: ResourceSpec): RecordValues {
  return readFields(row, resource, (field) => {
    const which = String(row[resource.reference] ?? row[resource.key]);
    const message = `Exact Online answered a record of ${resource.name} (${which}) whose ${field} cannot be read.`;
    throw new TransientError('BAD_ANSWER', message, { hint: AFTER_BAD_ANSWER });
  });
}

/** The same of a row that shows more than anybody asked for: a value that is none of its type is left out. */
export const readWhole = (row: WireRow, resource: ResourceSpec): RecordValues => readFields(row, resource, () => {});

function readFields(row: WireRow, resource: ResourceSpec, odd: (field: string) => void): RecordValues {
  const values: Record<string, Value> = {};
  for (const [field, wire] of Object.entries(row)) {
    const spec = resource.fields[field];
    if (spec === undefined || spec.type === 'lines') continue;
    const value = readValue(wire, spec);
    if (value === undefined) odd(field);
    else values[field] = asRead(field, value, spec.type, isNone);
  }
  return values;
}

/** The value that a row shows: without padding, ids in lower case, dates as the Dutch clock showed them. Undefined if it is none of its type. */
function readValue(wire: unknown, field: FieldSpec): Value | undefined {
  if (wire === null || wire === undefined || wire === '') return null;
  switch (field.type) {
    case 'id':
      return String(wire).toWellFormed().toLowerCase();
    case 'integer':
      return readInteger(wire);
    case 'decimal':
      return isDecimal(wire) ? wire : (decimalOf(String(wire)) ?? undefined);
    case 'boolean':
      return BOOLEANS[String(wire).toLowerCase()];
    case 'date':
      return readDate(String(wire)) ?? undefined;
    default:
      return unpad(isDecimal(wire) ? wire.toFixed() : String(wire).toWellFormed(), field.padding);
  }
}

/** Whole numbers come as JSON numbers, `Edm.Int64` also as text (EX-int64). */
function readInteger(wire: unknown): Value | undefined {
  const number = Number(isDecimal(wire) ? wire.toFixed() : wire);
  return Number.isSafeInteger(number) ? number : (decimalOf(String(wire)) ?? undefined);
}

/**
 * `/Date(ms)/` read as if the milliseconds were UTC and the clock Dutch: date-only values are UTC midnights, times are
 * the local wall clock (EX-dates, EX-local-times). ISO dates are taken as they are.
 */
export function readDate(wire: string): LocalDateTime | null {
  const milliseconds = /^\/Date\((-?\d+)/.exec(wire)?.[1];
  const iso = milliseconds === undefined ? wire : isoOfUtc(Number(milliseconds));
  const [, date, minutes = '00:00', seconds = ':00'] =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2})?)?/.exec(iso) ?? [];
  return date === undefined ? null : new LocalDateTime(`${date}T${minutes}${seconds}`);
}

/** Empty for a number that is not a date. */
function isoOfUtc(milliseconds: number): string {
  const moment = new Date(milliseconds);
  return Number.isNaN(moment.getTime()) ? '' : moment.toISOString();
}

/**
 * The body of a write, for `stringifyExact`. With `leaveOutNull`, as for a create, fields without a value are not sent,
 * not in lines either; for an update, null clears.
 */
export function writeBody(values: RecordValues, leaveOutNull: boolean): RecordValues {
  const fields = Object.entries(values).filter(([, value]) => value !== null || !leaveOutNull);
  return Object.fromEntries(fields.map(([field, value]) => [field, writeValue(value, leaveOutNull)]));
}

function writeValue(value: Value, leaveOutNull: boolean): Value {
  if (Array.isArray(value)) return value.map((element: Value) => writeValue(element, leaveOutNull));
  return isRecord(value) ? writeBody(value, leaveOutNull) : value;
}
