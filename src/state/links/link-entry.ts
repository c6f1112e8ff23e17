import { z } from 'zod';
import type { Link } from './link.ts';
import { type Packable, PackedReader, packValue, roomFor } from './packed-value.ts';

/**
 * An entry of a table of links. It begins with its size and the hashes of its key and target, so that a table is indexed without reading its
 * texts; then come the number of its shape, the key, and the values that the shape names. An entry without a shape says that its key is not linked any more.
 */
const AT = { size: 0, keyHash: 4, targetHash: 8, shape: 12, values: 16 } as const;

/** In place of a shape. */
const GONE = 0xff_ff_ff_ff;

/** The names in a link, which many links have in common. */
export const shapeSchema = z.object({
  keep: z.array(z.string()),
  fingerprints: z.array(z.string()),
  borrowed: z.array(z.string()).optional(),
  stored: z.array(z.string()).optional(),
  disputed: z.array(z.string()).optional(),
});
type Shape = z.infer<typeof shapeSchema>;

/** The shapes of a table's links, each kept once. */
export class Shapes {
  readonly all: Shape[];
  readonly #numbers = new Map<string, number>();

  constructor(all: readonly Shape[] = []) {
    this.all = [...all];
    for (const [number, shape] of this.all.entries()) this.#numbers.set(JSON.stringify(shape), number);
  }

  /** The number of a link's shape. */
  numberOf({ keep, fingerprints, borrowed, stored, disputed }: Link): number {
    const shape: Shape = {
      keep: Object.keys(keep),
      fingerprints: Object.keys(fingerprints),
      ...(borrowed === undefined ? {} : { borrowed: Object.keys(borrowed) }),
      ...(stored === undefined ? {} : { stored: Object.keys(stored) }),
      ...(disputed === undefined ? {} : { disputed: [...disputed] }),
    };
    const name = JSON.stringify(shape);
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.all.length);
    return this.all.push(shape) - 1;
  }
}

/** Hash of a key or a target by which a table finds it (FNV-1a, 32 bits). It is part of the saved form. */
export function placeHash(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93);
  return hash >>> 0;
}

/** The bytes of an entry; null = the key is not linked any more. */
export function packEntry(key: string, link: Link | null, shapes: Shapes): Buffer {
  const values: readonly Packable[] = link === null ? [key] : [key, ...valuesOf(link)];
  const bytes = Buffer.allocUnsafe(values.reduce<number>((room, value) => room + roomFor(value), AT.values));
  bytes.writeUInt32LE(placeHash(key), AT.keyHash);
  bytes.writeUInt32LE(link === null ? 0 : placeHash(String(link.target)), AT.targetHash);
  bytes.writeUInt32LE(link === null ? GONE : shapes.numberOf(link), AT.shape);
  let end: number = AT.values;
  for (const value of values) end = packValue(bytes, end, value);
  bytes.writeUInt32LE(end, AT.size);
  return bytes.subarray(0, end);
}

function valuesOf({ target, reference, keep, fingerprints, borrowed = {}, stored = {} }: Link): readonly Packable[] {
  return [target, reference, ...[keep, fingerprints, borrowed, stored].flatMap((named) => Object.values(named))];
}

/** Reads entries where they stand in their block. */
export const entryAt = {
  size: (block: Buffer, at: number): number => block.readUInt32LE(at + AT.size),
  keyHash: (block: Buffer, at: number): number => block.readUInt32LE(at + AT.keyHash),
  targetHash: (block: Buffer, at: number): number => block.readUInt32LE(at + AT.targetHash),
  isGone: (block: Buffer, at: number): boolean => block.readUInt32LE(at + AT.shape) === GONE,
  key: (block: Buffer, at: number): string => String(new PackedReader(block, at + AT.values).next()),
  target(block: Buffer, at: number): string {
    const values = new PackedReader(block, at + AT.values);
    values.next();
    return String(values.next());
  },
  link: linkAt,
};

function linkAt(block: Buffer, at: number, shapes: Shapes): Link {
  const shape = shapes.all[block.readUInt32LE(at + AT.shape)];
  if (shape === undefined) throw new TypeError('A link of no known shape.');
  const values = new PackedReader(block, at + AT.values);
  values.next();
  const target = values.next();
  const reference = values.next();
  const named = <One extends Packable>(names: readonly string[]): Record<string, One> =>
    Object.fromEntries(names.map((name) => [name, values.next() as One]));
  return {
    target: target as Link['target'],
    reference: reference as Link['reference'],
    keep: named(shape.keep),
    fingerprints: named<string>(shape.fingerprints),
    ...(shape.borrowed === undefined ? {} : { borrowed: named<string>(shape.borrowed) }),
    ...(shape.stored === undefined ? {} : { stored: named<string>(shape.stored) }),
    ...(shape.disputed === undefined ? {} : { disputed: [...shape.disputed] }),
  };
}

/** Throws TypeError for a block that does not consist of whole entries of these shapes. */
export function checkBlock(block: Buffer, shapes: Shapes): void {
  for (let at = 0; at < block.length; at += entryAt.size(block, at)) {
    if (block.length - at < AT.values) throw new TypeError('A link that is cut off.');
    const size = entryAt.size(block, at);
    const isKnown = entryAt.isGone(block, at) || block.readUInt32LE(at + AT.shape) < shapes.all.length;
    if (size <= AT.values || size > block.length - at || !isKnown) throw new TypeError('This is no link.');
  }
}
