import { describe, expect, it } from 'vitest';
import { guid, shop, stage } from './client.ts';

describe('orders, invoices and stock', () => {
  it('computes the amounts of a seeded order, to the cent', async () => {
    await using exact = await stage(shop);
    const lines = exact.sandbox.rows('SalesOrderLines');
    expect(lines).toMatchObject([
      { LineNumber: 1, AmountFC: 37.5, AmountDC: 37.5, VATPercentage: 0.21, VATAmount: 7.88, OrderNumber: 26001 },
      { LineNumber: 2, AmountFC: 6.67, VATPercentage: 0.09, VATAmount: 0.6, Description: 'Filters 80 st.' },
    ]);
    expect(exact.sandbox.rows('SalesOrders')).toMatchObject([
      { AmountFCExclVat: 44.17, AmountFC: 52.65, AmountDC: 52.65, OrderedByName: 'Bakkerij De Korenbloem' },
    ]);
  });

  it('keeps the totals that a seed states, and takes a discount off the lines', async () => {
    const order = {
      OrderedBy: guid(1),
      SalesOrderLines: [{ Item: guid(11), Quantity: 4, NetPrice: 25, VATCode: '4' }],
    };
    await using exact = await stage({
      ...shop,
      SalesOrders: [
        { ...order, AmountDiscountExclVat: 10 },
        { ...order, AmountFCExclVat: 99.99, Modified: '2026-01-02T03:04:05' },
      ],
    });
    expect(exact.sandbox.rows('SalesOrders')).toMatchObject([
      { AmountFCExclVat: 90, AmountFC: 108.9 },
      { AmountFCExclVat: 99.99, AmountFC: 121, Modified: '2026-01-02T03:04:05' },
    ]);
  });

  it('gives a new order status 12, a number and defaults (EX-order-rules)', async () => {
    await using exact = await stage(shop);
    const reply = await exact.post('salesorder/SalesOrders', {
      OrderedBy: guid(1),
      Status: 21,
      SalesOrderLines: [
        { Item: guid(11), Quantity: '2' },
        { Item: guid(12), Quantity: -1, NetPrice: 3 },
      ],
    });
    expect(reply.status).toBe(201);
    expect(exact.sandbox.rows('SalesOrders')[1]).toMatchObject({
      OrderNumber: 26002,
      Status: 12,
      DeliverTo: guid(1),
      OrderDate: '2026-03-10T00:00:00',
      AmountFCExclVat: 22,
      AmountFC: 26.62,
    });
    expect(exact.sandbox.rows('SalesOrderLines').slice(2)).toMatchObject([
      { UnitPrice: 12.5, AmountFC: 25, VATCode: '4', OrderStatus: 12 },
      { Quantity: -1, AmountFC: -3, VATAmount: -0.63 },
    ]);
  });

  it('demands lines on POST only and keeps the customer fixed (EX-order-rules)', async () => {
    await using exact = await stage(shop);
    const without = await exact.post('salesorder/SalesOrders', { OrderedBy: guid(1) });
    expect([without.status, without.json.error.message.value]).toEqual([500, 'Verplicht: Regels']);
    const order = `salesorder/SalesOrders(guid'${guid(41)}')`;
    expect((await exact.put(order, { YourRef: 'PO 7', OrderedBy: guid(1) })).status).toBe(204);
    const moved = await exact.put(order, { OrderedBy: guid(2) });
    expect([moved.status, moved.json.error.message.value]).toEqual([500, 'Kan niet worden gewijzigd: Besteld door']);
  });

  it('does not change a completed order, its lines included (EX-order-rules)', async () => {
    await using exact = await stage(shop);
    const done = await exact.post('salesorder/CompleteSalesOrder', {
      OrderID: guid(41),
      CompleteDelivery: true,
      CompleteInvoice: true,
    });
    expect([done.status, done.json.d.ErrorMessage]).toEqual([201, null]);
    expect(exact.sandbox.rows('SalesOrders')).toMatchObject([{ Status: 21, DeliveryStatus: 21 }]);
    expect((await exact.put(`salesorder/SalesOrders(guid'${guid(41)}')`, { YourRef: 'x' })).status).toBe(500);
    expect((await exact.put(`salesorder/SalesOrderLines(guid'${guid(51)}')`, { Quantity: 1 })).status).toBe(500);
    const added = await exact.post('salesorder/SalesOrderLines', { OrderID: guid(41), Item: guid(11) });
    expect(added.json.error.message.value).toContain('volledig afgehandeld');
  });

  it('ignores lines in the PUT of an order (EX-lines-in-put)', async () => {
    await using exact = await stage(shop);
    const put = await exact.put(`salesorder/SalesOrders(guid'${guid(41)}')`, {
      YourRef: 'PO 7',
      SalesOrderLines: [{ Item: guid(12), Quantity: 9 }],
    });
    expect(put.status).toBe(204);
    expect(exact.sandbox.rows('SalesOrderLines')).toHaveLength(2);
    expect(exact.sandbox.rows('SalesOrders')[0]).toMatchObject({ YourRef: 'PO 7', AmountFCExclVat: 44.17 });
  });

  it('numbers and dates an invoice only by printing; then it is final (EX-invoice-rules)', async () => {
    await using exact = await stage({ ...shop, Journals: [{ Code: '70', Description: 'Verkoop', Type: 20 }] });
    const lines = [{ Item: guid(11), Quantity: 2, NetPrice: 10, GLAccount: guid(31), VATCode: '4' }];
    const draft = { Journal: '70', OrderedBy: guid(1), SalesInvoiceLines: lines };
    const { json } = await exact.post('salesinvoice/SalesInvoices', { ...draft, InvoiceNumber: 5 });
    const address = `salesinvoice/SalesInvoices(guid'${json.d.InvoiceID}')`;
    expect((await exact.get(address)).json.d).toMatchObject({
      Status: 20,
      Type: 8020,
      InvoiceNumber: null,
      InvoiceDate: null,
      AmountFCExclVat: 20,
      AmountFC: 24.2,
      VATAmountFC: 4.2,
    });
    const printed = await exact.post('salesinvoice/PrintedSalesInvoices', { InvoiceID: json.d.InvoiceID });
    expect([printed.status, printed.json.d.DocumentCreationError]).toEqual([201, null]);
    expect((await exact.get(address)).json.d).toMatchObject({ Status: 50, InvoiceNumber: 26000001 });
    expect((await exact.put(address, { YourRef: 'x' })).status).toBe(500);
    expect((await exact.call('DELETE', address)).status).toBe(500);
    const direct = await exact.post('salesinvoice/SalesInvoices', { ...draft, Type: 8023 });
    expect(direct.json.error.message.value).toBe('Verplicht: Magazijn');
    const plain = await exact.post('salesinvoice/SalesInvoices', { ...draft, Warehouse: guid(21) });
    expect(plain.json.error.message.value).toBe('Ongeldig: Magazijn');
  });

  it('moves stock by a processed count and leaves it alone for a draft', async () => {
    await using exact = await stage(shop);
    const count = (line: object, status: number) =>
      exact.post('inventory/StockCounts', {
        StockCountDate: '2026-03-10',
        Warehouse: guid(21),
        Status: status,
        StockCountLines: [{ Item: guid(12), ...line }],
      });
    const position = async () => {
      const { json } = await exact.get(
        `read/logistics/StockPosition?itemId=guid'${guid(12)}'&$select=InStock,FreeStock`,
      );
      return json.d.map(({ InStock }: { InStock: number }) => InStock);
    };
    expect((await count({ QuantityNew: 40 }, 21)).status).toBe(201);
    expect(await position()).toEqual([40]);
    await count({ QuantityNew: 7, QuantityDifference: -1 }, 21);
    expect(await position()).toEqual([39]);
    expect(exact.sandbox.rows('StockCountLines')[1]).toMatchObject({
      QuantityInStock: 40,
      QuantityNew: 39,
      LineNumber: 1,
    });
    const draft = await count({ QuantityNew: 10 }, 12);
    expect(await position()).toEqual([39]);
    const processed = await exact.post('inventory/ProcessStockCount', { StockCountID: draft.json.d.StockCountID });
    expect(processed.json.d.SuccessMessage).toBeTruthy();
    expect(await position()).toEqual([10]);
    exact.sandbox.switches.functionEnvelope = 'results';
    const { json } = await exact.get(`read/logistics/StockPosition?itemId=guid'${guid(12)}'&$select=InStock`);
    expect(json.d.results).toEqual([expect.objectContaining({ InStock: 10 })]);
    expect(exact.sandbox.rows('Items')[1]).toMatchObject({ Stock: 10 });
    expect(
      (await exact.put(`inventory/StockCounts(guid'${draft.json.d.StockCountID}')`, { Description: 'x' })).status,
    ).toBe(500);
    expect((await count({}, 21)).json.error.message.value).toBe('Verplicht: QuantityNew');
    expect((await exact.get('read/logistics/StockPosition')).status).toBe(400);
  });
});

describe('closed periods', () => {
  const entry = (EntryDate: string) => ({
    Customer: guid(1),
    Journal: '70',
    EntryDate,
    SalesEntryLines: [{ GLAccount: guid(31), AmountFC: 100 }],
  });

  it('refuses entries in a closed period, in the user’s language, and takes those in an open one', async () => {
    await using exact = await stage({ ...shop, GLAccounts: [{ ID: guid(31), Code: '8000', Description: 'Omzet' }] });
    exact.sandbox.switches.closedPeriods = [{ year: 2026, period: 1 }, { year: 2025 }];
    const refused = await exact.post('salesentry/SalesEntries', entry('2026-01-31T00:00:00'));
    expect(refused.status).toBe(500);
    expect(refused.json.error.message.value).toBe('Periode is afgesloten: Boekingsdatum');
    expect((await exact.post('salesentry/SalesEntries', entry('2025-07-01T00:00:00'))).status).toBe(500);
    expect((await exact.post('salesentry/SalesEntries', entry('2026-02-01T00:00:00'))).status).toBe(201);
    exact.sandbox.switches.language = 'en';
    const memorial = (day: string) => ({
      JournalCode: '90',
      GeneralJournalEntryLines: [{ GLAccount: guid(31), AmountFC: 0, Date: day }],
    });
    const closed = await exact.post('generaljournalentry/GeneralJournalEntries', memorial('2026-01-02T00:00:00'));
    expect(closed.json.error.message.value).toBe('Period is closed: Date');
    expect(
      (await exact.post('generaljournalentry/GeneralJournalEntries', memorial('2026-03-02T00:00:00'))).status,
    ).toBe(201);
  });
});
