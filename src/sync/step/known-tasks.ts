import { RecordError } from '../../errors.ts';
import { linkOf } from '../links/remember.ts';
import { takingPart } from './elements.ts';
import { type Item, type MayBe, scopeOf } from './item.ts';
import type { StepContext, Task } from './task.ts';
import { tasksOf } from './tasks.ts';

/** What a step makes of a record, with those fields alone that can still be told. Throws RecordError when no match key can be told. */
export function knownTasks(context: StepContext, item: Item): readonly Task[] {
  const { step, lists } = context;
  const scope = scopeOf(item, lists.lookup);
  const scopes = step.each === null ? [scope] : takingPart(context, item, step.each(scope));
  return tasksOf(context, item, scopes, (one) => step.known(one));
}

/** The documents that a record which failed may be, by the step that it failed in or did not come to; null = nothing tells. */
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
