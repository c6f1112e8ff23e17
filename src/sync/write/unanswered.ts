import type { Progress } from '../../state/progress.ts';
import { MINUTE_MS } from '../../time.ts';

/**
 * How long a record may take to appear after a create that got no answer, or whose run was lost, ms. Schedules are longer than this, but a run
 * may also begin right after another one: a person starts it, or it waited for its turn.
 */
export const MAY_APPEAR_MS = 10 * MINUTE_MS;

/**
 * Creates and stock counts that got no answer: what they make may still appear. Such a record is not created a second time in the same run, nor in a
 * later one before its time is over. Each has a name by its pair of resources and source record (`nameInPair`), a document another one by its number
 * (`nameOfDocument`), and a count one by its position. Kept in the progress, and changed in place.
 */
export class Unanswered {
  readonly #sentAtMs: Progress['unanswered'];
  readonly #clock: () => number;

  constructor({ unanswered }: Progress, clock: () => number) {
    this.#sentAtMs = unanswered;
    this.#clock = clock;
    const nowMs = clock();
    for (const [name, sentAtMs] of Object.entries(unanswered)) {
      if (nowMs - sentAtMs >= MAY_APPEAR_MS) delete unanswered[name];
    }
  }

  /** True if what was sent under a name may still appear. */
  has(name: string): boolean {
    return Object.hasOwn(this.#sentAtMs, name);
  }

  /** Notes a create that has just been sent without getting an answer, under each of its names. */
  note(names: readonly string[]): void {
    for (const name of names) this.#sentAtMs[name] = this.#clock();
  }

  /** Forgets records that exist by now, or were refused. */
  forget(names: readonly string[]): void {
    for (const name of names) delete this.#sentAtMs[name];
  }
}
