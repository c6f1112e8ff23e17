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

/** VAT codes whose amounts include VAT. The system takes them without a word, and takes the VAT out of amounts that have none. */
export interface InclusiveCodes {
  /** The fields of an entry that tell it. */
  readonly fields: readonly string[];
  /** The field of lines that names the code: flows send their amounts without VAT. */
  readonly of: string;
  isInclusive(entry: RecordValues): boolean;
}

/** The lists of a system. */
export interface ReferenceLists {
  /** Fields that name an entry of a list, wherever they occur. */
  readonly byField: Readonly<Record<string, ReferenceList>>;
  /** The fields that decide whether an entry may be used, and how, by resource. Other lists have none. */
  readonly judges: Readonly<Record<string, { readonly fields: readonly string[]; readonly judge: JudgeEntry }>>;
  /** The codes among the entries that no line may have, by resource: a run refuses them. */
  readonly inclusive?: Readonly<Record<string, InclusiveCodes>>;
}

/** An entry for purchases only. */
export const purchaseOnly: EntryFault = { level: 'error', says: 'is for purchases only' };

/** A VAT code on a line whose amount it would take for another one. */
export const inclusiveOnLine: EntryFault = {
  level: 'error',
  says: 'is for amounts that include VAT, and all are sent without it',
};
