import type { Program } from '../mapping/flow/program.ts';
import type { RecordOf } from '../privacy/personal.ts';
import type { ComparedSide, Outcome } from '../report/plan/comparison-report.ts';
import { type ReportedError, reportedError } from '../report/run-report.ts';
import { copyProgress, type Progress } from '../state/progress.ts';
import type { RunContext } from '../sync/context.ts';
import { castShadows } from '../sync/guard/shadow.ts';
import { failuresIn, type Item, type StepOutcome, type StepResult, sourceRecords } from '../sync/item.ts';
import { nameInPair, pairNames } from '../sync/links/pairs.ts';
import type { RecordValues } from '../values.ts';
import { runDry } from './dry-run.ts';
import { type Place, placesOf } from './places.ts';
import { withNames } from './value-display.ts';

/** What one version of the mappings made of one record in one step. */
export interface StepSide extends ComparedSide {
  readonly place: Place;
  /** The key of the element that a step with `each` was at; null = none, or not reached. */
  readonly element: string | null;
  /** The record that it stands for, the same in every flow that brings it across: its pair and its key; null = none, or not reached. */
  readonly record: string | null;
  /** The mapped values; null = there are none. Keys of records that the run itself made are replaced by names. */
  readonly values: RecordValues | null;
}

/** What one version made of one record. */
export interface RecordSide {
  readonly reference: string;
  /** Of which company; absent = there is one. */
  readonly of?: string;
  /** The source's records: their personal texts may stand in any value. */
  readonly sources: readonly RecordOf[];
  /** By step; several of a step with `each`. */
  readonly steps: ReadonlyMap<string, readonly StepSide[]>;
}

/** What one version made of the records of one flow, by the source's key. */
export interface FlowSide {
  readonly error: ReportedError | null;
  readonly records: ReadonlyMap<string, RecordSide>;
}

/** The state that a version runs on, and what else it needs. */
export interface VersionContext extends Omit<RunContext, 'kind' | 'save' | 'takeCalls' | 'createWriter' | 'observe'> {
  /** The systems are the real ones, which know their lists; a recording knows them as they were. */
  readonly isLive: boolean;
}

/**
 * Runs one version of the mappings over all records of its flows, from the beginning of their sources, with the links and
 * fingerprints that are known; limits and guards do not count. `progress` is left as it is, but for reference lists that it
 * lacks. By flow, in the order of a run.
 */
export async function runVersion(context: VersionContext): Promise<ReadonlyMap<string, FlowSide>> {
  const { systems, programs } = context;
  const shadows = castShadows(systems);
  const records = new Map(programs.map(({ name }) => [name, new Map<string, RecordSide>()]));
  const run = {
    ...context,
    programs: programs.map((program) => ({ ...program, limit: null })),
    progress: fromTheBeginning(context.progress),
  };
  const { flows } = await runDry(run, shadows, (program, items) => {
    for (const item of items) {
      const side = sideOf(program, item, (values) => withNames(values, shadows.names));
      records.get(program.name)?.set(item.source.key, side);
    }
  });
  // Records that only seem to exist are not in the other version's lists.
  for (const [name, list] of Object.entries(run.progress.lists)) {
    const real = Object.entries(list.values).filter(([, id]) => !shadows.names.has(id));
    context.progress.lists[name] ??= { ...list, values: Object.fromEntries(real) };
  }
  return new Map(
    flows.map(({ program, error }) => [
      program.name,
      { error: error === null ? null : reportedError(error), records: records.get(program.name) ?? new Map() },
    ]),
  );
}

/** All records count, also those that failed before. */
function fromTheBeginning(progress: Progress): Progress {
  const flows = Object.keys(progress.flows).map((name) => [name, { cursor: null, deadLetters: {} }] as const);
  return { ...copyProgress(progress), flows: Object.fromEntries(flows), openFlows: [] };
}

const WORDS: Readonly<Record<StepOutcome, Outcome>> = {
  created: 'created',
  updated: 'updated',
  unchanged: 'unchanged',
  skipped: 'left',
};

function sideOf(program: Program, item: Item, named: (values: RecordValues) => RecordValues): RecordSide {
  const steps = new Map<string, readonly StepSide[]>();
  const withElements = new Set(program.steps.filter(({ each }) => each !== null).map(({ id }) => id));
  const pairs = pairNames(program);
  for (const [at, place] of placesOf(program).entries()) {
    const pair = pairs[at];
    const isOwn = place.subject === null && !withElements.has(place.step);
    const recordOf = ({ subjectKey = isOwn ? item.source.key : undefined }: Pick<StepResult, 'subjectKey'>) =>
      pair === undefined || subjectKey === undefined ? null : nameInPair(pair, subjectKey);
    const result = item.results.get(place.step);
    const elementOf = ({ subjectKey }: Pick<StepResult, 'subjectKey'>): string | null =>
      withElements.has(place.step) ? (subjectKey ?? null) : null;
    // Done elements or fields of a record come before failed ones.
    const sides = (result?.elements ?? (result === undefined ? [] : [result])).map(
      (one): StepSide => ({
        place,
        element: elementOf(one),
        record: recordOf(one),
        outcome: WORDS[one.outcome],
        code: null,
        reason: null,
        values: one.values === null ? null : named(one.values),
      }),
    );
    for (const failure of failuresIn(item, place.step)) {
      const { error, reason } = failure;
      const values = failure.values ?? result?.values ?? null;
      const outcome = error.code === 'NOT_RECORDED' ? 'not known' : 'refused';
      const element = elementOf(failure);
      const made = values === null ? null : named(values);
      sides.push({ place, element, record: recordOf(failure), outcome, code: error.code, reason, values: made });
    }
    if (sides.length > 0) steps.set(place.step, sides);
  }
  const sources = sourceRecords(item, program);
  return { reference: item.source.reference, sources, steps };
}
