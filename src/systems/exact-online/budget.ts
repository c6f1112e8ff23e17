import { z } from 'zod';
import { TransientError } from '../../errors/errors.ts';
import type { Budget } from '../../http/budget.ts';
import { NOT_TODAY } from '../../http/call-errors.ts';
import { CallWindow } from '../../http/call-window.ts';
import { AFTER_RESET_MS } from '../../http/delay.ts';
import { dutchTime } from '../../http/dutch-time.ts';
import { announcedLimits, retryAfterMs } from '../../http/rate-headers.ts';
import type { HttpRequest } from '../../http/transport.ts';
import { READ_ONCE } from '../../schema.ts';
import { DAY_MS, MINUTE_MS } from '../../time.ts';
import type { Sharing } from '../connected.ts';
import { ERRORS_PER_HOUR, ErrorBudget } from './error-budget.ts';

const windowCount = z.object({
  endsAt: z.number(),
  used: z.number(),
  limit: z.number().optional(),
  own: z.number().optional(),
});

const callCounts = z.object({ minute: windowCount, day: windowCount });
type CallCounts = z.infer<typeof callCounts>;

const exactSnapshot = z.object({
  calls: z.record(z.string(), callCounts),
  errors: z.record(z.string(), z.array(z.number())),
});

/** Options of Exact Online's budget; `restore` is the snapshot of an earlier run; an unreadable one is ignored. */
export interface ExactBudgetOptions {
  readonly clock: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly log: (line: string) => void;
  /** Calls per administration and clock minute until an answer announces the limit; 60 is documented. */
  readonly perMinute: number;
  /** Calls per administration and UTC day until an answer announces the limit; 5,000 is documented. */
  readonly perDay: number;
  /** The most calls that may be ours if others share the limits; left out: all of them. */
  readonly share?: CallShare;
  readonly restore?: unknown;
}

/** What one of several runs may take of the limits. Infinite where nothing is shared. */
export interface CallShare {
  readonly perMinute: number;
  readonly perDay: number;
  /** Errors per endpoint and hour that are counted against the app. */
  readonly errors: number;
}

/**
 * The share of one of the administrations of settings.yml: the limits of a division are divided by those that list it (EX-rate-limits), and the calls of a
 * contract by all (EX-fair-use).
 */
export function callShare(
  limits: { readonly callsPerMinute: number; readonly callsPerDay: number; readonly callsPerContract: number },
  { administration, all }: Sharing,
): CallShare {
  const part = (limit: number, among: number): number =>
    among < 2 ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(limit / among));
  return {
    perMinute: part(limits.callsPerMinute, administration),
    perDay: Math.min(part(limits.callsPerDay, administration), part(limits.callsPerContract, all)),
    errors: Math.max(1, Math.floor(ERRORS_PER_HOUR / administration)),
  };
}

/**
 * Exact Online's limits per administration (EX-rate-limits, EX-error-limit): a clock minute, a UTC day, and errors per endpoint. The limits in
 * answer headers win over our own count. Waits for the next minute, stops for the day. Addresses without an administration
 * (`current/Me`, tokens) are not counted (EX-current-me).
 */
export function exactBudget(options: ExactBudgetOptions): Budget {
  const { clock } = options;
  const restored = exactSnapshot.safeParse(options.restore, READ_ONCE).data ?? { calls: {}, errors: {} };
  const errors = new ErrorBudget(clock, restored.errors, options.share?.errors ?? ERRORS_PER_HOUR);
  const divisions = new Map<string, DivisionCalls>();
  const callsOf = (division: string): DivisionCalls => {
    const calls = divisions.get(division) ?? new DivisionCalls(division, options, restored.calls[division]);
    divisions.set(division, calls);
    return calls;
  };
  // What is left today is known before the first call.
  for (const division of Object.keys(restored.calls)) callsOf(division);

  return {
    async before(request, signal) {
      if (request.kind === 'token') return;
      const division = divisionOf(request.url);
      errors.check(endpointOf(division, request));
      if (division !== null) await callsOf(division).take(signal);
    },
    after(headers, status, request) {
      if (request.kind === 'token') return;
      const division = divisionOf(request.url);
      errors.note(endpointOf(division, request), status);
      if (division === null) return;
      const { minute, day } = callsOf(division);
      const announced = announcedLimits(headers);
      const now = clock();
      minute.endCall(announced.minute, now);
      day.endCall(announced.day, now);
      // Some refusals have no limit headers (EX-bare-refusals): then it is the minute limit, unless the
      // answer says how long to wait.
      const isUntold = announced.minute === null && announced.day === null && retryAfterMs(headers, now) === null;
      if (status === 429 && isUntold) minute.exhaust(now);
    },
    today() {
      const days = [...divisions.values()].map(({ day }) => {
        return { left: Math.max(0, day.left(clock())), limit: day.limit, endsAtMs: day.endsAt };
      });
      return days.toSorted((one, other) => one.left - other.left)[0] ?? null;
    },
    snapshot() {
      const now = clock();
      const calls: Record<string, CallCounts> = {};
      for (const [division, { minute, day }] of divisions) {
        calls[division] = { minute: minute.count(now), day: day.count(now) };
      }
      return { calls, errors: errors.times() };
    },
  };
}

/** The calls of one administration. */
class DivisionCalls {
  readonly minute: CallWindow;
  readonly day: CallWindow;
  readonly #division: string;
  readonly #options: ExactBudgetOptions;
  /** The end of the last minute for which a wait was logged. */
  #loggedFor = 0;

  constructor(division: string, options: ExactBudgetOptions, counts: CallCounts | undefined) {
    const { perMinute, perDay, share } = options;
    const now = options.clock();
    const most = {
      minute: share?.perMinute ?? Number.POSITIVE_INFINITY,
      day: share?.perDay ?? Number.POSITIVE_INFINITY,
    };
    this.#division = division;
    this.#options = options;
    this.minute = new CallWindow({
      lengthMs: MINUTE_MS,
      limit: perMinute,
      most: most.minute,
      now,
      restore: counts?.minute,
    });
    this.day = new CallWindow({ lengthMs: DAY_MS, limit: perDay, most: most.day, now, restore: counts?.day });
  }

  /** Takes a call of this minute, or waits for one of the next. Throws TransientError `DAY_BUDGET`. */
  async take(signal: AbortSignal): Promise<void> {
    const { minute, day } = this;
    const { clock, sleep, log } = this.#options;
    for (;;) {
      signal.throwIfAborted();
      const now = clock();
      if (day.left(now) <= 0) throw dayExhausted(this.#division, day);
      if (minute.left(now) > 0) {
        minute.take(now);
        day.take(now);
        return;
      }
      const waitMs = minute.endsAt - now + AFTER_RESET_MS;
      if (this.#loggedFor !== minute.endsAt) {
        this.#loggedFor = minute.endsAt;
        const seconds = Math.ceil(waitMs / 1000);
        log(`exact-online: the ${minute.limit} calls of this minute are used up; waiting ${seconds} s`);
      }
      await sleep(waitMs, signal);
    }
  }
}

/** A division's calls per day, as stated in answer headers; null = not stated yet. */
export function announcedPerDay(snapshot: unknown, division: string): number | null {
  return exactSnapshot.safeParse(snapshot).data?.calls[division]?.day.limit ?? null;
}

/** The administration in an address of Exact Online (`/api/v1/{division}/…`), null if it has none. */
function divisionOf(url: string): string | null {
  return /\/api\/v1\/(\d+)\//.exec(url)?.[1] ?? null;
}

function endpointOf(division: string | null, request: HttpRequest): string {
  return division === null ? request.resource : `${division}/${request.resource}`;
}

function dayExhausted(division: string, day: CallWindow): TransientError {
  return new TransientError(
    'DAY_BUDGET',
    `The ${day.limit} calls of today to Exact Online for administration ${division} are used up; calls continue at ${dutchTime(day.endsAt)} (Dutch time)`,
    {
      hint: NOT_TODAY,
      outage: { system: 'exact-online', why: null },
    },
  );
}
