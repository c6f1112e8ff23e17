import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import type { AsperionSandbox } from '../../../sandbox/asperion/asperion.ts';
import { defaultSettings } from '../../../src/config/schema/settings-schema.ts';
import { bookYears } from '../../../src/systems/asperion/book-years.ts';
import type { AsperionSettings } from '../../../src/systems/asperion/facts/settings.ts';
import type { Cursor } from '../../../src/systems/system.ts';
import { LocalDateTime, type RecordValues } from '../../../src/values.ts';
import { all, never } from '../transport.ts';
import { callsSince, type NewRun, withAsperion } from './sandbox-client.ts';

const NOON = Date.parse('2026-11-25T11:00:00Z');
const HOUR = 3_600_000;

const rows = {
  journals: [
    { id: '70', description: 'Sales', type: 'Sales' },
    { id: '90', description: 'Memorial', type: 'Memorial' },
  ],
  vatcodes: [{ id: 'VH', description: 'High', salesCode: true, percentage: 21 }],
  ledgeraccounts: [
    { id: 8000, description: 'Revenue' },
    { id: 1300, description: 'Debtors' },
  ],
  debtorkinds: [{ id: 'B', description: 'Company' }],
  debtors: [{ customerNumber: '10001', name: 'Bakkerij Voorbeeld', address: 'Kade 1', debtorKindId: 'B' }],
  articles: [{ articleNumber: 'A1', description: 'Brood', salesPrice: 2, isStockArticle: true, currentStock: 10 }],
  salesinvoiceswithlines: [
    {
      invoiceNumber: '2026001',
      debtorCustomerNumber: '10001',
      date: '2026-11-20T00:00:00',
      journalId: '70',
      lines: [{ amount: 100, vatCode: 'VH', ledgerAccountId: 8000, description: 'Brood' }],
    },
    {
      invoiceNumber: '2026000',
      debtorCustomerNumber: '10001',
      date: '2026-01-20T00:00:00',
      journalId: '70',
      lines: [{ amount: -50, vatCode: 'VH', ledgerAccountId: 8000, description: 'Retour' }],
    },
  ],
  salesorderswithlines: [
    {
      orderNumber: '7',
      date: '2026-11-20T00:00:00',
      debtorCustomerNumber: '10001',
      lines: [{ articleNumber: 'A1', quantity: 2 }],
    },
  ],
  journalentrieswithlines: [2026, 2025, 2023].map((year) => ({
    journalId: '90',
    date: `${year}-11-20T00:00:00`,
    sourceDocumentNumber: `EO-${year}`,
    lines: [
      { amount: 121, ledgerAccountId: 1300 },
      { amount: -121, ledgerAccountId: 8000 },
    ],
  })),
};

interface World {
  readonly sandbox: AsperionSandbox;
  readonly newRun: NewRun;
  readonly time: { nowMs: number };
  read(resource: string, fields: string[], cursor: Cursor | null, settings?: Partial<AsperionSettings>): Promise<Read>;
}

interface Read {
  readonly references: string[];
  readonly records: readonly { readonly fields: unknown; readonly changedAt: string | null }[];
  readonly cursor: Cursor | null;
  readonly calls: string[];
}

async function inWorld(use: (world: World) => Promise<void>): Promise<void> {
  const time = { nowMs: NOON };
  await withAsperion({ rows, clock: () => time.nowMs }, async (sandbox, newRun) => {
    const read: World['read'] = async (resource, fields, cursor, settings) => {
      const from = sandbox.requests.length;
      const request = { resource, fields, cursor, nowMs: time.nowMs, signal: never };
      const pages = await all(newRun(settings).changes(request));
      const records = pages.flatMap((page) => page.records);
      return {
        records,
        references: records.map(({ reference }) => reference),
        cursor: pages.at(-1)?.cursor ?? null,
        calls: callsSince(sandbox, from),
      };
    };
    await use({ sandbox, newRun, time, read });
  });
}

describe('documents of Asperion as a source', () => {
  it('reads sales invoices with lines and totals: the last days, and everything once a day', () =>
    inWorld(async ({ time, read }) => {
      const fields = ['invoiceNumber', 'amountInclVat', 'status', 'lines.amount', 'lines.vatCode'];
      const first = await read('salesinvoiceswithlines', fields, null);
      expect(first.references).toEqual(['2026001', '2026000']);
      expect(first.records[1]).toMatchObject({
        changedAt: '2026-01-20T00:00:00',
        fields: { amountInclVat: new Big('-60.5'), status: 1, lines: [{ amount: new Big(-50), vatCode: 'VH' }] },
      });
      time.nowMs += HOUR;
      const later = await read('salesinvoiceswithlines', fields, first.cursor);
      expect(later.references).toEqual(['2026001']);
      expect(later.calls).toEqual([expect.stringContaining('Date_from=2026-10-21')]);
      expect(later.cursor).toEqual(first.cursor);
      time.nowMs += 23 * HOUR;
      expect((await read('salesinvoiceswithlines', fields, later.cursor)).references).toHaveLength(2);
      const full = { changes: { salesinvoiceswithlines: 'full' } } as const;
      expect((await read('salesinvoiceswithlines', fields, later.cursor, full)).references).toHaveLength(2);
    }));

  it('names sales orders by their own number, and finds them by it', () =>
    inWorld(async ({ newRun, read }) => {
      const fields = ['orderNumber', 'debtorCustomerNumber', 'lines.articleNumber', 'lines.quantity'];
      const first = await read('salesorderswithlines', fields, null);
      expect(first.references).toEqual(['7']);
      expect(first.records[0]?.fields).toMatchObject({ lines: [{ articleNumber: 'A1', quantity: new Big(2) }] });
      const request = {
        resource: 'salesorderswithlines',
        by: 'reference',
        values: ['7'],
        fields,
        signal: never,
      } as const;
      expect(await newRun().read(request)).toHaveLength(1);
    }));

  it('reads stock in every run, although it does not count as a change of the article', () =>
    inWorld(async ({ sandbox, time, read }) => {
      const fields = ['articleNumber', 'currentStock'];
      const first = await read('articles', fields, null);
      time.nowMs += 2 * HOUR;
      const [order] = sandbox.rows('salesorderswithlines');
      sandbox.update('salesorderswithlines', Number(order?.id), { status: 2 });
      const next = await read('articles', fields, first.cursor);
      expect(next.records[0]?.fields).toMatchObject({ articleNumber: 'A1', currentStock: new Big(8) });
    }));
});

describe('the quantity of an article in open orders', () => {
  const fields = ['articleNumber', 'currentStock', 'openOrderQuantity'];
  const heldOf = (record: { readonly fields: unknown } | undefined): string =>
    String(((record?.fields ?? {}) as RecordValues).openOrderQuantity);

  it('is the sum of the open orders, which are read once per run', () =>
    inWorld(async ({ sandbox, newRun, read }) => {
      const more = { date: '2024-01-01T00:00:00', debtorCustomerNumber: '10001' };
      sandbox.insert('salesorderswithlines', { ...more, lines: [{ articleNumber: 'A1', quantity: 1.5 }] });
      sandbox.insert('salesorderswithlines', { ...more, status: 2, lines: [{ articleNumber: 'A1', quantity: 9 }] });
      const first = await read('articles', fields, null);
      expect(heldOf(first.records[0])).toBe('3.5');
      expect(first.calls.filter((call) => call.includes('SalesOrder'))).toHaveLength(1);
      const one = { resource: 'articles', by: 'reference', values: ['A1'], fields, signal: never } as const;
      expect(heldOf((await newRun().read(one))[0])).toBe('3.5');
      const delivered = await read('articles', fields, null, { openOrderStatuses: [1, 2] });
      expect(heldOf(delivered.records[0])).toBe('12.5');
    }));

  it('is not what is left where a line shows its article and no quantity', () =>
    inWorld(async ({ sandbox, read }) => {
      const more = { date: '2024-01-01T00:00:00', debtorCustomerNumber: '10001' };
      sandbox.insert('salesorderswithlines', { ...more, lines: [{ articleNumber: 'A1', quantity: null }] });
      await expect(read('articles', fields, null)).rejects.toMatchObject({ code: 'BAD_ANSWER' });
    }));

  it('is that of the open orders even if the service lists all of them, whatever it is asked for', () =>
    inWorld(async ({ sandbox, read }) => {
      sandbox.switches.brokenFilters = { 'salesorderswithlines.status': 'everything' };
      const more = { date: '2024-01-01T00:00:00', debtorCustomerNumber: '10001', status: 2 };
      sandbox.insert('salesorderswithlines', { ...more, lines: [{ articleNumber: 'A1', quantity: 9 }] });
      expect(heldOf((await read('articles', fields, null)).records[0])).toBe('2');
    }));

  it('is not read if the mapping does not use it', () =>
    inWorld(async ({ read }) => {
      const { calls } = await read('articles', ['articleNumber', 'currentStock'], null);
      expect(calls.filter((call) => call.includes('SalesOrder'))).toEqual([]);
    }));
});

describe('journal entries, which are listed per book year', () => {
  const resource = 'journalentrieswithlines';
  const fields = ['sourceDocumentNumber', 'lines.amount'];

  it('are read as a source in the book years of the settings', () =>
    inWorld(async ({ time, read }) => {
      const first = await read(resource, fields, null);
      expect(first.references).toEqual(['EO-2026', 'EO-2025']);
      expect(first.cursor).toEqual({ fullAt: String(NOON) });
      time.nowMs += HOUR;
      expect((await read(resource, fields, first.cursor)).references).toEqual(['EO-2026']);
      expect((await read(resource, fields, null, { bookYears: 4 })).references).toEqual([
        'EO-2026',
        'EO-2025',
        'EO-2023',
      ]);
    }));

  it('can stop only after the last book year, or the others would wait for a full reading', () =>
    inWorld(async ({ time, newRun }) => {
      const request = { resource, fields, cursor: null, nowMs: time.nowMs, signal: never };
      const pages = await all(newRun().changes(request));
      expect(pages.map(({ records, cursor }) => [records.length, cursor !== null])).toEqual([
        [1, false],
        [1, true],
      ]);
    }));

  const findBy = (value: string, date?: string) => ({
    resource,
    field: 'sourceDocumentNumber',
    values: [value],
    fields,
    signal: never,
    ...(date === undefined ? {} : { near: [{ date: new LocalDateTime(date) }] }),
  });

  it('are found in the book years of the settings and in that of the record itself', () =>
    inWorld(async ({ newRun }) => {
      expect(await newRun().find(findBy('EO-2025'))).toHaveLength(1);
      expect(await newRun().find(findBy('EO-2023'))).toEqual([]);
      expect(await newRun().find(findBy('EO-2023', '2023-02-01T00:00:00'))).toHaveLength(1);
      expect(await newRun().find({ ...findBy('EO-2023', '2023-02-01T00:00:00'), fresh: true })).toHaveLength(1);
    }));

  it('are read into memory per book year if many are looked up, and only once', () =>
    inWorld(async ({ sandbox, newRun }) => {
      const run = newRun();
      const values = ['EO-2026', 'EO-2025', 'X1', 'X2', 'X3'];
      const from = sandbox.requests.length;
      expect(await run.find({ ...findBy(''), values })).toHaveLength(2);
      expect(callsSince(sandbox, from)).toHaveLength(2);
      expect(await run.find(findBy('EO-2026'))).toHaveLength(1);
      expect(callsSince(sandbox, from)).toHaveLength(2);
      expect(await run.find(findBy('EO-2023', '2023-02-01T00:00:00'))).toHaveLength(1);
      expect(callsSince(sandbox, from)).toHaveLength(3);
    }));

  it('are read by their id, whatever their book year', () =>
    inWorld(async ({ sandbox, newRun }) => {
      const old = sandbox.rows(resource).find((entry) => entry.sourceDocumentNumber === 'EO-2023');
      const request = { resource, field: 'id', fields, signal: never };
      expect(await newRun().find({ ...request, values: [Number(old?.id), 999] })).toMatchObject([
        { sourceDocumentNumber: 'EO-2023' },
      ]);
    }));

  it('are listed under both possible names of a book year that does not begin in January', () => {
    const settings = { ...defaultSettings.asperion, bookYears: 1 };
    const years = (start: string, known: LocalDateTime[] = []) =>
      bookYears({ settings, bookYearStart: start, clock: () => NOON }, known);
    expect(years('01-01')).toEqual([2026]);
    expect(years('07-01')).toEqual([2027, 2026]);
    expect(years('07-01', [new LocalDateTime('2024-03-01T00:00:00')])).toEqual([2027, 2026, 2024, 2023]);
  });
});
