import { describe, expect, it } from 'vitest';
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

  it('are found in the target by copyOf when the links are lost, and asked for only where a value says so', async () => {
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
