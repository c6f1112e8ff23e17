import { AccessError, RecordError, UnclearWriteError } from '../../errors/errors.ts';
import { redactQuery } from '../../http/secrets.ts';
import type { HttpResponse } from '../../http/transport.ts';
import { isForbidden, isPage, pageForRead, refusalCode } from '../refusals.ts';
import { readErrorMessage } from './envelope.ts';

/** The system's words for a refusal: its message, its `Reason` header, or only the status. */
function wording(response: HttpResponse): string {
  return readErrorMessage(response.text) ?? response.headers.reason ?? `HTTP ${response.status}`;
}

/** Reasons that are about the user or the administration, whatever is asked for (EX-error-body). */
const OF_ALL: ReadonlySet<string> = new Set([
  'BlockedCustomer',
  'BlockedUser',
  'DivisionBlocked',
  'InactiveUser',
  'LicenseExpired',
  'NoDivisionAccess',
]);

/** The system's words with the `Reason` of a 403, or what a 401 says of the token, without what was asked. */
function withReason(response: HttpResponse): string {
  const words = redactQuery(wording(response), response.url);
  const { headers } = response;
  const reason = headers.reason ?? headers['www-authenticate'];
  return reason === undefined || words.includes(reason) ? words : `${words} (${reason})`;
}

/** What a 401 or 403 means. All that a blocked administration refuses is told in the same sentence, so that it is one cause. */
function forbidden(response: HttpResponse, sentence: string): AccessError {
  if (OF_ALL.has(response.headers.reason ?? '')) {
    const ofAll = `Exact Online refuses the user or the administration: ${withReason(response)}`;
    return new AccessError('FORBIDDEN', ofAll, {
      hint: 'Look in Exact Online whether the user may open this administration, and whether its licence has ended.',
    });
  }
  if (response.status === 401) {
    return new AccessError('FORBIDDEN', sentence, {
      hint: 'Give the app and its user the right to this resource in Exact Online. If nothing can be read, check that exact-online-url is the host at which the app was authorised.',
    });
  }
  return new AccessError('FORBIDDEN', sentence, {
    hint: 'Give the app and its user the right to this resource and this administration in Exact Online, and check its number: exact-online-division, or division in settings.yml.',
  });
}

/** What a refused read means: rights, or a question that the system does not accept. */
export function readRefusal(response: HttpResponse, resource: string): AccessError {
  if (isPage(response)) return pageForRead('Exact Online', resource, response);
  const sentence = `Exact Online refused to read ${resource}: ${withReason(response)}`;
  if (isForbidden(response)) return forbidden(response, sentence);
  return new AccessError('READ_REFUSED', sentence, {
    hint: 'Check that the administration has this module and that the mapping asks only for fields that it has.',
  });
}

/**
 * What a refused write means. A 403 is about the user, the app or the administration, whatever its words (EX-error-body: `Application Scope
 * Violated`, `User division is not within division scope`): the next record would get it too. Otherwise the record is gone, or
 * the system does not accept it.
 */
export function writeRefusal(
  response: HttpResponse,
  resource: string,
  method: 'POST' | 'PUT',
): AccessError | RecordError | UnclearWriteError {
  if (isForbidden(response))
    return forbidden(response, `Exact Online refused to write ${resource}: ${withReason(response)}`);
  if (response.status === 404 && method === 'PUT') {
    // The page of a gateway that lost its way proves nothing.
    return isPage(response)
      ? unclearAnswer(response, resource, method)
      : new RecordError('NOT_FOUND', `The record of ${resource} is no longer in Exact Online.`);
  }
  const words = wording(response);
  return new RecordError(refusalCode(words), `Exact Online refused the record: ${words}`);
}

/** A success whose body is a gateway's page or an error: the status alone does not prove the write. */
export function unclearAnswer(response: HttpResponse, resource: string, method: 'POST' | 'PUT'): UnclearWriteError {
  return new UnclearWriteError(
    `It is not known whether exact-online ${method} ${resource} was carried out: status ${response.status}, and not the answer to a write`,
    readErrorMessage(response.text),
    { hint: 'The record is looked up before anything is sent again.' },
  );
}

/** The same error with the sentence of Exact's error body in place of the raw text. */
export function withMessage(error: UnclearWriteError): UnclearWriteError {
  if (error.answer === null) return error;
  const details = { cause: error, status: error.status };
  return new UnclearWriteError(error.message, readErrorMessage(error.answer), details);
}

/** A picture that cannot be read, and why. */
export function unreadable(why: string): RecordError {
  return new RecordError('IMAGE_UNREADABLE', `The picture cannot be read from Exact Online: ${why}`, {
    hint: 'Open the picture of this record in Exact Online and save it again.',
  });
}
