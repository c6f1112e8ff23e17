import { AccessError, RecordError } from '../../errors.ts';
import { redactQuery } from '../../http/redact.ts';
import type { HttpResponse } from '../../http/transport.ts';
import { refusalCode } from '../refusals.ts';
import { readErrorMessage } from './envelope.ts';

/** Reasons of a 403 that concern the user or the company, not the record (§3.8). */
const ACCOUNT_REASONS =
  /BlockedUser|InactiveUser|BlockedCustomer|LicenseExpired|DivisionBlocked|NoDivisionAccess|Application Scope Violated/;

/** The system's words for a refusal: its message, its `Reason` header, or nothing but the status. */
function wording(response: HttpResponse): string {
  return readErrorMessage(response.text) ?? response.headers.reason ?? `HTTP ${response.status}`;
}

/** What a refused read means: rights, or a question that the system does not take. */
export function readRefusal(response: HttpResponse, resource: string): AccessError {
  const sentence = `Exact Online refused to read ${resource}: ${redactQuery(wording(response), response.url)}`;
  if (response.status === 403) return forbidden(sentence);
  return new AccessError('READ_REFUSED', sentence, {
    hint: 'Check that the administration has this module and that the mapping asks for fields which it has.',
  });
}

/** What a refused write means: rights, a record that is gone, or one that the system does not take. */
export function writeRefusal(
  response: HttpResponse,
  resource: string,
  method: 'POST' | 'PUT',
): AccessError | RecordError {
  const reason = ACCOUNT_REASONS.exec(`${wording(response)} ${response.headers.reason ?? ''}`)?.[0];
  if (response.status === 403 && reason !== undefined) {
    return forbidden(`Exact Online refused to write ${resource}: ${reason}`);
  }
  if (response.status === 404 && method === 'PUT') {
    return new RecordError('NOT_FOUND', `The record of ${resource} is no longer in Exact Online.`);
  }
  const words = wording(response);
  return new RecordError(refusalCode(words), `Exact Online refused the record: ${words}`);
}

function forbidden(sentence: string): AccessError {
  return new AccessError('FORBIDDEN', sentence, {
    hint: 'Give the app and its user the right to this resource and this administration in Exact Online.',
  });
}

/** A picture that cannot be had, and why. */
export function unreadable(why: string): RecordError {
  return new RecordError('IMAGE_UNREADABLE', `The picture cannot be read from Exact Online: ${why}`, {
    hint: 'Open the picture of this record in Exact Online and save it again.',
  });
}
