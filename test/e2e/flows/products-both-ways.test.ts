import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { landmarks } from '../../../sandbox/world/landmarks.ts';
import { createWorld } from '../../../sandbox/world/world.ts';
import { only, type Row, type Rows } from '../support/rows.ts';
import { flowOf, namesOf, setStageWithFile } from '../support/stage.ts';

const OUT = 'products.asperion-to-exact-online';
const IN = 'products.exact-online-to-asperion';
const PRICES = 'prices.asperion-to-exact-online';

let stage: Stage;
const articles = (): Rows => stage.asperion.rows('articles');
const article = (sku: string): Row => only(articles(), 'articleNumber', sku);
const items = (): Rows => stage.exactOnline.rows('Items');
const item = (sku: string): Row => only(items(), 'Code', sku);
const pricesOf = (sku: string): Rows =>
  stage.exactOnline.rows('SalesItemPrices').filter(({ Item }) => Item === item(sku).ID);
const run = (flows: string): Promise<StageRun> => stage.run({ inputs: { flows } });
const set = async () => {
  stage = await setStageWithFile({ world: createWorld({ customers: 2, orders: 0 }) });
};

describe('products both ways', () => {
  const both = () => run(`${OUT},${IN}`);
  let before: { articles: Rows; items: Rows };
  let first: StageRun;

  beforeAll(async () => {
    await set();
    for (const flow of [OUT, IN]) await stage.setYaml(`${flow}.yml`, ['enabled'], true);
    before = structuredClone({ articles: articles(), items: items() });
    first = await both();
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  test('the first run fills both sides, and changes no article that Asperion has', () => {
    expect(items().length).toBe(before.items.length + 12);
    expect(articles().length).toBe(before.articles.length + 2);
    for (const old of before.articles)
      expect(article(String(old.articleNumber))).toMatchObject({ description: old.description });
    // Cut after a whole word in Exact Online: the whole text stays where it came from.
    expect(item('ACC-4004').Description).toBe('Reinigingstabletten espressomachine, pot met 100 tabletten');
    expect(article('ACC-4004').description).toBe(only(before.articles, 'articleNumber', 'ACC-4004').description);
    // Units that the table does not have.
    expect(flowOf(first, OUT).failures.map(({ reference, code }) => [reference, code])).toEqual(
      landmarks.articles.unknownUnits.map((sku) => [sku, 'UNMAPPED_KEY']),
    );
    expect(flowOf(first, IN).failures).toEqual([]);
  });

  test('further runs write nothing; a price of less than a cent keeps its decimals', async () => {
    expect(article('BEKER-DRUK').salesPrice).toBe(0.0808);
    expect((await both()).writes).toEqual([]);
    expect(pricesOf('BEKER-DRUK').map(({ Price }) => Price)).toContain(0.0808);
    expect((await both()).writes).toEqual([]);
  });

  test('an edit crosses in either direction, and does not come back', async () => {
    stage.asperion.update('articles', article('KOF-1001').id as number, { description: 'Espresso Avondrood bonen' });
    stage.exactOnline.update('Items', item('THE-1001').ID, { Description: 'Earl Grey, doos van 25' });
    const edited = await both();
    expect([...namesOf(edited.writes)].sort()).toEqual(['asperion PUT articles', 'exact-online PUT logistics/Items']);
    expect(item('KOF-1001').Description).toBe('Espresso Avondrood bonen');
    expect(article('THE-1001').description).toBe('Earl Grey, doos van 25');
    expect((await both()).writes).toEqual([]);
  });

  test('a price of Asperion reaches Exact Online and does not come back rounded', async () => {
    stage.asperion.update('articles', article('KOF-1001').id as number, { salesPrice: 18.455 });
    expect(namesOf((await both()).writes)).toEqual(['exact-online PUT logistics/SalesItemPrices']);
    expect((await both()).writes).toEqual([]);
    expect(article('KOF-1001').salesPrice).toBe(18.455);
  });
});

describe('quantity prices', () => {
  const at = (sku: string, quantity: number): number[] =>
    pricesOf(sku)
      .filter(({ Account, EndDate, Quantity }) => Account === null && EndDate === null && Quantity === quantity)
      .map(({ Price }) => Number(Price));
  let before: Rows;

  beforeAll(async () => {
    await set();
    before = structuredClone(stage.exactOnline.rows('SalesItemPrices'));
    await run(`${OUT},${PRICES}`);
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  test('stand beside the price of one piece, with all their decimals', () => {
    expect([at('KOF-1001', 1), at('KOF-1001', 10), at('KOF-1001', 50)]).toEqual([[17.95], [17.0525], [16.514]]);
    expect([at('ACC-4002', 1), at('ACC-4002', 10), at('ACC-4002', 50)]).toEqual([[3.89], [3.6955], [3.5788]]);
    expect([at('DNS-9001', 1), at('DNS-9001', 10)]).toEqual([[78.5], []]);
  });

  test('leave prices of customers and those that have ended alone', () => {
    const others = before.filter(({ Account, EndDate }) => Account !== null || EndDate !== null);
    expect(others.length).toBeGreaterThan(0);
    const now = stage.exactOnline.rows('SalesItemPrices');
    for (const old of others) expect(only(now, 'ID', old.ID).Price).toBe(old.Price);
  });

  test('follow the price of the article, each in its own place', async () => {
    expect((await run(`${OUT},${PRICES}`)).writes).toEqual([]);
    stage.asperion.update('articles', article('ACC-4002').id as number, { salesPrice: 4 });
    const changed = await run(`${OUT},${PRICES}`);
    expect(namesOf(changed.writes)).toEqual(Array(3).fill('exact-online PUT logistics/SalesItemPrices'));
    expect([at('ACC-4002', 1), at('ACC-4002', 10), at('ACC-4002', 50)]).toEqual([[4], [3.8], [3.68]]);
  });
});

describe('an item that has ended', () => {
  beforeAll(set);
  afterAll(() => stage[Symbol.asyncDispose]());

  test('is not changed, and reported until it is in use again', async () => {
    await stage.setYaml(`${OUT}.yml`, ['steps', 0, 'inactive'], 'fail');
    await run(OUT);
    stage.exactOnline.update('Items', item('KOF-1001').ID, { EndDate: '2026-01-31T00:00:00' });
    stage.asperion.update('articles', article('KOF-1001').id as number, { description: 'Espresso', salesPrice: 20 });
    const guarded = await run(OUT);
    expect(guarded.writes).toEqual([]);
    expect(guarded.exitCode).toBe(1);
    expect(flowOf(guarded, OUT).failures).toMatchObject([{ reference: 'KOF-1001', step: 'item', code: 'INACTIVE' }]);
    stage.exactOnline.update('Items', item('KOF-1001').ID, { EndDate: null });
    await stage.run({ inputs: { flows: OUT, records: 'KOF-1001' } });
    expect(item('KOF-1001').Description).toBe('Espresso');
    expect(pricesOf('KOF-1001').filter(({ Price }) => Price === 20)).toHaveLength(1);
  });
});
