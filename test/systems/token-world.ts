import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import type { SyncError } from '../../src/errors/errors.ts';
import type { TokenState } from '../../src/state/tokens.ts';
import { createTokenChain, type RenewingChain, type TokenChainOptions } from '../../src/systems/tokens/token-chain.ts';
import { never, quickTransport } from './transport.ts';

export const hash = (text: string): string => `#${text}`;
export const failure = (promise: Promise<unknown>): Promise<SyncError> =>
  promise.then(
    () => Promise.reject(new Error('no error')),
    (error) => error,
  );

/** A token endpoint with Exact Online's rules: single-use refresh tokens, rotation, no refresh before 570 s. */
export interface World {
  nowMs: number;
  /** The refresh token that is accepted. */
  live: string;
  issuedAtMs: number;
  readonly presented: string[];
  readonly saved: TokenState[];
  /** What `load` finds. */
  stored: TokenState | null;
  readonly masked: string[];
  readonly order: string[];
  /** Instead of the rules. */
  answer: { status: number; body: string; headers?: Record<string, string> } | null;
  open(options?: Partial<TokenChainOptions>): RenewingChain;
}

export async function inWorld(use: (world: World) => Promise<void>): Promise<void> {
  const world: World = {
    nowMs: 1_000_000_000,
    live: 'secret-1',
    issuedAtMs: 0,
    presented: [],
    saved: [],
    stored: null,
    masked: [],
    order: [],
    answer: null,
    open: () => {
      throw new Error('not yet');
    },
  };
  let issued = 0;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const presented = new URLSearchParams(body).get('refresh_token') ?? '';
    world.presented.push(presented);
    const send = (status: number, answer: object, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(answer));
    };
    if (world.answer !== null) {
      response.writeHead(world.answer.status, world.answer.headers ?? {});
      response.end(world.answer.body);
    } else if (presented !== world.live) {
      send(401, { error: 'unauthorized_client', error_description: 'Old refresh token used.' });
    } else if (world.nowMs < world.issuedAtMs + 570_000) {
      const text = 'Rate limit exceeded: access_token not expired';
      send(400, { error: 'access_denied', error_description: text }, { Reason: `TooEarlyToRefreshTokens: ${text}` });
    } else {
      issued += 1;
      world.live = `refresh-${issued}`;
      world.issuedAtMs = world.nowMs;
      send(200, {
        access_token: `access-${issued}`,
        token_type: 'Bearer',
        expires_in: '600',
        refresh_token: world.live,
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await using transport = quickTransport(() => world.nowMs);
  world.open = (options = {}) =>
    createTokenChain({
      system: 'exact-online',
      clientId: 'app',
      clientSecret: 'app-secret',
      secretRefreshToken: 'secret-1',
      tokenUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/oauth2/token`,
      load: async () => world.stored,
      save: async (state) => {
        world.order.push(`save ${state.accessToken}`);
        world.saved.push(state);
        world.stored = state;
      },
      proveSavable: async () => {},
      transport,
      clock: () => world.nowMs,
      sleep: async () => {},
      secretHash: hash,
      earliestRefreshMs: 570_000,
      mayRefresh: true,
      mask: (secret) => world.masked.push(secret),
      signal: never,
      ...options,
    });
  try {
    await use(world);
    expect(Object.keys(transport.calls.take()).every((key) => key.endsWith(' POST oauth2/token'))).toBe(true);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

export const state = (more: Partial<TokenState> & Pick<TokenState, 'obtainedAtMs'>): TokenState => ({
  secretHash: hash('secret-1'),
  refreshToken: 'refresh-saved',
  accessToken: 'access-saved',
  expiresAtMs: more.obtainedAtMs + 600_000,
  ...more,
});
