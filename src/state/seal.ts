import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { constants, createGzip, gunzip } from 'node:zlib';
import { StateError } from '../errors/errors.ts';

/** What seals entries, and a name by which a wrong key is recognised. */
export interface SealingKey {
  readonly key: Buffer;
  readonly id: Buffer;
}

/** What an entry is sealed with. If any of it differs, the entry does not open. */
export interface Lock {
  readonly key: SealingKey;
  /** Says what the entry is, so that entries cannot change places. */
  readonly context: string;
  /** Id of the repository that it belongs to. With null, an entry of any repository opens, and what is sealed opens in every one. */
  readonly owner: bigint | null;
}

/** Sealed entry: magic with format, key id, owner, nonce, tag, then the encrypted gzip stream. */
const MAGIC = Buffer.from([0x45, 0x41, 0x53, 2]);
const KEY_ID_END = MAGIC.length + 8;
const HEADER_END = KEY_ID_END + 8;
/** The owner of what a run sealed that was not told its repository. */
const NOBODY = 0n;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const decompress = promisify(gunzip);

/** The most that gzip adds to what it cannot make smaller (zlib's bound is lower): a share, and its frame. */
const GZIP_ADDS = { share: 1 / 256, bytes: 4096 } as const;

const CHUNK_BYTES = 64 * 1024;

/** Compresses and seals with AES-256-GCM under a fresh nonce. `pieces` belong together, in their order. */
export async function seal({ key, context, owner }: Lock, pieces: Iterable<Uint8Array | string>): Promise<Buffer> {
  const ownerId = Buffer.alloc(8);
  ownerId.writeBigUInt64BE(owner ?? NOBODY);
  const header = Buffer.concat([MAGIC, key.id, ownerId]);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.concat([header, Buffer.from(context)]));
  const whole = [...pieces].map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece));
  const bytes = whole.reduce((sum, { length }) => sum + length, 0);
  const start = HEADER_END + NONCE_BYTES + TAG_BYTES;
  // Room for all that may come, so that it is held once; what is not written takes no memory.
  const sealed = Buffer.allocUnsafeSlow(start + Math.ceil(bytes * (1 + GZIP_ADDS.share)) + GZIP_ADDS.bytes);
  header.copy(sealed);
  nonce.copy(sealed, HEADER_END);
  let end = start;
  // Most of an entry is hashes, which no level makes smaller; the fastest one does.
  const gzip = createGzip({ level: constants.Z_BEST_SPEED, chunkSize: CHUNK_BYTES });
  for await (const chunk of Readable.from(whole).pipe(gzip)) {
    const piece = cipher.update(chunk as Buffer);
    if (end + piece.length > sealed.length) throw new RangeError('gzip made an entry larger than it can.');
    end += piece.copy(sealed, end);
    // Given back at once: the engine would let as much as the whole entry lie before it collects. Never what others share.
    if (piece.length === piece.buffer.byteLength) piece.buffer.transfer(0);
  }
  cipher.final();
  cipher.getAuthTag().copy(sealed, start - TAG_BYTES);
  return sealed.subarray(0, end);
}

/**
 * Opens what was sealed with the same lock, up to `limitBytes`. Throws StateError: STATE_KEY_WRONG when another secret sealed
 * it, STATE_UNREADABLE if it belongs to another repository or context, or is damaged, cut off, of another format or too large.
 */
export async function unseal({ key, context, owner }: Lock, sealed: Buffer, limitBytes: number): Promise<Buffer> {
  const isKnown = sealed.subarray(0, MAGIC.length).equals(MAGIC);
  if (!isKnown || sealed.length < HEADER_END + NONCE_BYTES + TAG_BYTES) {
    throw new StateError('STATE_UNREADABLE', 'the entry is not of this format');
  }
  const header = sealed.subarray(0, HEADER_END);
  if (!header.subarray(MAGIC.length, KEY_ID_END).equals(key.id)) {
    throw new StateError('STATE_KEY_WRONG', 'the entry was sealed with another key');
  }
  const sealedFor = header.readBigUInt64BE(KEY_ID_END);
  if (owner !== null && sealedFor !== NOBODY && sealedFor !== owner) {
    throw new StateError('STATE_UNREADABLE', 'the entry belongs to another repository');
  }
  const nonceEnd = HEADER_END + NONCE_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key.key, sealed.subarray(HEADER_END, nonceEnd), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.concat([header, Buffer.from(context)]));
  decipher.setAuthTag(sealed.subarray(nonceEnd, nonceEnd + TAG_BYTES));
  try {
    const compressed = Buffer.concat([decipher.update(sealed.subarray(nonceEnd + TAG_BYTES)), decipher.final()]);
    // A gzip stream ends with the length of what it holds: with one byte more, all of it comes in one chunk.
    const length = compressed.readUInt32LE(compressed.length - 4);
    if (length > limitBytes) throw new RangeError('too large');
    return await decompress(compressed, { maxOutputLength: limitBytes, chunkSize: Math.max(length, 64) + 1 });
  } catch (cause) {
    throw new StateError('STATE_UNREADABLE', 'the entry is damaged or stands in the place of another', { cause });
  }
}
