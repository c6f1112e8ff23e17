import type { z } from 'zod';
import type { Budget } from '../http/budget.ts';
import type { Assumption } from './assumption.ts';
import type { Catalog, ResourceSpec } from './catalog.ts';
import type { BudgetContext, ConnectContext, Connected } from './connected.ts';
import type { Addresses, Login } from './login.ts';
import type { ListMeanings } from './meaning.ts';
import type { MoneyFields } from './money-fields.ts';
import type { ReferenceLists } from './reference-list.ts';
import type { Refusal } from './refusals.ts';
import type { SystemInputs } from './system-inputs.ts';

/** Where a system lists its financial periods. */
export interface FinancialPeriods {
  readonly resource: string;
  readonly from: string;
  readonly until: string;
}

/** What the settings say of a system, as its own schema has it. */
export type SystemSettings = Readonly<Record<string, unknown>>;

/** The limits of a system's calls and tokens. */
export interface CallLimits<Settings = unknown> {
  /** Calls that the administration has a day: announced in an earlier run, whose budget's `snapshot` this is, or by the settings. */
  callsPerDay(settings: Settings, snapshot: unknown, administration: string): number;
  /** Calls that look whether a source changed, when it did not. */
  idleCalls(source: ResourceSpec, fields: readonly string[]): number;
  /** Seconds before which no access token is renewed, and how many the system gives a day. */
  readonly tokens: { readonly earliestRenewalS: number; readonly perDay: number };
}

/** What the rest of the product may ask of a system. */
export interface SystemFacts<Key extends string = string, Schema extends z.ZodType = z.ZodType> {
  /** The system as people call it. */
  readonly title: string;
  /** The inputs of the action that say where it is and who asks it. */
  readonly inputs: SystemInputs;
  /** Its key in settings.yml, and what may stand there. */
  readonly settings: { readonly key: Key; readonly schema: Schema };
  /** All that is known of its records. */
  readonly catalog: Catalog;
  /** One of its resources, for an example of a source. */
  readonly example: string;
  /** The word for a record that is out of use; absent = it has none. */
  readonly outOfUse?: string;
  /** What to do instead of what the API does not offer, by `resource.field`, or by the name of a resource. */
  readonly alternatives: Readonly<Record<string, string>>;
  /** What to say of fields that the system takes and never shows, by `resource.field`; the others have a sentence in common. */
  readonly unreadable?: Readonly<Record<string, string>>;
  /** What to do where the system does not tell which records were deleted. */
  readonly withoutDeletions?: string;
  /** What its refusals mean, by their words; the first that fits counts. */
  readonly refusals?: readonly Refusal[];
  /** Where the money of documents stands, by resource. */
  readonly money: Readonly<Record<string, MoneyFields>>;
  /** What its client takes for granted and no documentation proves. */
  readonly assumptions: readonly Assumption[];
  /** When calls to it may go out. */
  budget(context: BudgetContext<z.output<Schema>>): Budget;
  /** What the schedule is held against; absent = no limit is known. */
  readonly limits?: CallLimits<z.output<Schema>>;
  /** How it is reached; nothing is sent yet. */
  connect(context: ConnectContext<z.output<Schema>>): Connected;
  /** What is particular to its one-time login; absent = nobody logs in there. */
  login?(addresses: Addresses, settings: z.output<Schema>): Login;
  /** Says, with a blank in front, how another address is set for a resource that the live description lacks. */
  readonly pathHint?: string;
  /** The lists of codes that other records name. */
  readonly lists: ReferenceLists;
  /** What the entries of its lists mean, for a first proposal of tables; absent = nothing can be proposed. */
  readonly meanings?: ListMeanings;
  /** The list of the financial periods that are open, with the fields that hold their first and last day; absent = it cannot be asked. */
  readonly periods?: FinancialPeriods;
}
