import { AccessError, RecordError, type SyncError, UnclearWriteError } from '../errors/errors.ts';
import type { HttpResponse } from '../http/transport.ts';

/**
 * Messages that mean a closed period or book year: Exact Online's `Periode is afgesloten: …` (EX-closed-period), in Dutch or
 * English; Asperion's wording is not documented, so the same words are looked for (inferred).
 */
const CLOSED_PERIOD =
  /\b(periode?|boekjaar|book ?year|financial year|fiscal year)\b[^;]*\b(afgesloten|gesloten|closed)\b/i;

/** The code of a refusal, by the system's own words: `PERIOD_CLOSED`, or `REFUSED` for everything else. */
export function refusalCode(message: string): 'PERIOD_CLOSED' | 'REFUSED' {
  return CLOSED_PERIOD.test(message) ? 'PERIOD_CLOSED' : 'REFUSED';
}

/** What is kept of a system's message until personal values are hidden in it: a value that is cut through is not found any more. */
const LONGEST = 4000;

/** A system's message, cut where it is too long. */
export function shortened(message: string, most: number = LONGEST): string {
  return message.length <= most ? message : message.slice(0, most - 1).concat('…');
}

/** The answer to a create that tells of another record: the new one may be there all the same. */
export function aboutAnother(system: string, resource: string): UnclearWriteError {
  return new UnclearWriteError(`${system} answered the new record of ${resource} with another record.`, null, {
    hint: 'The record is looked up before anything is sent again.',
  });
}

/** A value that a system refuses in a look-up: its record waits, the others are looked up. */
export function lookUpRefused(resource: string, field: string, error: SyncError): RecordError {
  return new RecordError(
    'LOOKUP_REFUSED',
    `The record cannot be looked up by ${field} of ${resource}: ${error.message}`,
    {
      hint: 'Look for a character or a length in this value that the system refuses.',
      cause: error,
    },
  );
}

/** Looks only at the status: invoices of Asperion have a `status` and a `title` of their own (AS-errors). */
export const isSuccess = ({ status }: HttpResponse): boolean => status >= 200 && status < 300;

/** True for a refusal of the user. A 401 is one, too: that the token is too old has been ruled out by then (EX-unauthorized). */
export const isForbidden = ({ status }: HttpResponse): boolean => status === 401 || status === 403;

/** True for an answer that is not the system's own, but a page of a firewall or proxy. */
export const isPage = ({ headers, text }: HttpResponse): boolean => headers.reason === undefined && /^\s*</.test(text);

/** What to do about pages that come instead of answers. */
const PAGE_HINT =
  'If it recurs, check the address of this system in the workflow, and ask its support what is blocked.';

/** A read that was refused with a page, under the code of its status. */
export function pageForRead(title: string, resource: string, response: HttpResponse): AccessError {
  const code = isForbidden(response) ? 'FORBIDDEN' : 'READ_REFUSED';
  const sentence = `A firewall or proxy refused to read ${resource} of ${title}: HTTP ${response.status} with a web page`;
  return new AccessError(code, sentence, { hint: PAGE_HINT });
}

/** A firewall may take what one record holds for an attack. If it refuses this many in a row, it refuses all of them. */
const PAGES_IN_A_ROW = 3;

/** Knows the writes of each resource over one connection that were refused with a page. */
export class PagesForWrites {
  readonly #title: string;
  readonly #inARow = new Map<string, number>();

  /** `title`: the name of the system. */
  constructor(title: string) {
    this.#title = title;
  }

  /**
   * Looks at the answer to a write. Throws RecordError `REFUSED` for a page, AccessError `FORBIDDEN` from the third in a row on. A 404 to a change is not
   * judged here: the record may be gone.
   */
  check(resource: string, method: 'POST' | 'PUT', response: HttpResponse): void {
    const { status } = response;
    if (status === 404 && method === 'PUT') return;
    const inARow = status >= 400 && isPage(response) ? (this.#inARow.get(resource) ?? 0) + 1 : 0;
    this.#inARow.set(resource, inARow);
    if (inARow === 0) return;
    if (inARow >= PAGES_IN_A_ROW) {
      const sentence = `A firewall or proxy refuses to write ${resource} of ${this.#title}: HTTP ${status} with a web page`;
      throw new AccessError('FORBIDDEN', sentence, { hint: PAGE_HINT });
    }
    const sentence = `A firewall or proxy refused the record on its way to ${this.#title}: HTTP ${status} with a web page`;
    throw new RecordError('REFUSED', sentence, {
      hint: 'Look in its texts for what a firewall may take for an attack, such as HTML.',
    });
  }
}
