import { RecordError, type SyncError, TransientError } from '../errors.ts';
import { redactRecords } from '../http/redact.ts';
import type { RecordValues } from '../values.ts';
import { holds } from './diff.ts';
import { type Item, relatedMissing, type StepResult, scopeOf } from './item.ts';
import { createLookups } from './lookups.ts';
import { settle } from './settle.ts';
import type { StepContext, Task } from './task.ts';

/**
 * Runs one step for a batch of records: map, match, diff, write. Look-ups are made for the whole batch, writes one by
 * one; failures stay with their record. Throws only what must stop the flow.
 */
export async function runStep(context: StepContext, items: readonly Item[]): Promise<void> {
  const tasks: Task[] = [];
  for (const item of items) {
    try {
      const task = await prepare(context, item);
      if (task !== null) tasks.push(task);
    } catch (error) {
      fail(context, item, {}, error);
    }
  }
  const lookups = await createLookups(context, tasks);
  for (const task of tasks) {
    context.signal.throwIfAborted();
    try {
      finish(context, task.item, await settle(context, lookups, task));
    } catch (error) {
      fail(context, task.item, task.values, error);
    }
  }
}

async function prepare(context: StepContext, item: Item): Promise<Task | null> {
  const { step, refs } = context;
  const subject = step.subject;
  const isMissing =
    subject !== null && (item.missing.has(subject) || Object.keys(item.related[subject] ?? {}).length === 0);
  const fallback = step.fallback;
  if (fallback !== null && (fallback.use === 'always' || (fallback.use === 'when-missing' && isMissing))) {
    finish(context, item, leftOut(await findFallback(context, fallback.by)));
    // The default record stands in for the missing one; later steps see nulls where they look at that.
    if (subject !== null) item.missing.delete(subject);
    return null;
  }
  const alias = step.related.find((name) => item.missing.has(name));
  if (alias !== undefined) throw relatedMissing(alias);
  const scope = scopeOf(item, refs);
  if (step.when !== null && !step.when(scope)) {
    finish(context, item, leftOut({}));
    return null;
  }
  const record = subject === null ? item.source.fields : (item.related[subject] ?? {});
  const spec =
    subject === null ? context.program.source.spec : context.program.joins.find((join) => join.alias === subject)?.spec;
  return {
    item,
    values: step.evaluate(scope),
    subjectKey: subject === null ? item.source.key : String(record[spec?.key ?? ''] ?? ''),
    subjectReference: subject === null ? item.source.reference : String(record[spec?.reference ?? ''] ?? ''),
  };
}

/** Books what a step made of a record, and lets later steps see its target record. */
function finish({ step }: StepContext, item: Item, result: StepResult): void {
  item.steps[step.id] = result.target;
  item.results.set(step.id, result);
}

/** A step that writes nothing for this record; `target` is what later steps see. */
function leftOut(target: RecordValues): StepResult {
  return { outcome: 'skipped', values: null, target, sent: null, before: null, isMet: false };
}

async function findFallback({ step, target, signal }: StepContext, by: RecordValues): Promise<RecordValues> {
  const [field, value] = Object.entries(by)[0] ?? [];
  if (field === undefined || value === undefined) return {};
  const fields = [...new Set([...Object.keys(by), ...step.keep])];
  const found = await target.find({ resource: step.spec.name, field, values: [value], fields, signal });
  const record = found.find((candidate) =>
    Object.entries(by).every(([name, wanted]) => holds(wanted, candidate[name])),
  );
  if (record !== undefined) return record;
  throw new RecordError('DEFAULT_NOT_FOUND', `The default record of step "${step.id}" is not in the target.`, {
    hint: 'Create it there, or correct `default` in the mapping.',
  });
}

/** Failures of one record stay with it; anything that concerns the whole flow is thrown on. */
function fail(context: StepContext, item: Item, values: RecordValues, error: unknown): void {
  const concernsRecord =
    error instanceof RecordError || (error instanceof TransientError && error.code === 'WRITE_UNCLEAR');
  if (!concernsRecord) throw error;
  const known: SyncError = error;
  const records = [item.source.fields, ...Object.values(item.related), ...Object.values(item.steps), values];
  item.failure = { step: context.step.id, error: known, reason: hideValues(known, records) };
}

/** Codes whose message is a text of the target system: it may repeat any value of the record. */
const FROM_SYSTEM: ReadonlySet<string> = new Set(['REFUSED', 'DUPLICATE', 'NOT_FOUND']);
function hideValues({ code, message }: SyncError, records: readonly RecordValues[]): string {
  return FROM_SYSTEM.has(code) ? redactRecords(message, records) : message;
}
