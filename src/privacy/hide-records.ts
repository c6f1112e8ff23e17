import { AccessError } from '../errors/errors.ts';
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
  return shortened(hidden, LONGEST);
}

/**
 * An error that stops a flow, safe to show: a refusal has the system's own words, which may repeat what was
 * asked for. Personal values of these records, those in progress, are replaced by their fields' names.
 */
export function hideRecords(error: unknown, records: readonly RecordOf[]): unknown {
  if (!(error instanceof AccessError)) return error;
  const { code, hint } = error;
  const message = hideValues(error.message, records);
  return message === error.message ? error : new AccessError(code, message, hint === undefined ? {} : { hint });
}
