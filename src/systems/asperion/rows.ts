import { DateTime } from 'luxon';
import { asRead, type IsNone } from '../../as-read.ts';
import { TransientError } from '../../errors/errors.ts';
import { DUTCH } from '../../http/dutch-time.ts';
import { decimalOf, isDecimal, isRecord, LocalDateTime, type RecordValues, type Value } from '../../values.ts';
import type { Catalog, FieldSpec, ResourceSpec } from '../catalog.ts';

const DOCUMENT_NUMBERS: ReadonlySet<string> = new Set(['invoiceNumber', 'orderNumber', 'sourceDocumentNumber']);

/** True for the id 0 of another record and the number 0 of a document: there is none. */
export const isNone: IsNone = (field, value) =>
  (value === 0 && field.endsWith('Id')) || (value === '0' && DOCUMENT_NUMBERS.has(field));

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, 1: true, false: false, 0: false };

/** An object as received, with exact numbers. */
export interface WireObject {
  readonly [field: string]: unknown;
}

/** True for a JSON object; a decimal, which is an object here, is a number in JSON. */
export function isObject(value: unknown): value is WireObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isDecimal(value);
}

/** Where a record keeps which of its values are odd: what they should be, by their fields, in lines `lines.field`. */
const ODD = '#odd';

const ODD_VALUES = {
  number: (of: string, field: string) => badAnswer(`a record of ${of} whose ${field} is no number`),
  date: (of: string, field: string) => badAnswer(`a record of ${of} whose ${field} is no date`),
  boolean: (of: string, field: string) => badAnswer(`a record of ${of} whose ${field} is neither true nor false`),
  lines: (of: string) => badAnswer(`a record of ${of} with a part of its lines`),
} as const;

/** Takes down that a field is odd. */
type Note = (field: string, wanted: keyof typeof ODD_VALUES) => void;

/**
 * A record of the fields that the catalog knows; lines are read from `{ _data: [...] }` (AS-single-object). A value that is none of its type, and a part
 * of the lines, are left out: `askedOf` refuses them where somebody wants them.
 */
export function readRecord(wire: WireObject, spec: ResourceSpec, catalog: Catalog): RecordValues {
  const odd: Record<string, string> = {};
  const values = readFields(wire, spec, catalog, (field, wanted) => {
    odd[field] = wanted;
  });
  return Object.keys(odd).length === 0 ? values : { ...values, [ODD]: odd };
}

/**
 * The record, for those who want some fields of it. Throws TransientError `BAD_ANSWER` if one of them is odd: read as nothing, it would be a price, or a
 * line, that is not there.
 */
export function askedOf(record: RecordValues, spec: ResourceSpec, fields: readonly string[]): RecordValues {
  const { [ODD]: odd = null, ...values } = record;
  if (!isRecord(odd)) return record;
  const found = Object.entries(odd).find(([path]) =>
    fields.some((field) => field === path || field.startsWith(`${path}.`) || path.startsWith(`${field}.`)),
  );
  if (found === undefined) return values;
  const [path, wanted] = found as Parameters<Note>;
  throw ODD_VALUES[wanted](`${spec.name} (${String(values[spec.reference] ?? values[spec.key])})`, path);
}

function readFields(wire: WireObject, spec: ResourceSpec, catalog: Catalog, note: Note): RecordValues {
  const values: Record<string, Value> = {};
  for (const [field, fieldSpec] of Object.entries(spec.fields)) {
    if (wire[field] === undefined) continue;
    const elements = catalog.resources.get(spec.lines?.[field] ?? '');
    const inLine: Note = (inner, wanted) => note(`${field}.${inner}`, wanted);
    const value =
      elements === undefined
        ? readValue(wire[field], fieldSpec, (wanted) => note(field, wanted))
        : linesOf(wire[field], () => note(field, 'lines'))?.map((line) => readFields(line, elements, catalog, inLine));
    if (value !== undefined) values[field] = asRead(field, value, fieldSpec.type, isNone);
  }
  return values;
}

/** Undefined, and noted, if it is only a part of them. */
function linesOf(wire: unknown, note: () => void): readonly WireObject[] | undefined {
  const [elements, meta] = isObject(wire) ? [wire._data, wire._meta] : [wire, null];
  const lines = Array.isArray(elements) ? elements.filter(isObject) : [];
  const total = isObject(meta) ? readCount(meta.totalCount) : null;
  if (total === null || total === lines.length) return lines;
  note();
  return undefined;
}

/** A whole number, such as `totalCount`; null = it is none. */
export function readCount(wire: unknown): number | null {
  const count = readValue(wire, { type: 'integer' }, () => {});
  return typeof count === 'number' ? count : null;
}

/** An answer that cannot be what the system holds. */
export const badAnswer = (what: string): TransientError =>
  new TransientError('BAD_ANSWER', `Asperion answered ${what}.`, {
    hint: 'Nothing: the next run goes on from the same place. If this recurs, ask the support of Asperion.',
  });

/** Undefined, and noted, if it is none of its type. */
function readValue(
  wire: unknown,
  { type }: Pick<FieldSpec, 'type'>,
  note: (wanted: 'number' | 'boolean' | 'date') => void,
): Value | undefined {
  if (wire === null || wire === undefined || wire === '') return null;
  const text = isDecimal(wire) ? wire.toFixed() : String(wire).toWellFormed();
  const orNote = (value: Value | undefined, wanted: Parameters<typeof note>[0]): Value | undefined => {
    if (value === undefined) note(wanted);
    return value;
  };
  switch (type) {
    case 'integer':
    case 'decimal':
      return orNote(readNumber(text, type), 'number');
    case 'boolean':
      return orNote(BOOLEANS[text.toLowerCase()], type);
    case 'date':
      return orNote(readDate(text), type);
    case 'lines':
      return null;
    default:
      return text;
  }
}

function readNumber(text: string, type: 'integer' | 'decimal'): Value | undefined {
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return undefined;
  if (type === 'decimal') return decimalOf(text) ?? undefined;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : decimalOf(text);
}

/** `yyyy-MM-ddTHH:mm:ss` on the Dutch clock; a date alone and a moment with a zone are understood as well (AS-values). */
function readDate(text: string): Value | undefined {
  const hasZone = /T.*(Z|[+-]\d{2}:?\d{2})$/i.test(text);
  const moment = hasZone ? DateTime.fromISO(text, { zone: DUTCH }) : DateTime.fromISO(text, { zone: 'utc' });
  return moment.isValid ? new LocalDateTime(moment.toFormat("yyyy-MM-dd'T'HH:mm:ss")) : undefined;
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
