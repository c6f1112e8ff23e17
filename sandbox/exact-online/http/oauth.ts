import { createHash, randomBytes } from 'node:crypto';
import { DateTime } from 'luxon';
import { DAY_MS } from '../../../src/time.ts';
import type { StandingLogin } from '../../login.ts';
import type { Switches } from '../switches.ts';

const ACCESS_TOKEN_SECONDS = 600;
const EARLIEST_REFRESH_MS = 570_000;
const CODE_LIFETIME_MS = 180_000;
const REFRESH_LIFETIME_MS = 30 * DAY_MS;

/** The app that is registered with the sandbox. */
export interface App {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What the token endpoint answers. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;
  /** The `Reason` header. */
  readonly reason?: string;
}

/** Everything that one login gave. */
interface Chain {
  /** The only refresh token that still works. */
  current: string;
  /** When tokens were last handed out, epoch ms. */
  issuedAt: number;
}

interface Code {
  readonly redirectUri: string;
  readonly expiresAt: number;
}

function refusal(status: number, error: string, description: string, reason?: string): TokenAnswer {
  const body = { error, error_description: description };
  return reason === undefined ? { status, body } : { status, body, reason };
}

/** Logins, tokens and their rules (EX-token-lifetimes, EX-token-errors). */
export class Authority {
  readonly app: App;
  readonly #clock: () => number;
  readonly #switches: Switches;
  readonly #standing: StandingLogin | null;
  readonly #codes = new Map<string, Code>();
  readonly #chains = new Map<string, Chain>();
  readonly #accessTokens = new Map<string, number>();
  #calls = { day: '', count: 0 };

  constructor(clock: () => number, switches: Switches, standing: StandingLogin | null = null) {
    this.#clock = clock;
    this.#switches = switches;
    this.#standing = standing;
    this.app = {
      clientId: standing?.clientId ?? crypto.randomUUID(),
      clientSecret: standing?.clientSecret ?? randomBytes(9).toString('base64url'),
    };
  }

  /** A one-time code after the user's consent; it holds `!`, which must be decoded before it is posted. */
  issueCode(redirectUri: string): string {
    const code = `stampNL001.${randomBytes(9).toString('base64url')}!${randomBytes(18).toString('base64url')}`;
    this.#codes.set(code, { redirectUri, expiresAt: this.#clock() + CODE_LIFETIME_MS });
    return code;
  }

  /** A refresh token from a login that is old enough to refresh at once. */
  issueRefreshToken(): string {
    if (this.#standing !== null) return this.#standing.refreshToken;
    const chain: Chain = { current: '', issuedAt: this.#clock() - EARLIEST_REFRESH_MS };
    return this.#newRefreshToken(chain);
  }

  /** Ends all tokens, as when a user withdraws the app's access. */
  revoke(): void {
    this.#chains.clear();
    this.#accessTokens.clear();
  }

  /** Whether a bearer token is valid, has expired, or is unknown. */
  check(accessToken: string): 'valid' | 'expired' | 'unknown' {
    const expiresAt = this.#accessTokens.get(accessToken);
    if (expiresAt === undefined) return 'unknown';
    return this.#clock() < expiresAt ? 'valid' : 'expired';
  }

  /** Answers `POST /api/oauth2/token`; `basic` = the credentials of an `Authorization: Basic` header. */
  token(form: URLSearchParams, basic: string | undefined = undefined): TokenAnswer {
    if (this.#isOverDailyLimit()) return refusal(400, 'access_denied', 'Rate limit exceeded: token calls per day');
    if (!this.#isApp(form, basic)) {
      return refusal(401, 'invalid_client', 'Client authentication failed.');
    }
    if (form.get('grant_type') === 'authorization_code') return this.#exchange(form);
    if (form.get('grant_type') === 'refresh_token') return this.#refresh(form.get('refresh_token') ?? '');
    return refusal(400, 'unsupported_grant_type', 'The grant type is not supported.');
  }

  /** In the form, or by HTTP Basic as one real client sends it (EX-addresses-in-use). */
  #isApp(form: URLSearchParams, basic: string | undefined): boolean {
    const { clientId, clientSecret } = this.app;
    const sent = Buffer.from(basic ?? '', 'base64').toString();
    if (basic !== undefined && !form.has('client_id')) return sent === `${clientId}:${clientSecret}`;
    return form.get('client_id') === clientId && form.get('client_secret') === clientSecret;
  }

  #exchange(form: URLSearchParams): TokenAnswer {
    const text = form.get('code') ?? '';
    const code = this.#codes.get(text);
    this.#codes.delete(text);
    const isGood =
      code !== undefined && this.#clock() < code.expiresAt && form.get('redirect_uri') === code.redirectUri;
    if (!isGood) return refusal(400, 'invalid_grant', 'The authorization code is invalid, expired or already used.');
    return this.#issue({ current: '', issuedAt: 0 });
  }

  #refresh(refreshToken: string): TokenAnswer {
    const now = this.#clock();
    if (refreshToken === this.#standing?.refreshToken) return this.#issue({ current: '', issuedAt: now });
    const chain = this.#chains.get(refreshToken);
    if (chain === undefined) {
      return refusal(400, 'invalid_grant', 'Token is not allowed, because of invalid or empty chainId');
    }
    if (chain.current !== refreshToken) return refusal(401, 'unauthorized_client', 'Old refresh token used.');
    const expiresAt = chain.issuedAt + REFRESH_LIFETIME_MS;
    if (now >= expiresAt) {
      const sentence = `The refresh token expired at ${usDate(expiresAt)} and it is now ${usDate(now)}`;
      return refusal(400, 'invalid_request', sentence);
    }
    if (now < chain.issuedAt + EARLIEST_REFRESH_MS) {
      if (this.#switches.failedRefreshConsumes) chain.current = '';
      const sentence = 'Rate limit exceeded: access_token not expired';
      return refusal(400, 'access_denied', sentence, `TooEarlyToRefreshTokens: ${sentence}`);
    }
    return this.#issue(chain);
  }

  #issue(chain: Chain): TokenAnswer {
    chain.issuedAt = this.#clock();
    const accessToken = `stampNL001.${randomBytes(48).toString('base64url')}`;
    this.#accessTokens.set(accessToken, chain.issuedAt + ACCESS_TOKEN_SECONDS * 1000);
    const body = {
      access_token: accessToken,
      token_type: 'bearer',
      expires_in: String(ACCESS_TOKEN_SECONDS),
      refresh_token: this.#newRefreshToken(chain),
    };
    return { status: 200, body };
  }

  #newRefreshToken(chain: Chain): string {
    const token = `stampNL001.${createHash('sha256').update(randomBytes(32)).digest('base64url')}`;
    chain.current = token;
    this.#chains.set(token, chain);
    return token;
  }

  #isOverDailyLimit(): boolean {
    const day = new Date(this.#clock()).toISOString().slice(0, 10);
    this.#calls = { day, count: this.#calls.day === day ? this.#calls.count + 1 : 1 };
    const { tokenCallsPerDay } = this.#switches;
    return tokenCallsPerDay !== null && this.#calls.count > tokenCallsPerDay;
  }
}

/** `10/11/2022 9:18:20 PM`, as in the token endpoint's own sentence (EX-token-errors). */
function usDate(epochMs: number): string {
  return DateTime.fromMillis(epochMs, { zone: 'utc' }).setLocale('en-US').toFormat('MM/dd/yyyy h:mm:ss a');
}
