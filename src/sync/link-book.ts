import type { Link } from '../state/progress.ts';
import type { Value } from '../values.ts';

type LinkTable = Record<string, Record<string, Link>>;

/**
 * The pairs source record – target record, by pair of resources. Knows both directions, so that a second claimant of a
 * target record is seen. A `fork` takes changes without touching its parent: for passes that must not leave a trace.
 */
export class LinkBook {
  readonly #links: LinkTable;
  readonly #parent: LinkBook | null;
  readonly #removed = new Set<string>();
  readonly #owners = new Map<string, Map<string, string>>();

  constructor(links: LinkTable, parent: LinkBook | null = null) {
    this.#links = links;
    this.#parent = parent;
  }

  /** A copy-on-write view. */
  fork(): LinkBook {
    return new LinkBook({}, this);
  }

  get(pair: string, sourceKey: string): Link | undefined {
    const own = this.#links[pair]?.[sourceKey];
    if (own !== undefined || this.#removed.has(`${pair}\n${sourceKey}`)) return own;
    return this.#parent?.get(pair, sourceKey);
  }

  set(pair: string, sourceKey: string, link: Link): void {
    const before = this.get(pair, sourceKey);
    const owners = this.#ownersOf(pair);
    if (before !== undefined && before.target !== link.target) release(owners, before.target, sourceKey);
    this.#links[pair] ??= {};
    (this.#links[pair] as Record<string, Link>)[sourceKey] = link;
    owners.set(String(link.target), sourceKey);
    this.#removed.delete(`${pair}\n${sourceKey}`);
  }

  /** Forgets a pair whose target record is gone. */
  remove(pair: string, sourceKey: string): void {
    const before = this.get(pair, sourceKey);
    if (before === undefined) return;
    release(this.#ownersOf(pair), before.target, sourceKey);
    delete this.#links[pair]?.[sourceKey];
    this.#removed.add(`${pair}\n${sourceKey}`);
  }

  /** The source record that a target record belongs to, if any. */
  ownerOf(pair: string, target: Value): string | undefined {
    const own = this.#ownersOf(pair).get(String(target));
    if (own !== undefined) return own;
    const inherited = this.#parent?.ownerOf(pair, target);
    return inherited !== undefined && String(this.get(pair, inherited)?.target) === String(target)
      ? inherited
      : undefined;
  }

  /** The pairs in which a record is linked, whichever side it is on. `resource` with its system, such as `asperion.debtors`. */
  pairsOf(resource: string, key: Value): readonly string[] {
    const own = Object.keys(this.#links).filter((pair) => {
      const [from = '', to = ''] = pair.split('>');
      // Behind the resource stands what tells pairs apart: see `pairNames`.
      if (to.split(/[[#]/)[0] === resource) return this.ownerOf(pair, key) !== undefined;
      return from === resource && this.get(pair, String(key)) !== undefined;
    });
    return [...own, ...(this.#parent?.pairsOf(resource, key) ?? [])];
  }

  /** How many records of a pair are linked. */
  count(pair: string): number {
    return Object.keys(this.#links[pair] ?? {}).length + (this.#parent?.count(pair) ?? 0);
  }

  #ownersOf(pair: string): Map<string, string> {
    let owners = this.#owners.get(pair);
    if (owners === undefined) {
      owners = new Map(Object.entries(this.#links[pair] ?? {}).map(([key, link]) => [String(link.target), key]));
      this.#owners.set(pair, owners);
    }
    return owners;
  }
}

/** Gives a target record free, unless it has another owner by now. */
function release(owners: Map<string, string>, target: string | number, sourceKey: string): void {
  if (owners.get(String(target)) === sourceKey) owners.delete(String(target));
}
