import type { Announced } from './rate-headers.ts';

/** A window's own count as kept across runs; `limit` only when the system announced it. */
export interface WindowCount {
  readonly endsAt: number;
  readonly used: number;
  readonly limit?: number | undefined;
}

/** One counted call that has no answer yet. */
export interface Ticket {
  readonly window: number;
  readonly silentBefore: number;
}

/** How far the system's clock may be ahead of ours. */
const CLOCK_AHEAD_MS = 60_000;

/**
 * Calls in one clock-aligned window (a minute, a UTC day) against its limit.
 *
 * Invariant: `used` is never less than what the system has counted in this window plus what is still under way. That is
 * why calls without an answer are carried into the next window (they may arrive there), and why an announced rest only
 * counts when it is the lowest one seen in the window: answers overtake each other.
 */
export class CallWindow {
  readonly #lengthMs: number;
  readonly #open = new Set<Ticket>();
  #limit: number;
  #limitIsAnnounced: boolean;
  #endsAt: number;
  #used: number;
  #window = 0;
  #highestAnnounced = 0;
  #silent = 0;

  /** Opens the window that `now` (epoch ms) falls in, with the count of an earlier run if that is the same window. */
  constructor(options: { lengthMs: number; limit: number; now: number; restore: WindowCount | undefined }) {
    const { lengthMs, limit, now, restore } = options;
    const isCurrent = restore !== undefined && restore.endsAt > now && restore.endsAt <= now + lengthMs;
    this.#lengthMs = lengthMs;
    this.#limit = restore?.limit ?? limit;
    this.#limitIsAnnounced = restore?.limit !== undefined;
    this.#endsAt = isCurrent ? restore.endsAt : (Math.floor(now / lengthMs) + 1) * lengthMs;
    this.#used = isCurrent ? restore.used : 0;
  }

  /** Calls that may still be made in this window; negative when the system counted more than we may. */
  left(now: number): number {
    this.#roll(now);
    return this.#limit - this.#used;
  }

  get limit(): number {
    return this.#limit;
  }

  /** Epoch ms. */
  get endsAt(): number {
    return this.#endsAt;
  }

  /** Counts a call that is about to be sent. */
  take(now: number): Ticket {
    this.#roll(now);
    this.#used += 1;
    const ticket = { window: this.#window, silentBefore: this.#silent };
    this.#open.add(ticket);
    return ticket;
  }

  /** Notes that a call has ended, with what its answer announced; null when it announced nothing. */
  settle(ticket: Ticket, announced: Announced | null, now: number): void {
    this.#roll(now);
    this.#open.delete(ticket);
    if (announced === null || (announced.endsAt === null && ticket.window !== this.#window)) {
      this.#silent += 1;
      return;
    }
    this.#limit = announced.limit;
    this.#limitIsAnnounced = true;
    if (announced.endsAt !== null) {
      if (announced.endsAt <= now) return; // told of a window that is over
      // Nothing announced makes a window much longer than it is: a wrong unit would else be slept through for hours.
      const endsAt = Math.min(announced.endsAt, now + this.#lengthMs + CLOCK_AHEAD_MS);
      if (endsAt > this.#endsAt + this.#lengthMs / 2) this.#start(); // the system's clock is ahead
      this.#endsAt = endsAt;
    }
    const counted = announced.limit - announced.remaining;
    if (counted <= this.#highestAnnounced) return;
    this.#highestAnnounced = counted;
    // Under way, or ended without a word after this call was sent: the system may have counted them after this one.
    this.#used = counted + this.#open.size + (this.#silent - ticket.silentBefore);
  }

  /** Closes the window: the system says that it is exhausted, without a number. */
  exhaust(now: number): void {
    this.#roll(now);
    this.#used = Math.max(this.#used, this.#limit);
  }

  count(now: number): WindowCount {
    this.#roll(now);
    const count = { endsAt: this.#endsAt, used: this.#used };
    return this.#limitIsAnnounced ? { ...count, limit: this.#limit } : count;
  }

  #roll(now: number): void {
    if (now < this.#endsAt) return;
    this.#endsAt += (Math.floor((now - this.#endsAt) / this.#lengthMs) + 1) * this.#lengthMs;
    this.#start();
  }

  #start(): void {
    this.#window += 1;
    this.#used = this.#open.size;
    this.#highestAnnounced = 0;
  }
}
