import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createExactOnline } from '../../../src/systems/exact-online/client.ts';
import type { Cursor } from '../../../src/systems/system.ts';
import { fixedTokens, never, quickTransport } from '../transport.ts';
import { type FakeRow, startFakeExact } from './fake-exact.ts';

const COUNT = 100_000;
const MEGABYTE = 1024 * 1024;

it('a first load of 100,000 customers keeps a bounded part in memory, in any order', async () => {
  const FEED = 'sync/CRM/Accounts';
  const account = (number: number): FakeRow => ({
    ID: `00000000-0000-0000-0000-${String(number).padStart(12, '0')}`,
    Timestamp: 1_000 + ((number * 7_919) % 100_003),
    Code: String(number).padStart(18),
    Modified: '/Date(1763800000000)/',
    Name: `Customer ${number} ${'x'.repeat(200)}`,
    Remarks: `${number} ${'y'.repeat(1_000)}`,
  });
  // Made page by page, so that the memory measured is that of the client.
  await using fake = await startFakeExact({ 'system/Divisions': [{ Code: 123, DivisionMoveDate: null }] });
  fake.answer = ({ path, query }) => {
    if (path !== FEED) return undefined;
    const start = Number(query.get('$skiptoken') ?? 0);
    const results = Array.from({ length: Math.min(1_000, COUNT - start) }, (_, index) => account(start + index));
    const next = `${fake.url}/api/v1/123/${FEED}?$skiptoken=${start + 1_000}`;
    const d = { results, ...(start + 1_000 < COUNT ? { __next: next } : {}) };
    return { status: 200, body: JSON.stringify({ d }) };
  };
  await using transport = quickTransport();
  const clock = () => Date.parse('2026-11-25T11:00:00Z');
  const exact = createExactOnline({ url: fake.url, division: '123', transport, tokens: fixedTokens, clock });
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const before = process.memoryUsage().heapUsed;
  let [given, peak]: [number, number] = [0, 0];
  let cursor: Cursor | null = null;
  const request = { resource: 'crm/Accounts', fields: ['Name', 'Remarks'], cursor, nowMs: clock(), signal: never };
  for await (const page of exact.changes(request)) {
    given += page.records.length;
    cursor = page.cursor ?? cursor;
    if (given % 10_000 !== 0) continue;
    collect();
    peak = Math.max(peak, process.memoryUsage().heapUsed - before);
  }
  expect(given).toBe(COUNT);
  expect(cursor?.timestampSeen?.split('.')).toHaveLength(COUNT);
  console.info(`held at most ${Math.round(peak / MEGABYTE)} MB; cursor of ${JSON.stringify(cursor).length} characters`);
  expect(peak).toBeLessThan(150 * MEGABYTE);
});
