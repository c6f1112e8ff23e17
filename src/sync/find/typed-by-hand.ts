import type { RecordValues } from '../../values.ts';
import type { StepContext } from '../task.ts';

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
