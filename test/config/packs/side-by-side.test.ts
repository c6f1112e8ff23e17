import { describe, expect, test } from 'vitest';
import { BASE, loaded, mergedFlow, problemsWith } from './packs.ts';

/** Two packs that build on the same folder, and a company that builds on both. */
const FILES = {
  '../base/orders.yml': BASE,
  '../base/settings.yml': 'asperion: { pageSize: 50, recentDays: 9, changes: { debtors: recent, articles: recent } }\n',
  '../base/tables/units.yml': 'stuk: stuk\ndoos: doos\nkg: kg\n',
  '../base/parts/buyer.yml': 'name: customer.Name\n',
  '../p1/settings.yml': 'use: ../base\n',
  '../p2/settings.yml': 'use: ../base\n',
  'settings.yml': 'use: [../p1, ../p2]\nflows: [orders]\nvalues: { prefix: EO- }\n',
};
const BOTH = [['p1'], ['p2']];
const rows = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(loaded({ ...FILES, ...files }).tables.get('units')?.rows ?? []);

describe('of two packs on the same folder, the one that changes something counts in any order:', () => {
  test.each(BOTH)('a flow of %s', (pack) => {
    const files = { ...FILES, [`../${pack}/orders.yml`]: 'extends: shipped\nlimit: 7\n' };
    expect(mergedFlow(files).flow.limit).toBe(7);
    expect(mergedFlow({ ...files, 'orders.yml': 'extends: shipped\nenabled: true\n' }).flow.limit).toBe(7);
  });

  test.each(BOTH)('a part of %s', (pack) => {
    const files = {
      ...FILES,
      '../base/orders.yml': BASE.replace('      name: customer.Name', '      extends: buyer'),
      [`../${pack}/parts/buyer.yml`]: 'extends: shipped\nphoneNumber: customer.Phone\n',
    };
    expect(mergedFlow(files).flow.steps[0]?.fields).toHaveProperty('phoneNumber');
  });

  test.each(BOTH)('rows of a table of %s, also those that it takes out', (pack) => {
    const files = { [`../${pack}/tables/units.yml`]: 'stuk: piece\ndoos: { remove: true }\n' };
    expect(rows(files)).toEqual({ stuk: 'piece', kg: 'kg' });
    expect(rows({ ...files, 'tables/units.yml': 'liter: l\n' })).toEqual({ stuk: 'piece', kg: 'kg', liter: 'l' });
  });

  test.each(BOTH)('settings of %s, also those that it takes out', (pack) => {
    const own = 'use: ../base\nasperion: { pageSize: 70, changes: { articles: { remove: true } } }\n';
    const { asperion } = loaded({ ...FILES, [`../${pack}/settings.yml`]: own }).settings;
    // Without the setting of the base, articles are read as always.
    const changes = { debtors: 'recent', articles: 'newest-first' };
    expect(asperion).toMatchObject({ pageSize: 70, recentDays: 9, changes });
  });

  test('of two that build on the shipped mappings as well', () => {
    const files = {
      '../p1/settings.yml': 'use: shipped\n',
      '../p1/products.exact-online-to-asperion.yml': 'extends: shipped\nlimit: 7\n',
      '../p2/settings.yml': 'use: shipped\n',
      '../p2/tables/units.yml': 'stuk: st\n',
      'settings.yml':
        'use: [../p1, ../p2]\nflows: [products.exact-online-to-asperion]\nvalues: { prefix: EO-, bookYear: "01-01" }\n',
      'tables/sales-types.yml': '# none\n',
      'tables/article-categories.yml': '# none\n',
    };
    expect(mergedFlow(files, 'products.exact-online-to-asperion').flow.limit).toBe(7);
    expect(loaded(files).tables.get('units')?.rows.get('stuk')).toBe('st');
  });
});

describe('what two packs both define is refused', () => {
  const flow = {
    '../p1/orders.yml': 'extends: shipped\nlimit: 7\n',
    '../p2/orders.yml': 'extends: shipped\nlimit: 8\n',
  };

  test('if nothing here decides it', () => {
    expect(problemsWith({ ...FILES, ...flow })).toEqual([
      'PACK_TWICE mappings/settings.yml:1:6 p1 and p2 both have orders.yml. | Write orders.yml in this folder, or build on one of the two.',
    ]);
  });

  test.each(['extends: shipped\n', 'extends: orders\n', 'verify: shipped\n'])(
    'if a flow here builds on it by %j, which would lose one of the two',
    (own) => {
      expect(problemsWith({ ...FILES, ...flow, 'orders.yml': `# ours\n${own}` })).toEqual([
        `PACK_TWICE mappings/orders.yml:2:${own.indexOf(' ') + 2} p1 and p2 both have orders.yml, and this file can extend only one of them. | Write the file out, without "extends", or build on one of the two folders.`,
      ]);
    },
  );

  test('if a part here builds on it', () => {
    const parts = { '../p1/parts/buyer.yml': 'name: a\n', '../p2/parts/buyer.yml': 'name: b\n' };
    expect(problemsWith({ ...FILES, ...parts, 'parts/buyer.yml': 'extends: shipped\n' })).toEqual([
      'PACK_TWICE mappings/parts/buyer.yml:1:10 p1 and p2 both have parts/buyer.yml, and this file can extend only one of them. | Write the file out, without "extends", or build on one of the two folders.',
    ]);
    expect(mergedFlow({ ...FILES, ...parts, 'parts/buyer.yml': 'name: c\n' }).name).toBe('orders');
  });

  test('but not if this folder writes the flow out', () => {
    expect(mergedFlow({ ...FILES, ...flow, 'orders.yml': BASE }).flow.limit).toBeUndefined();
  });

  test('if a row of a table differs, until the table here has that row', () => {
    const tables = {
      '../p1/tables/units.yml': 'doos: box\nl: liter\n',
      '../p2/tables/units.yml': 'doos: case\nm: meter\n',
    };
    expect(problemsWith({ ...FILES, ...tables, 'tables/units.yml': 'kg: kilo\n' })).toEqual([
      'PACK_TWICE p2/tables/units.yml:1:7 p1/tables/units.yml and p2/tables/units.yml have different values for the row doos. | Write this row in the file of your own folder that has this name, or build on one of the two.',
    ]);
    const common = { stuk: 'stuk', kg: 'kg', l: 'liter', m: 'meter' };
    expect(rows({ ...tables, 'tables/units.yml': 'doos: doosje\n' })).toEqual({ ...common, doos: 'doosje' });
    expect(rows({ ...tables, 'tables/units.yml': 'doos: { remove: true }\n' })).toEqual(common);
  });
});

describe('a value that two files declare', () => {
  const declares = (type: string) => `values:\n  warehouse: { type: ${type}, about: the warehouse }\n`;

  test('with two types is refused, side by side', () => {
    const files = { ...FILES, '../p1/values.yml': declares('text'), '../p2/values.yml': declares('number') };
    expect(problemsWith(files)).toEqual([
      'PACK_TWICE p2/values.yml:2:22 The value "warehouse" is a number here, and a text in p1/values.yml:2. | Give one of them another name, or both the same type.',
    ]);
  });

  test('with two types is refused, one above the other', () => {
    const files = { ...FILES, '../base/values.yml': declares('text') };
    const problem = 'values.yml:2:22 The value "warehouse" is a date here, and a text in base/values.yml:2.';
    for (const [folder, name] of [
      ['../p1/', 'p1/'],
      ['../p2/', 'p2/'],
      ['', 'mappings/'],
    ])
      expect(problemsWith({ ...files, [`${folder}values.yml`]: declares('date') })).toEqual([
        `PACK_TWICE ${name}${problem} | Give one of them another name, or both the same type.`,
      ]);
  });

  test('with one type is one value', () => {
    const files = { ...FILES, '../base/values.yml': declares('text'), '../p2/values.yml': declares('text') };
    expect(mergedFlow(files).name).toBe('orders');
  });
});
