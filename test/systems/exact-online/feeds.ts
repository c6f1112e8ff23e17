import { createExactOnline } from '../../../src/systems/exact-online/client.ts';
import type { ChangePage, Cursor } from '../../../src/systems/system.ts';
import { all, fixedTokens, never, quickTransport } from '../transport.ts';
import type { FakeExact, FakeRow } from './fake-exact.ts';

/** A row of the feed of accounts. */
export const account = (number: number, timestamp: number, more: FakeRow = {}): FakeRow => ({
  ID: `00000000-0000-0000-0000-${String(number).padStart(12, '0')}`.toUpperCase(),
  Timestamp: timestamp,
  Code: String(number).padStart(18),
  Name: `Company ${number}`,
  Modified: '/Date(1764075600000)/',
  ...more,
});

/** The id of an order. */
export const orderId = (number: number): string => `aaaaaaaa-0000-0000-0000-${String(number).padStart(12, '0')}`;

/** A row of the feed of headers. */
export const header = (number: number, timestamp: number, more: FakeRow = {}): FakeRow => ({
  OrderID: orderId(number),
  OrderNumber: number,
  Status: 21,
  Timestamp: timestamp,
  Modified: '/Date(1764075600000)/',
  ...more,
});

/** A row of the feed of lines. */
export const line = (order: number, lineNumber: number, timestamp: number, amount = 10): FakeRow => ({
  ID: `bbbbbbbb-0000-0000-${String(lineNumber).padStart(4, '0')}-${String(order).padStart(12, '0')}`,
  OrderID: orderId(order),
  LineNumber: lineNumber,
  AmountFC: amount,
  Timestamp: timestamp,
});

/** The addresses of the feeds of orders, and those by which orders are fetched whole. */
export const HEADERS = 'sync/SalesOrder/SalesOrderHeaders';
export const LINES = 'sync/SalesOrder/SalesOrderLines';
export const BULK = ['bulk/SalesOrder/SalesOrders', 'bulk/SalesOrder/SalesOrderLines'];

/** The company, and when it moved to another database. */
export const division = (moved: string | null = null): FakeRow[] => [{ Code: 123, DivisionMoveDate: moved }];

const QUARTER = 15 * 60_000;
/** The moment of the last run, epoch ms. */
export let nowMs = Date.parse('2026-11-25T11:00:00Z');

/** Runs a feed to its end with a fresh client, as one run does; each a quarter of an hour after the one before. */
export async function run(fake: FakeExact, resource: string, fields: string[], cursor: Cursor | null) {
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

/** What a reading gave, and the calls that it made. */
export function summary(pages: readonly ChangePage[], fake: FakeExact) {
  return {
    pages,
    records: pages.flatMap((page) => page.records),
    references: pages.flatMap((page) => page.records.map((record) => record.reference)),
    cursor: pages.at(-1)?.cursor ?? null,
    calls: fake.calls.map((call) => call.path),
  };
}
