import { nearest } from '../nearest.ts';

/** What a comment asks for. */
export type Command =
  | { readonly kind: 'retry' | 'skip' | 'why'; readonly references: readonly string[] }
  | { readonly kind: 'retry-all' }
  /** A row of a table: its keys, one per level, and its value. */
  | { readonly kind: 'map'; readonly table: string; readonly keys: readonly string[]; readonly value: string }
  /** `meant` is the nearest command, null if none is near. */
  | { readonly kind: 'unknown'; readonly word: string; readonly meant: string | null }
  | { readonly kind: 'unfinished'; readonly name: CommandName }
  /** No command, but written as if it were one: `skip 26013`, `45=2`; null = `new`, which only a box or links.yml can say. */
  | { readonly kind: 'attempt'; readonly name: CommandName | null };

const NAMES = ['/retry', '/skip', '/why', '/map'] as const;

type CommandName = (typeof NAMES)[number];

const LONGEST = 500;
const LONGEST_PART = 100;
const MOST_REFERENCES = 50;

/**
 * Reads the first line of a comment, also one that was copied as Markdown, from a list or in code style. Null = it is conversation. References are separated
 * by blanks or commas; one with blanks in it is put in quotes.
 */
export function readComment(text: string): Command | null {
  // A reference that was copied from an issue may hold a blank without width, see `quiet`.
  const plain = text.replaceAll('\u200b', '');
  const [marks = ''] = /^(?:[\s`]|[-*+]\s)*/.exec(plain) ?? [];
  const end = marks.includes('`') ? /[\r\n`]/ : /\r?\n/;
  const first = (plain.slice(marks.length).split(end, 1)[0] ?? '').slice(0, LONGEST);
  return readCommand(first) ?? attemptIn(first.trim());
}

/** Null = it does not begin with `/` and a letter. */
function readCommand(first: string): Command | null {
  const [, word = '', rest = ''] = /^(\/[A-Za-z][\w-]*)\s*(.*)$/.exec(first) ?? [];
  if (word === '') return null;
  const typed = word.toLowerCase();
  const name = NAMES.find((one) => one === typed);
  if (name === undefined) return { kind: 'unknown', word, meant: nearest(typed, NAMES) };
  if (name === '/map') return readRow(rest) ?? { kind: 'unfinished', name };
  const references = [...rest.matchAll(/"([^"]*)"|([^\s,"]+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
  const isSound = references.length > 0 && references.length <= MOST_REFERENCES && references.every(isPart);
  if (!isSound) return { kind: 'unfinished', name };
  if (references.length === 1 && references[0]?.toLowerCase() === 'all')
    return name === '/retry' ? { kind: 'retry-all' } : { kind: 'unfinished', name };
  return { kind: name.slice(1) as 'retry' | 'skip' | 'why', references };
}

/** Null = conversation, which begins with the same words: "Why does this wait?". */
function attemptIn(first: string): Command | null {
  if (/^(\S*\d\S*:? )?new$/i.test(first)) return { kind: 'attempt', name: null };
  if (/^[^\s=:/]+\s*=\s*[^\s=:/%]+$/.test(first)) return { kind: 'attempt', name: '/map' };
  const meant = readCommand(`/${first}`);
  const isMeant =
    meant?.kind === 'map' ||
    meant?.kind === 'retry-all' ||
    (meant !== null && 'references' in meant && meant.references.every((one) => /\d/.test(one)));
  const name = NAMES.find((one) => `/${first.toLowerCase()}`.startsWith(one));
  return isMeant && name !== undefined ? { kind: 'attempt', name } : null;
}

/** `payment-conditions 14=2`, `vat-codes NL/"5 a"=12`. */
function readRow(text: string): Command | null {
  const [, table = '', row = ''] = /^([\w.-]+)\s+(.+)$/.exec(text) ?? [];
  const part = String.raw`\s*(?:"[^"]*"|[^"/=]+)`;
  const [, path = '', value = ''] = new RegExp(`^(${part}(?:/${part})*)=${part}$`).exec(row) === null ? [] : split(row);
  const keys = [...path.matchAll(/"([^"]*)"|([^"/]+)/g)].map(([, quoted, bare]) => (quoted ?? bare ?? '').trim());
  const bare = unquoted(value);
  const filled = keys.filter((key) => key !== '');
  if (table === '' || filled.length === 0 || ![...filled, bare].every(isPart)) return null;
  return { kind: 'map', table, keys: filled, value: bare };
}

/** The comment that asks for a row. */
export function mapComment(table: string, keys: readonly string[], value: string): string {
  const part = (text: string): string => (/^[^\s"/=]+$/.test(text) ? text : `"${text}"`);
  return `/map ${table} ${keys.map(part).join('/')}=${part(value)}`;
}

/** Before and after the first `=` outside of quotes. */
function split(row: string): readonly ['', string, string] {
  const [before = ''] = /^(?:"[^"]*"|[^"=])*/.exec(row) ?? [];
  return ['', before, row.slice(before.length + 1)];
}

const unquoted = (text: string): string => text.trim().replace(/^"(.*)"$/, '$1');

const isPart = (text: string): boolean => text !== '' && text.length <= LONGEST_PART && !/\p{Cc}/u.test(text);
