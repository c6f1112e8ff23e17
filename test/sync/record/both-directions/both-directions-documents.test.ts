import { describe, expect, it } from 'vitest';
import { addDelivery, addInvoice } from '../../../../sandbox/exact-online/documents/order-documents.ts';
import { guid } from '../../../../sandbox/world/random.ts';
import { Company, compile } from '../../../support/engine.ts';
import { account, articles, order, orders } from '../../../support/samples.ts';
import { letters } from './both-directions.ts';

describe('documents in both directions', () => {
  const there = `from: exact-online.salesorder/SalesOrders
to: asperion
with:
  customer: { resource: crm/Accounts, by: ID, value: OrderedBy }
steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    update: false
    fields:
      characteristic5: '"EO-" + customer.Code'
      name: customer.Name
      address: customer.AddressLine1
      debtorKindId: { value: company }
  - id: order
    resource: salesorderswithlines
    match: [reference]
    exists: verify
    fields:
      reference: '"EO-" + string(OrderNumber)'
      debtorCustomerNumber: debtor.customerNumber
      date: OrderDate
    lines:
      each: SalesOrderLines
      fields: { articleNumber: line.ItemCode, quantity: line.Quantity }
`;
  const DEBTOR = { customerNumber: '10001', name: 'Bakkerij 1', address: 'Kade 1', debtorKindId: 'company' };
  const THEIR_ORDER = {
    debtorCustomerNumber: '10001',
    date: '2026-03-01T00:00:00',
    lines: [{ articleNumber: 'A1', quantity: 2 }],
  };
  const homeOf = (code: string) => `from: asperion.salesorderswithlines
to: exact-online
with:
  debtor: { resource: debtors, by: customerNumber, value: debtorCustomerNumber }
steps:
  - id: account
    resource: crm/Accounts
    match: [Name]
    update: false
    fields: { Name: debtor.name, Status: { value: C } }
  - id: order
    resource: salesorder/SalesOrders
    match: [YourRef]
    exists: fail
    fields:
      YourRef: string(id)
      OrderedBy: account.ID
      OrderDate: date
    lines:
      each: lines
      fields:
        Item: { ref: logistics/Items, by: Code, value: ${code} }
        Quantity: line.quantity
`;

  it('come back neither as new documents nor as failures', async () => {
    const flows = compile({ 'orders.there.yml': there, 'orders.home.yml': homeOf('A1') });
    const id = guid(1, 'item', 1);
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1)],
        Items: [{ ID: id, Code: 'A1', Description: 'Koffie', IsSalesItem: true }],
        SalesOrders: [
          order(1, 1, { SalesOrderLines: [{ ID: guid(1, 'line', 1), Item: id, ItemCode: 'A1', Quantity: 2 }] }),
        ],
      },
      asperion: { articles: articles(1) },
    });
    for (let run = 0; run < 4; run++) {
      expect(letters(await company.run(flows))).toEqual([]);
      company.wait(9);
    }
    expect(company.asperion.rows('salesorderswithlines')).toHaveLength(1);
    expect(company.exactOnline.rows('SalesOrders')).toHaveLength(1);
  });

  /** Another flow of the same orders: its pair of resources has never been linked. */
  const asInvoices = orders({});
  const copy = 'copies of Asperion';

  it('are left out as copies of the other system in every flow that reads them, and counted', async () => {
    const home = compile({ 'orders.home.yml': homeOf('A1') });
    await using company = await Company.open({
      asperion: { articles: articles(1), debtors: [DEBTOR], salesorderswithlines: [THEIR_ORDER] },
      exactOnline: { Items: [{ ID: guid(1, 'item', 1), Code: 'A1', Description: 'Koffie', IsSalesItem: true }] },
    });
    expect(letters(await company.run(home))).toEqual([]);
    const flows = compile({ 'invoices.yml': asInvoices.replace('where: Status == 21', '') });
    const outcome = await company.run(flows);
    expect(outcome.invoices?.leftOut).toEqual([`1 ${copy}`]);
    expect(company.asperion.rows('salesinvoiceswithlines')).toEqual([]);
  });

  it('are found by copyOf when the links are lost, and asked for only where a value says so', async () => {
    const copyOf = `copyOf: [{ resource: salesorderswithlines, by: id, value: 'YourRef != null ? int(YourRef) : null' }]`;
    const flow = compile({ 'orders.yml': asInvoices.replace('where:', `${copyOf}\nwhere:`) });
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1)],
        SalesOrders: [order(1, 1, { YourRef: '7' }), order(2, 1, { YourRef: '8' }), order(3, 1)],
      },
      asperion: { articles: articles(1), debtors: [DEBTOR], salesorderswithlines: [{ ...THEIR_ORDER, id: 7 }] },
    });
    const asked: string[] = [];
    const outcome = await company.run(flow, {
      underway: (request) => {
        if (/OrderWithLines/i.test(request.url)) asked.push(request.url);
        return request;
      },
    });
    expect(outcome.orders?.leftOut).toEqual([`1 ${copy}`]);
    expect(company.asperion.rows('salesinvoiceswithlines').map(({ invoiceNumber }) => invoiceNumber)).toEqual([
      'EO-2',
      'EO-3',
    ]);
    expect(asked.length).toBeGreaterThan(0);
    // What was sent is an original from now on, and is not asked again.
    asked.length = 0;
    const [second] = company.exactOnline.rows('SalesOrders').filter(({ OrderNumber }) => OrderNumber === 2);
    company.exactOnline.update('SalesOrders', String(second?.OrderID), { Description: 'Later' });
    await company.run(flow, {
      underway: (request) => {
        if (/OrderWithLines/i.test(request.url)) asked.push(request.url);
        return request;
      },
    });
    expect(asked).toEqual([]);
  });
});

describe('an order of Asperion that is invoiced in Exact Online', () => {
  const CHECK = 'reconcile-orders.exact-online-to-asperion';
  const flows = compile({
    'settings.yml': `use: shipped
flows: [orders.exact-online-to-asperion, orders.asperion-to-exact-online, ${CHECK}]
values: { since: 2026-03-01, bookYear: "01-01", prefix: EO-, journals: { sales: "70" } }
`,
    'tables/cost-centers.yml': '{}\n',
    'tables/ledger-accounts.yml': '"8000": 8000\n',
    'tables/payment-conditions.yml': '"30": 1\n',
    'tables/account-payment-conditions.yml': '"1": "30"\n',
    'tables/account-revenue-accounts.yml': 'NL: 8000\n',
    'tables/revenue-accounts.yml': 'NL: 8000\n',
  });
  /** Orders of Asperion that stand in Exact Online, all of them delivered. */
  async function withOrders(count: number): Promise<Company> {
    const company = await Company.open({
      asperion: {
        articles: articles(1),
        debtors: [
          {
            ...{ customerNumber: '10001', name: 'Bakkerij 1', address: 'Kade 1', countryCode: 'NL' },
            ...{ debtorKindId: 'company', paymentConditionId: 1 },
          },
        ],
        salesorderswithlines: Array.from({ length: count }, (_, index) => ({
          ...{ orderNumber: String(5001 + index), debtorCustomerNumber: '10001', date: '2026-03-01T00:00:00' },
          lines: [{ articleNumber: 'A1', description: 'Koffie', quantity: 2, price: 10, vatCode: 'VH' }],
        })),
      },
    });
    const { exactOnline } = company;
    const revenue = exactOnline.rows('GLAccounts').find(({ Code }) => Code === '8000')?.ID;
    exactOnline.insert('Items', { Code: 'A1', Description: 'Koffie', IsSalesItem: true, GLRevenue: revenue });
    expect(letters(await company.run(flows))).toEqual([]);
    for (const { OrderID } of exactOnline.rows('SalesOrders')) {
      addDelivery(exactOnline, OrderID, { DeliveryDate: '2026-03-02T00:00:00' });
    }
    return company;
  }
  const booked = ({ asperion }: Company) =>
    asperion.rows('salesinvoiceswithlines').map(({ invoiceNumber }) => invoiceNumber);

  it.each([
    ['', false],
    [', also if the links are lost', true],
  ])('has its invoice booked, and not a delivery without one, which a check finds%s', async (_, isForgotten) => {
    await using company = await withOrders(2);
    const [first, second] = company.exactOnline.rows('SalesOrders').map(({ OrderID }) => OrderID);
    addInvoice(company.exactOnline, first, { InvoiceDate: '2026-03-02T00:00:00', InvoiceNumber: 7 });
    company.exactOnline.update('SalesOrders', String(second), { Status: 21, InvoiceStatus: 21 });
    if (isForgotten) company.forget();
    const ended = await company.run(flows);
    expect([letters(ended), ended['orders.exact-online-to-asperion']?.leftOut]).toEqual([[], ['1 copies of Asperion']]);
    expect(booked(company)).toEqual(['EO-7']);
    expect(ended[CHECK]?.verified?.differences).toMatchObject([{ kind: 'missing', reference: '2', step: 'delivery' }]);
  });
});
