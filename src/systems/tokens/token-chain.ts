import { StateError } from '../../errors/errors.ts';
import type { Transport } from '../../http/transport.ts';
import type { TokenState } from '../../state/tokens.ts';
import { keepPair, type PairPlaces } from './keep-pair.ts';
import { type IssuedTokens, readTokenAnswer } from './token-answer.ts';
import { authoriseAgain, clientRefused, noRefreshHere, notAskedFor, tooEarly, unavailable } from './token-errors.ts';

/** Where access tokens come from. */
export interface TokenChain {
  /**
   * An access token that is good for at least 30 s more; refreshes if there is none. Throws AccessError
   * `AUTHORISATION_EXPIRED`, `REFRESH_REFUSED`, `CLIENT_REFUSED` or `NO_REFRESH_HERE`, TransientError `TOKEN_TOO_EARLY`
   * or `TOKEN_UNAVAILABLE`, and what saving throws.
   */
  accessToken(): Promise<string>;
  /** Another token after the system refused `refused`: one that another run has saved in the meantime, or a new one. */
  renew(refused?: string): Promise<string>;
}

/** What a chain is made of. */
export interface TokenChainOptions extends PairPlaces {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The refresh token of the secret, for the start and if the state has none that works. */
  readonly secretRefreshToken: string;
  readonly tokenUrl: string;
  /** The input that holds the host of `tokenUrl`, for hints; absent = `<system>-url`. */
  readonly addressInput?: string | undefined;
  /** The newest saved pair; loaded again if a refresh token turns out to be used already. */
  load(): Promise<TokenState | null>;
  /** Throws StateError if nothing can be saved now. Called before a refresh token is used up, because the new one must be saved. */
  proveSavable(): Promise<void>;
  readonly transport: Transport;
  readonly clock: () => number;
  /** Keyed hash of a secret. */
  secretHash(text: string): string;
  /** How long after a refresh the next one is refused: 570,000 ms for Exact Online (EX-token-lifetimes), 0 for Asperion. */
  readonly earliestRefreshMs: number;
  /** Only runs on the default branch refresh. */
  readonly mayRefresh: boolean;
  /** Keeps a secret out of the log, from before its first use. */
  mask(secret: string): void;
}

/** A token must be good until the end of the request (EX-token-margin). */
const MARGIN_MS = 30_000;
const LEAST_MS = 5_000;

/** More renewals than the longest job (six hours) can have, so that a job with an old copy of the secret still knows its chain. */
const OWN_HASHES = 50;

/** The waits for another run to save the pair for which it has just used up our refresh token. */
const LATE_LOOKS_MS = [1000, 2000, 4000];

/** The refresh tokens that were refused in an attempt, and whether one of them was too old. */
interface Refused {
  readonly tokens: ReadonlySet<string>;
  readonly expired: boolean;
}

const NONE_REFUSED: Refused = { tokens: new Set(), expired: false };

/**
 * The only place that refreshes a system's tokens. A refresh token works once, so there is one refresh at a time,
 * the new pair is saved before it is used, and nothing is refreshed if it could not be saved.
 */
export function createTokenChain(options: TokenChainOptions): TokenChain {
  const { clock } = options;
  const secretHash = options.secretHash(options.secretRefreshToken);
  let pair: TokenState | null = null;
  let isLoaded = false;
  let wasSaved = false;
  let lost: StateError | null = null;
  let inFlight: Promise<string> | null = null;

  /** Whether the secret is the one this chain began with, or a copy of one of the chain's own tokens. */
  const belongs = (state: TokenState | null): state is TokenState =>
    state !== null && (state.secretHash === secretHash || state.ownHashes?.includes(secretHash) === true);

  /** The pair if its access token may be used, or null. Until the next one is available, the last seconds count too. */
  const usable = (state: TokenState | null): TokenState | null => {
    if (!belongs(state)) return null;
    const isEarly = clock() < state.obtainedAtMs + options.earliestRefreshMs;
    return state.expiresAtMs - clock() > (isEarly ? LEAST_MS : MARGIN_MS) ? state : null;
  };

  const adopt = (state: TokenState): string => {
    options.mask(state.accessToken);
    options.mask(state.refreshToken);
    pair = state;
    return state.accessToken;
  };

  const load = async (): Promise<TokenState | null> => {
    const state = await options.load();
    isLoaded = true;
    wasSaved ||= state !== null;
    return state;
  };

  const keep = async (tokens: IssuedTokens, usedToken: string, askedAtMs: number): Promise<string> => {
    const refreshToken = tokens.refreshToken ?? usedToken;
    const earlier = belongs(pair) ? [pair.secretHash, ...(pair.ownHashes ?? [])] : [];
    const own = new Set([options.secretHash(refreshToken), secretHash, ...earlier]);
    const state: TokenState = {
      secretHash,
      ownHashes: [...own].slice(0, OWN_HASHES),
      refreshToken,
      accessToken: tokens.accessToken,
      obtainedAtMs: clock(),
      expiresAtMs: askedAtMs + tokens.lifetimeMs,
    };
    options.mask(state.accessToken);
    options.mask(state.refreshToken);
    const before = { used: usedToken, ofSecret: options.secretRefreshToken };
    await keepPair(options, state, before).catch((error: unknown) => {
      // Asking again would only cost a call.
      if (error instanceof StateError) lost = error;
      throw error;
    });
    return adopt(state);
  };

  const post = async (refreshToken: string) => {
    options.mask(refreshToken);
    await options.proveSavable().catch((error: unknown) => {
      throw error instanceof StateError ? notAskedFor(options.system, error) : error;
    });
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
      ...(options.addressInput === undefined ? {} : { input: options.addressInput }),
      signal: options.signal,
    });
    return readTokenAnswer(response);
  };

  /** A pair of this chain that another run has saved in the meantime, with a refresh token that is not known to be dead. */
  const newerPair = async (dead: ReadonlySet<string>): Promise<TokenState | null> => {
    const newer = await load();
    return belongs(newer) && !dead.has(newer.refreshToken) ? newer : null;
  };

  /** The same, while another run may still be saving it. */
  const latePair = async (dead: ReadonlySet<string>): Promise<TokenState | null> => {
    for (const waitMs of LATE_LOOKS_MS) {
      await options.sleep(waitMs, options.signal);
      const newer = await newerPair(dead);
      if (newer !== null) return newer;
    }
    return null;
  };

  const takeUp = (newer: TokenState, refused: Refused): string | Promise<string> => {
    if (usable(newer) !== null) return adopt(newer);
    pair = newer;
    return refreshWith(newer.refreshToken, refused);
  };

  /**
   * Uses up one refresh token. If it is refused, tries a newer saved pair, then the secret's token, then a pair that another
   * run saves a moment later; otherwise a person must authorise again.
   */
  const refreshWith = async (refreshToken: string, before: Refused): Promise<string> => {
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
        const tokens = new Set([...before.tokens, refreshToken]);
        const refused = { tokens, expired: before.expired || answer.expired };
        const newer = await newerPair(tokens);
        if (newer !== null) return takeUp(newer, refused);
        if (!tokens.has(options.secretRefreshToken)) return refreshWith(options.secretRefreshToken, refused);
        const late = refused.expired ? null : await latePair(tokens);
        if (late !== null) return takeUp(late, refused);
        throw authoriseAgain(options.system, { isExpired: refused.expired, isStateMissing: !wasSaved });
      }
    }
  };

  const refresh = async (): Promise<string> => {
    if (!options.mayRefresh) throw noRefreshHere(options.system);
    if (lost !== null) throw lost;
    if (!belongs(pair)) return refreshWith(options.secretRefreshToken, NONE_REFUSED);
    // Saves a call that would only be refused and count as an error (EX-error-limit).
    const earliest = pair.obtainedAtMs + options.earliestRefreshMs;
    if (clock() < earliest) throw tooEarly(options.system, earliest);
    return refreshWith(pair.refreshToken, NONE_REFUSED);
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
      // A late refusal of an older token, which has been renewed already.
      if (current !== null && current.accessToken !== refused) return current.accessToken;
      return once(async () => {
        const saved = usable(await load());
        return saved === null || saved.accessToken === refused ? refresh() : adopt(saved);
      });
    },
  };
}
