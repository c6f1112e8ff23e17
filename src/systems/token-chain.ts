import type { Transport } from '../http/transport.ts';
import type { TokenState } from '../state/tokens.ts';
import type { SystemName } from './catalog.ts';
import { type IssuedTokens, readTokenAnswer } from './token-answer.ts';
import { authoriseAgain, clientRefused, noRefreshHere, tooEarly, unavailable } from './token-errors.ts';

/** Where access tokens come from. */
export interface TokenChain {
  /**
   * An access token that is good for at least 30 s more; refreshes when there is none. Throws AccessError
   * `AUTHORISATION_EXPIRED`, `REFRESH_REFUSED`, `CLIENT_REFUSED` or `NO_REFRESH_HERE`, TransientError `TOKEN_TOO_EARLY`
   * or `TOKEN_UNAVAILABLE`, and what saving throws.
   */
  accessToken(): Promise<string>;
  /** Another token after the system refused `refused`: one that somebody else renewed meanwhile, or a new one. */
  renew(refused?: string): Promise<string>;
}

/** What a chain is made of. */
export interface TokenChainOptions {
  readonly system: SystemName;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The refresh token of the secret: the way in when the state has none, and the way back. */
  readonly secretRefreshToken: string;
  readonly tokenUrl: string;
  /** The newest saved pair; asked again when a refresh token turns out to be used already. */
  load(): Promise<TokenState | null>;
  /** Seals and saves a pair. Until it resolves the pair is not used. */
  save(state: TokenState): Promise<void>;
  readonly transport: Transport;
  readonly clock: () => number;
  /** Keyed hash of a secret. */
  secretHash(text: string): string;
  /** How long after a refresh the next one is refused: 570,000 ms for Exact Online (B-16), 0 for Asperion. */
  readonly earliestRefreshMs: number;
  /** Only runs on the default branch refresh (DESIGN §5). */
  readonly mayRefresh: boolean;
  /** Keeps a secret out of the log, from before its first use. */
  mask(secret: string): void;
  readonly signal: AbortSignal;
}

/** A token must stay good to the end of the request (§1.4). */
const MARGIN_MS = 30_000;

/**
 * The one place that refreshes a system's tokens. A refresh token is single-use: one refresh is in flight at a time, and
 * the new pair is saved before it is used.
 */
export function createTokenChain(options: TokenChainOptions): TokenChain {
  const { clock } = options;
  const secretHash = options.secretHash(options.secretRefreshToken);
  let pair: TokenState | null = null;
  let isLoaded = false;
  let inFlight: Promise<string> | null = null;

  /** The pair if its access token may be used, else null. */
  const usable = (state: TokenState | null): TokenState | null =>
    state !== null && state.secretHash === secretHash && state.expiresAtMs - clock() > MARGIN_MS ? state : null;

  const adopt = (state: TokenState): string => {
    options.mask(state.accessToken);
    options.mask(state.refreshToken);
    pair = state;
    return state.accessToken;
  };

  const load = async (): Promise<TokenState | null> => {
    const state = await options.load();
    isLoaded = true;
    return state;
  };

  const keep = async (tokens: IssuedTokens, refreshToken: string, askedAtMs: number): Promise<string> => {
    const state: TokenState = {
      secretHash,
      refreshToken: tokens.refreshToken ?? refreshToken,
      accessToken: tokens.accessToken,
      obtainedAtMs: clock(),
      expiresAtMs: askedAtMs + tokens.lifetimeMs,
    };
    options.mask(state.accessToken);
    options.mask(state.refreshToken);
    await options.save(state);
    return adopt(state);
  };

  const post = async (refreshToken: string) => {
    options.mask(refreshToken);
    const response = await options.transport.send({
      system: options.system,
      method: 'POST',
      url: options.tokenUrl,
      resource: new URL(options.tokenUrl).pathname.replace(/^\/(api\/)?/, ''),
      headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_id: options.clientId,
        client_secret: options.clientSecret,
      }).toString(),
      kind: 'token',
      signal: options.signal,
    });
    return readTokenAnswer(response);
  };

  /**
   * Uses up one refresh token. When it is refused: a newer saved pair, else the secret's token, else a person must
   * authorise again. `refused` holds the refresh tokens that this attempt has seen die.
   */
  const refreshWith = async (refreshToken: string, refused: ReadonlySet<string>): Promise<string> => {
    const askedAtMs = clock();
    const answer = await post(refreshToken);
    switch (answer.kind) {
      case 'issued':
        return keep(answer.tokens, refreshToken, askedAtMs);
      case 'client-refused':
        throw clientRefused(options.system);
      case 'unavailable':
        throw unavailable(options.system, answer.why);
      case 'too-early': {
        const newer = await load();
        const saved = usable(newer);
        if (saved !== null && saved.accessToken !== pair?.accessToken) return adopt(saved);
        throw tooEarly(options.system, (newer?.obtainedAtMs ?? askedAtMs) + options.earliestRefreshMs);
      }
      case 'refused': {
        const dead = new Set([...refused, refreshToken]);
        const newer = await load();
        if (newer !== null && newer.secretHash === secretHash && !dead.has(newer.refreshToken)) {
          return usable(newer) === null ? refreshWith(newer.refreshToken, dead) : adopt(newer);
        }
        if (!dead.has(options.secretRefreshToken)) return refreshWith(options.secretRefreshToken, dead);
        throw authoriseAgain(options.system, answer.expired);
      }
    }
  };

  const refresh = async (): Promise<string> => {
    if (!options.mayRefresh) throw noRefreshHere(options.system);
    if (pair === null || pair.secretHash !== secretHash) return refreshWith(options.secretRefreshToken, new Set());
    // Spares a call that would only be refused, and counted as an error (§2.3).
    const earliest = Math.min(pair.obtainedAtMs + options.earliestRefreshMs, pair.expiresAtMs - MARGIN_MS);
    if (clock() < earliest) throw tooEarly(options.system, earliest);
    return refreshWith(pair.refreshToken, new Set());
  };

  const once = (work: () => Promise<string>): Promise<string> => {
    inFlight ??= work().finally(() => {
      inFlight = null;
    });
    return inFlight;
  };

  return {
    async accessToken() {
      if (inFlight !== null) return inFlight;
      const current = usable(pair);
      if (current !== null) return current.accessToken;
      return once(async () => {
        if (!isLoaded) pair = await load();
        const saved = usable(pair);
        return saved === null ? refresh() : adopt(saved);
      });
    },

    async renew(refused = pair?.accessToken) {
      if (inFlight !== null) return inFlight;
      const current = usable(pair);
      // A late answer to an older token: it has been renewed already.
      if (current !== null && current.accessToken !== refused) return current.accessToken;
      return once(async () => {
        const saved = usable(await load());
        return saved === null || saved.accessToken === refused ? refresh() : adopt(saved);
      });
    },
  };
}
