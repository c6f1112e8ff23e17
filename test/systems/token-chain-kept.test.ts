import { describe, expect, it } from 'vitest';
import { StateError } from '../../src/errors/errors.ts';
import type { TokenState } from '../../src/state/tokens.ts';
import type { TokenChainOptions } from '../../src/systems/tokens/token-chain.ts';
import { failure, hash, inWorld, state, type World } from './token-world.ts';

describe('a token chain while the state refuses to be saved', () => {
  const refusal = new StateError('STATE_NOT_SAVED', 'The tokens could not be saved.', { hint: 'Look above.' });
  const save = (): Promise<void> => Promise.reject(refusal);

  it('uses up no refresh token, which keeps the login', () =>
    inWorld(async (world) => {
      const chain = world.open({ proveSavable: () => Promise.reject(refusal) });
      const error = await failure(chain.accessToken());
      expect(error).toMatchObject({ name: 'StateError', code: 'STATE_NOT_SAVED' });
      expect(error.message).toMatch(/no new token of Exact Online was requested/);
      expect(error.hint).toMatch(/^Nothing is lost.* Look above\.$/);
      expect(world.presented).toEqual([]);
      expect(await world.open().accessToken()).toBe('access-1');
    }));

  it('checks again that saving works before it uses up another token', () =>
    inWorld(async (world) => {
      world.stored = state({ obtainedAtMs: world.nowMs - 900_000 });
      const proveSavable = async (): Promise<void> => void world.order.push('prove');
      await world.open({ proveSavable }).accessToken();
      expect(world.order).toEqual(['prove', 'prove', 'save access-1']);
    }));

  it('says that the login is lost, and asks for no other token', () =>
    inWorld(async (world) => {
      const chain = world.open({ save });
      const error = await failure(chain.accessToken());
      expect(error).toMatchObject({ name: 'StateError', code: 'STATE_NOT_SAVED' });
      expect(error.message).toMatch(/this login is lost\.$/);
      expect(error.hint).toMatch(/^Log in again .*exact-online-refresh-token\. .*secrets-token/);
      expect(await failure(chain.accessToken())).toBe(error);
      expect(world.presented).toEqual(['secret-1']);
    }));

  it('makes the second copy, and says that nothing is lost', () =>
    inWorld(async (world) => {
      const copy = async (token: string): Promise<boolean> => world.order.push(`copy ${token}`) > 0;
      const error = await failure(world.open({ save, copy }).accessToken());
      expect(world.order).toEqual(['copy refresh-1']);
      expect([error.message, error.hint]).toEqual([
        expect.stringContaining('the secret has the second copy'),
        expect.stringMatching(/^Nothing is lost/),
      ]);
      // The next job gets the copy, and the state knows nothing of it.
      world.nowMs += 600_000;
      expect(await world.open({ secretRefreshToken: 'refresh-1' }).accessToken()).toBe('access-2');
    }));

  it('loses nothing if the system gives no new refresh token', () =>
    inWorld(async (world) => {
      const body = JSON.stringify({ access_token: 'a', token_type: 'Bearer', expires_in: 3600 });
      world.answer = { status: 200, body };
      expect(await failure(world.open({ save }).accessToken())).toBe(refusal);
    }));

  it('does not count a copy that failed', () =>
    inWorld(async (world) => {
      const chain = world.open({ save, copy: async () => false });
      expect((await failure(chain.accessToken())).message).toMatch(/this login is lost/);
    }));
});

describe('a login that a run did not need', () => {
  const HOUR = 3_600_000;

  it('is loaded, and renewed once it is a day old', () =>
    inWorld(async (world) => {
      let loads = 0;
      const load = async (): Promise<TokenState | null> => {
        loads += 1;
        return world.stored;
      };
      world.live = 'refresh-saved';
      world.stored = state({ obtainedAtMs: world.nowMs - 23 * HOUR });
      await world.open({ load }).keepAlive(true);
      expect([loads, world.presented]).toEqual([1, []]);
      world.stored = state({ obtainedAtMs: world.nowMs - 24 * HOUR });
      await world.open({ load }).keepAlive(true);
      expect([world.presented, world.order]).toEqual([['refresh-saved'], ['save access-1']]);
    }));

  it('is only loaded if nothing may be called, or if this run may not renew', () =>
    inWorld(async (world) => {
      world.stored = state({ obtainedAtMs: world.nowMs - 48 * HOUR });
      await world.open().keepAlive(false);
      await world.open({ mayRefresh: false }).keepAlive(true);
      expect(world.presented).toEqual([]);
    }));

  it('is taken up from the secret if none was used before, and if a person logged in again', () =>
    inWorld(async (world) => {
      await world.open().keepAlive(true);
      expect(world.presented).toEqual(['secret-1']);
      world.nowMs += 600_000;
      world.live = 'login-2';
      await world.open({ secretRefreshToken: 'login-2' }).keepAlive(true);
      expect(world.presented).toEqual(['secret-1', 'login-2']);
    }));

  it('is left alone by a run that asked for a token, also if it got none', () =>
    inWorld(async (world) => {
      world.live = 'nobody has this';
      const chain = world.open();
      await failure(chain.accessToken());
      const { length } = world.presented;
      await chain.keepAlive(true);
      expect(world.presented).toHaveLength(length);
    }));
});

describe('a token chain with a copy in the secret', () => {
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

  it('copies a new refresh token while the pair is being saved, and uses neither before it is', () =>
    inWorld(async (world) => {
      const copies: string[] = [];
      let answer = (): void => {};
      const save = () =>
        new Promise<void>((resolve) => {
          answer = resolve;
        });
      const copied = Promise.withResolvers<void>();
      const copy = async (token: string): Promise<boolean> => {
        copies.push(token);
        copied.resolve();
        return true;
      };
      const token = run(world, 'secret-1', [], { save, copy }).accessToken();
      await copied.promise;
      expect(copies).toEqual(['refresh-1']);
      answer();
      expect(await token).toBe('access-1');
    }));

  it('copies a new refresh token before it is used', () =>
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

  it("continues with the saved pair if the secret holds the chain's own copy", () =>
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

  it('takes over the pair of a run that renewed and copied meanwhile', () =>
    inWorld(async (world) => {
      const copies: string[] = [];
      const slow = run(world, 'secret-1', copies);
      await slow.accessToken();
      world.nowMs += 580_000;
      await run(world, 'refresh-1', copies).accessToken();
      expect(await slow.accessToken()).toBe('access-2');
      expect(world.presented).toEqual(['secret-1', 'refresh-1', 'refresh-1']);
    }));

  it('continues with the copy if the state is lost', () =>
    inWorld(async (world) => {
      const copies: string[] = [];
      await run(world, 'secret-1', copies).accessToken();
      world.stored = null;
      world.nowMs += 580_000;
      expect(await run(world, copies[0] ?? '', copies).accessToken()).toBe('access-2');
      expect(copies).toEqual(['refresh-1', 'refresh-2']);
    }));

  it('uses a token that a person put into the secret, and forgets the previous chain’s copies', () =>
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
