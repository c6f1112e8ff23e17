import type { RecordValues } from '../../values.ts';
import { referenceOf, type StepContext, type Task } from '../step/task.ts';
import { DiffersError } from './record-errors.ts';

/**
 * The match fields of a document whose value has the administration's prefix, with the number after it: a person who
 * types the document of the other system into this one types that number.
 */
export function bareNumbers(
  { step, program: { keyPrefix } }: Pick<StepContext, 'step' | 'program'>,
  values: RecordValues,
): RecordValues {
  if (step.policy.kind !== 'document' || keyPrefix === '') return {};
  return Object.fromEntries(
    step.match.flat().flatMap((field) => {
      const value = values[field];
      const isPrefixed = typeof value === 'string' && value.length > keyPrefix.length && value.startsWith(keyPrefix);
      return isPrefixed ? [[field, value.slice(keyPrefix.length)]] : [];
    }),
  );
}

/** The fields in which a document has the number without the prefix, which is right if a person typed it. */
export function typedFields(
  context: Pick<StepContext, 'step' | 'program'>,
  values: RecordValues,
  actual: RecordValues,
): ReadonlySet<string> {
  const bare = Object.entries(bareNumbers(context, values));
  return new Set(bare.filter(([field, number]) => String(actual[field] ?? '') === number).map(([field]) => field));
}

/** False for documents of two journals, where the same number means two documents. */
export function isSameJournal(
  { step }: Pick<StepContext, 'step'>,
  values: RecordValues,
  actual: RecordValues,
): boolean {
  const field = step.spec.journal;
  const [ours, theirs] = field === undefined ? [null, null] : [values[field] ?? null, actual[field] ?? null];
  return ours === null || theirs === null || String(ours).trim() === String(theirs).trim();
}

/** `DIFFERS` for a target record that is not what would be booked. */
export function differs(
  context: StepContext,
  task: Task,
  fields: readonly string[],
  actual: RecordValues,
): DiffersError {
  const { step, links, pair } = context;
  const { subjectKey: key, subjectReference: reference, values } = task;
  const isTyped = typedFields(context, values, actual).size > 0;
  const target = String(actual[step.spec.key]);
  const claim = links.get(pair, key) === undefined ? { pair, target, key, reference } : undefined;
  return new DiffersError(referenceOf(context, actual), fields, actual, { isTyped, claim });
}
