import { isDeepStrictEqual } from 'node:util';
import { isSameVat, MATCH_REASONS, type Match, matchEntry } from '../init/match.ts';
import { type TablePlan, targetsIn } from '../init/proposal.ts';
import { plainName } from '../init/words.ts';
import type { Meaning } from '../systems/meaning.ts';
import type { Candidates } from './candidates.ts';
import { readComment } from './comment.ts';

/** Candidates that an issue shows. */
const MOST = 5;

/** A row that is missing, and what its table is made of. */
export interface RankRequest {
  readonly table: string;
  readonly keys: readonly string[];
  readonly plan: Pick<TablePlan, 'to' | 'compare'>;
  /** The entry of the source's list that the last key names, null if it is not known. */
  readonly from: Meaning | null;
  /** The target's list. */
  readonly list: readonly Meaning[];
}

const NOTHING: Match = { found: null, because: '', isGuess: false, candidates: [] };

/** The entries of the target's list, those that most likely mean the same first; only the one that alone fits best has a reason. Pure. */
export function rankCandidates({ table, keys, plan, from, list }: RankRequest): Candidates {
  const usable = targetsIn(plan, list);
  const { found, because, candidates } = from === null ? NOTHING : matchEntry(plan.compare, from, usable);
  const reason = MATCH_REASONS.find((one) => one === because) ?? null;
  const hits = candidates.length < usable.length ? candidates : [];
  const rows = usable
    .map((entry) => ({ entry, distance: distanceOf(plan.compare, from, entry, { found, hits }) }))
    .toSorted((left, right) => left.distance - right.distance)
    .flatMap(({ entry }) => {
      const command = commandFor(table, keys, entry.code);
      return command === null ? [] : [{ command, name: entry.name, because: entry === found ? reason : null }];
    });
  return { list: (plan.to ?? '').replace(/^[^.]+\./, ''), rows: rows.slice(0, MOST) };
}

/** How far an entry is from meaning the same: below 1 for what fits best, from 1 to 2 for a rate or days, then by the words of its name. */
function distanceOf(
  compare: TablePlan['compare'],
  from: Meaning | null,
  to: Meaning,
  { found, hits }: { readonly found: Meaning | null; readonly hits: readonly Meaning[] },
): number {
  if (from === null) return 3;
  if (found === to) return 0;
  if (hits.includes(to)) return 0.5;
  if (compare === 'vat' && isSameVat(from, to)) return 1;
  // A longer term asks nobody to pay too early.
  if (compare === 'term' && from.days != null && to.days != null) {
    const more = to.days - from.days;
    return 1 + Math.abs(more) / (more > 0 ? 1000 : 500);
  }
  return 3 - sharedWords(from.name, to.name);
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
  const command = `/map ${table} ${keys.map(asPart).join('/')}=${asPart(value)}`;
  return isDeepStrictEqual(readComment(command), { kind: 'map', table, keys, value }) ? command : null;
}

/** A key or a value as a comment writes it. */
const asPart = (text: string): string => (/^[^\s"/=]+$/.test(text) ? text : `"${text}"`);
