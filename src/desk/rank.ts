import { isDeepStrictEqual } from 'node:util';
import { isSameVat, MATCH_REASONS, type Match, matchEntry } from '../init/match.ts';
import { type TablePlan, targetsIn } from '../init/proposal.ts';
import { plainName } from '../init/words.ts';
import type { Meaning } from '../systems/meaning.ts';
import type { Candidates } from './candidates.ts';
import { mapComment, readComment } from './comment.ts';

/** Candidates that an issue shows. */
const MOST = 5;
/** How far an entry is that nothing speaks for. */
const NOTHING_SPEAKS = 3;
/** The longest list that an issue keeps, in characters: beside it, the body has room for the records. */
const LONGEST_LIST = 8000;

/** A row that is missing, and what its table is made of. */
export interface RankRequest {
  readonly table: string;
  readonly keys: readonly string[];
  readonly plan: Pick<TablePlan, 'to' | 'compare'>;
  /** The entry of the source's list that the last key names, null if it is not known. */
  readonly from: Meaning | null;
  /** The target's list. */
  readonly list: readonly Meaning[];
  /** There may be no other entry. */
  readonly isWhole: boolean;
  /** True for an entry that would be a mistake in this row. */
  readonly isWrong?: (entry: Meaning) => boolean;
}

const NOTHING: Match = { found: null, because: '', isGuess: false, candidates: [] };

/** The entries of the target's list for which something speaks, the most likely first; only the one that alone fits best has a reason. Pure. */
export function rankCandidates({ table, keys, plan, from, list, isWhole, isWrong }: RankRequest): Candidates {
  const usable = targetsIn(plan, list).filter((entry) => isWrong?.(entry) !== true);
  const { found, because, candidates } = from === null ? NOTHING : matchEntry(plan.compare, from, usable);
  const reason = MATCH_REASONS.find((one) => one === because) ?? null;
  const hits = candidates.length < usable.length ? candidates : [];
  const rows = usable
    .map((entry) => ({ entry, distance: distanceOf(plan.compare, from, entry, { found, hits }) }))
    .filter(({ distance }) => distance < NOTHING_SPEAKS)
    .toSorted((left, right) => left.distance - right.distance)
    .flatMap(({ entry }) => {
      const command = commandFor(table, keys, entry.code);
      return command === null ? [] : [{ command, name: entry.name, because: entry === found ? reason : null }];
    });
  const entries = Object.fromEntries(list.map(({ code, name }) => [code, name]));
  return {
    list: (plan.to ?? '').replace(/^[^.]+\./, ''),
    table,
    keys: [...keys],
    ...(isTelling(from?.name, keys.at(-1)) && { name: from?.name }),
    ...(isWhole && JSON.stringify(entries).length <= LONGEST_LIST && { entries }),
    rows: rows.slice(0, MOST),
  };
}

/** True for a name that says more than the code. */
const isTelling = (name = '', code = ''): boolean => name !== '' && name.toLowerCase() !== code.toLowerCase();

/** How far an entry is from meaning the same: below 1 for what fits best, from 1 to 2 for a rate or days, then by the words of its name. */
function distanceOf(
  compare: TablePlan['compare'],
  from: Meaning | null,
  to: Meaning,
  { found, hits }: { readonly found: Meaning | null; readonly hits: readonly Meaning[] },
): number {
  if (from === null) return NOTHING_SPEAKS;
  if (found === to) return 0;
  if (hits.includes(to)) return 0.5;
  if (compare === 'vat' && isSameVat(from, to)) return 1;
  // The rates are known, and they or the countries differ.
  if (compare === 'vat' && from.rate !== undefined && to.rate !== undefined) return NOTHING_SPEAKS;
  // A longer term asks nobody to pay too early.
  if (compare === 'term' && from.days != null && to.days != null) {
    const more = to.days - from.days;
    return 1 + Math.abs(more) / (more > 0 ? 1000 : 500);
  }
  return NOTHING_SPEAKS - sharedWords(from.name, to.name);
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

/** The comment that proposes a row; null if it would be read as another row. */
function commandFor(table: string, keys: readonly string[], value: string): string | null {
  const command = mapComment(table, keys, value);
  return isDeepStrictEqual(readComment(command), { kind: 'map', table, keys, value }) ? command : null;
}
