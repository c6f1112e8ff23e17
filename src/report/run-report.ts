import type { FailOn } from '../config/inputs.ts';
import type { Outage, SourcePosition, SyncError } from '../errors/errors.ts';
import type { RecordCounts } from '../sync/run/tally.ts';
import type { SystemName } from '../systems/registry.ts';
import type { Advice } from './advice.ts';
import type { AlarmReport } from './alarm/alarm-report.ts';
import type { FlowBooked } from './booked-report.ts';
import type { PauseReport } from './paused.ts';

/** What one step did, in records. */
export interface StepReport {
  readonly step: string;
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly failed: number;
}

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

/** What a check reported of a record that was still written. */
export interface NoticeReport {
  readonly reference: string;
  /** The check's id. */
  readonly check: string;
  /** Without personal values. */
  readonly text: string;
}

/** How many records a flow left out: under the words of a condition of `where`, or as copies, cancelled or too old. */
export interface LeftOutReport {
  readonly words: string;
  readonly count: number;
}

/** Calls by `<system> <method> <resource>`, such as `asperion GET debtors`. */
export type CallCounts = Readonly<Record<string, number>>;

/** A difference between both systems, found by a flow that verifies. */
export interface DifferenceReport {
  /** The human name of the record that the step stands for. */
  readonly reference: string;
  readonly step: string;
  /**
   * `missing` in the target; `differs`; `ambiguous`: it may be one of `candidates`; `only` the target has it, and `reason` says
   * what it comes to; `failed`: `code` and `reason` say why.
   */
  readonly kind: 'missing' | 'differs' | 'ambiguous' | 'only' | 'failed';
  /** Values as text, those that tell of a person as their class; one of a line as `lines 2.amount`. */
  readonly fields: readonly {
    readonly field: string;
    readonly source: string | null;
    readonly target: string | null;
  }[];
  readonly candidates: readonly string[];
  readonly code: string | null;
  readonly reason: string | null;
  /** The place that a person would edit: for `failed` that of the cause, for `ambiguous` links.yml. */
  readonly at?: SourcePosition;
  /** The address at which its system shows the record; absent = not known. */
  readonly screen?: string;
  /** It was not reported before in this form. */
  readonly isNew: boolean;
}

/** What the lines of one VAT code come to in one period of the books, on both sides: amounts as text. */
export interface TotalReport {
  readonly step: string;
  /** Book year and period; null = the document has none. */
  readonly year: number | null;
  readonly period: number | null;
  /** In the target's codes; null = none. */
  readonly vatCode: string | null;
  /** Without VAT. */
  readonly source: string;
  readonly target: string;
  /** Source less target. */
  readonly difference: string;
  /** The VAT of both; null = the check does not say the VAT of every line, so it is not compared. */
  readonly sourceVat: string | null;
  readonly targetVat: string;
  readonly vatDifference: string | null;
  /** Lines whose amount the system computes and that are not counted. */
  readonly unknown: number;
}

/** What a flow that verifies found, in records of steps. */
export interface VerifiedReport {
  /** The system that was held against the source, as people call it. */
  readonly target: string;
  /** The flow's place in its file. */
  readonly at: SourcePosition;
  readonly compared: number;
  readonly equal: number;
  readonly missing: number;
  readonly differs: number;
  readonly ambiguous: number;
  /** Documents only in the target. */
  readonly only: number;
  readonly failed: number;
  /** Differences that were not reported before. */
  readonly isNew: number;
}

/** A target record whose source record was deleted. */
export interface DeletedReport {
  readonly step: string;
  readonly resource: string;
  /** Its human name. */
  readonly target: string;
  /** `stands`: nothing was done; `refused`: the target does not let it be put out of use, and `reason` says why. */
  readonly outcome: 'stands' | 'deactivated' | 'refused';
  readonly reason: string | null;
}

/** A flow that ended in good order before it was done. */
export interface RestReport {
  /**
   * `time`: that of the run is up. `token`: that of the token which companies share is. `calls`: those of the day are used up, or kept back for flows
   * without a backlog. `lost`: what an earlier run sent may still be stored.
   */
  readonly reason: 'time' | 'token' | 'calls' | 'lost';
  /** False if it could not begin. */
  readonly began: boolean;
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
  readonly status: 'ok' | 'stopped';
  /** It is paused, so it read and wrote nothing. */
  readonly isPaused?: true;
  /** Everything that changed in its source before the run began was processed. */
  readonly isReadToEnd?: true;
  /** It ended in good order before it was done, and the next runs go on from there; absent = it did not. */
  readonly rest?: RestReport;
  /** Why it stopped. */
  readonly error?: ReportedError;
  readonly steps: readonly StepReport[];
  readonly calls: CallCounts;
  /** How far the source had been read before and has been read after, null = never. */
  readonly cursor: { readonly before: unknown; readonly after: unknown };
  /** All dead letters, tried in this run or not. */
  readonly deadLetters: readonly DeadLetterReport[];
  /** The records that failed in this run, as dead letters or to be tried again in the next one. */
  readonly failures: readonly FailedRecord[];
  /** How many records were left out, and why; absent = none. */
  readonly leftOut?: readonly LeftOutReport[];
  /** What checks reported of records that went on; absent = nothing. */
  readonly notices?: readonly NoticeReport[];
  /** For a flow that verifies: its numbers, and at most 1,000 differences. */
  readonly verified?: VerifiedReport;
  readonly differences?: readonly DifferenceReport[];
  /** For a flow that verifies documents: both sides by period and VAT code. */
  readonly totals?: readonly TotalReport[];
  /** Target records whose source record was deleted, for a flow that asks for them; each once, refused ones in every run. */
  readonly deleted?: readonly DeletedReport[];
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
  /** What is paused, and pauses that are over; absent = nothing. */
  readonly paused?: readonly PauseReport[];
  /** All calls, those of no flow (tokens, checks) included. */
  readonly calls: CallCounts;
  /** Systems that were called. */
  readonly systems?: Readonly<Partial<Record<SystemName, SystemReport>>>;
  readonly warnings: readonly string[];
  /** Errors outside of the flows, such as a state that could not be saved. */
  readonly errors: readonly ReportedError[];
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
export function emptyStep(step: string): StepReport {
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

/** True for a flow that has looked at everything: it did not stop, rest or pause. */
export const cameToItsEnd = ({ status, isPaused, rest }: FlowReport): boolean =>
  status === 'ok' && isPaused !== true && rest === undefined;

/** The numbers of a run. */
export function totalsOf(report: Pick<RunReport, 'flows' | 'calls'>): Totals {
  const steps = report.flows.flatMap((flow) => flow.steps);
  const sum = (count: (step: StepReport) => number) => steps.reduce((total, step) => total + count(step), 0);
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
  for (const [key, count] of Object.entries(calls).sort(([left], [right]) => (left < right ? -1 : 1))) {
    const system = key.slice(0, key.indexOf(' '));
    systems.set(system, (systems.get(system) ?? 0) + count);
  }
  return systems;
}

/** True when the findings of a verifying flow make the run red. */
export function hasRedDifferences(verified: VerifiedReport | undefined, failOn: FailOn): boolean {
  if (verified === undefined || failOn === 'never') return false;
  return failOn === 'any' ? verified.compared > verified.equal : verified.isNew > 0;
}
