import { describe, expect, it } from 'vitest';
import { addOrder, type Share } from '../../../sandbox/exact-online/documents/order-documents.ts';
import { guid } from '../../../sandbox/world/random.ts';
import { togetherProblems } from '../../../src/commands/select-flows.ts';
import { only } from '../../e2e/support/rows.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, order, shipped } from '../../support/samples.ts';

/** From which date on the invoices and deliveries of orders are booked. */

const DEBTOR = `steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    update: true
    fields:
      characteristic5: '"EO-" + customer.Code'
      name: customer.Name
      address: customer.AddressLine1
      debtorKindId: { value: company }
`;

const booked = ({ asperion }: Company) =>
  asperion.rows('salesinvoiceswithlines').map(({ invoiceNumber }) => invoiceNumber);

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
  const withCustomer = (text: string): string =>
    text
      .replace('with:\n', 'with:\n  customer: { resource: crm/Accounts, by: ID, value: OrderedBy }\n')
      .replace('steps:\n', DEBTOR)
      .replace('{ value: "10001" }', 'debtor.customerNumber');
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

  it.each([
    ['2026-01-20', '2026-02-12', ['EO-1'], []],
    ['2026-01-20', '2026-01-20', [], ['1 dated before 2026-02-01']],
    ['2026-03-20', '2026-01-20', [], ['1 dated before 2026-02-01']],
  ])(
    'of an order changed on %s, dated %s: they alone decide, and no old customer is written',
    async (changed, day, numbers, told) => {
      await using own = await Company.open({
        exactOnline: {
          Accounts: [account(1)],
          SalesOrders: [order(1, 1, { Modified: `${changed}T12:00:00` })],
          SalesInvoices: [invoice(1, day)],
        },
      });
      const { leftOut, letters } = (await own.run(compile({ 'orders.yml': withCustomer(flow()) }))).orders ?? {};
      expect([booked(own), leftOut, letters]).toEqual([numbers, told, []]);
      expect(own.asperion.rows('debtors')).toHaveLength(numbers.length);
    },
  );

  it('are none yet: an order from before waits for what may still get a date', async () => {
    await using own = await Company.open({
      exactOnline: {
        Accounts: [account(1)],
        SalesOrders: [order(1, 1, { Modified: '2026-01-20T12:00:00' })],
        SalesInvoices: [invoice(1, '2026-01-12', { InvoiceDate: null, Status: 20 })],
      },
    });
    const printed = flow().replace('each: invoices', 'each: invoices.filter(i, i.Status == 50)');
    const none = (await own.run(compile({ 'orders.yml': withCustomer(printed) }))).orders;
    expect([none?.leftOut, none?.letters, own.asperion.rows('debtors')]).toEqual([
      ['1 dated before 2026-02-01'],
      [],
      [],
    ]);
    const open = (await own.run(compile({ 'orders.yml': withCustomer(flow()) }), { since: '2026-02-01' })).orders;
    expect(open?.letters).toMatchObject([{ reference: '1' }]);
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

describe('the flow of orders that ships', () => {
  const flows = compile({
    'settings.yml': `use: shipped
flows: [orders.exact-online-to-asperion]
values: { since: 2026-03-01, bookYear: "01-01", prefix: EO-, journals: { sales: "70" } }
`,
    'tables/cost-centers.yml': '{}\n',
    'tables/ledger-accounts.yml': '"8000": 8000\n',
    'tables/payment-conditions.yml': '"30": 2\n',
    'tables/revenue-accounts.yml': 'NL: 8000\n',
  });
  /** An order whose goods left in February, at a company that begins in March; the order does not change when its invoice is printed. */
  async function withInvoice(invoice: Share): Promise<Company> {
    const before = Date.parse('2026-02-25T10:00:00Z');
    const company = await Company.open({ exactOnline: { Accounts: [account(1)] }, nowMs: before });
    const { exactOnline } = company;
    const item = exactOnline.insert('Items', {
      Code: 'A',
      Description: 'A',
      GLRevenue: only(exactOnline.rows('GLAccounts'), 'Code', '8000').ID,
    });
    addOrder(exactOnline, {
      order: {
        OrderNumber: 1,
        OrderedBy: guid(1, 'account', 1),
        OrderDate: '2026-02-20',
        SalesOrderLines: [{ Item: item.ID, Quantity: 10, NetPrice: 100, VATCode: '2' }],
      },
      deliveries: [{ DeliveryDate: '2026-02-24' }],
      invoices: [invoice],
    });
    company.wait(24 * 8);
    return company;
  }

  it('books an invoice that was printed before the first day of the books and is dated after it', async () => {
    await using company = await withInvoice({ InvoiceDate: '2026-03-02', InvoiceNumber: 5 });
    expect((await company.run(flows))['orders.exact-online-to-asperion']).toMatchObject({ error: null, letters: [] });
    expect(booked(company)).toEqual(['EO-5']);
  });

  it('waits for an invoice that is printed later', async () => {
    await using company = await withInvoice({});
    const { letters } = (await company.run(flows))['orders.exact-online-to-asperion'] ?? {};
    expect(letters).toMatchObject([{ reference: '1', reason: expect.stringContaining('not printed yet') }]);
    const { InvoiceID } = company.exactOnline.rows('SalesInvoices')[0] ?? {};
    company.exactOnline.update('SalesInvoices', String(InvoiceID), {
      Status: 50,
      InvoiceNumber: 5,
      InvoiceDate: '2026-03-10',
    });
    company.wait(24 * 6);
    expect((await company.run(flows))['orders.exact-online-to-asperion']).toMatchObject({ error: null, letters: [] });
    expect(booked(company)).toEqual(['EO-5']);
  });

  it.each([
    ['complete, with goods of which no delivery is shown', {}],
    ['cancelled, with goods that were delivered', { Status: 45, InvoiceStatus: 12 }],
  ])('leaves an order of years ago out that is %s', async (_, more) => {
    const line = { Quantity: 1, QuantityDelivered: 1, AmountFC: 10, VATAmount: 2.1, VATCode: '2', NetPrice: 10 };
    const old = { Modified: '2019-05-20T12:00:00', Created: '2019-05-20T12:00:00', OrderDate: '2019-05-01T00:00:00' };
    const SalesOrderLines = [{ ID: guid(1, 'line', 1), LineNumber: 1, ItemCode: 'A1', ...line }];
    const amounts = { AmountDC: 12.1, AmountFC: 12.1, AmountFCExclVat: 10 };
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1)],
        SalesOrders: [order(1, 1, { ...old, ...amounts, InvoiceStatus: 21, SalesOrderLines, ...more })],
      },
    });
    const { letters, leftOut } = (await company.run(flows))['orders.exact-online-to-asperion'] ?? {};
    expect([letters, leftOut]).toEqual([[], ['1 dated before 2026-03-01']]);
    expect(company.asperion.rows('debtors')).toEqual([]);
  });
});

describe('the flow of drafts that ships', () => {
  const FLOW = 'orders-as-drafts.exact-online-to-asperion';
  const flows = compile({
    ...shipped(FLOW, (text) => text.replace('enabled: false', 'enabled: true')),
    'settings.yml': 'since: 2026-02-01\n',
  });
  const LINE = {
    ID: guid(1, 'line', 1),
    LineNumber: 1,
    Item: guid(1, 'item', 1),
    ItemCode: 'A1',
    Description: 'Koffie',
  };
  const GOODS = { Quantity: 1, QuantityDelivered: 1, AmountFC: 10, VATAmount: 2.1, VATCode: '2', NetPrice: 10 };

  it.each([
    ['2026-01-20', '2026-02-12', ['2026-02-12T00:00:00'], []],
    ['2026-02-20', '2026-01-12', [], ['1 dated before 2026-02-01']],
  ])('goes by the day of a delivery: changed on %s, delivered on %s', async (changed, delivered, drafts, leftOut) => {
    const delivery = { ID: guid(1, 'delivery line', 1), EntryID: guid(1, 'delivery', 1), QuantityDelivered: 1 };
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1)],
        Items: [{ ID: LINE.Item, Code: 'A1', Description: 'Koffie', Unit: 'pc' }],
        SalesOrders: [
          order(1, 1, {
            ...{ Modified: `${changed}T12:00:00`, Created: `${changed}T12:00:00`, OrderDate: '2026-01-05T00:00:00' },
            ...{ DeliveryStatus: 21, InvoiceStatus: 12, AmountDC: 12.1, AmountFC: 12.1, AmountFCExclVat: 10 },
            SalesOrderLines: [{ ...LINE, ...GOODS }],
          }),
        ],
        GoodsDeliveries: [
          {
            EntryID: guid(1, 'delivery', 1),
            DeliveryDate: `${delivered}T00:00:00`,
            GoodsDeliveryLines: [{ ...delivery, SalesOrderNumber: 1, SalesOrderLineID: LINE.ID }],
          },
        ],
      },
      asperion: { articles: [{ articleNumber: 'A1', description: 'Koffie', unit: 'stuk' }] },
    });
    const ended = (await company.run(flows))[FLOW];
    expect([ended?.error, ended?.letters, ended?.leftOut]).toEqual([null, [], leftOut]);
    expect(company.asperion.rows('draftsalesinvoiceswithlines').map(({ date }) => date)).toEqual(drafts);
  });
});
