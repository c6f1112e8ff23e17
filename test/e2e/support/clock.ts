import { aheadBy } from '../../day/day.ts';

/** A clock that servers and bundle share, and that a test can put forward: an hour need not be waited for. */
export class Clock {
  #aheadMs = 0;

  /** Epoch ms; for the servers. */
  readonly now = (): number => Date.now() + this.#aheadMs;

  forward(ms: number): void {
    this.#aheadMs += ms;
  }

  /** Puts it at a moment, epoch ms: however long what was before took, that much time has passed and no more. */
  set(ms: number): void {
    this.#aheadMs = ms - Date.now();
  }

  /** Environment of a run whose clock is this one. The bundle stays as it is: Node loads a file before it. */
  get env(): Readonly<Record<'NODE_OPTIONS', string>> {
    return { NODE_OPTIONS: aheadBy(this.#aheadMs) };
  }
}

/** Environment of a run that sleeps a fiftieth of what it means to: what it waits for has happened, or never will. */
export const impatient: Readonly<Record<string, string>> = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
    `import timers from 'node:timers/promises';
     import { syncBuiltinESMExports } from 'node:module';
     const real = timers.setTimeout;
     timers.setTimeout = (ms, ...rest) => real(ms / 50, ...rest);
     syncBuiltinESMExports();`,
  )}`,
};

export const SECOND_MS = 1000;
/** Longer than what a create without an answer may take to appear: until then it is not sent again. */
export const UNTIL_SENT_AGAIN_MS = 11 * 60 * SECOND_MS;
/** Longer than a run after a killed one may be held: the time of that run, and what it sent last may take to appear. */
export const UNTIL_NOT_HELD_MS = 35 * 60 * SECOND_MS;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** This hour of tomorrow, UTC. Runs of one day do not have midnight between them: the first of a day does more. */
export const tomorrowAt = (hour: number): number => Date.now() + DAY_MS - (Date.now() % DAY_MS) + hour * HOUR_MS;
