import { DateTime } from 'luxon';
import type { Pause } from '../../config/company/pauses.ts';
import { ascending } from '../../order.ts';
import { DAY_MS } from '../../time.ts';

/** The pauses that hold on one day. */
export class Pauses {
  /** The longest first; of those until the same day, the first line of the file. */
  readonly #inForce: readonly Pause[];

  /** `today` is the Dutch calendar day on which the run began, `yyyy-MM-dd`. */
  constructor(pauses: readonly Pause[], today: string) {
    this.#inForce = pauses
      .filter(({ until }) => until >= today)
      .sort((left, right) => ascending(right.until, left.until));
  }

  /** The pause of a whole flow, the longest if there are several; null = it runs. */
  ofFlow(name: string): Pause | null {
    return this.#inForce.find(({ flow, record }) => record === null && (flow === null || flow === name)) ?? null;
  }

  /** The paused records of a flow, by their references; the longest pause of each. */
  recordsOf(name: string): ReadonlyMap<string, Pause> {
    const own = new Map<string, Pause>();
    for (const pause of this.#inForce) {
      const { flow, record } = pause;
      if (flow === name && record !== null && !own.has(record)) own.set(record, pause);
    }
    return own;
  }
}

const FORMAT = 'd MMMM yyyy';
const onDay = (day: string): DateTime => DateTime.fromISO(day, { zone: 'utc', locale: 'en' });

/** The last day of a pause: `5 December 2026`. */
const lastDay = ({ until }: Pick<Pause, 'until'>): string => onDay(until).toFormat(FORMAT);

/** `paused up to and including 5 December 2026 by the accounts department: year-end closing`. */
export const toldPause = ({ until, by, why }: Pick<Pause, 'until' | 'by' | 'why'>): string =>
  `paused up to and including ${lastDay({ until })} by ${by}: ${why}`;

/** The day after a day, both yyyy-MM-dd: on it, what was paused goes on. */
export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
