import { decoded } from './content-coding.ts';
import { type Failure, failureOf } from './failure.ts';
import { redactToken } from './secrets.ts';
import type { HttpRequest, HttpResponse } from './transport.ts';
import { type Dispatcher, request as sendRequest } from './undici.ts';

/** How one sending ended. With a `failure` there is no answer: its status is 0, without headers and text. */
export interface Exchange {
  readonly answer: HttpResponse;
  readonly failure: Failure | null;
}

/**
 * Beside those of the request. A call that names no coding allows each of them (RFC 9110 §12.5.3), and networks in front of a system may compress
 * even if none is asked for: so answers are decoded, too.
 */
const OWN_HEADERS = { 'user-agent': 'exact-asperion-sync', 'accept-encoding': 'identity' };

/** Bounds of one exchange; times in ms. */
export interface ExchangeBounds {
  /** Of the answer's body as it is read, so after a compression is undone. */
  readonly maxBytes: number;
  /** From the first to the last byte, because a server may send very slowly. */
  readonly totalMs: number;
  /** How long a run that is stopped waits for a token call in progress: its answer holds the only refresh token that works. */
  readonly tokenGraceMs: number;
  readonly deadline: Deadline;
}

/** Calls `expire` after a time, in ms, unless what it returns is called before. */
export type Deadline = (ms: number, expire: () => void) => () => void;

/** A deadline on the machine's clock; it does not keep a process alive. */
export const realDeadline: Deadline = (ms, expire) => {
  const timer = setTimeout(expire, ms).unref();
  return () => clearTimeout(timer);
};

/**
 * Sends a request once and reads the whole answer; never throws, never follows a redirect, never sends `Expect`
 * (Exact Online answers 500 to it, EX-expect-header; undici refuses it).
 */
export async function exchange(
  agent: Dispatcher,
  url: URL,
  request: HttpRequest,
  { maxBytes, totalMs, tokenGraceMs, deadline }: ExchangeBounds,
): Promise<Exchange> {
  const stop = request.kind === 'token' ? later(request.signal, tokenGraceMs) : request.signal;
  const tooLong = new AbortController();
  const callOff = deadline(totalMs, () => tooLong.abort());
  try {
    return await exchangeUntil(agent, url, request, { stop, tooLong: tooLong.signal, maxBytes });
  } finally {
    // A run makes many calls within the time that one may take.
    callOff();
  }
}

/** The same until one of two signals ends it. */
async function exchangeUntil(
  agent: Dispatcher,
  url: URL,
  request: HttpRequest,
  { stop, tooLong, maxBytes }: { readonly stop: AbortSignal; readonly tooLong: AbortSignal; readonly maxBytes: number },
): Promise<Exchange> {
  const fail = (failure: Failure): Exchange => ({
    answer: { status: 0, headers: {}, text: '', url: request.url },
    failure,
  });
  const failWith = (error: unknown): Exchange => {
    if (stop.aborted) return fail('ABORTED');
    return fail(tooLong.aborted ? 'TIMEOUT' : failureOf(error));
  };
  let response: Dispatcher.ResponseData;
  try {
    response = await sendRequest(agent, url, {
      method: request.method,
      headers: { ...OWN_HEADERS, ...request.headers },
      body: request.body ?? null,
      signal: AbortSignal.any([stop, tooLong]),
    });
  } catch (error) {
    return failWith(error);
  }
  try {
    const headers = flatHeaders(response.headers);
    const bytes = decoded(new Uint8Array(await response.body.arrayBuffer()), headers['content-encoding'], maxBytes);
    const text = new TextDecoder().decode(bytes);
    if (endsEarly(headers, text)) return fail('TRUNCATED');
    const answer = withoutToken({ status: response.statusCode, headers, text, url: request.url }, request);
    return { answer: request.isFile === true ? { ...answer, bytes } : answer, failure: null };
  } catch (error) {
    const failed = failWith(error);
    return failed.failure === 'DISCONNECTED' ? fail('TRUNCATED') : failed;
  }
}

/**
 * A system or gateway may quote the request in its error, token included. The words of errors go into issues and reports, where no runner masks anything.
 * Records that were read are not searched: they are no message. Of a token call's answer, nothing is ever shown.
 */
function withoutToken(answer: HttpResponse, { kind, headers: sent }: HttpRequest): HttpResponse {
  const header = Object.entries(sent).find(([name]) => name.toLowerCase() === 'authorization');
  if (header === undefined || (answer.status < 400 && kind !== 'write')) return answer;
  const token = header[1].replace(/^\S+\s+/, '');
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, redactToken(value, token)]);
  return { ...answer, headers: Object.fromEntries(headers), text: redactToken(answer.text, token) };
}

/** Aborts the given number of milliseconds after `signal`. */
function later(signal: AbortSignal, ms: number): AbortSignal {
  const delayed = new AbortController();
  const end = (): void => void setTimeout(() => delayed.abort(signal.reason), ms).unref();
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  return delayed.signal;
}

/**
 * True for JSON that begins and does not end. An answer without a length and without chunks ends where the connection ends,
 * so HTTP itself cannot tell a whole body from a cut one.
 */
function endsEarly(headers: Readonly<Record<string, string>>, text: string): boolean {
  if (!/\bjson\b/i.test(headers['content-type'] ?? '')) return false;
  const body = text.trim();
  return (body.startsWith('{') && !body.endsWith('}')) || (body.startsWith('[') && !body.endsWith(']'));
}

function flatHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
