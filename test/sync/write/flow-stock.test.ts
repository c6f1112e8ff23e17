import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';

const flow = `
from: asperion.articles
to: exact-online
enabled: true
where: isStockArticle == true
steps:
  - id: item
    resource: logistics/Items
    match: [Code]
    update: false
    fields: { Code: articleNumber, Description: description }
  - id: stock
    resource: inventory/StockCounts
    match: [[Item, Warehouse]]
    update: true
    fields:
      Item: item.ID
      Warehouse: { ref: inventory/Warehouses, by: Code, value: "1" }
      QuantityNew: currentStock
`;
const mappings = compile({ 'stock.yml': flow });

const article = (number: number, stock: number) => ({
  articleNumber: `A${number}`,
  description: 'Brood',
  isStockArticle: true,
  currentStock: stock,
});
const item = (number: number, stock: number) => ({
  Code: `A${number}`,
  Description: 'Brood',
  IsStockItem: true,
  Stock: stock,
});

async function withStock(
  asperion: readonly number[],
  exactOnline: readonly number[],
  use: (company: Company) => Promise<void>,
): Promise<void> {
  await using company = await Company.open({
    asperion: { articles: asperion.map((stock, index) => article(index + 1, stock)) },
    exactOnline: { Items: exactOnline.map((stock, index) => item(index + 1, stock)) },
  });
  await use(company);
}

const stocks = (company: Company): unknown[] => company.exactOnline.rows('Items').map(({ Stock }) => Stock);
const counts = (company: Company): number => company.exactOnline.rows('StockCounts').length;

describe('stock, counted in the target', () => {
  it('is counted only where both systems differ', () =>
    withStock([5, 6, 0], [5, 2, 0], async (company) => {
      const { stock } = await company.run(mappings);
      expect(stock?.steps.stock).toEqual({ updated: 1, unchanged: 2 });
      expect(stocks(company)).toEqual([5, 6, 0]);
      expect(counts(company)).toBe(1);
      company.wait(1);
      expect((await company.run(mappings)).stock?.steps.stock).toEqual({ unchanged: 3 });
      expect(counts(company)).toBe(1);
    }));

  it('is counted again when it moved in either system', () =>
    withStock([5, 6], [5, 6], async (company) => {
      await company.run(mappings);
      company.wait(1);
      // Sold in the target, which the source knows nothing of: the fingerprints say "unchanged", the stock does not.
      const sold = company.exactOnline.rows('ItemWarehouses')[0];
      company.exactOnline.update('ItemWarehouses', sold?.ID, { CurrentStock: 1 });
      company.asperion.update('articles', 2, { currentStock: 9 });
      expect((await company.run(mappings)).stock?.steps.stock).toEqual({ updated: 2 });
      expect(stocks(company)).toEqual([5, 9]);
    }));

  it('is counted for an item that was never in this warehouse', () =>
    withStock([3], [], async (company) => {
      const { stock } = await company.run(mappings);
      expect(stock?.steps).toMatchObject({ item: { created: 1 }, stock: { updated: 1 } });
      expect(stocks(company)).toEqual([3]);
    }));

  it('is not counted twice when the answer to a count was lost', () =>
    withStock([8], [2], async (company) => {
      company.exactOnline.faults.add({ method: 'POST', path: /StockCounts/, act: 'drop-after' });
      const { stock } = await company.run(mappings);
      expect(stock?.steps.stock).toEqual({ updated: 1 });
      expect(counts(company)).toBe(1);
      expect(stocks(company)).toEqual([8]);
    }));

  it('is not counted twice when the count was stored after the gateway gave up', () =>
    withStock([8], [2], async (company) => {
      company.exactOnline.faults.add({ method: 'POST', path: /StockCounts/, act: 'store-late', storeAfterMs: 8_000 });
      expect((await company.run(mappings)).stock?.steps.stock).toEqual({ updated: 1 });
      expect([counts(company), stocks(company)]).toEqual([1, [8]]);
    }));

  it('is not counted by a run that begins before an unanswered count can have arrived', () =>
    withStock([8], [2], async (company) => {
      company.exactOnline.faults.add({ method: 'POST', path: /StockCounts/, act: 'store-late', storeAfterMs: 300_000 });
      expect((await company.run(mappings)).stock?.letters).toMatchObject([{ code: 'WRITE_UNCLEAR' }]);
      expect((await company.run(mappings)).stock?.letters).toMatchObject([{ code: 'WRITE_UNCLEAR' }]);
      company.wait(0.1);
      expect(await company.run(mappings)).toMatchObject({ stock: { letters: [], steps: { stock: { unchanged: 1 } } } });
      expect([counts(company), stocks(company)]).toEqual([1, [8]]);
    }));

  it('is counted once more, later, when the count did not arrive', () =>
    withStock([8], [2], async (company) => {
      company.exactOnline.faults.add({ method: 'POST', path: /StockCounts/, act: 'drop-before' });
      expect((await company.run(mappings)).stock?.letters).toMatchObject([{ code: 'WRITE_UNCLEAR' }]);
      company.wait(0.5);
      expect((await company.run(mappings)).stock?.steps.stock).toEqual({ updated: 1 });
      expect([counts(company), stocks(company)]).toEqual([1, [8]]);
    }));
});
