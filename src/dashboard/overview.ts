import type { RunResult } from '../activity/format.ts';

// What the page reads. The page is plain JavaScript and has no types: these are what it relies on.

/** What became of one flow in a run: its place in `flows`, the code that stopped it, and how many records. */
export type FlowOutcome = readonly [
  flow: number,
  code: string | null,
  created: number,
  updated: number,
  unchanged: number,
  skipped: number,
  failed: number,
  waiting: number,
  differences: number,
];

/** Dead letters of one flow with one cause, when a run ended. */
export type WaitingCount = readonly [flow: number, code: string, count: number];

/** A run as the page lists it. */
export interface ShownRun {
  readonly run: string;
  /** Address of the run at GitHub; null = none. */
  readonly address: string | null;
  readonly administration: string;
  /** Seconds since 1970. */
  readonly startedAt: number;
  /** The Dutch day on which it began, `2026-11-27`. */
  readonly day: string;
  readonly seconds: number;
  readonly result: RunResult;
  readonly version: string;
  readonly config: string | null;
  /** Calls by system. */
  readonly calls: Readonly<Record<string, number>>;
  readonly flows: readonly FlowOutcome[];
  readonly waiting: readonly WaitingCount[];
}

/** What one flow booked on one day under one VAT code of one period. Amounts are decimal texts. */
export interface BookedDay {
  readonly administration: string;
  readonly flow: number;
  readonly day: string;
  readonly year: number | null;
  readonly period: number | null;
  readonly vatCode: string | null;
  /** A document with several VAT codes counts under each. */
  readonly documents: number;
  readonly amount: string;
  /** Null = the target computes it, at least for a part. */
  readonly vat: string | null;
}

/** How many documents one flow booked on one day in one period, each counted once; null = a log of an older version does not say. */
export interface DocumentsOfDay extends Omit<BookedDay, 'vatCode' | 'documents' | 'amount' | 'vat'> {
  readonly documents: number | null;
}

/** A flow with the systems between which it goes, as people call them; null = its name does not say. */
export interface ShownFlow {
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** A system that was called, with the calls a day that are usual for one administration; null = no limit is known. */
export interface ShownSystem {
  readonly name: string;
  readonly title: string;
  readonly callsPerDay: number | null;
}

/** All that the page needs before somebody looks for a record. */
export interface Overview {
  /** The moment the page was made, seconds since 1970. */
  readonly madeAt: number;
  readonly version: string;
  /** Lines of the logs that could not be read. */
  readonly damaged: number;
  /** The oldest first. */
  readonly runs: readonly ShownRun[];
  readonly booked: readonly BookedDay[];
  readonly documents: readonly DocumentsOfDay[];
  readonly flows: readonly ShownFlow[];
  readonly systems: readonly ShownSystem[];
  /** What each code means that occurs in the logs, and what to do. */
  readonly codes: Readonly<Record<string, { readonly means: string; readonly todo: string }>>;
  readonly events: EventIndex;
}

/** Where the events of a record are, and what the numbers in their blocks stand for. */
export interface EventIndex {
  readonly count: number;
  /** The first reference of each block of events, sorted. */
  readonly references: readonly string[];
  /** The first name of each block of other names, sorted. */
  readonly names: readonly string[];
  readonly steps: readonly string[];
  /** Sentences without their subject: `was created in the target`. */
  readonly actions: readonly string[];
  readonly codes: readonly string[];
  /** Each a list of names of fields, joined by a comma. */
  readonly fields: readonly string[];
}

/**
 * Some events, sorted by reference, column by column. -1 in a column = none. `counts` says how many events each
 * reference has.
 */
export interface EventBlock {
  readonly references: readonly string[];
  readonly counts: readonly number[];
  /** What `target` and `through` stand for. */
  readonly names: readonly string[];
  readonly run: readonly number[];
  /** Seconds after the start of the run. */
  readonly after: readonly number[];
  readonly flow: readonly number[];
  readonly step: readonly number[];
  readonly action: readonly number[];
  readonly code: readonly number[];
  readonly fields: readonly number[];
  readonly target: readonly number[];
  readonly through: readonly number[];
}

/** Other names under which records are looked for: the number in the target, or the document that brought them. Sorted by name. */
export type NameBlock = readonly (readonly [name: string, reference: string])[];
