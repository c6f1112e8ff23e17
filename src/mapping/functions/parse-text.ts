import Big from 'big.js';
import { DateTime, Settings } from 'luxon';
import { LocalDateTime } from '../../values.ts';

// Months and weekdays are never written in words, and finding out the system's language takes longer than reading a mapping.
Settings.defaultLocale = 'en-US';

/** The longest text that is read as a number. */
const MAX_NUMBER_LENGTH = 40;

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
