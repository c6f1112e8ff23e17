import type { ErrorCode } from './codes.ts';

/** Where in a YAML file something is wrong: path relative to the workspace, line and column counted from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A system that does not answer now. */
export interface Outage {
  /** Its name in the registry. */
  readonly system: string;
  /** The status that it answers with, or a `Failure` of the HTTP layer; null = the error's own sentence says it best. */
  readonly why: string | null;
}

/** A name that a person wrote and that has become another one. */
export interface Renamed {
  readonly was: string;
  readonly to: string;
}

/** What an error has beside its sentence. */
export interface ErrorDetails {
  /** What the reader should do, one sentence. */
  readonly hint?: string;
  readonly at?: SourcePosition;
  readonly cause?: unknown;
  /** The system whose silence it is, if it is one. */
  readonly outage?: Outage;
  /** The old name that it is about, if it is about one: it begins at `at`. */
  readonly renamed?: Renamed;
}

/**
 * Base of every error that a user may see. `code` is stable and upper case; `message` is one sentence that says what
 * failed on what. Subclasses differ by what must happen next; programs branch on `code`.
 */
export abstract class SyncError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly at: SourcePosition | undefined;
  readonly outage: Outage | undefined;
  readonly renamed: Renamed | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = details.hint;
    this.at = details.at;
    this.outage = details.outage;
    this.renamed = details.renamed;
  }
}

/** Something that a person wrote must be fixed: YAML, an input. Nothing was written. Each of its sentences is on one line. */
export class ConfigError extends SyncError {
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    // The message repeats what was written, and a mistyped block of text may have many lines.
    const { hint } = details;
    super(code, onOneLine(message), hint === undefined ? details : { ...details, hint: onOneLine(hint) });
  }
}

/** A problem in other words or at another place; all else of it stays. */
export function retold(
  { code, message, hint, at, outage, renamed, cause }: ConfigError,
  other: { readonly message?: string; readonly hint?: string; readonly at?: SourcePosition },
): ConfigError {
  const place = other.at ?? at;
  const advice = other.hint ?? hint;
  return new ConfigError(code, other.message ?? message, {
    ...(advice !== undefined && { hint: advice }),
    ...(place && { at: place }),
    ...(outage && { outage }),
    ...(renamed && { renamed }),
    ...(cause !== undefined && { cause }),
  });
}

function onOneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]\s*/g, ' ').trim();
}

/** Several problems of the configuration, reported together; `problems` is never empty. */
export class ConfigErrors extends ConfigError {
  readonly problems: readonly ConfigError[];

  constructor(problems: readonly ConfigError[]) {
    const first = problems[0];
    super(first?.code ?? 'CONFIG', `${problems.length} problem(s) in the configuration`, {});
    this.problems = problems;
  }
}

/** The problems without repetitions: a row of a table that several flows use is wrong once, and so is a flow that several extend. */
export function onceEach(problems: readonly ConfigError[]): readonly ConfigError[] {
  return [
    ...new Map(
      problems.map((problem) => [JSON.stringify([problem.code, problem.message, problem.at]), problem]),
    ).values(),
  ];
}

/** Credentials or rights are missing, expired or refused: authorise again or ask for the right. */
export class AccessError extends SyncError {}

/** Retried within the run's limits, then given up; the next run continues from the same place. */
export class TransientError extends SyncError {}

/**
 * A write whose outcome is open: a timeout, a lost connection, an answer of 429 or 5xx, or one about another record. The record must be looked up
 * before anything is sent again. `answer` is the system's own message if it answered (Exact Online answers 500 for business
 * errors and faults alike, EX-business-errors), null if there was no answer or only a gateway answered.
 */
export class UnclearWriteError extends TransientError {
  readonly answer: string | null;
  /** The answer says that it was not carried out: if it is not there either, it may be sent once more. */
  readonly isRefusal: boolean;
  /** The HTTP status of the answer; null = there was none, or it is a success. */
  readonly status: number | null;

  constructor(
    message: string,
    answer: string | null,
    details: ErrorDetails & { readonly isRefusal?: boolean; readonly status?: number | null } = {},
  ) {
    super('WRITE_UNCLEAR', message, details);
    this.answer = answer;
    this.isRefusal = answer !== null || details.isRefusal === true;
    this.status = details.status ?? null;
  }
}

/** One record cannot be synced; it becomes a dead letter and the run goes on. */
export class RecordError extends SyncError {}

/** A fault of the program itself: the part where it happened stops, everything else continues. */
export class FaultError extends SyncError {}

/** The saved state is missing, unreadable, stale or cannot be saved: stop before writing. */
export class StateError extends SyncError {}
