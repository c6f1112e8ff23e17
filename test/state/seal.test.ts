import { describe, expect, test } from 'vitest';
import { deriveSealingKey, keyedHash, seal, unseal } from '../../src/state/seal.ts';

const SECRET = 'a-secret-of-more-than-32-characters!';
const key = deriveSealingKey(SECRET);
const LIMIT = 1_000_000;

test('opens what it sealed, and seals the same text differently each time', async () => {
  const [first, second] = [await seal(key, 'context', 'text'), await seal(key, 'context', 'text')];
  expect((await unseal(key, 'context', first, LIMIT)).toString()).toBe('text');
  expect(first.equals(second)).toBe(false);
  expect(first.includes('text')).toBe(false);
});

test('notices every changed byte, a cut-off end, and an entry too short to be one', async () => {
  const sealed = await seal(key, 'context', 'a short text');
  const codes: string[] = [];
  for (let index = 0; index < sealed.length; index += 1) {
    const damaged = Buffer.from(sealed);
    damaged[index] = (damaged[index] ?? 0) ^ 1;
    codes.push(await codeOf(unseal(key, 'context', damaged, LIMIT)));
  }
  for (let length = 0; length < sealed.length; length += 1) {
    codes.push(await codeOf(unseal(key, 'context', sealed.subarray(0, length), LIMIT)));
  }
  expect(codes.filter((code) => code !== 'STATE_UNREADABLE' && code !== 'STATE_KEY_WRONG')).toEqual([]);
});

test('tells another key from damage', async () => {
  const sealed = await seal(key, 'context', 'text');
  const other = deriveSealingKey(`${SECRET}2`);
  expect(await codeOf(unseal(other, 'context', sealed, LIMIT))).toBe('STATE_KEY_WRONG');
});

test('does not open an entry in the place of another', async () => {
  const sealed = await seal(key, 'owner/one tokens', 'text');
  expect(await codeOf(unseal(key, 'owner/two tokens', sealed, LIMIT))).toBe('STATE_UNREADABLE');
});

test('packs before it seals, and stops unpacking at the limit', async () => {
  const sealed = await seal(key, 'context', Buffer.alloc(LIMIT + 1));
  expect(sealed.length).toBeLessThan(LIMIT / 100);
  expect(await codeOf(unseal(key, 'context', sealed, LIMIT))).toBe('STATE_UNREADABLE');
});

test('refuses a secret of less than 32 characters', () => {
  expect(() => deriveSealingKey('x'.repeat(31))).toThrow(expect.objectContaining({ code: 'STATE_KEY_SHORT' }));
  expect(() => keyedHash('x'.repeat(31), 'purpose', 'text')).toThrow(expect.objectContaining({ name: 'ConfigError' }));
});

describe('keyed hashes', () => {
  test('are the same for the same text and differ by secret, purpose and text', () => {
    const hash = keyedHash(SECRET, 'field', 'text');
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(keyedHash(SECRET, 'field', 'text')).toBe(hash);
    const others = [
      keyedHash(`${SECRET}2`, 'field', 'text'),
      keyedHash(SECRET, 'refresh token', 'text'),
      keyedHash(SECRET, 'field', 'texts'),
      keyedHash(SECRET, 'fiel', 'dtext'),
    ];
    expect(new Set([hash, ...others]).size).toBe(5);
  });
});

async function codeOf(opened: Promise<Buffer>): Promise<string> {
  return opened.then(
    () => 'opened',
    (error: { code: string }) => error.code,
  );
}
