import type { FlowProgress } from '../../state/progress.ts';
import type { SourceRecord } from '../../systems/system.ts';
import type { FlowContext } from '../context.ts';
import type { Item } from '../item.ts';

/**
 * The records of a flow that a person holds back: paused ones, and those pinned as "skip", which is a pause without an end. The cursor passes them, so each is
 * noted by its source key, and is read again once it is not held back any more: because the day has come, or because a person took the pause or the pin
 * back. Kept in the flow's progress, and changed in place.
 */
export class PausedRecords {
  readonly #progress: FlowProgress;
  readonly #pauses: FlowContext['pausedRecords'];
  readonly #isInDoubt: boolean;
  readonly #skipped: FlowContext['skippedRecords'];
  readonly #skippedElements: FlowContext['skippedElements'];

  constructor(context: FlowContext) {
    const { program, progress, pausedRecords, skippedRecords, skippedElements, wasLeftOpen } = context;
    this.#skippedElements = skippedElements;
    this.#progress = progress;
    this.#pauses = pausedRecords;
    this.#isInDoubt = wasLeftOpen;
    // A flow that verifies reads everything each time.
    this.#skipped = program.purpose === 'sync' ? skippedRecords : new Set();
  }

  /** True while the record with this reference in the source is paused. */
  has(reference: string): boolean {
    return this.#pauses.has(reference);
  }

  /** True while the record with this key is paused; it must have been seen. */
  hasKey(key: string): boolean {
    const noted = this.#progress.paused?.[key];
    return noted !== undefined && this.has(noted.reference);
  }

  /** True while the record with this key is pinned as "skip"; it must have been seen. */
  isSkippedKey(key: string): boolean {
    const noted = this.#progress.paused?.[key];
    return noted !== undefined && this.#skipped.has(noted.reference);
  }

  /** True if the target may hold what a lost run wrote for this record before it was paused. */
  isInDoubt(key: string): boolean {
    return this.#progress.paused?.[key]?.inDoubt === true;
  }

  /** References of records that are held back and whose keys are not known yet. */
  unseen(): readonly string[] {
    const seen = new Set(Object.values(this.#progress.paused ?? {}).map(({ reference }) => reference));
    return [...this.#pauses.keys(), ...this.#skipped].filter((reference) => !seen.has(reference));
  }

  /** Notes those records that are held back. */
  note(records: readonly SourceRecord[]): void {
    for (const { key, reference } of records) {
      if (!this.#isHeldBack(reference)) continue;
      this.#progress.paused ??= {};
      const inDoubt = this.#isInDoubt || this.isInDoubt(key);
      this.#progress.paused[key] = { reference, ...(inDoubt ? { inDoubt } : {}) };
    }
  }

  /** Notes those records of which a related one was left out, such as an invoice of an order: they are read again once its pin is gone. */
  noteElements(items: readonly Item[]): void {
    for (const { source, skipped } of items) {
      const [reference] = skipped;
      if (reference === undefined) continue;
      this.#progress.paused ??= {};
      this.#progress.paused[source.key] = { reference };
    }
  }

  /** Keys of the records that were held back and are not any more. */
  resumed(): readonly string[] {
    const noted = Object.entries(this.#progress.paused ?? {});
    return noted.filter(([, { reference }]) => !this.#isHeldBack(reference)).map(([key]) => key);
  }

  #isHeldBack(reference: string): boolean {
    return this.has(reference) || this.#skipped.has(reference) || this.#skippedElements.has(reference);
  }

  /** Forgets records that were read again. */
  drop(keys: readonly string[]): void {
    const { paused } = this.#progress;
    if (paused === undefined) return;
    for (const key of keys) delete paused[key];
    if (Object.keys(paused).length === 0) delete this.#progress.paused;
  }
}
