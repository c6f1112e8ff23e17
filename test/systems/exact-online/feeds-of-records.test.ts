import { describe, expect, it } from 'vitest';
import { exactOnlineCatalog } from '../../../src/systems/exact-online/catalog.ts';
import { connect } from '../../../src/systems/exact-online/connection.ts';
import { createDivisionMoves } from '../../../src/systems/exact-online/feeds/division.ts';
import { timestampChanges } from '../../../src/systems/exact-online/feeds/timestamp-changes.ts';
import { specOf } from '../../../src/systems/exact-online/query/query.ts';
import type { ChangePage, Cursor } from '../../../src/systems/system.ts';
import { all, fixedTokens, never, quickTransport } from '../transport.ts';
import { type FakeExact, type FakeRow, startFakeExact } from './fake-exact.ts';
import { account, division, nowMs, run, summary } from './feeds.ts';

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

  it('costs exactly one call if nothing changed, and the cursor stays the same', async () => {
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

  it('gives a row once that becomes visible after younger rows were read', async () => {
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

  it('gives a row again that changed after its page was read', async () => {
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

  it('gives rows unsorted if there are too many to hold, and loses none if a run stops', async () => {
    const numbers = Array.from({ length: 90 }, (_, index) => index + 1);
    const rows = numbers.map((number) => account(number, 1 + ((number * 7) % 97)));
    await using fake = await startFakeExact({ [table]: rows, 'crm/Accounts': rows, 'system/Divisions': division() });
    fake.pageSize = 10;
    await using transport = quickTransport();
    const connection = connect({ url: fake.url, division: '123', transport, tokens: fixedTokens, clock: () => nowMs });
    const source = { connection, catalog: exactOnlineCatalog };
    const spec = specOf(source, 'crm/Accounts');
    const feed = { kind: 'timestamp', endpoint: table } as const;
    const reader = { source, moves: createDivisionMoves(source), spec, feed, hold: 20 };
    const request = { resource: spec.name, fields: ['Name'], nowMs, signal: never };
    const pages: ChangePage[] = [];
    for await (const page of timestampChanges(reader, { ...request, cursor: null })) {
      // When the division moved, three pages, and how many there are in all.
      if (pages.length === 0) expect(fake.calls.length).toBe(1 + 3 + 1);
      pages.push(page);
    }
    expect(pages.map(({ records }) => records.length)).toEqual([30, 10, 10, 10, 10, 10, 10]);
    expect(pages.map(({ left }) => left)).toEqual([60, 50, 40, 30, 20, 10, 0]);
    fake.answer = ({ path }) => (path === 'crm/Accounts' ? { status: 403 } : undefined);
    fake.calls.length = 0;
    const [unknown] = await all(timestampChanges(reader, { ...request, cursor: null }));
    expect(unknown?.records).toHaveLength(30);
    expect(unknown).not.toHaveProperty('left');
    expect(fake.calls.filter(({ path }) => path === 'crm/Accounts')).toHaveLength(1);
    fake.answer = undefined;
    for (const [index, page] of pages.entries()) {
      const before = pages.slice(0, index + 1).flatMap(({ records }) => records.map(({ reference }) => reference));
      const rest = summary(await all(timestampChanges(reader, { ...request, cursor: page.cursor })), fake);
      expect([...before, ...rest.references].toSorted()).toEqual(numbers.map(String).toSorted());
    }
  });

  it('refuses endless pages: a repeated address or row, or a next page after an empty one', async () => {
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

  it('reads from the beginning if the last row is gone and the division moved', async () => {
    await using fake = await startFakeExact({
      [table]: [account(1, 2), account(2, 3)],
      'system/Divisions': division('/Date(1764028800000)/'),
    });
    const moved = await accounts(fake, { timestamp: '700', moved: 'never' });
    expect(moved.references).toEqual(['1', '2']);
    expect(moved.calls).toEqual([table, 'system/Divisions', table]);
    expect(moved.cursor).toMatchObject({ timestampSeen: '2.1', moved: '2025-11-25T00:00:00' });
  });

  it('continues if the last row was deleted and the division did not move', async () => {
    await using fake = await startFakeExact({ [table]: [account(1, 5)], 'system/Divisions': division() });
    const after = await accounts(fake, { timestamp: '7', moved: 'never' });
    expect(after.records).toEqual([]);
    expect(after.cursor).toEqual({ timestamp: '7', moved: 'never' });
  });

  it('reads everything again if the last row is gone and a move cannot be ruled out', async () => {
    await using fake = await startFakeExact({ [table]: [account(1, 5)] });
    fake.answer = (call) => (call.path === 'system/Divisions' ? { status: 403 } : undefined);
    const after = await accounts(fake, { timestamp: '7' });
    expect(after.references).toEqual(['1']);
    expect(after.cursor).toEqual({ timestampSeen: '5', timestampMarks: `${nowMs}:5` });
  });

  it('gives rows in the order of their changes, whatever order the feed has', async () => {
    await using fake = await startFakeExact({ [table]: [account(3, 9), account(1, 5), account(2, 7)] });
    fake.pageSize = 2;
    const { pages, references } = await accounts(fake, { timestamp: '4', moved: 'never' });
    expect(pages.map((page) => page.cursor?.timestampSeen)).toEqual(['1.2.2']);
    expect(references).toEqual(['1', '2', '3']);
  });

  it('loses no later change when one row version came with a digit too many', async () => {
    const rows = [account(1, 50), account(2, 700)];
    await using fake = await startFakeExact({ [table]: rows, 'system/Divisions': division() });
    let { cursor } = await accounts(fake, { timestamp: '50', moved: 'never' });
    rows[1] = account(2, 70);
    for (let number = 3; number < 8; number += 1) {
      rows.push(account(number, 70 + number));
      const next = await accounts(fake, cursor);
      expect(next.references).toContain(String(number));
      cursor = next.cursor;
    }
  });

  it('believes a row version far above the others once a second run has read it', async () => {
    await using fake = await startFakeExact({
      [table]: [account(1, 50), account(2, 7000)],
      'system/Divisions': division(),
    });
    let { cursor } = await accounts(fake, null);
    for (let runs = 0; runs < 3; runs += 1) ({ cursor } = await accounts(fake, cursor));
    expect(cursor).toEqual({ timestamp: '7000', moved: 'never' });
  });

  it('refuses a row version that is not newer than was asked for', async () => {
    await using fake = await startFakeExact({ [table]: [account(1, 50)], 'system/Divisions': division() });
    const body = JSON.stringify({ d: { results: [account(1, 50), account(2, 7)] } });
    fake.answer = ({ path }) => (path === table ? { status: 200, body } : undefined);
    await expect(accounts(fake, { timestamp: '50', moved: 'never' })).rejects.toMatchObject({ code: 'BAD_ANSWER' });
  });

  it('drops the older version of a record that appears twice', async () => {
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
