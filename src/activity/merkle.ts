import { createHash } from 'node:crypto';
import { ascending } from '../order.ts';
import { isObject } from '../schema.ts';

/** SHA-256 of some parts, hexadecimal. */
const sha256 = (...parts: readonly (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

// A leaf and a node begin with different bytes, so that no two trees have one root (RFC 6962, section 2.1).
const leafOf = (text: string): string => sha256('\u0000', text);
const nodeOf = (left: string, right: string): string =>
  sha256('\u0001', Buffer.from(left, 'hex'), Buffer.from(right, 'hex'));

/** The Merkle root of lines as they come, as in RFC 6962: only one hash per power of two is kept. */
export class MerkleRoot {
  /** Roots of full trees, from the largest to the smallest. */
  readonly #trees: { readonly size: number; readonly root: string }[] = [];
  #count = 0;

  /** How many lines were added. */
  get count(): number {
    return this.#count;
  }

  /** Adds a line, without its line end. */
  add(line: string): void {
    this.#count += 1;
    let tree = { size: 1, root: leafOf(line) };
    for (let last = this.#trees.at(-1); last?.size === tree.size; last = this.#trees.at(-1)) {
      this.#trees.pop();
      tree = { size: tree.size * 2, root: nodeOf(last.root, tree.root) };
    }
    this.#trees.push(tree);
  }

  /** SHA-256, hexadecimal; that of nothing if there is no line. */
  root(): string {
    const roots = this.#trees.map(({ root }) => root);
    return roots.length === 0 ? sha256('') : roots.reduceRight((right, left) => nodeOf(left, right));
  }
}

/** SHA-256 of a JSON value, hexadecimal: the same whatever the order of its keys and its blanks. */
export const hashOfJson = (value: unknown): string => sha256(canonicalJson(value));

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => ascending(left, right))) : part,
  );
}
