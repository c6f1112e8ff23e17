import Big from 'big.js';
import { RecordError } from '../../errors/errors.ts';
import { type FieldSpec, type FieldType, longestText } from '../../systems/catalog.ts';
import { isDecimal, LocalDateTime, type Value } from '../../values.ts';
import { badValue, wordFor } from '../expressions/operators.ts';
import { parseDate, parseDecimal, parseInteger } from '../functions/parse-text.ts';
import { ANYTHING } from './fit.ts';

/** Converts a mapped value to the type of the target's field. Throws RecordError BAD_VALUE, TOO_LONG, without the value, which may be personal. */
export type Converter = (value: Value) => Value;

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
