import { z } from 'zod';
import { TransientError } from '../../errors/errors.ts';
import type { Budget } from '../../http/budget.ts';
import { CallWindow, type WindowCount } from '../../http/call-window.ts';
import { AFTER_RESET_MS } from '../../http/delay.ts';
import { dutchTime } from '../../http/dutch-time.ts';
import { announcedLimits, retryAfterMs } from '../../http/rate-headers.ts';
import type { HttpRequest } from '../../http/transport.ts';
import { ErrorBudget } from './error-budget.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const windowCount = z.object({ endsAt: z.number(), used: z.number(), limit: z.number().optional() });

const companyCounts = z.object({ minute: windowCount, day: windowCount });
type CompanyCounts = z.infer<typeof companyCounts>;

const exactSnapshot = z.object({
  calls: z.record(z.string(), companyCounts),
  errors: z.record(z.string(), z.array(z.number())),
});

/** Options of Exact Online's budget; `restore` is the snapshot of an earlier run; an unreadable one is ignored. */
export interface ExactBudgetOptions {
  readonly clock: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly log: (line: string) => void;
  /** Calls per company and clock minute until an answer announces the limit; 60 is documented. */
  readonly perMinute: number;
  /** Calls per company and UTC day until an answer announces the limit; 5,000 is documented. */
  readonly perDay: number;
  readonly restore?: unknown;
}

/**
 * Exact Online's limits per company (EX-rate-limits, EX-error-limit): a clock minute, a UTC day, and errors per endpoint. What the answers'
 * headers announce wins over our own count. Waits for the next minute, stops for the day. Addresses without a company
 * (`current/Me`, tokens) are not counted (EX-current-me).
 */
export function exactBudget(options: ExactBudgetOptions): Budget {
  const { clock } = options;
  const restored = exactSnapshot.safeParse(options.restore).data ?? { calls: {}, errors: {} };
  const errors = new ErrorBudget(clock, restored.errors);
  const companies = new Map<string, Company>();
  const companyOf = (division: string): Company => {
    const company = companies.get(division) ?? new Company(division, options, restored.calls[division]);
    companies.set(division, company);
    return company;
  };

  return {
    async before(request, signal) {
      if (request.kind === 'token') return;
      const division = divisionOf(request.url);
      errors.check(endpointOf(division, request));
      if (division !== null) await companyOf(division).take(signal);
    },
    after(headers, status, request) {
      if (request.kind === 'token') return;
      const division = divisionOf(request.url);
      errors.note(endpointOf(division, request), status);
      if (division === null) return;
      const { minute, day } = companyOf(division);
      const announced = announcedLimits(headers);
      const now = clock();
      minute.settle(announced.minute, now);
      day.settle(announced.day, now);
      // A refusal without any limit header has been seen (EX-bare-refusals): then it is the minute, unless the
      // answer itself says how long to wait.
      const isUntold = announced.minute === null && announced.day === null && retryAfterMs(headers, now) === null;
      if (status === 429 && isUntold) minute.exhaust(now);
    },
    snapshot() {
      const now = clock();
      const calls = { ...restored.calls };
      for (const [division, { minute, day }] of companies) {
        calls[division] = { minute: minute.count(now), day: day.count(now) };
      }
      return { calls, errors: errors.times() };
    },
  };
}

/** The calls of one company. */
class Company {
  readonly minute: CallWindow;
  readonly day: CallWindow;
  readonly #division: string;
  readonly #options: ExactBudgetOptions;
  /** The end of the last minute for which a wait was logged. */
  #loggedFor = 0;

  constructor(division: string, options: ExactBudgetOptions, counts: CompanyCounts | undefined) {
    const open = (lengthMs: number, limit: number, restore: WindowCount | undefined) =>
      new CallWindow({ lengthMs, limit, now: options.clock(), restore });
    this.#division = division;
    this.#options = options;
    this.minute = open(MINUTE_MS, options.perMinute, counts?.minute);
    this.day = open(DAY_MS, options.perDay, counts?.day);
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
        log(`exact-online: the ${minute.limit} calls of this minute are used, going on in ${seconds} s`);
      }
      await sleep(waitMs, signal);
    }
  }
}

/** The calls that a division has a day, as the answers' headers announced it; null = none has. */
export function announcedPerDay(snapshot: unknown, division: string): number | null {
  return exactSnapshot.safeParse(snapshot).data?.calls[division]?.day.limit ?? null;
}

/** The company in an address of Exact Online (`/api/v1/{division}/…`), null when it has none. */
function divisionOf(url: string): string | null {
  return /\/api\/v1\/(\d+)\//.exec(url)?.[1] ?? null;
}

function endpointOf(division: string | null, request: HttpRequest): string {
  return division === null ? request.resource : `${division}/${request.resource}`;
}

function dayExhausted(division: string, day: CallWindow): TransientError {
  return new TransientError(
    'DAY_BUDGET',
    `exact-online: the ${day.limit} calls of today for company ${division} are used up; it goes on at ${dutchTime(day.endsAt)} (Dutch time)`,
    {
      hint: 'Nothing is lost: the first run after that time goes on from the same place. Run less often if it recurs.',
    },
  );
}
