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

  const COUNT = { method: 'POST', path: /StockCounts/ } as const;
  const BUSY = { act: 'status', status: 500, body: '{"error":{"message":{"value":"Deadlock"}}}' } as const;

  it('is counted once more when Exact Online refused the first try with its own message', () =>
    withStock([8], [2], async (company) => {
      company.exactOnline.faults.add({ ...COUNT, ...BUSY });
      expect((await company.run(mappings)).stock?.steps.stock).toEqual({ updated: 1 });
      expect([counts(company), stocks(company)]).toEqual([1, [8]]);
      expect(company.progress.unanswered).toEqual({});
    }));

  it('is not waited for when it was refused in the end', () =>
    withStock([8], [2], async (company) => {
      company.exactOnline.faults.add({ ...COUNT, ...BUSY });
      company.exactOnline.faults.add({ ...COUNT, ...BUSY, status: 400 });
      expect((await company.run(mappings)).stock?.letters).toMatchObject([{ code: 'REFUSED' }]);
      expect(company.progress.unanswered).toEqual({});
    }));

  it('is awaited as well when only the second try got no answer', () =>
    withStock([8], [2], async (company) => {
      company.exactOnline.faults.add({ ...COUNT, ...BUSY });
      company.exactOnline.faults.add({ ...COUNT, act: 'store-late', storeAfterMs: 60_000 });
      expect((await company.run(mappings)).stock?.letters).toMatchObject([{ code: 'WRITE_UNCLEAR' }]);
      company.asperion.update('articles', 1, { currentStock: 5 });
      expect((await company.run(mappings)).stock?.letters).toMatchObject([{ code: 'WRITE_UNCLEAR' }]);
      company.wait(0.05);
      expect((await company.run(mappings)).stock?.letters).toMatchObject([{ code: 'WRITE_UNCLEAR' }]);
      expect([counts(company), stocks(company)]).toEqual([1, [8]]);
      company.wait(0.2);
      expect((await company.run(mappings)).stock?.steps.stock).toEqual({ updated: 1 });
      expect([counts(company), stocks(company)]).toEqual([2, [5]]);
    }));

  it('is counted again as soon as a count without an answer is there', () =>
    withStock([8], [2], async (company) => {
      company.exactOnline.faults.add({ ...COUNT, act: 'store-late', storeAfterMs: 60_000 });
      await company.run(mappings);
      company.wait(0.02);
      expect((await company.run(mappings)).stock?.steps.stock).toEqual({ unchanged: 1 });
      company.asperion.update('articles', 1, { currentStock: 9 });
      expect((await company.run(mappings)).stock?.steps.stock).toEqual({ updated: 1 });
      expect([counts(company), stocks(company)]).toEqual([2, [9]]);
    }));

  it('is counted once by two flows, also when a count of many was found after it got no answer', () =>
    withStock(Array(60).fill(8), Array(60).fill(2), async (company) => {
      company.exactOnline.faults.add({ ...COUNT, act: 'drop-after' });
      const two = compile({ 'stock.yml': flow, 'stock2.yml': flow.replace('value: "1"', 'expr: string(1)') });
      expect(await company.run(two)).toMatchObject({
        stock: { steps: { stock: { updated: 60 } } },
        stock2: { steps: { stock: { unchanged: 60 } } },
      });
      expect(counts(company)).toBe(60);
    }));

  it('is not counted by another flow while a count of the same position has no answer', () =>
    withStock([8], [2], async (company) => {
      company.exactOnline.faults.add({ ...COUNT, act: 'store-late', storeAfterMs: 300_000 });
      const two = compile({ 'stock.yml': flow, 'stock2.yml': flow.replace('value: "1"', 'expr: string(1)') });
      const waiting = { letters: [{ code: 'WRITE_UNCLEAR' }] };
      expect(await company.run(two)).toMatchObject({ stock: waiting, stock2: waiting });
      company.wait(0.1);
      await company.run(two);
      expect([counts(company), stocks(company)]).toEqual([1, [8]]);
    }));

  it('waits an hour after its first refusal, however often it had no answer before', () =>
    withStock([8], [2], async (company) => {
      company.exactOnline.faults.add({ ...COUNT, act: 'drop-before' });
      for (let run = 0; run < 3; run += 1) await company.run(mappings);
      company.wait(0.5);
      company.exactOnline.faults.add({ ...COUNT, act: 'status', status: 400, body: BUSY.body });
      expect((await company.run(mappings)).stock?.letters).toMatchObject([{ code: 'REFUSED', attempts: 1 }]);
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
