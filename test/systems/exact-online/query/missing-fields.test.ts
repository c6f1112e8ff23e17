import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import { createExactOnline, type ExactOnline } from '../../../../src/systems/exact-online/client.ts';
import type { Cursor } from '../../../../src/systems/system.ts';
import { all, fixedTokens, never, quickTransport } from '../../transport.ts';
import { type FakeExact, startFakeExact } from '../fake-exact.ts';
import { account, division, orderId } from '../feeds.ts';

const FEED = 'sync/CRM/Accounts';
const BULK = 'bulk/CRM/Accounts';
const POSITIONS = 'sync/Inventory/StockPositions';
const WAREHOUSES = 'inventory/ItemWarehouses';

async function withClient(fake: FakeExact, use: (exact: ExactOnline) => Promise<void>) {
  await using transport = quickTransport();
  await use(createExactOnline({ url: fake.url, division: '123', transport, tokens: fixedTokens }));
}

const accounts = () => [account(1, 5, { Email: 'a@example.com' }), account(2, 7, { Email: 'b@example.com' })];

const start = () => startFakeExact({ [FEED]: accounts(), [BULK]: accounts(), 'system/Divisions': division() });

const emails = async (exact: ExactOnline, cursor: Cursor | null = null) => {
  const request = { resource: 'crm/Accounts', fields: ['Name', 'Email'], cursor, nowMs: 0, signal: never };
  const pages = await all(exact.changes(request));
  return pages.flatMap(({ records }) => records.map(({ fields }) => fields.Email));
};

describe('a field that was asked for and is not in the answer', () => {
  it('is looked up where a feed lacks it, and never counts as empty', async () => {
    await using fake = await start();
    fake.lacking[FEED] = ['Email', 'Code'];
    await withClient(fake, async (exact) => {
      expect(await emails(exact)).toEqual(['a@example.com', 'b@example.com']);
      fake.lacking[BULK] = ['Email'];
      await expect(emails(exact)).rejects.toMatchObject({
        code: 'BAD_ANSWER',
        message: `Exact Online answered ${BULK} with a row that has no Email.`,
      });
    });
  });

  it('leaves out a record of the feed that is gone when it is looked up', async () => {
    await using fake = await start();
    fake.lacking[FEED] = ['Email'];
    fake.tables[BULK]?.pop();
    await withClient(fake, async (exact) => expect(await emails(exact)).toEqual(['a@example.com']));
  });

  it('makes a feed unbelievable whose rows have no key', async () => {
    await using fake = await start();
    fake.lacking[FEED] = ['ID'];
    await withClient(fake, async (exact) => {
      await expect(emails(exact)).rejects.toMatchObject({ code: 'BAD_ANSWER' });
    });
  });

  it('is looked up where the whole list lacks it', async () => {
    await using fake = await start();
    fake.lacking[FEED] = ['Email'];
    const request = { resource: 'crm/Accounts', fields: ['Email'], signal: never };
    await withClient(fake, async (exact) => {
      expect(await exact.list?.(request)).toMatchObject([{ Email: 'a@example.com' }, { Email: 'b@example.com' }]);
      fake.lacking[BULK] = ['Email'];
      await expect(exact.list?.(request)).rejects.toMatchObject({ code: 'BAD_ANSWER' });
    });
  });

  it('is looked up for the records that only the whole list can find', async () => {
    await using fake = await startFakeExact({
      [FEED]: [account(1, 5, { VATNumber: 'NL 0012.345.67.B01' })],
      [BULK]: [account(1, 5, { Email: 'a@example.com', VATNumber: 'NL 0012.345.67.B01' })],
    });
    fake.lacking[FEED] = ['Email'];
    await withClient(fake, async (exact) => {
      const values = ['NL001234567B01'];
      const request = { resource: 'crm/Accounts', field: 'VATNumber', values, fields: ['Email'], signal: never };
      expect(await exact.find(request)).toMatchObject([{ Email: 'a@example.com' }]);
    });
  });

  it('is not taken for an empty one in the lines of an entry', async () => {
    const LINES = 'salesentry/SalesEntryLines';
    await using fake = await startFakeExact({
      'salesentry/SalesEntries': [{ EntryID: orderId(9), EntryNumber: 1, Modified: '/Date(1764075600000)/' }],
      [LINES]: [{ ID: orderId(1), EntryID: orderId(9), LineNumber: 1, AmountFC: 5 }],
    });
    const fields = ['SalesEntryLines.AmountFC'];
    const request = { resource: 'salesentry/SalesEntries', fields, cursor: null, nowMs: 0, signal: never };
    await withClient(fake, async (exact) => {
      const [page] = await all(exact.changes(request));
      expect(page?.records[0]?.fields.SalesEntryLines).toMatchObject([{ AmountFC: new Big(5) }]);
      fake.lacking[LINES] = ['AmountFC'];
      await expect(all(exact.changes(request))).rejects.toMatchObject({ code: 'BAD_ANSWER' });
    });
  });

  it('is no stock of zero', async () => {
    const [Item, Warehouse] = [orderId(1), orderId(2)];
    const position = { ItemCode: 'A', Warehouse, WarehouseCode: '1', CurrentStock: 7 };
    await using fake = await startFakeExact({
      [POSITIONS]: [{ ...position, ItemId: Item, Timestamp: 5 }],
      [WAREHOUSES]: [{ ...position, ID: orderId(3), Item }],
    });
    fake.lacking[POSITIONS] = ['CurrentStock'];
    const request = { resource: 'inventory/StockCounts', fields: [], signal: never };
    await withClient(fake, async (exact) => {
      expect((await exact.list?.(request))?.map(({ CurrentStock }) => String(CurrentStock))).toEqual(['7']);
    });
    for (const unreadable of [null, 'veel']) {
      Object.assign(fake.tables[WAREHOUSES]?.[0] ?? {}, { CurrentStock: unreadable });
      await withClient(fake, async (exact) => {
        await expect(exact.list?.(request)).rejects.toMatchObject({ code: 'BAD_ANSWER' });
      });
    }
    fake.lacking[WAREHOUSES] = ['CurrentStock'];
    await withClient(fake, async (exact) => {
      await expect(exact.list?.(request)).rejects.toMatchObject({ code: 'BAD_ANSWER' });
    });
  });
});
