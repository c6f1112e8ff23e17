import { AccessError } from '../errors/errors.ts';
import type { Language } from '../errors/language.ts';
import { dutchDay } from '../http/dutch-time.ts';
import { reportBooked } from '../plan/booked.ts';
import { type Advising, adviceFor } from '../report/advice.ts';
import type { PauseReport } from '../report/paused.ts';
import {
  type CallCounts,
  type DeadLetterReport,
  emptyStep,
  type FlowReport,
  flowReport,
  type RunReport,
} from '../report/run-report.ts';
import type { DeadLetter, Progress } from '../state/progress.ts';
import { isTransient } from '../sync/run/dead-letters.ts';
import type { FinishedFlow, RunResult } from '../sync/run/run.ts';
import { reportedSteps } from '../sync/step/item.ts';
import type { ScreenOf } from '../systems/for-people.ts';
import type { KnownMessage } from '../systems/known-message.ts';
import { factsOf, type SystemName, systemNames } from '../systems/registry.ts';
import type { Cursor } from '../systems/system.ts';
import { VERSION } from '../version.ts';
import { deletionWarnings } from './deletion-warnings.ts';
import { reportVerification } from './verification-report.ts';

const DAY_MS = 86_400_000;

/** The input of a report. */
export interface ReportParts {
  readonly flows: RunResult['flows'];
  readonly progress: Progress;
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
  /** Calls that may still be made today, by system; null = no limit is known. */
  readonly callsLeft: Readonly<Partial<Record<SystemName, number | null>>>;
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
}

/** The report of a sync run. Pure. */
export function reportRun(parts: ReportParts): RunReport {
  const { flows, progress, records, calls, startedAtMs, finishedAtMs, paused, messages, language, screenOf } = parts;
  const telling: Telling = { own: messages, language, screenOf };
  const found = new Set(flows.flatMap((flow) => flow.result?.found ?? []));
  const unknown = (records ?? []).filter((reference) => !found.has(reference));
  return {
    version: VERSION,
    startedAt: new Date(startedAtMs).toISOString(),
    finishedAt: new Date(finishedAtMs).toISOString(),
    flows: flows.map((run) => reportFlow(run, progress, telling)),
    calls,
    systems: systemReports(parts),
    ...(paused.length === 0 ? {} : { paused }),
    // A flow that stopped or is paused may not have looked.
    warnings: (flows.some((flow) => flow.error !== null || flow.pause !== undefined) ? [] : unknown).map(
      (reference) => `No flow has a source record "${reference}".`,
    ),
    errors: [],
  };
}

/** How things stand with the systems that were called. A run that reached a system has renewed its login within the last minutes. */
function systemReports({ flows, calls, callsLeft, finishedAtMs }: ReportParts): NonNullable<RunReport['systems']> {
  const refused = flows.some(({ error }) => error instanceof AccessError);
  const called = systemNames().filter((name) => Object.keys(calls).some((call) => call.startsWith(`${name} `)));
  const entries = called.map((name) => {
    const days = factsOf(name).limits?.tokens.loginDays;
    const loginEnds = days === undefined || refused ? null : dutchDay(finishedAtMs + days * DAY_MS);
    return [name, { callsLeft: callsLeft[name] ?? null, loginEnds }] as const;
  });
  return Object.fromEntries(entries);
}

/** How records are told. */
interface Telling extends Advising {
  readonly screenOf: ScreenOf<SystemName>;
}

function reportFlow(
  { program, result, error, pause, calls }: FinishedFlow,
  progress: Progress,
  telling: Telling,
): FlowReport {
  const kept = progress.flows[program.name];
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
    steps: result?.tally.steps ?? reportedSteps(program).map(emptyStep),
    ...(result === null ? {} : { records: result.tally.records }),
    calls,
    cursor: { before: cursorText(result === null ? kept?.cursor : result.before), after: cursorText(kept?.cursor) },
    deadLetters: Object.entries(kept?.deadLetters ?? {})
      .filter(([, letter]) => !isTransient(letter))
      .map(([key, letter]) => told(key, letter)),
    failures: (result?.failures ?? []).map(({ key, letter, isNew }) => ({ ...told(key, letter), isNew })),
    ...(result === null || result.booked.rows.length === 0 ? {} : reportBooked(result.booked, program.target.system)),
    ...(result === null || result.leftOut.length === 0 ? {} : { leftOut: result.leftOut }),
    ...(result === null || result.notices.length === 0 ? {} : { notices: result.notices }),
    ...(result?.verification == null ? {} : reportVerification(result.verification, program)),
    ...(result === null || result.deleted.length === 0 ? {} : { deleted: result.deleted }),
    warnings: [
      ...deletionWarnings(result?.deleted ?? []),
      ...(result?.unknownPaused ?? []).map(
        (one) => `paused.yml pauses record "${one}", which the source does not have.`,
      ),
    ],
  });
}

function reportLetter(letter: DeadLetter, advising: Advising): DeadLetterReport {
  const { reference, code, reason, step, at, attempts, firstAt, lastAt, nextAtMs } = letter;
  const nextAt = nextAtMs === 0 ? null : new Date(nextAtMs).toISOString();
  const advice = adviceFor(code, reason, advising);
  const told = { reference, code, reason, step, ...(at && { at }), attempts, firstAt, lastAt, nextAt };
  return advice.cause === null ? told : { ...told, advice };
}

/** A cursor part that lists what was seen is shown by its length. */
const LONGEST_PART = 60;

/** A cursor as one comparable text: its parts in order. */
function cursorText(cursor: Cursor | null | undefined): string | null {
  if (cursor === null || cursor === undefined) return null;
  const parts = Object.entries(cursor).sort(([left], [right]) => (left < right ? -1 : 1));
  const short = (value: string): string => (value.length > LONGEST_PART ? `(${value.length} characters)` : value);
  return parts.map(([part, value]) => `${part}=${short(value)}`).join(' ');
}
