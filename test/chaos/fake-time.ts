import type { Time } from '../../src/commands/session.ts';
import type { Deadline } from '../../src/http/exchange.ts';

/** How long a call takes, ms. */
const CALL_MS = 40;

/** The minutes that a run may take: more than what any fault makes it wait that is not about that. */
export const TIME_LIMIT_MIN = 120;

/** Time that passes only when somebody waits, makes a call, or says so. */
export class FakeTime implements Time {
  #nowMs: number;
  #deadlines: { readonly atMs: number; readonly expire: () => void }[] = [];

  /** Begins at a moment, epoch ms. */
  constructor(nowMs: number) {
    this.#nowMs = nowMs;
  }

  readonly clock = (): number => this.#nowMs;

  /** Told of every wait. */
  onWait: (ms: number) => void | Promise<void> = () => {};

  readonly sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    await this.onWait(ms);
    this.pass(ms);
  };

  /** Every call asks for one as it sets out. */
  readonly deadline: Deadline = (ms, expire) => {
    this.pass(CALL_MS);
    this.#deadlines.push({ atMs: this.#nowMs + ms, expire });
    return () => {
      this.#deadlines = this.#deadlines.filter((deadline) => deadline.expire !== expire);
    };
  };

  /** Puts the clock ahead, as if all that goes on had begun so much later. */
  leap(ms: number): void {
    this.#nowMs += ms;
    this.#deadlines = this.#deadlines.map(({ atMs, expire }) => ({ atMs: atMs + ms, expire }));
  }

  /** No call ends by itself any more: the run that made them was killed, and must not go on. */
  forgetDeadlines(): void {
    this.#deadlines = [];
  }

  /** Lets so many ms pass; what was to end by then ends. */
  pass(ms: number): void {
    this.#nowMs += ms;
    const due = this.#deadlines.filter(({ atMs }) => atMs <= this.#nowMs);
    this.#deadlines = this.#deadlines.filter(({ atMs }) => atMs > this.#nowMs);
    for (const { expire } of due) expire();
  }
}
