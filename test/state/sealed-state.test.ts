import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { StateError } from '../../src/errors/errors.ts';
import { planKeyOf, stateKeys } from '../../src/state/keys.ts';
import type { Link } from '../../src/state/links/link.ts';
import { LinkTable } from '../../src/state/links/link-table.ts';
import { emptyProgress, encodeProgress, type Progress, progressSchema } from '../../src/state/progress.ts';
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

  async assertNewest(): Promise<void> {}

  assertWritable(): void {}
}

interface Opened {
  readonly state: SealedState;
  readonly store: MemoryStore;
  readonly warnings: string[];
}

interface Options {
  readonly acceptState?: 'once';
  readonly key?: string;
  readonly planKey?: string;
  readonly repositoryId?: string;
  readonly store?: MemoryStore;
}

const REPOSITORY_ID = '4711';

function opened(options: Options = {}): Opened {
  const store = options.store ?? new MemoryStore();
  const warnings: string[] = [];
  const state = openSealedState({
    store,
    keys: stateKeys({ stateKey: options.key ?? KEY, planKey: options.planKey ?? '' }),
    repositoryId: options.repositoryId ?? REPOSITORY_ID,
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
  expect(error.hint).toContain('Set state-key to the secret that was used before');
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
  const elsewhere = opened({ store, repositoryId: '4712' }).state;
  const loads = [
    state.load('progress', 'exact-online', tokenStateSchema),
    state.load('tokens', 'asperion', tokenStateSchema),
    elsewhere.load('tokens', 'exact-online', tokenStateSchema),
  ];
  const codes = await Promise.all(loads.map(async (load) => (await failure(load)).code));
  // Each kind has a key of its own.
  expect(codes).toEqual(['STATE_KEY_WRONG', 'STATE_UNREADABLE', 'STATE_UNREADABLE']);
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

test('keeps the hint of a store that has one, and lets other errors pass', async () => {
  const store = new MemoryStore();
  store.load = () => Promise.reject(new StateError('STATE_OLDER', 'Older.', { hint: 'Wait.' }));
  const error = await failure(opened({ store }).state.load('progress', 'main', progressSchema));
  expect([error.message, error.hint]).toEqual(['Older.', 'Wait.']);
  store.load = () => Promise.reject(new TypeError('a bug'));
  const accepting = opened({ store, acceptState: 'once' }).state;
  await expect(accepting.load('progress', 'main', progressSchema)).rejects.toThrow(TypeError);
});

test('proves that it can be saved by a trial, unless the last save went well', async () => {
  const { state, store } = opened();
  await state.proveSavable();
  expect([...store.entries.keys()]).toEqual(['tokens/trial']);
  store.entries.clear();
  await state.proveSavable();
  expect([...store.entries.keys()]).toEqual([]);
  store.save = () => Promise.reject(new StateError('STATE_NOT_SAVED', 'Full.', { hint: 'Wait.' }));
  await expect(state.save('progress', '123-4', emptyProgress())).rejects.toMatchObject({ code: 'STATE_NOT_SAVED' });
  await expect(state.proveSavable()).rejects.toMatchObject({ code: 'STATE_NOT_SAVED' });
});

test('saves nothing that would be too large to be loaded, and keeps what was there', async () => {
  const { state, store } = opened();
  await state.save('progress', '123-4', emptyProgress());
  const small = openSealedState({
    ...{ store, repositoryId: REPOSITORY_ID, acceptState: 'never', warn: () => {}, limitBytes: 200 },
    keys: stateKeys({ stateKey: KEY, planKey: '' }),
  });
  const reason = randomBytes(400).toString('hex');
  await expect(small.save('progress', '123-4', { reason })).rejects.toMatchObject({ code: 'STATE_TOO_LARGE' });
  expect(await state.load('progress', '123-4', progressSchema)).toEqual(emptyProgress());
});

test('opens what a plan needs with the plan key, but no token', async () => {
  const { state, store } = opened();
  await state.save('tokens', 'exact-online', tokens);
  await state.save('progress', '123-4', emptyProgress());
  await state.save('recording', '123-4', 'recorded');
  const plan = opened({ store, key: '', planKey: planKeyOf(KEY) }).state;
  expect(await plan.load('progress', '123-4', progressSchema)).toEqual(emptyProgress());
  expect(await plan.loadNewest('recording', z.string())).toEqual({ name: '123-4', value: 'recorded' });
  expect(await failure(plan.load('tokens', 'exact-online', tokenStateSchema))).toMatchObject({
    code: 'PLAN_KEY_ONLY',
    message: 'The saved tokens of exact-online cannot be used: the plan key does not open it.',
  });
  await expect(plan.save('tokens', 'exact-online', tokens)).rejects.toMatchObject({ code: 'PLAN_KEY_ONLY' });
  const other = opened({ store, key: '', planKey: planKeyOf(`${KEY}2`) }).state;
  expect((await failure(other.load('progress', '123-4', progressSchema))).code).toBe('STATE_KEY_WRONG');
});

test('seals 20,000 links at no more than twice the size of their hashes', async () => {
  const links = 20_000;
  const progress = largeProgress(links);
  const { state, store } = opened();
  const before = process.cpuUsage();
  await state.save('progress', 'main', encodeProgress(progress));
  // About 0.2 s of a processor; the bound only catches another order of magnitude.
  expect(process.cpuUsage(before).user / 1_000_000).toBeLessThan(2);
  expect(store.entries.get('progress/main')?.length).toBeLessThan(2 * links * 8 * 10);
  expect(asJson(await state.load('progress', 'main', progressSchema))).toEqual(asJson(progress));
});

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

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
  const links: Record<string, Link> = {};
  for (let index = 0; index < count; index += 1) {
    const hashes = randomBytes(8 * fields.length).toString('hex');
    links[`${index}`] = {
      target: index,
      reference: `EO-${index}`,
      keep: { customerNumber: `${index}` },
      fingerprints: Object.fromEntries(fields.map((field, at) => [field, hashes.slice(16 * at, 16 * at + 16)])),
    };
  }
  return { ...emptyProgress(), links: { 'exact-online.crm/Accounts>asperion.debtors': LinkTable.of(links) } };
}

async function failure(work: Promise<unknown>): Promise<StateError> {
  return work.then(
    () => Promise.reject(new Error('nothing failed')),
    (error: StateError) => error,
  );
}
