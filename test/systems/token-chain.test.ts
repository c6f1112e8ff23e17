import { describe, expect, it } from 'vitest';
import type { SyncError } from '../../src/errors/errors.ts';
import { dutchTime } from '../../src/http/dutch-time.ts';
import { failure, hash, inWorld, state } from './token-world.ts';

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

  it('reuses a saved access token that is still good for 30 s, without a call', () =>
    inWorld(async (world) => {
      world.stored = state({ obtainedAtMs: world.nowMs - 569_000 });
      expect(await world.open().accessToken()).toBe('access-saved');
      expect(world.presented).toEqual([]);
    }));

  it('refreshes in the last 30 s of an access token, once for all callers', () =>
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

  it('takes over the pair of a run that refreshed first, and saves nothing itself', () =>
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

  it('keeps the moment of the login over renewals, and takes another one with another secret', () =>
    inWorld(async (world) => {
      const began = world.nowMs;
      await world.open().accessToken();
      world.nowMs += 700_000;
      const chain = world.open();
      expect(chain.loginAtMs).toBeNull();
      await chain.accessToken();
      expect([chain.loginAtMs, world.saved.map(({ loginAtMs }) => loginAtMs)]).toEqual([began, [began, began]]);
      world.nowMs += 700_000;
      world.live = 'secret-2';
      world.issuedAtMs = 0;
      const next = world.open({ secretRefreshToken: 'secret-2' });
      await next.accessToken();
      expect(next.loginAtMs).toBe(world.nowMs);
    }));

  it('says how long a login of Asperion lasted, and how to be warned', () =>
    inWorld(async (world) => {
      world.live = 'somebody else';
      const day = 86_400_000;
      world.nowMs += 40 * day;
      world.stored = state({ obtainedAtMs: world.nowMs - 10 * day, loginAtMs: world.nowMs - 40 * day });
      const hintOf = async (system: 'asperion' | 'exact-online') =>
        (await failure(world.open({ system, earliestRefreshMs: 0 }).accessToken())).hint;
      expect(await hintOf('asperion')).toContain(
        'This login lasted 30 days. If each one does, asperion.loginDays: 30 in settings.yml warns a week before.',
      );
      expect(await hintOf('exact-online')).not.toContain('lasted');
      world.stored = state({ obtainedAtMs: world.nowMs - 10 * day });
      expect(await hintOf('asperion')).not.toContain('lasted');
    }));

  it('asks a person to authorise again if no token is accepted any more', () =>
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
      expect(error.hint).toMatch(
        /^Authorise again .*exact-online-refresh-token; nothing is synced twice.*secrets-token/,
      );
      world.stored = state({ obtainedAtMs: world.nowMs - 900_000 });
      expect((await failure(world.open().accessToken())).message).not.toContain('missing');
    }));

  it('recognises an expired authorisation', () =>
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

  it("understands the system's own answer that it is too early", () =>
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

  it.each([undefined, null, ''])(
    'takes a number as lifetime and keeps the refresh token when %j is returned in its place',
    (none) =>
      inWorld(async (world) => {
        world.answer = {
          status: 200,
          body: JSON.stringify({ access_token: 'a', token_type: 'Bearer', expires_in: 3600, refresh_token: none }),
        };
        await world.open({ earliestRefreshMs: 0 }).accessToken();
        expect(world.saved[0]).toMatchObject({ refreshToken: 'secret-1', expiresAtMs: world.nowMs + 3_600_000 });
      }),
  );

  it.each([undefined, null, 0, '', 'soon'])('keeps the new refresh token of an answer whose expires_in is %j', (life) =>
    inWorld(async (world) => {
      world.answer = {
        status: 200,
        body: JSON.stringify({ access_token: 'a', refresh_token: 'refresh-new', expires_in: life }),
      };
      expect(await world.open().accessToken()).toBe('a');
      expect(world.saved[0]).toMatchObject({ refreshToken: 'refresh-new', expiresAtMs: world.nowMs + 600_000 });
    }),
  );

  it.each([
    ['599.5', 599_000],
    [599.5, 599_000],
    [1e30, 86_400_000],
  ])('understands a lifetime of %j', (life, ms) =>
    inWorld(async (world) => {
      world.answer = { status: 200, body: JSON.stringify({ access_token: 'a', expires_in: life }) };
      await world.open().accessToken();
      expect(world.saved[0]?.expiresAtMs).toBe(world.nowMs + ms);
    }),
  );

  it.each([
    [400, '{"error":"temporarily_unavailable"}', 'status 400 (temporarily_unavailable)'],
    [400, '{"error":"server_error"}', 'status 400 (server_error)'],
    [400, '{"error":"access_denied","error_description":"token calls per day"}', 'status 400 (access_denied)'],
    [403, '{"error":"rate_limited"}', 'status 403 (rate_limited)'],
    [403, '{"error":"Blocked for jan@example.nl"}', 'status 403'],
    [401, '<html>proxy</html>', 'status 401'],
    [403, '<html>Access Denied</html>', 'status 403'],
  ])('takes %i %s for a fault that passes', (status, body, why) =>
    inWorld(async (world) => {
      world.stored = state({ obtainedAtMs: world.nowMs - 900_000 });
      world.answer = { status, body };
      const error = await failure(world.open().accessToken());
      expect(error).toMatchObject({ name: 'TransientError', code: 'TOKEN_UNAVAILABLE' });
      expect(error.message).toBe(`The token endpoint of Exact Online answered with ${why}.`);
      expect(error.hint).toMatch(/^The next run tries again\. .*exact-online-url/);
      expect(world.presented).toEqual(['refresh-saved']);
    }),
  );

  it('renews a refused token that a run with a clock days ahead has saved', () =>
    inWorld(async (world) => {
      world.live = 'refresh-saved';
      world.stored = state({ obtainedAtMs: world.nowMs + 30 * 86_400_000 });
      const chain = world.open();
      expect(await chain.accessToken()).toBe('access-saved');
      expect(await chain.renew('access-saved')).toBe('access-1');
      expect(world.stored).toMatchObject({ obtainedAtMs: world.nowMs });
    }));

  it('says when to come back if that token is too young to be renewed', () =>
    inWorld(async (world) => {
      world.live = 'refresh-saved';
      world.issuedAtMs = world.nowMs;
      world.stored = state({ obtainedAtMs: world.nowMs + 30 * 86_400_000 });
      const chain = world.open();
      await chain.accessToken();
      const error = await failure(chain.renew('access-saved'));
      expect(error).toMatchObject({ code: 'TOKEN_TOO_EARLY' });
      expect(error.message).toContain(dutchTime(world.nowMs + 570_000));
    }));

  it('never refreshes if it may not, but uses a valid saved token', () =>
    inWorld(async (world) => {
      world.stored = state({ obtainedAtMs: world.nowMs });
      expect(await world.open({ mayRefresh: false }).accessToken()).toBe('access-saved');
      world.stored = null;
      expect(await failure(world.open({ mayRefresh: false }).accessToken())).toMatchObject({ code: 'NO_REFRESH_HERE' });
      expect(world.presented).toEqual([]);
    }));

  it('blames the client id and secret if the system does, and a fault on the system', () =>
    inWorld(async (world) => {
      for (const error of ['invalid_client', 'invalid_request']) {
        world.answer = { status: 400, body: JSON.stringify({ error }) };
        const refused = await failure(world.open().accessToken());
        expect(refused).toMatchObject({ code: 'CLIENT_REFUSED' });
        expect(refused.hint).toMatch(/exact-online-client-secret, and that exact-online-url is the host/);
      }
      world.answer = { status: 503, body: 'busy' };
      expect(await failure(world.open().accessToken())).toMatchObject({ code: 'TOKEN_UNAVAILABLE' });
    }));
});
