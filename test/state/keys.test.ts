import { describe, expect, test } from 'vitest';
import { keyedHash, planKeyOf, stateKeys } from '../../src/state/keys.ts';

const SECRET = 'a-secret-of-more-than-32-characters!';

describe('the keys of a state key', () => {
  test('differ by kind', () => {
    const { sealing } = stateKeys({ stateKey: SECRET, planKey: '' });
    const keys = Object.values(sealing).map((key) => [key?.key.toString('hex'), key?.id.toString('hex')]);
    expect(new Set(keys.flat()).size).toBe(10);
    expect(keys.flat()).not.toContain(undefined);
  });

  test('of less than 32 characters are refused', () => {
    expect(planKeyOf('x'.repeat(32))).toMatch(/^plan-key-1-/);
    const short = 'x'.repeat(31);
    expect(() => stateKeys({ stateKey: short, planKey: '' })).toThrow(
      expect.objectContaining({ name: 'ConfigError', code: 'STATE_KEY_SHORT' }),
    );
    expect(() => planKeyOf(short)).toThrow(expect.objectContaining({ code: 'STATE_KEY_SHORT' }));
    expect(() => keyedHash(short, 'text')).toThrow(expect.objectContaining({ code: 'STATE_KEY_SHORT' }));
  });
});

describe('a plan key', () => {
  const planKey = planKeyOf(SECRET);
  const whole = stateKeys({ stateKey: SECRET, planKey: '' });
  const plan = stateKeys({ stateKey: '', planKey });

  test('is the same for the same state key, and tells nothing of it', () => {
    expect(planKey).toMatch(/^plan-key-1-[\w-]{43}$/);
    expect(planKeyOf(SECRET)).toBe(planKey);
    expect(planKeyOf(`${SECRET}2`)).not.toBe(planKey);
    expect(planKey).not.toContain(SECRET.slice(0, 8));
  });

  test('gives the keys of progress, recording and fingerprints, and none of the tokens', () => {
    expect(plan.sealing.progress).toEqual(whole.sealing.progress);
    expect(plan.sealing.recording).toEqual(whole.sealing.recording);
    expect(plan.fingerprint('text')).toBe(whole.fingerprint('text'));
    expect(plan.sealing.tokens).toBeNull();
  });

  test('is not looked at where the state key is given', () => {
    expect(stateKeys({ stateKey: SECRET, planKey: planKeyOf(`${SECRET}2`) }).sealing).toEqual(whole.sealing);
  });
});

test('keys and fingerprints are the same in every version, because saved states need them', () => {
  const { sealing, fingerprint } = stateKeys({ stateKey: SECRET, planKey: '' });
  expect(fingerprint('text')).toBe('996f681906e5ca8f');
  expect(Object.values(sealing).map((key) => key?.id.toString('hex'))).toEqual([
    'c6f9c5b21f74f6bb',
    '779e46f023fe2fa1',
    '99ccdb5c4daca90f',
    '36c6959e09520851',
    'df5c28c57f87d8f8',
  ]);
});

test('fingerprints have 16 digits, and differ by text and key', () => {
  const { fingerprint } = stateKeys({ stateKey: SECRET, planKey: '' });
  const other = stateKeys({ stateKey: `${SECRET}2`, planKey: '' });
  expect(fingerprint('text')).toMatch(/^[0-9a-f]{16}$/);
  expect(new Set([fingerprint('text'), fingerprint('texts'), other.fingerprint('text')]).size).toBe(3);
});

test('keyed hashes are the same for the same text and differ by secret and text', () => {
  const hash = keyedHash(SECRET, 'text');
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(keyedHash(SECRET, 'text')).toBe(hash);
  const others = [keyedHash(`${SECRET}2`, 'text'), keyedHash(SECRET, 'texts')];
  expect(new Set([hash, ...others]).size).toBe(3);
});
