import type { Link } from '../../state/links/link.ts';
import type { RecordValues, Value } from '../../values.ts';
import { relatedRecord } from '../item.ts';
import type { StepContext, Task } from '../task.ts';

const NONE: ReadonlySet<string> = new Set();

/** For the fields that a document takes from other records: the keys of which records those are. */
function takenFrom({ step }: StepContext, { item, subject, values }: Task): RecordValues {
  const holderOf = (alias: string | null): RecordValues => {
    if (alias === null) return item.source.fields;
    return alias === step.elementOf ? subject : relatedRecord(item, alias);
  };
  const taken = Object.entries(step.borrowed).filter(([field]) => Object.hasOwn(values, field));
  const keys = taken.map(([field, from]): [string, Value] => [
    field,
    from.map(({ alias, field }) => holderOf(alias)[field] ?? null),
  ]);
  return Object.fromEntries(keys);
}

/** The fingerprints of those keys, by field, as a link keeps them. */
export function borrowedNow(context: StepContext, task: Task): Readonly<Record<string, string>> {
  const entries = Object.entries(takenFrom(context, task));
  return Object.fromEntries(entries.map(([field, keys]) => [field, context.fingerprint(field, keys)]));
}

/**
 * Mapped values with the fingerprints to compare them with. What a document takes from other records counts by which records those are: the customer
 * may move after an order was sent, and the order stays as it was sent. A link that does not tell them has the value's.
 */
export function compared(
  context: StepContext,
  task: Task,
  { fingerprints, borrowed = {} }: Link,
): { readonly values: RecordValues; readonly fingerprints: Link['fingerprints'] } {
  const told = Object.entries(takenFrom(context, task)).filter(([field]) => borrowed[field] !== undefined);
  const known = told.map(([field]) => [field, borrowed[field] ?? '']);
  return {
    values: { ...task.values, ...Object.fromEntries(told) },
    fingerprints: { ...fingerprints, ...Object.fromEntries(known) },
  };
}

/**
 * The fields of a document that other records changed, if anything did: it still takes from the same ones. Without a link nobody knows which ones those were; a
 * change of the document itself was told when it happened. Empty if a person asks for the record.
 */
export function asSent(context: StepContext, task: Task, link: Link | null): ReadonlySet<string> {
  if (task.item.isAsked) return NONE;
  const now = borrowedNow(context, task);
  const isSame = (field: string): boolean => link === null || link.borrowed?.[field] === now[field];
  return new Set(Object.keys(now).filter(isSame));
}
