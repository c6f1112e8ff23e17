import { TransientError } from '../../errors/errors.ts';
import type { DeadLetter } from '../../state/progress.ts';
import type { SourceRecord } from '../../systems/system.ts';
import type { FlowContext } from '../context.ts';
import { type Item, isSettled, ownSteps, reportedSteps, wasWorked } from '../item.ts';
import { BookedTotals, created, linked } from '../money/booked.ts';
import { amountOf } from '../money/waiting.ts';
import { REDATED } from '../record/closed-period.ts';
import { ConflictError } from '../record/record-errors.ts';
import type { FailedLetter, ToldNotice } from '../result.ts';
import type { BatchResult } from '../step/batch.ts';
import { countLeftOut, type LeftOut } from '../taking-part.ts';
import { Verification } from '../verify/verification.ts';
import { afterFailure, isInDoubt } from './dead-letters.ts';
import type { Page, Selection } from './selection.ts';
import { createTally, type Tally } from './tally.ts';

/** Records what became of a flow's records: counts, dead letters, failures of this run. */
export class Outcomes {
  readonly tally: Tally;
  readonly failures: FailedLetter[] = [];
  /** The documents that were created. */
  readonly booked: BookedTotals;
  /** Those that were there already, and are linked from now on. */
  readonly linked: BookedTotals;
  readonly notices: ToldNotice[] = [];
  /** What a flow that verifies found; null for one that writes. */
  readonly verification: Verification | null;
  readonly #context: FlowContext;
  readonly #selection: Selection;
  /**
   * What was processed in this run, as a number for the content by key: a record may come once more, as a retry or in a list that is read again. A
   * first load has many, so this is short.
   */
  readonly #tried = new Map<string, number>();
  #worked = 0;
  /** Reasons by source key: a record may come twice, as a retry and in the feed. */
  readonly #leftOut = new Map<string, string>();

  constructor(context: FlowContext, selection: Selection) {
    this.#context = context;
    this.#selection = selection;
    const { program, progress, fingerprint, skippedRecords, lists } = context;
    this.tally = createTally(reportedSteps(program), ownSteps(program));
    this.booked = new BookedTotals(program, created);
    this.linked = new BookedTotals(program, linked);
    // A flow that used to write and now verifies has left dead letters, which would never be tried again.
    if (program.purpose === 'verify')
      for (const key of Object.keys(progress.deadLetters)) delete progress.deadLetters[key];
    this.verification =
      program.purpose === 'verify'
        ? new Verification(program, progress.reported ?? [], {
            fingerprint,
            skipped: skippedRecords,
            codeOf: lists.codeOf,
          })
        : null;
  }

  /** How many records were left out, and why. */
  get leftOut(): readonly LeftOut[] {
    return countLeftOut(this.#leftOut.values());
  }

  /** How many records needed work, which is what `limit` counts. */
  get worked(): number {
    return this.#worked;
  }

  /** True if exactly this content of the record was processed in this run. */
  wasTried(record: SourceRecord): boolean {
    const before = this.#tried.get(record.key);
    return before !== undefined && before === numberOf(this.#selection.fingerprintOf(record));
  }

  /** Drops the dead letters of records that no longer belong to the flow, and counts documents that are too old for it. */
  forgetLeftOut(page: Page): void {
    const { deadLetters } = this.#context.progress;
    for (const record of page.records) {
      if (this.#selection.isLeftOut(record)) delete deadLetters[record.key];
      const words = this.#selection.wordsForDate(record, page);
      if (words !== null) this.#leftOut.set(record.key, words);
    }
  }

  /** Records a batch. If something stopped it half-way, only the records that were finished change their dead letters. */
  book(batch: readonly SourceRecord[], { items, leftOut }: BatchResult): void {
    const { program, progress } = this.#context;
    const taken = new Set(items.map((item) => item.source.key));
    for (const record of batch) if (!taken.has(record.key)) delete progress.deadLetters[record.key];
    for (const [key, words] of leftOut) this.#leftOut.set(key, words);
    for (const item of items) {
      this.#leftOut.delete(item.source.key);
      for (const [key, words] of item.leftOut) this.#leftOut.set(`${item.source.key}\n${key}`, words);
      this.tally.add(item);
      this.booked.add(item);
      this.linked.add(item);
      this.#tell(item);
      if (!isSettled(item, program)) continue;
      this.#tried.set(item.source.key, numberOf(this.#selection.fingerprintOf(item.source)));
      if (wasWorked(item)) this.#worked += 1;
      // Differences that verifying finds are reported each time: they are no dead letters, and not tried again.
      if (this.verification === null) this.#bookLetter(item);
      else this.verification.add(item);
    }
  }

  #tell(item: Item): void {
    for (const { check, text, isTask, reference = item.source.reference } of item.notices.values()) {
      // For a record that waits, its failure is reported; a document that was moved stands, and no later run tells it.
      if (item.failure !== null && check !== REDATED) continue;
      // A list that shows a record again tells nothing new of what was written before.
      const asks = isTask === true && wasWorked(item) ? { isTask } : {};
      this.notices.push({ reference, check, text, ...asks });
    }
  }

  #bookLetter(item: Item): void {
    const { program, progress, clock } = this.#context;
    const { key, reference, fields } = item.source;
    const before = progress.deadLetters[key];
    if (item.failure === null) {
      delete progress.deadLetters[key];
      return;
    }
    const { step, error, reason } = item.failure;
    const fingerprint = this.#selection.fingerprintOf(item.source);
    const transient = error instanceof TransientError;
    const doubtful = this.#staysInDoubt(item, before);
    const failure = { reference, step, error, reason, fingerprint, transient, doubtful };
    const letter = afterFailure(before, { ...failure, amount: amountOf(program, fields) }, clock());
    progress.deadLetters[key] = letter;
    this.failures.push({ key, letter, isNew: before?.code !== letter.code });
  }

  /**
   * Whether what a lost run or an unanswered write left may still be in the target: in the step that failed, or in one that was not reached. The steps
   * before it are settled by now, a document is compared each time, and so was a conflict.
   */
  #staysInDoubt({ trust, failure }: Item, before: DeadLetter | undefined): boolean {
    const isUnclear = failure?.error.code === 'WRITE_UNCLEAR';
    if (trust !== 'agreement' && !isUnclear && !isInDoubt(before)) return false;
    const { steps } = this.#context.program;
    const failed = steps.findIndex(({ id }) => id === failure?.step);
    const open = steps.slice(Math.max(failed, 0) + (failure?.error instanceof ConflictError ? 1 : 0));
    return open.some(({ policy }) => policy.kind === 'master');
  }
}

/** As many bits of a record's fingerprint as a number has room for; the mapping's version before it is the same in a run. */
const numberOf = (fingerprint: string): number => Number.parseInt(fingerprint.slice(-13), 16);
