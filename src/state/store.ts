import { StateError } from '../errors/errors.ts';

/** The kinds of entries: token pairs, one per authorisation; progress, recording, tested assumptions and what was told, one of each per administration. */
export type StateKind = 'tokens' | 'progress' | 'recording' | 'assumptions' | 'alarm';

/** A sealed entry, and what it belongs to. */
export interface NamedEntry {
  readonly name: string;
  readonly sealed: Buffer;
}

/** Where sealed entries are kept between runs. A store never sees what is inside. */
export interface StateStore {
  /**
   * The newest saved entry, null if there never was one. Throws StateError if there is one that cannot be loaded
   * (STATE_NOT_RESTORED, STATE_OLDER, STATE_NOT_LISTED, STATE_UNREADABLE).
   */
  load(kind: StateKind, name: string): Promise<Buffer | null>;
  /** The entry of a kind that was saved last, whatever its name; otherwise like `load`. */
  loadNewest(kind: StateKind): Promise<NamedEntry | null>;
  /** The names under which entries of a kind are kept, as far as the store can tell; it may leave some out. */
  names?(kind: StateKind): Promise<readonly string[]>;
  /** Keeps the newest entry from being forgotten, for a store that forgets what nobody reads. Never throws for expected errors. */
  touch?(kind: StateKind, name: string): Promise<void>;
  /** Keeps an entry as the newest. Throws StateError STATE_NOT_SAVED; the previous one is then still there. */
  save(kind: StateKind, name: string, sealed: Buffer): Promise<void>;
  /** Throws StateError ANOTHER_RUN when another run saved an entry since this one loaded it, or saved its own. */
  assertNewest(kind: StateKind, name: string): Promise<void>;
  /** Throws StateError STATE_READ_ONLY if it is clear from the start that nothing can be saved. */
  assertWritable(): void;
  /** Removes entries that newer ones replace; those that it may not remove stay. */
  prune?(): Promise<void>;
}

/** The largest sealed entry in bytes: room for half a million links of the shipped customers flow, without a risk for memory. */
export const SEALED_LIMIT_BYTES = 128 * 1024 * 1024;

/** The advice for every state that cannot be used. */
export const ACCEPT_HINT = 'To start over without it, run once with the input `accept-state: once`.';

/** Two runs at once: this one stops, so that nothing is written twice. */
export function anotherRun(who: string): StateError {
  const hint =
    'Nothing is lost: the next run goes on. Give the workflow one `concurrency` group, so that runs wait for each other.';
  return new StateError('ANOTHER_RUN', `${who} saved newer progress than this one began with.`, { hint });
}
