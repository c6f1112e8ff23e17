import { describe, expect, it } from 'vitest';
import { guid } from '../../../sandbox/world/random.ts';
import { togetherProblems } from '../../../src/commands/select-flows.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, customers, order, orders } from '../../support/samples.ts';

/** From which date on flows of documents read, in runs over both systems. */

const NONE = { 'settings.yml': 'bookYear: { start: "01-01" }\n' };
const SETTINGS = { 'settings.yml': 'since: 2026-02-01\n' };

const dated = (number: number, day: string, changed = '2026-03-01') =>
  order(number, 1, { OrderDate: `${day}T00:00:00`, Modified: `${changed}T12:00:00` });

const given = {
  exactOnline: {
    Accounts: [account(1, { Modified: '2025-12-01T12:00:00' })],
    SalesOrders: [dated(1, '2025-12-31'), dated(2, '2026-01-31'), dated(3, '2026-02-01'), dated(4, '2026-03-01')],
  },
};
const booked = ({ asperion }: Company) =>
  asperion.rows('salesinvoiceswithlines').map(({ invoiceNumber }) => invoiceNumber);

const withSince = (since: string): string => orders({ where: `Status == 21\nsince: ${since}` });

describe('since of a flow of documents', () => {
  it('is needed: without one the flow stops alone, and says what to write where', async () => {
    await using company = await Company.open(given);
    const files = { ...NONE, 'orders.yml': orders({}), 'customers.yml': customers({}) };
    const { orders: stopped, customers: other } = await company.run(compile(files));
    expect(stopped?.error).toMatchObject({
      code: 'SINCE_MISSING',
      message: 'The flow orders books documents, but nothing says from which date on.',
      at: { file: 'mappings/orders.yml', line: 1 },
    });
    expect(stopped?.error?.hint).toContain('under "values" in settings.yml for all flows, or in orders.yml.');
    expect([other?.error, company.asperion.rows('debtors').length]).toEqual([null, 1]);
    expect(booked(company)).toEqual([]);
  });

  it('bounds the own date of a document, and counts what is dated before it', async () => {
    await using company = await Company.open(given);
    const { leftOut } = (await company.run(compile({ 'orders.yml': withSince('2026-02-01') }))).orders ?? {};
    expect(leftOut).toEqual(['2 dated before 2026-02-01']);
    expect(booked(company)).toEqual(['EO-3', 'EO-4']);
  });

  it('bounds a document that was dated before and is changed later, in every run', async () => {
    await using company = await Company.open(given);
    const flow = compile({ 'orders.yml': withSince('2026-02-01') });
    await company.run(flow);
    company.exactOnline.update('SalesOrders', String(given.exactOnline.SalesOrders[0]?.OrderID), {
      Description: 'New',
    });
    expect((await company.run(flow)).orders?.leftOut).toEqual(['1 dated before 2026-02-01']);
    expect(booked(company)).toHaveLength(2);
  });

  it('is that of the settings where the flow has none, and its own where it has one', async () => {
    await using company = await Company.open(given);
    await company.run(compile({ ...SETTINGS, 'orders.yml': orders({}) }));
    expect(booked(company)).toEqual(['EO-3', 'EO-4']);
    await using other = await Company.open(given);
    await other.run(compile({ ...SETTINGS, 'orders.yml': withSince('2026-03-01') }));
    expect(booked(other)).toEqual(['EO-4']);
  });

  it('of the settings says nothing of customers', async () => {
    await using company = await Company.open(given);
    await company.run(compile({ ...SETTINGS, 'customers.yml': customers({}) }));
    expect(company.asperion.rows('debtors')).toHaveLength(1);
  });

  it('is that of the input where a run has one', async () => {
    await using company = await Company.open(given);
    const { error, leftOut } =
      (await company.run(compile({ ...NONE, 'orders.yml': orders({}) }), { since: '2026-01-01' })).orders ?? {};
    expect([error, leftOut]).toEqual([null, ['1 dated before 2026-01-01']]);
    expect(booked(company)).toEqual(['EO-2', 'EO-3', 'EO-4']);
  });

  it('does not hold for a record that a person asks for by its number', async () => {
    await using company = await Company.open(given);
    await company.run(compile({ 'orders.yml': withSince('2026-02-01') }), { records: ['1'] });
    expect(booked(company)).toEqual(['EO-1']);
  });
});

describe('documents that an order is made of', () => {
  const flow = (more = '') => `from: exact-online.salesorder/SalesOrders
to: asperion
with:
  invoiced: { resource: salesinvoice/SalesInvoiceLines, by: SalesOrder, value: OrderID, many: true }
  invoices: { resource: salesinvoice/SalesInvoices, by: InvoiceID, value: 'invoiced.map(l, l.InvoiceID)', many: true, order: InvoiceNumber }
since: 2026-02-01
${more}steps:
  - id: invoice
    each: invoices
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: verify
    fields:
      invoiceNumber: externalKey(line.InvoiceNumber)
      debtorCustomerNumber: { value: "10001" }
      date: line.InvoiceDate
      journalId: { value: "70" }
    lines:
      each: line.SalesInvoiceLines
      fields: { description: line.Description, amount: line.AmountFC, vatCode: { value: VH }, ledgerAccountId: { value: 8000 } }
`;
  const invoice = (number: number, day: string, more: object = {}) => ({
    InvoiceID: guid(1, 'invoice', number),
    InvoiceNumber: number,
    InvoiceDate: `${day}T00:00:00`,
    Status: 50,
    SalesInvoiceLines: [
      {
        ID: guid(1, 'invoice line', number),
        InvoiceID: guid(1, 'invoice', number),
        SalesOrder: guid(1, 'order', 1),
        Description: 'Koffie',
        AmountFC: 10,
      },
    ],
    ...more,
  });
  const company = (status = 21) =>
    Company.open({
      exactOnline: {
        SalesOrders: [order(1, 1, { OrderDate: '2025-12-20T00:00:00', Status: status })],
        SalesInvoices: [invoice(1, '2026-01-12'), invoice(2, '2026-02-12')],
      },
      asperion: { debtors: [{ customerNumber: '10001', name: 'A', address: 'B', debtorKindId: 'company' }] },
    });

  it('are bounded by their own dates, not by that of the order', async () => {
    await using own = await company();
    const { leftOut, letters } = (await own.run(compile({ 'orders.yml': flow() }))).orders ?? {};
    expect([letters, leftOut]).toEqual([[], ['1 dated before 2026-02-01']]);
    expect(booked(own)).toEqual(['EO-2']);
  });

  it('are found when the order is cancelled after they were sent', async () => {
    await using own = await company();
    const cancelling = compile({ 'orders.yml': flow('cancelled: Status == 45\n') });
    await own.run(cancelling);
    own.exactOnline.update('SalesOrders', guid(1, 'order', 1), { Status: 45 });
    own.forget();
    expect((await own.run(cancelling)).orders?.letters).toMatchObject([
      { reference: '1', code: 'CANCELLED', reason: expect.stringContaining('salesinvoiceswithlines EO-2') },
    ]);
  });

  it('are left out where a flow the other way made them', async () => {
    await using own = await company();
    const orders = compile({ 'orders.yml': flow() });
    own.link('asperion.salesinvoiceswithlines>exact-online.salesinvoice/SalesInvoices', '77', guid(1, 'invoice', 2));
    expect((await own.run(orders)).orders?.leftOut).toEqual(['1 copies of Asperion', '1 dated before 2026-02-01']);
    expect(booked(own)).toEqual([]);
  });

  it('are the same documents as those of a flow of invoices, which may be on beside it', () => {
    const invoices = flow()
      .replace('salesorder/SalesOrders', 'salesinvoice/SalesInvoices')
      .replace(/with:\n.*\n.*\n/, '')
      .replace('    each: invoices\n', '')
      .replaceAll('line.Invoice', 'Invoice')
      .replace('line.SalesInvoiceLines', 'SalesInvoiceLines');
    const both = compile({ 'orders.yml': flow(), 'invoices.yml': invoices });
    expect(togetherProblems(both, null)).toEqual([]);
    const others = compile({
      'orders.yml': flow(),
      'invoices.yml': invoices
        .replace('externalKey(Invoice', 'externalKey("F" + string(Invoice')
        .replace('InvoiceNumber)', 'InvoiceNumber))'),
    });
    expect(togetherProblems(others, null).map(({ message }) => message)).toEqual([
      expect.stringContaining('The flow orders books salesinvoice/SalesInvoices in Asperion, and so does invoices'),
    ]);
  });
});
