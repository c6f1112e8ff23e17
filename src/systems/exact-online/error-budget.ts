import { TransientError } from '../../errors/errors.ts';
import { dutchTime } from '../../http/dutch-time.ts';
import { HOUR_MS } from '../../time.ts';

/** Exact Online blocks the key after more than 10 counted errors per endpoint and hour (EX-error-limit); we stop earlier. */
export const ERRORS_PER_HOUR = 6;

const COUNTED_STATUSES: ReadonlySet<number> = new Set([400, 401, 403, 404]);

/** When each endpoint answered with a counted error, epoch ms, oldest first: plain JSON, kept across runs. */
export type ErrorTimes = Readonly<Record<string, readonly number[]>>;

/**
 * Counts answers of 400, 401, 403 and 404 per endpoint over the last 60 minutes, which is at least as strict as any
 * clock hour.
 */
export class ErrorBudget {
  readonly #clock: () => number;
  readonly #perHour: number;
  readonly #times = new Map<string, number[]>();

  constructor(clock: () => number, restore: ErrorTimes, perHour: number) {
    this.#clock = clock;
    this.#perHour = perHour;
    for (const [endpoint, times] of Object.entries(restore)) this.#times.set(endpoint, [...times]);
  }

  /** Throws TransientError `ERROR_BUDGET` if the endpoint answered with as many errors in the last hour as it may. */
  check(endpoint: string): void {
    const times = this.#recent(endpoint);
    if (times.length >= this.#perHour) throw exhausted(endpoint, times, this.#perHour);
  }

  /** Notes how a call ended; status 0 = no answer. */
  note(endpoint: string, status: number): void {
    if (COUNTED_STATUSES.has(status)) this.#times.set(endpoint, [...this.#recent(endpoint), this.#clock()]);
  }

  times(): ErrorTimes {
    const recent = [...this.#times.keys()].map((endpoint) => [endpoint, this.#recent(endpoint)] as const);
    return Object.fromEntries(recent.filter(([, times]) => times.length > 0));
  }

  #recent(endpoint: string): number[] {
    const now = this.#clock();
    // A time that is still to come was noted by a clock that was ahead.
    return (this.#times.get(endpoint) ?? []).filter((time) => time > now - HOUR_MS && time <= now);
  }
}

function exhausted(endpoint: string, times: readonly number[], perHour: number): TransientError {
  const goesOnAt = (times[times.length - perHour] ?? 0) + HOUR_MS;
  return new TransientError(
    'ERROR_BUDGET',
    `exact-online ${endpoint} answered with ${times.length} errors (400, 401, 403 or 404) within an hour; calls to it continue at ${dutchTime(goesOnAt)} (Dutch time)`,
    {
      hint: 'Exact Online blocks the app after more than 10. Fix the errors above before then.',
      outage: { system: 'exact-online', why: null },
    },
  );
}
