import type { Scope } from '../mapping/program.ts';
import { LocalDateTime } from '../values.ts';
import { copiesOf, isLinkedCopy } from './copies.ts';
import type { Item } from './item.ts';
import { datedBefore } from './selection.ts';
import type { StepContext } from './task.ts';

/**
 * The elements of a step's `each` that take part. Of those that are documents of their own, such as the invoices of an order,
 * copies and those that are too old are left out and counted, as a flow's own records are.
 */
export function takingPart(context: StepContext, item: Item, scopes: readonly Scope[]): readonly Scope[] {
  const { step, program, copyPairs, links, bound } = context;
  const join = program.joins.find(({ alias }) => alias === step.elementOf);
  if (join === undefined || step.policy.kind !== 'document') return scopes;
  const pairs = copyPairs.get(join.spec.name) ?? [];
  return scopes.filter(({ element = {} }) => {
    const key = String(element[join.spec.key] ?? '');
    const date = element[join.spec.documentDate ?? ''];
    const isOld = bound !== null && date instanceof LocalDateTime && date.date < bound;
    const isCopy = isLinkedCopy(pairs, links, key);
    if (isCopy) item.leftOut.set(key, copiesOf(program));
    else if (isOld) item.leftOut.set(key, datedBefore(bound));
    return !isCopy && !isOld;
  });
}
