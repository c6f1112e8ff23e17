import { secureUrl } from './address.ts';
import type { Budget } from './budget.ts';
import {
  aborted,
  addressInput,
  callName,
  endedWith,
  failed,
  gaveUp,
  heldOff,
  notToday,
  unclearWrite,
} from './call-errors.ts';
import { CallCount } from './calls.ts';
import { type CallKind, classify } from './classify.ts';
import { delayMs, LONGEST_HOLD_MS } from './delay.ts';
import { type Deadline, exchange, realDeadline } from './exchange.ts';
import type { Failure } from './failure.ts';
import { retryAfterMs } from './rate-headers.ts';
import { Agent } from './undici.ts';

/** One call to a system. */
export interface HttpRequest {
  readonly system: string;
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  readonly url: string;
  /** Name of the resource for counts and messages: `sync/CRM/Accounts`, no ids, no query. */
  readonly resource: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** The answer is a file: its bytes are returned as they are. */
  readonly isFile?: boolean;
  readonly kind: CallKind;
  /** The system's own sentence in the text of an error, for the message of a call that is given up; null = it holds none. */
  readonly says?: (text: string) => string | null;
  /** The input of the action that holds the address, for hints; absent = `<system>-url`. */
  readonly input?: string;
  readonly signal: AbortSignal;
}

/** An answer; header names are lower case. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly url: string;
  /** The bytes of the body, where a file was asked for. */
  readonly bytes?: Uint8Array;
}

/** The only way to the systems. */
export interface Transport {
  /**
   * Sends a call and returns its answer: any 2xx, or a 4xx, which the caller reads. A token call's answer is
   * returned whatever its status, except for redirects.
   *
   * Throws UnclearWriteError if a write may have been carried out; TransientError `UNREACHABLE`, `GAVE_UP`, `HELD_OFF`
   * (the answer asks us to wait longer than a run can), `RESPONSE_TOO_LARGE`, `REDIRECT_REFUSED`, `CERTIFICATE_REFUSED`,
   * `ABORTED`, and those of the budget; ConfigError `BAD_URL`, `INSECURE_URL`, `REQUEST_UNSENDABLE`. Any other error than
   * UnclearWriteError means that the write was not carried out.
   */
  send(request: HttpRequest): Promise<HttpResponse>;
  readonly calls: CallCount;
}

/** What a transport is made of; all times in ms. */
export interface TransportOptions {
  readonly clock: () => number;
  /** Rejects when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Default: on the machine's clock. */
  readonly deadline?: Deadline;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly log: (line: string) => void;
  readonly budgets: Readonly<Record<string, Budget>>;
  readonly timeouts?: {
    /** Until the head of the answer has arrived; 60 s. */
    readonly headersMs?: number;
    /** Between two parts of the answer; 30 s. */
    readonly bodyMs?: number;
    /** From the first to the last byte; 180 s. */
    readonly totalMs?: number;
    /** How long a run that is stopped waits for a token call in progress; 5 s of the 7.5 s that a runner allows. */
    readonly tokenGraceMs?: number;
  };
  /** 32 MiB: a page of 1,000 records with the fields that a mapping uses, long remarks among them. */
  readonly maxResponseBytes?: number;
  /** How long one call may take with its repetitions, without waits for the budget; 5 minutes. */
  readonly deadlineMs?: number;
}

const MAX_TRIES = 4;

/** Until there is a connection. */
const CONNECT_MS = 10_000;

/** Parallel calls are discouraged: the server executes them in no certain order (EX-no-parallel). */
const CONNECTIONS_PER_HOST = 4;

/** Makes the transport. Closing it waits for calls in progress and ends the kept connections. */
export function createTransport(options: TransportOptions): Transport & AsyncDisposable {
  const { clock, sleep, random, log, timeouts = {}, deadlineMs = 300_000 } = options;
  const calls = new CallCount();
  const maxBytes = options.maxResponseBytes ?? 32 * 1024 * 1024;
  const agent = new Agent({
    connections: CONNECTIONS_PER_HOST,
    pipelining: 1,
    // HTTP/2 repeats streams that a closing connection refused; here nothing is ever repeated below this file.
    allowH2: false,
    connect: { timeout: CONNECT_MS },
    headersTimeout: timeouts.headersMs ?? 60_000,
    bodyTimeout: timeouts.bodyMs ?? 30_000,
    maxResponseSize: maxBytes,
  });

  const { deadline = realDeadline } = options;
  const { totalMs = 180_000, tokenGraceMs = 5_000 } = timeouts;
  const bounds = { maxBytes, totalMs, tokenGraceMs, deadline };

  const send = async (request: HttpRequest): Promise<HttpResponse> => {
    const url = secureUrl(request.url, addressInput(request));
    const budget = options.budgets[request.system];
    let spentMs = 0;
    for (let tries = 1; ; tries += 1) {
      await admit(request, budget);
      const sentAt = clock();
      const result = await exchange(agent, url, request, bounds);
      const { answer, failure } = result;
      budget?.after(answer.headers, answer.status, request);
      if (wasSent(failure)) calls.add(request);

      const { kind } = request;
      const resolution = classify(failure === null ? { kind, status: answer.status } : { kind, failure });
      if (resolution === 'answer') return answer;
      if (resolution === 'unclear') throw unclearWrite(request, result);
      if (resolution === 'fail') throw failed(request, url, result);

      const askedMs = retryAfterMs(answer.headers, clock());
      if (askedMs !== null && askedMs > LONGEST_HOLD_MS) throw heldOff(request.system, clock() + askedMs);
      const pauseMs = delayMs(answer, tries, clock(), random);
      if (pauseMs > LONGEST_HOLD_MS) throw notToday(request.system, clock() + pauseMs);
      spentMs += clock() - sentAt + pauseMs;
      if (tries >= MAX_TRIES || spentMs > deadlineMs) throw gaveUp(request, url, result, tries);
      log(`${callName(request)}: ${endedWith(result)}, trying again in ${Math.ceil(pauseMs / 1000)} s`);
      await orAborted(request, sleep(pauseMs, request.signal));
    }
  };

  return { send, calls, [Symbol.asyncDispose]: () => agent.close() };
}

/** Waits until the budget allows the call. Throws `ABORTED` if the run was stopped by then: nothing was sent. */
async function admit(request: HttpRequest, budget: Budget | undefined): Promise<void> {
  await orAborted(request, budget?.before(request, request.signal));
  if (!request.signal.aborted) return;
  budget?.after({}, 0, request);
  throw aborted(request);
}

/** A wait that ends because the run is stopped is reported as `ABORTED`, whatever it rejects with. */
async function orAborted(request: HttpRequest, wait: Promise<void> | undefined): Promise<void> {
  try {
    await wait;
  } catch (error) {
    throw request.signal.aborted ? aborted(request) : error;
  }
}

function wasSent(failure: Failure | null): boolean {
  return failure !== 'UNREACHABLE' && failure !== 'CERTIFICATE' && failure !== 'UNSENDABLE';
}
