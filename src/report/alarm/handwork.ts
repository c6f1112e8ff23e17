import type { FlowReport } from '../run-report.ts';
import type { Words } from '../words/words.ts';

/** What a person has to do by hand because of a flow. Its report tells most of it once, so nobody would hear of it from a green run. */
export interface Handwork {
  /** Of the cause, the same from run to run. */
  readonly id: string;
  /**
   * `deleted`: records that were deleted in the source and are still in use in the target. `tasks`: records for which checks name something to do.
   * `missed`: days of which nobody knows what was deleted.
   */
  readonly kind: 'deleted' | 'tasks' | 'missed';
  readonly count: number;
  /** It comes in this run only, so it is always news; a record that could not be put out of use comes in every run. */
  readonly isOnce: boolean;
}

/** All of it in a flow of a run. Pure. */
export function handworkIn({ flow, deleted = [], notices = [], missedDeletions }: FlowReport): readonly Handwork[] {
  const left = deleted.filter(({ outcome }) => outcome !== 'deactivated');
  const tasks = new Set(notices.flatMap(({ reference, isTask }) => (isTask ? [reference] : [])));
  const found = [
    { kind: 'deleted', count: left.length, isOnce: left.some(({ outcome }) => outcome === 'stands') },
    { kind: 'tasks', count: tasks.size, isOnce: true },
    { kind: 'missed', count: missedDeletions === undefined ? 0 : 1, isOnce: true },
  ] as const;
  return found.filter(({ count }) => count > 0).map((one) => ({ ...one, id: `${one.kind}/${flow}` }));
}

/** A sentence for each kind, of one flow or of several. */
export function handworkTexts(all: readonly Handwork[], { verdict, count }: Words): readonly string[] {
  return [...Map.groupBy(all, ({ kind }) => kind)].map(([kind, alike]) => {
    const sum = alike.reduce((total, one) => total + one.count, 0);
    const what = count(sum, 'record');
    if (kind === 'missed') return verdict.missed;
    return kind === 'deleted' ? verdict.deleted(what, sum === 1) : verdict.tasks(what);
  });
}
