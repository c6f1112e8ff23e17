import type { Value } from '../../values.ts';

/** Made-up whole numbers are below this one, where no real id, number or amount is. */
const BELOW = -2_000_000_000;

/** What is made up for simulated records: keys and numbers, each with the record's name for people. */
export class MadeUp extends Map<Value, string> {
  /** How many were made up, also by copies: nothing is made up twice in a run. */
  #count = { sum: 0 };
  /** In a copy: how many there were before it. Null = names are kept. */
  #since: number | null = null;

  /** The same names, for a plan that nobody reads: what is made up for it is not added to this, and keeps no name. */
  copy(): MadeUp {
    const copy = new MadeUp(this);
    copy.#count = this.#count;
    copy.#since = this.#count.sum;
    return copy;
  }

  /** Makes up a value for a record with this name. */
  make(isNumber: boolean, name: string): Value {
    this.#count.sum += 1;
    const value = isNumber ? BELOW - this.#count.sum : `(new ${this.#count.sum})`;
    if (this.#since === null) this.set(value, name);
    return value;
  }

  /** True in a copy for what was made up before it: what this was copied for looks into other shadows, which know such records. */
  isOlder(value: Value): boolean {
    return this.#since !== null && super.has(value);
  }

  /** True for what was made up. Without a name it is known by its form. */
  override has(value: Value): boolean {
    return super.has(value) || (this.#since !== null && (numberIn(value) ?? 0) > this.#since);
  }

  override get(value: Value): string | undefined {
    return super.get(value) ?? (this.has(value) ? '' : undefined);
  }
}

/** The number of what was made up; null for anything else. */
function numberIn(value: Value): number | null {
  if (typeof value === 'number') return value < BELOW ? BELOW - value : null;
  const number = typeof value === 'string' ? /^\(new (\d+)\)$/.exec(value)?.[1] : undefined;
  return number === undefined ? null : Number(number);
}
