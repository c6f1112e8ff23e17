import { describe, expect, it } from 'vitest';
import { createTransport } from '../../../../src/http/transport.ts';
import { createExactOnline } from '../../../../src/systems/exact-online/client.ts';
import { all, fixedTokens, never } from '../../transport.ts';
import { type FakeExact, type FakeRow, startFakeExact } from '../fake-exact.ts';

const FEED = 'sync/CRM/Accounts';
const COUNT = 200;

/** Accounts of which a page holds many times what an answer may. */
const accounts = (): FakeRow[] =>
  Array.from({ length: COUNT }, (_, index) => ({
    ID: `00000000-0000-0000-0000-${String(index).padStart(12, '0')}`,
    Timestamp: 10 + index,
    Code: String(index).padStart(18),
    Email: `a${index}@example.com`,
    Remarks: `${index} ${'x'.repeat(2_000)}`,
    Modified: '/Date(1764075600000)/',
  }));

const withClient = async (fake: FakeExact, use: (exact: ReturnType<typeof createExactOnline>) => Promise<void>) => {
  await using transport = createTransport({
    clock: Date.now,
    sleep: async () => {},
    random: () => 0,
    log: () => {},
    budgets: {},
    maxResponseBytes: 100_000,
  });
  await use(createExactOnline({ url: fake.url, division: '123', transport, tokens: fixedTokens }));
};

const start = () =>
  startFakeExact({
    [FEED]: accounts(),
    'bulk/CRM/Accounts': accounts(),
    'crm/Accounts': accounts(),
    'system/Divisions': [{ Code: 123, DivisionMoveDate: null }],
  });

describe('records whose page is larger than the limit of an answer', () => {
  it('come by their keys from a feed', async () => {
    await using fake = await start();
    await withClient(fake, async (exact) => {
      const request = { resource: 'crm/Accounts', fields: ['Remarks'], cursor: null, nowMs: 0, signal: never };
      const pages = await all(exact.changes(request));
      const records = pages.flatMap((page) => page.records);
      expect(records).toHaveLength(COUNT);
      expect(records.every(({ fields }) => String(fields.Remarks).length > 2_000)).toBe(true);
      expect(pages.at(-1)?.cursor?.timestampSeen?.split('.')).toHaveLength(COUNT);
    });
  });

  it('are looked up in smaller parts', async () => {
    await using fake = await start();
    await withClient(fake, async (exact) => {
      const values = accounts().map(({ ID }) => String(ID));
      const request = { resource: 'crm/Accounts', field: 'ID', values, fields: ['Remarks'], signal: never };
      expect(await exact.find(request)).toHaveLength(COUNT);
    });
  });

  it('are found however people typed the value', async () => {
    await using fake = await start();
    await withClient(fake, async (exact) => {
      const request = { resource: 'crm/Accounts', field: 'Email', fields: ['Email', 'Remarks'], signal: never };
      const found = await exact.find({ ...request, values: ['A7@Example.com'] });
      expect(found.map(({ Code, Remarks }) => [Code, String(Remarks).slice(0, 2)])).toEqual([['7', '7 ']]);
    });
  });
});
