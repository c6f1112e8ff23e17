import { AccessError } from '../errors.ts';
import { redactRecords } from '../http/redact.ts';
import { isPersonal } from '../systems/personal.ts';
import { type Item, sourceRecords } from './item.ts';

/**
 * An error that stops a flow, fit to be shown: a refusal tells it in the system's own words, and these may repeat what was
 * asked for. Personal values of the records that were being worked on are replaced by their fields' names.
 */
export function hideRecords(error: unknown, items: readonly Item[]): unknown {
  if (!(error instanceof AccessError)) return error;
  const { code, hint } = error;
  const records = items.flatMap((item) => [...sourceRecords(item), ...Object.values(item.steps)]);
  const message = redactRecords(error.message, records, isPersonal);
  return message === error.message ? error : new AccessError(code, message, hint === undefined ? {} : { hint });
}
