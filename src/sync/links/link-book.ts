import type { Link } from '../../state/progress.ts';
import type { Value } from '../../values.ts';

type LinkTable = Record<string, Record<string, Link>>;

/**
 * The pairs of source record and target record, by pair of resources. Knows both directions, so that a second claimant of a
 * target record is noticed. Changes go into the table that it was made from.
 */
export class LinkBook {
  readonly #links: LinkTable;
  /** Pairs whose links are still those of the original book. */
  readonly #shared: Set<string>;
  readonly #owners = new Map<string, Map<string, string>>();

  constructor(links: LinkTable, shared: readonly string[] = []) {
    this.#links = links;
    this.#shared = new Set(shared);
  }

  /** A copy, whose changes do not affect this book. The links of a pair are copied before the first of them changes. */
  copy(): LinkBook {
    return new LinkBook({ ...this.#links }, Object.keys(this.#links));
  }

  get(pair: string, sourceKey: string): Link | undefined {
    return this.#links[pair]?.[sourceKey];
  }

  set(pair: string, sourceKey: string, link: Link): void {
    const before = this.get(pair, sourceKey);
    const owners = this.#ownersOf(pair);
    if (before !== undefined && before.target !== link.target) release(owners, before.target, sourceKey);
    this.#ownLinks(pair)[sourceKey] = link;
    owners.set(String(link.target), sourceKey);
  }

  /** Forgets a pair whose target record is gone. */
  remove(pair: string, sourceKey: string): void {
    const before = this.get(pair, sourceKey);
    if (before === undefined) return;
    release(this.#ownersOf(pair), before.target, sourceKey);
    delete this.#ownLinks(pair)[sourceKey];
  }

  /** The source record that a target record belongs to, if any. */
  ownerOf(pair: string, target: Value): string | undefined {
    return this.#ownersOf(pair).get(String(target));
  }

  /** The pairs in which a record is linked, on either side. `resource` includes its system, such as `asperion.debtors`. */
  pairsOf(resource: string, key: Value): readonly string[] {
    return Object.keys(this.#links).filter((pair) => {
      const [from = '', to = ''] = pair.split('>');
      // After the resource comes what distinguishes pairs: see `pairNames`.
      if (to.split(/[[#]/)[0] === resource) return this.ownerOf(pair, key) !== undefined;
      return from === resource && this.get(pair, String(key)) !== undefined;
    });
  }

  /** How many records of a pair are linked. */
  count(pair: string): number {
    return Object.keys(this.#links[pair] ?? {}).length;
  }

  #ownLinks(pair: string): Record<string, Link> {
    const links = this.#links[pair] ?? {};
    const own = this.#shared.delete(pair) ? { ...links } : links;
    this.#links[pair] = own;
    return own;
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

/** Releases a target record, unless it has another owner by now. */
function release(owners: Map<string, string>, target: string | number, sourceKey: string): void {
  if (owners.get(String(target)) === sourceKey) owners.delete(String(target));
}
