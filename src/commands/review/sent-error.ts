import type { ErrorCode } from '../../errors/codes.ts';
import {
  AccessError,
  ConfigError,
  ConfigErrors,
  FaultError,
  RecordError,
  type SourcePosition,
  StateError,
  SyncError,
  TransientError,
} from '../../errors/errors.ts';

/** An error as sent between threads: plain values, because classes are lost on the way. */
export type SentError = SentTold | SentProblems | SentUnforeseen;

interface SentTold {
  readonly kind: 'told';
  /** The error's kind, by what must happen next. */
  readonly reaction: keyof typeof REACTIONS;
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
  readonly at?: SourcePosition;
  readonly stack: string | undefined;
  readonly cause: SentError | null;
}

interface SentProblems {
  readonly kind: 'problems';
  readonly problems: readonly SentTold[];
  readonly stack: string | undefined;
}

interface SentUnforeseen {
  readonly kind: 'unforeseen';
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly cause: SentError | null;
}

/** The kinds of errors that a program distinguishes. */
const REACTIONS = { ConfigError, AccessError, TransientError, RecordError, StateError, FaultError };

/** Whatever was thrown, ready to be sent. */
export function toSend(thrown: unknown): SentError {
  if (thrown instanceof ConfigErrors) {
    return { kind: 'problems', problems: thrown.problems.map(told), stack: thrown.stack };
  }
  if (thrown instanceof SyncError) return told(thrown);
  const error = thrown instanceof Error ? thrown : new Error(typeof thrown);
  const { name, message, stack } = error;
  return { kind: 'unforeseen', name, message, stack, cause: causeOf(error) };
}

/** The error again, with the code, the places and the stack that it had. */
export function fromSent(sent: SentError): Error {
  const error = made(sent);
  if (sent.stack !== undefined) error.stack = sent.stack;
  return error;
}

function told(error: SyncError): SentTold {
  const { code, message, hint, at, stack } = error;
  return {
    kind: 'told',
    reaction: reactionOf(error),
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(at === undefined ? {} : { at }),
    stack,
    cause: causeOf(error),
  };
}

function reactionOf(error: SyncError): SentTold['reaction'] {
  const names = Object.keys(REACTIONS) as SentTold['reaction'][];
  return names.find((name) => error instanceof REACTIONS[name]) ?? 'ConfigError';
}

function causeOf({ cause }: Error): SentError | null {
  return cause instanceof Error ? toSend(cause) : null;
}

function made(sent: SentError): Error {
  if (sent.kind === 'problems') return new ConfigErrors(sent.problems.map(again));
  return sent.kind === 'told'
    ? again(sent)
    : Object.assign(new Error(sent.message, because(sent)), { name: sent.name });
}

function again(sent: SentTold): SyncError {
  const { reaction, code, message, hint, at } = sent;
  return new REACTIONS[reaction](code, message, {
    ...(hint === undefined ? {} : { hint }),
    ...(at === undefined ? {} : { at }),
    ...because(sent),
  });
}

function because({ cause }: { readonly cause: SentError | null }): { cause?: Error } {
  return cause === null ? {} : { cause: fromSent(cause) };
}
