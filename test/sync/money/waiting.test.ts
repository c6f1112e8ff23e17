import Big from 'big.js';
import { expect, test } from 'vitest';
import { reportRun } from '../../../src/commands/sync/sync-report.ts';
import { planHeadline } from '../../../src/report/plan/plan-summary.ts';
import { verdictOf } from '../../../src/report/run/verdict.ts';
import { en } from '../../../src/report/words/en.ts';
import { nl } from '../../../src/report/words/nl.ts';
import type { Progress } from '../../../src/state/progress.ts';
import { amountOf } from '../../../src/sync/money/waiting.ts';
import { Company, compile, type Mappings } from '../../support/engine.ts';
import { account, accountId, articles, customers, items, order, orders, salesEntries } from '../../support/samples.ts';

/** What a run says of documents that wait, as the summary of one that tried none of them begins. */
function told({ programs }: Mappings, progress: Progress, words = en): string {
  const report = reportRun({
    flows: programs.map((program) => ({ program, result: null, error: null, calls: {} })),
    progress,
    isProgressLost: false,
    administration: null,
    records: null,
    paused: [],
    messages: [],
    language: 'en',
    screenOf: () => undefined,
    calls: {},
    today: {},
    fixedLoginEndsMs: () => null,
    startedAtMs: 0,
    finishedAtMs: 1000,
  });
  return verdictOf(report, words).text;
}

/** A line of an order, without VAT of its own. */
const line = (amount: number) => ({
  SalesOrderLines: [{ Description: 'Koffie', Quantity: 1, AmountFC: amount }],
});

/** The customer of the second and third order is not there, nor is the field of the article that waits. */
const company = (): Promise<Company> =>
  Company.open({
    exactOnline: {
      Accounts: [account(1), account(2, { Name: null })],
      SalesOrders: [order(1, 1), order(2, 9, line(100.1)), order(3, 9, line(-20.3))],
    },
    asperion: { articles: articles(1, () => ({ description: 'x'.repeat(80) })) },
  });

const flows = (): Mappings =>
  compile({ 'customers.yml': customers({}), 'items.yml': items(), 'orders.yml': orders({}) });

test('of orders that wait is told in both languages, without credits, customers or articles', async () => {
  await using books = await company();
  await books.run(flows());
  const waits = Object.values(books.progress.flows).flatMap(({ deadLetters }) => Object.values(deadLetters));
  expect(waits.map(({ reference, amount }) => [reference, amount])).toEqual([
    ['20002', undefined],
    ['2', '100.1'],
    ['3', '-20.3'],
    ['A1', undefined],
  ]);
  expect(told(flows(), books.progress)).toBe(
    '1 customer, 1 article and 2 orders wait for you. Documents that wait, with VAT: € 79.80 of 2 orders; a part of that may be booked already.',
  );
  expect(told(flows(), books.progress, nl)).toBe(
    '1 klant, 1 artikel en 2 orders wachten op u. Documenten die wachten, inclusief btw: € 79,80 van 2 orders; een deel daarvan kan al geboekt zijn.',
  );
});

test('an order without a total, or left by an earlier version, is counted and in no sum', async () => {
  await using books = await company();
  await books.run(flows());
  const { progress } = books;
  const letters = Object.values(progress.flows.orders?.deadLetters ?? {});
  delete letters[1]?.amount;
  expect(told(flows(), progress)).toContain(': € 100.10 of 2 orders (1 without a known amount); a part');
  expect(told(flows(), progress, nl)).toContain(': € 100,10 van 2 orders (1 zonder bekend bedrag); een deel');
  delete letters[0]?.amount;
  expect(told(flows(), progress)).toMatch(/ Documents that wait, with VAT: 2 orders without a known amount\.$/);
  expect(told(flows(), progress, nl)).toMatch(
    / Documenten die wachten, inclusief btw: 2 orders zonder bekend bedrag\.$/,
  );
});

test('a plan tells it of what it refuses, and of what waited before', async () => {
  await using books = await company();
  const refused = await books.plan(flows());
  await books.run(flows());
  const waited = await books.plan(flows());
  expect(waited.flows.map(({ waiting }) => waiting)).toEqual([1, 2, 1]);
  for (const plan of [refused, waited]) {
    expect(planHeadline(plan, en)).toContain(
      ' Documents that wait, with VAT: € 79.80 of 2 orders; a part of that may be booked already. ',
    );
    expect(planHeadline(plan, nl)).toContain(' Documenten die wachten, inclusief btw: € 79,80 van 2 orders; ');
  }
});

test('what is tried again in the next run does not wait for a person', async () => {
  await using books = await company();
  await books.run(flows());
  const { progress } = books;
  for (const letter of Object.values(progress.flows.orders?.deadLetters ?? {})) letter.nextAtMs = 0;
  expect(told(flows(), progress)).toBe('1 customer and 1 article wait for you.');
});

test('an order tried again has the total it shows by then, also if no rule reads it', async () => {
  await using books = await company();
  await books.run(flows());
  books.exactOnline.update('SalesOrders', order(3, 9).OrderID, {
    AmountFC: -15.25,
    AmountFCExclVat: -15.25,
    AmountDC: -15.25,
  });
  books.wait(2);
  await books.run(flows());
  expect(told(flows(), books.progress)).toContain('Documents that wait, with VAT: € 84.85 of 2 orders;');
});

test('an invoice of Asperion has its total with VAT', async () => {
  const lines = [{ amount: 10, vatAmount: 2.1, vatCode: 'VH', ledgerAccountId: 8000 }];
  const header = { debtorCustomerNumber: '10001', date: '2026-03-01T00:00:00', journalId: '70' };
  await using books = await Company.open({
    asperion: { salesinvoiceswithlines: [{ ...header, invoiceNumber: 'A-1', lines }] },
  });
  const back = compile({ 'entries.yml': salesEntries({}) });
  await books.run(back);
  expect(told(back, books.progress)).toContain(
    '1 invoice waits for you. Documents that wait, with VAT: € 12.10 of 1 invoice;',
  );
});

/** Invoices of Exact Online as orders are. */
const ofInvoices = (): string =>
  orders({ where: 'InvoiceNumber > 0' })
    .replace('salesorder/SalesOrders', 'salesinvoice/SalesInvoices')
    .replaceAll('OrderNumber', 'InvoiceNumber')
    .replaceAll('SalesOrderLines', 'SalesInvoiceLines');

test('an order and its invoice may both wait: they are not added up', async () => {
  const both = compile({ 'orders.yml': orders({}), 'invoices.yml': ofInvoices() });
  await using books = await company();
  const { SalesOrderLines } = line(50);
  const invoice = {
    InvoiceNumber: 8,
    InvoiceDate: '2026-03-01T00:00:00',
    OrderDate: '2026-03-01T00:00:00',
    Status: 50,
  };
  books.exactOnline.insert('SalesInvoices', {
    ...invoice,
    OrderedBy: accountId(9),
    SalesInvoiceLines: SalesOrderLines,
  });
  await books.run(both);
  expect(told(both, books.progress)).toBe(
    '1 invoice and 2 orders wait for you. Documents that wait, with VAT: € 50.00 of 1 invoice and € 79.80 of 2 orders; a part of that may be booked already, and a sale may be in more than one of them.',
  );
  expect(told(both, books.progress, nl)).toBe(
    '1 factuur en 2 orders wachten op u. Documenten die wachten, inclusief btw: € 50,00 van 1 factuur en € 79,80 van 2 orders; een deel daarvan kan al geboekt zijn, en een verkoop kan er meer dan één keer bij zijn.',
  );
});

test('a credit note counts as negative, whichever sign its amount has', () => {
  const [invoices] = compile({ 'invoices.yml': ofInvoices() }).programs;
  if (invoices === undefined) throw new RangeError('There is no flow.');
  const amount = (AmountDC: string | null, Type: number): string | undefined =>
    amountOf(invoices, { AmountDC: AmountDC === null ? null : new Big(AmountDC), Type });
  expect([amount('12.10', 8020), amount('12.10', 8021), amount('-12.10', 8024), amount('-1', 8020)]).toEqual([
    '12.1',
    '-12.1',
    '-12.1',
    '-1',
  ]);
  expect([amount('0', 8021), amount(null, 8020)]).toEqual(['0', undefined]);
});

test('of documents whose source shows no total, such as deliveries, only the number is told', async () => {
  const deliveries = compile({
    'deliveries.yml': orders({ where: 'DeliveryNumber > 0' })
      .replace('salesorder/SalesOrders', 'salesorder/GoodsDeliveries')
      .replace('value: OrderedBy', 'value: DeliveryAccount')
      .replaceAll('OrderNumber', 'DeliveryNumber')
      .replaceAll('OrderDate', 'DeliveryDate')
      .replace('SalesOrderLines', 'GoodsDeliveryLines')
      .replace('round(line.AmountFC, 2)', 'line.QuantityDelivered'),
  });
  const delivery = { DeliveryNumber: 7, DeliveryDate: '2026-03-01T00:00:00', DeliveryAccount: accountId(9) };
  await using books = await Company.open({
    exactOnline: { GoodsDeliveries: [{ ...delivery, GoodsDeliveryLines: [{ QuantityDelivered: 1 }] }] },
  });
  await books.run(deliveries);
  expect(told(deliveries, books.progress)).toMatch(
    / Documents that wait, with VAT: 1 delivery without a known amount\.$/,
  );
  expect(told(deliveries, books.progress, nl)).toMatch(
    / Documenten die wachten, inclusief btw: 1 levering zonder bekend bedrag\.$/,
  );
});
