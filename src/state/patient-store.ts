import { StateError } from '../errors/errors.ts';
import type { StateStore } from './store.ts';

/** How a patient store waits. */
export interface Patience {
  /** Epoch ms. */
  readonly clock: () => number;
  /** Waits the given ms; rejects if the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  readonly signal: AbortSignal;
}

/** What was just saved may not show yet, and one answer may get lost. */
const LOAD_AGAIN_MS = [2000, 4000, 8000];
const MAY_SHOW_LATER: ReadonlySet<string> = new Set(['STATE_NOT_LISTED', 'STATE_NOT_RESTORED', 'STATE_OLDER']);
/** A minute in total: a limit on uploads per minute has passed by then (GH-cache-uploads). */
const SAVE_AGAIN_MS = [2000, 4000, 8000, 16_000, 30_000];
const NOT_SAVED: ReadonlySet<string> = new Set(['STATE_NOT_SAVED']);
/** When each try takes long to fail, none begins after this time. */
const GIVE_UP_MS = 120_000;

/**
 * The store (a plain object), which loads and saves once more what did not work the first time. After a save that was given up, the next ones are tried once, until one
 * succeeds: a store that takes nothing would otherwise hold up a run for a minute at each. A run that is being stopped does not wait.
 */
export function patient(store: StateStore, patience: Patience): StateStore {
  let hasGivenUp = false;
  // One save at a time: an older one that is tried again would replace a newer one.
  let turn: Promise<void> = Promise.resolve();
  return {
    ...store,
    load: (kind, name) => again(() => store.load(kind, name), MAY_SHOW_LATER, LOAD_AGAIN_MS, patience),
    loadNewest: (kind) => again(() => store.loadNewest(kind), MAY_SHOW_LATER, LOAD_AGAIN_MS, patience),
    save(kind, name, sealed) {
      const saving = turn.then(() =>
        again(() => store.save(kind, name, sealed), NOT_SAVED, hasGivenUp ? [] : SAVE_AGAIN_MS, patience),
      );
      turn = saving.then(
        () => {
          hasGivenUp = false;
        },
        () => {
          hasGivenUp = true;
        },
      );
      return saving;
    },
  };
}

/** Does something until it works, or fails otherwise than with these codes, or has been tried often enough. Throws what the last try threw. */
async function again<T>(
  work: () => Promise<T>,
  codes: ReadonlySet<string>,
  waits: readonly number[],
  { clock, sleep, signal }: Patience,
): Promise<T> {
  const startedAtMs = clock();
  for (const waitMs of waits) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StateError && codes.has(error.code))) throw error;
      const hasTime = await sleep(waitMs, signal).then(
        () => clock() - startedAtMs < GIVE_UP_MS,
        () => false,
      );
      if (!hasTime) throw error;
    }
  }
  return work();
}
