import { hideAnybody } from '../anybody.ts';
import { hideOpened } from '../opened.ts';

/** A shorter value may stand anywhere in a message. */
const SHORTEST = 3;

/** Replaces secrets by `***`, the longest first, in whatever form they are written: see `hideOpened`. */
export function redactSecrets(text: string, secrets: readonly string[]): string {
  const spellings = secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret.toWellFormed())])
    .filter((each) => each !== '');
  const longestFirst = [...new Set(spellings)].sort((left, right) => right.length - left.length);
  return hideOpened(text, (open) => longestFirst.reduce((masked, secret) => masked.replaceAll(secret, '***'), open));
}

/** A shorter one is no token of a system, and could be a word of its message. */
const SHORTEST_TOKEN = 8;

/** Replaces a token by `***`, also where its signs are escaped for JSON or an address. */
export function redactToken(text: string, token: string): string {
  if (token.length < SHORTEST_TOKEN) return text;
  const spelling = token.replaceAll(/\W/g, (sign) => {
    const code = sign.charCodeAt(0).toString(16).padStart(2, '0');
    return `(?:\\\\?\\${sign}|\\\\u00${code}|%${code})`;
  });
  return text.replaceAll(new RegExp(spelling, 'gi'), '***');
}

/**
 * Takes the values that a call asked for out of a system's message about it: quoted texts of an OData filter and the values
 * of query parameters; and anybody's addresses and numbers, because it may name another record.
 */
export function redactQuery(message: string, url: string): string {
  const parameters = [...(URL.parse(url)?.searchParams.values() ?? [])];
  const quoted = parameters.flatMap((text) => [...text.matchAll(/'((?:[^']|'')*)'/g)].map(([, value = '']) => value));
  const asked = [...quoted.map((value) => value.trim()), ...parameters].filter((value) => value.length >= SHORTEST);
  return hideAnybody(redactSecrets(message, asked), [], true);
}
