import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashOfJson, MerkleRoot } from '../../src/activity/merkle.ts';

const sha = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** The definition of RFC 6962, with all lines in memory. */
function tree(lines: readonly string[]): Buffer {
  if (lines.length === 0) return sha();
  if (lines.length === 1) return sha(Buffer.from([0]), Buffer.from(lines[0] ?? ''));
  const half = 2 ** Math.floor(Math.log2(lines.length - 1));
  return sha(Buffer.from([1]), tree(lines.slice(0, half)), tree(lines.slice(half)));
}

test('the root of lines that come one by one is that of the whole tree', () => {
  for (let count = 0; count <= 20; count += 1) {
    const lines = Array.from({ length: count }, (_, index) => `line ${index}`);
    const root = new MerkleRoot();
    for (const line of lines) root.add(line);
    expect([root.count, root.root()]).toEqual([count, tree(lines).toString('hex')]);
  }
});

test('the root changes with any line and with their order', () => {
  const rootOf = (...lines: readonly string[]): string => {
    const root = new MerkleRoot();
    for (const line of lines) root.add(line);
    return root.root();
  };
  expect(new Set([rootOf('a', 'b', 'c'), rootOf('a', 'b', 'd'), rootOf('b', 'a', 'c'), rootOf('a', 'b')]).size).toBe(4);
});

test('the hash of JSON does not depend on the order of keys, but on that of lists', () => {
  expect(hashOfJson({ a: 1, b: { c: [1, 2], d: null } })).toBe(hashOfJson({ b: { d: null, c: [1, 2] }, a: 1 }));
  expect(hashOfJson([1, 2])).not.toBe(hashOfJson([2, 1]));
});
