import type { Catalog } from './catalog.ts';
import type { MoneyFields } from './money-fields.ts';
import type { ReferenceLists } from './reference-list.ts';

/** Where a system lists its financial periods. */
export interface FinancialPeriods {
  readonly resource: string;
  readonly from: string;
  readonly until: string;
}

/** What the rest of the product may ask of a system. */
export interface SystemFacts {
  /** The system as people call it. */
  readonly title: string;
  /** All that is known of its records. */
  readonly catalog: Catalog;
  /** The lawful way to what the API does not offer, by `resource.field`; a resource's own line by its name. */
  readonly alternatives: Readonly<Record<string, string>>;
  /** What to say of fields that the system takes and never shows, by `resource.field`; the others have a sentence in common. */
  readonly unreadable?: Readonly<Record<string, string>>;
  /** What to do where the system does not tell which records were deleted. */
  readonly withoutDeletions?: string;
  /** Where the money of documents stands, by resource. */
  readonly money: Readonly<Record<string, MoneyFields>>;
  /** Says, with a blank in front, how another address is set for a resource that the live description lacks. */
  readonly pathHint?: string;
  /** The lists of codes that other records name. */
  readonly lists: ReferenceLists;
  /** The list of the financial periods that are open, with the fields that hold their first and last day; absent = it cannot be asked. */
  readonly periods?: FinancialPeriods;
}
