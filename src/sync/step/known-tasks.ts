import { RecordError } from '../../errors/errors.ts';
import { type Item, type MayBe, scopeOf } from '../item.ts';
import { linkOf } from '../links/remember.ts';
import type { StepContext, Task } from '../task.ts';
import { takingPart } from './elements.ts';
import { tasksOf } from './tasks.ts';

/** The tasks of a step for a record, with only the fields that can still be computed. Throws RecordError if no match key can be. */
export function knownTasks(context: StepContext, item: Item): readonly Task[] {
  const { step, lists } = context;
  const scope = scopeOf(item, lists.lookup);
  const scopes = step.each === null ? [scope] : takingPart(context, item, step.each(scope));
  return tasksOf(context, item, scopes, (one) => step.known(one));
}

/** The documents that a failed record may be, by the step in which it failed or to which it did not get; null = unknown. */
export function mayBeBySteps(contexts: readonly StepContext[], item: Item): Item['mayBe'] {
  const left = contexts.filter(({ step: { id } }) => item.failure?.step === id || !item.results.has(id));
  return new Map(left.map((context) => [context.step, mayBe(context, item)]));
}

function mayBe(context: StepContext, item: Item): readonly MayBe[] | null {
  const { pins, step } = context;
  try {
    return knownTasks(context, item).map((task) => {
      const pinned = pins.get(task.subjectReference);
      const target = linkOf(context, task.subjectKey)?.target ?? null;
      return {
        target: target === null ? null : String(target),
        values: pinned === undefined ? task.values : { ...task.values, [step.spec.reference]: pinned },
      };
    });
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    return null;
  }
}
