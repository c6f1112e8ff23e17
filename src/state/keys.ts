import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import { ConfigError } from '../errors/errors.ts';
import type { SealingKey } from './seal.ts';
import type { StateKind } from './store.ts';

/** What was given to open the state: the state key, or only the plan key. A text that was not given is empty. */
export interface StateSecrets {
  readonly stateKey: string;
  readonly planKey: string;
}

/** The keys that a secret gives. */
export interface StateKeys {
  /** By kind; null = this secret does not open it. */
  readonly sealing: Readonly<Record<StateKind, SealingKey | null>>;
  /** Fingerprint of a text: a keyed hash, 16 hexadecimal digits. */
  fingerprint(text: string): string;
}

/** The fewest characters of a state key. */
export const STATE_KEY_MIN_CHARACTERS = 32;

/** True for a text in the form of a plan key, which is derived from the state key and never chosen. */
export function isPlanKey(text: string): boolean {
  return /^plan-key-1-[\w-]{43}$/.test(text);
}

const KEY_BYTES = 32;
const FINGERPRINT_BYTES = 8;
const ID_BYTES = 8;
const SALT = 'exact-asperion-sync';
const PLAN_KEY_START = 'plan-key-1-';

/**
 * Derives the keys that the secrets give (HKDF-SHA256). The plan key is derived from the state key; the keys of progress, recording, assumptions, alarm and
 * fingerprints from the plan key; that of the tokens from the state key. So a plan key opens all but tokens. Throws ConfigError STATE_KEY_SHORT
 * for fewer than 32 characters.
 */
export function stateKeys({ stateKey, planKey }: StateSecrets): StateKeys {
  const isForPlans = stateKey === '' && isPlanKey(planKey);
  const plan = isForPlans ? planKey : planKeyOf(stateKey);
  // Given as bytes, a key is looked at anew for each fingerprint, which takes eight times as long.
  const fingerprintKey = createSecretKey(derive(plan, 'fingerprint', KEY_BYTES));
  return {
    sealing: {
      tokens: isForPlans ? null : sealingKey(stateKey, 'tokens'),
      progress: sealingKey(plan, 'progress'),
      recording: sealingKey(plan, 'recording'),
      assumptions: sealingKey(plan, 'assumptions'),
      alarm: sealingKey(plan, 'alarm'),
    },
    // Not a slice of the whole hash as a text: the engine would keep all of it for each fingerprint.
    fingerprint: (text) =>
      createHmac('sha256', fingerprintKey).update(text).digest().toString('hex', 0, FINGERPRINT_BYTES),
  };
}

/** The plan key of a state key: always the same, and it does not reveal the state key. Throws ConfigError STATE_KEY_SHORT. */
export function planKeyOf(stateKey: string): string {
  assertLongEnough(stateKey);
  return PLAN_KEY_START + derive(stateKey, 'plan', KEY_BYTES).toString('base64url');
}

/**
 * HMAC-SHA256 of a text under the state key, as 64 hex digits, to recognise a secret without keeping it. It has nothing in common with what else
 * is made of the state key. Throws ConfigError STATE_KEY_SHORT.
 */
export function keyedHash(stateKey: string, text: string): string {
  assertLongEnough(stateKey);
  return createHmac('sha256', stateKey).update(`secret\0${text}`).digest('hex');
}

const sealingKey = (secret: string, kind: StateKind): SealingKey => ({
  key: derive(secret, kind, KEY_BYTES),
  id: derive(secret, `${kind} id`, ID_BYTES),
});

function derive(secret: string, purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, SALT, purpose, bytes));
}

function assertLongEnough(secret: string): void {
  if (secret.length >= STATE_KEY_MIN_CHARACTERS) return;
  throw new ConfigError(
    'STATE_KEY_SHORT',
    `The input state-key has fewer than ${STATE_KEY_MIN_CHARACTERS} characters.`,
    {
      hint: 'Put a long random text into the secret, for example the output of `openssl rand -base64 48`.',
    },
  );
}
