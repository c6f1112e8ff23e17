import Big from 'big.js';
import { expect, it, test } from 'vitest';
import { RecordError } from '../../src/errors/errors.ts';
import { createLiveWriter } from '../../src/sync/write/writer.ts';
import { readProblem } from '../../src/systems/asperion/problem.ts';
import { readErrorMessage } from '../../src/systems/exact-online/envelope.ts';
import { PagesForWrites, refusalCode } from '../../src/systems/refusals.ts';
import { LocalDateTime } from '../../src/values.ts';
import { withAsperion } from './asperion/sandbox-client.ts';
import { withSandbox } from './exact-online/sandbox-client.ts';
import { never } from './transport.ts';

test.each([
  ['Periode is afgesloten: Boekingsdatum', 'PERIOD_CLOSED'],
  ['Verplicht: Klant; Periode is afgesloten: Datum', 'PERIOD_CLOSED'],
  ['De periode 3 van 2026 is afgesloten.', 'PERIOD_CLOSED'],
  ['Bookperiod: Period 3 of 2026 is closed.', 'PERIOD_CLOSED'],
  ['Boekjaar 2024 is gesloten', 'PERIOD_CLOSED'],
  ['Ongeldig: Periode', 'REFUSED'],
  ['De order is afgesloten', 'REFUSED'],
  ['Periode onbekend; order closed', 'REFUSED'],
])('%s: %s', (message, code) => {
  expect(refusalCode(message)).toBe(code);
});

test("of a message without end, both systems' clients keep four thousand characters", () => {
  const endless = 'Ongeldig: Code. '.repeat(100_000);
  const kept = `${endless.slice(0, 3999)}…`;
  expect(readErrorMessage(JSON.stringify({ error: { message: { value: endless } } }))).toBe(kept);
  expect(readProblem(JSON.stringify({ detail: endless }))).toBe(kept);
  expect(readProblem(JSON.stringify({ title: endless }))).toBe(kept);
});

const CUSTOMER = '11111111-1111-4111-8111-111111111111';
const ACCOUNT = '44444444-4444-4444-8444-444444444444';
const JANUARY = new LocalDateTime('2026-01-15T00:00:00');

it.each(['nl', 'en'] as const)(
  'a closed period of Exact Online is distinguished from another refusal (%s)',
  (language) => {
    const rows = {
      Accounts: [{ ID: CUSTOMER, Code: '1', Name: 'Bakkerij', Status: 'C' }],
      GLAccounts: [{ ID: ACCOUNT, Code: '8000', Description: 'Omzet' }],
    };
    return withSandbox({ rows, language }, async ({ sandbox, newRun }) => {
      sandbox.switches.closedPeriods = [{ year: 2026, period: 1 }];
      const target = newRun();
      const writer = createLiveWriter({ target, sleep: async () => {}, signal: never });
      const spec = target.catalog.resources.get('salesentry/SalesEntries');
      if (spec === undefined) throw new Error('no sales entries');
      const create = (EntryDate: LocalDateTime) =>
        writer.create({
          spec,
          values: {
            Customer: CUSTOMER,
            Journal: '70',
            YourRef: 'A-1',
            EntryDate,
            SalesEntryLines: [{ GLAccount: ACCOUNT, AmountFC: new Big(100) }],
          },
          match: [['YourRef']],
          keep: [],
        });
      const refused = await create(JANUARY).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(RecordError);
      expect(refused).toMatchObject({ code: 'PERIOD_CLOSED' });
      expect(sandbox.rows('SalesEntries')).toEqual([]);
      await create(new LocalDateTime('2026-02-15T00:00:00'));
      expect(sandbox.rows('SalesEntries')).toHaveLength(1);
    });
  },
);

it('a closed period of Asperion is distinguished from another refusal', () =>
  withAsperion(
    {
      rows: {
        journals: [{ id: '70', description: 'Sales', type: 'Sales' }],
        vatcodes: [{ id: 'VH', description: 'High', salesCode: true, percentage: 21 }],
        ledgeraccounts: [{ id: 8000, description: 'Revenue' }],
        debtorkinds: [{ id: 'B', description: 'Company' }],
        debtors: [{ customerNumber: '10001', name: 'Bakkerij', address: 'Kade 1', debtorKindId: 'B' }],
      },
      switches: { closedPeriods: [{ bookyear: 2026, bookperiod: 1 }] },
    },
    async (_sandbox, newRun) => {
      const create = (date: LocalDateTime, journalId: string) =>
        newRun().create({
          resource: 'salesinvoiceswithlines',
          values: {
            invoiceNumber: 'A-1',
            debtorCustomerNumber: '10001',
            date,
            journalId,
            lines: [{ amount: new Big(100), vatCode: 'VH', ledgerAccountId: 8000 }],
          },
          signal: never,
        });
      await expect(create(JANUARY, '70')).rejects.toMatchObject({ code: 'PERIOD_CLOSED' });
      await expect(create(new LocalDateTime('2026-02-15T00:00:00'), '99')).rejects.toMatchObject({ code: 'REFUSED' });
    },
  ));

test('pages in place of answers are counted for each resource apart', () => {
  const pages = new PagesForWrites('Asperion');
  const codeOf = (resource: string, text: string): string | null => {
    try {
      pages.check(resource, 'POST', { status: 403, headers: {}, text, url: 'https://asperion.example/' });
      return null;
    } catch (error) {
      return (error as RecordError).code;
    }
  };
  const asked = ['debtors', 'debtors', 'invoices', 'debtors'];
  expect(asked.map((resource) => codeOf(resource, '<html>'))).toEqual(['REFUSED', 'REFUSED', 'REFUSED', 'FORBIDDEN']);
  expect([codeOf('debtors', '{}'), codeOf('debtors', '<html>')]).toEqual([null, 'REFUSED']);
});
