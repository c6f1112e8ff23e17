import type { Pause } from '../../config/company/pauses.ts';
import { type SyncError, TransientError } from '../../errors/errors.ts';
import type { Program } from '../../mapping/flow/program.ts';
import { hideRecords } from '../../privacy/hide-records.ts';
import type { DeadLetter, FlowProgress } from '../../state/progress.ts';
import type { Cursor, System } from '../../systems/system.ts';
import type { LocalDateTime } from '../../values.ts';
import type { Claims } from '../find/claims.ts';
import type { Gone } from '../find/gone.ts';
import type { References } from '../find/references.ts';
import type { SearchProof } from '../find/search-proof.ts';
import type { CreatedRecords } from '../guard/created-records.ts';
import { checkGuard, withMemory } from '../guard/guard-pass.ts';
import type { MadeUp } from '../guard/made-up.ts';
import type { LinkBook } from '../links/link-book.ts';
import type { FieldSources, Pins } from '../links/pairs.ts';
import type { Booked } from '../money/booked.ts';
import type { Notice } from '../step/checks.ts';
import type { Item } from '../step/item.ts';
import type { VerificationResult } from '../verify/verification.ts';
import type { Unanswered } from '../write/unanswered.ts';
import type { Writer } from '../write/writer.ts';
import type { Ahead } from './backlog.ts';
import type { DeletedRecord } from './deletions.ts';
import { FlowRun } from './flow-run.ts';
import type { RunKind } from './run.ts';
import type { LeftOut } from './taking-part.ts';
import type { Tally } from './tally.ts';
import { asSyncError } from './unforeseen.ts';

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
  readonly links: LinkBook;
  /** What records of this run would take; flows share it, as they share links. */
  readonly claims: Claims;
  /** Linked records that are gone; shared as well. */
  readonly gone: Gone;
  /** Creates that got no answer: what they make may still appear; shared as well. */
  readonly unanswered: Unanswered;
  /** Pairs and keys of records that may hold what a lost run wrote, and that this run could not settle; shared as well. */
  readonly unsettled: Set<string>;
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
  /** How many records were left out, by reason. */
  readonly leftOut: readonly LeftOut[];
  /** What checks said about records that continued. */
  readonly notices: readonly ToldNotice[];
  /** References of the `records` input that the source knows. */
  readonly found: readonly string[];
  /** References in paused.yml that the source does not have. */
  readonly unknownPaused: readonly string[];
  /** True if everything that changed in the source was processed. */
  readonly isReadToEnd: boolean;
  /** How many records the source had for it; null = not known. */
  readonly ahead: Ahead | null;
  /** True if the next run need not begin where this one did: the cursor moved, or records were written, linked or refused. */
  readonly gotFurther: boolean;
  /** Target records whose source record was deleted, if the flow asks for them. */
  readonly deleted: readonly DeletedRecord[];
  /** What a flow that verifies found; null for one that writes. */
  readonly verification: VerificationResult | null;
  /** Why the flow stopped early, if it did. */
  readonly error: SyncError | null;
}

/**
 * Runs one flow: reads changes page by page, takes each record through the steps, and moves the cursor when a page is
 * settled. Never throws for errors that a user may see: the result has the error, and everything that was done before stays.
 */
export async function runFlow(context: FlowContext): Promise<FlowResult> {
  const before = context.progress.cursor;
  const { links, pairs } = context;
  const linksBefore = links.count(...pairs);
  const guarded = withMemory(context);
  const run = new FlowRun(guarded);
  let error: SyncError | null = null;
  try {
    await checkGuard(guarded);
    await run.all();
  } catch (caught) {
    error = asFlowError(caught, context.program, context);
  }
  const { tally, failures, booked, leftOut, notices, verification } = run.outcomes;
  const { isReadToEnd } = run;
  for (const { words, count } of leftOut) context.log(`${context.program.name}: ${count} left out: ${words}`);
  if (notices.length > 0) context.log(`${context.program.name}: checks report ${countsOf(notices)}`);
  const verified = verification?.result(isReadToEnd) ?? null;
  if (verified !== null) context.progress.reported = [...verified.reported];
  return {
    tally,
    failures,
    booked: booked.result(),
    leftOut,
    notices,
    found: [...run.found],
    unknownPaused: run.unknownPaused,
    before,
    after: context.progress.cursor,
    isReadToEnd,
    ahead: run.ahead,
    gotFurther:
      context.progress.cursor !== before ||
      links.count(...pairs) > linksBefore ||
      tally.steps.some((step) => step.created + step.updated > 0) ||
      failures.some(({ isNew }) => isNew),
    deleted: run.deleted,
    verification: verified?.found ?? null,
    error,
  };
}

/** `2 × reverse-charge, 1 × no-lines`. */
function countsOf(notices: readonly ToldNotice[]): string {
  const byCheck = Map.groupBy(notices, ({ check }) => check);
  return [...byCheck].map(([check, told]) => `${told.length} × ${check}`).join(', ');
}

/** Why a flow stopped, as a report can show it: in a cancelled run, every error is the cancellation. */
export function asFlowError(
  caught: unknown,
  program: Program,
  { signal, log }: Pick<FlowContext, 'signal' | 'log'>,
): SyncError {
  if (signal.aborted) {
    return new TransientError('CANCELLED', 'The run was cancelled.', {
      hint: 'Nothing is lost: the next run continues from here.',
      cause: caught,
    });
  }
  return asSyncError(hideRecords(caught, []), program.name, log);
}
