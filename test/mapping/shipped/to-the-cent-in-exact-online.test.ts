import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { config } from './asperion-documents.ts';
import { properties } from './to-the-cent-in-exact-online.ts';

describe('documents of Asperion in Exact Online, to the cent', () => {
  test.each(Object.entries(properties))('%s', (_sentence, property) => {
    fc.assert(property, { numRuns: 200 });
  });
});

describe('the tables of both directions', () => {
  /** The rows of a table, those of all its levels, as [key, value]. */
  function rowsOf(name: string): readonly (readonly [string, string])[] {
    const pairs = (rows: ReadonlyMap<string, unknown>): readonly (readonly [string, string])[] =>
      [...rows].flatMap(([key, value]) => (value instanceof Map ? pairs(value) : [[key, String(value)] as const]));
    const table = config.tables.get(name);
    if (table === undefined) throw new Error(`no table ${name}`);
    return pairs(table.rows as ReadonlyMap<string, unknown>);
  }

  test.each([
    ['vat-codes', 'exact-online-vat-codes'],
    ['ledger-accounts', 'exact-online-accounts'],
    ['cost-centers', 'exact-online-cost-centers'],
  ])('%s leads there and %s back', (there, back) => {
    const home = new Map(rowsOf(back));
    const outward = new Set(rowsOf(there).map(([exactOnline, asperion]) => `${asperion} ${exactOnline}`));
    expect(new Set([...home].map(([asperion, exactOnline]) => `${asperion} ${exactOnline}`))).toEqual(outward);
  });

  test('every VAT code has an item', () => {
    const codes = (name: string) =>
      rowsOf(name)
        .map(([code]) => code)
        .sort();
    expect(codes('exact-online-items')).toEqual(codes('exact-online-vat-codes'));
  });
});
