import type { z } from 'zod';
import type { Budget } from '../http/budget.ts';
import type { Assumption } from './assumption.ts';
import type { Catalog, ResourceSpec } from './catalog.ts';
import type { BudgetContext, ConnectContext, Connected, Sharing } from './connected.ts';
import type { RecordNouns, Screens } from './for-people.ts';
import type { KnownMessage } from './known-message.ts';
import type { ListMeanings } from './meaning.ts';
import type { MoneyFields } from './money-fields.ts';
import type { ReferenceLists } from './reference-list.ts';
import type { SystemInputs } from './system-inputs.ts';
import type { Addresses, Login } from './tokens/login.ts';
import type { Translations } from './translations.ts';

/** Where a system lists its financial periods. */
export interface FinancialPeriods {
  readonly resource: string;
  readonly from: string;
  readonly until: string;
}

/** The settings of a system, in the form of its own schema. */
export type SystemSettings = Readonly<Record<string, unknown>>;

/** The limits of a system's calls and tokens. */
export interface CallLimits<Settings = unknown> {
  /** The administration's calls per day: stated in an earlier run, whose budget's `snapshot` this is, or by the settings. */
  callsPerDay(settings: Settings, snapshot: unknown, administration: string): number;
  /** The calls per day that a run may make which shares the limits with others; infinite if it shares nothing. */
  share(settings: Settings, sharing: Sharing): number;
  /** The calls it takes to see that a source did not change. */
  idleCalls(source: ResourceSpec, fields: readonly string[]): number;
  /** Seconds before which no access token is renewed, how many the system gives a day, and the days after which a login ends if nothing renews it. */
  readonly tokens: { readonly earliestRenewalS: number; readonly perDay: number; readonly loginDays: number };
}

/** What the rest of the product may ask of a system. */
export interface SystemFacts<Key extends string = string, Schema extends z.ZodType = z.ZodType> {
  /** The system as people call it. */
  readonly title: string;
  /** The inputs of the action that say where it is and who asks it. */
  readonly inputs: SystemInputs;
  /** Its key in settings.yml, and the schema of its settings. */
  readonly settings: { readonly key: Key; readonly schema: Schema };
  /** All that is known of its records. */
  readonly catalog: Catalog;
  /** What people call its records; those of a resource that is not here are called records. */
  readonly nouns?: RecordNouns;
  /** Where it shows records to people; absent = no address is known. */
  readonly screens?: Screens;
  /** The days that a login lasts at most, however often it is renewed; null = it is not known. Absent = a login that is renewed does not end. */
  fixedLoginDays?(settings: z.output<Schema>): number | null;
  /** A resource to use as an example of a source. */
  readonly example: string;
  /** The word for an inactive record; absent = it has none. */
  readonly outOfUse?: string;
  /** What to do if the API does not offer something, by `resource.field` or by resource. */
  readonly alternatives: Readonly<Record<string, string>>;
  /** What to say about fields that the system accepts but never shows, by `resource.field`; others get a common sentence. */
  readonly unreadable?: Readonly<Record<string, string>>;
  /** What to do if the system does not show which records were deleted. */
  readonly withoutDeletions?: string;
  /** What its client says, in Dutch. */
  readonly dutch?: Translations;
  /** What it says when it refuses something, and what that means. */
  readonly messages?: readonly KnownMessage[];
  /** The money fields of documents, by resource. */
  readonly money: Readonly<Record<string, MoneyFields>>;
  /** What its client takes for granted and no documentation proves. */
  readonly assumptions: readonly Assumption[];
  /** Limits calls to it. */
  budget(context: BudgetContext<z.output<Schema>>): Budget;
  /** The limits that the schedule is checked against; absent = no limit is known. */
  readonly limits?: CallLimits<z.output<Schema>>;
  /** Connects to it; nothing is sent yet. */
  connect(context: ConnectContext<z.output<Schema>>): Connected;
  /** How its one-time login differs from others; absent = it has no login. */
  login?(addresses: Addresses, settings: z.output<Schema>): Login;
  /**
   * Within how many hours a sync reads all records of a resource again, whether they changed or not; 0 = each one does. Absent = a sync reads only what
   * changed.
   */
  readsAllAgainHours?(settings: z.output<Schema>, source: ResourceSpec, fields: readonly string[]): number;
  /** How to set another address for a resource that the live description lacks; starts with a blank. */
  readonly pathHint?: string;
  /** The lists of codes that other records name. */
  readonly lists: ReferenceLists;
  /** What the entries of its lists mean, for a first proposal of tables; absent = nothing can be proposed. */
  readonly meanings?: ListMeanings;
  /** The list of the financial periods that are open, with the fields that hold their first and last day; absent = it cannot be asked. */
  readonly periods?: FinancialPeriods;
}
