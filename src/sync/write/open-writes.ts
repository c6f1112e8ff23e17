import { RecordError, TransientError, UnclearWriteError } from '../../errors/errors.ts';
import type { Progress } from '../../state/progress.ts';
import type { System } from '../../systems/system.ts';
import type { Writer } from './writer.ts';

/** What the marks are stored with. */
export interface OpenWritesOptions {
  /** Changed in place. */
  readonly progress: Progress;
  /** Names of all flows, including those that do not run: flows share fingerprints. */
  readonly flows: readonly string[];
  /** From when on this run sends nothing any more, epoch ms. */
  readonly mayWriteUntilMs: number;
  /** Saves the progress; throws StateError. */
  readonly save: () => Promise<void>;
}

/**
 * Marks in the saved progress that writes are in progress. A run that is lost after a write leaves fingerprints of what the
 * target held before; if the source then returns to that value, the record would look unchanged. So a run marks all flows
 * before its first write, and removes the marks once it knows the results of its writes. Changes in the source of a
 * marked flow are compared with the target in full. With the marks goes the moment until which the run may write: if it is lost, the next
 * one must not look for what it wrote before that is there (`lost-run.ts`).
 */
export class OpenWrites {
  readonly #options: OpenWritesOptions;
  readonly #leftOpen: ReadonlySet<string>;
  #isMarked = false;
  /** The write in progress may have been carried out. */
  #isUnclear = false;
  #leavesOpen = false;

  constructor(options: OpenWritesOptions) {
    this.#options = options;
    this.#leftOpen = new Set(options.progress.openFlows);
  }

  /** True if an earlier run may have written something that the fingerprints of this flow do not know. */
  wasLeftOpen(flow: string): boolean {
    return this.#leftOpen.has(flow);
  }

  /** The writer that `make` creates for the target, with the marks set and saved before its first write. */
  watch(target: System, make: (target: System) => Writer): Writer {
    const writer = make({
      ...target,
      create: (request) => this.#note(target.create(request)),
      update: (request) => this.#note(target.update(request)),
    });
    return {
      create: (request) => this.#write(() => writer.create(request)),
      update: (request) => this.#write(() => writer.update(request)),
    };
  }

  /**
   * Removes the marks, except for flows that were left open earlier and are not among those `readToEnd` in this run. What is not known of its creates
   * is noted one by one (`unanswered.ts`), so later runs need not be held.
   */
  close(readToEnd: ReadonlySet<string>): void {
    const { progress, flows } = this.#options;
    progress.mayWriteUntilMs = null;
    progress.openFlows = this.#leavesOpen ? [...flows] : [...this.#leftOpen].filter((flow) => !readToEnd.has(flow));
  }

  async #note<T>(sending: Promise<T>): Promise<T> {
    try {
      return await sending;
    } catch (error) {
      this.#isUnclear ||= error instanceof UnclearWriteError;
      throw error;
    }
  }

  async #write<T>(write: () => Promise<T>): Promise<T> {
    const { progress, flows, mayWriteUntilMs, save } = this.#options;
    if (!this.#isMarked) {
      progress.openFlows = [...flows];
      progress.mayWriteUntilMs = mayWriteUntilMs;
      await save();
      this.#isMarked = true;
    }
    this.#isUnclear = false;
    try {
      return await write();
    } catch (error) {
      if (this.#isUnclear && !leavesNothingOpen(error)) this.#leavesOpen = true;
      throw error;
    }
  }
}

/** A refusal wrote nothing, and an unclear write is tried again with a full comparison, like every dead letter. */
const leavesNothingOpen = (error: unknown): boolean =>
  error instanceof RecordError || (error instanceof TransientError && error.code === 'WRITE_UNCLEAR');
