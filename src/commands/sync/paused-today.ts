import type { Pause } from '../../config/company/pauses.ts';
import { ConfigError } from '../../errors/errors.ts';
import { dutchDay } from '../../http/dutch-time.ts';
import { type PauseReport, pausedName } from '../../report/paused.ts';
import { en } from '../../report/words/en.ts';
import { dayAfter, Pauses } from '../../sync/run/pauses.ts';

/** What a run is asked for, and what is paused. */
export interface AskedFor {
  /** The input `records`; null = what changed. */
  readonly records: readonly string[] | null;
  /** Names of flows for which something was approved; absent = none. */
  readonly approved?: readonly string[];
  /** Names of the flows of the run. */
  readonly selected: ReadonlySet<string>;
  readonly pauses: readonly Pause[];
  readonly nowMs: number;
}

/** The pauses of a run. */
export interface PausedToday {
  /** Those that hold on that day. */
  readonly pauses: Pauses;
  /** Every pause as reports tell it, those that are over included. */
  readonly reports: readonly PauseReport[];
  /** True if every flow of the run is paused. */
  readonly isAll: boolean;
  /** The flows of the run that are not paused. */
  readonly running: ReadonlySet<string>;
}

/**
 * What is paused on the day of a run. Throws ConfigError PAUSED if the run is asked for a record by name that is paused, or whose flows all are, and if something is approved for a flow that is: whoever asks
 * must not believe that it was synced.
 */
export function pausedToday({ records, approved = [], selected, pauses, nowMs }: AskedFor): PausedToday {
  const day = dutchDay(nowMs);
  const today = new Pauses(pauses, day);
  const whole = [...selected].map((flow) => today.ofFlow(flow));
  const isAll = whole.length > 0 && !whole.includes(null);
  const asked = records ?? [];
  const single = [...selected].flatMap((flow) => asked.flatMap((record) => today.recordsOf(flow).get(record) ?? []));
  const [pause] = [...single, ...(isAll && records !== null ? whole : [])];
  if (pause !== undefined && pause !== null) throw refused(pause, 'records');
  const held = approved.map((flow) => today.ofFlow(flow)).find((one) => one !== null);
  if (held !== undefined) throw refused(held, 'approve');
  const reports = pauses.map(({ at, ...told }) => {
    return { ...told, isOver: told.until < day, place: `${at.file}:${at.line}` };
  });
  const running = new Set([...selected].filter((flow) => today.ofFlow(flow) === null));
  return { pauses: today, reports, isAll, running };
}

function refused(pause: Pause, input: 'records' | 'approve'): ConfigError {
  const { until, by, why, at } = pause;
  const message = `${pausedName(pause, en)} is paused up to and including ${until} by ${by}: ${why}.`;
  const hint = `Remove its line, or take it out of the input ${input}; it goes on by itself on ${dayAfter(until)}.`;
  return new ConfigError('PAUSED', message, { at, hint });
}
