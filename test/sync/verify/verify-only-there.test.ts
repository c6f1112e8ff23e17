import { describe, expect, test } from 'vitest';
import { guid } from '../../../sandbox/world/random.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, order } from '../../support/samples.ts';
import { booking, check, compiled, debtors, invoice, open, placed, SCOPE, told, totals } from './verify-documents.ts';

describe('documents that only the target has', () => {
  const orders = [placed(1), placed(2), placed(3, [['2', 50, 10.5]], '2026-05-04')];
  const invoices = [
    invoice('EO-1', '2026-03-01', ['VH', 100, 21]),
    invoice('EO-3', '2026-05-04', ['VH', 50, 10.5]),
    invoice('2026-7', '2026-03-31', ['VH', 80, 16.8], ['VL', 10, 0.9]),
    invoice('EO-9', '2026-04-15', ['VH', 5, 1.05]),
    invoice('2026-1', '2026-02-28', ['VH', 1000, 210]), // a period that was not compared
    invoice('EO-8', '2026-02-27', ['VH', 1000, 210]),
    invoice('2026-8', '2026-06-01', ['VH', 1000, 210]), // after the last one that was
  ];

  test('are reported, with their amounts, and count in the totals of both ways', async () => {
    await using company = await open(invoices, orders);
    const { check: outcome } = await company.run(compiled(check()));
    expect(outcome?.error).toBe(null);
    expect(told(outcome)).toEqual([
      ['2', 'missing', 'as EO-2, dated 2026-03-01, period 2026/3, 100.00 without VAT'],
      ['2026-7', 'only', 'dated 2026-03-31, period 2026/3, 90.00 without VAT'],
      ['EO-9', 'only', 'dated 2026-04-15, period 2026/4, 5.00 without VAT'],
    ]);
    expect(totals(outcome)).toEqual([
      '2026/3 VH 200.00 180.00 42.00 37.80',
      '2026/3 VL 0.00 10.00 0.00 0.90',
      '2026/4 VH 0.00 5.00 0.00 1.05',
      '2026/5 VH 50.00 50.00 10.50 10.50',
    ]);
    expect(outcome?.verified).toMatchObject({ compared: 5, equal: 2, isNew: 3, counts: { missing: 1, only: 2 } });
    expect((await company.run(compiled(check()))).check?.verified?.isNew).toBe(0);
  });

  test('are not those of a skipped record, and neither side counts: it is booked by hand', async () => {
    const byHand = [invoice('EO-1', '2026-03-01', ['VH', 100, 21]), invoice('EO-2', '2026-04-02', ['VH', 100, 21])];
    await using company = await open(byHand, [placed(1), placed(2), placed(3, [['9', 100, 21]])]);
    const links = 'check:\n  "2": skip\n  "3": skip\n';
    const skipping = compile({ 'check.yml': check(), 'tables/codes.yml': '"2": VH\n', 'links.yml': links });
    const { check: outcome } = await company.run(skipping);
    expect(told(outcome)).toEqual([]);
    expect(totals(outcome)).toEqual(['2026/3 VH 100.00 100.00 21.00 21.00']);
    expect(outcome?.verified).toMatchObject({ compared: 1, equal: 1 });
    // The amount of the second is not known, as its VAT code has no row.
    expect(outcome?.verified?.skipped.map(({ reference, amount }) => [reference, amount?.toFixed(2)])).toEqual([
      ['2', '100.00'],
      ['3', undefined],
    ]);
    // Without its pin it is in another period.
    expect(told((await company.run(compiled(check()))).check).map(([reference]) => reference)).toEqual(['2', '3']);
  });

  test('a skipped record has no amount without lines, and each of two with one number its own', async () => {
    const skipped = async (flow: string): Promise<unknown> => {
      const twin = { ...placed(22, [['2', 70, 14.7]]), OrderNumber: 2 };
      await using company = await open([], [placed(2), twin]);
      const files = { 'check.yml': flow, 'tables/codes.yml': '"2": VH\n', 'links.yml': 'check: { "2": skip }\n' };
      const { check: outcome } = await company.run(compile(files));
      return outcome?.verified?.skipped.map(({ reference, amount }) => [reference, amount?.toFixed(2)]);
    };
    expect(await skipped(check())).toEqual([
      ['2', '100.00'],
      ['2', '70.00'],
    ]);
    const [header = ''] = check().split('    lines:');
    expect(await skipped(header)).toEqual([
      ['2', undefined],
      ['2', undefined],
    ]);
  });

  test('are not those of a skipped invoice of an order: it is named, and in no total', async () => {
    const printed = [1, 2].map((number) => {
      const [InvoiceID, SalesOrder] = [guid(1, 'invoice', number), guid(1, 'order', 1)];
      const lines = [{ ID: guid(1, 'invoice line', number), InvoiceID, SalesOrder, AmountFC: 10 }];
      return { InvoiceID, InvoiceNumber: number, InvoiceDate: '2026-03-01T00:00:00', SalesInvoiceLines: lines };
    });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)], SalesInvoices: printed },
      asperion: { debtors, salesinvoiceswithlines: [invoice('EO-1', '2026-03-01', ['VH', 10, 2.1])] },
    });
    const flow = `from: exact-online.salesorder/SalesOrders
to: asperion
purpose: verify
with:
  billed: { resource: salesinvoice/SalesInvoiceLines, by: SalesOrder, value: OrderID, many: true }
  invoices: { resource: salesinvoice/SalesInvoices, by: InvoiceID, value: 'billed.map(l, l.InvoiceID)', many: true, order: InvoiceNumber }
steps:
  - id: invoice
    each: invoices
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    fields: { invoiceNumber: externalKey(line.InvoiceNumber), date: line.InvoiceDate }
    lines: { each: line.SalesInvoiceLines, fields: { amount: line.AmountFC, vatCode: { value: VH } } }
`;
    const books = `from: exact-online.salesinvoice/SalesInvoices
to: asperion
enabled: false
steps:
  - id: invoice
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: skip
    fields: { invoiceNumber: externalKey(InvoiceNumber), debtorCustomerNumber: { value: "10001" }, date: InvoiceDate, journalId: { value: "70" } }
    lines: { each: SalesInvoiceLines, fields: { amount: line.AmountFC, vatCode: { value: VH }, ledgerAccountId: { value: 8000 } } }
`;
    const files = { 'check.yml': flow, 'books.yml': books, 'links.yml': 'books: { "2": skip }\n' };
    const { check: outcome } = await company.run(compile(files));
    expect([told(outcome), totals(outcome)]).toEqual([[], ['2026/3 VH 10.00 10.00 0.00 2.10']]);
    expect(outcome?.verified).toMatchObject({ compared: 1, equal: 1, skipped: [{ reference: '2' }] });
  });

  test('are those of the scope only, where the step has one, in whatever period', async () => {
    await using company = await open(invoices, orders);
    const { check: outcome } = await company.run(compiled(check({ more: SCOPE })));
    expect(told(outcome).map(([reference, kind]) => [reference, kind])).toEqual([
      ['2', 'missing'],
      ['EO-9', 'only'],
      ['EO-8', 'only'],
    ]);
  });

  test('are those of the scope where nothing is left to compare', async () => {
    await using company = await open(invoices, []);
    expect(told((await company.run(compiled(check()))).check)).toEqual([]);
    const { check: outcome } = await company.run(compiled(check({ more: SCOPE })));
    expect(told(outcome).map(([reference]) => reference)).toEqual(['EO-1', 'EO-3', 'EO-9', 'EO-8']);
  });

  test('are those of a scope that goes by the day of the run', async () => {
    await using company = await open(invoices, orders);
    const recent = 'scope: date < addDays(today(), 31)';
    const { check: outcome } = await company.run(compiled(check({ more: recent })));
    expect(told(outcome).map(([reference, kind]) => [reference, kind])).toEqual([
      ['2', 'missing'],
      ['2026-7', 'only'],
      ['2026-1', 'only'],
      ['EO-8', 'only'],
    ]);
  });

  test('are not those before `since`, and nobody looks where records were asked for', async () => {
    await using company = await open(invoices, orders);
    const since = compiled(check({ head: 'since: 2026-04-01' }));
    // One order is dated after that day, and so is what is looked at in the target.
    company.time.now = Date.UTC(2026, 5, 1);
    const [, second] = orders as { OrderID?: string }[];
    company.exactOnline.update('SalesOrders', second?.OrderID ?? null, { OrderDate: '2026-04-20T00:00:00' });
    company.time.now = Date.UTC(2026, 2, 2, 9);
    expect(told((await company.run(since)).check).map(([reference]) => reference)).toEqual(['2', 'EO-9']);
    expect(told((await company.run(compiled(check()), { records: ['1'] })).check)).toEqual([]);
  });

  test('are not those that another flow made or brought back', async () => {
    const entries = `from: exact-online.salesentry/SalesEntries
to: asperion
steps:
  - id: invoice
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: skip
    fields: { invoiceNumber: '"EO-S" + string(EntryNumber)', debtorCustomerNumber: { value: "10001" }, date: EntryDate, journalId: { value: "70" } }
    lines: { each: SalesEntryLines, fields: { amount: line.AmountFC, vatCode: { value: VH }, ledgerAccountId: { value: 8000 } } }
`;
    const back = `from: asperion.salesinvoiceswithlines
to: exact-online
where: invoiceNumber == "2026-7"
steps:
  - id: entry
    resource: salesentry/SalesEntries
    match: [YourRef]
    exists: skip
    fields: { YourRef: invoiceNumber, Customer: { ref: crm/Accounts, by: Code, value: "20001" }, EntryDate: date, Journal: { value: "70" } }
    lines: { each: lines, fields: { AmountFC: line.amount, VATCode: { value: "2" }, GLAccount: { ref: financial/GLAccounts, by: Code, value: "8000" } } }
`;
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1)],
        SalesOrders: orders,
        SalesEntries: [
          {
            EntryID: '00000000-0000-4000-a000-0000000000e1',
            EntryNumber: 501,
            EntryDate: '2026-03-20T00:00:00',
            Journal: '70',
            Customer: account(1).ID,
            SalesEntryLines: [{ ID: '00000000-0000-4000-a000-0000000000e2', AmountFC: 7, VATCode: '2' }],
          },
        ],
      },
      asperion: { debtors, salesinvoiceswithlines: invoices },
    });
    const made = await company.run(compile({ 'entries.yml': entries, 'back.yml': back }));
    expect([made.entries?.steps, made.back?.steps]).toEqual([{ invoice: { created: 1 } }, { entry: { created: 1 } }]);
    const { check: outcome } = await company.run(compiled(check()));
    expect(told(outcome).map(([reference]) => reference)).toEqual(['2', 'EO-9']);
  });

  test('are those too whose source record takes no part any more, though this flow made them', async () => {
    await using company = await open([], orders);
    await company.run(compile({ 'orders.yml': booking(), 'tables/codes.yml': '"2": VH\n' }));
    const { check: outcome } = await company.run(compiled(check({ head: 'where: OrderNumber != 2' })));
    expect(told(outcome).map(([reference, kind]) => [reference, kind])).toEqual([['EO-2', 'only']]);
  });

  test('include a second one under the number of one that is known by its link', async () => {
    const journals = ['70', '71'].map((id) => ({ id, description: `Sales ${id}`, type: 'Sales' }));
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [placed(1)] },
      asperion: { debtors, journals },
    });
    await company.run(compile({ 'orders.yml': booking(), 'tables/codes.yml': '"2": VH\n' }));
    const twice = { ...invoice('EO-1', '2026-03-02', ['VH', 100, 21]), id: 9001, journalId: '71' };
    company.asperion.insert('salesinvoiceswithlines', twice);
    const kinds = async () =>
      told((await company.run(compiled(check()))).check).map(([reference, kind]) => [reference, kind]);
    expect(await kinds()).toEqual([['EO-1', 'only']]);
    // Without the link nothing says which of the two is meant: it may be either, so neither is only there.
    company.forget();
    expect(await kinds()).toEqual([['1', 'ambiguous']]);
  });

  describe('when a record of the source cannot be mapped', () => {
    const unclear = order(2, 1, { OrderDate: '2026-03-01T00:00:00', YourRef: 'no date' });
    const there = [
      invoice('EO-1', '2026-03-01', ['VH', 100, 21]),
      invoice('EO-2', '2026-03-02', ['VH', 100, 21]),
      invoice('EO-9', '2026-03-15', ['VH', 5, 1.05]),
    ];
    const kindsOf = async (text: string) => {
      await using company = await open(there, [placed(1), unclear]);
      const { check: outcome } = await company.run(compiled(text));
      return told(outcome).map(([reference, kind]) => [reference, kind]);
    };

    test('are reported only when the record, by what is known of it, cannot be one of them', async () => {
      const dated = "date: 'YourRef == null ? OrderDate : date(YourRef)'";
      expect(await kindsOf(check().replace('date: OrderDate', dated))).toEqual([
        ['2', 'failed'],
        ['EO-9', 'only'],
      ]);
    });

    test('are reported only when it cannot be one of them, even when it fails before the step', async () => {
      const head = 'where: YourRef == null || date(YourRef) != null';
      expect(await kindsOf(check({ head }))).toEqual([
        ['2', 'failed'],
        ['EO-9', 'only'],
      ]);
    });

    test('do not include the one that it is linked with, whatever its number is now', async () => {
      await using company = await open([], [placed(1), placed(2)]);
      await company.run(compile({ 'orders.yml': booking(), 'tables/codes.yml': '"2": VH\n' }));
      company.exactOnline.update('SalesOrders', String(placed(2).OrderID), { YourRef: 'no date' });
      const renamed = company.asperion.rows('salesinvoiceswithlines').find((row) => row.invoiceNumber === 'EO-2');
      company.asperion.update('salesinvoiceswithlines', renamed?.id ?? null, { invoiceNumber: '2026-2' });
      const dated = check().replace('date: OrderDate', "date: 'YourRef == null ? OrderDate : date(YourRef)'");
      const { check: outcome } = await company.run(compiled(dated));
      expect(told(outcome).map(([reference, kind]) => [reference, kind])).toEqual([['2', 'failed']]);
    });

    test('are reported only when it cannot be one of them, even when its customer is missing as well', async () => {
      const customer = `with:
  customer: { resource: crm/Accounts, by: ID, value: OrderedBy }
steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    when: YourRef != null
    fields: { characteristic5: '"EO-" + customer.Code' }
`;
      const both = check()
        .replace('steps:\n', customer)
        .replace(
          'date: OrderDate',
          `date: 'YourRef == null ? OrderDate : date(YourRef)', debtorCustomerNumber: debtor.customerNumber`,
        );
      const kinds = await kindsOf(both);
      expect(kinds.map(([, kind]) => kind)).toContain('missing');
      expect(kinds.filter(([, kind]) => kind === 'only')).toEqual([['EO-9', 'only']]);
    });

    test('are not reported while its number is not known: it may be any of them', async () => {
      const numbered = `'"EO-" + (YourRef == null ? string(OrderNumber) : string(date(YourRef)))'`;
      expect(await kindsOf(check().replace(/'"EO-" \+ string\(OrderNumber\)'/, numbered))).toEqual([['2', 'failed']]);
    });
  });

  test('are looked for by all steps of a resource together, each reported once', async () => {
    const second = `  - id: delivery
    resource: salesinvoiceswithlines
    when: OrderNumber == 3
    match: [invoiceNumber]
    scope: startsWith(invoiceNumber, "O-")
    fields: { invoiceNumber: '"O-" + string(OrderNumber)', date: OrderDate }
    lines:
      each: SalesOrderLines
      fields: { amount: line.AmountFC, vatAmount: line.VATAmount, vatCode: { table: codes, key: line.VATCode } }
`;
    const first = check({ more: `${SCOPE}\n    when: OrderNumber != 3` });
    await using company = await open(
      [
        ...[invoice('EO-1', '2026-03-01', ['VH', 100, 21]), invoice('EO-2', '2026-03-01', ['VH', 100, 21])],
        invoice('O-3', '2026-05-04', ['VH', 50, 10.5]),
        invoice('O-1', '2026-03-01', ['VH', 100, 21]), // order 1 once more, in a period without deliveries
        invoice('EO-9', '2026-05-15', ['VH', 5, 1.05]),
        invoice('2026-7', '2026-04-30', ['VH', 80, 16.8]),
      ],
      orders,
    );
    const { check: outcome } = await company.run(compiled(first + second));
    const places = outcome?.verified?.differences.map(({ reference, step, kind }) => [reference, step, kind]);
    expect(places).toEqual([
      ['O-1', 'delivery', 'only'],
      ['EO-9', 'invoice', 'only'],
    ]);
  });

  test('are read in one list, whatever the number of documents', async () => {
    await using company = await open(invoices, orders);
    await company.run(compiled(check()));
    const before = company.asperion.requests.length;
    await company.run(compiled(check()));
    const calls = company.asperion.requests.slice(before).filter(({ path }) => path.includes('invoices'));
    expect(calls).toHaveLength(4); // three orders that are looked up, and the list
  });
});
