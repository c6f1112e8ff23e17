import Big from 'big.js';
import { isDecimal, LocalDateTime, type Value } from '../../values.ts';
import { badValue } from '../expressions/operators.ts';
import { ANY, DECIMAL, INTEGER, NULL, TEXT, type Type, unite } from '../expressions/types.ts';
import { asText, type MappingFunction } from './function.ts';
import { decimalSign, numberText } from './numbers/money.ts';
import { parseDecimal, parseInteger } from './parse-text.ts';

/** Functions from one type to another, and the choice of the first value that is not null. */
export const conversionFunctions: readonly MappingFunction[] = [
  {
    name: 'string',
    doc: 'The value as text; a date as yyyy-MM-dd, a moment as yyyy-MM-ddTHH:mm:ss, a decimal without trailing zeros.',
    example: ['"EO-" + string(20001)', '"EO-20001"'],
    parameters: [{ name: 'of', accepts: ['text', 'integer', 'decimal', 'boolean', 'date'] }],
    copies: true,
    result: TEXT,
    run: ([value]) => inWords(value ?? null),
  },
  {
    name: 'int',
    doc: 'The whole number that a text holds, or a decimal without a fraction.',
    example: ['int("0042")', '42'],
    parameters: [{ name: 'of', accepts: ['text', 'integer', 'decimal'] }],
    result: INTEGER,
    run: ([value]) => {
      if (typeof value === 'number') return value;
      const number = typeof value === 'string' ? parseInteger(value.trim()) : wholeNumber(value);
      if (number === null) throw badValue('"int" needs a whole number; round(x, 0) takes a fraction off');
      return number;
    },
  },
  {
    name: 'dec',
    doc: 'The decimal that a text holds. If you give a sign, it separates the decimals; the other one may separate thousands.',
    example: ['dec("19.95") * 3', '59.85'],
    more: [['dec("1.234,50", ",")', '1234.50']],
    parameters: [{ name: 'of', accepts: ['text', 'integer', 'decimal'] }, decimalSign],
    result: DECIMAL,
    run: ([value, sign]) => {
      if (isDecimal(value)) return value;
      if (typeof value === 'number') return new Big(value);
      const written = asText(value).trim();
      const number = parseDecimal(sign === undefined ? written : (numberText(written, asText(sign)) ?? ''));
      if (number === null) throw badValue(`"dec" needs a number such as ${sign === ',' ? '1.234,56' : '1234.56'}`);
      return number;
    },
  },
  {
    name: 'coalesce',
    doc: 'The first of its arguments that is not null.',
    example: ['coalesce(null, "", "filled")', '"filled"'],
    parameters: [{ name: 'first' }, { name: 'more', repeats: true }],
    takesNull: true,
    picksFirst: true,
    copies: true,
    result: (args: readonly Type[]) => (args.includes(ANY) ? ANY : args.reduce(unite, NULL)),
    run: (args) => args.find((value) => value !== null && value !== '') ?? null,
  },
];

/** A single value as text, as `string` gives it. Null for null, a list or a record. */
export function inWords(value: Value): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isDecimal(value)) return value.toFixed();
  if (value instanceof LocalDateTime) return value.iso.endsWith('T00:00:00') ? value.date : value.iso;
  return null;
}

/** What a value is looked up by in a table: without blanks at its ends, because no key of a table has any. One of blanks only stays, and waits. */
export function tableKey(value: Value): string | null {
  const word = inWords(value);
  return word?.trim() || word;
}

function wholeNumber(value: Value | undefined): number | null {
  return isDecimal(value) ? parseInteger(value.toFixed()) : null;
}
