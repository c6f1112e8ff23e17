import Big from 'big.js';
import { DateTime, Settings } from 'luxon';
import { RecordError } from '../../errors/errors.ts';
import { type FieldSpec, type FieldType, longestText } from '../../systems/catalog.ts';
import { isDecimal, LocalDateTime, type Value } from '../../values.ts';
import { badValue, wordFor } from '../expressions/operators.ts';
import { ANYTHING } from './fit.ts';

// Months and weekdays are never written in words, and finding out the system's language takes longer than reading a mapping.
Settings.defaultLocale = 'en-US';

/** The longest text that is read as a number. */
const MAX_NUMBER_LENGTH = 40;

/** Converts a mapped value to the type of the target's field. Throws RecordError BAD_VALUE, TOO_LONG, without the value, which may be personal. */
export type Converter = (value: Value) => Value;

/** The whole number in a text, such as `42`, `-7` or `0042`; null if there is none or it is beyond 2^53. */
export function parseInteger(text: string): number | null {
  if (text.length > MAX_NUMBER_LENGTH || !/^[+-]?[0-9]+$/.test(text)) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number || 0 : null;
}

/** The decimal in a text, such as `1234.56`; null if there is none. */
export function parseDecimal(text: string): Big | null {
  if (text.length > MAX_NUMBER_LENGTH || !/^[+-]?[0-9]+(\.[0-9]+)?$/.test(text)) return null;
  return new Big(text.replace(/^\+/, ''));
}

/** The moment in a text `yyyy-MM-dd` or `yyyy-MM-ddTHH:mm:ss`; null if there is no such day. */
export function parseDate(text: string): LocalDateTime | null {
  const match = /^([0-9]{4}-[0-9]{2}-[0-9]{2})(T[0-9]{2}:[0-9]{2}:[0-9]{2})?$/.exec(text);
  if (match === null || !DateTime.fromISO(text, { zone: 'utc' }).isValid) return null;
  return new LocalDateTime(`${match[1]}${match[2] ?? 'T00:00:00'}`);
}

const toText: Converter = (value) => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (isDecimal(value)) return value.toFixed();
  throw badValue(`a text is needed, not ${wordFor(value)}`);
};

const toInteger: Converter = (value) => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  const text = typeof value === 'string' ? value : isDecimal(value) ? value.toFixed() : '';
  const number = parseInteger(text);
  if (number === null) throw badValue(`a whole number is needed, not ${wordFor(value)}${fraction(value)}`);
  return number;
};

const fraction = (value: Value): string => (isDecimal(value) ? ' with a fraction' : '');

const toDecimal: Converter = (value) => {
  if (isDecimal(value)) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return new Big(value);
  const number = typeof value === 'string' ? parseDecimal(value) : null;
  if (number === null) throw badValue(`a number such as 1234.56 is needed, not ${wordFor(value)}`);
  return number;
};

const toBoolean: Converter = (value) => {
  if (typeof value === 'boolean') return value;
  if (value === 'true') return true;
  if (value === 'false') return false;
  throw badValue(`true or false is needed, not ${wordFor(value)}`);
};

const toDate: Converter = (value) => {
  if (value instanceof LocalDateTime) return value;
  const date = typeof value === 'string' ? parseDate(value) : null;
  if (date === null) throw badValue(`a date such as 2026-01-31 is needed, not ${wordFor(value)}`);
  return date;
};

const toId: Converter = (value) => {
  if (typeof value === 'string') return value.toLowerCase();
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw badValue(`an id is needed, not ${wordFor(value)}`);
};

/** A file is named by its address, which only a binary field gives. */
const toFile: Converter = (value) => {
  if (typeof value === 'string' && /^https?:\/\//.test(value)) return value;
  throw badValue('a picture of the source is needed');
};

const refuse: Converter = () => {
  throw badValue('this field cannot be mapped');
};

const CONVERTERS: Readonly<Record<FieldType, Converter>> = {
  text: toText,
  integer: toInteger,
  decimal: toDecimal,
  boolean: toBoolean,
  date: toDate,
  id: toId,
  lines: refuse,
  binary: toText,
};

/** The converter into a target field: null and empty text stay null, text is kept exactly and never cut. */
export function converterFor(spec: FieldSpec): Converter {
  const convert = spec.type === 'binary' && spec !== ANYTHING ? toFile : CONVERTERS[spec.type];
  const maxLength = longestText(spec);
  if (maxLength === undefined) return (value) => (value === null || value === '' ? null : convert(value));
  return (value) => {
    if (value === null || value === '') return null;
    const converted = convert(value);
    if (typeof converted !== 'string' || converted.length <= maxLength) return converted;
    throw new RecordError('TOO_LONG', `the text has ${converted.length} characters, ${maxLength} are allowed`, {
      hint: `Shorten it in the mapping: slice(…, 0, ${maxLength}).`,
    });
  };
}
