import { describe, expect, it } from 'vitest';
import { accounts, guid, type Stage, shop, stage } from './client.ts';

interface SyncRow {
  readonly Timestamp: string;
  readonly ID: string;
}

async function changes(exact: Stage, endpoint: string, after: number): Promise<readonly SyncRow[]> {
  const { json } = await exact.get(`sync/${endpoint}?$filter=Timestamp gt ${after}L&$select=Timestamp,ID`);
  return json.d.results;
}

async function highest(exact: Stage, endpoint: string): Promise<number> {
  return Math.max(...(await changes(exact, endpoint, 1)).map(({ Timestamp }) => Number(Timestamp)));
}

describe('sync', () => {
  it('shows a changed row again, with a higher Timestamp than any before (EX-feed-timestamp)', async () => {
    await using exact = await stage({ Accounts: accounts(3) });
    const first = await changes(exact, 'CRM/Accounts', 1);
    expect(first).toHaveLength(3);
    expect(new Set(first.map(({ Timestamp }) => Timestamp)).size).toBe(3);
    const cursor = await highest(exact, 'CRM/Accounts');
    expect(await changes(exact, 'CRM/Accounts', cursor)).toEqual([]);
    await exact.put(`crm/Accounts(guid'${guid(2)}')`, { Phone: '020-555 0101' });
    exact.time.now += 1000;
    exact.sandbox.update('Accounts', guid(1), { Phone: '020-555 0102' });
    const changed = await changes(exact, 'CRM/Accounts', cursor);
    expect(changed.map(({ ID }) => ID).sort()).toEqual([guid(1), guid(2)]);
    expect(exact.sandbox.rows('Accounts')[0]).toMatchObject({ Modified: '2026-03-10T11:15:01' });
  });

  it('pages by 1,000 by key or by Timestamp (EX-feed-timestamp)', async () => {
    await using exact = await stage({ Accounts: accounts(1001) });
    const first = await exact.get('sync/CRM/Accounts?$filter=Timestamp gt 1&$select=Timestamp');
    expect(first.json.d.results).toHaveLength(1000);
    expect(new URL(first.json.d.__next).searchParams.get('$skiptoken')).toMatch(/^guid'/);
    exact.sandbox.switches.syncOrder = 'timestamp';
    exact.sandbox.update('Accounts', guid(1), { Phone: '020-555 0103' });
    const ordered = await exact.get('sync/CRM/Accounts?$filter=Timestamp gt 1&$select=Timestamp,ID');
    expect(new URL(ordered.json.d.__next).searchParams.get('$skiptoken')).toMatch(/^\d+L$/);
    const last = await exact.get(ordered.json.d.__next.slice(exact.sandbox.url.length));
    expect(last.json.d.results.map(({ ID }: SyncRow) => ID)).toEqual([guid(1)]);
  });

  it('writes Timestamp as text or number (EX-int64)', async () => {
    await using exact = await stage({ Accounts: accounts(1) });
    expect(typeof (await changes(exact, 'CRM/Accounts', 1))[0]?.Timestamp).toBe('string');
    exact.sandbox.switches.int64As = 'number';
    expect(typeof (await changes(exact, 'CRM/Accounts', 1))[0]?.Timestamp).toBe('number');
  });

  it('logs deletions for two months (EX-deletion-log)', async () => {
    await using exact = await stage(shop);
    await exact.call('DELETE', `crm/Accounts(guid'${guid(2)}')`);
    exact.sandbox.remove('SalesOrders', guid(41));
    const log = async () => (await exact.get('sync/Deleted?$filter=Timestamp gt 1')).json.d.results;
    expect(
      (await log()).map(({ EntityKey, EntityType }: Record<string, unknown>) => [EntityType, EntityKey]).sort(),
    ).toEqual([
      [2, guid(2)],
      [32, guid(41)],
    ]);
    expect(await changes(exact, 'SalesOrder/SalesOrderLines', 1)).toEqual([]);
    exact.time.now += 70 * 86_400_000;
    await exact.signIn();
    expect(await log()).toEqual([]);
  });

  it('starts Timestamps afresh when the company moves, with a DivisionMoveDate', async () => {
    await using exact = await stage({ Accounts: accounts(3) });
    const cursor = await highest(exact, 'CRM/Accounts');
    const moved = async () =>
      (await exact.get('system/Divisions(123456)?$select=DivisionMoveDate')).json.d.DivisionMoveDate;
    expect(await moved()).toBeNull();
    exact.sandbox.moveDivision();
    expect(await moved()).toBe(`/Date(${Date.UTC(2026, 2, 10, 11, 15)})/`);
    expect(await changes(exact, 'CRM/Accounts', cursor - 1)).toEqual([]);
    expect(await changes(exact, 'CRM/Accounts', 1)).toHaveLength(3);
  });

  it('moves order headers and lines separately, headers with amounts (EX-document-feeds)', async () => {
    await using exact = await stage(shop);
    const headers = await highest(exact, 'SalesOrder/SalesOrderHeaders');
    const lines = await highest(exact, 'SalesOrder/SalesOrderLines');
    exact.sandbox.update('SalesOrderLines', guid(51), { Notes: 'Graag vroeg' });
    expect((await changes(exact, 'SalesOrder/SalesOrderLines', lines)).map(({ ID }) => ID)).toEqual([guid(51)]);
    expect(await changes(exact, 'SalesOrder/SalesOrderHeaders', headers)).toEqual([]);
    exact.sandbox.update('SalesOrderLines', guid(51), { Quantity: 5 });
    expect((await changes(exact, 'SalesOrder/SalesOrderHeaders', headers)).map(({ ID }) => ID)).toEqual([guid(41)]);
    expect(exact.sandbox.rows('SalesOrders')[0]).toMatchObject({ AmountFCExclVat: 69.17 });
    const after = await highest(exact, 'SalesOrder/SalesOrderLines');
    exact.sandbox.update('SalesOrders', guid(41), { Description: 'Spoed' });
    expect(await changes(exact, 'SalesOrder/SalesOrderLines', after)).toEqual([]);
  });

  it('flattens invoices: one row per line, all moved by the header (EX-document-feeds)', async () => {
    const lines = [1, 2].map((number) => ({ ID: guid(60 + number), Item: guid(11), Quantity: number, NetPrice: 10 }));
    await using exact = await stage({
      ...shop,
      SalesInvoices: [{ InvoiceID: guid(60), OrderedBy: guid(1), YourRef: 'PO 9', SalesInvoiceLines: lines }],
    });
    const endpoint = 'SalesInvoice/SalesInvoices';
    const { json } = await exact.get(`sync/${endpoint}?$filter=Timestamp gt 1`);
    expect(json.d.results).toMatchObject([
      { ID: guid(61), InvoiceID: guid(60), YourRef: 'PO 9', Quantity: 1, AmountFC: 10, AmountFCExclVat: 30 },
      { ID: guid(62), InvoiceID: guid(60), YourRef: 'PO 9', Quantity: 2, AmountFC: 20, AmountFCExclVat: 30 },
    ]);
    const cursor = await highest(exact, endpoint);
    exact.sandbox.update('SalesInvoices', guid(60), { YourRef: 'PO 10', Modified: '2026-04-01T00:00:00' });
    const moved = await changes(exact, endpoint, cursor);
    expect(new Set(moved.map(({ Timestamp }) => Timestamp)).size).toBe(2);
    const dates = await exact.get(`sync/${endpoint}?$filter=Timestamp gt 1&$select=Modified`);
    expect(dates.json.d.results).toMatchObject([1, 2].map(() => ({ Modified: `/Date(${Date.UTC(2026, 3, 1)})/` })));
    const later = await highest(exact, endpoint);
    exact.sandbox.update('SalesInvoiceLines', guid(61), { Notes: 'x' });
    expect((await changes(exact, endpoint, later)).map(({ ID }) => ID)).toEqual([guid(61)]);
  });

  it('has rows of total and VAT beside the lines when a switch says so (EX-ledger-rows)', async () => {
    const lines = [1, 2].map((number) => ({ Item: guid(11), Quantity: number, NetPrice: 10, VATCode: '4' }));
    await using exact = await stage({
      ...shop,
      SalesInvoices: [{ InvoiceID: guid(60), OrderedBy: guid(1), SalesInvoiceLines: lines }],
    });
    exact.sandbox.switches.invoiceFeed = 'ledger';
    const endpoint = 'SalesInvoice/SalesInvoices';
    const rows = async () =>
      (await exact.get(`sync/${endpoint}?$filter=Timestamp gt 1`)).json.d.results
        .map((row: Record<string, unknown>) => [row.LineNumber, row.AmountDC, row.VATAmountDC, row.InvoiceID])
        .sort((left: number[], right: number[]) => Number(left[0]) - Number(right[0]));
    expect(await rows()).toEqual([
      [0, 36.3, null, guid(60)],
      [1, -10, -2.1, guid(60)],
      [2, -20, -4.2, guid(60)],
      [9999, -6.3, null, guid(60)],
    ]);
    const cursor = await highest(exact, endpoint);
    exact.sandbox.update('SalesInvoices', guid(60), { YourRef: 'PO 11' });
    expect(await changes(exact, endpoint, cursor)).toHaveLength(4);
    const plain = await exact.get(`salesinvoice/SalesInvoiceLines?$filter=InvoiceID eq guid'${guid(60)}'`);
    expect(plain.json.d.results).toHaveLength(2);
  });

  it('shows every stock movement in StockPositions', async () => {
    await using exact = await stage(shop);
    exact.sandbox.insert('ItemWarehouses', { Item: guid(12), Warehouse: guid(21), CurrentStock: 5, ReservedStock: 2 });
    const rows = async () => (await exact.get('sync/Inventory/StockPositions?$filter=Timestamp gt 1')).json.d.results;
    const [before] = await rows();
    expect(before).toMatchObject({
      ItemId: guid(12),
      ItemCode: 'FILTER-80',
      CurrentStock: 5,
      FreeStock: 3,
      WarehouseCode: '1',
    });
    exact.sandbox.insert('StockCounts', {
      StockCountDate: '2026-03-10',
      Warehouse: guid(21),
      Status: 21,
      StockCountLines: [{ Item: guid(12), QuantityNew: 9 }],
    });
    const [after] = await rows();
    expect(after.CurrentStock).toBe(9);
    expect(Number(after.Timestamp)).toBeGreaterThan(Number(before.Timestamp));
  });

  it('finds the first Timestamp since a date, for the endpoints that know it', async () => {
    const order = (number: number, Modified: string) => ({
      ...shop.SalesOrders[0],
      OrderID: guid(number),
      Modified,
      SalesOrderLines: [],
    });
    await using exact = await stage({
      ...shop,
      SalesOrders: [order(41, '2026-01-01T10:00:00'), order(42, '2026-02-01T10:00:00')],
    });
    const at = (date: string, endpoint: string) =>
      exact.get(`read/sync/Sync/SyncTimestamp?modified=datetime'${date}'&endPoint='${endpoint}'`);
    const { json } = await at('2026-01-15', 'SalesOrderHeaders');
    const rows = await changes(exact, 'SalesOrder/SalesOrderHeaders', 1);
    const wanted = rows.find(({ ID }) => ID === guid(42))?.Timestamp;
    expect(json.d).toMatchObject([{ API: 'SalesOrderHeaders', TimeStampAsBigInt: wanted }]);
    expect((await at('2027-01-01', 'SalesOrderHeaders')).json.d).toEqual([]);
    expect((await at('2026-01-15', 'Accounts')).status).toBe(400);
  });
});
