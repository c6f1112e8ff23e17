import { AccessError, TransientError } from '../../errors/errors.ts';
import { parseJsonExact, readJson } from '../../http/json.ts';
import type { HttpResponse } from '../../http/transport.ts';
import { isObject } from '../../schema.ts';
import { shortened } from '../refusals.ts';
import { nextAddress } from './query/address.ts';
import { AFTER_BAD_ANSWER, type WireRow } from './rows.ts';

/** Rows of an answer, and the address of the next page or null. */
export interface Envelope {
  readonly rows: readonly WireRow[];
  readonly next: string | null;
  /** The number of all rows, if the count was asked for (`$inlinecount`, EX-list-envelope); else null. */
  readonly count: number | null;
}

/**
 * Reads the three forms of an answer (EX-list-envelope): a page `{d:{results,__next}}`, a bare list `{d:[…]}`, one object `{d:{…}}`.
 * Throws TransientError `NOT_JSON` or `BAD_ANSWER` for anything else; AccessError `FOREIGN_ADDRESS` if the next page is on another
 * host, because the token would go there.
 */
export function readEnvelope(response: HttpResponse): Envelope {
  const { url } = response;
  const answer = readJson(response);
  const d = isObject(answer) ? answer.d : undefined;
  if (Array.isArray(d)) return { rows: rowsOf(d), next: null, count: null };
  if (!isObject(d)) throw noRecords();
  if (d.results === undefined) return { rows: [d], next: null, count: null };
  const next = nextOf(d.__next, url);
  if (next !== null && next.origin !== new URL(url).origin) {
    throw new AccessError('FOREIGN_ADDRESS', 'Exact Online named a next page on another host.', {
      hint: 'Check the input exact-online-url: it must be the host that answers for your administration.',
    });
  }
  const count = /^\d{1,15}$/.test(String(d.__count)) ? Number(d.__count) : null;
  return { rows: rowsOf(d.results), next: next === null ? null : nextAddress(next), count };
}

/** The address of the next page. Anything else than an address must not count as the last page: a list that is cut short has lost records. */
function nextOf(wire: unknown, url: string): URL | null {
  if (wire === undefined || wire === null || wire === '') return null;
  const next = typeof wire === 'string' ? URL.parse(wire, url) : null;
  if (next !== null) return next;
  throw new TransientError('BAD_ANSWER', 'Exact Online answered a list whose next page is no address.', {
    hint: AFTER_BAD_ANSWER,
  });
}

/** Refuses a list with anything but objects as a whole: a skipped record would count as gone. */
function rowsOf(list: unknown): readonly WireRow[] {
  if (Array.isArray(list) && list.every(isObject)) return list;
  throw noRecords();
}

function noRecords(): TransientError {
  return new TransientError('BAD_ANSWER', 'Exact Online answered JSON that holds no records.', {
    hint: AFTER_BAD_ANSWER,
  });
}

/**
 * The system's own sentence in an error's body, several joined with `; ` (EX-error-body, EX-business-errors), or null. Text that is not an error
 * body, such as HTML, gives null.
 */
export function readErrorMessage(text: string): string | null {
  const body = parseJsonExact(text);
  const error = isObject(body) ? body.error : undefined;
  const message = isObject(error) ? error.message : undefined;
  const value = isObject(message) ? message.value : message;
  if (typeof value !== 'string') return null;
  const sentences = value.split(/[\r\n]+/).map((sentence) => sentence.trim());
  return shortened(sentences.filter((sentence) => sentence !== '').join('; ')) || null;
}

/** The division of a row, from its own address (`__metadata.uri`, EX-row-metadata); null if it does not say. */
export function divisionOf(row: WireRow): string | null {
  const metadata = isObject(row.__metadata) ? row.__metadata : {};
  const uri = metadata.uri ?? metadata.url;
  return typeof uri === 'string' ? (/\/api\/v1\/(\d+)\//.exec(uri)?.[1] ?? null) : null;
}
