import type { SentError } from './sent-error.ts';

/** What a thread is started with. */
export interface ThreadData {
  /** Tells this thread from any other that may load the same file. */
  readonly kind: 'review';
  readonly task: unknown;
  /** How often it says that it is alive, in milliseconds. */
  readonly beatMs: number;
}

/** What the thread is told: stop at the next safe place. */
export type ToThread = 'cancel';

/** What the thread tells: that its event loop turns, and in the end how it went. */
export type FromThread =
  | { readonly kind: 'alive' }
  | { readonly kind: 'ended'; readonly exitCode: number }
  | { readonly kind: 'failed'; readonly error: SentError };
