import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { piecesOf, valueIn } from '../../src/state/content.ts';
import type { Link } from '../../src/state/links/link.ts';
import { LinkTable, packedLinksSchema } from '../../src/state/links/link-table.ts';

const link = (more: Partial<Link> = {}): Link => ({
  target: 'b-1',
  reference: 'KOF-250',
  keep: {},
  fingerprints: {},
  ...more,
});

/** As it comes back in the next run. */
function savedAndLoaded(table: LinkTable): LinkTable {
  const content = Buffer.concat(piecesOf(table.packed()).map((piece) => Buffer.from(piece)));
  return LinkTable.unpack(packedLinksSchema.parse(valueIn(content)));
}

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.uuid(),
  fc.stringMatching(/^[0-9a-f]{16}$/),
  fc.constantFrom('', '0123456789ABCDEF', 'x'.repeat(300), '\ud800'),
);
const named = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> =>
  fc.dictionary(fc.constantFrom('name', 'city', 'Item'), value, { noNullPrototype: true });
const anyLink: fc.Arbitrary<Link> = fc
  .record(
    {
      target: fc.oneof(text, fc.integer()),
      reference: fc.option(text),
      keep: named(fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null))),
      fingerprints: named(text),
      borrowed: named(text),
      stored: named(text),
      disputed: fc.array(fc.constantFrom('name', 'city')),
    },
    { requiredKeys: ['target', 'reference', 'keep', 'fingerprints'] },
  )
  .map((one) => one as Link);

test('gives back every link exactly as it was, also after a save', () => {
  fc.assert(
    fc.property(fc.dictionary(text, anyLink, { noNullPrototype: true }), (links) => {
      const table = LinkTable.of(links);
      const loaded = savedAndLoaded(table);
      for (const [key, one] of Object.entries(links)) {
        expect(table.get(key)).toEqual(one);
        expect(loaded.get(key)).toEqual(one);
      }
      expect(loaded.count).toBe(Object.keys(links).length);
      expect(Object.fromEntries(loaded.entries())).toEqual(links);
    }),
  );
});

test('says the same as a simple book of links after any changes, also in a copy and after a save', () => {
  const key = fc.integer({ min: 0, max: 40 }).map(String);
  const change = fc.record({ key, target: fc.option(fc.integer({ min: 0, max: 15 }), { freq: 4 }) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 200, maxLength: 1500 }), fc.nat(1500), (changes, saveAt) => {
      let table = LinkTable.of({});
      const links = new Map<string, number>();
      const owners = new Map<number, string>();
      for (const [index, { key, target }] of changes.entries()) {
        if (index === saveAt) table = table.copy();
        const before = links.get(key);
        if (before !== undefined && owners.get(before) === key) owners.delete(before);
        if (target === null) {
          links.delete(key);
          table.remove(key);
        } else {
          links.set(key, target);
          owners.set(target, key);
          table.set(key, link({ target, reference: `D${key}` }));
        }
      }
      expect(table.count).toBe(links.size);
      for (let one = 0; one <= 40; one += 1) expect(table.get(`${one}`)?.target).toBe(links.get(`${one}`));
      const loaded = savedAndLoaded(table);
      for (let target = 0; target <= 15; target += 1) {
        expect(table.ownerOf(`${target}`)).toBe(owners.get(target));
        const owner = loaded.ownerOf(`${target}`);
        expect(owner === undefined ? target : loaded.get(owner)?.target).toBe(target);
      }
      expect(loaded.toJSON()).toEqual(table.toJSON());
    }),
    { numRuns: 40, endOnFailure: true },
  );
});

test('a target belongs to the source record that was linked to it last', () => {
  const table = LinkTable.of({ a: link({ target: 1 }), b: link({ target: 1 }) });
  expect(table.ownerOf('1')).toBe('b');
  table.remove('a');
  expect(table.ownerOf('1')).toBe('b');
  table.remove('b');
  expect(table.ownerOf('1')).toBeUndefined();
  table.set('a', link({ target: 1 }));
  table.set('a', link({ target: '1', reference: null }));
  expect(savedAndLoaded(table).ownerOf('1')).toBe('a');
});

test('a target belongs to the source record that is still linked to it, also after a save', () => {
  const table = LinkTable.of({ a: link({ target: 1 }), b: link({ target: 1 }) });
  table.set('b', link({ target: 2 }));
  const loaded = savedAndLoaded(table);
  expect([loaded.ownerOf('1'), loaded.ownerOf('2')]).toEqual(['a', 'b']);
});

test('links of very many runs, a few in each, are all found and stay in few blocks', () => {
  const RUNS = 1000;
  let packed = LinkTable.of({}).packed();
  for (let run = 0; run < RUNS; run += 1) {
    const table = LinkTable.unpack(packed);
    table.set(`${run}`, link({ target: `t${run}` }));
    packed = table.packed();
  }
  expect(packed.blocks.length).toBeLessThan(20);
  const table = LinkTable.unpack(packed);
  expect(table.count).toBe(RUNS);
  const missing = Array.from({ length: RUNS }, (_, run) => `${run}`).filter(
    (run) => table.get(run)?.target !== `t${run}` || table.ownerOf(`t${run}`) !== run,
  );
  expect(missing).toEqual([]);
});

test('a copy and its original keep their changes to themselves', () => {
  const table = LinkTable.of({ a: link({ target: 1 }), b: link({ target: 2 }) });
  const copy = table.copy();
  copy.remove('a');
  copy.set('c', link({ target: 3 }));
  table.set('b', link({ target: 4 }));
  expect([table.ownerOf('1'), table.ownerOf('2'), table.get('c'), table.count]).toEqual(['a', undefined, undefined, 2]);
  expect([copy.get('a'), copy.ownerOf('2'), copy.ownerOf('3'), copy.count]).toEqual([undefined, 'b', 'c', 2]);
  expect(Object.keys(savedAndLoaded(copy).toJSON())).toEqual(['b', 'c']);
});

test('a link with six fingerprints takes some 130 bytes, and what was replaced does not stay', () => {
  const links = 5000;
  const ids = Array.from({ length: links }, () => randomUUID());
  const fields = ['Code', 'Description', 'ExtraDescription', 'Barcode', 'IsSalesItem', 'Unit'];
  const table = LinkTable.of({});
  for (const round of ['first', 'second', 'third']) {
    for (const [index, id] of ids.entries()) {
      const fingerprints = Object.fromEntries(
        fields.map((field) => [field, randomUUID().replaceAll('-', '').slice(16)]),
      );
      table.set(`${500 + index}`, link({ target: id, reference: `${round} ${index}`, fingerprints }));
    }
  }
  const bytes = table.packed().blocks.reduce((sum, { length }) => sum + length, 0);
  expect(bytes / links).toBeLessThan(1.4 * 130);
});

test('refuses bytes that hold no links', () => {
  const { shapes, blocks } = LinkTable.of({ a: link(), b: link() }).packed();
  const [block = new Uint8Array()] = blocks;
  expect(() => LinkTable.unpack({ shapes: [], blocks })).toThrow(TypeError);
  for (let length = 1; length < block.length; length += 1) {
    if (length !== block.length / 2)
      expect(() => LinkTable.unpack({ shapes, blocks: [block.slice(0, length)] })).toThrow(TypeError);
  }
});
