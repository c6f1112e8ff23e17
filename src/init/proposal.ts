import type { Meaning } from '../systems/meaning.ts';
import type { Compare, Match } from './match.ts';

/** What `template/tables.yml` says of a table. */
export interface TablePlan {
  readonly about: string;
  /** The list that the keys come from, and the one that the values come from: `SYSTEM.RESOURCE`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly compare: Compare;
  readonly shape?: 'countries' | undefined;
  readonly keys?: Readonly<Record<string, string>> | undefined;
  readonly through?: string | undefined;
  /** The keys are in lower case, as the flow looks them up. */
  readonly lowerCase?: true | undefined;
}

/** The usable entries of each list that was read, by `SYSTEM.RESOURCE`; one that could not be read is not there. */
export type Entries = ReadonlyMap<string, readonly Meaning[]>;

/** A row of a proposed table. */
export interface Row {
  readonly keys: readonly string[];
  /** Null = nothing is proposed: a person writes it, unless the row is taken out. */
  readonly value: string | Readonly<Record<string, string>> | null;
  /** It takes out a shipped row: one that this company has no use for, or one whose own value nobody has written yet. */
  readonly takesOut?: 'unused' | 'unwritten';
  /** What people call the entries, for the comment beside the row. */
  readonly remark: string;
  readonly isGuess: boolean;
  /** What it may be, if nothing is proposed. */
  readonly candidates: readonly Meaning[];
}

/** True for a row that a person has to write. */
export const isOpen = ({ value, takesOut }: Row): boolean => value === null && takesOut !== 'unused';

/** A proposed table. */
export interface ProposedTable {
  readonly name: string;
  readonly about: string;
  readonly rows: readonly Row[];
  /** True if a list could not be read, so that nothing is known of its rows. */
  readonly isBlind: boolean;
}

/** What a table is proposed from. */
export interface TableInput {
  readonly name: string;
  readonly plan: TablePlan;
  readonly entries: Entries;
  /** The rows that are shipped, level by level. */
  readonly shipped: Readonly<Record<string, unknown>>;
  /** The company's folder has them, unless it takes them out. */
  readonly isHandedOn: boolean;
}

/** The entries of a list; none without one. */
export const entriesOf = (entries: Entries, list: string | undefined): readonly Meaning[] =>
  list === undefined ? [] : (entries.get(list) ?? []);

/** The entries of a list that may stand in a table: only accounts of revenue stand on the lines of sales. */
export const usableIn = ({ compare }: Pick<TablePlan, 'compare'>, list: readonly Meaning[]): readonly Meaning[] =>
  compare === 'account' ? list.filter(({ isRevenue }) => isRevenue !== false) : list;

/** Those of them that a row may give: flows write amounts without VAT, so no VAT code that includes it. */
export const targetsIn = (plan: Pick<TablePlan, 'compare'>, list: readonly Meaning[]): readonly Meaning[] =>
  usableIn(plan, list).filter(({ isInclusive }) => isInclusive !== true);

/** The row of an entry, by what was found for it. */
export function rowOf(keys: readonly string[], from: Meaning | null, match: Match): Row {
  const { found, because, isGuess, candidates } = match;
  const names = [...new Set([from?.name ?? '', found?.name ?? ''])].filter((name) => name !== '').join(' → ');
  const remark = isGuess || found === null ? [names, because].filter((part) => part !== '').join('; ') : names;
  return { keys, value: found?.code ?? null, remark, isGuess, candidates };
}
