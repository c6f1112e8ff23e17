import type { TokenState } from '../../state/tokens.ts';
import { MINUTE_MS } from '../../time.ts';
import type { IssuedTokens } from './token-answer.ts';

/** A token must be good until the end of the request (EX-token-margin). */
export const MARGIN_MS = 30_000;
const LEAST_MS = 5_000;

/** How far the clock of the runner that saved a pair may be ahead of ours. */
const CLOCK_AHEAD_MS = MINUTE_MS;

/** More renewals than the longest job (six hours) can have, so that a job with an old copy of the secret still knows its chain. */
const OWN_HASHES = 50;

/** What decides whether a pair may be used. */
export interface PairOptions {
  /** The refresh token of the secret: for the first run, and if no token in the state works. */
  readonly secretRefreshToken: string;
  readonly clock: () => number;
  /** Keyed hash of a secret. */
  secretHash(text: string): string;
  /** How long after a refresh the next one is refused: 570,000 ms for Exact Online (EX-token-lifetimes), 0 for Asperion. */
  readonly earliestRefreshMs: number;
}

/** Knows which pairs of tokens belong to the chain that began with a secret, and which may be used. */
export class OwnPairs {
  readonly #options: PairOptions;
  readonly #secretHash: string;

  constructor(options: PairOptions) {
    this.#options = options;
    this.#secretHash = options.secretHash(options.secretRefreshToken);
  }

  /** Whether the secret is the one the pair's chain began with, or a copy of one of that chain's own tokens. */
  has(pair: TokenState | null): pair is TokenState {
    const secretHash = this.#secretHash;
    return pair !== null && (pair.secretHash === secretHash || pair.ownHashes?.includes(secretHash) === true);
  }

  /** The pair if its access token may be used, or null. Until the next one is available, the last seconds count too. */
  usable(pair: TokenState | null): TokenState | null {
    if (!this.has(pair)) return null;
    const { clock } = this.#options;
    const isEarly = clock() < this.earliestRefresh(pair);
    return pair.expiresAtMs - clock() > (isEarly ? LEAST_MS : MARGIN_MS) ? pair : null;
  }

  /** When the pair can be refreshed, epoch ms: now, if nobody knows when it was obtained. */
  earliestRefresh(pair: Pick<TokenState, 'obtainedAtMs'>): number {
    return this.isDated(pair) ? pair.obtainedAtMs + this.#options.earliestRefreshMs : this.#options.clock();
  }

  /** False for a pair of a run whose clock was ahead of ours: its times say nothing, and its token is used until it is refused. */
  isDated({ obtainedAtMs }: Pick<TokenState, 'obtainedAtMs'>): boolean {
    return obtainedAtMs <= this.#options.clock() + CLOCK_AHEAD_MS;
  }

  /** The pair of an answer that was asked for at `askedAtMs`, and that takes the place of `before`. */
  next(
    tokens: IssuedTokens,
    before: { readonly pair: TokenState | null; readonly usedToken: string },
    askedAtMs: number,
  ): TokenState {
    const { pair, usedToken } = before;
    const refreshToken = tokens.refreshToken ?? usedToken;
    const earlier = this.has(pair) ? [pair.secretHash, ...(pair.ownHashes ?? [])] : [];
    const loginAtMs = this.has(pair) ? pair.loginAtMs : askedAtMs;
    const own = new Set([this.#options.secretHash(refreshToken), this.#secretHash, ...earlier]);
    return {
      secretHash: this.#secretHash,
      ownHashes: [...own].slice(0, OWN_HASHES),
      refreshToken,
      accessToken: tokens.accessToken,
      ...(loginAtMs !== undefined && { loginAtMs }),
      obtainedAtMs: this.#options.clock(),
      expiresAtMs: askedAtMs + tokens.lifetimeMs,
    };
  }
}
