import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import type { ChangePage, Cursor } from '../../../src/systems/system.ts';
import { type FakeExact, type FakeRow, startFakeExact } from './fake-exact.ts';
import { BULK, division, HEADERS, header, LINES, line, run } from './feeds.ts';

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

  it('gives an order with its header if only a line changed', async () => {
    const tables = world([header(1, 13), header(2, 15)], [line(1, 1, 40, 99), line(2, 1, 14)]);
    await using fake = await startFakeExact(tables);
    const { records, references, calls } = await orders(fake, { headers: '15', lines: '14', moved: 'never' });
    expect(references).toEqual(['1']);
    expect(records[0]?.fields.Status).toBe(21);
    expect(amounts(records[0])).toEqual(['99']);
    expect(calls).toEqual([LINES, HEADERS, ...BULK]);
  });

  it('reads a long list of orders in pages, and a run can stop after each', async () => {
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

  it('gives the newest first if there are more than a run can write, and loses none', async () => {
    const numbers = Array.from({ length: 1100 }, (_, index) => index + 1);
    await using fake = await startFakeExact(
      world(
        numbers.map((number) => header(number, 2_000 + number)),
        numbers.map((number) => line(number, 1, 4_000 + number)),
      ),
    );
    const { pages, references } = await orders(fake, null);
    expect(references).toEqual(numbers.map(String).toReversed());
    expect(pages.map(({ left }) => left)).toEqual([900, 700, 500, 300, 100, 0]);
    const rest = await orders(fake, pages[3]?.cursor ?? null);
    expect(rest.references.toSorted()).toEqual(numbers.slice(0, 300).map(String).toSorted());
    // What changes while the older ones wait comes with them.
    const changed = header(1050, 9_000);
    const kept = (fake.tables[HEADERS] ?? []).filter(({ OrderID }) => OrderID !== changed.OrderID);
    fake.tables[HEADERS] = [...kept, changed];
    const next = await orders(fake, pages[4]?.cursor ?? null);
    expect(next.references.toSorted()).toEqual(['1050', ...numbers.slice(0, 100).map(String)].toSorted());
    expect((await orders(fake, next.cursor)).references).toEqual([]);
  });

  it('starts both feeds afresh if the division moved', async () => {
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

  it('gives documents with scattered rows once each, in the order of their first rows', async () => {
    await using fake = await startFakeExact(
      world([row(2, 1, 8), row(1, 2, 9), row(2, 2, 6), row(1, 1, 7), row(3, 1, 5)]),
    );
    fake.pageSize = 2;
    const { records, references, cursor } = await run(fake, 'salesinvoice/SalesInvoices', fields, null);
    expect(references).toEqual(['3', '2', '1']);
    expect(records.map(({ fields: own }) => (own.SalesInvoiceLines as readonly unknown[]).length)).toEqual([1, 2, 2]);
    expect(cursor).toMatchObject({ timestampSeen: '5.1.1.1.1', moved: 'never' });
  });

  it('does not use rows of the feed as lines: total, VAT and signs stay out of the documents', async () => {
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
    expect(fake.calls[1]?.select).toEqual(['Timestamp', 'InvoiceID', 'Modified']);
  });

  it('continues if the row at the cursor was deleted, and starts afresh if the division moved', async () => {
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
