import Big from 'big.js';
import { isObject } from '../../schema.ts';
import type { Path } from '../yaml/yaml-source.ts';

/** How to turn what was written into what is needed; undefined if nothing is certain. */
export function typeHint(expected: string, written: unknown): string | undefined {
  if (expected === 'array') {
    if (typeof written === 'string') return `Put it into brackets: [${onOneLine(written).slice(0, 40)}].`;
    return isObject(written) ? 'Begin each entry with a dash and a blank.' : undefined;
  }
  if (expected === 'boolean' && typeof written === 'string') {
    const word = /^(true|yes|on|ja)$/i.test(written) ? 'true' : /^(false|no|off|nee)$/i.test(written) ? 'false' : null;
    return word === null ? undefined : `Write ${word}, without quotes.`;
  }
  if (['number', 'int'].includes(expected) && typeof written === 'string' && /^[0-9]+$/.test(written)) {
    return `Write ${written}, without quotes.`;
  }
  if (['number', 'int'].includes(expected) && written instanceof Big) return 'Write it without a point.';
  if (expected === 'string' && ['number', 'boolean'].includes(typeof written)) return 'Put it in quotes.';
  return undefined;
}

/** The word for a type, by zod's name for it. */
export const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  // Decimals have their own check.
  number: 'a whole number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a group of keys',
  record: 'a group of keys',
  array: 'a list',
};

/** `steps[0].fields.name` in quotes, so that the reader finds it in the file. */
export function label(path: Path): string {
  const text = path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('');
  return text === '' ? 'The file' : `"${text}"`;
}

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
