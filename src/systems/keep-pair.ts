import { StateError } from '../errors.ts';
import type { TokenState } from '../state/tokens.ts';
import type { SystemName } from './registry.ts';
import { keptAsCopy, loginLost } from './token-errors.ts';

/** Where a new pair is kept. */
export interface PairPlaces {
  readonly system: SystemName;
  /** Seals and saves a pair. */
  save(state: TokenState): Promise<void>;
  /** Writes a new refresh token to a second place, and tells whether it did. Never rejects: it says itself what went wrong. */
  copy?(refreshToken: string): Promise<boolean>;
  /** Waits so many ms; rejects when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  readonly signal: AbortSignal;
}

/** A minute in all: a limit of uploads per minute is over by then. */
const SAVE_AGAIN_MS = [2000, 4000, 8000, 16_000, 30_000];

/** The refresh tokens that were there before a pair. */
export interface TokensBefore {
  readonly used: string;
  readonly ofSecret: string;
}

/**
 * Saves a new pair, and makes the second copy of its refresh token where the secret holds another one. What cannot be saved is copied
 * at once, then tried again for a minute. Throws StateError STATE_NOT_SAVED that says what is lost: the refresh token before it is used up.
 */
export async function keepPair(places: PairPlaces, pair: TokenState, { used, ofSecret }: TokensBefore): Promise<void> {
  const { refreshToken } = pair;
  let refusal = await refusalOf(places, pair);
  const isCopied = refreshToken !== ofSecret && (await places.copy?.(refreshToken)) === true;
  for (const waitMs of SAVE_AGAIN_MS) {
    if (refusal === null) return;
    // A cancelled run has a few seconds left, and no minute.
    const hasTime = await places.sleep(waitMs, places.signal).then(
      () => true,
      () => false,
    );
    if (!hasTime) break;
    refusal = await refusalOf(places, pair);
  }
  if (refusal === null) return;
  // Where a system gives no new refresh token, the one before goes on.
  if (refreshToken === used) throw refusal;
  throw isCopied ? keptAsCopy(places.system, refusal) : loginLost(places.system, refusal);
}

async function refusalOf({ save }: PairPlaces, pair: TokenState): Promise<StateError | null> {
  try {
    await save(pair);
    return null;
  } catch (error) {
    if (error instanceof StateError) return error;
    throw error;
  }
}
