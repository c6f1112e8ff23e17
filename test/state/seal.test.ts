import { expect, test } from 'vitest';
import { stateKeys } from '../../src/state/keys.ts';
import { type Lock, type SealingKey, seal, unseal } from '../../src/state/seal.ts';

const SECRET = 'a-secret-of-more-than-32-characters!';
const keyOf = (stateKey: string): SealingKey => {
  const key = stateKeys({ stateKey, planKey: '' }).sealing.progress;
  if (key === null) throw new Error('no key');
  return key;
};
const lock: Lock = { key: keyOf(SECRET), context: 'context', owner: 4711n };
const LIMIT = 1_000_000;

test('opens what it sealed, and seals the same text differently each time', async () => {
  const [first, second] = [await seal(lock, ['text']), await seal(lock, ['text'])];
  expect((await unseal(lock, first, LIMIT)).toString()).toBe('text');
  expect(first.equals(second)).toBe(false);
  expect(first.includes('text')).toBe(false);
});

test('notices every changed byte, a cut-off end, and an entry too short to be one', async () => {
  const sealed = await seal(lock, ['a short text']);
  const anybody = { ...lock, owner: null };
  const codes: string[] = [];
  for (let index = 0; index < sealed.length; index += 1) {
    const damaged = Buffer.from(sealed);
    damaged[index] = (damaged[index] ?? 0) ^ 1;
    codes.push(await codeOf(unseal(lock, damaged, LIMIT)), await codeOf(unseal(anybody, damaged, LIMIT)));
  }
  for (let length = 0; length < sealed.length; length += 1) {
    codes.push(await codeOf(unseal(lock, sealed.subarray(0, length), LIMIT)));
  }
  expect(codes.filter((code) => code !== 'STATE_UNREADABLE' && code !== 'STATE_KEY_WRONG')).toEqual([]);
});

test('tells another key from damage', async () => {
  const sealed = await seal(lock, ['text']);
  expect(await codeOf(unseal({ ...lock, key: keyOf(`${SECRET}2`) }, sealed, LIMIT))).toBe('STATE_KEY_WRONG');
});

test('does not open an entry in the place of another, or of another repository', async () => {
  const sealed = await seal(lock, ['text']);
  expect(await codeOf(unseal({ ...lock, context: 'another' }, sealed, LIMIT))).toBe('STATE_UNREADABLE');
  expect(await codeOf(unseal({ ...lock, owner: 4712n }, sealed, LIMIT))).toBe('STATE_UNREADABLE');
});

test('opens an entry of any repository where nobody tells which one it is', async () => {
  expect(await codeOf(unseal({ ...lock, owner: null }, await seal(lock, ['text']), LIMIT))).toBe('opened');
});

test('opens what was sealed where nobody told the repository', async () => {
  expect(await codeOf(unseal(lock, await seal({ ...lock, owner: null }, ['text']), LIMIT))).toBe('opened');
});

test('packs before it seals, and stops unpacking at the limit', async () => {
  const sealed = await seal(lock, [Buffer.alloc(LIMIT + 1)]);
  expect(sealed.length).toBeLessThan(LIMIT / 100);
  expect(await codeOf(unseal(lock, sealed, LIMIT))).toBe('STATE_UNREADABLE');
});

async function codeOf(opened: Promise<Buffer>): Promise<string> {
  return opened.then(
    () => 'opened',
    (error: { code: string }) => error.code,
  );
}
