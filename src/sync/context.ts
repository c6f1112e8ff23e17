import type { Pause } from '../config/company/pauses.ts';
import type { Program } from '../mapping/flow/program.ts';
import type { FlowProgress, Progress } from '../state/progress.ts';
import type { SystemName } from '../systems/registry.ts';
import type { System } from '../systems/system.ts';
import type { LocalDateTime } from '../values.ts';
import type { Claims } from './find/claims.ts';
import type { Gone } from './find/gone.ts';
import type { References } from './find/references.ts';
import type { SearchProof } from './find/search-proof.ts';
import type { Twins } from './find/twins.ts';
import type { CreatedRecords } from './guard/created-records.ts';
import type { MadeUp } from './guard/made-up.ts';
import type { Item } from './item.ts';
import type { LinkBook } from './links/link-book.ts';
import type { FieldSources, Pins } from './links/pairs.ts';
import type { DeletedRecord, FinishedFlow } from './result.ts';
import type { Allowance } from './run/allowance.ts';
import type { LeftBehind } from './run/deletions.ts';
import type { Pauses } from './run/pauses.ts';
import type { Unanswered } from './write/unanswered.ts';
import type { Writer } from './write/writer.ts';

/**
 * A sync writes for real: it waits for what a lost run may have sent, and proves that what it creates is found again. A plan writes nothing, and leaves out
 * what only the target has. A mapping test runs as a sync does, over systems in memory.
 */
export type RunKind = 'sync' | 'plan' | 'test';

/** What a run needs. Everything with effects outside is passed in. */
export interface RunContext {
  readonly kind: RunKind;
  /** Every flow of the folder, including those that do not run: their pins apply to shared records. */
  readonly programs: readonly Program[];
  /** Names of the flows to run. */
  readonly selected: ReadonlySet<string>;
  readonly systems: Readonly<Record<SystemName, System>>;
  /** Changed in place; saved by `save`. */
  readonly progress: Progress;
  readonly links: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The file in which a person pins others; absent = not known. */
  readonly linksFile?: string;
  /** What a person holds back on the day of the run; absent = nothing. */
  readonly pauses?: Pauses;
  readonly records: readonly string[] | null;
  readonly since: string | null;
  /** What a person approved, `FLOW@HASH` by flow: such a flow writes exactly that, or nothing. */
  readonly approved?: ReadonlyMap<string, string>;
  /** The keys and numbers that a plan invents; needed with shadows, so that a guard's own plan invents nothing twice. */
  readonly madeUp?: MadeUp;
  /** Notes what is created, for what a person is to approve; absent = only if something was approved. */
  readonly created?: CreatedRecords;
  /** Keyed hash, 16 hexadecimal digits. */
  readonly fingerprint: (text: string) => string;
  /** Calls made since it was last called, by `<system> <method> <resource>`. */
  readonly takeCalls: () => Readonly<Record<string, number>>;
  /** Seals and saves the progress; throws StateError. */
  readonly save: () => Promise<void>;
  /** The same before the first write of the run; throws StateError ANOTHER_RUN if another run writes. Default: `save`. */
  readonly claim?: () => Promise<void>;
  readonly clock: () => number;
  /** Makes the writer for a target: one that writes, or one that only simulates. */
  readonly createWriter: (target: System) => Writer;
  /** Called before each flow; throws the reason if it may not begin. */
  readonly assure?: (flow: string) => Promise<void>;
  /** Called with every batch once it is settled, including one that was stopped half-way. */
  readonly observe?: (program: Program, items: readonly Item[]) => void;
  /** Called when the flows are done, before the progress is saved for the last time. */
  readonly conclude?: (flows: readonly FinishedFlow[]) => void;
  /** What the run may use up; absent = it goes on until it is done. */
  readonly allowance?: Allowance;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** What a flow needs to run. */
export interface FlowContext {
  readonly program: Program;
  readonly source: System;
  readonly target: System;
  /** Makes the writer for the target, which may be the one that remembers what was asked. */
  readonly createWriter: (target: System) => Writer;
  /** By source resource, the pairs whose links lead to its records: those are copies of the target's documents. */
  readonly copyPairs: ReadonlyMap<string, readonly string[]>;
  /** Flows that are declared disjoint from this one: no record may take part in both. */
  readonly rivals: readonly Program[];
  /** What flows in the other direction have not brought across of the documents that this one reads. */
  readonly twins: readonly Twins[];
  readonly links: LinkBook;
  /** What records of this run would take; flows share it, as they share links. */
  readonly claims: Claims;
  /** Linked records that are gone; shared as well. */
  readonly gone: Gone;
  /** Creates that got no answer: what they make may still appear; shared as well. */
  readonly unanswered: Unanswered;
  /** Pairs and keys of records that may hold what a lost run wrote, and that this run could not settle; shared as well. */
  readonly unsettled: Set<string>;
  /** Documents of deleted records that this run told of: a later flow may take one up; shared as well. */
  readonly left: Map<DeletedRecord, LeftBehind>;
  /** An earlier run may have written what the fingerprints do not know, so changes are compared in full. */
  readonly wasLeftOpen: boolean;
  /** Pair name per step, in step order. */
  readonly pairs: readonly string[];
  /** By pair name, what the flows that run write: see `writtenFields`. */
  readonly written: ReadonlyMap<string, FieldSources>;
  /** Pins of links.yml by pair name. */
  readonly pins: ReadonlyMap<string, Pins>;
  /** The file in which a person pins others; null = not known. */
  readonly linksFile: string | null;
  /** Records of this flow that are paused today, by their references. */
  readonly pausedRecords: ReadonlyMap<string, Pause>;
  /** References of records of this flow that a person pinned as "skip". */
  readonly skippedRecords: ReadonlySet<string>;
  /** References of related records that documents of this flow stand for, such as invoices of its orders, pinned as "skip". */
  readonly skippedElements: ReadonlySet<string>;
  /** Changed in place. */
  readonly progress: FlowProgress;
  readonly lists: References;
  /** Null if nothing is really written. */
  readonly proof: SearchProof | null;
  /** Only these references, compared in full; null = what changed. */
  readonly records: readonly string[] | null;
  /** Backfill from this date (yyyy-MM-dd): read from the beginning; null = from the cursor. */
  readonly since: string | null;
  /** `FLOW@HASH`: only what this stands for may be written, guard or not; null = no approval was given. */
  readonly approved: string | null;
  /** A guard's own plan is a plan, in whatever run. */
  readonly kind: RunKind;
  /** Keys and numbers that were invented in this run, by a plan or by the plan of a guard. */
  readonly madeUp: MadeUp;
  /** What was created in this run, by names that its plan gave too; flows share it. */
  readonly created: CreatedRecords;
  /** Keyed hash, 16 hexadecimal digits. */
  readonly fingerprint: (text: string) => string;
  readonly clock: () => number;
  /** The Dutch calendar day on which the run began, for mappings. */
  readonly today: LocalDateTime;
  /** Called before a page, a batch and a record: throws if the run was cancelled, or has no time or calls for it. */
  readonly mayBegin: () => void;
  /** Called with every batch once it is settled. */
  readonly observe: (items: readonly Item[]) => void;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}
