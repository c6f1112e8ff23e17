/** Exact Online's counting of calls for one company (EX-rate-limits): a clock minute and a UTC day, refusals not counted. */
export class ExactCounting {
  readonly #clock: () => number;
  readonly #perMinute: number;
  readonly #perDay: number;
  #minute = 0;
  #day = 0;
  #inMinute = 0;
  #inDay = 0;
  refused = 0;
  /** The most calls that were executed in one clock minute. */
  mostInMinute = 0;
  executed = 0;

  constructor(clock: () => number, limits: { readonly perMinute: number; readonly perDay: number }) {
    this.#clock = clock;
    this.#perMinute = limits.perMinute;
    this.#perDay = limits.perDay;
  }

  /** Counts a call that arrives now; returns its status and limit headers. */
  arrive(): { readonly status: number; readonly headers: Record<string, string> } {
    const now = this.#clock();
    const minute = Math.floor(now / 60_000);
    const day = Math.floor(now / 86_400_000);
    if (minute !== this.#minute) this.#inMinute = 0;
    if (day !== this.#day) this.#inDay = 0;
    this.#minute = minute;
    this.#day = day;
    const ofDay = limitHeaders('x-ratelimit', this.#perDay, this.#inDay + 1, (day + 1) * 86_400_000);
    const ofMinute = limitHeaders('x-ratelimit-minutely', this.#perMinute, this.#inMinute + 1, (minute + 1) * 60_000);
    if (this.#inDay >= this.#perDay || this.#inMinute >= this.#perMinute) {
      this.refused += 1;
      return { status: 429, headers: this.#inDay >= this.#perDay ? ofDay : ofMinute };
    }
    this.#inMinute += 1;
    this.#inDay += 1;
    this.executed += 1;
    this.mostInMinute = Math.max(this.mostInMinute, this.#inMinute);
    return { status: 200, headers: { ...ofDay, ...ofMinute } };
  }
}

function limitHeaders(prefix: string, limit: number, used: number, reset: number): Record<string, string> {
  return {
    [`${prefix}-limit`]: String(limit),
    [`${prefix}-remaining`]: String(Math.max(0, limit - used)),
    [`${prefix}-reset`]: String(reset),
  };
}
