import { RecordError } from '../../errors/errors.ts';
import type { TargetRecords } from '../find/target-records.ts';
import type { Item } from '../item.ts';
import { linkOf } from '../links/remember.ts';
import { decideByFingerprints, decideByTarget } from '../record/decide.ts';
import type { StepContext, Task } from '../task.ts';

/** What a step is about to do for some records. */
interface Prepared {
  readonly items: readonly Item[];
  readonly tasks: readonly Task[];
  readonly targets: TargetRecords;
  /** The steps before it. */
  readonly before: readonly StepContext[];
}

/**
 * The records of which something has to be done, refused or left out by what links keep of records that steps before this one only find: nobody
 * may have looked at those since. Where everything is as it was sent, no call is spent on them.
 */
export async function restingOnKept(context: StepContext, prepared: Prepared): Promise<readonly Item[]> {
  const { items, tasks, targets, before } = prepared;
  const finders = before.filter(({ step }) => onlyFinds(step));
  const resting: Item[] = [];
  for (const item of items) {
    if (!finders.some((finder) => isByLink(finder, item))) continue;
    const own = tasks.filter((task) => task.item === item);
    let isDone = own.length > 0 && item.failure === null;
    for (const task of own) isDone &&= !(await isWritten(context, targets, task));
    if (!isDone) resting.push(item);
  }
  return resting;
}

/** Takes some records back to before a step, and makes sure that those which the steps before it only find are read when these run again. */
export function forgetFound(
  { step }: StepContext,
  before: readonly StepContext[],
  items: readonly Item[],
): readonly StepContext[] {
  const finders = before.filter((one) => onlyFinds(one.step));
  for (const item of items) {
    item.failure = null;
    item.results.delete(step.id);
    for (const { step: finder, links, pair } of finders) {
      const key = item.results.get(finder.id)?.subjectKey;
      const link = key === undefined ? undefined : links.get(pair, key);
      if (key !== undefined && link !== undefined) links.set(pair, key, { ...link, keep: {} });
      item.results.delete(finder.id);
    }
  }
  return finders;
}

/** True for a step that finds a record for later steps, which use more of it than its key. */
const onlyFinds = ({ policy, keep, spec }: StepContext['step']): boolean =>
  policy.kind === 'master' && !policy.update && policy.create === false && keep.some((field) => field !== spec.key);

/** True if a step took its record from the link, without reading it. */
function isByLink({ step }: StepContext, { results }: Item): boolean {
  const result = results.get(step.id);
  return result !== undefined && result.values !== null && result.before === null && result.endsHere !== true;
}

async function isWritten(context: StepContext, targets: TargetRecords, task: Task): Promise<boolean> {
  const link = linkOf(context, task.subjectKey);
  if (link === undefined) return true;
  try {
    let decision = decideByFingerprints(context, task, link);
    if (decision === null) {
      const record = await targets.linked(link.target);
      targets.keep(record);
      decision = decideByTarget(context, task, link, record);
    }
    return decision.kind === 'write' && Object.keys(decision.changes).length > 0;
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    return true;
  }
}
