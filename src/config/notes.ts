import type { ErrorCode } from '../errors/codes.ts';
import type { ConfigError } from '../errors/errors.ts';

/** What is said of something that is not there. */
const NOT_THERE: ReadonlySet<ErrorCode> = new Set([
  'NO_FLOWS',
  'TABLE_MISSING',
  'UNKNOWN_FLOW',
  'UNKNOWN_PART',
  'UNKNOWN_TABLE',
  'UNKNOWN_VALUE',
  'VALUE_MISSING',
]);

/**
 * Takes what is wrong with a folder, so that one cause is told once. Once a file stands where it is not read, or the settings do not say what the
 * folder builds on, nobody knows what there is: what seems to be missing from then on is not told.
 */
export class Notes {
  readonly #note: (problem: ConfigError) => void;
  #isComplete = true;
  #isWhole = true;

  constructor(note: (problem: ConfigError) => void) {
    this.#note = note;
  }

  /** False if a file could not be read at all. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** False if it is not known what there is. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Any problem. */
  readonly note = (problem: ConfigError): void => {
    if (this.#isWhole || !NOT_THERE.has(problem.code)) this.#note(problem);
  };

  /** One that keeps a file from being read. */
  readonly unread = (problem: ConfigError): void => {
    this.#isComplete = false;
    this.note(problem);
  };

  /** One that makes other things seem to be missing. */
  readonly cause = (problem: ConfigError): void => {
    this.unread(problem);
    this.hide();
  };

  /** Tells nothing of what seems to be missing from now on: something that is told elsewhere explains it. */
  hide(): void {
    this.#isComplete = false;
    this.#isWhole = false;
  }
}
