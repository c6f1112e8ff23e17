import { heldOff } from './call-errors.ts';
import { LONGEST_HOLD_MS } from './delay.ts';
import { retryAfterMs } from './rate-headers.ts';
import type { HttpRequest } from './transport.ts';

/** The calls to a system of one day. */
export interface DayCalls {
  /** Calls that may still be made. */
  readonly left: number;
  readonly limit: number;
  /** Epoch ms. */
  readonly endsAtMs: number;
}

/** Decides when a call to a system may go out. A run makes one call at a time. */
export interface Budget {
  /**
   * Returns when the call may be sent. Throws TransientError `DAY_BUDGET` or `ERROR_BUDGET` if it may not be sent today or
   * this hour, and rejects if `signal` aborts. Every call that may be sent is followed by `after`.
   */
  before(request: HttpRequest, signal: AbortSignal): Promise<void>;
  /** Learns from the answer; status 0 and no headers when none came. */
  after(headers: Readonly<Record<string, string>>, status: number, request: HttpRequest): void;
  /** The calls of today; null = no limit is known. */
  today(): DayCalls | null;
  /** What the next run must know, as plain JSON; null if nothing. */
  snapshot(): unknown;
}

/**
 * An even pace of `perSecond` calls for a system without documented limits (AS-request-rate); token calls, which go to another
 * host, are not paced. After an answer with `Retry-After` nothing is sent before that time; if that is too long to wait in a
 * run, it throws TransientError `HELD_OFF`.
 */
export function pacedBudget(options: {
  readonly perSecond: number;
  readonly clock: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}): Budget {
  const { clock, sleep } = options;
  const spacingMs = 1000 / options.perSecond;
  let nextAt = 0;
  let heldUntil = 0;
  return {
    async before(request, signal) {
      if (request.kind === 'token') return;
      if (heldUntil - clock() > LONGEST_HOLD_MS) throw heldOff(request.system, heldUntil);
      const sendAt = Math.max(clock(), nextAt, heldUntil);
      nextAt = sendAt + spacingMs;
      const waitMs = Math.ceil(sendAt - clock());
      if (waitMs > 0) await sleep(waitMs, signal);
    },
    after(headers, status, request) {
      if (request.kind === 'token' || (status !== 429 && status !== 503)) return;
      heldUntil = Math.max(heldUntil, clock() + (retryAfterMs(headers, clock()) ?? 0));
    },
    today: () => null,
    snapshot: () => null,
  };
}
