import { TransientError } from '../errors/errors.ts';
import { decimalOf, isDecimal, LocalDateTime } from '../values.ts';
import type { HttpResponse } from './transport.ts';

/**
 * Parses JSON without ever making money a float: numbers with a fraction or an exponent, and those beyond the safe
 * integers, become decimals from their own digits; other numbers stay numbers. A number with hundreds
 * of digits never comes from these systems and would fill the memory, so its text is taken as if it were not JSON.
 * Undefined for HTML, XML, cut or empty text.
 */
export function parseJsonExact(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Parses an answer's body as `parseJsonExact` does. Throws TransientError `NOT_JSON`, which says the host, the content type and what kind of text it is,
 * never its words.
 */
export function readJson({ text, headers, url, status }: HttpResponse): unknown {
  const value = parseJsonExact(text);
  if (value !== undefined) return value;
  const contentType = headers['content-type'];
  const type = contentType === undefined ? 'no content type' : `content type ${contentType.slice(0, 60)}`;
  const message = `The answer of ${new URL(url).host} (${status}) is not JSON: ${type}, ${describe(text)}`;
  throw new TransientError('NOT_JSON', message, {
    hint: 'Usually a maintenance page, a proxy or a wrong address; the next run continues from the same place.',
  });
}

/** Reads a text in which control characters stand as they are, such as a pasted tab in a name, as if they were escaped. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text, exactNumber);
  } catch (error) {
    const escaped = escapeControls(text);
    if (escaped === text) throw error;
    return JSON.parse(escaped, exactNumber);
  }
}

/** Escapes the control characters within the strings of a JSON text. */
function escapeControls(text: string): string {
  let isInString = false;
  return text.replace(/\\.|["\p{Cc}]/gsu, (found) => {
    if (found === '"') isInString = !isInString;
    const isRaw = isInString && found < ' ';
    return isRaw ? `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}` : found;
  });
}

/**
 * Writes JSON in which decimals are number literals with all their digits, moments are zone-less ISO text, and texts are
 * well-formed: half of a surrogate pair, which cutting a text may leave, becomes the replacement character.
 */
export function stringifyExact(value: unknown): string {
  return JSON.stringify(value, function (this: unknown, key: string, written: unknown) {
    // `written` has been through toJSON, which turns a decimal into text; the holder still has the decimal.
    const original: unknown = Reflect.get(Object(this), key);
    if (isDecimal(original)) return rawJson(original.eq(0) ? '0' : original.toFixed());
    if (original instanceof LocalDateTime) return original.iso;
    return typeof written === 'string' ? written.toWellFormed() : written;
  });
}

// Node 24 has both parts of "JSON.parse source text access"; TypeScript's library does not know them yet.
const { rawJSON: rawJson } = JSON as unknown as { rawJSON(text: string): unknown };

function exactNumber(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number') return value;
  const source = context?.source;
  if (source === undefined) return value;
  if (/^-?\d+$/.test(source) && Number.isSafeInteger(value)) return value === 0 ? 0 : value;
  const number = decimalOf(source);
  if (number !== null) return number;
  throw new RangeError('a number that cannot be an amount');
}

/** What kind of text it is. Its own words stay out: a page's title may greet a customer by name. */
function describe(text: string): string {
  const body = text.trim();
  if (body === '') return 'empty';
  if (/^[[{"]/.test(body)) return 'JSON that is damaged or cut off';
  if (/^<(!doctype html|html)\b/i.test(body)) return 'an HTML page';
  if (body.startsWith('<')) return `XML, <${/^<(?:\?[^>]*>\s*<)?([\w:.-]{1,40})/.exec(body)?.[1] ?? '?'}>`;
  return `text of ${body.length} characters`;
}
