import { matchEntry } from '../init/match.ts';
import type { TablePlan } from '../init/proposal.ts';
import { plainName } from '../init/words.ts';
import type { Meaning } from '../systems/meaning.ts';
import type { Candidates } from './candidates.ts';

/** Candidates that an issue shows. */
const MOST = 5;

/** A row that is missing, and what its table is made of. */
export interface Wanted {
  readonly table: string;
  readonly keys: readonly string[];
  readonly plan: Pick<TablePlan, 'to' | 'compare'>;
  /** The entry of the source's list that the last key names, null if it is not known. */
  readonly from: Meaning | null;
  /** The target's list. */
  readonly list: readonly Meaning[];
}

/** The entries of the target's list, those that most likely mean the same first. Pure. */
export function rankCandidates({ table, keys, plan, from, list }: Wanted): Candidates {
  const usable = plan.compare === 'account' ? list.filter(({ isRevenue }) => isRevenue !== false) : list;
  const ranked = usable
    .map((entry) => ({ entry, ...likeness(plan.compare, from, entry) }))
    .toSorted((left, right) => left.distance - right.distance);
  const path = keys.map(asPart).join('/');
  return {
    list: (plan.to ?? '').replace(/^[^.]+\./, ''),
    rows: ranked.slice(0, MOST).map(({ entry: { code, name }, because }) => {
      return { command: `/map ${table} ${path}=${asPart(code)}`, name, because };
    }),
  };
}

/** How far an entry is from meaning the same: below 1 for a reason, from 1 to 2 for a rate or days, then by the words of its name. */
function likeness(
  compare: TablePlan['compare'],
  from: Meaning | null,
  to: Meaning,
): { readonly distance: number; readonly because: string | null } {
  if (from === null) return { distance: 3, because: null };
  const { found, because, isGuess } = matchEntry(compare, from, [to]);
  if (found !== null) return { distance: isGuess ? 0.5 : 0, because };
  if (compare === 'vat' && from.rate === to.rate) return { distance: 1, because: 'same rate' };
  // A longer term asks nobody to pay too early.
  if (compare === 'term' && from.days != null && to.days != null) {
    const more = to.days - from.days;
    return { distance: 1 + Math.abs(more) / (more > 0 ? 1000 : 500), because: null };
  }
  return { distance: 3 - sharedWords(from.name, to.name), because: null };
}

/** The part of the words of two names that both have, from 0 to 1. */
function sharedWords(left: string, right: string): number {
  const wordsOf = (name: string): readonly string[] => [
    ...new Set(
      plainName(name)
        .split(/\s+/)
        .filter((word) => word !== ''),
    ),
  ];
  const [one, other] = [wordsOf(left), wordsOf(right)];
  const shared = one.filter((word) => other.includes(word)).length;
  return shared / Math.max(one.length + other.length - shared, 1);
}

/** A key or a value as a comment writes it. */
const asPart = (text: string): string => (/^[^\s"/=]+$/.test(text) ? text : `"${text.replaceAll('"', '')}"`);
