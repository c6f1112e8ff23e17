import type { RecordValues } from '../values.ts';

/** One of a system's own lists, and the field that other records refer to it by. */
export interface ReferenceList {
  readonly resource: string;
  readonly by: string;
  /** The word for an entry. */
  readonly noun: string;
}

/** What is wrong with an existing entry: it is refused, or will be. */
export interface EntryFault {
  readonly level: 'warning' | 'error';
  /** Ends a sentence that begins with the entry: `is blocked`. */
  readonly says: string;
}

/**
 * Why an entry must not be used; `isSale` = for a sale, `from` = the first day of its use that matters, `until` = the last
 * one, null = no end. Null if it may.
 */
export type JudgeEntry = (
  entry: RecordValues,
  isSale: boolean,
  from: string,
  until: string | null,
) => EntryFault | null;

/** Entries that a field of documents takes without a word, although its amounts mean something else with them. */
export interface SilentFault {
  /** The fields of an entry that tell it. */
  readonly fields: readonly string[];
  /** The field that names the entry. */
  readonly of: string;
  /** What is wrong, as in `EntryFault`; null = nothing. */
  says(entry: RecordValues): string | null;
}

/** The lists of a system. */
export interface ReferenceLists {
  /** Fields that name an entry of a list, wherever they occur. */
  readonly byField: Readonly<Record<string, ReferenceList>>;
  /** The fields that decide whether an entry may be used, and how, by resource. Other lists have none. */
  readonly judges: Readonly<Record<string, { readonly fields: readonly string[]; readonly judge: JudgeEntry }>>;
  /** What the system itself would not refuse, by resource: a run refuses it. */
  readonly silent?: Readonly<Record<string, SilentFault>>;
}

/** An entry for purchases only. */
export const purchaseOnly: EntryFault = { level: 'error', says: 'is for purchases only' };
