import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { StateError } from '../../src/errors.ts';
import { emptyProgress, type Progress, progressSchema } from '../../src/state/progress.ts';
import { openSealedState, type SealedState } from '../../src/state/sealed-state.ts';
import type { NamedEntry, StateKind, StateStore } from '../../src/state/store.ts';
import { type TokenState, tokenStateSchema } from '../../src/state/tokens.ts';

const KEY = 'a-secret-of-more-than-32-characters!';

const tokens: TokenState = {
  secretHash: 'ab12',
  refreshToken: 'refresh-2',
  accessToken: 'access-2',
  obtainedAtMs: 1_772_438_400_000,
  expiresAtMs: 1_772_439_000_000,
};

/** A store in memory, so that a test can put its hands on the sealed bytes. */
class MemoryStore implements StateStore {
  readonly entries = new Map<string, Buffer>();

  async load(kind: StateKind, name: string): Promise<Buffer | null> {
    return this.entries.get(`${kind}/${name}`) ?? null;
  }

  async loadNewest(kind: StateKind): Promise<NamedEntry | null> {
    const newest = [...this.entries].findLast(([entry]) => entry.startsWith(`${kind}/`));
    return newest === undefined ? null : { name: newest[0].slice(kind.length + 1), sealed: newest[1] };
  }

  async save(kind: StateKind, name: string, sealed: Buffer): Promise<void> {
    this.entries.set(`${kind}/${name}`, sealed);
  }

  assertWritable(): void {}
}

interface Opened {
  readonly state: SealedState;
  readonly store: MemoryStore;
  readonly warnings: string[];
}

function opened(options: { acceptState?: 'once'; key?: string; context?: string; store?: MemoryStore } = {}): Opened {
  const store = options.store ?? new MemoryStore();
  const warnings: string[] = [];
  const state = openSealedState({
    store,
    key: options.key ?? KEY,
    context: options.context ?? 'example-trading/administration',
    acceptState: options.acceptState ?? 'never',
    warn: (message) => warnings.push(message),
  });
  return { state, store, warnings };
}

test('gives back what was saved, and null before that', async () => {
  const { state, store } = opened();
  expect(await state.load('tokens', 'exact-online', tokenStateSchema)).toBeNull();
  await state.save('tokens', 'exact-online', tokens);
  expect(await state.load('tokens', 'exact-online', tokenStateSchema)).toEqual(tokens);
  expect(store.entries.get('tokens/exact-online')?.includes('refresh-2')).toBe(false);
});

test('gives back what was saved last of a kind, with its name', async () => {
  const { state } = opened();
  expect(await state.loadNewest('recording', z.string())).toBeNull();
  await state.save('recording', '123-4', 'first');
  await state.save('recording', '5-6', 'second');
  await state.save('progress', '7-8', 'progress');
  expect(await state.loadNewest('recording', z.string())).toEqual({ name: '5-6', value: 'second' });
});

test('opens the newest of a kind under the name that it was saved with only', async () => {
  const { state, store } = opened();
  await state.save('recording', '123-4', 'first');
  store.entries.set('recording/5-6', store.entries.get('recording/123-4') ?? Buffer.alloc(0));
  await expect(state.loadNewest('recording', z.string())).rejects.toMatchObject({
    code: 'STATE_UNREADABLE',
    message: expect.stringContaining('The saved recording cannot be used'),
  });
});

test('stops at another key, and says which way leads out', async () => {
  const { state, store } = opened();
  await state.save('tokens', 'exact-online', tokens);
  const error = await failure(opened({ store, key: `${KEY}2` }).state.load('tokens', 'exact-online', tokenStateSchema));
  expect(error).toBeInstanceOf(StateError);
  expect([error.code, error.message]).toEqual(['STATE_KEY_WRONG', expect.stringContaining('tokens of exact-online')]);
  expect(error.hint).toContain('accept-state: once');
});

test.each([
  ['damaged', (sealed: Buffer) => Buffer.concat([sealed.subarray(0, -1), Buffer.from([0])])],
  ['cut off', (sealed: Buffer) => sealed.subarray(0, sealed.length / 2)],
  ['empty', () => Buffer.alloc(0)],
])('stops at an entry that is %s', async (_what, harm) => {
  const { state, store } = opened();
  await state.save('progress', 'main', emptyProgress());
  store.entries.set('progress/main', harm(store.entries.get('progress/main') ?? Buffer.alloc(0)));
  const error = await failure(state.load('progress', 'main', progressSchema));
  expect([error.code, error.hint]).toEqual(['STATE_UNREADABLE', expect.stringContaining('accept-state: once')]);
});

test('stops at an entry of another repository, kind or name', async () => {
  const { state, store } = opened();
  await state.save('tokens', 'exact-online', tokens);
  const sealed = store.entries.get('tokens/exact-online') ?? Buffer.alloc(0);
  for (const place of ['progress/exact-online', 'tokens/asperion']) store.entries.set(place, sealed);
  const elsewhere = opened({ store, context: 'another/repository' }).state;
  const loads = [
    state.load('progress', 'exact-online', tokenStateSchema),
    state.load('tokens', 'asperion', tokenStateSchema),
    elsewhere.load('tokens', 'exact-online', tokenStateSchema),
  ];
  const codes = await Promise.all(loads.map(async (load) => (await failure(load)).code));
  expect(codes).toEqual(['STATE_UNREADABLE', 'STATE_UNREADABLE', 'STATE_UNREADABLE']);
});

test('stops at contents of another shape without repeating them', async () => {
  const { state } = opened();
  await state.save('progress', 'main', { format: 2, customer: 'Bakkerij Voorbeeld' });
  const error = await failure(state.load('progress', 'main', progressSchema));
  expect(error.code).toBe('STATE_UNREADABLE');
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('Bakkerij');
});

test('starts over with a warning when that is accepted, for progress and for tokens', async () => {
  const { state, store } = opened();
  await state.save('progress', 'main', emptyProgress());
  await state.save('tokens', 'exact-online', tokens);
  const accepting = opened({ store, key: `${KEY}2`, acceptState: 'once' });
  expect(await accepting.state.load('progress', 'main', progressSchema)).toBeNull();
  expect(await accepting.state.load('tokens', 'exact-online', tokenStateSchema)).toBeNull();
  expect(accepting.warnings).toEqual([
    expect.stringContaining('progress of main'),
    expect.stringContaining('tokens of exact-online'),
  ]);
});

test('keeps the hint of a store that has one, and lets other errors pass even when starting over is accepted', async () => {
  const store = new MemoryStore();
  store.load = () => Promise.reject(new StateError('STATE_OLDER', 'Older.', { hint: 'Wait.' }));
  const error = await failure(opened({ store }).state.load('progress', 'main', progressSchema));
  expect([error.message, error.hint]).toEqual(['Older.', 'Wait.']);
  store.load = () => Promise.reject(new TypeError('a bug'));
  const accepting = opened({ store, acceptState: 'once' }).state;
  await expect(accepting.load('progress', 'main', progressSchema)).rejects.toThrow(TypeError);
});

test('seals 20,000 links in a fraction of a second, at no more than twice the size of their hashes', async () => {
  const links = 20_000;
  const progress = largeProgress(links);
  const { state, store } = opened();
  const startedAt = performance.now();
  await state.save('progress', 'main', progress);
  // About 0.2 s on an idle machine; the bound only catches another order of magnitude.
  expect(performance.now() - startedAt).toBeLessThan(2000);
  expect(store.entries.get('progress/main')?.length).toBeLessThan(2 * links * 8 * 10);
  expect(await state.load('progress', 'main', progressSchema)).toEqual(progress);
});

function largeProgress(count: number): Progress {
  const fields = [
    'name',
    'address',
    'postCode',
    'city',
    'countryCode',
    'emailAddress',
    'vatNumber',
    'kind',
    'terms',
    'key',
  ];
  const links: Progress['links'][string] = {};
  for (let index = 0; index < count; index += 1) {
    const hashes = randomBytes(8 * fields.length).toString('hex');
    links[`${index}`] = {
      target: index,
      reference: `EO-${index}`,
      keep: { customerNumber: `${index}` },
      prints: Object.fromEntries(fields.map((field, at) => [field, hashes.slice(16 * at, 16 * at + 16)])),
    };
  }
  return { ...emptyProgress(), links: { 'exact-online.crm/Accounts>asperion.debtors': links } };
}

async function failure(work: Promise<unknown>): Promise<StateError> {
  return work.then(
    () => Promise.reject(new Error('nothing failed')),
    (error: StateError) => error,
  );
}
