import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/time.ts';

/** Errors that the API allows one endpoint within an hour (EX-error-limit). */
const FORGIVEN_ERRORS = 10;
const COUNTED_ERRORS: ReadonlySet<number> = new Set([400, 401, 403, 404]);

/** What the limits say about a call. */
export interface Admission {
  readonly isAllowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

interface Window {
  readonly start: number;
  count: number;
}

/** Calls per clock minute and per UTC day (EX-rate-limits), and the block after too many errors (EX-error-limit), for one administration and app. */
export class Limits {
  readonly #clock: () => number;
  readonly #minuteLimit: number;
  readonly #dailyLimit: () => number;
  readonly #errors = new Map<string, number[]>();
  #minute: Window = { start: 0, count: 0 };
  #day: Window = { start: 0, count: 0 };
  #blockedUntil = 0;

  /** `dailyLimit` is asked at each call: it may change. */
  constructor(clock: () => number, minuteLimit: number, dailyLimit: () => number) {
    this.#clock = clock;
    this.#minuteLimit = minuteLimit;
    this.#dailyLimit = dailyLimit;
  }

  /** Counts a call, unless a window is used up: then only that window's headers are given. */
  admit(): Admission {
    this.#roll();
    if (this.#minute.count >= this.#minuteLimit) return { isAllowed: false, headers: this.#minuteHeaders() };
    if (this.#day.count >= this.#dailyLimit()) return { isAllowed: false, headers: this.#dayHeaders() };
    this.#minute.count += 1;
    this.#day.count += 1;
    return { isAllowed: true, headers: this.headers() };
  }

  /** The current headers of both windows, without counting a call. */
  headers(): Readonly<Record<string, string>> {
    this.#roll();
    return { ...this.#dayHeaders(), ...this.#minuteHeaders() };
  }

  #roll(): void {
    const now = this.#clock();
    this.#minute = currentWindow(this.#minute, now, MINUTE_MS);
    this.#day = currentWindow(this.#day, now, DAY_MS);
  }

  /** True while the app's key is blocked; every error during a block makes it longer. */
  get isBlocked(): boolean {
    return this.#clock() < this.#blockedUntil;
  }

  /** Notes an answer; the eleventh counted error of an endpoint within an hour blocks the key for an hour. */
  note(endpoint: string, status: number): void {
    if (!COUNTED_ERRORS.has(status)) return;
    const now = this.#clock();
    const recent = (this.#errors.get(endpoint) ?? []).filter((at) => at > now - HOUR_MS);
    recent.push(now);
    this.#errors.set(endpoint, recent);
    if (recent.length > FORGIVEN_ERRORS || this.isBlocked) this.#blockedUntil = now + HOUR_MS;
  }

  #minuteHeaders(): Record<string, string> {
    return {
      'X-RateLimit-Minutely-Limit': String(this.#minuteLimit),
      'X-RateLimit-Minutely-Remaining': String(this.#minuteLimit - this.#minute.count),
      'X-RateLimit-Minutely-Reset': String(this.#minute.start + MINUTE_MS),
    };
  }

  #dayHeaders(): Record<string, string> {
    return {
      'X-RateLimit-Limit': String(this.#dailyLimit()),
      'X-RateLimit-Remaining': String(Math.max(0, this.#dailyLimit() - this.#day.count)),
      'X-RateLimit-Reset': String(this.#day.start + DAY_MS),
    };
  }
}

function currentWindow(window: Window, now: number, length: number): Window {
  const start = now - (now % length);
  return window.start === start ? window : { start, count: 0 };
}
