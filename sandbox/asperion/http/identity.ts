import { createHash, randomBytes } from 'node:crypto';
import { asperionNames } from '../../../src/systems/asperion/names.ts';
import type { AsperionSwitches } from '../switches.ts';
import { consentPage, errorPage } from './consent.ts';

const codeLifeMs = 5 * 60_000;
const dayMs = 86_400_000;

/** The application that may ask for tokens. */
export interface Client {
  readonly id: string;
  readonly secret: string;
  /** A refresh token that can be used again and again, each time as after a new login; null = there is none. */
  readonly standingToken: string | null;
}

/** What a code or a refresh token stands for. */
interface Grant {
  readonly loginAt: number;
  readonly scope: string;
}

interface Code extends Grant {
  readonly redirectUri: string;
  readonly challenge: string | null;
}

/** The identity server (AS-login): login with consent, codes, access and refresh tokens. Tokens are random and kept in memory. */
export class Identity {
  readonly #client: Client;
  readonly #switches: AsperionSwitches;
  readonly #clock: () => number;
  readonly #codes = new Map<string, Code>();
  readonly #refreshTokens = new Map<string, Grant>();
  readonly #accessEnds = new Map<string, number>();

  constructor(client: Client, switches: AsperionSwitches, clock: () => number) {
    this.#client = client;
    this.#switches = switches;
    this.#clock = clock;
  }

  /** True for `Bearer` with a valid access token. */
  isValid(authorization: string | null): boolean {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    return (this.#accessEnds.get(token ?? '') ?? 0) > this.#clock();
  }

  /** Ends all tokens, as when a user withdraws the application's access. */
  revoke(): void {
    this.#refreshTokens.clear();
    this.#accessEnds.clear();
  }

  /** The refresh token of a new login. */
  issueRefreshToken(grant: Grant | null = null): string {
    if (grant === null && this.#client.standingToken !== null) return this.#client.standingToken;
    const token = randomToken();
    this.#refreshTokens.set(token, grant ?? this.#newLogin());
    return token;
  }

  /** `/connect/authorize`: GET shows the login and consent page, POST redirects to the application. */
  async authorize(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const asked = request.method === 'POST' ? formOf(await request.text()) : url.searchParams;
    const redirectUri = asked.get('redirect_uri') ?? '';
    if (asked.get('client_id') !== this.#client.id) return errorPage('unauthorized_client');
    if (!isRedirectUri(redirectUri)) return errorPage('invalid_request: redirect_uri');
    if (asked.get('response_type') !== 'code') return back(redirectUri, asked, { error: 'unsupported_response_type' });
    if (request.method !== 'POST') return consentPage(asked, this.#client.id);
    if (!asked.get('username')) return consentPage(asked, this.#client.id);
    if (asked.get('decision') !== 'allow') return back(redirectUri, asked, { error: 'access_denied' });
    const code = randomToken();
    this.#codes.set(code, {
      loginAt: this.#clock(),
      scope: asked.get('scope') ?? '',
      redirectUri,
      challenge: asked.get('code_challenge'),
    });
    return back(redirectUri, asked, { code });
  }

  /** `/connect/token`: exchanges a code or a refresh token; client id and secret are in the form body (AS-token-body). */
  async token(request: Request): Promise<Response> {
    const type = request.headers.get('content-type') ?? '';
    if (request.method !== 'POST' || !/^application\/x-www-form-urlencoded\b/i.test(type)) {
      return refuse('invalid_request');
    }
    const form = formOf(await request.text());
    if (form.get('client_id') !== this.#client.id || form.get('client_secret') !== this.#client.secret) {
      return refuse('invalid_client');
    }
    const kind = form.get('grant_type');
    if (kind === 'authorization_code') return this.#fromCode(form);
    if (kind === 'refresh_token') return this.#fromRefreshToken(form.get('refresh_token') ?? '');
    return refuse('unsupported_grant_type');
  }

  /** The discovery document, inferred from the platform. */
  discovery(origin: string): object {
    const { identity } = asperionNames;
    return {
      issuer: origin,
      authorization_endpoint: `${origin}${identity.authorize}`,
      token_endpoint: `${origin}${identity.token}`,
      grant_types_supported: ['authorization_code', 'refresh_token'],
      response_types_supported: ['code'],
      token_endpoint_auth_methods_supported: ['client_secret_post'],
      code_challenge_methods_supported: ['S256'],
      scopes_supported: ['offline_access'],
    };
  }

  #fromCode(form: URLSearchParams): Response {
    const code = form.get('code') ?? '';
    const grant = this.#codes.get(code);
    this.#codes.delete(code);
    if (grant === undefined || this.#clock() > grant.loginAt + codeLifeMs) return refuse('invalid_grant');
    if (form.get('redirect_uri') !== grant.redirectUri) return refuse('invalid_grant');
    if (grant.challenge !== null && challengeOf(form.get('code_verifier')) !== grant.challenge) {
      return refuse('invalid_grant');
    }
    const isOffline = grant.scope.split(' ').includes('offline_access');
    const { loginAt, scope } = grant;
    return this.#answer(
      scope,
      isOffline || !this.#switches.offlineAccessScope ? this.issueRefreshToken({ loginAt, scope }) : null,
    );
  }

  #newLogin(): Grant {
    return { loginAt: this.#clock(), scope: 'offline_access' };
  }

  #fromRefreshToken(token: string): Response {
    if (token === this.#client.standingToken) {
      const grant = this.#newLogin();
      return this.#answer(grant.scope, this.issueRefreshToken(grant));
    }
    const grant = this.#refreshTokens.get(token);
    const days = this.#switches.refreshTokenDays;
    if (grant === undefined || (days !== null && this.#clock() > grant.loginAt + days * dayMs)) {
      return refuse('invalid_grant');
    }
    if (!this.#switches.rotation) return this.#answer(grant.scope, token);
    this.#refreshTokens.delete(token);
    return this.#answer(grant.scope, this.issueRefreshToken(grant));
  }

  #answer(scope: string, refreshToken: string | null): Response {
    const accessToken = randomToken();
    const seconds = this.#switches.accessTokenSeconds;
    this.#accessEnds.set(accessToken, this.#clock() + seconds * 1000);
    return Response.json(
      {
        access_token: accessToken,
        expires_in: seconds,
        token_type: 'Bearer',
        ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
        scope,
      },
      { headers: { 'cache-control': 'no-store' } },
    );
  }
}

function randomToken(): string {
  return randomBytes(32).toString('hex').toUpperCase();
}

function formOf(text: string): URLSearchParams {
  return new URLSearchParams(text);
}

function challengeOf(verifier: string | null): string {
  return createHash('sha256')
    .update(verifier ?? '')
    .digest('base64url');
}

/** https, or http on loopback for a program on the user's own machine. */
function isRedirectUri(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}

function back(redirectUri: string, asked: URLSearchParams, answer: Readonly<Record<string, string>>): Response {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  const state = asked.get('state');
  if (state !== null) url.searchParams.set('state', state);
  return new Response(null, { status: 302, headers: { location: url.href } });
}

function refuse(error: string): Response {
  return Response.json({ error }, { status: 400 });
}
