import { RecordError } from '../../errors/errors.ts';
import type { Scope } from '../../mapping/expressions/scope.ts';
import type { Program } from '../../mapping/flow/program.ts';
import { documentSteps, isDated } from '../../mapping/flow/since.ts';
import { relatedMissing } from '../../mapping/relations/take-related.ts';
import { decidingScopeOf, type Item, withErrors } from '../item.ts';
import { datedBefore, isOlder, type TakingPart } from '../taking-part.ts';
import type { BatchContext } from './batch.ts';

/**
 * Leaves out records whose documents are all dated before the start date, and counts them: nothing else of them is written either, such as their
 * customer. A document whose date is not known takes part, because it may get a later one without a change of its record: an invoice is printed.
 * `isFetched` = the related records are known; without them, only records that can be told by their own fields are left out, which saves the look-ups.
 */
export function leaveOld(context: BatchContext, taking: TakingPart, isFetched: boolean): void {
  const { program, bound, lists } = context;
  if (bound === null || !isDated(program)) return;
  for (const item of taking.open) {
    const scope = scopeBefore(program, item, { refs: lists.lookup, isFetched });
    if (isOld(program, item, scope, bound)) taking.leave(item, datedBefore(bound));
  }
}

/** What is known before the first step: reading anything else throws. */
function scopeBefore(
  { joins, steps }: Program,
  item: Item,
  { refs, isFetched }: { readonly refs: Scope['refs']; readonly isFetched: boolean },
): Scope {
  const unknown = (all: readonly Parameters<typeof relatedMissing>[0][]): ReadonlyMap<string, RecordError> =>
    new Map(all.map((one) => [one.alias, relatedMissing(one)]));
  const scope = decidingScopeOf(item, refs);
  return {
    ...scope,
    related: isFetched ? scope.related : withErrors({}, unknown(joins)),
    steps: withErrors({}, unknown(steps.map(({ id, spec }) => ({ alias: id, spec })))),
  };
}

function isOld(program: Program, { source }: Item, scope: Scope, bound: string): boolean {
  try {
    const dates = documentSteps(program).flatMap(({ each, when, datedOn }) =>
      (each === null ? [scope] : each(scope)).filter((one) => when === null || when(one)).map(datedOn),
    );
    if (dates.length === 0) return isOlder(source, bound);
    return dates.every((date) => date !== null && date < bound);
  } catch (error) {
    // The record gets the same error in its step.
    if (error instanceof RecordError) return false;
    throw error;
  }
}
