import { z } from 'zod';
import { ascending } from '../../order.ts';
import type { Link } from './link.ts';
import { checkBlock, entryAt, packEntry, placeHash, Shapes, shapeSchema } from './link-entry.ts';
import { type Placed, PlaceIndex } from './place-index.ts';

/** A table as it is saved: the shapes of its links, and its entries, in bytes. */
export const packedLinksSchema = z.object({ shapes: z.array(shapeSchema), blocks: z.array(z.instanceof(Uint8Array)) });

/** See `packedLinksSchema`. */
export type PackedLinks = z.infer<typeof packedLinksSchema>;

/** Entries one behind the other; those behind `used` are not written yet. */
interface Block {
  readonly bytes: Buffer<ArrayBuffer>;
  used: number;
}

const PLACE_BITS = 20;
/** A block is at most this long, unless one entry alone is longer. */
const LONGEST_BLOCK = 1 << PLACE_BITS;
const SHORTEST_BLOCK = 1 << 12;
/** Places are positive numbers of 32 bits. */
const MOST_BLOCKS = (1 << (31 - PLACE_BITS)) - 1;
/** Each run that writes begins a block; with so many more than their bytes need, they are joined when the table is unpacked. */
const SPARE_BLOCKS = 64;

/**
 * The links of one pair of resources, packed: a hundred thousand take some 15 MB. An entry never changes. A link that changes gets a new
 * entry, and so does a key that is not linked any more; entries that were replaced are left out once they take too much room.
 */
export class LinkTable {
  #blocks: Block[];
  readonly #shapes: Shapes;
  #byKey: PlaceIndex;
  #byTarget: PlaceIndex;
  /** How many keys are linked. */
  #count = 0;
  /** Bytes of all entries, and of those that were replaced. */
  #bytes = 0;
  #replaced = 0;

  private constructor(blocks: Block[], shapes: Shapes) {
    this.#blocks = blocks;
    this.#shapes = shapes;
    this.#byKey = new PlaceIndex(this.#keys);
    this.#byTarget = new PlaceIndex(this.#targets);
  }

  /** A table of these links, by key. */
  static of(links: Readonly<Record<string, Link>>): LinkTable {
    const table = new LinkTable([], new Shapes());
    for (const [key, link] of Object.entries(links)) table.set(key, link);
    return table;
  }

  /** The table that was packed. Throws TypeError for anything else. */
  static unpack({ shapes, blocks }: PackedLinks): LinkTable {
    const buffers = blocks.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength));
    const table = new LinkTable([], new Shapes(shapes));
    for (const bytes of buffers) {
      checkBlock(bytes, table.#shapes);
      if (table.#blocks.length > SPARE_BLOCKS + (2 * table.#bytes) / LONGEST_BLOCK) table.#rewrite();
      table.#adopt({ bytes, used: bytes.length });
    }
    table.#findOwners();
    return table;
  }

  /** How many keys are linked. */
  get count(): number {
    return this.#count;
  }

  /** A copy: changes to one do not affect the other. They share the entries that there are now. */
  copy(): LinkTable {
    // Neither writes behind what both have: the copy begins a block of its own.
    const shared = this.#blocks.map(({ bytes, used }) => ({ bytes: bytes.subarray(0, used), used }));
    const copy = new LinkTable(shared, new Shapes(this.#shapes.all));
    copy.#byKey = this.#byKey.copy(copy.#keys);
    copy.#byTarget = this.#byTarget.copy(copy.#targets);
    [copy.#count, copy.#bytes, copy.#replaced] = [this.#count, this.#bytes, this.#replaced];
    return copy;
  }

  /** The link of a source key. */
  get(key: string): Link | undefined {
    const place = this.#byKey.find(key, placeHash(key));
    return place === null ? undefined : this.#at(place, (block, at) => entryAt.link(block, at, this.#shapes));
  }

  /** Links a source key; from now on, the target belongs to it. */
  set(key: string, link: Link): void {
    this.#release(key);
    this.#index(this.#write(packEntry(key, link, this.#shapes)));
    this.#compact();
  }

  /** Forgets the link of a source key. */
  remove(key: string): void {
    if (!this.#release(key)) return;
    const entry = packEntry(key, null, this.#shapes);
    this.#replaced += entry.length;
    this.#write(entry);
    this.#compact();
  }

  /** The source key that a target belongs to: the one that was linked to it last. */
  ownerOf(target: string): string | undefined {
    const place = this.#byTarget.find(target, placeHash(target));
    return place === null ? undefined : this.#at(place, entryAt.key);
  }

  /** Every link with its source key, in no order that means anything. */
  *entries(): Generator<readonly [string, Link], void, undefined> {
    for (const place of this.#byKey.places()) {
      yield [this.#at(place, entryAt.key), this.#at(place, (block, at) => entryAt.link(block, at, this.#shapes))];
    }
  }

  /** See `PackedLinks`. The bytes are the table's own. */
  packed(): PackedLinks {
    const blocks = this.#blocks.map(({ bytes, used }) => new Uint8Array(bytes.buffer, bytes.byteOffset, used));
    return { shapes: this.#shapes.all, blocks };
  }

  /** The links by key, as JSON can carry them; the same links give the same JSON. */
  toJSON(): Record<string, Link> {
    return Object.fromEntries([...this.entries()].sort(([left], [right]) => ascending(left, right)));
  }

  /** Takes the link of a key out of the index; false if there is none. */
  #release(key: string): boolean {
    const hash = placeHash(key);
    const place = this.#byKey.find(key, hash);
    if (place === null) return false;
    const [target, targetHash] = [this.#targets.nameOf(place), this.#targets.hashOf(place)];
    // The target may belong to another key by now.
    if (this.#byTarget.find(target, targetHash) === place) this.#byTarget.remove(target, targetHash);
    this.#byKey.remove(key, hash);
    this.#count -= 1;
    this.#replaced += this.#at(place, entryAt.size);
    return true;
  }

  #index(place: number, isOwner = true): void {
    this.#byKey.put(this.#keys.nameOf(place), this.#keys.hashOf(place), place);
    if (isOwner) this.#byTarget.put(this.#targets.nameOf(place), this.#targets.hashOf(place), place);
    this.#count += 1;
  }

  /** Writes an entry behind the others and returns its place. */
  #write(entry: Buffer): number {
    let block = this.#blocks.at(-1);
    if (block === undefined || block.bytes.length - block.used < entry.length) {
      const length = Math.min(LONGEST_BLOCK, Math.max(SHORTEST_BLOCK, this.#bytes));
      if (this.#blocks.length === MOST_BLOCKS) throw new RangeError('There are too many links of one kind.');
      block = { bytes: Buffer.alloc(Math.max(length, entry.length)), used: 0 };
      this.#blocks.push(block);
    }
    const at = block.used;
    entry.copy(block.bytes, at);
    block.used += entry.length;
    this.#bytes += entry.length;
    return ((this.#blocks.length - 1) << PLACE_BITS) | at;
  }

  /** Adds a block with the entries that it holds: later ones replace earlier ones. Who owns their targets is found afterwards. */
  #adopt(block: Block): void {
    const { bytes, used } = block;
    const number = this.#blocks.push(block) - 1;
    this.#bytes += used;
    for (let at = 0; at < used; at += entryAt.size(bytes, at)) {
      this.#release(entryAt.key(bytes, at));
      if (entryAt.isGone(bytes, at)) this.#replaced += entryAt.size(bytes, at);
      else this.#index((number << PLACE_BITS) | at, false);
    }
  }

  /** A target belongs to the key that was linked to it last, of those that still are. */
  #findOwners(): void {
    for (const place of Int32Array.from(this.#byKey.places()).sort())
      this.#byTarget.put(this.#targets.nameOf(place), this.#targets.hashOf(place), place);
  }

  /** Leaves out the replaced entries if they take more than a quarter of the room. */
  #compact(): void {
    if (this.#replaced > SHORTEST_BLOCK && 4 * this.#replaced > this.#bytes) this.#rewrite();
  }

  /** Writes the links anew, without the entries that were replaced and in as few blocks as they need. */
  #rewrite(): void {
    const before = this.#blocks;
    const kept = before.map(({ bytes, used }, number) => {
      const entries: { at: number; isOwner: boolean }[] = [];
      for (let at = 0; at < used; at += entryAt.size(bytes, at)) {
        const place = (number << PLACE_BITS) | at;
        const isLinked = !entryAt.isGone(bytes, at) && isFound(this.#byKey, this.#keys, place);
        if (isLinked) entries.push({ at, isOwner: isFound(this.#byTarget, this.#targets, place) });
      }
      return entries;
    });
    this.#blocks = [];
    this.#byKey = new PlaceIndex(this.#keys);
    this.#byTarget = new PlaceIndex(this.#targets);
    [this.#count, this.#bytes, this.#replaced] = [0, 0, 0];
    for (const entries of kept) {
      const bytes = before.shift()?.bytes ?? Buffer.alloc(0);
      for (const { at, isOwner } of entries) {
        this.#index(this.#write(bytes.subarray(at, at + entryAt.size(bytes, at))), isOwner);
      }
    }
  }

  #at<Answer>(place: number, read: (block: Buffer, at: number) => Answer): Answer {
    const block = this.#blocks[place >>> PLACE_BITS];
    if (block === undefined) throw new RangeError('A place outside of the table.');
    return read(block.bytes, place & (LONGEST_BLOCK - 1));
  }

  readonly #keys: Placed = {
    hashOf: (place: number): number => this.#at(place, entryAt.keyHash),
    nameOf: (place: number): string => this.#at(place, entryAt.key),
  };

  readonly #targets: Placed = {
    hashOf: (place: number): number => this.#at(place, entryAt.targetHash),
    nameOf: (place: number): string => this.#at(place, entryAt.target),
  };
}

/** True if the index has this place, and not a later one of the same name. */
const isFound = (index: PlaceIndex, { nameOf, hashOf }: Placed, place: number): boolean =>
  index.find(nameOf(place), hashOf(place)) === place;
