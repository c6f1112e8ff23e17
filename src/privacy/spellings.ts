import type Big from 'big.js';
import { isDecimal, isRecord, LocalDateTime, type Value } from '../values.ts';

/** A text or a number with fewer characters is not looked for. */
export const SHORTEST = 3;

/** With at least this many digits, a text counts as a number that systems may write in another form. */
const FEWEST_DIGITS = 6;

/** Takes a way in which a value is written, and its field. */
type Collector = (spelling: string, field: string) => void;

/** All ways in which a value and those in it are written; a field of lines is named with them. */
export function collect(value: Value | undefined, field: string, add: Collector): void {
  if (value === null || value === undefined || typeof value === 'boolean') return;
  if (typeof value === 'string') {
    for (const spelling of [value, ...value.split(/[\r\n]+/), ...bareNumber(value)]) add(spelling, field);
  } else if (typeof value === 'number') {
    for (const spelling of numberSpellings(String(Math.abs(value)), null)) add(spelling, field);
  } else if (isDecimal(value)) {
    for (const spelling of decimalSpellings(value)) add(spelling, field);
  } else if (value instanceof LocalDateTime) {
    for (const spelling of dateSpellings(value)) add(spelling, field);
  } else if (Array.isArray(value)) {
    for (const element of value) collect(element, field, add);
  } else if (isRecord(value)) {
    for (const [name, inner] of Object.entries(value)) collect(inner, field === '' ? name : `${field}.${name}`, add);
  }
}

/** `NL 8123.45.678.B01` as `NL812345678B01`. */
function bareNumber(text: string): string[] {
  if ((text.match(/\d/g) ?? []).length < FEWEST_DIGITS) return [];
  return [text.replace(/[\s.\-/()]/g, '')];
}

function decimalSpellings(value: Big): string[] {
  const plain = value.abs();
  const fixed = [plain.toFixed(), ...(plain.round(2).eq(plain) ? [plain.toFixed(2)] : [])];
  return fixed.flatMap((text) => {
    const [whole = '', fraction] = text.split('.');
    return numberSpellings(whole, fraction ?? null);
  });
}

/** `1234.5` as 1234.5, 1234,5, 1,234.5 and 1.234,5; nothing when it has too few digits. */
function numberSpellings(whole: string, fraction: string | null): string[] {
  if (whole.length + (fraction?.length ?? 0) < SHORTEST) return [];
  const grouped = (separator: string) => whole.replace(/\B(?=(\d{3})+$)/g, separator);
  if (fraction === null) return [whole, grouped(','), grouped('.')];
  return [`${whole}.${fraction}`, `${whole},${fraction}`, `${grouped(',')}.${fraction}`, `${grouped('.')},${fraction}`];
}

function dateSpellings(moment: LocalDateTime): string[] {
  const [year = '', month = '', day = ''] = moment.date.split('-');
  const short = (part: string) => String(Number(part));
  return [
    moment.iso,
    moment.date,
    ...['-', '/', '.'].flatMap((separator) => [
      [day, month, year].join(separator),
      [short(day), short(month), year].join(separator),
      [short(month), short(day), year].join(separator),
    ]),
  ];
}
