import { type Item, isWritten, resultsIn } from '../step/item.ts';

/**
 * What one step did, in records. `read` is the sum of the others, except that a record that was written and still failed counts
 * in both.
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

/** Counts of a flow, step by step. */
export interface Tally {
  readonly steps: readonly StepCounts[];
  add(item: Item): void;
  /** Creates and updates over all steps, including those of each element and of records that failed afterwards. */
  writes(): { readonly creates: number; readonly updates: number };
  /** One line of progress. */
  line(): string;
}

/** An empty tally for the steps of a flow. */
export function createTally(ids: readonly string[]): Tally {
  const steps = ids.map(
    (step): StepCounts => ({ step, read: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 }),
  );
  const written = { creates: 0, updates: 0 };
  const sum = (field: Exclude<keyof StepCounts, 'step'>) => steps.reduce((total, counts) => total + counts[field], 0);
  return {
    steps,
    add(item) {
      for (const { outcome } of [...item.results.keys()].flatMap((step) => resultsIn(item, step))) {
        if (outcome === 'created') written.creates += 1;
        if (outcome === 'updated') written.updates += 1;
      }
      for (const counts of steps) {
        const outcome = item.results.get(counts.step)?.outcome;
        const failed = item.failure?.step === counts.step;
        if (outcome === undefined && !failed) continue;
        counts.read += 1;
        if (failed) counts.failed += 1;
        if (outcome !== undefined && (!failed || isWritten(outcome))) counts[outcome] += 1;
      }
    },
    writes: () => ({ ...written }),
    line() {
      const read = Math.max(0, ...steps.map((counts) => counts.read));
      return `${read} read, ${sum('created')} created, ${sum('updated')} updated, ${sum('unchanged')} unchanged, ${sum('skipped')} skipped, ${sum('failed')} failed`;
    },
  };
}
