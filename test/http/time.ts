import { setImmediate } from 'node:timers/promises';

/** A clock that moves only while something sleeps. */
export interface FakeTime {
  now: number;
  readonly clock: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Every sleep asked for, in ms. */
  readonly sleeps: readonly number[];
}

/** Sleeps pass at once and move the clock: for one caller at a time. */
export function fakeTime(start: string): FakeTime {
  const sleeps: number[] = [];
  const time: FakeTime = {
    now: Date.parse(start),
    clock: () => time.now,
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      sleeps.push(ms);
      time.now += ms;
    },
    sleeps,
  };
  return time;
}

/** Simulated time for many callers: the sleeper who is due first wakes first. */
export class SimulatedTime {
  now: number;
  readonly #sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  constructor(start: number) {
    this.now = start;
  }

  readonly clock = (): number => this.now;

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((wake) => {
      this.#sleepers.push({ at: this.now + ms, wake });
    });

  /** Lets time pass until all of `work` is done. */
  async run(work: readonly Promise<unknown>[]): Promise<void> {
    let isDone = false;
    const all = Promise.all(work).finally(() => {
      isDone = true;
    });
    for (;;) {
      await setImmediate();
      if (isDone) break;
      this.#sleepers.sort((left, right) => left.at - right.at);
      const next = this.#sleepers.shift();
      if (next === undefined) throw new Error('everyone waits and nobody sleeps');
      this.now = Math.max(this.now, next.at);
      next.wake();
    }
    await all;
  }
}
