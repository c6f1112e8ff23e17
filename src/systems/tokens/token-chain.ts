import { StateError, TransientError } from '../../errors/errors.ts';
import type { TokenState } from '../../state/tokens.ts';
import { DAY_MS } from '../../time.ts';
import { keepPair, type PairPlaces } from './keep-pair.ts';
import { OwnPairs, type PairOptions } from './own-pairs.ts';
import type { IssuedTokens } from './token-answer.ts';
import { authoriseAgain, clientRefused, noRefreshHere, tooEarly, unavailable } from './token-errors.ts';
import { askForTokens, type TokenEndpoint } from './token-request.ts';

/** Gives access tokens. */
export interface TokenChain {
  /**
   * An access token that is good for at least 30 s more; refreshes if there is none. Throws AccessError
   * `AUTHORISATION_EXPIRED`, `REFRESH_REFUSED`, `CLIENT_REFUSED` or `NO_REFRESH_HERE`, TransientError `TOKEN_TOO_EARLY`
   * or `TOKEN_UNAVAILABLE`, and what saving throws.
   */
  accessToken(): Promise<string>;
  /** Another token after the system refused `refused`: one that another run has saved in the meantime, or a new one. */
  renew(refused?: string): Promise<string>;
  /** When the login began that the last token came from, epoch ms; null or absent = no token was given yet, or it is not known. */
  readonly loginAtMs?: number | null;
}

/** A chain that can say how long its token lasts. */
export interface RenewingChain extends TokenChain {
  /**
   * A pair whose access token lasts for at least `ms` more, or the newest that the system gives: it may not give another one yet, or not answer. Throws as
   * `accessToken` does.
   */
  lasting(ms: number): Promise<TokenState>;
  /**
   * Keeps a login alive that nothing needed: loads its pair, since a store may forget what nobody reads, and renews one older than a day, unless `mayRenew`
   * is false. Does nothing once a token was asked for: then the pair is young, or what is wrong was said. Throws as `accessToken` does.
   */
  keepAlive(mayRenew: boolean): Promise<void>;
}

/** What a chain needs. */
export interface TokenChainOptions extends PairPlaces, PairOptions, TokenEndpoint {
  /** The newest saved pair; loaded again if a refresh token turns out to be used already. */
  load(): Promise<TokenState | null>;
  /** Waits the given ms; rejects if the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  readonly signal: AbortSignal;
  /** Only runs on the default branch refresh. */
  readonly mayRefresh: boolean;
}

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
export function createTokenChain(options: TokenChainOptions): RenewingChain {
  return new RefreshingChain(options);
}

class RefreshingChain implements RenewingChain {
  readonly #options: TokenChainOptions;
  readonly #own: OwnPairs;
  #pair: TokenState | null = null;
  #isLoaded = false;
  #wasSaved = false;
  #wasAsked = false;
  #lost: StateError | null = null;
  #inFlight: Promise<string> | null = null;

  constructor(options: TokenChainOptions) {
    this.#options = options;
    this.#own = new OwnPairs(options);
  }

  async accessToken(): Promise<string> {
    this.#wasAsked = true;
    if (this.#inFlight !== null) return this.#inFlight;
    const current = this.#own.usable(this.#pair);
    if (current !== null) return current.accessToken;
    return this.#once(async () => {
      if (!this.#isLoaded) this.#pair = await this.#load();
      const saved = this.#own.usable(this.#pair);
      return saved === null ? this.#refresh() : this.#adopt(saved);
    });
  }

  get loginAtMs(): number | null {
    return this.#pair?.loginAtMs ?? null;
  }

  async renew(refused = this.#pair?.accessToken): Promise<string> {
    if (this.#inFlight !== null) return this.#inFlight;
    const current = this.#own.usable(this.#pair);
    // A late refusal of an older token that was already renewed.
    if (current !== null && current.accessToken !== refused) return current.accessToken;
    return this.#once(async () => {
      const saved = this.#own.usable(await this.#load());
      return saved === null || saved.accessToken === refused ? this.#refresh() : this.#adopt(saved);
    });
  }

  async lasting(ms: number): Promise<TokenState> {
    const { clock } = this.#options;
    await this.#once(async () => {
      if (!this.#isLoaded) this.#pair = await this.#load();
      const saved = this.#own.usable(this.#pair);
      if (saved === null) return this.#refresh();
      const isLasting = this.#own.isDated(saved) && saved.expiresAtMs - clock() >= ms;
      if (isLasting || clock() < this.#own.earliestRefresh(saved)) return this.#adopt(saved);
      return this.#refresh().catch((error: unknown) => {
        if (error instanceof TransientError) return this.#adopt(saved);
        throw error;
      });
    });
    if (this.#pair === null) throw new Error('A chain that gave a token has a pair.');
    return this.#pair;
  }

  async keepAlive(mayRenew: boolean): Promise<void> {
    if (this.#wasAsked) return;
    this.#wasAsked = true;
    const { clock, mayRefresh } = this.#options;
    const pair = await this.#load();
    const isYoung = this.#own.has(pair) && this.#own.isDated(pair) && clock() - pair.obtainedAtMs < DAY_MS;
    if (isYoung || !mayRenew || !mayRefresh) return;
    this.#pair = pair;
    await this.#once(() => this.#refresh());
  }

  #once(work: () => Promise<string>): Promise<string> {
    this.#inFlight ??= work().finally(() => {
      this.#inFlight = null;
    });
    return this.#inFlight;
  }

  async #load(): Promise<TokenState | null> {
    const state = await this.#options.load();
    this.#isLoaded = true;
    this.#wasSaved ||= state !== null;
    return state;
  }

  #adopt(state: TokenState): string {
    this.#mask(state);
    this.#pair = state;
    return state.accessToken;
  }

  #mask({ accessToken, refreshToken }: TokenState): void {
    this.#options.mask(accessToken);
    this.#options.mask(refreshToken);
  }

  async #refresh(): Promise<string> {
    const { system, clock, mayRefresh, secretRefreshToken } = this.#options;
    if (!mayRefresh) throw noRefreshHere(system);
    if (this.#lost !== null) throw this.#lost;
    const pair = this.#pair;
    if (!this.#own.has(pair)) return this.#refreshWith(secretRefreshToken, NONE_REFUSED);
    // A call would only be refused and count as an error (EX-error-limit).
    const earliest = this.#own.earliestRefresh(pair);
    if (clock() < earliest) throw tooEarly(system, earliest);
    return this.#refreshWith(pair.refreshToken, NONE_REFUSED);
  }

  /**
   * Uses up one refresh token. If it is refused, tries a newer saved pair, then the secret's token, then a pair that another
   * run saves a moment later; otherwise a person must authorise again.
   */
  async #refreshWith(refreshToken: string, before: Refused): Promise<string> {
    const { system, secretRefreshToken } = this.#options;
    const askedAtMs = this.#options.clock();
    const answer = await askForTokens(this.#options, refreshToken);
    switch (answer.kind) {
      case 'issued':
        return this.#keep(answer.tokens, refreshToken, askedAtMs);
      case 'client-refused':
        throw clientRefused(this.#options);
      case 'unavailable':
        throw unavailable(this.#options, answer.why);
      case 'too-early': {
        const newer = await this.#load();
        const saved = this.#own.usable(newer);
        if (saved !== null && saved.accessToken !== this.#pair?.accessToken) return this.#adopt(saved);
        const dated = newer !== null && this.#own.isDated(newer) ? newer : { obtainedAtMs: askedAtMs };
        throw tooEarly(system, this.#own.earliestRefresh(dated));
      }
      case 'refused': {
        const tokens = new Set([...before.tokens, refreshToken]);
        const refused = { tokens, expired: before.expired || answer.expired };
        const newer = await this.#newerPair(tokens);
        if (newer !== null) return this.#takeUp(newer, refused);
        if (!tokens.has(secretRefreshToken)) return this.#refreshWith(secretRefreshToken, refused);
        const late = refused.expired ? null : await this.#latePair(tokens);
        if (late !== null) return this.#takeUp(late, refused);
        throw authoriseAgain(system, {
          isExpired: refused.expired,
          isStateMissing: !this.#wasSaved,
          lastedDays: lastedDays(this.#pair),
        });
      }
    }
  }

  async #keep(tokens: IssuedTokens, usedToken: string, askedAtMs: number): Promise<string> {
    const state = this.#own.next(tokens, { pair: this.#pair, usedToken }, askedAtMs);
    this.#mask(state);
    const before = { used: usedToken, ofSecret: this.#options.secretRefreshToken };
    await keepPair(this.#options, state, before).catch((error: unknown) => {
      // Asking again would only cost a call.
      if (error instanceof StateError) this.#lost = error;
      throw error;
    });
    return this.#adopt(state);
  }

  /** A pair of this chain that another run has saved in the meantime, with a refresh token that is not known to be dead. */
  async #newerPair(dead: ReadonlySet<string>): Promise<TokenState | null> {
    const newer = await this.#load();
    return this.#own.has(newer) && !dead.has(newer.refreshToken) ? newer : null;
  }

  /** The same, while another run may still be saving it. */
  async #latePair(dead: ReadonlySet<string>): Promise<TokenState | null> {
    for (const waitMs of LATE_LOOKS_MS) {
      await this.#options.sleep(waitMs, this.#options.signal);
      const newer = await this.#newerPair(dead);
      if (newer !== null) return newer;
    }
    return null;
  }

  #takeUp(newer: TokenState, refused: Refused): string | Promise<string> {
    if (this.#own.usable(newer) !== null) return this.#adopt(newer);
    this.#pair = newer;
    return this.#refreshWith(newer.refreshToken, refused);
  }
}

/** The days from a login to its last renewal, rounded; null = not known. The days until now would make each refusal another one. */
function lastedDays(pair: TokenState | null): number | null {
  if (pair?.loginAtMs === undefined) return null;
  return Math.round((pair.obtainedAtMs - pair.loginAtMs) / DAY_MS);
}
