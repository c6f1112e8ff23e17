import { RecordError } from '../../errors/errors.ts';
import { titleOf } from '../../systems/registry.ts';
import { failItem, failing } from '../failure.ts';
import { seek } from '../find/seek.ts';
import { readTargets, type TargetRecords } from '../find/target-records.ts';
import type { Item } from '../item.ts';
import { remember } from '../links/remember.ts';
import { referenceOf, type StepContext, type Task } from '../task.ts';
import { knownTasks } from './known-tasks.ts';

/**
 * Checks which documents of cancelled and withdrawn records are in the target: by pin, by link, or by a match key, because the
 * state may have been lost. Their records, given with the words under which they are left out, fail with CANCELLED, because only
 * a person can decide how to undo them there. Returns the records without a document there.
 */
export async function seekCancelled(
  contexts: readonly StepContext[],
  cancelled: ReadonlyMap<Item, string>,
): Promise<readonly Item[]> {
  if (cancelled.size === 0) return [];
  const items = [...cancelled.keys()];
  for (const context of contexts) {
    if (context.step.policy.kind !== 'document') continue;
    const open = items.filter(({ failure }) => failure === null);
    const tasks = open.flatMap((item) => tasksIfAny(context, item));
    const targets = await readTargets(context, tasks, () => true);
    for (const task of tasks) {
      context.mayBegin();
      if (task.item.failure !== null) continue;
      try {
        const why = cancelled.get(task.item);
        const standing = await standingDocument(context, targets, { task, why });
        if (standing !== null) throw stillStands(context, standing, why ?? null);
      } catch (error) {
        failItem(failing(context, null), task.item, error);
      }
    }
  }
  return items.filter(({ failure }) => failure === null);
}

function tasksIfAny(context: StepContext, item: Item): readonly Task[] {
  try {
    return knownTasks(context, item);
  } catch (error) {
    failItem(failing(context, null), item, error);
    return [];
  }
}

/** The name of the target's document for people; null = there is none. */
async function standingDocument(
  context: StepContext,
  targets: TargetRecords,
  { task, why }: { readonly task: Task; readonly why: string | undefined },
): Promise<string | null> {
  const { links, pair, pins, program } = context;
  const isWithdrawn = program.withdrawn.has(why ?? '');
  const pinned = pins.get(task.subjectReference);
  if (pinned === 'skip') return null;
  if (pinned !== undefined) return (await targets.isPinned(pinned)) ? pinned : null;
  const link = links.get(pair, task.subjectKey);
  if (link !== undefined) {
    try {
      return referenceOf(context, await targets.linked(link.target));
    } catch (error) {
      if (!(error instanceof RecordError) || error.code !== 'NOT_FOUND') throw error;
      // What nobody was told to take back is gone for a reason of its own: a draft was processed. If it were forgotten, it would be made again.
      if (isWithdrawn && !task.item.isToTakeBack) return null;
      links.remove(pair, task.subjectKey);
    }
  }
  const decision = await seek(context, targets, task);
  if (decision.kind === 'none') return null;
  if (decision.kind === 'ambiguity') {
    // It may never have been sent: a document that another record has is none of it.
    if (isWithdrawn && decision.isTaken === true) return null;
    return decision.candidates.map((one) => referenceOf(context, one)).join(' or ');
  }
  remember(context, task, decision.candidate, { settled: [] });
  return referenceOf(context, decision.candidate);
}

function stillStands({ program, step }: StepContext, reference: string, why: string | null): RecordError {
  const { source, target, cancelled, withdrawn } = program;
  const [here, there] = [titleOf(source.system), titleOf(target.system)];
  const at = withdrawn.get(why ?? '');
  if (at !== undefined) {
    const message = `It is left out now (${why}), and ${step.spec.name} ${reference} is still in ${there}.`;
    const hint = `Take ${reference} back in ${there}, or pin this record as "skip" in links.yml.`;
    return new RecordError('CANCELLED', message, { at, hint });
  }
  const message = `It was cancelled in ${here}, and ${step.spec.name} ${reference} is still in ${there}.`;
  const hint = `Cancel ${reference} in ${there}, or pin this record as "skip" in links.yml.`;
  return new RecordError('CANCELLED', message, { ...(cancelled && { at: cancelled.at }), hint });
}
