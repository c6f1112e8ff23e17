import Big from 'big.js';
import { DateTime } from 'luxon';
import { isObject } from '../../schema.ts';
import type { Path } from '../yaml/yaml-source.ts';

/** zod's names for what must be a whole number; decimals have their own check. */
const WHOLE: ReadonlySet<string> = new Set(['number', 'int']);

/**
 * The whole number that somebody wrote with a point or comma for thousands, decimals that are 0, a percent sign or the comma of a list at its end; one that
 * is written plainly as it is; null for any other text, such as 0,125.
 */
export function wholeNumber(text: string): string | null {
  const match = /^(\d+|[1-9]\d{0,2}([.,])\d{3}(?:\2\d{3})*)(?:[.,]0{1,2})?\s*[%,;]?$/.exec(text.trim());
  return match?.[1]?.replace(/[.,]/g, '') ?? null;
}

/** How to turn what was written into what is needed; undefined if nothing is certain. */
export function typeHint(expected: string, written: unknown): string | undefined {
  if (expected === 'array') {
    if (typeof written === 'string') return `Put it into brackets: [${onOneLine(written).slice(0, 40)}].`;
    return isObject(written) ? 'Begin each entry with a dash and a blank.' : undefined;
  }
  if (['object', 'record'].includes(expected) && Array.isArray(written)) return 'Write its keys without dashes.';
  if (expected === 'string' && Array.isArray(written)) return 'Write one text, without brackets or dashes.';
  if (expected === 'boolean' && typeof written === 'string') {
    const word = /^(true|yes|on|ja)$/i.test(written) ? 'true' : /^(false|no|off|nee)$/i.test(written) ? 'false' : null;
    return word === null ? undefined : `Write ${word}, without quotes.`;
  }
  if (WHOLE.has(expected)) {
    if (written instanceof Big) return 'Write it without a point.';
    const whole = typeof written === 'string' ? wholeNumber(written) : null;
    if (whole !== null) return whole === written ? `Write ${whole}, without quotes.` : `Write ${whole}.`;
  }
  if (expected === 'string' && ['number', 'boolean'].includes(typeof written)) return 'Put it in quotes.';
  return undefined;
}

/** How an amount is written that somebody wrote with a decimal comma or a currency; undefined if that is not certain. */
export function amountHint(written: unknown): string | undefined {
  const match = typeof written === 'string' ? /^(?:€|EUR)?\s*(\d+),(\d{1,2})\s*(?:€|EUR)?$/.exec(written.trim()) : null;
  return match === null ? undefined : `Decimals come after a point: ${match[1]}.${match[2]}.`;
}

/** A day as people write it: 1-12-2026, 01/12/2026, 2026/12/1. The day comes before the month. */
const DAY = /^\s*(?:(\d{1,2})[-/](\d{1,2})[-/](\d{4})|(\d{4})[-/](\d{1,2})[-/](\d{1,2}))\s*$/;

/** The day in a text as files have it, yyyy-MM-dd; null if the text is something else, such as a day that no month has, or the month before the day. */
export function isoDay(text: string): string | null {
  const match = DAY.exec(text);
  if (match === null) return null;
  const [, day, month, year, firstYear, middle, last] = match;
  const iso = [year ?? firstYear, month ?? middle, day ?? last].map((part = '') => part.padStart(2, '0')).join('-');
  return DateTime.fromISO(iso, { zone: 'utc' }).isValid ? iso : null;
}

/** How an amount or a day is written that somebody wrote as in a letter. */
export function writtenHint(written: unknown): string | undefined {
  const day = typeof written === 'string' ? isoDay(written) : null;
  if (
    day === null &&
    typeof written === 'string' &&
    /^\s*\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\s*$/.test(written)
  )
    return 'That month has no such day.';
  return day === null || day === written ? amountHint(written) : `Write ${day}.`;
}

/** The word for a type, by zod's name for it. */
export const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a whole number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a group of keys',
  record: 'a group of keys',
  array: 'a list',
};

/** What one entry of a list is called, by the key of the list. */
const ENTRIES: Readonly<Record<string, string>> = {
  steps: 'step',
  checks: 'check',
  totals: 'total',
  append: 'appended line',
  copyOf: 'copyOf',
  first: 'alternative',
};
/** The same for groups whose keys are names that somebody chose. */
const NAMED: Readonly<Record<string, string>> = { fields: 'field', with: 'relation', let: 'name' };
/** The keys of an entry that name it, in this order. */
const NAMES: readonly string[] = ['id', 'of', 'name'];

/**
 * What a path leads to, as a person says it: `step debtor, field name`, never a position counted from 0; in a list of tests `case "…"`. A path of
 * keys alone stays one, in quotes: `"asperion.pageSize"`. `root` is the file's content.
 */
export function label(path: Path, root: unknown): string {
  const words: string[] = [];
  let keys: string[] = [];
  let at = root;
  let group = '';
  const close = (): void => {
    if (keys.length > 0) words.push(words.length === 0 ? `"${keys.join('.')}"` : keys.join('.'));
    keys = [];
  };
  for (const part of path) {
    at = isObject(at) || Array.isArray(at) ? (at as Readonly<Record<string, unknown>>)[part] : undefined;
    const known = typeof part === 'number' ? ENTRIES[group] : NAMED[group];
    if (known !== undefined) keys.pop();
    if (known === undefined && typeof part !== 'number') keys.push(part);
    else {
      close();
      words.push(`${known ?? entryOf(at)} ${typeof part === 'number' ? nameIn(at, part) : part}`);
    }
    group = String(part);
  }
  close();
  return words.length === 0 ? 'the file' : words.join(', ');
}

/** An entry of a list that is a whole file, or of one without a word of its own. */
const entryOf = (entry: unknown): string => (isObject(entry) && typeof entry.name === 'string' ? 'case' : 'entry');

/** The name of a list's entry, or its position counted from 1. */
function nameIn(entry: unknown, position: number): string {
  const name = isObject(entry) ? NAMES.map((key) => entry[key]).find((one) => typeof one === 'string') : undefined;
  if (name === undefined) return String(position + 1);
  return /^\S+$/.test(String(name)) ? String(name) : `"${onOneLine(String(name)).slice(0, 60)}"`;
}

/** A label at the beginning of a sentence. */
export const atStart = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** What was written, in words; a short text as it is. */
export function describe(written: unknown): string {
  if (written === null || written === undefined) return 'nothing';
  if (Array.isArray(written)) return 'a list';
  if (written instanceof Big) return 'a decimal';
  if (typeof written === 'number') return `the number ${String(written)}`;
  if (typeof written === 'boolean') return String(written);
  if (typeof written !== 'string') return 'a group of keys';
  const text = onOneLine(written);
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}

/** A text as a message can show it: a mistyped block scalar may have many lines. */
function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** `a, b or c`. */
export function anyOf(values: readonly string[]): string {
  return values.length < 2 ? (values[0] ?? '') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}
