import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { StateError, type SyncError } from '../../src/errors.ts';
import type { TokenState } from '../../src/state/tokens.ts';
import { createTokenChain, type TokenChain, type TokenChainOptions } from '../../src/systems/token-chain.ts';
import { never, quickTransport } from './transport.ts';

const hash = (text: string): string => `#${text}`;
const failure = (promise: Promise<unknown>): Promise<SyncError> =>
  promise.then(
    () => Promise.reject(new Error('no error')),
    (error) => error,
  );

/** A token endpoint with Exact Online's rules: single-use refresh tokens, rotation, no refresh before 570 s. */
interface World {
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
  open(options?: Partial<TokenChainOptions>): TokenChain;
}

async function inWorld(use: (world: World) => Promise<void>): Promise<void> {
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
    expect(Object.keys(transport.calls.take()).every((key) => key === 'exact-online POST oauth2/token')).toBe(true);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const state = (more: Partial<TokenState> & Pick<TokenState, 'obtainedAtMs'>): TokenState => ({
  secretHash: hash('secret-1'),
  refreshToken: 'refresh-saved',
  accessToken: 'access-saved',
  expiresAtMs: more.obtainedAtMs + 600_000,
  ...more,
});

describe('the token chain', () => {
  it("begins with the secret's token and saves the new pair before it is used", () =>
    inWorld(async (world) => {
      const token = await world.open().accessToken();
      world.order.push(`use ${token}`);
      expect(world.order).toEqual(['save access-1', 'use access-1']);
      expect(world.saved[0]).toMatchObject({ secretHash: hash('secret-1'), refreshToken: 'refresh-1' });
      expect(world.saved[0]?.expiresAtMs).toBe(world.nowMs + 600_000);
      expect(world.masked).toEqual(expect.arrayContaining(['secret-1', 'access-1', 'refresh-1']));
    }));

  it('does not give out a pair that could not be saved', () =>
    inWorld(async (world) => {
      const chain = world.open({ save: () => Promise.reject(new Error('disk full')) });
      await expect(chain.accessToken()).rejects.toThrow('disk full');
    }));

  describe('while the state refuses to be saved', () => {
    const refusal = new StateError('STATE_NOT_SAVED', 'The tokens could not be saved.', { hint: 'Look above.' });
    /** A save that is refused so often, then made. */
    const refusing = (world: World, times: number) => {
      let left = times;
      return async (pair: TokenState): Promise<void> => {
        left -= 1;
        if (left >= 0) throw refusal;
        world.saved.push(pair);
        world.stored = pair;
      };
    };

    it('uses up no refresh token, which keeps the login', () =>
      inWorld(async (world) => {
        const chain = world.open({ proveSavable: () => Promise.reject(refusal) });
        const error = await failure(chain.accessToken());
        expect(error).toMatchObject({ name: 'StateError', code: 'STATE_NOT_SAVED' });
        expect(error.message).toMatch(/no new token of Exact Online was asked for/);
        expect(error.hint).toMatch(/^Nothing is lost.* Look above\.$/);
        expect(world.presented).toEqual([]);
        expect(await world.open().accessToken()).toBe('access-1');
      }));

    it('asks for the proof again before each token that it uses up', () =>
      inWorld(async (world) => {
        world.stored = state({ obtainedAtMs: world.nowMs - 900_000 });
        const proveSavable = async (): Promise<void> => void world.order.push('prove');
        await world.open({ proveSavable }).accessToken();
        expect(world.order).toEqual(['prove', 'prove', 'save access-1']);
      }));

    it('goes on saving a new pair for a minute, and uses it once it is kept', () =>
      inWorld(async (world) => {
        const waits: number[] = [];
        const sleep = async (ms: number): Promise<void> => void waits.push(ms);
        expect(await world.open({ save: refusing(world, 5), sleep }).accessToken()).toBe('access-1');
        expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(60_000);
        expect(world.saved).toHaveLength(1);
      }));

    it('says after a minute that the login is lost, and asks for no other token', () =>
      inWorld(async (world) => {
        const chain = world.open({ save: refusing(world, 6) });
        const error = await failure(chain.accessToken());
        expect(error).toMatchObject({ name: 'StateError', code: 'STATE_NOT_SAVED' });
        expect(error.message).toMatch(/this login is lost\.$/);
        expect(error.hint).toMatch(/^Log in again .*exact-online-refresh-token\. .*secrets-token/);
        expect(await failure(chain.accessToken())).toBe(error);
        expect(world.presented).toEqual(['secret-1']);
      }));

    it('makes the second copy before it tries again, and says that nothing is lost', () =>
      inWorld(async (world) => {
        const copy = async (token: string): Promise<boolean> => world.order.push(`copy ${token}`) > 0;
        const sleep = async (): Promise<void> => void world.order.push('wait');
        const error = await failure(world.open({ save: refusing(world, 6), copy, sleep }).accessToken());
        expect(world.order).toEqual(['copy refresh-1', ...Array(5).fill('wait')]);
        expect([error.message, error.hint]).toEqual([
          expect.stringContaining('the second copy was made'),
          expect.stringMatching(/^Nothing is lost/),
        ]);
        // The next job gets the copy, and the state knows nothing of it.
        world.nowMs += 600_000;
        expect(await world.open({ secretRefreshToken: 'refresh-1' }).accessToken()).toBe('access-2');
      }));

    it('loses nothing of a system that gives no new refresh token', () =>
      inWorld(async (world) => {
        const body = JSON.stringify({ access_token: 'a', token_type: 'Bearer', expires_in: 3600 });
        world.answer = { status: 200, body };
        expect(await failure(world.open({ save: refusing(world, 6) }).accessToken())).toBe(refusal);
      }));

    it('counts a copy that failed as none', () =>
      inWorld(async (world) => {
        const chain = world.open({ save: refusing(world, 6), copy: async () => false });
        expect((await failure(chain.accessToken())).message).toMatch(/this login is lost/);
      }));

    it('ends at once in a run that is cancelled, with the copy made', () =>
      inWorld(async (world) => {
        const copies: string[] = [];
        const copy = async (token: string): Promise<boolean> => copies.push(token) > 0;
        const sleep = () => Promise.reject(new Error('cancelled'));
        const error = await failure(world.open({ save: refusing(world, 1), copy, sleep }).accessToken());
        expect([error.code, copies]).toEqual(['STATE_NOT_SAVED', ['refresh-1']]);
      }));
  });

  it('reuses a saved access token that is still good for 30 s, without a call', () =>
    inWorld(async (world) => {
      world.stored = state({ obtainedAtMs: world.nowMs - 569_000 });
      expect(await world.open().accessToken()).toBe('access-saved');
      expect(world.presented).toEqual([]);
    }));

  it('refreshes in the last 30 s of an access token, once for all who ask', () =>
    inWorld(async (world) => {
      world.live = 'refresh-saved';
      world.stored = state({ obtainedAtMs: world.nowMs - 571_000 });
      const chain = world.open();
      const tokens = await Promise.all([chain.accessToken(), chain.accessToken(), chain.renew('access-saved')]);
      expect(tokens).toEqual(['access-1', 'access-1', 'access-1']);
      expect(world.presented).toEqual(['refresh-saved']);
    }));

  it.each([
    ['more than 30 s are left', 0, 30_001, 'access-saved'],
    ['30 s are left', 0, 30_000, 'access-1'],
    ['more than 5 s are left and the next one is not to be had yet', 600_000, 5_001, 'access-saved'],
    ['5 s are left and the next one is not to be had yet', 600_000, 5_000, 'TOKEN_TOO_EARLY'],
  ])('knows what becomes of an access token of which %s', (_, earliestRefreshMs, leftMs, outcome) =>
    inWorld(async (world) => {
      world.live = 'refresh-saved';
      world.stored = state({ obtainedAtMs: world.nowMs - 1_000, expiresAtMs: world.nowMs + leftMs });
      const token = world.open({ earliestRefreshMs }).accessToken();
      expect(await token.catch(({ code }: SyncError) => code)).toBe(outcome);
    }),
  );

  it('knows the fifty newest of its own tokens', () =>
    inWorld(async (world) => {
      const ownHashes = Array.from({ length: 60 }, (_, index) => `own-${index}`);
      world.live = 'refresh-saved';
      world.stored = state({ obtainedAtMs: world.nowMs - 900_000, ownHashes });
      await world.open().accessToken();
      const kept = world.saved[0]?.ownHashes;
      expect([kept?.length, kept?.[0], kept?.at(-1)]).toEqual([50, hash('refresh-1'), 'own-47']);
    }));

  it('begins a new chain when the secret is not the one last used', () =>
    inWorld(async (world) => {
      world.stored = state({ obtainedAtMs: world.nowMs, secretHash: hash('secret-0') });
      expect(await world.open().accessToken()).toBe('access-1');
      expect(world.presented).toEqual(['secret-1']);
    }));

  it("falls back to the secret's token when the saved chain is refused", () =>
    inWorld(async (world) => {
      world.stored = state({ obtainedAtMs: world.nowMs - 900_000 });
      expect(await world.open().accessToken()).toBe('access-1');
      expect(world.presented).toEqual(['refresh-saved', 'secret-1']);
    }));

  it('adopts the pair of a run that refreshed first, and saves nothing itself', () =>
    inWorld(async (world) => {
      world.stored = state({ obtainedAtMs: world.nowMs - 900_000, refreshToken: 'already-used' });
      const newer = state({
        obtainedAtMs: world.nowMs - 1_000,
        accessToken: 'access-of-other',
        refreshToken: 'refresh-of-other',
      });
      const found = [world.stored, newer];
      const chain = world.open({ load: async () => found.shift() ?? newer });
      expect(await chain.accessToken()).toBe('access-of-other');
      expect(world.saved).toEqual([]);
      expect(world.presented).toEqual(['already-used']);
    }));

  it('waits a little for the pair of a run that refreshed first and is still saving it', () =>
    inWorld(async (world) => {
      world.stored = state({ obtainedAtMs: world.nowMs - 900_000, refreshToken: 'already-used' });
      world.live = 'refresh-of-other';
      const waits: number[] = [];
      const sleep = async (ms: number): Promise<void> => {
        waits.push(ms);
        if (waits.length < 2) return;
        const fresh = { accessToken: 'access-of-other', refreshToken: 'refresh-of-other' };
        world.stored = state({ obtainedAtMs: world.nowMs, ...fresh });
      };
      expect(await world.open({ sleep }).accessToken()).toBe('access-of-other');
      expect(waits).toEqual([1000, 2000]);
      expect(world.presented).toEqual(['already-used', 'secret-1']);
      expect(world.saved).toEqual([]);
    }));

  it('asks a person to authorise again when nothing is accepted any more', () =>
    inWorld(async (world) => {
      world.live = 'somebody else';
      world.stored = state({ obtainedAtMs: world.nowMs - 900_000 });
      const error = await failure(world.open().accessToken());
      expect(error).toMatchObject({ name: 'AccessError', code: 'REFRESH_REFUSED' });
      expect(error.hint).toContain('exact-online-refresh-token');
    }));

  it('says that the state is missing when there was none and the secret was used before', () =>
    inWorld(async (world) => {
      world.live = 'somebody else';
      const error = await failure(world.open().accessToken());
      expect(error).toMatchObject({ name: 'AccessError', code: 'REFRESH_REFUSED' });
      expect(error.message).toBe(
        'The authorisation of Exact Online is no longer accepted: the saved state with the newer token is missing, and the one in the secret was used before, or is none.',
      );
      expect(error.hint).toMatch(/^Authorise again .*exact-online-refresh-token; accept-state .*secrets-token/);
      world.stored = state({ obtainedAtMs: world.nowMs - 900_000 });
      expect((await failure(world.open().accessToken())).message).not.toContain('missing');
    }));

  it('tells an expired authorisation apart', () =>
    inWorld(async (world) => {
      const text = 'The refresh token expired at 10/11/2022 9:18:20 PM and it is now 11/11/2022 9:18:20 PM';
      world.answer = { status: 400, body: JSON.stringify({ error: 'invalid_request', error_description: text }) };
      expect(await failure(world.open().accessToken())).toMatchObject({ code: 'AUTHORISATION_EXPIRED' });
    }));

  it('says that the authorisation expired, also when the secret is used up as well', () =>
    inWorld(async (world) => {
      world.stored = state({ obtainedAtMs: world.nowMs - 900_000 });
      const refusals = [
        { error: 'invalid_request', error_description: 'The refresh token expired at 10/11/2022 9:18:20 PM' },
        { error: 'unauthorized_client', error_description: 'Old refresh token used.' },
      ];
      const mask = (secret: string): void => {
        if (secret !== 'refresh-saved' && secret !== 'secret-1') return;
        world.answer = { status: 400, body: JSON.stringify(refusals.shift()) };
      };
      expect(await failure(world.open({ mask }).accessToken())).toMatchObject({ code: 'AUTHORISATION_EXPIRED' });
      expect(world.presented).toEqual(['refresh-saved', 'secret-1']);
    }));

  it('does not ask for a token that would be refused as too early, and says from when on', () =>
    inWorld(async (world) => {
      world.stored = state({ obtainedAtMs: world.nowMs - 60_000 });
      const chain = world.open();
      await chain.accessToken();
      const error = await failure(chain.renew('access-saved'));
      expect(error).toMatchObject({ name: 'TransientError', code: 'TOKEN_TOO_EARLY' });
      expect(error.message).toMatch(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}/);
      expect(world.presented).toEqual([]);
    }));

  it("understands the system's own too early", () =>
    inWorld(async (world) => {
      world.issuedAtMs = world.nowMs - 10_000;
      expect(await failure(world.open().accessToken())).toMatchObject({ code: 'TOKEN_TOO_EARLY' });
    }));

  it('answers a late refusal of an older token with the one that replaced it', () =>
    inWorld(async (world) => {
      const chain = world.open();
      await chain.accessToken();
      expect(await chain.renew('an older one')).toBe('access-1');
      expect(world.presented).toHaveLength(1);
    }));

  it('takes a number as lifetime and keeps the refresh token when none is returned', () =>
    inWorld(async (world) => {
      world.answer = {
        status: 200,
        body: JSON.stringify({ access_token: 'a', token_type: 'Bearer', expires_in: 3600 }),
      };
      await world.open({ earliestRefreshMs: 0 }).accessToken();
      expect(world.saved[0]).toMatchObject({ refreshToken: 'secret-1', expiresAtMs: world.nowMs + 3_600_000 });
    }));

  it('never refreshes where it may not, but uses a good saved token', () =>
    inWorld(async (world) => {
      world.stored = state({ obtainedAtMs: world.nowMs });
      expect(await world.open({ mayRefresh: false }).accessToken()).toBe('access-saved');
      world.stored = null;
      expect(await failure(world.open({ mayRefresh: false }).accessToken())).toMatchObject({ code: 'NO_REFRESH_HERE' });
      expect(world.presented).toEqual([]);
    }));

  it('blames the client id and secret when the system does, and a fault on the system', () =>
    inWorld(async (world) => {
      world.answer = { status: 400, body: '{"error":"invalid_client"}' };
      expect(await failure(world.open().accessToken())).toMatchObject({ code: 'CLIENT_REFUSED' });
      world.answer = { status: 503, body: 'busy' };
      expect(await failure(world.open().accessToken())).toMatchObject({ code: 'TOKEN_UNAVAILABLE' });
    }));

  describe('with a copy in the secret', () => {
    /** The chain of a run that got `secret` and copies every new token into `copies`. */
    const run = (world: World, secret: string, copies: string[], options: Partial<TokenChainOptions> = {}) =>
      world.open({
        secretRefreshToken: secret,
        copy: async (token) => {
          world.order.push(`copy ${token}`);
          copies.push(token);
          return true;
        },
        ...options,
      });

    it('copies a new refresh token only after the pair is saved', () =>
      inWorld(async (world) => {
        const copies: string[] = [];
        world.order.push(`use ${await run(world, 'secret-1', copies).accessToken()}`);
        expect(world.order).toEqual(['save access-1', 'copy refresh-1', 'use access-1']);
      }));

    it('copies nothing when the refresh token stays the same', () =>
      inWorld(async (world) => {
        const copies: string[] = [];
        world.answer = {
          status: 200,
          body: JSON.stringify({ access_token: 'a', token_type: 'Bearer', expires_in: 3600 }),
        };
        await run(world, 'secret-1', copies, { earliestRefreshMs: 0 }).accessToken();
        expect(copies).toEqual([]);
      }));

    it("goes on with the saved pair when the secret holds the chain's own copy", () =>
      inWorld(async (world) => {
        const copies: string[] = [];
        await run(world, 'secret-1', copies).accessToken();
        expect(await run(world, 'refresh-1', copies).accessToken()).toBe('access-1');
        world.nowMs += 580_000;
        expect(await run(world, 'refresh-1', copies).accessToken()).toBe('access-2');
        expect(await run(world, 'refresh-2', copies).accessToken()).toBe('access-2');
        expect(world.presented).toEqual(['secret-1', 'refresh-1']);
        expect(copies).toEqual(['refresh-1', 'refresh-2']);
      }));

    it('knows an older copy after later ones failed, and never presents it', () =>
      inWorld(async (world) => {
        const copies: string[] = [];
        await run(world, 'secret-1', copies).accessToken();
        for (const _ of [1, 2, 3]) {
          world.nowMs += 580_000;
          await run(world, 'refresh-1', [], { copy: async () => false }).accessToken();
        }
        expect(world.presented).toEqual(['secret-1', 'refresh-1', 'refresh-2', 'refresh-3']);
        // Nor does a run that was started before the first copy, and comes to its turn only now.
        expect(await run(world, 'secret-1', copies).accessToken()).toBe('access-4');
        expect(world.presented).toHaveLength(4);
      }));

    it('adopts the pair of a run that renewed and copied meanwhile', () =>
      inWorld(async (world) => {
        const copies: string[] = [];
        const slow = run(world, 'secret-1', copies);
        await slow.accessToken();
        world.nowMs += 580_000;
        await run(world, 'refresh-1', copies).accessToken();
        expect(await slow.accessToken()).toBe('access-2');
        expect(world.presented).toEqual(['secret-1', 'refresh-1', 'refresh-1']);
      }));

    it('goes on from the copy when the state is lost', () =>
      inWorld(async (world) => {
        const copies: string[] = [];
        await run(world, 'secret-1', copies).accessToken();
        world.stored = null;
        world.nowMs += 580_000;
        expect(await run(world, copies[0] ?? '', copies).accessToken()).toBe('access-2');
        expect(copies).toEqual(['refresh-1', 'refresh-2']);
      }));

    it('takes up a token that a person put into the secret, and forgets the copies of the chain before', () =>
      inWorld(async (world) => {
        const copies: string[] = [];
        await run(world, 'secret-1', copies).accessToken();
        world.nowMs += 580_000;
        world.live = 'login-2';
        expect(await run(world, 'login-2', copies).accessToken()).toBe('access-2');
        expect(world.presented).toEqual(['secret-1', 'login-2']);
        expect(world.stored?.ownHashes).toEqual([hash('refresh-2'), hash('login-2')]);
      }));
  });
});
