import type { FailOn } from '../../config/inputs.ts';
import { factsOfCode, isAside } from '../../errors/codes.ts';
import { dutchDay } from '../../http/dutch-time.ts';
import type { AlarmMemory } from '../../state/alarm-memory.ts';
import { DAY_MS } from '../../time.ts';
import { type Cause, causesOf } from '../run/causes.ts';
import { cameToItsEnd, type FlowReport, failedInPassing, type RunReport } from '../run-report.ts';
import type { AlarmReason, AlarmReport } from './alarm-report.ts';
import { handworkIn } from './handwork.ts';
import { isOutage, type Outages, outageId, outagesIn } from './outages.ts';

/** How long after the last mail a run reminds of what still stands. */
const REMINDER_MS = 7 * DAY_MS;

/** Begins the id of what a flow that verifies found. Such a flow mostly has a schedule of its own: other runs show nothing of it. */
const DIFFERS = 'differs/';

/** A flow that verifies has run within this time, if there still is one. */
const FORGOTTEN_MS = 35 * DAY_MS;

/** What decides on an alarm beside the report and the memory. */
export interface AlarmContext {
  readonly nowMs: number;
  readonly failOn: FailOn;
  /** How long a system may be silent before that is told. */
  readonly outageAfterMs: number;
  /**
   * What the run was about. Of all flows: one that is not in its report is no more. Of some records: it does not show what became of others.
   */
  readonly about: 'everything' | 'flows' | 'records';
}

/** An alarm, and the memory that the next run gets. */
export interface Alarmed {
  readonly alarm: AlarmReport;
  readonly memory: AlarmMemory;
}

/** Something that somebody has to know. */
interface Item {
  readonly id: string;
  readonly flows: readonly string[];
  readonly isFresh: boolean;
  /** It is not told, because `fail-on: never` asks so; a later run that tells does not take it for news. */
  readonly isSilent: boolean;
}

/**
 * Decides whether a run is red. Each cause makes one run red when it is new, and what still stands a week after the last red run makes one red
 * again; in between runs are green with a warning. GitHub mails for red runs (GH-mails). A silent system is a cause only once it lasts. Something wrong outside of the flows, such as a
 * state that cannot be saved, makes every run red, unless flows go on without it. Pure.
 */
export function raise(report: RunReport, memory: AlarmMemory, context: AlarmContext): Alarmed {
  const { nowMs, failOn, outageAfterMs } = context;
  const causes = causesOf(report);
  const broken = report.errors.filter((error) => !isAside(error));
  const outages = outagesIn(report, memory, nowMs, outageAfterMs);
  const items = itemsOf(report, memory, context, outages);
  const lastMs = (id: string): number => Math.max(memory.told[id]?.atMs ?? nowMs, memory.redAtMs ?? 0);
  const heard = items.filter(({ isSilent }) => !isSilent);
  const fresh = heard.filter(({ isFresh }) => isFresh);
  const areApart = report.flows.some(({ verified }) => verified !== undefined && verified.compared > verified.equal);
  const byHand = report.flows.flatMap(handworkIn);
  const isOnce = byHand.some((one) => one.isOnce) || causes.some(({ code }) => factsOfCode(code)?.isOnce === true);
  const hasRecords =
    areApart || byHand.length > 0 || causes.some(({ kind }) => kind === 'waiting' || kind === 'passing');
  const reasons: readonly (readonly [AlarmReason, boolean])[] = [
    ['broken', broken.length > 0],
    ['outage', fresh.some(({ id }) => outages.standing.some((outage) => outage.id === id))],
    ['new', fresh.some(({ id }) => outages.standing.every((outage) => outage.id !== id))],
    ['any', failOn === 'any' && hasRecords],
    ['reminder', heard.some(({ id }) => nowMs - lastMs(id) >= REMINDER_MS)],
  ];
  const why = reasons.flatMap(([reason, isSo]) => (isSo ? [reason] : []));
  const isRed = why.length > 0;

  const told = toldNext(report, memory, context, { items, outages, reminds: why.includes('reminder') });
  const isGood = broken.length === 0 && report.flows.every(({ status }) => status === 'ok');
  const isOpen = (id: string): boolean => outages.next[id.replace(/^outage\//, '')]?.overAtMs == null;
  const areDone = report.flows.every(({ rest }) => rest === undefined || rest.reason === 'limit');
  const isWell = isGood && areDone && !hasRecords && !Object.keys(told).some(isOpen);
  const redAtMs = isRed ? nowMs : isWell ? null : memory.redAtMs;
  const reminders = heard.map(({ id }) => Math.max(told[id]?.atMs ?? nowMs, redAtMs ?? 0) + REMINDER_MS);
  return {
    alarm: {
      isRed,
      why,
      tells: fresh.map(({ id }) => id),
      outages: outages.standing.map(({ id, flows, isFresh, ...outage }) => outage),
      answering: outages.answering,
      isWellAgain: isWell && memory.redAtMs !== null && !memory.isByHand,
      remindsOn: reminders.length === 0 ? null : dutchDay(Math.min(...reminders)),
      isGood,
    },
    memory: {
      format: 1,
      outages: outages.next,
      told,
      redAtMs,
      isByHand: !isWell && (memory.isByHand || isOnce),
      standsSinceMs: standsSince(report, memory, nowMs),
      pausedSinceMs: isWhollyPaused(report) ? (memory.pausedSinceMs ?? nowMs) : null,
      logins: loginsNext(report, memory),
      hasSynced: memory.hasSynced,
    },
  };
}

/** When logins end: of the systems that this run called what it knows, of the others what earlier runs knew. */
function loginsNext({ systems = {} }: RunReport, { logins }: AlarmMemory): AlarmMemory['logins'] {
  const others = Object.entries(logins).filter(([name]) => !(name in systems));
  const known = Object.entries(systems).flatMap(([name, { loginEnds, isLoginFixed }]) =>
    isLoginFixed === true && loginEnds !== null ? [[name, loginEnds] as const] : [],
  );
  return Object.fromEntries([...others, ...known]);
}

/** All that stands and is worth a mail, told or not. */
function itemsOf(
  report: RunReport,
  { told }: AlarmMemory,
  { nowMs, failOn, outageAfterMs }: AlarmContext,
  outages: Outages,
): readonly Item[] {
  const counts = (cause: Cause): boolean => {
    if (isOutage(cause)) return false;
    if (cause.kind === 'run') return isAside(cause);
    if (cause.kind === 'stopped') return true;
    // What passes by itself is told if it does not.
    return cause.kind === 'waiting' || nowMs - Date.parse(cause.firstAt ?? '') >= outageAfterMs;
  };
  const ofCauses = causesOf(report)
    .filter(counts)
    .map(({ id, flows, kind }): Item => {
      const isSilent = failOn === 'never' && kind !== 'stopped' && kind !== 'run';
      return { id, flows, isFresh: told[id] === undefined, isSilent };
    });
  const apart = report.flows.flatMap(({ flow, verified }): readonly Item[] => {
    if (verified === undefined || verified.compared === verified.equal) return [];
    const id = `${DIFFERS}${flow}`;
    // A new difference is news, whatever was told of others.
    return [{ id, flows: [flow], isFresh: verified.isNew > 0, isSilent: failOn === 'never' }];
  });
  const byHand = report.flows.flatMap((flow) =>
    handworkIn(flow).map(({ id, isOnce }): Item => {
      return { id, flows: [flow.flow], isFresh: isOnce || told[id] === undefined, isSilent: failOn === 'never' };
    }),
  );
  const silent = outages.standing.filter(({ isYoung }) => !isYoung).map((one): Item => ({ ...one, isSilent: false }));
  return [...new Map([...silent, ...ofCauses, ...apart, ...byHand].map((item) => [item.id, item])).values()];
}

/** What was told by now and may still stand: only flows that came to their end show that something is solved. */
function toldNext(
  { flows, isCopied }: RunReport,
  memory: AlarmMemory,
  { nowMs, about }: AlarmContext,
  {
    items,
    outages,
    reminds,
  }: { readonly items: readonly Item[]; readonly outages: Outages; readonly reminds: boolean },
): AlarmMemory['told'] {
  // A flow that is paused or rests did not look at everything, and a failure that passes may stand before the old one.
  const shows = (one: FlowReport): boolean => cameToItsEnd(one) && failedInPassing(one).length === 0;
  const seen = new Map(flows.map((one) => [one.flow, shows(one)]));
  const isGone = (id: string, atMs: number): boolean =>
    about === 'everything' && (!id.startsWith(DIFFERS) || nowMs - atMs > FORGOTTEN_MS);
  const silent = new Set(Object.keys(outages.next).map(outageId));
  const next: AlarmMemory['told'] = {};
  for (const [id, told] of Object.entries(memory.told)) {
    // What is of no flow is a second copy that could not be written: until one is, it stands.
    const stands =
      told.flows.length === 0
        ? isCopied !== true
        : !told.flows.every((flow) => about !== 'records' && (seen.get(flow) ?? isGone(id, told.atMs)));
    if (id.startsWith(outageId('')) ? silent.has(id) : stands) next[id] = told;
  }
  for (const { id, flows: own, isFresh } of items) {
    const before = memory.told[id];
    next[id] = { atMs: isFresh || reminds || before === undefined ? nowMs : before.atMs, flows: [...own] };
  }
  return next;
}

const isWhollyPaused = ({ flows }: RunReport): boolean =>
  flows.length > 0 && flows.every(({ isPaused }) => isPaused === true);

/** Since when no flow comes to its end; a run without flows shows nothing. */
function standsSince({ flows }: RunReport, { standsSinceMs }: AlarmMemory, nowMs: number): number | null {
  const ran = flows.filter(({ isPaused }) => isPaused !== true);
  if (ran.length === 0) return standsSinceMs;
  // A flow that rests has moved, unless it never got to make a call.
  const stands = ({ status, rest, calls }: FlowReport): boolean =>
    status === 'stopped' || (rest !== undefined && Object.keys(calls).length === 0);
  return ran.every(stands) ? (standsSinceMs ?? nowMs) : null;
}
