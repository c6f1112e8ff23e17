import { RecordError, type SyncError, UnclearWriteError } from '../errors/errors.ts';

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
