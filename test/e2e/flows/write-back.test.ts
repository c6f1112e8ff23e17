import { rm, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Stage } from '../../../sandbox/stage.ts';
import { Recipe } from '../../recipes/variation.ts';
import { only } from '../support/rows.ts';
import { flowOf, namesOf, setStageWithFile, smallWorld } from '../support/stage.ts';

/** A stage on which one flow runs, changed as a section of its recipe says. */
async function open(recipe: string, flow: string, heading: string): Promise<Stage> {
  const stage = await setStageWithFile({ world: smallWorld() });
  await stage.setYaml('settings.yml', ['asperion', 'changes', 'salesorderswithlines'], 'full');
  await writeFile(stage.mapping(`${flow}.yml`), new Recipe(recipe).whole(flow, heading));
  await rm(stage.mapping(`${flow}.test.yml`));
  stage.inputs.flows = flow;
  return stage;
}

const account = (stage: Stage, code: string): unknown => only(stage.exactOnline.rows('Accounts'), 'Code', code).ID;
const item = (stage: Stage, code: string): unknown => only(stage.exactOnline.rows('Items'), 'Code', code).ID;

describe('what a flow writes back into the record that it came from', () => {
  test("the number of Asperion's order into the open order of Exact Online, once", async () => {
    const flow = 'orders-as-orders.exact-online-to-asperion';
    await using stage = await open('orders', flow, 'Write the number back');
    // It ships on, and books the same orders.
    await stage.setYaml('orders.exact-online-to-asperion.yml', ['enabled'], false);
    const { exactOnline, asperion } = stage;
    for (const { OrderID, Status } of exactOnline.rows('SalesOrders')) {
      if (Status !== 45) exactOnline.update('SalesOrders', OrderID as string, { Status: 45 });
    }
    for (const [OrderNumber, Status] of [
      [27001, 12],
      [27002, 21],
    ] as const) {
      const SalesOrderLines = [{ Item: item(stage, 'KOF-1001'), Quantity: 1, NetPrice: 17.95, VATCode: '1' }];
      const order = exactOnline.insert('SalesOrders', {
        OrderNumber,
        OrderedBy: account(stage, '20001'),
        OrderDate: '2026-03-15T00:00:00',
        SalesOrderLines,
      });
      exactOnline.update('SalesOrders', order.OrderID as string, { Status });
    }
    const run = await stage.run();
    expect(flowOf(run, flow).failures).toEqual([]);
    const order = (number: number) => only(exactOnline.rows('SalesOrders'), 'OrderNumber', number);
    const { orderNumber } = only(asperion.rows('salesorderswithlines'), 'reference', 'EO-27001');
    expect(order(27001).Remarks).toBe(`Asperion ${orderNumber}`);
    expect(order(27002).Remarks ?? null).toBeNull();
    expect(namesOf(run.writes).filter((name) => name.startsWith('exact-online'))).toEqual([
      'exact-online PUT salesorder/SalesOrders',
    ]);
    expect((await stage.run()).writes).toEqual([]);
  });

  test("the number of Exact Online's order into the order of Asperion, once", async () => {
    const flow = 'orders.asperion-to-exact-online';
    await using stage = await open('documents-to-exact-online', flow, 'The number of the order back into Asperion');
    const { exactOnline, asperion } = stage;
    asperion.insert('salesorderswithlines', {
      orderNumber: '5001',
      debtorCustomerNumber: '10002',
      date: '2026-03-14T00:00:00',
      description: 'Week 11',
      lines: [{ articleNumber: 'KOF-1001', quantity: 1, price: 17.95, vatCode: 'VL' }],
    });
    const run = await stage.run();
    expect(flowOf(run, flow).failures).toEqual([]);
    const { OrderNumber } = only(exactOnline.rows('SalesOrders'), 'YourRef', '5001');
    expect(only(asperion.rows('salesorderswithlines'), 'orderNumber', '5001').description).toBe(
      `Exact Online ${OrderNumber}`,
    );
    expect((await stage.run()).writes).toEqual([]);
  });
});
