import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { guid } from '../../../sandbox/world/random.ts';
import { only, type Row } from '../support/rows.ts';
import { flowOf, namesOf, setStageWithFile, smallWorld } from '../support/stage.ts';

const STOCK = 'stock.asperion-to-exact-online';
const CHECK = 'stock-check.asperion-to-exact-online';
const CHECK_BACK = 'stock-check.exact-online-to-asperion';

const MAIN = '1';
const SHOP = '2';

/** Stock of the articles: four are items, two are not. */
const ARTICLES = {
  'KOF-1001': 194,
  'KOF-1002': 247,
  'KOF-1003': 246.5,
  'KOF-1004': 26,
  'KOF-1005': 308,
  'KOF-2001': -3,
};

let stage: Stage;

const article = (sku: string): Row => only(stage.asperion.rows('articles'), 'articleNumber', sku);
const item = (sku: string): unknown => only(stage.exactOnline.rows('Items'), 'Code', sku).ID;
const warehouse = (code: string): unknown => only(stage.exactOnline.rows('Warehouses'), 'Code', code).ID;
const setStock = (sku: string, currentStock: number): void => {
  stage.asperion.update('articles', article(sku).id as number, { currentStock });
};
const setPosition = (sku: string, code: string, CurrentStock: number): void => {
  const [Item, Warehouse] = [item(sku), warehouse(code)];
  const row = stage.exactOnline.rows('ItemWarehouses').find((one) => one.Item === Item && one.Warehouse === Warehouse);
  if (row === undefined) stage.exactOnline.insert('ItemWarehouses', { Item, Warehouse, CurrentStock });
  else stage.exactOnline.update('ItemWarehouses', row.ID, { CurrentStock });
};
/** Stock by item code in a warehouse; items without a position are left out. */
const positions = (code: string): Row =>
  Object.fromEntries(
    stage.exactOnline
      .rows('ItemWarehouses')
      .filter(({ Warehouse }) => Warehouse === warehouse(code))
      .map(({ ItemCode, CurrentStock }) => [ItemCode, CurrentStock]),
  );
/** The counts of a run: item code → counted quantity, and the warehouses in which they were made. */
const countsOf = ({ writes }: StageRun) => {
  expect(namesOf(writes).filter((name) => name !== 'exact-online POST inventory/StockCounts')).toEqual([]);
  const bodies = writes.map(({ body }) => JSON.parse(body ?? '{}'));
  const code = (id: string): unknown => only(stage.exactOnline.rows('Items'), 'ID', id).Code;
  const lines = bodies.flatMap(({ StockCountLines }) => StockCountLines as { Item: string; QuantityNew: number }[]);
  return {
    counted: Object.fromEntries(lines.map(({ Item, QuantityNew }) => [code(Item), QuantityNew])),
    warehouses: [...new Set(bodies.map(({ Warehouse }) => Warehouse))],
  };
};
/** What a check found: the one field that differs, or what else is the matter, by reference. */
const differencesOf = (checked: StageRun, flow: string) =>
  Object.fromEntries(
    (flowOf(checked, flow).differences ?? []).map((one) => [one.reference, one.fields[0] ?? one.kind]),
  );
const run = (flows: string) => stage.run({ inputs: { flows } });
const setRule = (field: string, rule: unknown) => stage.setYaml(`${STOCK}.yml`, ['steps', 1, 'fields', field], rule);

beforeAll(async () => {
  stage = await setStageWithFile({ world: smallWorld() });
  for (const [sku, stock] of Object.entries(ARTICLES)) setStock(sku, stock);
  stage.exactOnline.insert('Warehouses', {
    ID: guid(1, 'Warehouses', SHOP),
    Code: SHOP,
    Description: 'Winkel',
    Main: 0,
  });
  setPosition('KOF-1001', MAIN, 194);
  setPosition('KOF-1001', SHOP, 7);
  setPosition('KOF-1002', MAIN, 200);
  setPosition('KOF-2001', MAIN, 15);
  setPosition('BEKER-DRUK', MAIN, 1000);
});

afterAll(() => stage[Symbol.asyncDispose]());

describe('stock of Asperion, one step of its life after the other', () => {
  test('the checks of both directions list what differs and what is missing, and write nothing', async () => {
    const checked = await stage.run({ inputs: { flows: `${CHECK},${CHECK_BACK}` } });
    expect([checked.exitCode, checked.writes]).toEqual([1, []]);
    expect(differencesOf(checked, CHECK)).toEqual({
      'KOF-1001': { field: 'Stock', source: '194', target: '201', isNumber: true }, // 194 in one warehouse and 7 in the other
      'KOF-1002': { field: 'Stock', source: '247', target: '200', isNumber: true },
      'KOF-1003': { field: 'Stock', source: '246.50', target: '0', isNumber: true },
      'KOF-1004': 'missing',
      'KOF-1005': 'missing',
      'KOF-2001': { field: 'Stock', source: '-3', target: '15', isNumber: true },
    });
    expect(differencesOf(checked, CHECK_BACK)).toEqual({
      'KOF-1001': { field: 'currentStock', source: '201', target: '194', isNumber: true },
      'KOF-1002': { field: 'currentStock', source: '200', target: '247', isNumber: true },
      'KOF-2001': { field: 'currentStock', source: '15', target: '-3', isNumber: true },
      'BEKER-DRUK': 'missing',
    });
  });

  test('a flow of its own counts what differs in one warehouse; negative stock waits', async () => {
    const counted = await run(STOCK);
    expect(counted.exitCode).toBe(1);
    expect(flowOf(counted, STOCK).deadLetters).toMatchObject([
      { reference: 'KOF-2001', code: 'CHECK_FAILED', reason: expect.stringContaining('The stock is -3') },
    ]);
    expect(countsOf(counted)).toEqual({
      counted: { 'KOF-1002': 247, 'KOF-1003': 246.5 },
      warehouses: [warehouse(MAIN)],
    });
    setStock('KOF-2001', 0);
    const corrected = await run(STOCK);
    expect([corrected.exitCode, countsOf(corrected).counted]).toEqual([0, { 'KOF-2001': 0 }]);
    expect(flowOf(corrected, STOCK).deadLetters).toEqual([]);
    expect(positions(MAIN)).toEqual({
      'KOF-1001': 194,
      'KOF-1002': 247,
      'KOF-1003': 246.5,
      'KOF-2001': 0,
      'BEKER-DRUK': 1000,
    });
    expect(positions(SHOP)).toEqual({ 'KOF-1001': 7 });
  });

  test('the next run writes nothing, and asks neither for customers nor for orders', async () => {
    const idle = await run(STOCK);
    expect([idle.exitCode, idle.writes]).toEqual([0, []]);
    expect(namesOf(idle.calls).filter((name) => /order|invoice|debtor|Account/i.test(name))).toEqual([]);
  });

  test('later runs count what moved since; an item in another warehouse too waits', async () => {
    setStock('KOF-1003', 240);
    setPosition('KOF-1001', MAIN, 190);
    const counted = await run(STOCK);
    expect([counted.exitCode, countsOf(counted).counted]).toEqual([1, { 'KOF-1003': 240 }]);
    expect(flowOf(counted, STOCK).deadLetters).toMatchObject([{ reference: 'KOF-1001', code: 'STOCK_ELSEWHERE' }]);

    setPosition('KOF-1001', SHOP, 0);
    const sold = await stage.run({ inputs: { flows: STOCK, records: 'KOF-1001' } });
    expect([sold.exitCode, countsOf(sold).counted]).toEqual([0, { 'KOF-1001': 194 }]);
    expect(flowOf(sold, STOCK).deadLetters).toEqual([]);
  });

  test('a run counts as many as its limit says, and the next ones the rest', async () => {
    await stage.setYaml(`${STOCK}.yml`, ['limit'], 2);
    for (const [index, sku] of ['KOF-1001', 'KOF-1002', 'KOF-1003'].entries()) setStock(sku, 100 + index);
    expect(countsOf(await run(STOCK)).counted).toEqual({ 'KOF-1001': 100, 'KOF-1002': 101 });
    expect(countsOf(await run(STOCK)).counted).toEqual({ 'KOF-1003': 102 });
    await stage.setYaml(`${STOCK}.yml`, ['limit'], 500);
  });

  test('an article that was sold out and put away is counted, although lists hide it', async () => {
    const { id } = article('KOF-1003') as { id: number };
    stage.asperion.update('articles', id, { currentStock: 0, activeState: 'Inactive' });
    expect(countsOf(await run(STOCK)).counted).toEqual({ 'KOF-1003': 0 });
    stage.asperion.update('articles', id, { currentStock: 102, activeState: 'Active' });
    expect(countsOf(await run(STOCK)).counted).toEqual({ 'KOF-1003': 102 });
  });

  test('the formula may leave out what open orders hold, by the statuses that the settings name', async () => {
    stage.asperion.insert('salesorderswithlines', {
      debtorCustomerNumber: '10002',
      date: '2026-02-02T00:00:00',
      status: 1,
      lines: [
        { articleNumber: 'KOF-1002', quantity: 12.5 },
        { articleNumber: 'KOF-1001', quantity: 300 },
      ],
    });
    await setRule('QuantityNew', 'max(currentStock - openOrderQuantity, 0)');
    expect(countsOf(await run(STOCK)).counted).toEqual({ 'KOF-1001': 0, 'KOF-1002': 88.5 });
    await stage.setYaml('settings.yml', ['asperion', 'openOrderStatuses'], [3]);
    expect(countsOf(await run(STOCK)).counted).toEqual({ 'KOF-1001': 100, 'KOF-1002': 101 });
  });

  test('another warehouse is another line of the mapping', async () => {
    await setRule('Warehouse', { ref: 'inventory/Warehouses', by: 'Code', value: SHOP });
    // The goods went to the shop: what lies in two warehouses would wait.
    for (const sku of ['KOF-1001', 'KOF-1002', 'KOF-1003']) setPosition(sku, MAIN, 0);
    expect(countsOf(await run(STOCK))).toEqual({
      counted: { 'KOF-1001': 100, 'KOF-1002': 101, 'KOF-1003': 102 },
      warehouses: [warehouse(SHOP)],
    });
    expect(positions(MAIN)).toMatchObject({ 'KOF-1001': 0, 'KOF-1002': 0, 'KOF-1003': 0 });
  });

  test('the other way is refused before anything is called, with the lawful ways', async () => {
    const text = `from: exact-online.inventory/StockPositions
to: asperion
steps:
  - id: article
    resource: articles
    match: [articleNumber]
    update: true
    fields: { articleNumber: ItemCode, description: ItemDescription, currentStock: CurrentStock }
`;
    await writeFile(stage.mapping('stock.exact-online-to-asperion.yml'), text);
    const refused = await stage.run();
    expect([refused.exitCode, refused.calls]).toEqual([1, []]);
    expect(refused.log).toMatch(/READ_ONLY_FIELD.*currentStock.*moves through orders.*salesorderswithlines.*verify/);
  });
});
