import { describe, expect, test } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, accountId, customers, order, orders } from '../../support/samples.ts';

type Outcome = Awaited<ReturnType<Company['run']>>[string] | undefined;

const rowsOf = (outcome: Outcome, kind: 'booked' | 'linked' = 'booked') =>
  (outcome?.[kind]?.rows ?? []).map(({ year, period, vatCode, documents, amount, vat, sent, computed }) =>
    [`${year}/${period}`, vatCode, documents, amount.toFixed(2), vat.toFixed(2), sent, computed].join(' '),
  );

const entry = `from: exact-online.salesorder/SalesOrders
to: asperion
steps:
  - id: entry
    resource: journalentrieswithlines
    match: [sourceDocumentNumber]
    exists: skip
    fields:
      sourceDocumentNumber: string(OrderNumber)
      journalId: { value: "90" }
      date: OrderDate
    lines:
      each: SalesOrderLines
      fields:
        amount: -line.AmountFC
        vatAmount: { value: -2.10 }
        vatCode: { value: VH }
        ledgerAccountId: { value: 8000 }
      append:
        - fields: { amount: { value: 10 }, ledgerAccountId: { value: 1300 } }
`;

describe('what a run booked', () => {
  test('is counted for documents that were created, not for those found, nor for customers', async () => {
    const mapped = compile({ 'customers.yml': customers({}), 'orders.yml': orders({}) });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1), order(2, 1)] },
    });
    const first = await company.run(mapped);
    expect([rowsOf(first.customers), rowsOf(first.orders)]).toEqual([[], ['2026/3 VH 2 20.00 0.00 0 2']]);
    company.exactOnline.insert('SalesOrders', order(3, 1));
    const second = await company.run(mapped);
    expect(rowsOf(second.orders)).toEqual(['2026/3 VH 1 10.00 0.00 0 1']);
    expect(second.orders?.booked?.quarters.map(({ quarter, documents }) => [quarter, documents])).toEqual([
      ['2026-Q1', 1],
    ]);
  });

  test('by a lost run is told by the next, as linked with its amount and not as booked', async () => {
    const mapped = compile({ 'orders.yml': orders({}).replace('exists: skip', 'exists: verify') });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1), order(2, 1)] },
    });
    await company.run(mapped, { isLost: true });
    company.exactOnline.insert('SalesOrders', order(3, 1));
    const next = (await company.run(mapped)).orders;
    expect(rowsOf(next, 'linked')).toEqual(['2026/3 VH 2 20.00 0.00 0 2']);
    expect([rowsOf(next), next?.steps.invoice]).toEqual([['2026/3 VH 1 10.00 0.00 0 1'], { created: 1, unchanged: 2 }]);
    expect(rowsOf((await company.run(mapped)).orders, 'linked')).toEqual([]);
  });

  test('is what a document holds that was stored otherwise than it was sent', async () => {
    const mapped = compile({ 'orders.yml': orders({}).replace('exists: skip', 'exists: verify') });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1), order(2, 1)] },
    });
    const rewrite = (body: string): string => {
      const [stored] = company.asperion.rows('salesinvoiceswithlines');
      company.asperion.update('salesinvoiceswithlines', stored?.id ?? null, { lines: [] });
      return JSON.stringify({ ...JSON.parse(body), lines: { _data: [] } });
    };
    company.asperion.faults.add({ method: 'POST', path: /SalesInvoice/i, act: 'replace', rewrite });
    const { orders: run } = await company.run(mapped);
    expect([run?.letters.map(({ code }) => code), rowsOf(run)]).toEqual([['DIFFERS'], ['2026/3 VH 1 10.00 0.00 0 1']]);
  });

  test('of a journal entry is its revenue, positive here, without the other side', async () => {
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] },
    });
    const { entries } = await company.run(compile({ 'entries.yml': entry }));
    expect(entries?.letters).toEqual([]);
    expect(rowsOf(entries)).toEqual(['2026/3 VH 1 10.00 2.10 1 0']);
  });

  test('is nothing where an order becomes an order: that is booked later', async () => {
    const flow = entry
      .replace(/resource: .*/, 'resource: salesorderswithlines')
      .replace('sourceDocumentNumber]', 'reference]')
      .replace(
        / {6}sourceDocumentNumber: .*\n.*journalId.*/,
        `      reference: string(OrderNumber)\n      debtorCustomerNumber: { value: "10001" }`,
      )
      .replace(
        / {6}fields:\n {8}amount[\s\S]*/,
        `      fields: { articleNumber: { value: A1 }, quantity: line.Quantity, price: line.AmountFC, vatCode: { value: VH } }\n`,
      );
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1, { InvoiceTo: accountId(1) })] },
      asperion: {
        debtors: [{ customerNumber: '10001', name: 'Bakkerij', address: 'Kade 1', debtorKindId: 'company' }],
        articles: [{ articleNumber: 'A1', description: 'Koffie' }],
      },
    });
    const run = await company.run(compile({ 'orders.yml': flow }));
    expect([run.orders?.steps, rowsOf(run.orders)]).toEqual([{ entry: { created: 1 } }, []]);
  });
});
