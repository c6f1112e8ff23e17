import type { Link } from '../../state/links/link.ts';
import { LinkTable } from '../../state/links/link-table.ts';
import type { Value } from '../../values.ts';
import { nameInPair } from './pairs.ts';

/**
 * The pairs of source record and target record, by pair of resources. Knows both directions, so that a second claimant of a
 * target record is noticed. Changes go into the tables that it was made from.
 */
export class LinkBook {
  readonly #tables: Record<string, LinkTable>;
  /** Pairs whose links are still those of the original book. */
  readonly #shared: Set<string>;
  /** Source records that are gone, by pair: what they own is anybody's, as far as this run knows. */
  readonly #gone = new Set<string>();

  constructor(tables: Record<string, LinkTable>, shared: readonly string[] = []) {
    this.#tables = tables;
    this.#shared = new Set(shared);
  }

  /** A copy, whose changes do not affect this book. The links of a pair are copied before the first of them changes. */
  copy(): LinkBook {
    return new LinkBook({ ...this.#tables }, Object.keys(this.#tables));
  }

  get(pair: string, sourceKey: string): Link | undefined {
    return this.#tables[pair]?.get(sourceKey);
  }

  set(pair: string, sourceKey: string, link: Link): void {
    this.#own(pair).set(sourceKey, link);
  }

  /** Forgets the link of a source record. */
  remove(pair: string, sourceKey: string): void {
    if (this.get(pair, sourceKey) !== undefined) this.#own(pair).remove(sourceKey);
  }

  /** Forgets all links of a source record of a pair: also what other steps and flows made of it in the same system. */
  removeAll(pair: string, sourceKey: string): void {
    const side = (name: string): string => name.slice(0, name.indexOf('>'));
    for (const name of Object.keys(this.#tables)) if (side(name) === side(pair)) this.remove(name, sourceKey);
  }

  /** Forgets a pair whose source record is gone, but not that the target record was somebody's. */
  leave(pair: string, sourceKey: string): void {
    const link = this.get(pair, sourceKey);
    if (link === undefined) return;
    this.remove(pair, sourceKey);
    this.#own(leftName(pair)).set(sourceKey, { ...link, keep: {}, fingerprints: {} });
  }

  /** True for a target record whose source record is gone. */
  isLeft(pair: string, target: Value): boolean {
    return this.ownerOf(leftName(pair), target) !== undefined;
  }

  /** Notes that a source record is gone: its link stays until the deletion is settled, but holds nothing any more. */
  noteGone(pair: string, sourceKey: string): void {
    this.#gone.add(nameInPair(pair, sourceKey));
  }

  /** The source record that a target record belongs to, if any. */
  ownerOf(pair: string, target: Value): string | undefined {
    const owner = this.#tables[pair]?.ownerOf(String(target));
    return owner !== undefined && this.#gone.has(nameInPair(pair, owner)) ? undefined : owner;
  }

  /** The pairs in which a record is linked, on either side. `resource` includes its system, such as `asperion.debtors`. */
  pairsOf(resource: string, key: Value): readonly string[] {
    return Object.keys(this.#tables).filter((pair) => {
      const [from = '', to = ''] = pair.split('>');
      // After the resource comes what distinguishes pairs: see `pairNames`.
      if (to.split(/[[#]/)[0] === resource) return this.ownerOf(pair, key) !== undefined;
      return from === resource && this.get(pair, String(key)) !== undefined;
    });
  }

  /** How many records of these pairs are linked. */
  count(...pairs: readonly string[]): number {
    return [...new Set(pairs)].reduce((sum, pair) => sum + (this.#tables[pair]?.count ?? 0), 0);
  }

  #own(pair: string): LinkTable {
    const table = this.#tables[pair] ?? LinkTable.of({});
    const own = this.#shared.delete(pair) ? table.copy() : table;
    this.#tables[pair] = own;
    return own;
  }
}

/** The name of the table of target records whose source records are gone. It names no pair of resources: these are links no more. */
const leftName = (pair: string): string => `left behind by ${pair.replace('>', ' in ')}`;
