import type { FailOn } from '../config/inputs.ts';
import type { SourcePosition, SyncError } from '../errors.ts';

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

/** A record that could not be synced. Times are ISO texts in UTC. */
export interface ParkedRecord {
  /** The human name of the record: a code or a number, never a person's name. */
  readonly reference: string;
  readonly code: string;
  /** Without values of the record. */
  readonly reason: string;
  readonly step: string;
  readonly attempts: number;
  readonly firstAt: string;
  readonly lastAt: string;
  /** When it is tried again; null = in the next run. */
  readonly nextAt: string | null;
}

/** A record that failed in this run; `isNew` when it had not failed before in its present form. */
export interface FailedRecord extends ParkedRecord {
  readonly isNew: boolean;
}

/** An error as the report tells it. */
export interface ReportedError {
  readonly code: string;
  readonly message: string;
  /** What to do, or null when there is nothing to say. */
  readonly hint: string | null;
  readonly at?: SourcePosition;
}

/** Calls by `<system> <method> <resource>`, such as `asperion GET debtors`. */
export type CallCounts = Readonly<Record<string, number>>;

/** What one flow did. */
export interface FlowReport {
  readonly flow: string;
  readonly status: 'ok' | 'stopped';
  /** Why it stopped. */
  readonly error?: ReportedError;
  readonly steps: readonly StepReport[];
  readonly calls: CallCounts;
  /** How far the source had been read before and has been read after, null = never. */
  readonly cursor: { readonly before: unknown; readonly after: unknown };
  /** All records that are parked, tried in this run or not. */
  readonly deadLetters: readonly ParkedRecord[];
  /** The records that failed in this run, parked or not. */
  readonly failures: readonly FailedRecord[];
  readonly warnings: readonly string[];
}

/** The machine-readable report of a run: what it did, flow by flow. */
export interface RunReport {
  /** Version of the action. */
  readonly version: string;
  /** ISO texts in UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly flows: readonly FlowReport[];
  /** All calls, those of no flow (tokens, checks) included. */
  readonly calls: CallCounts;
  readonly warnings: readonly string[];
  /** What went wrong outside of the flows, such as a state that could not be saved. */
  readonly errors: readonly ReportedError[];
}

/** Numbers over all flows and steps of a run. */
export interface Totals {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  /** Parked now. */
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
export function reportedError({ code, message, hint, at }: SyncError): ReportedError {
  return { code, message, hint: hint ?? null, ...(at === undefined ? {} : { at }) };
}

/** The numbers of a run. */
export function totalsOf(report: RunReport): Totals {
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

/** Calls per system, in the order of the systems' names. */
export function callsPerSystem(calls: CallCounts): ReadonlyMap<string, number> {
  const systems = new Map<string, number>();
  for (const [key, count] of Object.entries(calls).sort(([left], [right]) => (left < right ? -1 : 1))) {
    const system = key.slice(0, key.indexOf(' '));
    systems.set(system, (systems.get(system) ?? 0) + count);
  }
  return systems;
}

/**
 * 1 when the run must be red, so that GitHub mails: a flow stopped or something went wrong outside of the flows (both
 * whatever `failOn` says), or records failed: for the first time (`new`), or at all, parked ones included (`any`).
 */
export function exitCode(report: RunReport, failOn: FailOn): 0 | 1 {
  if (report.errors.length > 0 || report.flows.some((flow) => flow.status === 'stopped')) return 1;
  const isRed = (flow: FlowReport): boolean => {
    if (failOn === 'never') return false;
    if (failOn === 'any') return flow.failures.length + flow.deadLetters.length > 0;
    return flow.failures.some((record) => record.isNew);
  };
  return report.flows.some(isRed) ? 1 : 0;
}
