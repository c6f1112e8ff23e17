import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { landmarks } from '../../../sandbox/world/landmarks.ts';
import { itemOf } from '../support/expected.ts';
import { cents, only, pick, type Row, type Rows } from '../support/rows.ts';
import { flowOf } from '../support/stage.ts';
import { type FirstRun, firstRun } from './first-run.ts';

let stage: FirstRun['stage'];
let run: FirstRun['run'];
let articles: FirstRun['articles'];
let before: FirstRun['before'];
let items: FirstRun['items'];
let prices: FirstRun['prices'];

beforeAll(async () => {
  ({ stage, run, articles, before, items, prices } = await firstRun());
});

afterAll(() => stage[Symbol.asyncDispose]());

describe('products', () => {
  const own = [
    'ID',
    'Item',
    'Account',
    'Currency',
    'Quantity',
    'NumberOfItemsPerUnit',
    'Unit',
    'StartDate',
    'EndDate',
    'Price',
    'Modified',
  ];
  const { articles: marks } = landmarks;
  const item = (sku: string): Row => only(items, 'Code', sku);
  const oldItem = (sku: string): Row | undefined => before.items.find(({ Code }) => Code === sku);
  const article = (sku: string): Row => only(articles, 'articleNumber', sku);
  const pricesOf = (sku: string): Rows => prices.filter(({ Item }) => Item === item(sku).ID);
  const openEnded = (sku: string): Rows =>
    pricesOf(sku).filter(({ Account, EndDate, Quantity }) => Account === null && EndDate === null && Quantity === 1);
  const isActive = ({ activeState }: Row): boolean => activeState === 'Active';
  const hasKnownUnit = ({ articleNumber }: Row): boolean => !marks.unknownUnits.some((sku) => sku === articleNumber);
  /** What becomes an item: active, in a unit that Exact Online has. */
  const wantedArticles = (): Rows => articles.filter((one) => isActive(one) && hasKnownUnit(one));

  test('every active article in a known unit is exactly one item, field by field', () => {
    const wanted = wantedArticles();
    expect(wanted).toHaveLength(20);
    for (const one of wanted) {
      const fields = itemOf(one);
      const found = item(String(one.articleNumber));
      expect(pick(found, Object.keys(fields))).toEqual(fields);
      const old = oldItem(String(one.articleNumber));
      if (old === undefined) {
        expect(found.IsStockItem).toBe(one.isStockArticle);
        expect(found.StartDate).toBe(one.dateAdded);
      } else {
        const kept = ['ID', 'IsStockItem', 'StartDate', 'ItemGroup', 'SalesVatCode', 'CostPriceStandard', 'Notes'];
        expect(pick(found, kept)).toEqual(pick(old, kept));
      }
    }
    expect(items).toHaveLength(before.items.length + 12);
  });

  test('every item with a price has exactly one open-ended price for everybody, to the cent', () => {
    for (const one of wantedArticles()) {
      const found = openEnded(String(one.articleNumber));
      if (one.salesPrice === null) {
        expect(found).toEqual([]);
        continue;
      }
      expect(found).toHaveLength(1);
      expect(cents(found[0]?.Price)).toBe(cents(one.salesPrice));
      expect(found[0]).toMatchObject({ Currency: 'EUR', NumberOfItemsPerUnit: 1 });
    }
    expect(prices).toHaveLength(before.prices.length + 17);
  });

  test('an existing item without a price gets one', () => {
    expect(openEnded(marks.knownWithoutPrice)).toMatchObject([{ Price: 14.5, Quantity: 1, Account: null }]);
  });

  test('a price that differs is changed in place, not duplicated', () => {
    const id = oldItem(marks.knownWithPrice)?.ID;
    const old = before.prices.filter(({ Item }) => Item === id);
    const [listed] = old.filter(
      ({ Account, EndDate, Quantity }) => Account === null && EndDate === null && Quantity === 1,
    );
    expect(listed?.Price).toBe(17.0525);
    expect(pricesOf(marks.knownWithPrice)).toHaveLength(old.length);
    expect(openEnded(marks.knownWithPrice)).toMatchObject([
      { ID: listed?.ID, Price: 17.95, StartDate: listed?.StartDate },
    ]);
  });

  test('quantity prices, ended prices and price agreements are left alone', () => {
    const special = before.prices.filter(
      ({ Account, EndDate, Quantity }) => Account !== null || EndDate !== null || Quantity !== 1,
    );
    expect(special).toHaveLength(6);
    for (const price of special) expect(pick(only(prices, 'ID', price.ID), own)).toEqual(pick(price, own));
  });

  test('records that are equal in both systems are not written', () => {
    expect(item(marks.same)).toEqual(oldItem(marks.same));
    expect(pricesOf(marks.same)).toEqual(before.prices.filter(({ Item }) => Item === oldItem(marks.same)?.ID));
  });

  test('an article without a price becomes an item without one', () => {
    expect(item(marks.withoutPrice)).toMatchObject({ Description: 'Maatwerk volgens offerte', IsStockItem: false });
    expect(pricesOf(marks.withoutPrice)).toEqual([]);
  });

  test('inactive articles are not read', () => {
    for (const sku of marks.inactive) {
      expect(article(sku).activeState).toBe('Inactive');
      expect(items.filter(({ Code }) => Code === sku)).toEqual([]);
    }
    // The two in unknown units wait, so they have no price either.
    expect(flowOf(run, 'products').steps.map(({ read }) => read)).toEqual([22, 20]);
  });

  test('an article in a unit that Exact Online lacks waits, the others keep their own', () => {
    for (const sku of marks.unknownUnits) expect(items.filter(({ Code }) => Code === sku)).toEqual([]);
    expect(flowOf(run, 'products').failures.map(({ reference, code }) => [reference, code])).toEqual(
      marks.unknownUnits.map((sku) => [sku, 'UNMAPPED_KEY']),
    );
    const units = ['THE-1003', 'MAC-3002', 'MAC-3003', 'ACC-4002', 'ACC-4005', 'KOF-1004', 'DNS-9001'].map(
      (sku) => item(sku).Unit,
    );
    expect(units).toEqual(['doos', 'stuk', 'stuk', 'stuk', 'm', 'kg', 'uur']);
  });

  test('a description too long for Exact Online is cut after a whole word', () => {
    expect(item(marks.longDescription).Description).toBe('Reinigingstabletten espressomachine, pot met 100 tabletten');
  });

  test('items that only Exact Online has are left alone, their prices too', () => {
    expect(marks.ofExactOnlineOnly).not.toEqual([]);
    for (const sku of marks.ofExactOnlineOnly) {
      expect(item(sku)).toEqual(oldItem(sku));
      expect(pricesOf(sku)).toEqual(before.prices.filter(({ Item }) => Item === oldItem(sku)?.ID));
    }
  });

  test('the numbers in the report match the target', () => {
    expect(flowOf(run, 'products').steps).toEqual([
      { step: 'item', read: 22, created: 12, updated: 7, unchanged: 1, skipped: 0, failed: 2 },
      { step: 'price', read: 20, created: 17, updated: 1, unchanged: 1, skipped: 1, failed: 0 },
    ]);
  });
});
