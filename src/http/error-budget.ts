import { TransientError } from '../errors.ts';
import { dutchTime } from './dutch-time.ts';

const HOUR_MS = 3_600_000;

/** Exact Online blocks the key at more than 10 counted errors per endpoint and hour ([KB-limits] §2.3); we stop well before. */
const ERRORS_PER_HOUR = 6;

const COUNTED_STATUSES: ReadonlySet<number> = new Set([400, 401, 403, 404]);

/** When each endpoint answered with a counted error, epoch ms, oldest first: plain JSON, kept across runs. */
export type ErrorTimes = Readonly<Record<string, readonly number[]>>;

/**
 * Counts answers of 400, 401, 403 and 404 per endpoint over the last 60 minutes, which is at least as strict as any
 * clock hour. Calls under way count as errors until they are answered, so that parallel ones cannot overshoot.
 */
export class ErrorBudget {
  readonly #clock: () => number;
  readonly #times = new Map<string, number[]>();
  readonly #open = new Map<string, number>();
  #answered = Promise.withResolvers<void>();

  constructor(clock: () => number, restore: ErrorTimes) {
    this.#clock = clock;
    for (const [endpoint, times] of Object.entries(restore)) this.#times.set(endpoint, [...times]);
  }

  /**
   * Lets a call to an endpoint go, perhaps after others there have been answered. Throws TransientError `ERROR_BUDGET`
   * when the endpoint has answered with six errors in the last hour. A call that was let go must be `closed`.
   */
  async enter(endpoint: string, signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const times = this.#recent(endpoint);
      if (times.length >= ERRORS_PER_HOUR) throw exhausted(endpoint, times);
      const open = this.#open.get(endpoint) ?? 0;
      if (times.length + open < ERRORS_PER_HOUR) {
        this.#open.set(endpoint, open + 1);
        return;
      }
      await this.#answered.promise;
    }
  }

  /** Notes how a call ended; status 0 = without an answer. */
  close(endpoint: string, status: number): void {
    this.#open.set(endpoint, Math.max(0, (this.#open.get(endpoint) ?? 0) - 1));
    if (COUNTED_STATUSES.has(status)) this.#times.set(endpoint, [...this.#recent(endpoint), this.#clock()]);
    this.#answered.resolve();
    this.#answered = Promise.withResolvers<void>();
  }

  times(): ErrorTimes {
    const recent = [...this.#times.keys()].map((endpoint) => [endpoint, this.#recent(endpoint)] as const);
    return Object.fromEntries(recent.filter(([, times]) => times.length > 0));
  }

  #recent(endpoint: string): number[] {
    const oldest = this.#clock() - HOUR_MS;
    return (this.#times.get(endpoint) ?? []).filter((time) => time > oldest);
  }
}

function exhausted(endpoint: string, times: readonly number[]): TransientError {
  const goesOnAt = (times[times.length - ERRORS_PER_HOUR] ?? 0) + HOUR_MS;
  return new TransientError(
    'ERROR_BUDGET',
    `exact-online ${endpoint} answered with ${times.length} errors (400, 401, 403 or 404) within an hour; calls to it go on at ${dutchTime(goesOnAt)} (Dutch time)`,
    { hint: 'Exact Online blocks the app at more than 10; fix what the earlier messages name before that time.' },
  );
}
