import { reportBooked } from '../plan/booked.ts';
import {
  type CallCounts,
  type DeadLetterReport,
  emptyStep,
  type FlowReport,
  flowReport,
  type RunReport,
  reportedError,
} from '../report/run-report.ts';
import type { DeadLetter, Progress } from '../state/progress.ts';
import { isTransient } from '../sync/run/dead-letters.ts';
import type { FinishedFlow, RunResult } from '../sync/run/run.ts';
import { reportedSteps } from '../sync/step/item.ts';
import type { Cursor } from '../systems/system.ts';
import { VERSION } from '../version.ts';
import { deletionWarnings } from './deletion-warnings.ts';
import { reportVerification } from './verification-report.ts';

/** The input of a report. */
export interface ReportParts {
  readonly result: RunResult;
  readonly progress: Progress;
  /** The input `records`. */
  readonly records: readonly string[] | null;
  readonly calls: CallCounts;
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
}

/** The report of a sync run. Pure. */
export function reportRun({ result, progress, records, calls, startedAtMs, finishedAtMs }: ReportParts): RunReport {
  const found = new Set(result.flows.flatMap((flow) => flow.result?.found ?? []));
  const unknown = (records ?? []).filter((reference) => !found.has(reference));
  return {
    version: VERSION,
    startedAt: new Date(startedAtMs).toISOString(),
    finishedAt: new Date(finishedAtMs).toISOString(),
    flows: result.flows.map((run) => reportFlow(run, progress)),
    calls,
    // A flow that stopped may not have looked.
    warnings: (result.flows.some((flow) => flow.error !== null) ? [] : unknown).map(
      (reference) => `No flow has a source record "${reference}".`,
    ),
    errors: result.saveError === null ? [] : [reportedError(result.saveError)],
  };
}

function reportFlow({ program, result, error, calls }: FinishedFlow, progress: Progress): FlowReport {
  const kept = progress.flows[program.name];
  return flowReport({
    flow: program.name,
    error,
    steps: result?.tally.steps ?? reportedSteps(program).map(emptyStep),
    calls,
    cursor: { before: cursorText(result === null ? kept?.cursor : result.before), after: cursorText(kept?.cursor) },
    deadLetters: Object.values(kept?.deadLetters ?? {})
      .filter((letter) => !isTransient(letter))
      .map(reportLetter),
    failures: (result?.failures ?? []).map(({ letter, isNew }) => ({ ...reportLetter(letter), isNew })),
    ...(result === null || result.booked.rows.length === 0 ? {} : reportBooked(result.booked, program.target.system)),
    ...(result === null || result.leftOut.length === 0 ? {} : { leftOut: result.leftOut }),
    ...(result === null || result.notices.length === 0 ? {} : { notices: result.notices }),
    ...(result?.verification == null ? {} : reportVerification(result.verification, program)),
    ...(result === null || result.deleted.length === 0 ? {} : { deleted: result.deleted }),
    warnings: deletionWarnings(result?.deleted ?? []),
  });
}

function reportLetter({
  reference,
  code,
  reason,
  step,
  at,
  attempts,
  firstAt,
  lastAt,
  nextAtMs,
}: DeadLetter): DeadLetterReport {
  const nextAt = nextAtMs === 0 ? null : new Date(nextAtMs).toISOString();
  return { reference, code, reason, step, ...(at && { at }), attempts, firstAt, lastAt, nextAt };
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
