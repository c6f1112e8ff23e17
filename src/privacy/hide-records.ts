import { AccessError, TransientError, UnclearWriteError } from '../errors/errors.ts';
import { hideOpened } from '../opened.ts';
import { shortened } from '../systems/refusals.ts';
import { personalClass, type RecordOf } from './personal.ts';
import { redactRecords } from './redact.ts';

/** What people read of a system's message. The rest would fill reports, and stay with the record for each run after this one. */
const LONGEST = 1000;

/**
 * A system's message, which may repeat any value, with the personal values of records replaced by their fields' names, and then cut where it
 * is too long.
 */
export function hideValues(message: string, records: readonly RecordOf[]): string {
  const hidden = redactRecords(
    message,
    records.map(({ resource, values }) => ({ values, isPersonal: (field) => personalClass(resource, field) !== null })),
  );
  return shortened(hideParts(hidden, records), LONGEST);
}

/** A shorter word of a name is in many sentences. */
const SHORTEST_PART = 4;
const WORD = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu;

/** A text without the words of names: a system may name a person by the surname only. A word in small letters stays: it is one of the language. */
function hideParts(text: string, records: readonly RecordOf[]): string {
  const parts = new Map<string, string>();
  for (const { resource, values } of records) {
    for (const [field, value] of Object.entries(values)) {
      if (typeof value !== 'string' || personalClass(resource, field) !== 'name') continue;
      for (const [word] of value.normalize('NFC').matchAll(WORD)) {
        if (word.length >= SHORTEST_PART && word !== word.toLowerCase()) parts.set(word.toLowerCase(), field);
      }
    }
  }
  if (parts.size === 0) return text;
  return hideOpened(text, (open) =>
    open.replaceAll(/\{[^}]*\}|[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu, (word) => {
      const field = parts.get(word.toLowerCase());
      return field === undefined || word === word.toLowerCase() ? word : `{${field}}`;
    }),
  );
}

/**
 * An error that stops a flow, safe to show: a refusal, or what a system said when a call was given up, has the system's own words, which may repeat what was
 * asked for. Personal values of these records, those in progress, are replaced by their fields' names.
 */
export function hideRecords(error: unknown, records: readonly RecordOf[]): unknown {
  const isGivenUp = error instanceof TransientError && !(error instanceof UnclearWriteError);
  if (!(error instanceof AccessError || isGivenUp)) return error;
  const { code, hint, outage } = error;
  const message = hideValues(error.message, records);
  if (message === error.message) return error;
  const details = { ...(hint !== undefined && { hint }), ...(outage !== undefined && { outage }), cause: error };
  return isGivenUp ? new TransientError(code, message, details) : new AccessError(code, message, details);
}
