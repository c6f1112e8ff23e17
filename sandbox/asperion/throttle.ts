import { Refusal, titles } from './problems.ts';

/** Counts the calls of each administration over the last second. No limit is documented: off unless switched on (AS-request-rate). */
export class Throttle {
  readonly #perSecond: number | null;
  readonly #clock: () => number;
  readonly #calls = new Map<number, number[]>();

  constructor(perSecond: number | null, clock: () => number) {
    this.#perSecond = perSecond;
    this.#clock = clock;
  }

  /** Lets a call pass, or throws Refusal 429 with `Retry-After` in seconds. */
  pass(administrationId: number): void {
    if (this.#perSecond === null) return;
    const now = this.#clock();
    const recent = (this.#calls.get(administrationId) ?? []).filter((at) => at > now - 1000);
    if (recent.length >= this.#perSecond) throw new Refusal(429, titles.throttled, { headers: { 'retry-after': '1' } });
    this.#calls.set(administrationId, [...recent, now]);
  }
}
