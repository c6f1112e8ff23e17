import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import { exactOnlineCatalog } from '../../../src/systems/exact-online/catalog.ts';
import { ACCOUNT, base, CUSTOMER, changes, ITEM, WAREHOUSE, withSandbox } from './sandbox-client.ts';

const invoice = (number: number, lines = 2) => ({
  OrderedBy: CUSTOMER,
  Journal: '70',
  OrderNumber: number,
  InvoiceNumber: 26_000_000 + number,
  Description: `Invoice ${number}`,
  Status: 50,
  SalesInvoiceLines: Array.from({ length: lines }, (_, index) => ({
    Item: ITEM,
    GLAccount: ACCOUNT,
    Quantity: index + 1,
    NetPrice: 10.05,
    VATCode: '2',
    Description: `Line ${index + 1}`,
  })),
});

const INVOICES = 'salesinvoice/SalesInvoices';
const FEED = 'sync/SalesInvoice/SalesInvoices';
/** Of header and lines. */
const ofBoth = ['InvoiceNumber', 'OrderedBy', 'SalesInvoiceLines.AmountFC', 'SalesInvoiceLines.Description'];
/** Names that header and line share: a row of the feed shows the line's. */
const shared = ['InvoiceNumber', 'AmountFC', 'Description', 'SalesInvoiceLines.AmountFC'];

describe('sales invoices, of which the feed has one row per line', () => {
  it('are read by bulk on a first run, and cost one call if nothing changed', () =>
    withSandbox({ rows: { ...base, SalesInvoices: [invoice(1), invoice(2, 3)] } }, async ({ newRun, callsOf }) => {
      let first = await changes(newRun(), INVOICES, ofBoth, null);
      const calls = await callsOf(async () => {
        first = await changes(newRun(), INVOICES, ofBoth, null);
      });
      expect(calls.toSorted()).toEqual([
        '1 GET bulk/SalesInvoice/SalesInvoiceLines',
        '1 GET bulk/SalesInvoice/SalesInvoices',
        `1 GET ${FEED}`,
        '1 GET system/Divisions',
      ]);
      expect(first.records.map(({ reference }) => reference)).toEqual(['26000001', '26000002']);
      expect(first.records[1]?.fields).toMatchObject({ OrderedBy: CUSTOMER, InvoiceNumber: 26_000_002 });
      expect(first.records[1]?.fields.SalesInvoiceLines).toMatchObject([
        { Description: 'Line 1', AmountFC: new Big('10.05') },
        { Description: 'Line 2', AmountFC: new Big('20.1') },
        { Description: 'Line 3', AmountFC: new Big('30.15') },
      ]);
      expect(await callsOf(() => changes(newRun(), INVOICES, ofBoth, first.cursor))).toEqual([`1 GET ${FEED}`]);
    }));

  it('keep both values if header and line share a field name', () =>
    withSandbox({ rows: { ...base, SalesInvoices: [invoice(1)] } }, async ({ newRun, callsOf }) => {
      let first = await changes(newRun(), INVOICES, shared, null);
      const calls = await callsOf(async () => {
        first = await changes(newRun(), INVOICES, shared, null);
      });
      expect(calls).toContain('1 GET bulk/SalesInvoice/SalesInvoices');
      expect(first.records[0]?.fields).toMatchObject({ Description: 'Invoice 1', AmountFC: new Big('36.48') });
    }));

  it('are read whole if one of their lines changed, in three calls', () =>
    withSandbox({ rows: { ...base, SalesInvoices: [invoice(1), invoice(2)] } }, async (stage) => {
      const { sandbox, newRun, callsOf } = stage;
      const first = await changes(newRun(), INVOICES, ofBoth, null);
      sandbox.update('SalesInvoiceLines', sandbox.rows('SalesInvoiceLines')[0]?.ID, { Notes: 'Checked' });
      let edited = first;
      const calls = await callsOf(async () => {
        edited = await changes(newRun(), INVOICES, ofBoth, first.cursor);
      });
      expect(edited.records.map(({ reference }) => reference)).toEqual(['26000001']);
      expect(edited.records[0]?.fields.SalesInvoiceLines).toHaveLength(2);
      expect(calls.toSorted()).toEqual([
        '1 GET bulk/SalesInvoice/SalesInvoiceLines',
        '1 GET bulk/SalesInvoice/SalesInvoices',
        `1 GET ${FEED}`,
      ]);
    }));

  it('say when the header changed, not the line', () =>
    withSandbox({ rows: { ...base, SalesInvoices: [invoice(1)] } }, async ({ sandbox, newRun }) => {
      sandbox.update('SalesInvoices', sandbox.rows('SalesInvoices')[0]?.InvoiceID, { Modified: '2031-01-02T03:04:05' });
      const [record] = (await changes(newRun(), INVOICES, ofBoth, null)).records;
      expect(record?.changedAt).toBe('2031-01-02T03:04:05');
    }));

  it('start afresh after the division moved', () =>
    withSandbox({ rows: { ...base, SalesInvoices: [invoice(1)] } }, async ({ sandbox, newRun }) => {
      const first = await changes(newRun(), INVOICES, ofBoth, null);
      sandbox.moveDivision();
      expect((await changes(newRun(), INVOICES, ofBoth, first.cursor)).records).toHaveLength(1);
    }));

  it('are read without lines if the mapping needs none', () =>
    withSandbox({ rows: { ...base, SalesInvoices: [invoice(1)] } }, async ({ newRun }) => {
      const [record] = (await changes(newRun(), INVOICES, ['InvoiceNumber', 'Status'], null)).records;
      expect(record?.fields).toMatchObject({ InvoiceNumber: 26_000_001, Status: 50 });
      expect(record?.fields).not.toHaveProperty('SalesInvoiceLines');
    }));
});

describe('other sources', () => {
  it('reads goods deliveries with their lines, and those of which only a line changed', () =>
    withSandbox(
      {
        rows: {
          ...base,
          SalesOrders: [{ OrderedBy: CUSTOMER, OrderNumber: 1, SalesOrderLines: [{ Item: ITEM, Quantity: 2 }] }],
          GoodsDeliveries: [
            {
              DeliveryNumber: 7,
              DeliveryDate: '2026-11-02T00:00:00',
              GoodsDeliveryLines: [{ Item: ITEM, QuantityDelivered: 2, Description: 'Brood' }],
            },
          ],
        },
      },
      async ({ sandbox, newRun, callsOf }) => {
        const fields = ['DeliveryNumber', 'GoodsDeliveryLines.QuantityDelivered', 'GoodsDeliveryLines.ItemCode'];
        const first = await changes(newRun(), 'salesorder/GoodsDeliveries', fields, null);
        expect(first.records.map(({ reference }) => reference)).toEqual(['7']);
        expect(first.records[0]?.fields.GoodsDeliveryLines).toMatchObject([
          { QuantityDelivered: new Big(2), ItemCode: 'A1' },
        ]);
        const idle = await callsOf(() => changes(newRun(), 'salesorder/GoodsDeliveries', fields, first.cursor));
        expect(idle).toHaveLength(2);
        sandbox.update('GoodsDeliveryLines', sandbox.rows('GoodsDeliveryLines')[0]?.ID, { Notes: 'x' });
        const moved = await changes(newRun(), 'salesorder/GoodsDeliveries', fields, first.cursor);
        expect(moved.records).toHaveLength(1);
      },
    ));

  it('reads stock positions after every movement', () =>
    withSandbox(
      { rows: { ...base, ItemWarehouses: [{ Item: ITEM, Warehouse: WAREHOUSE, CurrentStock: 5 }] } },
      async ({ sandbox, newRun }) => {
        const fields = ['ItemCode', 'WarehouseCode', 'CurrentStock', 'FreeStock'];
        const first = await changes(newRun(), 'inventory/StockPositions', fields, null);
        expect(first.records[0]).toMatchObject({
          reference: 'A1',
          fields: { WarehouseCode: '1', CurrentStock: new Big(5), FreeStock: new Big(5) },
        });
        expect((await changes(newRun(), 'inventory/StockPositions', fields, first.cursor)).records).toEqual([]);
        sandbox.update('ItemWarehouses', sandbox.rows('ItemWarehouses')[0]?.ID, { CurrentStock: 4 });
        const moved = await changes(newRun(), 'inventory/StockPositions', fields, first.cursor);
        expect(moved.records[0]?.fields.CurrentStock).toEqual(new Big(4));
      },
    ));

  it('reads contacts and addresses with the fields that their feed lacks', () =>
    withSandbox(
      {
        rows: {
          ...base,
          Contacts: [{ Account: CUSTOMER, FirstName: 'Anna', LastName: 'Jansen', Email: 'anna@example.com' }],
          Addresses: [{ Account: CUSTOMER, Type: 4, AddressLine1: 'Kade 1', City: 'Delft', Country: 'NL' }],
        },
      },
      async ({ newRun }) => {
        const contacts = await changes(newRun(), 'crm/Contacts', ['FullName', 'Email', 'Account'], null);
        expect(contacts.records[0]).toMatchObject({ reference: '1', fields: { FullName: 'Anna Jansen' } });
        const addresses = await changes(newRun(), 'crm/Addresses', ['Type', 'City', 'Account'], null);
        expect(addresses.records.map(({ fields }) => fields.City)).toContain('Delft');
      },
    ));

  it('reads customers with their bank accounts', () =>
    withSandbox(
      {
        rows: {
          ...base,
          BankAccounts: [{ Account: CUSTOMER, BankAccount: 'NL02ABNA0123456789', Main: true }],
        },
      },
      async ({ newRun }) => {
        const fields = ['Name', 'BankAccounts.BankAccount', 'BankAccounts.Main'];
        const [record] = (await changes(newRun(), 'crm/Accounts', fields, null)).records;
        expect(record?.fields.BankAccounts).toMatchObject([{ BankAccount: 'NL02ABNA0123456789', Main: true }]);
      },
    ));

  it('reads the feed of every resource that has one, and nothing on the next run', () => {
    const entryLine = { GLAccount: ACCOUNT, VATCode: '2', AmountFC: 10 };
    const rows = {
      ...base,
      Contacts: [{ Account: CUSTOMER, LastName: 'Jansen' }],
      Addresses: [{ Account: CUSTOMER, Type: 4 }],
      SalesItemPrices: [{ Item: ITEM, Price: 2.5 }],
      SalesPriceListVolumeDiscounts: [{ Item: ITEM, NewPrice: 2 }],
      ItemWarehouses: [{ Item: ITEM, Warehouse: WAREHOUSE, CurrentStock: 5 }],
      SalesOrders: [{ OrderedBy: CUSTOMER, OrderNumber: 1, SalesOrderLines: [{ Item: ITEM, Quantity: 2 }] }],
      GoodsDeliveries: [{ DeliveryNumber: 7, GoodsDeliveryLines: [{ Item: ITEM, QuantityDelivered: 2 }] }],
      SalesInvoices: [invoice(1)],
      SalesEntries: [{ Customer: CUSTOMER, Journal: '70', EntryNumber: 26_700_001, SalesEntryLines: [entryLine] }],
      TransactionLines: [{ GLAccount: ACCOUNT, AmountDC: 10 }],
      PaymentTerms: [{ Account: CUSTOMER, InvoiceNumber: 26_000_001, AmountDC: 10 }],
    };
    return withSandbox({ rows }, async ({ newRun }) => {
      const exact = newRun();
      for (const spec of exactOnlineCatalog.resources.values()) {
        if (spec.feed === undefined) continue;
        const lines = Object.keys(spec.lines ?? {}).slice(0, 1);
        const first = await changes(exact, spec.name, [spec.reference, ...lines], null);
        expect(first.records, spec.name).not.toEqual([]);
        expect((await changes(exact, spec.name, [spec.reference, ...lines], first.cursor)).records, spec.name).toEqual(
          [],
        );
      }
    });
  });
});
