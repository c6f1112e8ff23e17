import { type Item, isWritten, resultsIn, type StepOutcome } from '../item.ts';

/**
 * What one step did. `created` and `updated` count records of the target, as a plan does: an order may become two invoices. The others count records of
 * the source; one that was written and still failed is in both.
 */
export interface StepCounts {
  readonly step: string;
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  failed: number;
}

/** What became of a flow's own records, each counted once. */
export type RecordCounts = Record<StepOutcome | 'failed', number>;

/** Counts of a flow, step by step. */
export interface Tally {
  readonly steps: readonly StepCounts[];
  readonly records: RecordCounts;
  add(item: Item): void;
  /** Creates and updates over all steps, including those of each element and of records that failed afterwards. */
  writes(): { readonly creates: number; readonly updates: number };
  /** One line of progress. */
  line(): string;
}

const OUTCOMES = ['created', 'updated', 'unchanged', 'skipped'] as const;

/** An empty tally for the steps of a flow, of which `own` are for the flow's own records and not for related ones. */
export function createTally(ids: readonly string[], own: readonly string[]): Tally {
  const steps = ids.map(
    (step): StepCounts => ({ step, read: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 }),
  );
  const sum = (field: Exclude<keyof StepCounts, 'step'>) => steps.reduce((total, counts) => total + counts[field], 0);
  const records: RecordCounts = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 };
  return {
    steps,
    records,
    add(item) {
      const became = becameOf(item, own);
      if (became !== undefined) records[became] += 1;
      for (const counts of steps) {
        const outcome = item.results.get(counts.step)?.outcome;
        const failed = item.failure?.step === counts.step;
        if (outcome === undefined && !failed) continue;
        counts.read += 1;
        if (failed) counts.failed += 1;
        for (const one of resultsIn(item, counts.step)) if (isWritten(one.outcome)) counts[one.outcome] += 1;
        if (outcome !== undefined && !isWritten(outcome) && !failed) counts[outcome] += 1;
      }
    },
    writes: () => ({ creates: sum('created'), updates: sum('updated') }),
    line() {
      const read = Math.max(0, ...steps.map((counts) => counts.read));
      return `${read} read, ${sum('created')} created, ${sum('updated')} updated, ${sum('unchanged')} unchanged, ${sum('skipped')} skipped, ${sum('failed')} failed`;
    },
  };
}

/** What became of a record: it failed, or the most that a step did for it; undefined = it was stopped before. */
function becameOf(item: Item, own: readonly string[]): keyof RecordCounts | undefined {
  if (item.failure !== null) return 'failed';
  const outcomes = own.flatMap((step) => resultsIn(item, step).map(({ outcome }) => outcome));
  return OUTCOMES.find((outcome) => outcomes.includes(outcome));
}
