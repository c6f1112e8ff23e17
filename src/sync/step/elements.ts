import type { Scope } from '../../mapping/expressions/scope.ts';
import { copiesOf, isLinkedCopy } from '../find/copies.ts';
import type { Item } from '../item.ts';
import { datedBefore } from '../taking-part.ts';
import type { StepContext } from '../task.ts';

/** The words under which elements are counted that a person pinned as "skip". */
const SKIPPED = 'skipped in links.yml';

/**
 * The documents of a step that take part: its own, or one per element of `each`, such as the invoices of an order. Copies from the
 * other direction, documents dated before the start date and what a person skips are left out and counted, like a flow's own records.
 */
export function takingPart(context: StepContext, item: Item, scopes: readonly Scope[]): readonly Scope[] {
  const { step, program, copyPairs, links, bound, pins } = context;
  if (step.policy.kind === 'master') return scopes;
  const join = program.joins.find(({ alias }) => alias === step.elementOf);
  const pairs = copyPairs.get(join?.spec.name ?? '') ?? [];
  return scopes.filter((scope) => {
    const key = join === undefined ? item.source.key : String(scope.element?.record[join.spec.key] ?? '');
    const date = bound === null ? null : step.datedOn(scope);
    const isCopy = join === undefined ? item.isCopy : isLinkedCopy(pairs, links, key);
    const reference = join === undefined ? null : String(scope.element?.record[join.spec.reference] ?? '');
    if (isCopy) item.leftOut.set(key, copiesOf(program));
    else if (bound !== null && date !== null && date < bound) item.leftOut.set(key, datedBefore(bound));
    else if (reference !== null && step.policy.kind === 'document' && pins.get(reference) === 'skip') {
      item.leftOut.set(key, SKIPPED);
      item.skipped.push(reference);
    } else return true;
    return false;
  });
}
