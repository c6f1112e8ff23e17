import { MINUTE_MS } from '../time.ts';
import type { Announced } from './rate-headers.ts';

/** A window's own count as kept across runs; `limit` only when the system announced it. */
export interface WindowCount {
  readonly endsAt: number;
  readonly used: number;
  readonly limit?: number | undefined;
  /** The calls of our own; absent in counts of earlier versions. */
  readonly own?: number | undefined;
}

/** How far the system's clock may be ahead of ours. */
const CLOCK_AHEAD_MS = MINUTE_MS;

/**
 * Calls in one clock-aligned window (a minute, a UTC day) against its limit. A run makes one call at a time: `take` is followed
 * by `endCall` before the next one. `used` is never less than what the system has counted in this window: a call without an answer yet
 * is carried into the next window, where it may arrive.
 */
export class CallWindow {
  readonly #lengthMs: number;
  readonly #most: number;
  #limit: number;
  #limitIsAnnounced: boolean;
  #endsAt: number;
  #used: number;
  #own: number;
  #isUnderWay = false;

  /**
   * Opens the window that `now` (epoch ms) falls in, with the count of an earlier run if that is the same window. `most` are the calls that
   * may be our own, whatever the limit; the rest is for others.
   */
  constructor(options: {
    lengthMs: number;
    limit: number;
    most?: number;
    now: number;
    restore: WindowCount | undefined;
  }) {
    const { lengthMs, limit, most = Number.POSITIVE_INFINITY, now, restore } = options;
    const isCurrent = restore !== undefined && restore.endsAt > now && restore.endsAt <= now + lengthMs;
    const known = isBelieved(restore?.limit) ? restore.limit : limit;
    const own = Math.max(0, restore?.own ?? restore?.used ?? 0);
    // One answer with a wrong number must not keep later runs from asking: unless we made the calls ourselves, one shows what is true.
    const used = own < known ? Math.min(restore?.used ?? 0, known - 1) : (restore?.used ?? 0);
    this.#lengthMs = lengthMs;
    this.#most = most;
    this.#limit = known;
    this.#limitIsAnnounced = isBelieved(restore?.limit);
    this.#endsAt = isCurrent ? restore.endsAt : (Math.floor(now / lengthMs) + 1) * lengthMs;
    this.#used = isCurrent ? Math.max(0, used) : 0;
    this.#own = isCurrent ? own : 0;
  }

  /** Calls that may still be made in this window; negative when the system counted more than we may. */
  left(now: number): number {
    this.#roll(now);
    return Math.min(this.#limit - this.#used, this.#most - this.#own);
  }

  get limit(): number {
    return Math.min(this.#limit, this.#most);
  }

  /** Epoch ms. */
  get endsAt(): number {
    return this.#endsAt;
  }

  /** Counts a call that is about to be sent. */
  take(now: number): void {
    this.#roll(now);
    this.#used += 1;
    this.#own += 1;
    this.#isUnderWay = true;
  }

  /** Notes that the call has ended, with what its answer announced; null when it announced nothing. */
  endCall(announced: Announced | null, now: number): void {
    const isLate = now >= this.#endsAt;
    this.#roll(now);
    this.#isUnderWay = false;
    if (announced === null || !isBelieved(announced.limit) || (announced.endsAt === null && isLate)) return;
    this.#limit = announced.limit;
    this.#limitIsAnnounced = true;
    if (announced.endsAt !== null) {
      if (announced.endsAt <= now) return; // about a window that is over
      // An announced end never makes a window much longer: if its unit were wrong, the run would sleep for hours.
      this.#endsAt = Math.min(announced.endsAt, now + this.#lengthMs + CLOCK_AHEAD_MS);
    }
    this.#used = Math.max(0, announced.limit - announced.remaining);
  }

  /** Closes the window: the system says that it is exhausted, without a number. */
  exhaust(now: number): void {
    this.#roll(now);
    this.#used = Math.max(this.#used, this.#limit);
  }

  count(now: number): WindowCount {
    this.#roll(now);
    const count = { endsAt: this.#endsAt, used: this.#used, own: this.#own };
    return this.#limitIsAnnounced ? { ...count, limit: this.#limit } : count;
  }

  #roll(now: number): void {
    if (now < this.#endsAt) return;
    this.#endsAt += (Math.floor((now - this.#endsAt) / this.#lengthMs) + 1) * this.#lengthMs;
    this.#used = this.#isUnderWay ? 1 : 0;
    this.#own = this.#used;
  }
}

/** No system that answers allows no calls. */
const isBelieved = (limit: number | undefined): limit is number => limit !== undefined && limit >= 1;
