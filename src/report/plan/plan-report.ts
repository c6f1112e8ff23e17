import type { SourcePosition } from '../../errors/errors.ts';
import type { ToldNotice } from '../../sync/result.ts';
import type { LeftOut } from '../../sync/taking-part.ts';
import type { FlowBooked } from '../booked-report.ts';
import type { PauseReport } from '../paused.ts';
import type { FlowReport, ReportedError } from '../run-report.ts';

/**
 * A value as a plan shows it, plain JSON: decimals as texts with all their digits, dates as ISO texts without a zone. A
 * personal value is its class in brackets, `[name]`, unless it was revealed; null is null for everybody.
 */
export type PlanValue =
  | null
  | boolean
  | number
  | string
  | readonly PlanValue[]
  | { readonly [field: string]: PlanValue };

/** One field that a plan would write. Fields of lines are named `lines[2].vatCode`, counted from 1. */
export interface PlanField {
  readonly field: string;
  /** What the target holds now; absent when the record is new, or could not be read. */
  readonly before?: PlanValue;
  readonly after: PlanValue;
}

/**
 * What would happen to a record in one step: it is created; changed; linked without a change; it exists and
 * differs, but stays because documents are not changed; it is refused, as a dead letter of a sync; or it is unknown,
 * because the mapping uses a field that was not recorded.
 */
export type PlanAction = 'create' | 'update' | 'link' | 'differ' | 'refuse' | 'unknown';

/** One record in one step. */
export interface PlanRecord {
  /** The flow's source record: a code or a number. */
  readonly reference: string;
  readonly step: string;
  /** The record that the step stands for, if it is another one, such as the customer of an order. */
  readonly subject: string | null;
  readonly action: PlanAction;
  /** The target record's human name or id; null when it is new or none. */
  readonly target: string | null;
  /** It is in the target already, found by a match key or a pin, and would be linked. */
  readonly links: boolean;
  readonly fields: readonly PlanField[];
  /** Why it is refused or differs, and where the mapping says so; null for the other actions. */
  readonly refusal: { readonly code: string; readonly reason: string; readonly at?: SourcePosition } | null;
}

/** What one step would do, in records. */
export interface PlanStep {
  readonly step: string;
  /** `asperion.debtors`. */
  readonly resource: string;
  readonly read: number;
  readonly create: number;
  readonly update: number;
  /** Already there, and linked from now on; those that would be updated count in both. */
  readonly link: number;
  readonly unchanged: number;
  /** There already, or left out by `when`. */
  readonly left: number;
  /** Linked ones that would be updated. */
  readonly differ: number;
  /** Those that a flow that verifies found: it neither changes nor refuses them. */
  readonly apart: number;
  /** All that would become dead letters, ambiguous ones and documents that differ included. */
  readonly refuse: number;
  readonly ambiguous: number;
  /** Their outcome is unknown: the mapping uses a field that was not recorded. */
  readonly unknown: number;
}

/** Amounts of lines that would be written, without VAT unless the code says otherwise; revenue is positive, also in an entry. */
export interface PlanMoney {
  readonly vatCode: string | null;
  /** The ledger account's code or id; null = the article decides it. */
  readonly account: string | null;
  readonly lines: number;
  /** Decimal text. */
  readonly amount: string;
  /** Lines of it whose amount only the target knows. */
  readonly unknown: number;
}

/** What one flow would do, what it would book, and what documents come to that would wait, refused now or before. */
export interface PlanFlow extends FlowBooked, Pick<FlowReport, 'source' | 'waitingMoney'> {
  readonly flow: string;
  readonly status: 'ok' | 'stopped';
  readonly error?: ReportedError;
  /** It is paused: a sync would not read it. */
  readonly isPaused?: true;
  /** Nothing is linked yet: this would be its first sync. */
  readonly isFirst: boolean;
  readonly steps: readonly PlanStep[];
  /** `FLOW@HASH`: a sync with it in the input `approve` writes exactly this; null = nothing is written, the systems were not asked, or a code is not in the target's list. */
  readonly approve: string | null;
  /** Bounds of the flow's guard that it exceeds; it would stop before its first write. */
  readonly guard: readonly string[];
  /** A guard stops a flow of the same records before it: a sync would not begin it. */
  readonly waitsForGuard?: true;
  /** Records read, and the flow's `limit`, when that ends the run before all is done. */
  readonly limit: number | null;
  /** Dead letters that wait for their time and were not tried. */
  readonly waiting: number;
  /** Target records whose source record was deleted: put out of use, or only told of. */
  readonly deleted: readonly { readonly step: string; readonly target: string; readonly isDeactivated: boolean }[];
  /** How many records would be left out, and why; absent = none. */
  readonly leftOut?: readonly LeftOut[];
  /** What checks report of records that would go on; absent = nothing. */
  readonly notices?: readonly ToldNotice[];
  /** What could not be read of the target's records; absent = nothing. */
  readonly warnings?: readonly string[];
  readonly money: readonly PlanMoney[];
  /** By reference, then step; records that stay as they are, are only counted. */
  readonly records: readonly PlanRecord[];
}

/** A line of links.yml that would settle an ambiguity. */
export interface PlanLink {
  readonly flow: string;
  readonly source: string;
  /** The candidate that is proposed, or `skip` where each belongs to another record already. */
  readonly target: string;
  readonly candidates: readonly string[];
  readonly why: string;
  /** `new` settles it as well: the record gets one of its own. */
  readonly mayBeNew?: true;
  /** The file that settles it; absent = not known. */
  readonly at?: SourcePosition;
}

/** What a plan was made on: the systems themselves, what earlier runs recorded of them, or each for some flows. */
export interface BasisReport {
  readonly kind: 'systems' | 'recording' | 'both' | 'samples';
  /** When the newest record was recorded, ISO text in UTC; null = nothing recorded was used. */
  readonly recordedAt: string | null;
  /** Flows that were planned on the recording. */
  readonly recorded: readonly string[];
  /** Fields that these look at and that were not recorded for every record: `exact-online.crm/Accounts.Fax`. */
  readonly lacks: readonly string[];
  /** Flows of which nothing is recorded, so that what they would do is not known; in a comparison, those that the change touches. */
  readonly unrecorded: readonly string[];
}

/** What all plans begin with. */
export interface PlanHead {
  /** Version of this shape: grows when a reader of the old one could fail. */
  readonly format: 1;
  /** Version of the action. */
  readonly version: string;
  /** ISO text in UTC. */
  readonly madeAt: string;
  readonly basis: BasisReport;
  /** Classes of personal fields that are shown. */
  readonly revealed: readonly string[];
  readonly warnings: readonly string[];
}

/** The machine-readable plan: what a sync would do now. Deterministic except for `madeAt`. */
export interface Plan extends PlanHead {
  readonly kind: 'plan';
  /** What is paused, and pauses that are over; absent = nothing. */
  readonly paused?: readonly PauseReport[];
  /** In the order of a run. */
  readonly flows: readonly PlanFlow[];
  /** In the order of flows and references. */
  readonly links: readonly PlanLink[];
}
