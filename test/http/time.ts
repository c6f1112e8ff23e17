/** A clock that moves only while something sleeps. */
export interface FakeTime {
  now: number;
  readonly clock: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Every sleep asked for, in ms. */
  readonly sleeps: readonly number[];
}

/** Sleeps pass at once and move the clock. */
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
