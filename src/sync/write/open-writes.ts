import { RecordError, TransientError, UnclearWriteError } from '../../errors.ts';
import type { Progress } from '../../state/progress.ts';
import type { System } from '../../systems/system.ts';
import type { Writer } from './writer.ts';

/** What the marks are kept with. */
export interface OpenWritesOptions {
  /** Changed in place. */
  readonly progress: Progress;
  /** Names of all flows, also of those that do not run: flows share fingerprints. */
  readonly flows: readonly string[];
  /** Saves the progress; throws StateError. */
  readonly save: () => Promise<void>;
}

/**
 * Marks in the saved progress that writes are under way. A run that is lost after a write leaves fingerprints of what the
 * target held before; when the source then goes back to that, the record would look unchanged. So a run marks all flows
 * before its first write, and takes the marks off once it knows what became of its writes. What changes in the source of a
 * marked flow is compared with the target in full.
 */
export class OpenWrites {
  readonly #options: OpenWritesOptions;
  readonly #leftOpen: ReadonlySet<string>;
  #isMarked = false;
  /** The write under way may have been carried out. */
  #isUnclear = false;
  #isUnsettled = false;

  constructor(options: OpenWritesOptions) {
    this.#options = options;
    this.#leftOpen = new Set(options.progress.openFlows);
  }

  /** True when an earlier run may have written what the fingerprints of this flow do not know. */
  wasLeftOpen(flow: string): boolean {
    return this.#leftOpen.has(flow);
  }

  /** The writer that `make` makes over the target, with the marks set and saved before its first write. */
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

  /** Takes the marks off, but for flows that were left open before and are not among those `readToEnd` in this run. */
  close(readToEnd: ReadonlySet<string>): void {
    const { progress, flows } = this.#options;
    progress.openFlows = this.#isUnsettled ? [...flows] : [...this.#leftOpen].filter((flow) => !readToEnd.has(flow));
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
    const { progress, flows, save } = this.#options;
    if (!this.#isMarked) {
      progress.openFlows = [...flows];
      await save();
      this.#isMarked = true;
    }
    this.#isUnclear = false;
    try {
      return await write();
    } catch (error) {
      if (this.#isUnclear && !isSettled(error)) this.#isUnsettled = true;
      throw error;
    }
  }
}

/** A refusal wrote nothing, and what stays unclear is tried again with a full comparison, as every dead letter is. */
const isSettled = (error: unknown): boolean =>
  error instanceof RecordError || (error instanceof TransientError && error.code === 'WRITE_UNCLEAR');
