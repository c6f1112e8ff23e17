import type { ReportedError } from '../run-report.ts';
import type { PlanHead, PlanValue } from './plan-report.ts';

/** The outcome of a record in a step under one version of the mappings. */
export type Outcome = 'created' | 'updated' | 'unchanged' | 'left' | 'refused' | 'not known' | 'not taken';

/** One row or key that differs between two versions; null = it is not there. */
export interface ConfigChange {
  /** Path of the key within its file, `NL / 2`. */
  readonly key: string;
  readonly base: string | null;
  readonly head: string | null;
}

/** What differs between the two folders of mappings. */
export interface ConfigChanges {
  readonly flows: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly enabled: readonly string[];
    readonly disabled: readonly string[];
    /** Flows in both whose result may differ: the flow itself, or a table or setting that it uses. */
    readonly changed: readonly string[];
    /** The same for flows that are off before and after. */
    readonly changedOff: readonly string[];
  };
  /** By the file's name: `tables/vat-codes`, `settings`, `links`; files that are alike are left out. */
  readonly files: readonly { readonly file: string; readonly changes: readonly ConfigChange[] }[];
}

/** One field that the versions give different values. */
export interface ComparedField {
  readonly field: string;
  readonly base: PlanValue;
  readonly head: PlanValue;
}

/** A side of a compared record. */
export interface ComparedSide {
  readonly outcome: Outcome;
  /** The code of a refusal, or of what is unknown. */
  readonly code: string | null;
  readonly reason: string | null;
}

/** A record that the versions do not treat alike in one step. */
export interface ComparedRecord {
  readonly reference: string;
  readonly step: string;
  readonly base: ComparedSide;
  readonly head: ComparedSide;
  readonly fields: readonly ComparedField[];
  /** A document that is in the target already, which a sync does not change: it stays as it was sent. */
  readonly stays: boolean;
  /** The document's revenue without VAT under the head, or under the base if the head does not book it, decimal text; null = none, or unknown. */
  readonly amount: string | null;
  /** Its lines that move, each by itself and not rounded; absent = none. */
  readonly moves?: readonly MoneyMove[];
  /**
   * The record above that is the same one of the target, here or in another flow, made by the same versions: sums of several flows count it
   * there, with its money. Absent = there is none.
   */
  readonly twin?: { readonly flow: string; readonly reference: string; readonly step: string };
}

/** Money by VAT code and ledger account under both versions, decimal texts; places where nothing differs are left out. */
export interface ComparedMoney {
  readonly vatCode: string | null;
  readonly account: string | null;
  readonly base: string;
  readonly head: string;
  readonly difference: string;
  /** Lines under the base and under the head. */
  readonly lines: readonly [number, number];
  /** Lines on either side whose amount only the target knows. */
  readonly unknown: number;
}

/** Revenue by book period and VAT code under both versions, decimal texts; periods where nothing differs are left out. */
export interface ComparedPeriod extends Omit<ComparedMoney, 'account'> {
  /** `2026 / 12`, book year and period; null = the documents have none. */
  readonly period: string | null;
}

/** Lines that go from one VAT code, or from one ledger account, to another. `amount` is what stood in the old place. */
export interface MoneyMove {
  readonly of: 'VAT code' | 'ledger account';
  readonly from: string | null;
  readonly to: string | null;
  readonly lines: number;
  /** Decimal text; of an entry as revenue, which is above zero. */
  readonly amount: string;
  /** What of it is on documents that credit, below zero; absent = nothing. */
  readonly credited?: string;
}

/** One flow under both versions. */
export interface ComparedFlow {
  readonly flow: string;
  /** Why one of the versions could not be run to its end. */
  readonly errors: readonly { readonly of: 'base' | 'head'; readonly error: ReportedError }[];
  /** Records that at least one of the versions takes. */
  readonly compared: number;
  readonly alike: number;
  /** Those of the others that are already in the target and stay as they are. */
  readonly stays: number;
  /** Within how many hours a sync reads all of its records again, 0 = the next one does; absent = it reads only what changed. */
  readonly readAgainHours?: number;
  /** How many of `compared`, of those that differ, and of `stays` flows above have as well; absent = none. */
  readonly repeated?: { readonly compared: number; readonly changed: number; readonly stays: number };
  readonly outcomes: readonly {
    readonly step: string;
    /** `refused UNMAPPED_KEY`. */
    readonly base: string;
    readonly head: string;
    readonly records: number;
  }[];
  /** How many records have another value there. Lines count together: `lines.vatCode`. */
  readonly fields: readonly { readonly step: string; readonly field: string; readonly records: number }[];
  readonly money: readonly ComparedMoney[];
  readonly periods: readonly ComparedPeriod[];
  readonly moves: readonly MoneyMove[];
  /** By reference, then step. */
  readonly records: readonly ComparedRecord[];
}

/** Rows of a table that were edited alike, and what that does to the records. */
export interface TableEdit {
  /** The table's name. */
  readonly table: string;
  /** The rows, by their keys: `NL / 2`. */
  readonly rows: readonly string[];
  /** The fields of the source that the keys are taken from, such as `Country` and `VATCode`; empty = no flow looks anything up in the table. */
  readonly keys: readonly string[];
  /** What the rows gave and give; null = they are new, or removed. */
  readonly base: string | null;
  readonly head: string | null;
  /** The target fields that flows fill from them, each once; empty = they fill none. */
  readonly fields: readonly string[];
  /** False if no flow that is on looks anything up in the table. Rows that fill no field may stand in checks and calculations. */
  readonly isUsed: boolean;
  /** Records that come out differently because of it. */
  readonly effects: readonly EditEffect[];
  /** False if nothing tells whether these rows make other records come out differently. */
  readonly isKnown: boolean;
}

/** How many records of a step. */
export interface StepCount {
  readonly step: string;
  readonly records: number;
}

/** What an edit of a table does to the records of one flow. */
export interface EditEffect {
  readonly flow: string;
  /** How many records of each step get another value, or wait no longer or from now on for a row. */
  readonly steps: readonly StepCount[];
  /** How many records of each step are refused by the head only, and by the base only. */
  readonly refused: readonly StepCount[];
  readonly accepted: readonly StepCount[];
  /** What the lines add up to that move, decimal text; null = no money is concerned, or it is not known. */
  readonly amount: string | null;
  /** What of it is on documents that credit, below zero; absent = nothing. */
  readonly credited?: string;
}

/** The machine-readable plan of a change: what two versions of the mappings make of the same records. */
export interface Comparison extends PlanHead {
  readonly kind: 'comparison';
  /** The folder that was compared with. */
  readonly base: string;
  readonly config: ConfigChanges;
  /** The edits of tables, in the order of `config.files`. */
  readonly edits: readonly TableEdit[];
  /** In the order of a run. */
  readonly flows: readonly ComparedFlow[];
}
