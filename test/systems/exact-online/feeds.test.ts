import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import { exactOnlineCatalog } from '../../../src/systems/exact-online/catalog.ts';
import { createExactOnline } from '../../../src/systems/exact-online/client.ts';
import { connect } from '../../../src/systems/exact-online/connection.ts';
import { createDivisionMoves } from '../../../src/systems/exact-online/division.ts';
import { specOf } from '../../../src/systems/exact-online/query.ts';
import { timestampChanges } from '../../../src/systems/exact-online/timestamp-changes.ts';
import type { ChangePage, Cursor } from '../../../src/systems/system.ts';
import { all, fixedTokens, never, quickTransport } from '../transport.ts';
import { type FakeExact, type FakeRow, startFakeExact } from './fake-exact.ts';

const account = (number: number, timestamp: number, more: FakeRow = {}): FakeRow => ({
  ID: `00000000-0000-0000-0000-${String(number).padStart(12, '0')}`.toUpperCase(),
  Timestamp: timestamp,
  Code: String(number).padStart(18),
  Name: `Company ${number}`,
  Modified: '/Date(1764075600000)/',
  ...more,
});

const orderId = (number: number): string => `aaaaaaaa-0000-0000-0000-${String(number).padStart(12, '0')}`;
const header = (number: number, timestamp: number, more: FakeRow = {}): FakeRow => ({
  OrderID: orderId(number),
  OrderNumber: number,
  Status: 21,
  Timestamp: timestamp,
  Modified: '/Date(1764075600000)/',
  ...more,
});
const line = (order: number, lineNumber: number, timestamp: number, amount = 10): FakeRow => ({
  ID: `bbbbbbbb-0000-0000-${String(lineNumber).padStart(4, '0')}-${String(order).padStart(12, '0')}`,
  OrderID: orderId(order),
  LineNumber: lineNumber,
  AmountFC: amount,
  Timestamp: timestamp,
});

const HEADERS = 'sync/SalesOrder/SalesOrderHeaders';
const LINES = 'sync/SalesOrder/SalesOrderLines';
const BULK = ['bulk/SalesOrder/SalesOrders', 'bulk/SalesOrder/SalesOrderLines'];
const division = (moved: string | null = null): FakeRow[] => [{ Code: 123, DivisionMoveDate: moved }];

const QUARTER = 15 * 60_000;
let nowMs = Date.parse('2026-11-25T11:00:00Z');

/** Runs a feed to its end with a fresh client, as one run does; each a quarter of an hour after the one before. */
async function run(fake: FakeExact, resource: string, fields: string[], cursor: Cursor | null) {
  nowMs += QUARTER;
  await using transport = quickTransport();
  fake.calls.length = 0;
  const exact = createExactOnline({
    url: fake.url,
    division: '123',
    transport,
    tokens: fixedTokens,
    clock: () => nowMs,
  });
  const pages = await all(exact.changes({ resource, fields, cursor, nowMs, signal: never }));
  return summary(pages, fake);
}

function summary(pages: readonly ChangePage[], fake: FakeExact) {
  return {
    pages,
    records: pages.flatMap((page) => page.records),
    references: pages.flatMap((page) => page.records.map((record) => record.reference)),
    cursor: pages.at(-1)?.cursor ?? null,
    calls: fake.calls.map((call) => call.path),
  };
}

describe('a feed with one sync endpoint', () => {
  const accounts = (fake: FakeExact, cursor: Cursor | null) => run(fake, 'crm/Accounts', ['Name'], cursor);
  const table = 'sync/CRM/Accounts';

  it('gives every record on a first run, unpadded, with the reference and the time of change', async () => {
    await using fake = await startFakeExact({
      [table]: [account(1, 5), account(2, 7)],
      'system/Divisions': division(),
    });
    const first = await accounts(fake, null);
    expect(first.records).toHaveLength(2);
    expect(first.records[0]).toMatchObject({
      key: '00000000-0000-0000-0000-000000000001',
      reference: '1',
      changedAt: '2025-11-25T13:00:00',
      fields: { Name: 'Company 1', Code: '1' },
    });
    expect(first.cursor).toEqual({ timestampSeen: '5.2', timestampMarks: `${nowMs}:7`, moved: 'never' });
  });

  it('costs exactly one call when nothing changed, and the cursor comes to rest', async () => {
    await using fake = await startFakeExact({
      [table]: [account(1, 5), account(2, 7)],
      'system/Divisions': division(),
    });
    const { cursor } = await accounts(fake, null);
    const idle = await accounts(fake, cursor);
    expect(idle.calls).toEqual([table]);
    expect(idle.records).toEqual([]);
    expect(idle.cursor).toEqual({ timestamp: '7', moved: 'never' });
    expect((await accounts(fake, idle.cursor)).cursor).toEqual(idle.cursor);
  });

  it('gives a row that becomes visible only after younger ones were read, once', async () => {
    await using fake = await startFakeExact({
      [table]: [account(1, 5), account(2, 7)],
      'system/Divisions': division(),
    });
    let { cursor } = await accounts(fake, { timestamp: '4', moved: 'never' });
    fake.tables[table]?.push(account(3, 6));
    const late = await accounts(fake, cursor);
    expect(late.references).toEqual(['3']);
    cursor = late.cursor;
    for (let runs = 0; runs < 3; runs += 1) {
      const next = await accounts(fake, cursor);
      expect(next.records).toEqual([]);
      cursor = next.cursor;
    }
    expect(cursor).toEqual({ timestamp: '7', moved: 'never' });
  });

  it('gives a row once more that was changed behind the page which a reading had reached', async () => {
    const rows = [account(1, 5), account(2, 6), account(3, 7)];
    await using fake = await startFakeExact({ [table]: rows, 'system/Divisions': division() });
    fake.pageSize = 2;
    fake.answer = () => {
      if (fake.calls.length === 3) {
        rows[0] = account(1, 8);
        rows[2] = account(3, 9);
      }
      return undefined;
    };
    const first = await accounts(fake, null);
    expect(first.references).toEqual(['1', '2', '3']);
    fake.answer = undefined;
    expect((await accounts(fake, first.cursor)).references).toEqual(['1']);
  });

  it('never moves past a row on a later page, wherever a run stops', async () => {
    const numbers = Array.from({ length: 450 }, (_, index) => index + 1);
    const rows = numbers.map((number) => account(number, 1 + ((number * 7) % 451)));
    await using fake = await startFakeExact({ [table]: rows, 'system/Divisions': division() });
    fake.pageSize = 100;
    const { pages } = await accounts(fake, null);
    expect(pages.length).toBe(3);
    for (const [index, page] of pages.entries()) {
      const before = pages.slice(0, index + 1).flatMap(({ records }) => records.map(({ reference }) => reference));
      const rest = await accounts(fake, page.cursor);
      expect([...before, ...rest.references].toSorted()).toEqual(numbers.map(String).toSorted());
    }
  });

  it('gives rows as they come when there are too many to hold, and no run that stops loses any', async () => {
    const numbers = Array.from({ length: 90 }, (_, index) => index + 1);
    const rows = numbers.map((number) => account(number, 1 + ((number * 7) % 97)));
    await using fake = await startFakeExact({ [table]: rows, 'system/Divisions': division() });
    fake.pageSize = 10;
    await using transport = quickTransport();
    const connection = connect({ url: fake.url, division: '123', transport, tokens: fixedTokens, clock: () => nowMs });
    const source = { connection, catalog: exactOnlineCatalog };
    const spec = specOf(source, 'crm/Accounts');
    const feed = { kind: 'timestamp', endpoint: table } as const;
    const reader = { source, moves: createDivisionMoves(source), spec, feed, hold: 25 };
    const request = { resource: spec.name, fields: ['Name'], nowMs, signal: never };
    const pages: ChangePage[] = [];
    for await (const page of timestampChanges(reader, { ...request, cursor: null })) {
      if (pages.length === 0) expect(fake.calls.length).toBe(1 + 3);
      pages.push(page);
    }
    expect(pages.map(({ records }) => records.length)).toEqual([30, 10, 10, 10, 10, 10, 10]);
    for (const [index, page] of pages.entries()) {
      const before = pages.slice(0, index + 1).flatMap(({ records }) => records.map(({ reference }) => reference));
      const rest = summary(await all(timestampChanges(reader, { ...request, cursor: page.cursor })), fake);
      expect([...before, ...rest.references].toSorted()).toEqual(numbers.map(String).toSorted());
    }
  });

  it('refuses pages without end: an address or rows that were read, and a next page after an empty one', async () => {
    await using fake = await startFakeExact({ [table]: [], 'system/Divisions': division() });
    const page = (rows: FakeRow[], token: string) => ({
      status: 200,
      body: JSON.stringify({ d: { results: rows, __next: `${fake.url}/api/v1/123/${table}?$skiptoken=${token}` } }),
    });
    const answers: ((call: number) => ReturnType<typeof page>)[] = [
      (call) => page([account(call, 5 + call)], 'same'),
      (call) => page([account(1, 5)], String(call)),
      (call) => page([], String(call)),
    ];
    for (const answer of answers) {
      fake.answer = () => answer(fake.calls.length);
      const refused = accounts(fake, { timestamp: '4', moved: 'never' });
      await expect(refused).rejects.toMatchObject({ code: 'BAD_ANSWER' });
      expect(fake.calls.length).toBeLessThanOrEqual(2);
    }
  });

  it('gives only what is newer than the cursor', async () => {
    await using fake = await startFakeExact({ [table]: [account(1, 5), account(2, 7), account(3, 9)] });
    const { references, calls } = await accounts(fake, { timestamp: '7', moved: 'never' });
    expect(references).toEqual(['3']);
    expect(calls).toEqual([table]);
  });

  it('reads from the beginning when the last row is gone and the division moved', async () => {
    await using fake = await startFakeExact({
      [table]: [account(1, 2), account(2, 3)],
      'system/Divisions': division('/Date(1764028800000)/'),
    });
    const moved = await accounts(fake, { timestamp: '700', moved: 'never' });
    expect(moved.references).toEqual(['1', '2']);
    expect(moved.calls).toEqual([table, 'system/Divisions', table]);
    expect(moved.cursor).toMatchObject({ timestampSeen: '2.1', moved: '2025-11-25T00:00:00' });
  });

  it('goes on when the last row was deleted and the division stayed', async () => {
    await using fake = await startFakeExact({ [table]: [account(1, 5)], 'system/Divisions': division() });
    const after = await accounts(fake, { timestamp: '7', moved: 'never' });
    expect(after.records).toEqual([]);
    expect(after.cursor).toEqual({ timestamp: '7', moved: 'never' });
  });

  it('reads everything again when the last row is gone and nobody may see whether the division moved', async () => {
    await using fake = await startFakeExact({ [table]: [account(1, 5)] });
    fake.answer = (call) => (call.path === 'system/Divisions' ? { status: 403 } : undefined);
    const after = await accounts(fake, { timestamp: '7' });
    expect(after.references).toEqual(['1']);
    expect(after.cursor).toEqual({ timestampSeen: '5', timestampMarks: `${nowMs}:5` });
  });

  it('gives rows in the order of their changes, whatever order they come in', async () => {
    await using fake = await startFakeExact({ [table]: [account(3, 9), account(1, 5), account(2, 7)] });
    fake.pageSize = 2;
    const { pages, references } = await accounts(fake, { timestamp: '4', moved: 'never' });
    expect(pages.map((page) => page.cursor?.timestampSeen)).toEqual(['1.2.2']);
    expect(references).toEqual(['1', '2', '3']);
  });

  it('drops an older version of a record that comes twice', async () => {
    await using fake = await startFakeExact({
      [table]: [account(1, 5, { Name: 'Old' }), account(1, 9, { Name: 'New' })],
    });
    const { records } = await accounts(fake, { timestamp: '4', moved: 'never' });
    expect(records.map((record) => record.fields.Name)).toEqual(['New']);
  });

  it('keeps row versions beyond the safe integers exact', async () => {
    await using fake = await startFakeExact({ [table]: [account(1, 5, { Timestamp: '9007199254740993' })] });
    const { cursor } = await accounts(fake, { timestamp: '9007199254740992', moved: 'never' });
    expect(cursor).toMatchObject({ timestamp: '9007199254740992', timestampSeen: '1' });
    expect((await accounts(fake, cursor)).cursor?.timestamp).toBe('9007199254740993');
  });

  it('looks up a field that the feed lacks, for the changed records only', async () => {
    const items = [account(1, 5), account(2, 7)];
    await using fake = await startFakeExact({
      'sync/Logistics/Items': items,
      'bulk/Logistics/Items': items.map((item) => ({ ...item, StandardSalesPrice: 12.5 })),
    });
    const result = await run(fake, 'logistics/Items', ['StandardSalesPrice'], { timestamp: '5', moved: 'never' });
    expect(String(result.records[0]?.fields.StandardSalesPrice)).toBe('12.5');
    expect(result.calls).toEqual(['sync/Logistics/Items', 'bulk/Logistics/Items']);
  });
});

describe('a feed of documents with headers and lines', () => {
  const fields = ['Status', 'SalesOrderLines.AmountFC'];
  const orders = (fake: FakeExact, cursor: Cursor | null) => run(fake, 'salesorder/SalesOrders', fields, cursor);
  const world = (headers: FakeRow[], lines: FakeRow[]): Record<string, FakeRow[]> => ({
    [HEADERS]: headers,
    [LINES]: lines,
    'bulk/SalesOrder/SalesOrders': headers,
    'bulk/SalesOrder/SalesOrderLines': lines,
    'system/Divisions': division(),
  });
  const amounts = (record: ChangePage['records'][number] | undefined): string[] => {
    const lines = record?.fields.SalesOrderLines;
    return Array.isArray(lines) ? lines.map((one) => String((one as { AmountFC?: unknown }).AmountFC)) : [];
  };

  it('gives every order with its lines in order on a first run, without a call per order', async () => {
    const lines = [line(1, 2, 11, 20), line(1, 1, 12, 10.5), line(2, 1, 20)];
    await using fake = await startFakeExact(world([header(1, 13), header(2, 15)], lines));
    const first = await orders(fake, null);
    expect(first.references).toEqual(['1', '2']);
    expect(amounts(first.records[0])).toEqual(['10.5', '20']);
    expect(first.calls).toEqual(['system/Divisions', LINES, HEADERS, ...BULK]);
    expect(first.cursor).toMatchObject({ headersSeen: '13.2', linesSeen: '11.1.8', moved: 'never' });
  });

  it('costs exactly two calls when nothing changed', async () => {
    await using fake = await startFakeExact(world([header(1, 13)], [line(1, 1, 11)]));
    const { cursor } = await orders(fake, null);
    const idle = await orders(fake, cursor);
    expect(idle.calls).toEqual([LINES, HEADERS]);
    expect(idle.records).toEqual([]);
    expect(idle.cursor).toEqual({ headers: '13', lines: '11', moved: 'never' });
  });

  it('gives an order once when its header and its lines changed, with all of its lines', async () => {
    const tables = world([header(1, 30)], [line(1, 1, 11, 5), line(1, 2, 31, 7)]);
    await using fake = await startFakeExact(tables);
    const { records, cursor } = await orders(fake, { headers: '13', lines: '11', moved: 'never' });
    expect(records).toHaveLength(1);
    expect(amounts(records[0])).toEqual(['5', '7']);
    expect((await orders(fake, cursor)).cursor).toEqual({ headers: '30', lines: '31', moved: 'never' });
  });

  it('gives an order of which only a line changed, with its header', async () => {
    const tables = world([header(1, 13), header(2, 15)], [line(1, 1, 40, 99), line(2, 1, 14)]);
    await using fake = await startFakeExact(tables);
    const { records, references, calls } = await orders(fake, { headers: '15', lines: '14', moved: 'never' });
    expect(references).toEqual(['1']);
    expect(records[0]?.fields.Status).toBe(21);
    expect(amounts(records[0])).toEqual(['99']);
    expect(calls).toEqual([LINES, HEADERS, ...BULK]);
  });

  it('goes through a long list of orders in pages that a run can stop after', async () => {
    const numbers = Array.from({ length: 450 }, (_, index) => index + 1);
    const lines = [...numbers.map((number) => line(number, 1, 1 + number)), line(450, 2, 5_000)];
    await using fake = await startFakeExact(
      world(
        numbers.map((number) => header(number, 1_000 + number)),
        lines,
      ),
    );
    const { pages } = await orders(fake, null);
    expect(pages.map((page) => page.records.length)).toEqual([200, 200, 50]);
    for (const [index, page] of pages.entries()) {
      const before = pages.slice(0, index + 1).flatMap(({ records }) => records.map(({ reference }) => reference));
      const rest = await orders(fake, page.cursor);
      expect([...before, ...rest.references].toSorted()).toEqual(numbers.map(String).toSorted());
    }
    const rest = await orders(fake, pages[0]?.cursor ?? null);
    expect(amounts(rest.records.at(-1))).toEqual(['10', '10']);
  });

  it('starts afresh, both feeds, when the division moved', async () => {
    const tables = { ...world([header(1, 4)], [line(1, 1, 3)]), 'system/Divisions': division('/Date(1764028800000)/') };
    await using fake = await startFakeExact(tables);
    const { references, cursor } = await orders(fake, { headers: '900', lines: '901', moved: 'never' });
    expect(references).toEqual(['1']);
    expect(cursor).toMatchObject({ headersSeen: '4', linesSeen: '3', moved: '2025-11-25T00:00:00' });
  });

  it('does not read lines for a mapping that uses none', async () => {
    await using fake = await startFakeExact(world([header(1, 13)], [line(1, 1, 11)]));
    const { calls, cursor } = await run(fake, 'salesorder/SalesOrders', ['Status'], { headers: '12', moved: 'never' });
    expect(calls).toEqual([HEADERS, 'system/Divisions', BULK[0]]);
    expect(cursor).toMatchObject({ headers: '12', headersSeen: '1', moved: 'never' });
  });
});

describe('a feed with one row per line', () => {
  const FLAT = 'sync/SalesInvoice/SalesInvoices';
  const invoiceId = (number: number): string => `cccccccc-0000-0000-0000-${String(number).padStart(12, '0')}`;
  const row = (invoice: number, lineNumber: number, timestamp: number, amount = 10): FakeRow => ({
    ID: `dddddddd-0000-0000-${String(lineNumber).padStart(4, '0')}-${String(invoice).padStart(12, '0')}`,
    InvoiceID: invoiceId(invoice),
    InvoiceNumber: invoice,
    LineNumber: lineNumber,
    AmountFC: amount,
    Timestamp: timestamp,
  });
  const world = (rows: FakeRow[]): Record<string, FakeRow[]> => ({
    [FLAT]: rows,
    'bulk/SalesInvoice/SalesInvoices': [1, 2, 3].map((number) => ({
      InvoiceID: invoiceId(number),
      InvoiceNumber: number,
    })),
    'bulk/SalesInvoice/SalesInvoiceLines': rows,
    'system/Divisions': division(),
  });
  const fields = ['InvoiceNumber', 'SalesInvoiceLines.AmountFC'];

  it('gives documents whose rows are scattered once each, in the order of their first rows', async () => {
    await using fake = await startFakeExact(
      world([row(2, 1, 8), row(1, 2, 9), row(2, 2, 6), row(1, 1, 7), row(3, 1, 5)]),
    );
    fake.pageSize = 2;
    const { records, references, cursor } = await run(fake, 'salesinvoice/SalesInvoices', fields, null);
    expect(references).toEqual(['3', '2', '1']);
    expect(records.map(({ fields: own }) => (own.SalesInvoiceLines as readonly unknown[]).length)).toEqual([1, 2, 2]);
    expect(cursor).toMatchObject({ timestampSeen: '5.1.1.1.1', moved: 'never' });
  });

  it('takes no row of the feed for a line: the total, the VAT and the signs stay out of the documents', async () => {
    const lines = [row(1, 1, 5, 10), row(1, 2, 6, 20)];
    await using fake = await startFakeExact({
      ...world(lines),
      // As reported: line 0 holds the total, line 9999 the VAT, and what was sold is negative.
      [FLAT]: [row(1, 0, 7, 36.3), row(1, 1, 5, -10), row(1, 2, 6, -20), row(1, 9999, 8, -6.3)],
    });
    const { records, calls } = await run(fake, 'salesinvoice/SalesInvoices', fields, null);
    expect(records).toHaveLength(1);
    expect(records[0]?.fields.SalesInvoiceLines).toMatchObject([
      { LineNumber: 1, AmountFC: new Big(10) },
      { LineNumber: 2, AmountFC: new Big(20) },
    ]);
    expect(calls).toEqual([
      'system/Divisions',
      FLAT,
      'bulk/SalesInvoice/SalesInvoices',
      'bulk/SalesInvoice/SalesInvoiceLines',
    ]);
    expect(fake.calls[1]?.select).toEqual(['Timestamp', 'InvoiceID']);
  });

  it('goes on when the row at which the cursor stands was deleted, and starts afresh when the division moved', async () => {
    await using fake = await startFakeExact(world([row(1, 1, 5)]));
    const gone = await run(fake, 'salesinvoice/SalesInvoices', fields, { timestamp: '7', moved: 'never' });
    expect(gone.records).toEqual([]);
    expect(gone.cursor).toEqual({ timestamp: '7', moved: 'never' });
    const moved = await run(fake, 'salesinvoice/SalesInvoices', fields, {
      timestamp: '7',
      moved: '2020-01-01T00:00:00',
    });
    expect(moved.references).toEqual(['1']);
    expect(moved.cursor).toMatchObject({ timestampSeen: '5', moved: 'never' });
  });
});
