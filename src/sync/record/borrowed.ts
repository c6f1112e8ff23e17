import type { Link } from '../../state/progress.ts';
import type { RecordValues, Value } from '../../values.ts';
import { relatedRecord } from '../step/item.ts';
import type { StepContext, Task } from '../step/task.ts';

const NONE: ReadonlySet<string> = new Set();

/**
 * What fingerprints are taken of: the mapped values; for what a document takes from other records, which records those are. The
 * customer may move after an order was sent, and the order stays as it was sent.
 */
export function fingerprinted({ step }: StepContext, { item, subject, values }: Task): RecordValues {
  const taken = Object.entries(step.borrowed).filter(([field]) => Object.hasOwn(values, field));
  if (taken.length === 0) return values;
  const holderOf = (alias: string | null): RecordValues => {
    if (alias === null) return item.source.fields;
    return alias === step.elementOf ? subject : relatedRecord(item, alias);
  };
  const told = taken.map(([field, from]): [string, Value] => [
    field,
    from.map(({ alias, field }) => holderOf(alias)[field] ?? null),
  ]);
  return { ...values, ...Object.fromEntries(told) };
}

/**
 * The fields of a document that other records changed, if anything did: it still takes from the same ones. Without a link nobody knows which ones those were; a
 * change of the document itself was told when it happened. Empty if a person asks for the record.
 */
export function asSent(context: StepContext, task: Task, link: Link | null): ReadonlySet<string> {
  if (task.item.trust === 'nothing') return NONE;
  const told = fingerprinted(context, task);
  const isSame = (field: string): boolean =>
    link === null || link.fingerprints[field] === context.fingerprint(field, told[field] ?? null);
  return new Set(Object.keys(context.step.borrowed).filter(isSame));
}
