import type { RecordValues } from '../values.ts';
import type { Lookups } from './lookups.ts';
import { decideMatch, type MatchDecision } from './match.ts';
import { isAnothers } from './mirror.ts';
import type { StepContext, Task } from './task.ts';

/** Seeks the target record of a source record that has no link: by the match keys, from the strongest to the weakest. */
export async function seek(context: StepContext, lookups: Lookups, task: Task): Promise<MatchDecision> {
  const { step } = context;
  for (const [index] of step.match.entries()) {
    const decision = decideMatch({
      values: task.values,
      match: step.match,
      candidates: await lookups.candidates(index, task),
      index,
      keyField: step.spec.key,
      ownedByAnother: (target) => isAnothers(context, task, target),
    });
    if (decision.kind !== 'none') return decision;
  }
  return { kind: 'none' };
}

/** The human name of a target record. */
export const referenceOf = ({ step }: StepContext, record: RecordValues): string =>
  String(record[step.spec.reference] ?? record[step.spec.key] ?? '?');
