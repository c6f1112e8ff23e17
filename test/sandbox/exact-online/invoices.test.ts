import { describe, expect, it } from 'vitest';
import { addDelivery, addOrder } from '../../../sandbox/exact-online/documents/order-documents.ts';
import { guid, type Stage, shop, stage } from './client.ts';

const settings = { ...shop, SalesOrders: [], Journals: [{ Code: '70', Description: 'Verkoop', Type: 20 }] };
const order = (number: number, fields: object = {}) => ({
  OrderID: guid(number),
  OrderNumber: 26000 + number,
  OrderedBy: guid(1),
  OrderDate: '2026-02-18',
  SalesOrderLines: [
    { ID: guid(number * 10), Item: guid(11), Quantity: 10, NetPrice: 12.5, VATCode: '4' },
    { ID: guid(number * 10 + 1), Item: guid(12), Quantity: 2, NetPrice: 3.333, VATCode: '6' },
  ],
  ...fields,
});

const invoiceOrders = (exact: Stage, orders: readonly number[], fields: object = {}) =>
  exact.post('salesinvoice/InvoiceSalesOrders', {
    CreateMode: 1,
    InvoiceMode: 0,
    JournalCode: '70',
    SalesOrderIDs: orders.map((number) => ({ ID: guid(number) })),
    ...fields,
  });

describe('InvoiceSalesOrders', () => {
  it('invoices what was delivered: lines name their order, without number and date', async () => {
    await using exact = await stage(settings);
    addOrder(exact.sandbox, { order: order(41), deliveries: [{ DeliveryDate: '2026-02-20', quantities: { 1: 4 } }] });
    const reply = await invoiceOrders(exact, [41]);
    expect([reply.status, reply.json.d]).toMatchObject([
      201,
      { NumberOfCreatedInvoices: 1, NumberOfFailedInvoices: 0, Errors: null },
    ]);
    const { json } = await exact.get(`salesinvoice/SalesInvoiceLines?$filter=SalesOrder eq guid'${guid(41)}'`);
    expect(json.d.results).toMatchObject([
      {
        SalesOrder: guid(41),
        SalesOrderLine: guid(410),
        SalesOrderLineNumber: 1,
        SalesOrderNumber: 26041,
        Item: guid(11),
        Quantity: 4,
        NetPrice: 12.5,
        AmountFC: 50,
        AmountDC: 50,
        VATAmountFC: 10.5,
        VATAmountDC: 10.5,
        VATPercentage: 0.21,
      },
    ]);
    const { d } = (await exact.get(`salesinvoice/SalesInvoices(guid'${json.d.results[0].InvoiceID}')`)).json;
    expect(d).toMatchObject({
      Status: 20,
      InvoiceNumber: null,
      InvoiceDate: null,
      InvoiceTo: guid(1),
      AmountFCExclVat: 50,
      AmountDC: 60.5,
      VATAmountDC: 10.5,
    });
  });

  it('moves the quantities and states of the order, its header and its lines in their feeds', async () => {
    await using exact = await stage(settings);
    addOrder(exact.sandbox, { order: order(41), deliveries: [{ DeliveryDate: '2026-02-20' }] });
    const stamps = async () => {
      const feed = async (name: string) =>
        (await exact.get(`sync/SalesOrder/${name}?$filter=Timestamp gt 1`)).json.d.results.map(
          ({ Timestamp }: { Timestamp: string }) => Number(Timestamp),
        );
      return [...(await feed('SalesOrderHeaders')), ...(await feed('SalesOrderLines'))];
    };
    const before = await stamps();
    await invoiceOrders(exact, [41]);
    const after = await stamps();
    expect(after).toHaveLength(3);
    expect(after.every((stamp) => stamp > Math.max(...before))).toBe(true);
    const { d } = (await exact.get(`salesorder/SalesOrders(guid'${guid(41)}')?$expand=SalesOrderLines`)).json;
    expect(d).toMatchObject({ Status: 21, DeliveryStatus: 21, InvoiceStatus: 21 });
    expect(d.SalesOrderLines.results).toMatchObject([
      { QuantityDelivered: 10, QuantityInvoiced: 10, InvoiceStatus: 21, OrderStatus: 21 },
      { QuantityDelivered: 2, QuantityInvoiced: 2 },
    ]);
  });

  it('moves nothing of the order by printing, or only then', async () => {
    await using exact = await stage(settings);
    exact.sandbox.switches.ordersMoveOn = 'printing';
    addOrder(exact.sandbox, { order: order(41), deliveries: [{ DeliveryDate: '2026-02-20' }] });
    await invoiceOrders(exact, [41]);
    const invoiced = () => exact.sandbox.rows('SalesOrderLines').map(({ QuantityInvoiced }) => QuantityInvoiced);
    expect(invoiced()).toEqual([0, 0]);
    const [invoice] = exact.sandbox.rows('SalesInvoices');
    await exact.post('salesinvoice/PrintedSalesInvoices', { InvoiceID: invoice?.InvoiceID });
    expect(invoiced()).toEqual([10, 2]);
    expect(exact.sandbox.rows('SalesOrders')).toMatchObject([{ Status: 21, InvoiceStatus: 21 }]);
  });

  it('invoices what was ordered, one invoice per customer or per order', async () => {
    await using exact = await stage(settings);
    for (const number of [41, 42]) addOrder(exact.sandbox, { order: order(number) });
    addOrder(exact.sandbox, { order: order(43, { InvoiceTo: guid(2) }) });
    await invoiceOrders(exact, [41, 42, 43], { CreateMode: 0, InvoiceMode: 1 });
    const invoices = exact.sandbox.rows('SalesInvoices');
    expect(invoices.map(({ InvoiceTo, AmountFCExclVat }) => [InvoiceTo, AmountFCExclVat])).toEqual([
      [guid(1), 263.34],
      [guid(2), 131.67],
    ]);
    expect(exact.sandbox.rows('SalesOrders')).toMatchObject([1, 2, 3].map(() => ({ Status: 20, InvoiceStatus: 21 })));
  });

  it('tells in its answer which orders it could not invoice', async () => {
    await using exact = await stage(settings);
    addOrder(exact.sandbox, { order: order(41) });
    addOrder(exact.sandbox, { order: order(42, { Status: 45, DeliveryStatus: 45, InvoiceStatus: 45 }) });
    addOrder(exact.sandbox, { order: order(43, { ApprovalStatus: 0 }) });
    const reply = await invoiceOrders(exact, [41, 42, 43, 99]);
    expect(reply.status).toBe(201);
    expect(reply.json.d).toMatchObject({ NumberOfCreatedInvoices: 0, NumberOfFailedInvoices: 4 });
    expect(reply.json.d.Errors.split('\r\n')).toEqual([
      'Verkooporder 26041: er is niets te factureren.',
      'Verkooporder 26042 is geannuleerd.',
      'Verkooporder 26043 is niet goedgekeurd.',
      'Ongeldige referentie: Verkooporder',
    ]);
    expect((await exact.post('salesinvoice/InvoiceSalesOrders', { CreateMode: 1 })).status).toBe(500);
    const journal = await invoiceOrders(exact, [41], { JournalCode: '71' });
    expect(journal.json.d.Errors).toBe('Ongeldige referentie: Dagboek');
  });

  it('gives an order its quantity back when the invoice goes, and none that was closed by hand', async () => {
    await using exact = await stage(settings);
    addOrder(exact.sandbox, { order: order(41), deliveries: [{ DeliveryDate: '2026-02-20', quantities: { 1: 4 } }] });
    await invoiceOrders(exact, [41]);
    const [invoice] = exact.sandbox.rows('SalesInvoices');
    const address = `salesinvoice/SalesInvoices(guid'${invoice?.InvoiceID}')`;
    expect((await exact.call('DELETE', address)).status).toBe(204);
    expect(exact.sandbox.rows('SalesOrderLines')[0]).toMatchObject({ QuantityInvoiced: 0, InvoiceStatus: 12 });
    await exact.post('salesorder/CompleteSalesOrder', {
      OrderID: guid(41),
      CompleteDelivery: true,
      CompleteInvoice: true,
    });
    expect(exact.sandbox.rows('SalesOrderLines')[0]).toMatchObject({
      QuantityDelivered: 4,
      QuantityInvoiced: 0,
      OrderStatus: 21,
    });
    expect((await invoiceOrders(exact, [41])).json.d.Errors).toContain('niets te factureren');
    expect(exact.sandbox.rows('SalesOrders')[0]).toMatchObject({ Status: 21, InvoiceStatus: 21 });
  });
});

describe('printing', () => {
  it('gives the due date of the payment condition: month-ends first, then days', async () => {
    const condition = { Code: '2M', Description: '2 maanden + 15', PaymentDays: 15, PaymentEndOfMonths: 2 };
    await using exact = await stage({ ...settings, PaymentConditions: [condition] });
    addOrder(exact.sandbox, { order: order(41, { PaymentCondition: '2M' }), invoices: [{}] });
    const [invoice] = exact.sandbox.rows('SalesInvoices');
    expect(invoice).toMatchObject({ Status: 20, InvoiceDate: null, DueDate: null });
    await exact.post('salesinvoice/PrintedSalesInvoices', {
      InvoiceID: invoice?.InvoiceID,
      InvoiceDate: '2026-01-17T00:00:00',
    });
    expect(exact.sandbox.rows('SalesInvoices')).toMatchObject([
      { InvoiceNumber: 26000001, InvoiceDate: '2026-01-17T00:00:00', DueDate: '2026-04-15T00:00:00' },
    ]);
  });

  it('is refused in a closed period', async () => {
    await using exact = await stage(settings);
    exact.sandbox.switches.closedPeriods = [{ year: 2026, period: 1 }];
    addOrder(exact.sandbox, { order: order(41), invoices: [{}] });
    const [invoice] = exact.sandbox.rows('SalesInvoices');
    const { json } = await exact.post('salesinvoice/PrintedSalesInvoices', {
      InvoiceID: invoice?.InvoiceID,
      InvoiceDate: '2026-01-17T00:00:00',
    });
    expect(json.d.DocumentCreationError).toContain('Periode is afgesloten: ');
    expect(exact.sandbox.rows('SalesInvoices')).toMatchObject([{ Status: 20, InvoiceNumber: null }]);
  });
});

describe('goods deliveries', () => {
  const deliver = (exact: Stage, line: number, quantity: number) =>
    exact.post('salesorder/GoodsDeliveries', {
      DeliveryDate: '2026-03-02',
      TrackingNumber: '3SABC',
      GoodsDeliveryLines: [{ SalesOrderLineID: guid(line), QuantityDelivered: quantity }],
    });

  it('take a part of an order and move it on', async () => {
    await using exact = await stage(settings);
    addOrder(exact.sandbox, { order: order(41, { DeliverTo: guid(2), WarehouseID: guid(21) }) });
    const reply = await deliver(exact, 410, 3);
    expect(reply.status).toBe(201);
    const { d } = (
      await exact.get(`salesorder/GoodsDeliveries(guid'${reply.json.d.EntryID}')?$expand=GoodsDeliveryLines`)
    ).json;
    expect(d).toMatchObject({
      DeliveryNumber: 1,
      DeliveryAccount: guid(2),
      Warehouse: guid(21),
      TrackingNumber: '3SABC',
    });
    expect(d.GoodsDeliveryLines.results).toMatchObject([
      { SalesOrderNumber: 26041, SalesOrderLineNumber: 1, QuantityDelivered: 3, QuantityOrdered: 10, LineNumber: 1 },
    ]);
    expect(exact.sandbox.rows('SalesOrders')).toMatchObject([{ Status: 20, DeliveryStatus: 20, InvoiceStatus: 12 }]);
  });

  it('refuse nothing, less than nothing, more than is left and what is not approved', async () => {
    await using exact = await stage(settings);
    addOrder(exact.sandbox, { order: order(41) });
    addOrder(exact.sandbox, { order: order(42, { ApprovalStatus: 0 }) });
    for (const quantity of [0, -1, 11]) expect((await deliver(exact, 410, quantity)).status).toBe(500);
    expect((await deliver(exact, 410, 10)).status).toBe(201);
    expect((await deliver(exact, 410, 1)).json.error.message.value).toBe('Ongeldig: Aantal geleverd');
    expect((await deliver(exact, 420, 1)).status).toBe(500);
  });

  it('are found by the number of their order and by its line, or refuse that search', async () => {
    await using exact = await stage(settings);
    addOrder(exact.sandbox, { order: order(41), deliveries: [{ DeliveryDate: '2026-02-20', quantities: { 2: 1 } }] });
    addOrder(exact.sandbox, { order: order(42), deliveries: [{ DeliveryDate: '2026-02-21' }] });
    addDelivery(exact.sandbox, guid(41), { DeliveryDate: '2026-02-22' });
    const find = (filter: string) => exact.get(`salesorder/GoodsDeliveryLines?$filter=${filter}`);
    const dates = (await find('SalesOrderNumber eq 26041')).json.d.results.map(
      ({ DeliveryDate }: { DeliveryDate: string }) => DeliveryDate,
    );
    expect(new Set(dates)).toEqual(new Set([20, 22].map((day) => `/Date(${Date.UTC(2026, 1, day)})/`)));
    expect((await find(`SalesOrderLineID eq guid'${guid(411)}'`)).json.d.results).toHaveLength(2);
    exact.sandbox.switches.refusedFilters = ['GoodsDeliveryLines.SalesOrderNumber'];
    const refused = await find('SalesOrderNumber eq 26041');
    expect([refused.status, refused.json.error.message.value]).toEqual([
      400,
      'Filtering on these fields is not supported: SalesOrderNumber',
    ]);
  });
});
