import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { shipped } from '../../support/samples.ts';

const PRICE = `
  - id: price
    resource: logistics/SalesItemPrices
    match: [[Item, Quantity]]
    update: true
    fields: { Item: item.ID, Quantity: { value: 1 }, Price: 'round(salesPrice, 2)', Currency: { value: EUR } }`;

const flow = (keys: string, fields = '', price = '') =>
  compile({
    'products.yml': `
from: asperion.articles
to: exact-online
enabled: true
steps:
  - id: item
    resource: logistics/Items
    match: [Code]
    update: true
    ${keys}
    fields:
      Code: articleNumber
      Description: description
      ${fields}${price}
`,
  });

const ARTICLE = { id: 1, articleNumber: 'A-1', description: 'Mok', salesPrice: 9.5 };
const ENDED = '2026-02-28T00:00:00';
const LAST_DAY = '2026-03-02T00:00:00';

/** Runs begin on 2 March 2026. */
async function withItem(item: object | null, use: (company: Company) => Promise<void>): Promise<void> {
  const Items = item === null ? [] : [{ Code: 'A-1', Description: 'Beker', ...item }];
  await using company = await Company.open({ exactOnline: { Items }, asperion: { articles: [ARTICLE] } });
  await use(company);
}

const itemOf = (company: Company) => company.exactOnline.rows('Items')[0];
const prices = (company: Company) => company.exactOnline.rows('SalesItemPrices').length;
const puts = (company: Company) => company.exactOnline.requests.filter(({ method }) => method === 'PUT').length;

describe('a record of the target that is out of use', () => {
  it('is changed like any other when the step says nothing', () =>
    withItem({ EndDate: ENDED }, async (company) => {
      expect((await company.run(flow(''))).products?.steps).toEqual({ item: { updated: 1 } });
      expect(itemOf(company)?.Description).toBe('Mok');
    }));

  it('is left alone with inactive: skip, and so is what builds on it', () =>
    withItem({ EndDate: ENDED }, async (company) => {
      const program = flow('inactive: skip', '', PRICE);
      const first = await company.run(program);
      expect(first.products?.steps).toEqual({ item: { skipped: 1 }, price: { skipped: 1 } });
      company.wait(1);
      expect((await company.run(program)).products?.letters).toEqual([]);
      expect([itemOf(company)?.Description, prices(company), puts(company)]).toEqual(['Beker', 0, 0]);
    }));

  it('fails its record with inactive: fail, until it is in use again', () =>
    withItem({ EndDate: ENDED }, async (company) => {
      const program = flow('inactive: fail', '', PRICE);
      const { products } = await company.run(program);
      expect(products?.letters).toMatchObject([{ code: 'INACTIVE', step: 'item', reference: 'A-1' }]);
      expect(products?.letters[0]?.reason).toBe(
        'The record of logistics/Items is out of use (EndDate) and would be changed. If another one took its place in the target, delete the one that ended there. Else put it in use again. If it is to stay out of use, write `inactive: skip` in the step.',
      );
      expect([puts(company), prices(company)]).toEqual([0, 0]);
      company.exactOnline.update('Items', itemOf(company)?.ID, { EndDate: null });
      company.wait(2);
      const next = await company.run(program);
      expect(next.products?.letters).toEqual([]);
      expect([itemOf(company)?.Description, prices(company)]).toEqual(['Mok', 1]);
    }));

  it.each(['skip', 'fail'])('is fine with inactive: %s when it already holds what would be sent', (policy) =>
    withItem({ EndDate: ENDED, Description: 'Mok' }, async (company) => {
      const { products } = await company.run(flow(`inactive: ${policy}`));
      expect([products?.steps, products?.letters]).toEqual([{ item: { unchanged: 1 } }, []]);
    }),
  );

  it('is in use on its last day', () =>
    withItem({ EndDate: LAST_DAY }, async (company) => {
      expect((await company.run(flow('inactive: fail'))).products?.steps).toEqual({ item: { updated: 1 } });
    }));

  it('is noticed before a change is sent: the change waits until it is in use again', () =>
    withItem({}, async (company) => {
      const program = flow('inactive: skip');
      await company.run(program);
      company.exactOnline.update('Items', itemOf(company)?.ID, { EndDate: ENDED });
      company.asperion.update('articles', 1, { description: 'Grote mok' });
      company.wait(2);
      expect((await company.run(program)).products?.steps).toEqual({ item: { skipped: 1 } });
      expect(itemOf(company)?.Description).toBe('Mok');
      company.exactOnline.update('Items', itemOf(company)?.ID, { EndDate: null });
      await company.run(program, { records: ['A-1'] });
      expect(itemOf(company)?.Description).toBe('Grote mok');
    }));

  it('is put in use again by a mapping that says so, with all that changed', () =>
    withItem({ EndDate: ENDED }, async (company) => {
      const program = flow('inactive: fail', 'EndDate: { value: null }');
      expect((await company.run(program)).products?.steps).toEqual({ item: { updated: 1 } });
      expect(itemOf(company)).toMatchObject({ Description: 'Mok', EndDate: null });
    }));
});

describe('a price that was ended for a new one', () => {
  it('waits until it is deleted, and the new one is changed then', async () => {
    const name = 'products.asperion-to-exact-online';
    const program = compile(shipped(name, (text) => text));
    await using company = await Company.open({ asperion: { articles: [ARTICLE] } });
    await company.run(program);
    const [old] = company.exactOnline.rows('SalesItemPrices');
    const { ID, ...rest } = old ?? {};
    company.exactOnline.update('SalesItemPrices', ID, { EndDate: ENDED });
    company.exactOnline.insert('SalesItemPrices', { ...rest, Price: 11, StartDate: LAST_DAY });
    company.asperion.update('articles', 1, { salesPrice: 12 });
    company.wait(1);
    expect((await company.run(program))[name]?.letters).toMatchObject([{ code: 'INACTIVE', step: 'price' }]);
    company.exactOnline.remove('SalesItemPrices', ID);
    company.wait(2);
    expect((await company.run(program))[name]?.letters).toEqual([]);
    expect(company.exactOnline.rows('SalesItemPrices').map(({ Price }) => Price)).toEqual([12]);
  });
});

describe('a record that the target lacks', () => {
  it('is not created with create: false, and what builds on it is left out', () =>
    withItem(null, async (company) => {
      const program = flow('create: false', '', PRICE);
      expect((await company.run(program)).products?.steps).toEqual({ item: { skipped: 1 }, price: { skipped: 1 } });
      expect(company.exactOnline.rows('Items')).toEqual([]);
      expect(prices(company)).toBe(0);
    }));

  it('is found with create: false as soon as it is there, and changed', () =>
    withItem({}, async (company) => {
      const program = flow('create: false', '', PRICE);
      expect((await company.run(program)).products?.steps).toEqual({ item: { updated: 1 }, price: { created: 1 } });
    }));
});
