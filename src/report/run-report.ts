import type { Outage, SourcePosition, SyncError } from '../errors/errors.ts';
import { ascending } from '../order.ts';
import type { Pins } from '../state/progress.ts';
import type { DeletedRecord, MissedDays, Rest, ToldNotice } from '../sync/result.ts';
import type { RecordCounts, StepCounts } from '../sync/run/tally.ts';
import type { LeftOut } from '../sync/taking-part.ts';
import type { SystemName } from '../systems/registry.ts';
import type { Advice } from './advice.ts';
import type { AlarmReport } from './alarm/alarm-report.ts';
import type { FlowBooked, WaitingMoneyReport } from './booked-report.ts';
import type { PauseReport } from './paused.ts';
import type { DifferenceReport, TotalReport, VerifiedReport } from './verified-report.ts';

/** A dead letter: a record that could not be synced. Times are ISO texts in UTC. */
export interface DeadLetterReport {
  /** The human name of the record: a code or a number, never a person's name. */
  readonly reference: string;
  /** The address at which its system shows the record; absent = not known. It holds ids only. */
  readonly screen?: string;
  readonly code: string;
  /** Without values of the record. */
  readonly reason: string;
  readonly step: string;
  /** The place in the mapping that let it wait. */
  readonly at?: SourcePosition;
  readonly attempts: number;
  readonly firstAt: string;
  readonly lastAt: string;
  /** When it is tried again; null = in the next run. */
  readonly nextAt: string | null;
  /** What the system's message means and what to do, if the message is known. */
  readonly advice?: Advice;
  /** Lines of links.yml of which one may settle it; absent = none does. */
  readonly pins?: Pins;
}

/** A record that failed in this run; `isNew` when it had not failed before in its present form. */
export interface FailedRecord extends DeadLetterReport {
  readonly isNew: boolean;
}

/** An error as the report tells it. */
export interface ReportedError {
  readonly code: string;
  readonly message: string;
  /** What to do, or null when there is nothing to say. */
  readonly hint: string | null;
  readonly at?: SourcePosition;
  /** The system that does not answer, if that is the error. */
  readonly outage?: Outage;
}

/** Calls by `<system> <method> <resource>`, such as `asperion GET debtors`. */
export type CallCounts = Readonly<Record<string, number>>;

/** A flow that ended in good order before it was done. */
export interface RestReport extends Pick<Rest, 'reason' | 'began'> {
  /** Records of the source that are done since its first load began, and those that are left; null = not known. */
  readonly done: number | null;
  readonly left: number | null;
  /** Minutes until all are done, if runs go on as until now; null = not known. */
  readonly minutes: number | null;
  /** For `lost`: when the runs go on, ISO text in UTC. */
  readonly goesOnAt?: string;
}

/** What one flow did, with what it booked if it created documents. */
export interface FlowReport extends Partial<FlowBooked> {
  readonly flow: string;
  /** The records that it reads. */
  readonly source?: { readonly system: SystemName; readonly resource: string };
  /** What became of these records, each counted once: an order with its customer is one. */
  readonly records?: RecordCounts;
  /** The records of the target that it wrote for related ones, such as the debtors of orders, by kind; absent = none. */
  readonly related?: readonly { readonly source: NonNullable<FlowReport['source']>; readonly count: number }[];
  readonly status: 'ok' | 'stopped';
  /** It is paused, so it read and wrote nothing. */
  readonly isPaused?: true;
  /** Everything that changed in its source before the run began was processed. */
  readonly isReadToEnd?: true;
  /** It ended in good order before it was done, and the next runs go on from there; absent = it did not. */
  readonly rest?: RestReport;
  /** Why it stopped. */
  readonly error?: ReportedError;
  readonly steps: readonly StepCounts[];
  readonly calls: CallCounts;
  /** How far the source had been read before and has been read after, null = never. */
  readonly cursor: { readonly before: unknown; readonly after: unknown };
  /** All dead letters, tried in this run or not. */
  readonly deadLetters: readonly DeadLetterReport[];
  /** What the documents among them come to; absent = there are none. */
  readonly waitingMoney?: WaitingMoneyReport;
  /** The records that failed in this run, as dead letters or to be tried again in the next one. */
  readonly failures: readonly FailedRecord[];
  /** The documents that were there already and were linked, such as those of an interrupted run; absent = none. */
  readonly linked?: FlowBooked;
  /** How many records were left out, and why; absent = none. */
  readonly leftOut?: readonly LeftOut[];
  /** What checks reported of records that went on; absent = nothing. */
  readonly notices?: readonly ToldNotice[];
  /** For a flow that verifies: its numbers, and at most 1,000 differences. */
  readonly verified?: VerifiedReport;
  readonly differences?: readonly DifferenceReport[];
  /** For a flow that verifies documents: both sides by period and VAT code. */
  readonly totals?: readonly TotalReport[];
  /** Target records whose source record was deleted, for a flow that asks for them; each once, refused ones in every run. */
  readonly deleted?: readonly DeletedRecord[];
  /** Days of which the source no longer tells what was deleted; told once. */
  readonly missedDeletions?: MissedDays;
  readonly warnings: readonly string[];
}

/** How things stand with a system after a run. */
export interface SystemReport {
  /** Calls that may still be made today; null = no limit is known. */
  readonly callsLeft: number | null;
  /** The day (yyyy-MM-dd) on which its login ends if no later run renews it; null = not known. */
  readonly loginEnds: string | null;
  /** The login ends on that day however often it is renewed; absent = renewals prolong it. */
  readonly isLoginFixed?: true;
}

/** The machine-readable report of a run: what it did, flow by flow. */
export interface RunReport {
  /** Version of the action. */
  readonly version: string;
  /** Which of the companies of settings.yml it is about; absent = they are not listed there. */
  readonly administration?: string;
  /** ISO texts in UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly flows: readonly FlowReport[];
  /** The progress of earlier runs is gone, so what people edited in the target was set back. */
  readonly isProgressLost?: true;
  /** What is paused, and pauses that are over; absent = nothing. */
  readonly paused?: readonly PauseReport[];
  /** All calls, those of no flow (tokens, checks) included. */
  readonly calls: CallCounts;
  /** Systems that were called. */
  readonly systems?: Readonly<Partial<Record<SystemName, SystemReport>>>;
  readonly warnings: readonly string[];
  /** Errors outside of the flows, such as a state that could not be saved. */
  readonly errors: readonly ReportedError[];
  /** No login lacks its second copy; absent = the run does not know, or it has the error. */
  readonly isCopied?: true;
  /** Whether the run is red, and why; absent if nobody decided yet. */
  readonly alarm?: AlarmReport;
}

/** Numbers over all flows and steps of a run. */
export interface Totals {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  /** Dead letters now. */
  readonly deadLetters: number;
  /** Records that failed in this run. */
  readonly failed: number;
  readonly apiCalls: number;
}

/** A step that has done nothing. */
export function emptyStep(step: string): StepCounts {
  return { step, read: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 };
}

/** A flow's report from its parts; it is stopped when there is an error. */
export function flowReport(
  parts: Omit<FlowReport, 'status' | 'error'> & { readonly error: SyncError | null },
): FlowReport {
  const { error, ...others } = parts;
  return error === null ? { ...others, status: 'ok' } : { ...others, status: 'stopped', error: reportedError(error) };
}

/** An error without its stack and cause. */
export function reportedError({ code, message, hint, at, outage }: SyncError): ReportedError {
  return { code, message, hint: hint ?? null, ...(at && { at }), ...(outage && { outage }) };
}

/** True for a flow that has looked at everything that it was to look at: it did not stop, pause, or rest before its limit. */
export const cameToItsEnd = ({ status, isPaused, rest }: FlowReport): boolean =>
  status === 'ok' && isPaused !== true && (rest === undefined || rest.reason === 'limit');

/** The numbers of a run. */
export function totalsOf(report: Pick<RunReport, 'flows' | 'calls'>): Totals {
  const steps = report.flows.flatMap((flow) => flow.steps);
  const sum = (count: (step: StepCounts) => number) => steps.reduce((total, step) => total + count(step), 0);
  return {
    created: sum((step) => step.created),
    updated: sum((step) => step.updated),
    unchanged: sum((step) => step.unchanged),
    skipped: sum((step) => step.skipped),
    deadLetters: report.flows.reduce((total, flow) => total + flow.deadLetters.length, 0),
    failed: report.flows.reduce((total, flow) => total + flow.failures.length, 0),
    apiCalls: Object.values(report.calls).reduce((total, count) => total + count, 0),
  };
}

/** Why flows stopped: each error once, with the names of the flows that it stopped. */
export function stopsOf({
  flows,
}: RunReport): readonly { readonly flows: readonly string[]; readonly error: ReportedError }[] {
  const stops = new Map<string, { flows: string[]; error: ReportedError }>();
  for (const { flow, error } of flows) {
    if (error === undefined) continue;
    const key = JSON.stringify(error);
    const stop = stops.get(key) ?? { flows: [], error };
    stop.flows.push(flow);
    stops.set(key, stop);
  }
  return [...stops.values()];
}

/** The records of a flow that failed in this run and do not wait: the next run tries them again. */
export function failedInPassing({ failures, deadLetters }: FlowReport): readonly FailedRecord[] {
  const parked = new Set(deadLetters.map(({ reference }) => reference));
  return failures.filter(({ reference }) => !parked.has(reference));
}

/** Calls per system, in the order of the systems' names. */
export function callsPerSystem(calls: CallCounts): ReadonlyMap<string, number> {
  const systems = new Map<string, number>();
  for (const [key, count] of Object.entries(calls).sort(([left], [right]) => ascending(left, right))) {
    const system = key.slice(0, key.indexOf(' '));
    systems.set(system, (systems.get(system) ?? 0) + count);
  }
  return systems;
}
