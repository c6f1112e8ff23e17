import { AccessError, RecordError, TransientError, UnclearWriteError } from '../../errors/errors.ts';
import { redactQuery } from '../../http/secrets.ts';
import type { HttpResponse } from '../../http/transport.ts';
import { isForbidden, isPage, pageForRead, refusalCode } from '../refusals.ts';
import { readProblem } from './problem.ts';

function wording(response: HttpResponse): string {
  return readProblem(response.text) ?? `HTTP ${response.status}`;
}

/** What a refused read means: rights, or names that this account spells differently. */
export function readRefusal(response: HttpResponse, resource: string): AccessError {
  if (isPage(response)) return pageForRead('Asperion', resource, response);
  const sentence = `Asperion refused to read ${resource}: ${redactQuery(wording(response), response.url)}`;
  if (isForbidden(response)) return forbidden(response, sentence);
  const hint =
    response.status === 404
      ? 'Compare asperion.paths in settings.yml with what your Asperion account shows. If the address is right, an empty list may be answered so: attach the report of the doctor to an issue.'
      : 'Compare asperion.paths, asperion.comparisonSuffix and the other names in settings.yml with what your Asperion account shows.';
  return new AccessError('READ_REFUSED', sentence, { hint });
}

/** The user has no access to the tenant, or it lacks the package (AS-errors): changing the record would not help. */
function forbidden({ status }: HttpResponse, sentence: string): AccessError {
  if (status === 401) {
    return new AccessError('FORBIDDEN', sentence, {
      hint: 'Give the user access to this resource in Asperion. If nothing can be read, check that asperion-url and asperion-identity-url belong together.',
    });
  }
  return new AccessError('FORBIDDEN', sentence, {
    hint: 'Give the user access to this administration and its package in Asperion, and check its number: asperion-tenant, or tenant in settings.yml.',
  });
}

/** True if Asperion itself says that there is no such record: the page of a gateway that lost its way is 404, too, and proves nothing. */
export const saysNotThere = ({ status, text }: HttpResponse): boolean =>
  status === 404 && (text.trim() === '' || readProblem(text) !== null);

/** An answer that neither shows a record nor proves that it is gone. */
export function provesNothing(resource: string): TransientError {
  return new TransientError('BAD_ANSWER', `Asperion did not answer for one record of ${resource}.`, {
    hint: 'Nothing was taken for deleted; the next run asks again.',
  });
}

/** What a refused write means: rights, a record that is gone, a number in use, or a record that the system does not accept. */
export function writeRefusal(
  response: HttpResponse,
  resource: string,
  method: 'POST' | 'PUT',
): AccessError | RecordError | UnclearWriteError {
  if (isForbidden(response)) return forbidden(response, `Asperion does not let this user write ${resource}.`);
  if (response.status === 404 && method === 'PUT') {
    return saysNotThere(response)
      ? new RecordError('NOT_FOUND', `The record of ${resource} is no longer in Asperion.`)
      : unclearAnswer(response, resource, method);
  }
  const words = wording(response);
  const code = response.status === 409 ? 'DUPLICATE' : refusalCode(words);
  return new RecordError(code, `Asperion refused the record: ${words}`);
}

/** A success that does not name the record, or a refusal that is not the system's, such as a gateway's page: the status alone does not prove the write. */
export function unclearAnswer(response: HttpResponse, resource: string, method: 'POST' | 'PUT'): UnclearWriteError {
  return new UnclearWriteError(
    `It is not known whether asperion ${method} ${resource} was carried out: status ${response.status}, and no record in the answer`,
    readProblem(response.text),
    { hint: 'The record is looked up before anything is sent again.' },
  );
}

/** The same error with the sentences of Asperion's error body in place of the raw text. */
export function withMessage(error: UnclearWriteError): UnclearWriteError {
  if (error.answer === null) return error;
  const details = { cause: error, status: error.status };
  return new UnclearWriteError(error.message, readProblem(error.answer), details);
}
