import type { RecordError } from '../errors/errors.ts';
import type { RecordValues, Value } from '../values.ts';
import type { Catalog } from './catalog.ts';
import type { SystemName } from './registry.ts';

/** How far a feed has been read; opaque to the engine, plain JSON, safe in the sealed state. */
export type Cursor = { readonly [part: string]: string };

/** A record of the source, with what the engine needs to know about it. */
export interface SourceRecord {
  /** The source system's id as text; links and dead letters are stored under it. */
  readonly key: string;
  /** The human name: account code, article number, order number. */
  readonly reference: string;
  readonly fields: RecordValues;
  /** When the record last changed in the source, if the feed says. */
  readonly changedAt: string | null;
}

/** Some changes of the source. */
export interface ChangePage {
  readonly records: readonly SourceRecord[];
  /**
   * Where to continue once all records of this and earlier pages are settled; null if this place is not safe yet
   * (the feed is not in order): then the last page has it.
   */
  readonly cursor: Cursor | null;
  /** How many records the source still has behind this page; absent = not known. */
  readonly left?: number;
}

/** What to read from the source. */
export interface ChangesRequest {
  readonly resource: string;
  /** Fields that the flow uses, collection fields as `SalesOrderLines.AmountFC`. The client adds what it needs itself. */
  readonly fields: readonly string[];
  /** Null on the first run. */
  readonly cursor: Cursor | null;
  /** Now, epoch ms: for feeds with a daily full listing. */
  readonly nowMs: number;
  readonly signal: AbortSignal;
}

/** What to read from a log of deletions. */
export interface DeletionsRequest {
  readonly resources: readonly string[];
  /** Null = as far back as the log goes. */
  readonly cursor: Cursor | null;
  /** How far the feed of the flow's own resource has been read. */
  readonly feed: Cursor | null;
  readonly signal: AbortSignal;
}

/** Records that were deleted. */
export interface Deletions {
  /** Keys as in `SourceRecord`; the engine may not know them. */
  readonly keys: readonly string[];
  /** Where to continue once all of them are settled. */
  readonly cursor: Cursor;
  /** How many days the log goes back; absent = to its beginning. */
  readonly keptDays?: number;
}

/** A look-up of records whose `field` equals one of `values`. */
export interface FindRequest {
  readonly resource: string;
  readonly field: string;
  readonly values: readonly Value[];
  /** Fields to return; the key and reference fields are always included. */
  readonly fields: readonly string[];
  /**
   * The records that this look-up is for, as they would be written: some lists need more than
   * one field (Asperion's journal entries also need their book year).
   */
  readonly near?: readonly RecordValues[];
  /**
   * Never answer from the run's cache: used after a write whose outcome is unclear. With the key field, each record that lists do
   * not show is read by its id, so that a record that does not come back is known to be gone.
   */
  readonly fresh?: boolean;
  /**
   * Look-ups with the same object may be answered from a list that one of them has read, if that costs fewer calls, and be some minutes old. Absent = asked
   * each time.
   */
  readonly memory?: object;
  /** Called if what a list of `memory` lacks was taken for absent, though it may have come since: such an answer is only to count with. Absent = not allowed. */
  readonly guessed?: () => void;
  /**
   * Called with each value that the system refuses, before the others are answered; absent = a refused value fails
   * the whole look-up.
   */
  readonly refused?: (value: Value, why: RecordError) => void;
  readonly signal: AbortSignal;
}

/** The file behind a field of type `binary`. The field's value is a text that names the file and changes with it. */
export interface FileContent {
  /** File name, such as `A1.png`. */
  readonly name: string;
  /** Media type, such as `image/png`. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Fetches the file with this name. Throws RecordError if it cannot be read or is too large. */
export type ReadFile = (name: string, signal: AbortSignal) => Promise<FileContent>;

/** A system, as the engine sees it. */
export interface System {
  readonly name: SystemName;
  readonly catalog: Catalog;
  /** Fetches a file that one of its records names; absent = its records have no files. */
  readonly readFile?: ReadFile;
  /** True = a repeated look-up is answered from memory, without a call. */
  readonly remembers?: true;
  /** True = what is asked again costs no call: its answers, which may be no plain records, need not be kept, or guessed. */
  readonly isFree?: true;
  /** False = it cannot be asked for lists: those that the progress keeps count, however old. */
  readonly hasLists?: false;
  /** Reads changes page by page. Throws AccessError, TransientError. */
  changes(request: ChangesRequest): AsyncIterable<ChangePage>;
  /** Deleted records of resources with a `deletionType`. Absent if the system has no log of deletions. */
  deletions?(request: DeletionsRequest): Promise<Deletions>;
  /** Source records by key or reference, assembled like those of the feed: for retries and the `records` input. */
  read(request: {
    readonly resource: string;
    readonly by: 'key' | 'reference';
    readonly values: readonly string[];
    readonly fields: readonly string[];
    readonly signal: AbortSignal;
  }): Promise<readonly SourceRecord[]>;
  /** Records by a field's values, in as few calls as the API allows; the caller compares exactly. */
  find(request: FindRequest): Promise<readonly RecordValues[]>;
  /** All records of a small reference list (VAT codes, item groups): for codes → ids. */
  list(request: {
    readonly resource: string;
    readonly fields: readonly string[];
    readonly signal: AbortSignal;
  }): Promise<readonly RecordValues[]>;
  /**
   * Creates one record and returns what the answer says about it, at least the key. It is sent once, never repeated blindly. `isAboutThis` says
   * whether an answer is about this record; if not, nothing of it is remembered, and the outcome is open.
   * Throws RecordError `REFUSED` if the system refuses it (4xx), `PERIOD_CLOSED` if it says that nothing can be booked
   * on that date, UnclearWriteError if the outcome is open.
   */
  create(request: {
    readonly resource: string;
    readonly values: RecordValues;
    readonly isAboutThis?: (created: RecordValues) => boolean;
    readonly signal: AbortSignal;
  }): Promise<RecordValues>;
  /**
   * Changes the given fields of one record; null clears. Returns what the answer says about it, which may be nothing. Throws like
   * `create`; RecordError `NOT_FOUND` if the record is gone.
   */
  update(request: {
    readonly resource: string;
    readonly key: Value;
    readonly values: RecordValues;
    readonly signal: AbortSignal;
  }): Promise<RecordValues>;
}
