import type { Scope } from '../mapping/expressions/scope.ts';
import type { Program, WhereCondition } from '../mapping/flow/program.ts';
import { ascending } from '../order.ts';
import type { SourceRecord } from '../systems/system.ts';
import { attempt } from './failure.ts';
import { decidingScopeOf, type Item } from './item.ts';

/** The words under which documents are counted that were cancelled before they were sent. */
export const CANCELLED = 'cancelled';

/** How many records a flow left out, and why. */
export interface LeftOut {
  /** The words of a condition of `where`, or ours. */
  readonly words: string;
  readonly count: number;
}

/** The records of a batch that take part. Those that are left out are remembered with the reason. */
export class TakingPart {
  /** Items that take part, including those that failed. */
  readonly items: Set<Item>;
  /** Items whose document must not stand any more, with the words under which they are left out if it does not: `where` is not checked further. */
  readonly cancelled = new Map<Item, string>();
  /** By source key. */
  readonly leftOut = new Map<string, string>();
  readonly #first: string;
  readonly #withdrawn: Program['withdrawn'];

  constructor(items: readonly Item[], { steps, withdrawn }: Pick<Program, 'steps' | 'withdrawn'>) {
    this.#withdrawn = withdrawn;
    this.items = new Set(items);
    this.#first = steps[0]?.id ?? '';
  }

  /** Items that continue: neither failed nor cancelled. */
  get open(): readonly Item[] {
    return [...this.items].filter((item) => item.failure === null && !this.cancelled.has(item));
  }

  /** Marks what was cancelled. */
  markCancelled({ holds }: Pick<WhereCondition, 'holds'>, refs: Scope['refs']): void {
    for (const item of this.open)
      if (attempt(item, this.#first, () => holds(decidingScopeOf(item, refs)), false))
        this.cancelled.set(item, CANCELLED);
  }

  /** Takes an item out. */
  leave(item: Item, words: string): void {
    this.items.delete(item);
    this.leftOut.set(item.source.key, words);
  }

  /** Leaves out items that do not meet the conditions, under the words of the first one that is not met, or marks them. */
  choose(conditions: readonly WhereCondition[], refs: Scope['refs']): void {
    if (conditions.length === 0) return;
    for (const item of this.open) {
      const words = attempt(item, this.#first, () => wordsFor(conditions, decidingScopeOf(item, refs)), null);
      if (words === null) continue;
      if (this.#withdrawn.has(words)) this.cancelled.set(item, words);
      else this.leave(item, words);
    }
  }
}

function wordsFor(conditions: readonly WhereCondition[], scope: Scope): string | null {
  return conditions.find((condition) => !condition.holds(scope))?.words(scope) ?? null;
}

/** Counts by words, most first. */
export function countLeftOut(words: Iterable<string>): readonly LeftOut[] {
  const counts = [...Map.groupBy(words, (one) => one)].map(([one, all]) => ({ words: one, count: all.length }));
  return counts.sort((left, right) => right.count - left.count || ascending(left.words, right.words));
}

/** The words under which documents are counted that are too old for a flow. */
export const datedBefore = (since: string): string => `dated before ${since}`;

/** True for a record that was last changed before a date. */
export function isOlder({ changedAt }: SourceRecord, since: string | null): boolean {
  return since !== null && changedAt !== null && changedAt.slice(0, 10) < since;
}
