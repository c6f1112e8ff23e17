import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import { ConfigError, StateError } from '../errors.ts';

/** Keys derived from the secret `state-key`: one that seals, and a name by which a wrong key is recognised. */
export interface SealingKey {
  readonly key: Buffer;
  readonly id: Buffer;
}

/** Sealed entry: magic with format version, key id, nonce, tag, then the encrypted gzip stream. */
const MAGIC = Buffer.from([0x45, 0x41, 0x53, 0x01]);
const KEY_BYTES = 32;
const ID_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = MAGIC.length + ID_BYTES;
const SECRET_MIN_CHARACTERS = 32;
const SALT = 'exact-asperion-sync';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Derives the keys of a secret (HKDF-SHA256). Throws ConfigError STATE_KEY_SHORT under 32 characters. */
export function deriveSealingKey(secret: string): SealingKey {
  assertLongEnough(secret);
  return { key: derive(secret, 'seal', KEY_BYTES), id: derive(secret, 'key id', ID_BYTES) };
}

/**
 * Compresses and seals with AES-256-GCM under a fresh nonce. The same `context`, which says what the entry is and whose,
 * opens it again; so entries cannot change places.
 */
export async function seal(key: SealingKey, context: string, plain: Buffer | string): Promise<Buffer> {
  // Most of an entry is hashes, which no level makes smaller; the fastest one does.
  const compressed = await compress(plain, { level: constants.Z_BEST_SPEED });
  const header = Buffer.concat([MAGIC, key.id]);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.concat([header, Buffer.from(context)]));
  const encrypted = Buffer.concat([cipher.update(compressed), cipher.final()]);
  return Buffer.concat([header, nonce, cipher.getAuthTag(), encrypted]);
}

/**
 * Opens what `seal` made; at most `limitBytes` come out. Throws StateError: STATE_KEY_WRONG when another secret sealed it,
 * STATE_UNREADABLE when it is damaged, cut off, of another format, too large, or stands in another context.
 */
export async function unseal(key: SealingKey, context: string, sealed: Buffer, limitBytes: number): Promise<Buffer> {
  const header = sealed.subarray(0, HEADER_BYTES);
  if (!header.subarray(0, MAGIC.length).equals(MAGIC) || sealed.length < HEADER_BYTES + NONCE_BYTES + TAG_BYTES) {
    throw new StateError('STATE_UNREADABLE', 'it is not an entry of this format');
  }
  if (!header.subarray(MAGIC.length).equals(key.id)) {
    throw new StateError('STATE_KEY_WRONG', 'it was sealed with another state-key');
  }
  const nonceEnd = HEADER_BYTES + NONCE_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key.key, sealed.subarray(HEADER_BYTES, nonceEnd), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.concat([header, Buffer.from(context)]));
  decipher.setAuthTag(sealed.subarray(nonceEnd, nonceEnd + TAG_BYTES));
  try {
    const compressed = Buffer.concat([decipher.update(sealed.subarray(nonceEnd + TAG_BYTES)), decipher.final()]);
    return await decompress(compressed, { maxOutputLength: limitBytes });
  } catch (cause) {
    throw new StateError('STATE_UNREADABLE', 'it is damaged or belongs to another repository', { cause });
  }
}

/**
 * HMAC-SHA256 of a text under the secret, as 64 hex digits: for fingerprints and for recognising a secret without keeping
 * it. Hashes of different purposes have nothing in common. Throws ConfigError STATE_KEY_SHORT.
 */
export function keyedHash(secret: string, purpose: string, text: string): string {
  assertLongEnough(secret);
  return createHmac('sha256', secret).update(`${purpose}\0${text}`).digest('hex');
}

function derive(secret: string, purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, SALT, purpose, bytes));
}

function assertLongEnough(secret: string): void {
  if (secret.length >= SECRET_MIN_CHARACTERS) return;
  throw new ConfigError('STATE_KEY_SHORT', `The input state-key has fewer than ${SECRET_MIN_CHARACTERS} characters.`, {
    hint: 'Put a long random text into the secret, for example the output of `openssl rand -base64 48`.',
  });
}
