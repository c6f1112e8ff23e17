import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import { exactOnlineCatalog } from '../../../src/systems/exact-online/catalog.ts';
import { changes, type ExactStage, withSandbox } from './sandbox-client.ts';

const CUSTOMER = '11111111-1111-4111-8111-111111111111';
const ITEM = '22222222-2222-4222-8222-222222222222';
const WAREHOUSE = '33333333-3333-4333-8333-333333333333';
const ACCOUNT = '44444444-4444-4444-8444-444444444444';

const base = {
  Accounts: [{ ID: CUSTOMER, Code: '20001', Name: 'Bakkerij Voorbeeld', Status: 'C', Country: 'NL' }],
  Items: [{ ID: ITEM, Code: 'A1', Description: 'Brood', IsSalesItem: true }],
  Warehouses: [{ ID: WAREHOUSE, Code: '1', Main: 1 }],
  GLAccounts: [{ ID: ACCOUNT, Code: '8000', Description: 'Omzet' }],
  VATCodes: [{ Code: '2', Description: 'BTW hoog', Percentage: 0.21 }],
};

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

const entry = (number: number) => ({
  Customer: CUSTOMER,
  Journal: '70',
  EntryNumber: number,
  SalesEntryLines: [
    { GLAccount: ACCOUNT, AmountFC: 100, VATCode: '2', Description: 'Hoog' },
    { GLAccount: ACCOUNT, AmountFC: -20, VATCode: '2', Description: 'Korting' },
  ],
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

const ENTRIES = 'salesentry/SalesEntries';
const entryFields = ['EntryNumber', 'AmountFC', 'SalesEntryLines.AmountFC', 'SalesEntryLines.Description'];

/** A sandbox with a clock that the test moves. */
const withEntries = (
  count: number,
  use: (stage: ExactStage, time: { nowMs: number }) => Promise<void>,
  start = '2026-11-25T11:00:00Z',
) => {
  const time = { nowMs: Date.parse(start) };
  const rows = { ...base, SalesEntries: Array.from({ length: count }, (_, index) => entry(index + 1)) };
  return withSandbox({ rows, clock: () => time.nowMs }, (stage) => use(stage, time));
};

describe('sales entries, which have no feed', () => {
  it('are read with their lines, sixty per call, and cost one call if nothing changed', () =>
    withEntries(61, async ({ newRun, callsOf }, time) => {
      let first = await changes(newRun(), ENTRIES, entryFields, null);
      const calls = await callsOf(async () => {
        first = await changes(newRun(), ENTRIES, entryFields, null);
      });
      expect(calls).toEqual([`2 GET ${ENTRIES}`]);
      expect(first.records).toHaveLength(61);
      const one = first.records.find(({ reference }) => reference === '1');
      expect(one?.fields.AmountFC).toEqual(new Big('96.8'));
      expect(one?.fields.SalesEntryLines).toMatchObject([
        { Description: 'Hoog', AmountFC: new Big(100) },
        { Description: 'Korting', AmountFC: new Big(-20) },
      ]);
      time.nowMs += 3_600_000;
      let idle = first;
      // What came in the minutes before the newest change is asked for once more, and known.
      const again = await callsOf(async () => {
        idle = await changes(newRun(), ENTRIES, entryFields, first.cursor);
      });
      expect(again).toEqual([`2 GET ${ENTRIES}`]);
      expect(idle.records).toEqual([]);
      expect(idle.cursor).toEqual(first.cursor);
    }));

  it('are given once each if they changed within the second in which the last run read', () =>
    withEntries(2, async ({ sandbox, newRun }, time) => {
      const [one, two] = sandbox.rows('SalesEntries').map(({ EntryID }) => EntryID);
      time.nowMs += 60_000;
      sandbox.update('SalesEntries', one, { YourRef: 'first' });
      const first = await changes(newRun(), ENTRIES, entryFields, null);
      time.nowMs += 1;
      sandbox.update('SalesEntries', two, { YourRef: 'same second' });
      const second = await changes(newRun(), ENTRIES, entryFields, first.cursor);
      expect(second.records.map(({ key }) => key)).toEqual([two]);
      time.nowMs += 3_600_000;
      expect((await changes(newRun(), ENTRIES, entryFields, second.cursor)).records).toEqual([]);
      sandbox.update('SalesEntries', one, { YourRef: 'later' });
      expect((await changes(newRun(), ENTRIES, entryFields, second.cursor)).records).toHaveLength(1);
    }));

  it('are read again from ten minutes before the newest change, and not from before that', () =>
    withEntries(3, async ({ sandbox, newRun }, time) => {
      const [one, two, three] = sandbox.rows('SalesEntries').map(({ EntryID }) => EntryID);
      time.nowMs += 3_600_000;
      const newestMs = time.nowMs;
      sandbox.update('SalesEntries', one, { YourRef: 'newest' });
      const first = await changes(newRun(), ENTRIES, entryFields, null);
      // Both show only now, though they are dated earlier.
      time.nowMs = newestMs - 600_000;
      sandbox.update('SalesEntries', two, { YourRef: 'ten minutes before' });
      time.nowMs = newestMs - 601_000;
      sandbox.update('SalesEntries', three, { YourRef: 'a second more' });
      time.nowMs = newestMs + 3_600_000;
      const second = await changes(newRun(), ENTRIES, entryFields, first.cursor);
      expect(second.records.map(({ key }) => key)).toEqual([two]);
    }));

  it.each([
    [200, 200],
    [201, 0],
  ])('of %i changes within the overlap %i are remembered as seen', (count, seen) =>
    withEntries(count, async ({ newRun }) => {
      const { cursor } = await changes(newRun(), ENTRIES, ['EntryNumber'], null);
      expect((cursor?.seen ?? '').split(',').filter((print) => print !== '')).toHaveLength(seen);
    }),
  );

  it('are not missed in the hour that occurs twice when Dutch clocks go back', () =>
    withEntries(
      2,
      async ({ sandbox, newRun }, time) => {
        const [one, two] = sandbox.rows('SalesEntries').map(({ EntryID }) => EntryID);
        time.nowMs = Date.parse('2026-10-25T00:50:00Z'); // 02:50 in summer time
        sandbox.update('SalesEntries', one, { YourRef: 'summer' });
        const summer = await changes(newRun(), ENTRIES, entryFields, null);
        time.nowMs = Date.parse('2026-10-25T01:10:00Z'); // 02:10 in winter time
        sandbox.update('SalesEntries', two, { YourRef: 'winter' });
        const winter = await changes(newRun(), ENTRIES, entryFields, summer.cursor);
        expect(winter.records.map(({ key }) => key)).toEqual([two]);
      },
      '2026-10-24T20:00:00Z',
    ));

  it('are read again from seventy minutes before a change in that hour, and not from before that', () =>
    withEntries(
      3,
      async ({ sandbox, newRun }, time) => {
        const [one, two, three] = sandbox.rows('SalesEntries').map(({ EntryID }) => EntryID);
        time.nowMs = Date.parse('2026-10-25T01:50:00Z'); // 02:50 in winter time
        sandbox.update('SalesEntries', one, { YourRef: 'newest' });
        const first = await changes(newRun(), ENTRIES, entryFields, null);
        // Both show only now, though they are dated earlier.
        time.nowMs = Date.parse('2026-10-24T23:40:00Z'); // 01:40 in summer time
        sandbox.update('SalesEntries', two, { YourRef: 'seventy minutes before' });
        time.nowMs -= 1_000;
        sandbox.update('SalesEntries', three, { YourRef: 'a second more' });
        time.nowMs = Date.parse('2026-10-25T03:00:00Z');
        const second = await changes(newRun(), ENTRIES, entryFields, first.cursor);
        expect(second.records.map(({ key }) => key)).toEqual([two]);
      },
      '2026-10-24T20:00:00Z',
    ));

  it('are given in the order of their changes, whatever order the list has', () =>
    withEntries(3, async ({ sandbox, newRun }, time) => {
      for (const number of [2, 3, 1]) {
        time.nowMs += 60_000;
        sandbox.update('SalesEntries', sandbox.rows('SalesEntries')[number - 1]?.EntryID, { YourRef: 'x' });
      }
      const { records } = await changes(newRun(), ENTRIES, entryFields, null);
      expect(records.map(({ reference }) => reference)).toEqual(['2', '3', '1']);
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

  it('reads the feed of every resource that has one', () =>
    withSandbox({ rows: base }, async ({ newRun }) => {
      const sources = [...exactOnlineCatalog.resources.values()].filter(({ feed }) => feed !== undefined);
      const exact = newRun();
      for (const spec of sources) {
        const lines = Object.keys(spec.lines ?? {}).slice(0, 1);
        const { cursor } = await changes(exact, spec.name, [spec.reference, ...lines], null);
        await changes(exact, spec.name, [spec.reference, ...lines], cursor);
      }
    }));
});
