import type { Time } from '../../src/commands/session.ts';

/** How long a call takes, ms. */
const CALL_MS = 40;

/** The minutes that a run may take: more than what any fault makes it wait that is not about that. */
export const TIME_LIMIT_MIN = 120;

/** Time that passes only when somebody waits, makes a call, or says so. */
export class FakeTime implements Time {
  #nowMs: number;
  #deadlines: { readonly atMs: number; readonly controller: AbortController }[] = [];

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
  readonly deadline = (ms: number): AbortSignal => {
    this.pass(CALL_MS);
    const controller = new AbortController();
    this.#deadlines.push({ atMs: this.#nowMs + ms, controller });
    return controller.signal;
  };

  /** Puts the clock ahead, as if all that goes on had begun so much later. */
  leap(ms: number): void {
    this.#nowMs += ms;
    this.#deadlines = this.#deadlines.map(({ atMs, controller }) => ({ atMs: atMs + ms, controller }));
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
    for (const { controller } of due) controller.abort(new DOMException('Too late.', 'TimeoutError'));
  }
}
