import type { SyncError } from '../../errors/errors.ts';
import type { Program } from '../../mapping/flow/program.ts';
import type { FlowProgress } from '../../state/progress.ts';
import { mirrorName, pairNames } from '../links/pairs.ts';
import type { FlowResult } from './flow.ts';

const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 24 * 60;
/** With less time of its own, a flow had no chance to get anywhere, ms. */
export const CHANCE_MS = MINUTE_MS;

/** How many records the source has for a flow in this run: when it began to read them, and those that are left. */
export interface Ahead {
  readonly all: number;
  readonly left: number;
}

/** Why a flow ended in good order before it was done; the next runs go on from there. */
export interface Rest {
  /** `time`: that of the run, or of a token that companies share, is up. `calls`: those of the day are used up, or kept back for flows without a backlog. `lost`: what an earlier run sent may still be stored. */
  readonly reason: 'time' | 'calls' | 'lost';
  /** False if there was no time or call to begin with. */
  readonly began: boolean;
  /** Records that this run got further than those before; absent = not known. */
  readonly doneNow?: number;
  /** For `lost`: when the runs go on, epoch ms. */
  readonly goesOnAtMs?: number;
}

/** A flow that stopped, and what is known of it. */
export interface Stopped {
  readonly error: SyncError;
  /** Null if it did not begin. */
  readonly result: FlowResult | null;
  /** It is in its first load, or an earlier run could not finish it. */
  readonly hasBacklog: boolean;
  /** It had at least a minute (`CHANCE_MS`), and half of the time of the run so far. */
  readonly hadItsChance: boolean;
  /** It made a call. */
  readonly calledAny: boolean;
}

/**
 * True for a flow that is behind its source: in its first load, or left unfinished by an earlier run. A flow that verifies begins anew
 * in each run.
 */
export function hasBacklog({ purpose }: Program, progress: FlowProgress | undefined): boolean {
  return purpose === 'sync' && (progress === undefined || progress.cursor === null || progress.backlog !== undefined);
}

/**
 * The flows with those that have a backlog behind the others, before those that verify: a first load gets what is left. Flows that bring the
 * same records across in both directions stay together, because the one whose source wins comes first. `programs` are in order.
 */
export function backlogsLast(
  programs: readonly Program[],
  flows: Readonly<Record<string, FlowProgress>>,
): readonly Program[] {
  const behind = programs.filter((program) => hasBacklog(program, flows[program.name]));
  const mirrored = new Set(behind.flatMap((program) => pairNames(program).map(mirrorName)));
  const rank = (program: Program): number => {
    if (program.purpose === 'verify') return 2;
    return behind.includes(program) || pairNames(program).some((pair) => mirrored.has(pair)) ? 1 : 0;
  };
  return [...programs].sort((left, right) => rank(left) - rank(right));
}

/**
 * Whether a flow that stopped only rests; null if that is an error. Running out of time is one for a flow that had its chance and got nowhere, as one that
 * verifies does: the next run would get no further. So is a day without calls for a flow that was in step, because its books fall behind.
 */
export function restOf({ error, result, hasBacklog: isBehind, hadItsChance, calledAny }: Stopped): Rest | null {
  const began = result !== null;
  const gotFurther = result === null || result.gotFurther;
  if (error.code === 'CALLS_KEPT_BACK' || (error.code === 'DAY_BUDGET' && isBehind))
    return gotFurther || !calledAny ? { reason: 'calls', began } : null;
  if (error.code !== 'OUT_OF_TIME' && error.code !== 'SHARED_TOKEN_ENDED') return null;
  return gotFurther || !hadItsChance ? { reason: 'time', began } : null;
}

/**
 * Notes how far a flow got: a backlog until everything was read. `startedAtMs`: when it began in this run. Returns how many records it got further than
 * the runs before: a list that is read from its beginning again gives all of them once more.
 */
export function noteBacklog(
  progress: FlowProgress,
  { isReadToEnd, ahead }: FlowResult,
  startedAtMs: number,
): Pick<Rest, 'doneNow'> {
  const before = progress.backlog ?? { sinceMs: startedAtMs };
  if (isReadToEnd) delete progress.backlog;
  else progress.backlog = before;
  if (ahead === null || isReadToEnd) return {};
  const { total = 0, left = ahead.all } = before;
  progress.backlog = { ...before, total: Math.max(total, ahead.all), left: ahead.left };
  return { doneNow: Math.max(0, left - ahead.left) };
}

/** What is known of a backlog, to say when it will be gone. */
export interface Outlook {
  /** Records that are done since it began, `tookMs` ago, and those that are left. */
  readonly done: number;
  readonly left: number;
  readonly tookMs: number;
  /** Records that this run got further, with the calls to each system that it made for them, and what the system allows in a day; null = no limit is known. */
  readonly doneNow: number;
  readonly callsADay: readonly { readonly own: number; readonly allowed: number | null }[];
}

/**
 * The minutes until a backlog is gone: by its pace until now, pauses between runs included, or by the days that its calls take if those are
 * more. Null if nothing is done yet.
 */
export function minutesToGo({ done, left, tookMs, doneNow, callsADay }: Outlook): number | null {
  if (done <= 0) return null;
  const byPace = (left / done) * (tookMs / MINUTE_MS);
  const byDay = callsADay.map(({ own, allowed }) => {
    const days = allowed === null || doneNow === 0 ? 0 : (own / doneNow) * (left / allowed);
    return days < 1 ? 0 : days * MINUTES_A_DAY;
  });
  return Math.ceil(Math.max(byPace, ...byDay));
}
