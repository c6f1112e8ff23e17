import { StateError } from '../../errors/errors.ts';
import type { TokenState } from '../../state/tokens.ts';
import type { SystemName } from '../registry.ts';
import { keptAsCopy, loginLost } from './token-errors.ts';

/** Where new pairs are saved. */
export interface PairPlaces {
  readonly system: SystemName;
  /** Seals and saves a pair. */
  save(state: TokenState): Promise<void>;
  /** Writes a new refresh token to a second place and returns whether it did. Never rejects: it reports what went wrong itself. */
  copy?(refreshToken: string): Promise<boolean>;
}

/** The refresh tokens that came before a pair. */
export interface TokensBefore {
  readonly used: string;
  readonly ofSecret: string;
}

/**
 * Saves a new pair, and beside that copies its refresh token to the secret if that holds another one: a save may take a minute or
 * hang, and the run be killed. Throws StateError STATE_NOT_SAVED, which says what is lost: the previous refresh token is used up.
 */
export async function keepPair(places: PairPlaces, pair: TokenState, { used, ofSecret }: TokensBefore): Promise<void> {
  const { refreshToken } = pair;
  const saving = refusalOf(places, pair);
  const copying = refreshToken === ofSecret ? false : places.copy?.(refreshToken);
  const refusal = await saving;
  const isCopied = (await copying) === true;
  if (refusal === null) return;
  // If a system gives no new refresh token, the previous one stays valid.
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
