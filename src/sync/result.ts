import type Big from 'big.js';
import type { Pause } from '../config/company/pauses.ts';
import type { SourcePosition, StateError, SyncError } from '../errors/errors.ts';
import type { Program } from '../mapping/flow/program.ts';
import type { DeadLetter } from '../state/progress.ts';
import type { SystemName } from '../systems/registry.ts';
import type { Cursor } from '../systems/system.ts';
import type { Notice } from './item.ts';
import type { Booked } from './money/booked.ts';
import type { Tally } from './run/tally.ts';
import type { LeftOut } from './taking-part.ts';
import type { FieldDifference } from './verify/differences.ts';
import type { PeriodTotal } from './verify/verify-totals.ts';

/** What became of one flow of a run; `result` is null if it could not begin. */
export interface FinishedFlow {
  readonly program: Program;
  readonly result: FlowResult | null;
  readonly error: SyncError | null;
  /** It ended in good order before it was done; absent = it did not. */
  readonly rest?: Rest;
  /** The flow is paused: it read and wrote nothing. Absent = it is not. */
  readonly pause?: Pause;
  readonly calls: Readonly<Record<string, number>>;
}

/** The result of a run. */
export interface RunResult {
  readonly flows: readonly FinishedFlow[];
  /** Why the progress could not be saved, if so: what was written stays, and will be found again. */
  readonly saveError: StateError | null;
}

/** A record that failed in this run. */
export interface FailedLetter {
  /** Of the source record. */
  readonly key: string;
  readonly letter: DeadLetter;
  /** True if it had not failed like this before. */
  readonly isNew: boolean;
}

/** What a check said about a record. */
export interface ToldNotice extends Notice {
  readonly reference: string;
}

/** What a flow did. */
export interface FlowResult {
  readonly tally: Tally;
  readonly before: Cursor | null;
  readonly after: Cursor | null;
  readonly failures: readonly FailedLetter[];
  /** The documents that were created, added up. */
  readonly booked: Booked;
  /** Those that were there already and were linked, added up. */
  readonly linked: Booked;
  /** How many records were left out, by reason. */
  readonly leftOut: readonly LeftOut[];
  /** What checks said about records that continued. */
  readonly notices: readonly ToldNotice[];
  /** References of the `records` input that the source knows. */
  readonly found: readonly string[];
  /** Those of them that are pinned as "skip", and left out. */
  readonly skipped: readonly string[];
  /** References in paused.yml, or pinned as "skip", that the source does not have. */
  readonly unknownHeld: readonly string[];
  /** True if everything that changed in the source was processed. */
  readonly isReadToEnd: boolean;
  /** True if the limit of the flow left records for a later run. */
  readonly isCutShort: boolean;
  /** How many records the source had for it; null = not known. */
  readonly ahead: Ahead | null;
  /** True if the next run need not begin where this one did: the cursor moved, or records were written, linked or refused. */
  readonly gotFurther: boolean;
  /** Target records whose source record was deleted, if the flow asks for them. */
  readonly deleted: readonly DeletedRecord[];
  /** Days of which the source no longer tells what was deleted; null if there are none. */
  readonly missedDeletions: MissedDays | null;
  /** What a flow that verifies found; null for one that writes. */
  readonly verification: VerificationResult | null;
  /** Why the flow stopped early, if it did. */
  readonly error: SyncError | null;
}

/** How many records the source has for a flow in this run: when it began to read them, and those that are left. */
export interface Ahead {
  readonly all: number;
  readonly left: number;
}

/** Why a flow ended in good order before it was done; the next runs go on from there. */
export interface Rest {
  /**
   * `time`: that of the run is up. `token`: that of the token which companies share is. `calls`: those of the day are used up, or kept back for flows
   * without a backlog. `limit`: so many records as the flow asks for were worked on; `since`: likewise in a run with the input `since`, after
   * which no other run goes on. `guard`: one stopped a flow of
   * the same records. `lost`: what an earlier run sent may still be stored.
   */
  readonly reason: 'time' | 'token' | 'calls' | 'limit' | 'since' | 'guard' | 'lost';
  /** False if there was no time or call to begin with. */
  readonly began: boolean;
  /** Records that this run got further than those before; absent = not known. */
  readonly doneNow?: number;
  /** For `lost`: when the runs go on, epoch ms. */
  readonly goesOnAtMs?: number;
}

/** Dutch calendar days, yyyy-MM-dd. */
export interface MissedDays {
  readonly from: string;
  readonly until: string;
}

/** A target record whose source record was deleted. */
export interface DeletedRecord {
  readonly step: string;
  /** The target's. */
  readonly system: SystemName;
  readonly resource: string;
  /** Human name of the target record. */
  readonly target: string;
  /** `stands`: nothing was done; `refused`: the target does not let it be deactivated, and `reason` says why. */
  readonly outcome: 'stands' | 'deactivated' | 'refused';
  readonly reason: string | null;
  /** True if it is a document, which a person corrects. */
  readonly isDocument?: true;
}

/** A difference between both systems, as the report shows it. */
export interface FoundDifference {
  readonly reference: string;
  /** The key of the record in its system: of the source record that the step stands for, of the target's if only it has one. */
  readonly key: string;
  readonly step: string;
  /**
   * `only`: a document that only the target has; `reason` gives its amount, as that of a document which is `missing`. `failed`: there is nothing to
   * compare with; `reason` says why, with the `code` of what the mapping was refused for.
   */
  readonly kind: 'missing' | 'differs' | 'ambiguous' | 'only' | 'failed';
  readonly fields: readonly FieldDifference[];
  readonly candidates: readonly string[];
  readonly code: string | null;
  readonly reason: string | null;
  /** The place that a person would edit, if there is one. */
  readonly at?: SourcePosition;
  /** It was not reported in this form before. */
  readonly isNew: boolean;
}

/** How many records of one step were compared, and what was found. */
export interface ComparedStep extends Readonly<Record<FoundDifference['kind'], number>> {
  readonly step: string;
  readonly equal: number;
}

/** The result of verifying. */
export interface VerificationResult {
  /** Records of steps that were compared, each once. */
  readonly compared: number;
  /** Those that are equal on both sides. */
  readonly equal: number;
  readonly counts: Readonly<Record<FoundDifference['kind'], number>>;
  /** The same by step: an invoice is one record, and its debtor is another. */
  readonly bySteps: readonly ComparedStep[];
  /** Differences that were not reported before. */
  readonly isNew: number;
  /** At most 1,000. */
  readonly differences: readonly FoundDifference[];
  /** Of documents: both sides by period and VAT code. */
  readonly totals: readonly PeriodTotal[];
  /** References of documents that are equal only within their tolerance, at most 1,000. */
  readonly near: readonly string[];
  /** What a person pinned as "skip", and would have been compared: at most 1,000. */
  readonly skipped: readonly SkippedRecord[];
}

/** A record that a check leaves out because links.yml skips it. */
export interface SkippedRecord {
  readonly reference: string;
  /** What its documents come to without VAT; null = it has none, or that is not known. */
  readonly amount: Big | null;
}
