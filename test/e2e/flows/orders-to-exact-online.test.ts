import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { only, type Row, type Rows } from '../support/rows.ts';
import { flowOf, namesOf, setStageWithFile, smallWorld } from '../support/stage.ts';

const FLOW = 'orders.asperion-to-exact-online';

/** Orders of Asperion; it computes amounts, VAT and totals from articles and prices. */
const ORDERS = [
  {
    orderNumber: '5001',
    reference: 'PO-77',
    debtorCustomerNumber: '10002',
    date: '2026-03-14T00:00:00',
    deliveryDate: '2026-03-20T00:00:00',
    description: 'Week 11',
    paymentConditionId: 2,
    deliveryName: 'Magazijn',
    deliveryAddress: 'Havenkade 3',
    deliveryPostCode: '1506 ZZ',
    deliveryCity: 'Zaandam',
    lines: [
      { articleNumber: 'KOF-1001', quantity: 16, price: 7.495, discountPercentage: 5, vatCode: 'VL' },
      { articleNumber: 'KOF-1002', description: 'Filterkoffie', quantity: 2.5, price: 9.46, vatCode: 'VH' },
    ],
  },
  {
    orderNumber: '5002',
    debtorCustomerNumber: '10005',
    date: '2026-04-02T00:00:00',
    lines: [{ articleNumber: 'KOF-1001', quantity: -2, price: 17.95, vatCode: 'VL' }],
  },
  // KOF-1004 is no item of Exact Online.
  {
    orderNumber: '5003',
    debtorCustomerNumber: '10002',
    date: '2026-04-03T00:00:00',
    lines: [{ articleNumber: 'KOF-1004', quantity: 1, price: 24.3, vatCode: 'VL' }],
  },
  {
    orderNumber: '5004',
    reference: 'EO-26001',
    debtorCustomerNumber: '10002',
    date: '2026-04-04T00:00:00',
    lines: [{ articleNumber: 'KOF-1001', quantity: 1, price: 17.95, vatCode: 'VL' }],
  },
];

describe('orders of Asperion in Exact Online', () => {
  let stage: Stage;
  let first: StageRun;
  beforeAll(async () => {
    stage = await setStageWithFile({ world: smallWorld() });
    await stage.setYaml('settings.yml', ['asperion', 'changes', 'salesorderswithlines'], 'full');
    for (const order of ORDERS) stage.asperion.insert('salesorderswithlines', order);
    stage.inputs.flows = FLOW;
    first = await stage.run();
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  const order = (number: string): Row => only(stage.exactOnline.rows('SalesOrders'), 'YourRef', number);
  const lines = (number: string): Rows => {
    const rows = stage.exactOnline.rows('SalesOrderLines').filter(({ OrderID }) => OrderID === order(number).OrderID);
    return rows.sort((left, right) => Number(left.LineNumber) - Number(right.LineNumber));
  };
  const itemOf = (row: Row): unknown => only(stage.exactOnline.rows('Items'), 'ID', row.Item).Code;
  const copies = (): readonly unknown[] =>
    stage.exactOnline.rows('SalesOrders').flatMap(({ YourRef }) => (/^50/.test(String(YourRef)) ? [YourRef] : []));

  it('are created once each; one with an unknown article waits, and a copy does not come back', () => {
    expect(copies()).toEqual(['5001', '5002']);
    expect(flowOf(first, FLOW).failures).toMatchObject([{ reference: '5003', code: 'REF_NOT_FOUND', step: 'order' }]);
    expect([...new Set(namesOf(first.writes))].sort()).toEqual([
      'exact-online POST crm/Accounts',
      'exact-online POST salesorder/SalesOrders',
      'exact-online PUT crm/Accounts',
    ]);
  });

  it('have their customer, days and terms, and say where they go', () => {
    const { ID } = only(stage.exactOnline.rows('Accounts'), 'Code', '20001');
    expect(order('5001')).toMatchObject({
      OrderedBy: ID,
      Status: 12,
      OrderDate: '2026-03-14T00:00:00',
      DeliveryDate: '2026-03-20T00:00:00',
      Currency: 'EUR',
      PaymentCondition: '14',
      Description: 'Asperion 5001 Week 11',
      Remarks: 'Magazijn, Havenkade 3, 1506 ZZ Zaandam',
    });
    expect(only(stage.exactOnline.rows('Accounts'), 'SearchCode', '10005')).toMatchObject({ Name: 'Wilma Oosterhuis' });
  });

  // By hand: 16 × 7.495 × 0.95 = 113.924, its VAT 9 % = 10.2528; 2.5 × 9.46 = 23.65, its VAT 21 % = 4.9665.
  it('have the same amounts, line by line and in total', () => {
    const shown = (row: Row): readonly unknown[] => [
      itemOf(row),
      row.Description,
      row.Quantity,
      row.UnitPrice,
      row.Discount,
      row.AmountFC,
      row.VATAmount,
      row.VATCode,
    ];
    expect(lines('5001').map(shown)).toEqual([
      ['KOF-1001', 'Espresso Morgenrood bonen', 16, 7.495, 0.05, 113.92, 10.25, '1'],
      ['KOF-1002', 'Filterkoffie', 2.5, 9.46, 0, 23.65, 4.97, '2'],
    ]);
    expect(order('5001')).toMatchObject({ AmountFCExclVat: 137.57, AmountFC: 152.79 });
    expect(lines('5002').map(shown)).toEqual([
      ['KOF-1001', 'Espresso Morgenrood bonen', -2, 17.95, 0, -35.9, -3.23, '1'],
    ]);
    expect(order('5002')).toMatchObject({ AmountFCExclVat: -35.9, AmountFC: -39.13 });
  });

  it('leave nothing to do for the next run', async () => {
    const writes = await stage.run();
    expect(writes.writes).toEqual([]);
  });

  it('use a substitute item where the mapping names one', async () => {
    stage.exactOnline.insert('Items', { Code: 'DIVERSEN', Description: 'Diversen', IsSalesItem: true });
    const item = { ref: 'logistics/Items', by: 'Code', expr: 'line.articleNumber', missing: 'DIVERSEN' };
    await stage.setYaml(`${FLOW}.yml`, ['steps', 0, 'lines', 'fields', 'Item'], item);
    const run = await stage.run({ inputs: { records: '5003' } });
    expect(namesOf(run.writes)).toEqual(['exact-online POST salesorder/SalesOrders']);
    expect(lines('5003').map((row) => [itemOf(row), row.Description, row.AmountFC])).toEqual([
      ['DIVERSEN', 'Single origin Ethiopië Sidamo', 24.3],
    ]);
  });

  it('are completed at once where the mapping says so, and only once', async () => {
    const value = { value: true };
    await stage.setYaml(`${FLOW}.yml`, ['steps', 1], {
      id: 'complete',
      resource: 'salesorder/CompleteSalesOrder',
      match: ['OrderID'],
      exists: 'skip',
      fields: { OrderID: 'order.OrderID', CompleteDelivery: value, CompleteInvoice: value },
    });
    stage.asperion.insert('salesorderswithlines', { ...ORDERS[1], orderNumber: '5005' });
    const run = await stage.run({ inputs: { records: '5005' } });
    expect(namesOf(run.writes)).toEqual([
      'exact-online POST salesorder/SalesOrders',
      'exact-online POST salesorder/CompleteSalesOrder',
    ]);
    expect(order('5005')).toMatchObject({ Status: 21 });
    expect((await stage.run({ inputs: { records: '5005' } })).writes).toEqual([]);
  });
});
