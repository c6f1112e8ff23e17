/** What the index asks of the entries that it points to. */
export interface Placed {
  /** The hash by which the entry at a place is found. */
  hashOf(place: number): number;
  /** The text by which it is found. */
  nameOf(place: number): string;
}

const FREE = 0;
const REMOVED = -1;
const FEWEST_SLOTS = 16;

/** Finds the places of entries by a text. It keeps four bytes for each, and never more than half of its slots are used. */
export class PlaceIndex {
  readonly #placed: Placed;
  /** Places + 1, so that 0 is free. A power of two. */
  #slots: Int32Array;
  /** Slots that are not free. */
  #used = 0;

  constructor(placed: Placed, slots: Int32Array = new Int32Array(FEWEST_SLOTS), used = 0) {
    this.#placed = placed;
    this.#slots = slots;
    this.#used = used;
  }

  /** A copy over other entries at the same places. */
  copy(placed: Placed): PlaceIndex {
    return new PlaceIndex(placed, this.#slots.slice(), this.#used);
  }

  /** The place under a name, null if there is none. */
  find(name: string, hash: number): number | null {
    const slot = this.#slotOf(name, hash);
    const place = this.#slots[slot] ?? FREE;
    return place === FREE ? null : place - 1;
  }

  /** Puts a place under a name, instead of the one that was there. */
  put(name: string, hash: number, place: number): void {
    if (2 * (this.#used + 1) > this.#slots.length) this.#grow();
    const slot = this.#slotOf(name, hash);
    if (this.#slots[slot] === FREE) this.#used += 1;
    this.#slots[slot] = place + 1;
  }

  /** Removes a name. */
  remove(name: string, hash: number): void {
    const slot = this.#slotOf(name, hash);
    if (this.#slots[slot] !== FREE) this.#slots[slot] = REMOVED;
  }

  /** Every place, in no order that means anything. */
  *places(): Generator<number, void, undefined> {
    for (const place of this.#slots) if (place > FREE) yield place - 1;
  }

  /** The slot of a name, or the free one where it would be. */
  #slotOf(name: string, hash: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const place = this.#slots[slot] ?? FREE;
      if (place === FREE) return slot;
      if (place === REMOVED || this.#placed.hashOf(place - 1) !== hash) continue;
      if (this.#placed.nameOf(place - 1) === name) return slot;
    }
  }

  #grow(): void {
    const places = [...this.places()];
    let size = FEWEST_SLOTS;
    while (size < 4 * (places.length + 1)) size *= 2;
    this.#slots = new Int32Array(size);
    this.#used = places.length;
    for (const place of places) {
      let slot = this.#placed.hashOf(place) & (size - 1);
      while (this.#slots[slot] !== FREE) slot = (slot + 1) & (size - 1);
      this.#slots[slot] = place + 1;
    }
  }
}
