import type { SyncError } from '../../errors/errors.ts';
import type { Program } from '../../mapping/flow/program.ts';
import type { FlowProgress } from '../../state/progress.ts';
import { MINUTE_MS } from '../../time.ts';
import { mirrorName, pairNames } from '../links/pairs.ts';
import type { FlowResult, Rest } from '../result.ts';

const MINUTES_A_DAY = 24 * 60;
/** With less time of its own, a flow had no chance to get anywhere, ms. */
export const CHANCE_MS = MINUTE_MS;

/** A flow that stopped, and what is known of it. */
export interface Stopped {
  readonly error: SyncError;
  /** Null if it did not begin. */
  readonly result: FlowResult | null;
  /** It is in its first load, or an earlier run could not finish it. */
  readonly hasBacklog: boolean;
  /** It had at least a minute (`CHANCE_MS`), and half of the time of the run so far. */
  readonly hadItsChance: boolean;
  /** It made half or more of the calls to a system that a flow with a backlog may make in a day. */
  readonly hadItsCalls: boolean;
}

/**
 * True for a flow that is behind its source: in its first load, or left unfinished by an earlier run. A flow that verifies begins anew
 * in each run.
 */
export function hasBacklog({ purpose }: Program, progress: FlowProgress | undefined): boolean {
  return purpose === 'sync' && (progress === undefined || progress.cursor === null || progress.backlog !== undefined);
}

/**
 * The flows with those that have a backlog behind the others, before those that verify: a first load gets what is left. If its source wins over
 * a flow that brings the same records back, that flow comes after it: it would overwrite what wins. `programs` are in order.
 */
export function backlogsLast(
  programs: readonly Program[],
  flows: Readonly<Record<string, FlowProgress>>,
): readonly Program[] {
  const won = new Set<string>();
  const rank = (program: Program): number => {
    if (program.purpose === 'verify') return 2;
    const isBehind = hasBacklog(program, flows[program.name]);
    const own = ownPairs(program);
    const waits = isBehind || own.some((pair) => won.has(pair));
    if (isBehind && program.winner === 'source') for (const pair of own) won.add(mirrorName(pair));
    return waits ? 1 : 0;
  };
  const ranks = new Map(programs.map((program) => [program, rank(program)]));
  return [...programs].sort((left, right) => (ranks.get(left) ?? 0) - (ranks.get(right) ?? 0));
}

/** The pairs of the records that a flow is about, if a flow the other way can bring changes of them back: not those that it only needs, nor documents. */
function ownPairs(program: Program): readonly string[] {
  const pairs = pairNames(program);
  return program.steps.flatMap(({ subject, policy }, position) =>
    subject === null && policy.kind === 'master' ? (pairs[position] ?? []) : [],
  );
}

/**
 * Whether a flow that stopped only rests; null if that is an error. Running out of time is one for a flow that had its chance and got nowhere, as one that
 * verifies does: the next run would get no further. So is running out of calls for one that had most of a day's, and for a flow that was in step,
 * because its books fall behind.
 */
export function restOf({ error, result, hasBacklog: isBehind, hadItsChance, hadItsCalls }: Stopped): Rest | null {
  const began = result !== null;
  const gotFurther = result === null || result.gotFurther;
  if (error.code === 'CALLS_KEPT_BACK' || (error.code === 'DAY_BUDGET' && isBehind))
    return gotFurther || !hadItsCalls ? { reason: 'calls', began } : null;
  if (error.code !== 'OUT_OF_TIME' && error.code !== 'SHARED_TOKEN_ENDED') return null;
  if (!gotFurther && hadItsChance) return null;
  return { reason: error.code === 'OUT_OF_TIME' ? 'time' : 'token', began };
}

/** The rest of a flow that ended without an error: only its `limit` keeps it from reading all; null = it is done. One that verifies begins anew in each run. */
export const restAtLimit = ({ purpose }: Program, result: FlowResult | null, since: string | null): Rest | null =>
  purpose === 'sync' && result?.isCutShort === true
    ? { reason: since === null ? 'limit' : 'since', began: true }
    : null;

/**
 * Notes how far a flow got: a backlog until everything was read. `startedAtMs`: when it began in this run. Returns how many records it got further than
 * the runs before: a list that is read from its beginning again gives all of them once more, so what is left never grows by more than what is new in the
 * source.
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
  const { total: known = ahead.all, left: leftBefore = known } = before;
  const total = Math.max(known, ahead.all);
  const open = leftBefore + total - known;
  const left = Math.min(open, ahead.left);
  progress.backlog = { ...before, total, left };
  return { doneNow: open - left };
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
  /** Until the calls of another day are there, if those of this one are used up, ms; null = they are not. */
  readonly newDayInMs: number | null;
}

/**
 * The minutes until a backlog is gone: by its pace until now, pauses between runs included, or by the days that its calls take if those are
 * more. If the calls of this day are used up, it waits for the next one first. Null if nothing is done yet.
 */
export function minutesToGo({ done, left, tookMs, doneNow, callsADay, newDayInMs }: Outlook): number | null {
  if (done <= 0) return null;
  const byPace = (left / done) * (tookMs / MINUTE_MS);
  const each = callsADay.map(({ own, allowed }) =>
    allowed === null || doneNow === 0 ? 0 : (own / doneNow) * (left / allowed),
  );
  const days = Math.max(0, ...each);
  // The last day of several ends early. One that has enough calls takes no longer than the pace.
  const waits = newDayInMs === null ? 0 : newDayInMs / MINUTE_MS + Math.floor(days) * MINUTES_A_DAY;
  return Math.ceil(Math.max(byPace, waits, newDayInMs === null && days >= 1 ? days * MINUTES_A_DAY : 0));
}

/**
 * Notes from which day a flow takes records. If that is an earlier one than in its last run, or none any more, the flow begins anew: what it read before, it
 * left alone.
 */
export function startAnew({ purpose, since }: Program, progress: FlowProgress): void {
  if (purpose !== 'sync') return;
  // No day is earlier than any.
  if (progress.since !== undefined && (since ?? '') < progress.since) progress.cursor = null;
  if (since === null) delete progress.since;
  else progress.since = since;
}
