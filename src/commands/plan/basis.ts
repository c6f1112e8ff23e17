import { StateError } from '../../errors/errors.ts';
import type { Program } from '../../mapping/flow/program.ts';
import { takesInOthers } from '../../plan/edited/left-out.ts';
import type { BasisReport } from '../../report/plan/plan-report.ts';
import type { AssumptionResults } from '../../state/assumptions.ts';
import type { Progress } from '../../state/progress.ts';
import type { SystemName } from '../../systems/registry.ts';
import type { System } from '../../systems/system.ts';
import { connectSystems } from '../connect-systems.ts';
import { openNetwork } from '../network.ts';
import type { ReadVersion } from '../plan.ts';
import { openRecordedSystems, type RecordedSystems } from '../recorded-systems.ts';
import { type CommandContext, openWritableState, restoreProgress } from '../session.ts';
import { restoreAssumptions } from '../state/keep-assumptions.ts';
import { keepPrefix } from '../state/key-prefix.ts';

/** Systems to plan on, and for which flows. */
export interface BasisPart {
  readonly systems: Readonly<Record<SystemName, System>>;
  /** As it was saved; the plan may change it, and never saves it. */
  readonly progress: Progress;
  /** They are the real ones. */
  readonly isLive: boolean;
  takes(flow: string): boolean;
  /** What its records are called in front of their references; absent = nothing. */
  readonly label?: string;
}

/** What a comparison stands on. Disposing it ends the connections. */
export interface ComparisonBasis extends AsyncDisposable {
  /** A flow may be taken by several, each with other records. */
  readonly parts: readonly BasisPart[];
  readonly report: BasisReport;
  /** What was tested of both systems: a contradiction stops the sync. */
  readonly assumptions: AssumptionResults;
}

/** What a plan stands on. */
export interface PlanBasis extends ComparisonBasis {
  /** Every flow is taken by one of them. */
  readonly parts: readonly [BasisPart, ...BasisPart[]];
}

/**
 * Where there are no credentials, what earlier runs recorded. With them the systems themselves; but two versions of the
 * mappings are compared on the recording where it knows all that both look at: those are the newest records, and the same
 * ones every time. Throws StateError NO_RECORDING, or when the state cannot be used.
 */
export async function openBasis(
  context: CommandContext,
  head: ReadVersion,
  base: ReadVersion | null,
): Promise<PlanBasis> {
  const versions = base === null ? [head] : [head, base];
  const programs = versions.flatMap((version) => version.programs);
  if (!context.inputs.hasCredentials) {
    const recording = await openRecordedSystems(context, programs);
    keepPrefix(recording.progress, head.config.settings, context.inputs);
    return onRecording(recording, versions);
  }

  const recording = base === null ? null : await recordingIfAny(context, programs);
  const recorded = recording === null || base === null ? [] : wholeFlows(recording, head, base);
  const saved = await restoreProgress(context, await openWritableState(context));
  keepPrefix(saved.progress, head.config.settings, context.inputs);
  const assumptions = await restoreAssumptions(saved);
  const network = openNetwork(context, head.config.settings, saved);
  const live: BasisPart = {
    systems: connectSystems(network.connections),
    progress: saved.progress,
    isLive: true,
    takes: (flow) => !recorded.includes(flow),
  };
  const dispose = () => network[Symbol.asyncDispose]();
  if (recording === null || recorded.length === 0) {
    const report: BasisReport = { kind: 'systems', recordedAt: null, recorded: [], lacks: [], unrecorded: [] };
    return { parts: [live], report, assumptions, [Symbol.asyncDispose]: dispose };
  }
  const { systems, progress, savedAt } = recording;
  const isAll = selectedOf(versions).every((flow) => recorded.includes(flow));
  return {
    parts: [live, { systems, progress, isLive: false, takes: (flow) => recorded.includes(flow) }],
    report: { kind: isAll ? 'recording' : 'both', recordedAt: savedAt, recorded, lacks: [], unrecorded: [] },
    assumptions,
    [Symbol.asyncDispose]: dispose,
  };
}

function onRecording(recording: RecordedSystems, versions: readonly ReadVersion[]): PlanBasis {
  const { systems, progress, savedAt, assumptions } = recording;
  const flows = selectedOf(versions);
  const programs = programsOf(versions, flows);
  const lacks = programs.flatMap((program) => recording.lacks(program));
  const known = new Set(programs.filter((program) => recording.countOf(program) > 0).map(({ name }) => name));
  const unrecorded = flows.filter((flow) => !known.has(flow));
  const fields = new Set(lacks.map(({ resource, field }) => `${resource}.${field}`));
  return {
    parts: [{ systems, progress, isLive: false, takes: (flow) => !unrecorded.includes(flow) }],
    report: { kind: 'recording', recordedAt: savedAt, recorded: flows, lacks: [...fields].sort(), unrecorded },
    assumptions,
    [Symbol.asyncDispose]: async () => {},
  };
}

async function recordingIfAny(context: CommandContext, programs: readonly Program[]): Promise<RecordedSystems | null> {
  try {
    return await openRecordedSystems(context, programs);
  } catch (error) {
    if (error instanceof StateError && error.code === 'NO_RECORDING') return null;
    throw error;
  }
}

/** Flows of which something is recorded, and all that any version looks at. */
function wholeFlows(recording: RecordedSystems, head: ReadVersion, base: ReadVersion): readonly string[] {
  const versions = [head, base];
  return selectedOf(versions).filter(
    (flow) =>
      (recording.records.get(flow) ?? 0) > 0 &&
      !takesInOthers(base, head, flow) &&
      programsOf(versions, [flow]).every((program) => recording.lacks(program).length === 0),
  );
}

const selectedOf = (versions: readonly ReadVersion[]): readonly string[] => [
  ...new Set(versions.flatMap(({ selected }) => [...selected])),
];

const programsOf = (versions: readonly ReadVersion[], flows: readonly string[]): readonly Program[] =>
  versions.flatMap(({ programs }) => programs).filter(({ name }) => flows.includes(name));
