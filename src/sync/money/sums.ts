import { ascending } from '../../order.ts';
/** Sums by keys such as a year, a period and a VAT code. */
export class Sums<Sum> {
  readonly #sums = new Map<string, Sum>();

  /** The sum for this key, which is changed in place; `begin` gives a new one. */
  at(place: readonly (number | string | null)[], begin: () => Sum): Sum {
    // Period 2 comes before period 10.
    const parts = place.map((part) => (typeof part === 'number' ? String(part).padStart(4, '0') : (part ?? '')));
    const name = parts.join('\n');
    const sum = this.#sums.get(name) ?? begin();
    this.#sums.set(name, sum);
    return sum;
  }

  /** Copies of the sums, sorted by their keys. */
  inOrder(): readonly Sum[] {
    return [...this.#sums].sort(([left], [right]) => ascending(left, right)).map(([, sum]) => ({ ...sum }));
  }
}
