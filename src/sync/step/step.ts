import { RecordError } from '../../errors/errors.ts';
import type { Scope } from '../../mapping/expressions/scope.ts';
import type { StepProgram } from '../../mapping/steps/step-program.ts';
import type { RecordValues } from '../../values.ts';
import { failItem, failing } from '../failure.ts';
import { claimAll } from '../find/seek.ts';
import { readTargets, type TargetRecords } from '../find/target-records.ts';
import { type Item, type StepOutcome, type StepResult, scopeOf } from '../item.ts';
import { nameInPair } from '../links/pairs.ts';
import { compareCreated } from '../record/carry-out.ts';
import { tellRedated } from '../record/closed-period.ts';
import { seekOtherDocuments } from '../record/other-documents.ts';
import { ConflictError, DiffersError } from '../record/record-errors.ts';
import { settle } from '../record/settle.ts';
import { type Created, settleLines } from '../record/stored-lines.ts';
import type { StepContext, Task } from '../task.ts';
import { hangingOnMissing, verifyRecord } from '../verify/verify-record.ts';
import { bookingOf } from './by-hand.ts';
import { makeChecks } from './checks.ts';
import { defaultRecordOf, takesDefault } from './default-record.ts';
import { takingPart } from './elements.ts';
import { forgetFound, restingOnKept } from './found-again.ts';
import { tellHalfBooked } from './half-booked.ts';
import { tasksOf } from './tasks.ts';

/**
 * Runs one step for a batch of records: map, match, diff, write. Look-ups are made for the whole batch, writes one by
 * one; failures stay with their record. Only throws what must stop the flow.
 */
export async function runStep(
  context: StepContext,
  items: readonly Item[],
  before: readonly StepContext[] = [],
): Promise<void> {
  const prepared = await prepareAll(context, items);
  const targets = await readTargets(context, prepared);
  const resting = await restingOnKept(context, { items, tasks: prepared, targets, before });
  const finders = forgetFound(context, before, resting);
  await workOn(
    context,
    targets,
    prepared.filter(({ item }) => !resting.includes(item)),
  );
  if (resting.length === 0) return;
  for (const finder of finders) await runStep(finder, openOf(resting));
  await runStep(context, openOf(resting));
}

const openOf = (items: readonly Item[]): readonly Item[] => items.filter(({ failure }) => failure === null);

/** Does what a step has to do. */
async function workOn(context: StepContext, targets: TargetRecords, tasks: readonly Task[]): Promise<void> {
  const isWriting = context.step.policy.kind !== 'verify';
  const work = isWriting ? settle : verifyRecord;
  if (isWriting) await seekOtherDocuments(targets, await claimAll(context, targets));
  const open = new Set(tasks);
  const failed: Task[] = [];
  const created: Created[] = [];
  try {
    for (const task of tasks) {
      context.mayBegin();
      let made: StepResult | null = null;
      try {
        const result = await work(context, targets, task);
        const told = { ...result, ...subjectOf(task) };
        finish(context, task.item, told);
        tellRedated(context, task, told);
        if (told.outcome === 'created') made = told;
        context.unsettled.delete(nameInPair(context.pair, task.subjectKey));
      } catch (error) {
        if (error instanceof ConflictError && error.written !== null)
          finish(context, task.item, { ...error.written, ...subjectOf(task) });
        failItem(failing(context, task.values), task.item, error);
        failed.push(task);
        if (task.item.failure !== null) task.item.failure = { ...task.item.failure, subjectKey: task.subjectKey };
        if (task.item.trust === 'agreement' && !(error instanceof ConflictError))
          context.unsettled.add(nameInPair(context.pair, task.subjectKey));
      }
      // The record is linked by now: an error found here must not create it a second time.
      if (made !== null) {
        await prove(context, targets, task, made);
        created.push({ task, made });
      }
      open.delete(task);
    }
    await compareLines(context, created);
    await targets.readStored();
  } catch (error) {
    // What stops the flow is reported. What was written before stays, so it is still read back.
    await targets.readStored().catch(() => {});
    throw error;
  } finally {
    // If only some elements are done, their record is not.
    for (const { item } of open) item.isCutShort = true;
    tellHalfBooked(context, failed);
  }
}

/**
 * Searches for what was just created, and compares it. What differs, or was made a second time of the same call, is told with its record; throws what
 * stops the flow.
 */
async function prove(context: StepContext, targets: TargetRecords, task: Task, made: StepResult): Promise<void> {
  const { step, proof } = context;
  const { item, values, subjectReference: reference } = task;
  const key = made.target[step.spec.key] ?? null;
  try {
    await proof?.afterCreate({ ...context, values, key, reference, shown: made.target });
    await compareCreated(context, targets, task, made);
  } catch (error) {
    if (error instanceof DiffersError) made.stored = error.actual;
    failItem(failing(context, values), item, error);
  }
}

/** Reads and compares the lines of the new documents whose answers did not show them. What differs is told with its record. */
async function compareLines(context: StepContext, created: readonly Created[]): Promise<void> {
  const open = created.filter(({ task, made }) => made.isUntold === true && task.item.failure === null);
  for (const { task, made, error, stored } of await settleLines(context, open)) {
    made.stored = stored;
    failItem(failing(context, task.values), task.item, error);
  }
}

/**
 * Maps the records of a batch. Records with a code that the target's lists do not know are mapped again, after the
 * codes of all of them have been looked up together.
 */
async function prepareAll(context: StepContext, items: readonly Item[]): Promise<readonly Task[]> {
  const { lists } = context;
  const findDefault = defaultRecordOf(context);
  const mapped = new Map<Item, readonly Task[] | { readonly error: unknown }>();
  const map = async (item: Item): Promise<void> => {
    try {
      mapped.set(item, await prepare(context, item, findDefault));
    } catch (error) {
      mapped.set(item, { error });
    }
  };
  const unsure: Item[] = [];
  for (const item of items) {
    const before = lists.missed();
    await map(item);
    if (lists.missed() > before) unsure.push(item);
  }
  if (unsure.length > 0) await lists.fetchMissed();
  for (const item of unsure) {
    item.results.delete(context.step.id);
    await map(item);
  }
  return [...mapped].flatMap(([item, result]) => {
    if (!('error' in result)) return result;
    failItem(failing(context, null), item, result.error);
    return [];
  });
}

/** The tasks of a step for a record: one, several if the step has `each`, none if it is skipped. */
async function prepare(
  context: StepContext,
  item: Item,
  findDefault: () => Promise<RecordValues>,
): Promise<readonly Task[]> {
  const { step, lists } = context;
  const subject = step.subject;
  const refused = step.related.map((name) => item.refused.get(name)).find((error) => error !== undefined);
  if (refused !== undefined) throw refused;
  const scope = scopeOf(item, lists.lookup);
  if (takesDefault(step, item, scope)) {
    finish(context, item, leftOut(await findDefault()));
    // The default record replaces the missing one; later steps see nulls if they read that.
    if (subject !== null) item.missing.delete(subject);
    return [];
  }
  const missing = step.related.map((name) => item.missing.get(name)).find((error) => error !== undefined);
  if (missing !== undefined) throw missing;
  const scopes = (step.each === null ? [scope] : step.each(scope)).filter(
    (one) => step.when === null || step.when(one),
  );
  const taken = takingPart(context, item, scopes);
  const isOver = [...item.results.values()].some(({ endsHere }) => endsHere === true);
  if (isOver || taken.length === 0) {
    finish(context, item, leftOut({}));
    return [];
  }
  const hanging = hangingOnMissing(context, item);
  if (hanging !== null) {
    finish(context, item, { ...leftOut({}), values: valuesIfAny(step, scope), ...hanging });
    return [];
  }
  const { program } = context;
  const check = (): void =>
    makeChecks(step.checks, { program, item, scopes: taken, booking: (one) => bookingOf(context, item, one) });
  // Where the figure is right, nobody has to do anything.
  const isLater = step.spec.moves === true && step.policy.kind !== 'verify';
  if (!isLater) check();
  const tasks = tasksOf(context, item, taken, (one) => step.evaluate(one));
  return isLater ? tasks.map((task) => ({ ...task, check })) : tasks;
}

const subjectOf = ({ subjectKey, subjectReference }: Task): Pick<StepResult, 'subjectKey' | 'subjectReference'> => ({
  subjectKey,
  subjectReference,
});

/** Notes the result of a step for a record, and lets later steps see its target record. */
function finish({ step }: StepContext, item: Item, result: StepResult): void {
  item.steps = { ...item.steps, [step.id]: result.target };
  const before = item.results.get(step.id);
  item.results.set(step.id, before === undefined ? result : together(before, result));
}

const RANK: readonly StepOutcome[] = ['created', 'updated', 'unchanged', 'skipped'];

/** The result of a step with `each` for a record: the strongest outcome of its elements, which are reported one by one. */
function together(before: StepResult, next: StepResult): StepResult {
  const elements = [...(before.elements ?? [before]), next];
  const strongest = RANK.indexOf(next.outcome) < RANK.indexOf(before.outcome) ? next : before;
  return { ...strongest, elements };
}

/** The amounts, or the known fields, of a document that cannot be compared: what it may be in the target is not only there. */
function valuesIfAny({ evaluate, known }: StepProgram, scope: Scope): RecordValues | null {
  for (const values of [evaluate, known]) {
    try {
      return values(scope);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
    }
  }
  return null;
}

/** A step that writes nothing for this record; `target` is what later steps see. */
function leftOut(target: RecordValues): StepResult {
  return { outcome: 'skipped', values: null, target, sent: null, before: null, isMet: false };
}
