import Big from 'big.js';
import { expect, it } from 'vitest';
import { UnclearWriteError } from '../../../src/errors/errors.ts';
import { inspectExactOnline } from '../../../src/systems/exact-online/inspection.ts';
import { countedQuantity, stockCounts } from '../../../src/systems/exact-online/stock/stock-figures.ts';
import type { RecordValues } from '../../../src/values.ts';
import { never } from '../transport.ts';
import { type ExactStage, withSandbox } from './sandbox-client.ts';

const WAREHOUSE = '33333333-3333-4333-8333-333333333333';
const OTHER = '33333333-3333-4333-8333-444444444444';
const itemId = (number: number): string => `22222222-2222-4222-8222-${String(number).padStart(12, '0')}`;
const key = (number: number, warehouse = WAREHOUSE): string => `${itemId(number)}/${warehouse}`;

const resource = stockCounts.name;
const fields = ['Item', 'Warehouse', 'QuantityNew'];

const withStock = (count: number, use: (stage: ExactStage) => Promise<void>): Promise<void> => {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const rows = {
    Warehouses: [
      { ID: WAREHOUSE, Code: '1', Main: 1 },
      { ID: OTHER, Code: '2' },
    ],
    Items: numbers.map((number) => ({
      ID: itemId(number),
      Code: `A${number}`,
      Description: 'Brood',
      IsStockItem: true,
    })),
    ItemWarehouses: numbers.flatMap((number) => [
      { Item: itemId(number), Warehouse: WAREHOUSE, CurrentStock: number },
      ...(number === 1 ? [{ Item: itemId(1), Warehouse: OTHER, CurrentStock: 70 }] : []),
    ]),
  };
  return withSandbox({ rows, clock: () => Date.parse('2026-03-28T23:30:00Z') }, use);
};

it('finds the stock of an item in each warehouse, and 0 if there never was any', () =>
  withStock(2, async ({ newRun, callsOf }) => {
    const exact = newRun();
    const near = [{ Item: itemId(1), Warehouse: WAREHOUSE }];
    const ask = { resource, field: 'Item', values: [itemId(1)], fields, near, signal: never };
    expect(await exact.find(ask)).toMatchObject([
      { Position: key(1), ItemCode: 'A1', WarehouseCode: '1', QuantityNew: new Big(1) },
      { Position: key(1, OTHER), QuantityNew: new Big(70) },
    ]);
    const empty = { ...ask, values: [itemId(2)], near: [{ Item: itemId(2), Warehouse: OTHER }] };
    const found = await exact.find(empty);
    expect(found.find(({ Warehouse }) => Warehouse === OTHER)).toMatchObject({
      Position: key(2, OTHER),
      Item: itemId(2),
      Warehouse: OTHER,
      QuantityNew: 0,
      QuantityOfAll: new Big(2),
    });
    const byKey = { ...ask, field: 'Position', values: [key(2), key(2, OTHER)] };
    expect((await exact.find(byKey)).map(({ QuantityNew }) => String(QuantityNew))).toEqual(['2', '0']);
    expect(await callsOf(() => exact.find(byKey))).toEqual(['1 GET inventory/ItemWarehouses']);
  }));

it('reads all positions once, a thousand per call, if many are asked for', () =>
  withStock(60, async ({ sandbox, newRun, callsOf }) => {
    const exact = newRun();
    const values = Array.from({ length: 60 }, (_, index) => key(index + 1));
    const ask = { resource, field: 'Position', values, fields, signal: never };
    await exact.find({ ...ask, values: values.slice(0, 1) });
    const calls = await callsOf(async () => {
      expect(await exact.find(ask)).toHaveLength(60);
      await exact.update({ resource, key: key(3), values: { QuantityNew: 99 }, signal: never });
      const again = await exact.find(ask);
      expect(again.find(({ Position }) => Position === key(3))?.QuantityNew).toEqual(new Big(99));
    });
    expect(calls.toSorted()).toEqual(['1 GET sync/Inventory/StockPositions', '1 POST inventory/StockCounts']);
    sandbox.switches.outsideScope = ['Sync_Inventory_StockPositions'];
    expect(await newRun().find(ask)).toHaveLength(60);
  }));

it.each([
  [50, 'inventory/ItemWarehouses'],
  [51, 'sync/Inventory/StockPositions'],
])('reads the positions of %i items from %s', (count, path) =>
  withStock(count, async ({ newRun, callsOf }) => {
    const values = Array.from({ length: count }, (_, index) => itemId(index + 1));
    const calls = await callsOf(() => newRun().find({ resource, field: 'Item', values, fields, signal: never }));
    expect(calls.map((call) => call.split(' ').at(-1))).toEqual([path]);
  }),
);

it('writes a processed count of the quantity, with the Dutch date', () =>
  withStock(2, async ({ sandbox, newRun }) => {
    const exact = newRun();
    await exact.update({ resource, key: key(2), values: { QuantityNew: new Big('7.5') }, signal: never });
    expect(sandbox.rows('StockCounts')).toMatchObject([
      { StockCountDate: '2026-03-29T00:00:00', Warehouse: WAREHOUSE, Status: 21, Source: 4 },
    ]);
    expect(sandbox.rows('StockCountLines')).toMatchObject([{ Item: itemId(2), QuantityNew: 7.5, QuantityInStock: 2 }]);
    const [position] = await exact.find({
      resource,
      field: 'Position',
      values: [key(2)],
      fields,
      fresh: true,
      signal: never,
    });
    expect(position?.QuantityNew).toEqual(new Big('7.5'));
  }));

it('leaves the outcome open if no answer comes, and reads the stock again when asked', () =>
  withStock(1, async ({ sandbox, newRun }) => {
    const exact = newRun();
    const ask = { resource, field: 'Position', values: [key(1)], fields, signal: never };
    await exact.find(ask);
    sandbox.faults.add({ method: 'POST', path: /StockCounts/, act: 'drop-after' });
    const write = exact.update({ resource, key: key(1), values: { QuantityOfWarehouse: 12 }, signal: never });
    await expect(write).rejects.toBeInstanceOf(UnclearWriteError);
    expect((await exact.find({ ...ask, fresh: true }))[0]?.QuantityNew).toEqual(new Big(12));
  }));

it('refuses a figure without a warehouse if another one is below nothing', () => {
  const figures = { QuantityOfWarehouse: new Big(5), QuantityOfAll: new Big(2) };
  expect(() => countedQuantity({ QuantityNew: new Big(4) }, figures)).toThrow(
    expect.objectContaining({ code: 'STOCK_ELSEWHERE', message: expect.stringContaining('-3') }),
  );
  expect(countedQuantity({ QuantityOfAll: new Big(4) }, figures)).toEqual(new Big(7));
});

it('refuses a figure without a warehouse if others hold the item, unless a share is named', () =>
  withStock(2, async ({ sandbox, newRun }) => {
    const exact = newRun();
    const count = (values: RecordValues) => exact.update({ resource, key: key(1), values, signal: never });
    await expect(count({ QuantityNew: 40 })).rejects.toMatchObject({
      code: 'STOCK_ELSEWHERE',
      message: 'Other warehouses hold 70 of this item, and the figure names no warehouse.',
    });
    await expect(count({ QuantityOfAll: 69 })).rejects.toMatchObject({ code: 'BAD_VALUE' });
    await expect(count({})).rejects.toMatchObject({ code: 'BAD_VALUE' });
    expect(sandbox.rows('StockCounts')).toEqual([]);
    await count({ QuantityOfAll: 73 });
    await count({ QuantityOfWarehouse: 9 });
    await exact.update({ resource, key: key(1, OTHER), values: { QuantityOfAll: 80 }, signal: never });
    expect(sandbox.rows('StockCountLines').map(({ QuantityNew }) => QuantityNew)).toEqual([3, 9, 71]);
  }));

it('is described by the count, its lines and its positions', () =>
  withStock(1, async ({ newConnection }) => {
    const answer = await inspectExactOnline(newConnection()).describe(resource, never);
    if (answer.kind !== 'described') throw new Error(answer.kind);
    expect([...answer.fields.keys()]).toEqual(expect.arrayContaining(fields));
  }));
