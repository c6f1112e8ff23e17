import Big from 'big.js';

/**
 * A moment as both APIs give it: Dutch wall-clock time without a zone (Europe/Amsterdam is understood).
 * `iso` is always `yyyy-MM-ddTHH:mm:ss`, so that comparing text compares moments.
 */
export class LocalDateTime {
  readonly iso: string;

  constructor(iso: string) {
    this.iso = iso;
  }

  /** The calendar date, `yyyy-MM-dd`. */
  get date(): string {
    return this.iso.slice(0, 10);
  }

  toString(): string {
    return this.iso;
  }
}

/** The values of a record: whole numbers are safe integers, every other number is a decimal, empty text is null. */
export type Value = null | boolean | number | string | Big | LocalDateTime | readonly Value[] | RecordValues;

/** The fields of one record by the API's own names; a field that is absent is null. */
export interface RecordValues {
  readonly [field: string]: Value;
}

/** True for a decimal, also one made by another copy of the library. */
export function isDecimal(value: unknown): value is Big {
  return value instanceof Big;
}

/** True for an object of fields: not null, a list, a decimal or a moment. */
export function isRecord(value: Value | undefined): value is RecordValues {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !isDecimal(value) &&
    !(value instanceof LocalDateTime)
  );
}

/**
 * One text per value, the same for equal values: `2`, `2.0` and a decimal 2 agree, and so do null and an absent
 * field. Used for fingerprints and comparison, never for display.
 */
export function canonical(value: Value | undefined): string {
  if (value === null || value === undefined || value === '') return 'null';
  if (typeof value === 'number') return `n${Number.isFinite(value) ? new Big(value).toFixed() : value}`;
  if (isDecimal(value)) return `n${value.eq(0) ? '0' : value.toFixed()}`;
  // A text is written, and read back, well-formed.
  if (typeof value === 'string') return `s${JSON.stringify(value.toWellFormed())}`;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value instanceof LocalDateTime) return `d${value.iso}`;
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const fields = value as RecordValues;
  const texts = Object.keys(fields)
    .sort()
    .map((name) => [name, canonical(fields[name])] as const)
    .filter(([, text]) => text !== 'null');
  return `{${texts.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}}`;
}

/** True if both values mean the same to a bookkeeper: numbers by amount, null like empty. */
export function sameValue(left: Value | undefined, right: Value | undefined): boolean {
  return canonical(left) === canonical(right);
}

/** The most digits before or after the point of an amount: far more than any needs, and few enough to be written out. */
const MOST_DIGITS = 100;

/** The decimal in a text, with all of its digits; null if it is not a number or has hundreds of digits. */
export function decimalOf(text: string): Big | null {
  const [, digits = '', exponent = '0'] = /^[+-]?(\d+(?:\.\d+)?)(?:e([+-]?\d{1,4}))?$/i.exec(text) ?? [];
  if (digits === '' || digits.length > MOST_DIGITS || Math.abs(Number(exponent)) > MOST_DIGITS) return null;
  return new Big(text.replace(/^\+/, ''));
}
