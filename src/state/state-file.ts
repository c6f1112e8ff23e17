import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { z } from 'zod';
import { READ_ONCE } from '../schema.ts';

const FORMAT = 'exact-asperion-sync/state';

/** The first line of a state file. Behind it stand the entries, in this order. */
const headSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(2),
  entries: z.array(z.object({ name: z.string(), bytes: z.number(), hash: z.string() })),
});

/** What the first line may take: it names each entry once. */
const HEAD_LIMIT_BYTES = 1024 * 1024;
const COPIED_AT_ONCE_BYTES = 1024 * 1024;

/** An entry of a state file, whose bytes are only read if they are needed. */
export interface FileEntry {
  readonly name: string;
  /** Differs for each save. */
  readonly hash: string;
  /** Where it is in the file, or itself. */
  readonly sealed: Buffer | { readonly from: number; readonly bytes: number };
}

/** An entry that was not saved yet. */
export const newEntry = (name: string, sealed: Buffer): FileEntry => ({
  name,
  hash: createHash('sha256').update(sealed).digest('hex').slice(0, 32),
  sealed,
});

/** The entries of a state file, the last saved last; none if there is no file. Throws for a file of another form, or one that is cut off. */
export async function readEntries(path: string): Promise<readonly FileEntry[]> {
  const file = await openIfThere(path);
  if (file === null) return [];
  try {
    const start = Buffer.alloc(HEAD_LIMIT_BYTES);
    const { bytesRead } = await file.read(start, 0, HEAD_LIMIT_BYTES, 0);
    const { size } = await file.stat();
    const text = start.subarray(0, bytesRead);
    const end = text.indexOf('\n');
    const head = headSchema.parse(JSON.parse(text.toString('utf8', 0, end)), READ_ONCE);
    let from = end + 1;
    const placed = head.entries.map(({ name, bytes, hash }): FileEntry => {
      from += bytes;
      return { name, hash, sealed: { from: from - bytes, bytes } };
    });
    if (from !== size) throw new Error('cut off');
    return placed;
  } finally {
    await file.close();
  }
}

/** The bytes of an entry of this file. */
export async function sealedOf(path: string, { sealed }: FileEntry): Promise<Buffer> {
  if (Buffer.isBuffer(sealed)) return sealed;
  const bytes = Buffer.allocUnsafeSlow(sealed.bytes);
  await using file = await open(path, 'r');
  const { bytesRead } = await file.read(bytes, 0, sealed.bytes, sealed.from);
  if (bytesRead !== sealed.bytes) throw new Error('cut off');
  return bytes;
}

/** Writes entries into a new file, and makes sure that they are on the disk; those that stand in the file `before` are copied from there. */
export async function writeEntries(path: string, entries: readonly FileEntry[], before: string): Promise<void> {
  const head = entries.map(({ name, hash, sealed }) => ({
    name,
    bytes: Buffer.isBuffer(sealed) ? sealed.length : sealed.bytes,
    hash,
  }));
  await using file = await open(path, 'wx', 0o600);
  await file.writeFile(`${JSON.stringify({ format: FORMAT, version: 2, entries: head })}\n`);
  for (const { sealed } of entries) {
    if (Buffer.isBuffer(sealed)) await file.writeFile(sealed);
    else await copy(before, sealed, file);
  }
  await file.sync();
}

async function copy(path: string, part: { from: number; bytes: number }, to: FileHandle): Promise<void> {
  await using file = await open(path, 'r');
  for (let done = 0; done < part.bytes; ) {
    const piece = Buffer.alloc(Math.min(COPIED_AT_ONCE_BYTES, part.bytes - done));
    const { bytesRead } = await file.read(piece, 0, piece.length, part.from + done);
    if (bytesRead === 0) throw new Error('cut off');
    await to.writeFile(piece.subarray(0, bytesRead));
    done += bytesRead;
  }
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
