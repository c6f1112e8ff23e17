import { AccessError } from '../../errors/errors.ts';
import type { Language } from '../../errors/language.ts';
import type { DayCalls } from '../../http/budget.ts';
import { dutchDay } from '../../http/dutch-time.ts';
import type { Program } from '../../mapping/flow/program.ts';
import { ascending } from '../../order.ts';
import { reportBooked, reportWaiting } from '../../plan/booked.ts';
import { type Advising, adviceFor } from '../../report/advice.ts';
import { skippedWarnings } from '../../report/left-out.ts';
import type { PauseReport } from '../../report/paused.ts';
import {
  type CallCounts,
  callsPerSystem,
  type DeadLetterReport,
  emptyStep,
  type FlowReport,
  flowReport,
  type RestReport,
  type RunReport,
} from '../../report/run-report.ts';
import type { DeadLetter, Progress } from '../../state/progress.ts';
import { ownSteps, reportedSteps } from '../../sync/item.ts';
import { waitingMoney } from '../../sync/money/waiting.ts';
import type { FinishedFlow, FlowResult, Rest, RunResult } from '../../sync/result.ts';
import { callsForBacklogs } from '../../sync/run/allowance.ts';
import { minutesToGo } from '../../sync/run/backlog.ts';
import { isTransient } from '../../sync/run/dead-letters.ts';
import type { ScreenOf } from '../../systems/for-people.ts';
import type { KnownMessage } from '../../systems/known-message.ts';
import { factsOf, type SystemName, systemNames } from '../../systems/registry.ts';
import type { Cursor } from '../../systems/system.ts';
import { DAY_MS } from '../../time.ts';
import { VERSION } from '../../version.ts';
import { deletionWarnings } from './deletion-warnings.ts';
import { reportVerification } from './verification-report.ts';

/** The input of a report. */
export interface ReportParts {
  readonly flows: RunResult['flows'];
  readonly progress: Progress;
  /** Earlier runs were there, and their progress is gone. */
  readonly isProgressLost: boolean;
  /** Which of the companies of settings.yml; null = they are not listed there. */
  readonly administration: string | null;
  /** The input `records`. */
  readonly records: readonly string[] | null;
  /** What is paused. */
  readonly paused: readonly PauseReport[];
  /** What messages of the systems mean in this company. */
  readonly messages: readonly KnownMessage[];
  /** Of the sentences about messages. */
  readonly language: Language;
  readonly screenOf: ScreenOf<SystemName>;
  readonly calls: CallCounts;
  /** The calls of today, by system; null = no limit is known. */
  readonly today: Readonly<Partial<Record<SystemName, DayCalls | null>>>;
  /** When the login to a system ends however often it is renewed, epoch ms; null = renewals prolong it, or it is not known. */
  readonly fixedLoginEndsMs: (system: SystemName) => number | null;
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
}

/** The report of a sync run. Pure. */
export function reportRun(parts: ReportParts): RunReport {
  const { flows, records, calls, startedAtMs, finishedAtMs, paused, messages, language, screenOf } = parts;
  const telling: Telling = { own: messages, language, screenOf };
  const found = new Set(flows.flatMap((flow) => flow.result?.found ?? []));
  const unknown = (records ?? []).filter((reference) => !found.has(reference));
  return {
    version: VERSION,
    ...(parts.administration === null ? {} : { administration: parts.administration }),
    startedAt: new Date(startedAtMs).toISOString(),
    finishedAt: new Date(finishedAtMs).toISOString(),
    flows: flows.map((run) => reportFlow(run, parts, telling)),
    calls,
    systems: systemReports(parts),
    ...(parts.isProgressLost && { isProgressLost: true as const }),
    ...(paused.length === 0 ? {} : { paused }),
    // A flow that stopped, rests or is paused may not have looked.
    warnings: (flows.some(({ error, pause, rest }) => error ?? pause ?? rest) ? [] : unknown).map(
      (reference) => `No flow has a source record "${reference}".`,
    ),
    errors: [],
  };
}

/** How things stand with the systems that were called. A run that reached a system has renewed its login within the last minutes. */
function systemReports(parts: ReportParts): NonNullable<RunReport['systems']> {
  const { flows, calls, today, fixedLoginEndsMs, finishedAtMs } = parts;
  const refused = flows.some(({ error }) => error instanceof AccessError);
  const called = systemNames().filter((name) => Object.keys(calls).some((call) => call.startsWith(`${name} `)));
  const entries = called.map((name) => {
    const callsLeft = today[name]?.left ?? null;
    const days = factsOf(name).limits?.tokens.loginDays;
    const fixedMs = refused ? null : fixedLoginEndsMs(name);
    const endsMs = fixedMs ?? (days === undefined || refused ? null : finishedAtMs + days * DAY_MS);
    const loginEnds = endsMs === null ? null : dutchDay(endsMs);
    return [name, { callsLeft, loginEnds, ...(fixedMs !== null && { isLoginFixed: true as const }) }] as const;
  });
  return Object.fromEntries(entries);
}

/** How records are told. */
interface Telling extends Advising {
  readonly screenOf: ScreenOf<SystemName>;
}

function reportFlow(run: FinishedFlow, parts: ReportParts, telling: Telling): FlowReport {
  const { program, result, error, pause, rest, calls } = run;
  const kept = parts.progress.flows[program.name];
  const waiting = Object.entries(kept?.deadLetters ?? {}).filter(([, letter]) => !isTransient(letter));
  const source = { system: program.source.system, resource: program.source.spec.name };
  const told = (key: string, letter: DeadLetter): DeadLetterReport => {
    const screen = telling.screenOf(source.system, source.resource, key);
    return { ...reportLetter(letter, telling), ...(screen !== undefined && { screen }) };
  };
  return flowReport({
    flow: program.name,
    source,
    error,
    ...(pause === undefined ? {} : { isPaused: true as const }),
    ...(result?.isReadToEnd === true && { isReadToEnd: true as const }),
    ...(rest === undefined ? {} : { rest: reportRest(run, rest, parts) }),
    steps: result?.tally.steps ?? reportedSteps(program).map(emptyStep),
    ...(result === null ? {} : { records: result.tally.records, ...relatedIn(program, result) }),
    calls,
    cursor: { before: cursorText(result === null ? kept?.cursor : result.before), after: cursorText(kept?.cursor) },
    deadLetters: waiting.map(([key, letter]) => told(key, letter)),
    ...reportWaiting(
      waitingMoney(
        program,
        waiting.map(([, letter]) => letter),
      ),
    ),
    failures: (result?.failures ?? []).map(({ key, letter, isNew }) => ({ ...told(key, letter), isNew })),
    ...(result === null || result.booked.rows.length === 0 ? {} : reportBooked(result.booked, program.target.system)),
    ...(result === null || result.linked.rows.length === 0
      ? {}
      : { linked: reportBooked(result.linked, program.target.system) }),
    ...(result === null || result.leftOut.length === 0 ? {} : { leftOut: result.leftOut }),
    ...(result === null || result.notices.length === 0 ? {} : { notices: result.notices }),
    ...(result?.verification == null ? {} : reportVerification(result.verification, program, telling.screenOf)),
    ...(result === null || result.deleted.length === 0 ? {} : { deleted: result.deleted }),
    ...(result?.missedDeletions == null ? {} : { missedDeletions: result.missedDeletions }),
    warnings: [
      ...deletionWarnings(result?.deleted ?? []),
      ...skippedWarnings(result?.skipped ?? []),
      ...(result?.unknownHeld ?? []).map(
        (one) => `paused.yml or links.yml holds back record "${one}", which the source does not have.`,
      ),
    ],
  });
}

/** The related records that a flow wrote, such as the debtors of its orders. */
function relatedIn(program: Program, { tally }: FlowResult): Pick<FlowReport, 'related'> {
  const own = new Set(ownSteps(program));
  const related = program.steps.flatMap(({ id, spec }) => {
    const { created = 0, updated = 0 } = tally.steps.find(({ step }) => step === id) ?? {};
    const source = { system: program.target.system, resource: spec.name };
    return own.has(id) || created + updated === 0 ? [] : [{ source, count: created + updated }];
  });
  return related.length === 0 ? {} : { related };
}

/** How far a flow got that rests, and when it will be done. */
function reportRest(
  { program, result, calls }: FinishedFlow,
  rest: Rest,
  { progress, today, finishedAtMs }: ReportParts,
): RestReport {
  const { ahead = null } = result ?? {};
  const backlog = progress.flows[program.name]?.backlog;
  const { reason, began, doneNow = 0, goesOnAtMs } = rest;
  const goesOn = goesOnAtMs === undefined ? {} : { goesOnAt: new Date(goesOnAtMs).toISOString() };
  // A backfill reads beside the backlog, and says nothing of it.
  if (ahead === null || backlog === undefined || reason === 'since')
    return { reason, began, done: null, left: null, minutes: null, ...goesOn };
  const { total = ahead.all, left = ahead.left } = backlog;
  const callsADay = Object.entries(today).map(([system, day]) => {
    const own = callsPerSystem(calls).get(system) ?? 0;
    return { own, allowed: day === null || day === undefined ? null : callsForBacklogs(day) };
  });
  const done = total - left;
  const tookMs = finishedAtMs - backlog.sinceMs;
  const ends = Object.values(today).flatMap((day) => day?.endsAtMs ?? []);
  const newDayInMs = reason === 'calls' && ends.length > 0 ? Math.max(...ends) - finishedAtMs : null;
  const outlook = { done, left, tookMs, doneNow, callsADay, newDayInMs };
  // After a limit, the next run comes by its schedule, however fast this one was.
  return { reason, began, done, left, minutes: reason === 'limit' ? null : minutesToGo(outlook) };
}

function reportLetter(letter: DeadLetter, advising: Advising): DeadLetterReport {
  const { reference, code, reason, step, at, attempts, firstAt, lastAt, nextAtMs, pins } = letter;
  const nextAt = nextAtMs === 0 ? null : new Date(nextAtMs).toISOString();
  const advice = adviceFor(code, reason, advising);
  const about = { reference, code, reason, step, ...(at && { at }), attempts, firstAt, lastAt, nextAt };
  const told = { ...about, ...(pins && { pins }) };
  return advice.cause === null ? told : { ...told, advice };
}

/** A cursor part that lists what was seen is shown by its length. */
const LONGEST_PART = 60;

/** A cursor as one comparable text: its parts in order. */
function cursorText(cursor: Cursor | null | undefined): string | null {
  if (cursor === null || cursor === undefined) return null;
  const parts = Object.entries(cursor).sort(([left], [right]) => ascending(left, right));
  const short = (value: string): string => (value.length > LONGEST_PART ? `(${value.length} characters)` : value);
  return parts.map(([part, value]) => `${part}=${short(value)}`).join(' ');
}
