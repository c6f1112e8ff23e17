import { ascending } from '../order.ts';
import type { PlanLink } from '../report/plan/plan-report.ts';
import type { Ambiguity } from '../sync/record/record-errors.ts';

/** Links pinned already: flow → source reference → target reference, `new` or `skip`. */
type Pinned = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Lines of links.yml that settle ambiguities, one per source record. Each proposes the first candidate that belongs to nobody,
 * is pinned nowhere and is proposed nowhere else, for a target record has one source record; `skip` where there is none.
 * Ambiguities that links.yml cannot settle are left out, such as those of a number that several source records have.
 */
export function proposeLinks(ambiguities: readonly Ambiguity[], pinned: Pinned): readonly PlanLink[] {
  const byRecord = new Map<string, PlanLink>();
  const taken = new Map<string, Set<string>>();
  for (const { reference, pinFlow, linksFile, candidates, why, isSameNumber, mayBeNew } of ambiguities) {
    if (pinFlow === null || isSameNumber === true || byRecord.has(`${pinFlow}\n${reference}`)) continue;
    const used = taken.get(pinFlow) ?? new Set(pinned.get(pinFlow)?.values());
    taken.set(pinFlow, used);
    const free = candidates.find((candidate) => !candidate.isTaken && !used.has(candidate.reference));
    if (free !== undefined) used.add(free.reference);
    byRecord.set(`${pinFlow}\n${reference}`, {
      flow: pinFlow,
      source: reference,
      target: free?.reference ?? 'skip',
      candidates: candidates.map((candidate) => candidate.reference),
      why,
      ...(mayBeNew === true && { mayBeNew }),
      ...(linksFile !== undefined && { at: { file: linksFile, line: 1, column: 1 } }),
    });
  }
  return [...byRecord.values()].sort(
    (left, right) => byText(left.flow, right.flow) || byText(left.source, right.source),
  );
}

const collator = new Intl.Collator('en', { numeric: true });

/** Texts in an order that has 2 before 10. */
export const byText = (left: string, right: string): number => collator.compare(left, right) || ascending(left, right);
