import { ConfigError, type Outage, type SyncError, TransientError, UnclearWriteError } from '../errors/errors.ts';
import { dutchTime } from './dutch-time.ts';
import type { Exchange } from './exchange.ts';
import type { Failure } from './failure.ts';
import { redactQuery } from './secrets.ts';
import type { HttpRequest } from './transport.ts';

/** What befell a call that got no answer, in words. */
export const FAILURES: Readonly<Record<Failure, string>> = {
  UNREACHABLE: 'no connection',
  CERTIFICATE: 'its certificate is expired or not trusted',
  UNSENDABLE: 'the request holds characters that HTTP does not allow',
  TIMEOUT: 'no answer in time',
  DISCONNECTED: 'the connection was lost',
  TRUNCATED: 'the answer was cut off',
  TOO_LARGE: 'the answer is too large',
  GARBLED: 'the answer is not HTTP',
  ABORTED: 'the run was stopped',
};

/** The input of the action that holds the address of a call, for hints. */
export const addressInput = ({ system, input }: HttpRequest): string => input ?? `${system}-url`;

/** A call in words, without its query: `exact-online GET crm/Accounts`. */
export function callName(request: HttpRequest): string {
  return `${request.system} ${request.method} ${request.resource}`;
}

/** How a call ended, without any of the answer's text. */
export function endedWith(result: Exchange): string {
  return result.failure === null ? `status ${result.answer.status}` : FAILURES[result.failure];
}

/**
 * The error of a write that may have been executed; `answer` is the text of a 500 that has one. Every other 5xx comes from a gateway
 * (502, 503, 504 and those of content networks), whatever it says: the system itself may still be working on it. A 429 is a refusal.
 */
export function unclearWrite(request: HttpRequest, result: Exchange): UnclearWriteError {
  const answer = result.answer.status === 500 && result.answer.text.trim() !== '' ? result.answer.text : null;
  return new UnclearWriteError(
    `It is not known whether ${callName(request)} was carried out: ${endedWith(result)}${redirectTarget(result)}`,
    answer,
    {
      hint: 'The record is looked up before anything is sent again.',
      isRefusal: result.answer.status === 429,
      status: result.failure === null ? result.answer.status : null,
    },
  );
}

/** The error of a call that must not be repeated, or that would fail again. */
export function failed(request: HttpRequest, url: URL, result: Exchange): SyncError {
  const input = addressInput(request);
  const sentence = `${callName(request)} at ${url.host} failed: ${endedWith(result)}`;
  if (result.failure === null && result.answer.status < 400) {
    return new TransientError('REDIRECT_REFUSED', `${sentence}, a redirect${redirectTarget(result)}`, {
      hint: `Redirects are never followed, because they could leak credentials; check the input ${input}.`,
    });
  }
  switch (result.failure) {
    case 'CERTIFICATE':
      return new TransientError('CERTIFICATE_REFUSED', sentence, {
        hint: `Check that ${input} names the right host; nothing was sent.`,
      });
    case 'UNSENDABLE':
      return new ConfigError('REQUEST_UNSENDABLE', sentence, {
        hint: 'Look for line breaks or blanks in the secrets and settings of this system; nothing was sent.',
      });
    case 'TOO_LARGE':
      return new TransientError('RESPONSE_TOO_LARGE', sentence, { hint: 'Map fewer fields of this resource.' });
    case 'ABORTED':
      return aborted(request);
    default:
      return new TransientError('GAVE_UP', sentence, {
        hint: 'Nothing: it may have been carried out, so it was not sent again; the next run goes on from the same place.',
        outage: outageOf(request, result),
      });
  }
}

/** The error of a call that was tried as often and as long as allowed. */
export function gaveUp(request: HttpRequest, url: URL, result: Exchange, tries: number): TransientError {
  const input = addressInput(request);
  if (result.failure === 'UNREACHABLE') {
    return new TransientError('UNREACHABLE', `${request.system} cannot be reached at ${url.host} (${tries} tries)`, {
      hint: `Check the input ${input} and the network; the next run continues from the same place.`,
      outage: outageOf(request, result),
    });
  }
  return new TransientError(
    'GAVE_UP',
    `${callName(request)} at ${url.host} kept failing (${tries} tries), last with: ${lastAnswer(request, result)}`,
    {
      hint: `Nothing: the sync goes on by itself once ${request.system} answers again.`,
      outage: outageOf(request, result),
    },
  );
}

/** How a call ended, with what the system says of it, but without what was asked. */
function lastAnswer(request: HttpRequest, result: Exchange): string {
  const words = request.says?.(result.answer.text) ?? null;
  return words === null ? endedWith(result) : `status ${result.answer.status} (${redactQuery(words, request.url)})`;
}

const outageOf = ({ system }: HttpRequest, { failure, answer }: Exchange): Outage => {
  return { system, why: failure ?? String(answer.status) };
};

/** The error of every call to a system that asks us to wait longer than a run can; `untilMs` in epoch ms. */
export function heldOff(system: string, untilMs: number): TransientError {
  return new TransientError('HELD_OFF', `${system} takes no calls before ${dutchTime(untilMs)} (Dutch time)`, {
    hint: 'Nothing: the first run after that time goes on from the same place.',
    outage: { system, why: null },
  });
}

/** What to do if the calls of a day are used up. */
export const NOT_TODAY =
  'Nothing is lost: the first run after that time continues from the same place. If this recurs, run less often.';

/** The error of a call that was refused for longer than a run waits: its limit resets at `untilMs`, epoch ms. */
export function notToday(system: string, untilMs: number): TransientError {
  return new TransientError(
    'DAY_BUDGET',
    `${system} has no more calls for this app before ${dutchTime(untilMs)} (Dutch time)`,
    {
      hint: NOT_TODAY,
      outage: { system, why: null },
    },
  );
}

/** The error of a call that was stopped before it was sent, or whose answer no longer matters. */
export function aborted(request: HttpRequest): TransientError {
  return new TransientError('ABORTED', `${callName(request)} was stopped with the run`, {
    hint: 'Nothing: the next run goes on from the same place.',
  });
}

function redirectTarget(result: Exchange): string {
  const location = result.answer.headers.location;
  if (result.answer.status < 300 || result.answer.status > 399 || location === undefined) return '';
  const host = URL.parse(location, result.answer.url)?.host;
  return host === undefined ? '' : ` to ${host}`;
}
