import { expect, it, test } from 'vitest';
import { RecordError, UnclearWriteError } from '../../src/errors/errors.ts';
import { asperionCatalog } from '../../src/systems/asperion/catalog.ts';
import { exactOnlineCatalog } from '../../src/systems/exact-online/catalog.ts';
import { withAsperion } from './asperion/sandbox-client.ts';
import { withSandbox } from './exact-online/sandbox-client.ts';
import { never } from './transport.ts';

const CUSTOMER = '11111111-1111-4111-8111-111111111111';
const ITEM = '22222222-2222-4222-8222-222222222222';
const ACCOUNT = '44444444-4444-4444-8444-444444444444';

test.each(
  [...exactOnlineCatalog.resources.values(), ...asperionCatalog.resources.values()].filter((spec) => spec.frozen),
)('$name is frozen by a field that it has and nobody can write', ({ fields, frozen, updatable }) => {
  expect(updatable).toBe(true);
  expect(fields[frozen?.field ?? '']).toMatchObject({ type: 'integer', create: false, update: false });
});

const line = { Item: ITEM, GLAccount: ACCOUNT, Quantity: 1, NetPrice: 10 };
const rows = {
  Accounts: [{ ID: CUSTOMER, Code: '1', Name: 'Bakkerij', Status: 'C' }],
  Items: [{ ID: ITEM, Code: 'A1', Description: 'Brood' }],
  GLAccounts: [{ ID: ACCOUNT, Code: '8000', Description: 'Omzet' }],
  SalesOrders: [12, 20, 21].map((Status, index) => ({
    OrderedBy: CUSTOMER,
    OrderNumber: index + 1,
    Status,
    SalesOrderLines: [{ Item: ITEM, Quantity: 1, NetPrice: 10 }],
  })),
  SalesInvoices: [20, 50].map((Status) => ({ OrderedBy: CUSTOMER, Journal: '70', Status, SalesInvoiceLines: [line] })),
  SalesEntries: [20, 50].map((Status) => ({
    Customer: CUSTOMER,
    Journal: '70',
    Status,
    SalesEntryLines: [{ GLAccount: ACCOUNT, AmountFC: 10 }],
  })),
};

test.each([
  ['salesorder/SalesOrders', 'SalesOrders', 'OrderID', ['YourRef', 'Description', 'Remarks']],
  ['salesinvoice/SalesInvoices', 'SalesInvoices', 'InvoiceID', ['YourRef', 'Description', 'Remarks']],
  ['salesentry/SalesEntries', 'SalesEntries', 'EntryID', ['YourRef', 'Description']],
] as const)(
  '%s takes what is written back while it is open, and nothing once it is frozen',
  (resource, table, key, fields) =>
    withSandbox({ rows }, async ({ sandbox, newRun }) => {
      const spec = exactOnlineCatalog.resources.get(resource);
      const exact = newRun();
      const values = Object.fromEntries(fields.map((field) => [field, 'Booked as 2026001']));
      for (const field of fields) expect(spec?.fields[field]?.update).toBe(true);
      for (const row of sandbox.rows(table)) {
        const update = exact.update({ resource, key: String(row[key]), values, signal: never });
        if (spec?.frozen?.values.includes(Number(row.Status))) {
          await expect(update).rejects.toBeInstanceOf(UnclearWriteError);
          await expect(update).rejects.toMatchObject({ answer: expect.stringMatching(/gewijzigd/) });
        } else {
          await update;
          expect(sandbox.rows(table).find((one) => one[key] === row[key])).toMatchObject(values);
        }
      }
    }),
);

it('an invoice of Asperion can be changed while it is a concept', () =>
  withAsperion(
    {
      rows: {
        journals: [{ id: '70', description: 'Sales', type: 'Sales' }],
        vatcodes: [{ id: 'VH', description: 'High', salesCode: true, percentage: 21 }],
        ledgeraccounts: [{ id: 8000, description: 'Revenue' }],
        debtorkinds: [{ id: 'B', description: 'Company' }],
        debtors: [{ customerNumber: '10001', name: 'Bakkerij', address: 'Kade 1', debtorKindId: 'B' }],
        salesinvoiceswithlines: [1, 2, 3, 6, 7, 8].map((status) => ({
          invoiceNumber: `I-${status}`,
          debtorCustomerNumber: '10001',
          date: '2026-02-01T00:00:00',
          journalId: '70',
          status,
          lines: [{ amount: 10, vatCode: 'VH', ledgerAccountId: 8000 }],
        })),
      },
    },
    async (sandbox, newRun) => {
      const resource = 'salesinvoiceswithlines';
      const frozen = asperionCatalog.resources.get(resource)?.frozen?.values ?? [];
      const asperion = newRun();
      for (const invoice of sandbox.rows(resource)) {
        const values = { description: 'Booked in Exact as 12' };
        const update = asperion.update({ resource, key: Number(invoice.id), values, signal: never });
        if (frozen.includes(Number(invoice.status))) await expect(update).rejects.toBeInstanceOf(RecordError);
        else await update;
      }
      expect(sandbox.rows(resource).filter(({ description }) => description !== null)).toHaveLength(1);
    },
  ));
