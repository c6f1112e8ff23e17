import { describe, expect, it } from 'vitest';
import { guid } from '../../../sandbox/world/random.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, order, orders } from '../../support/samples.ts';

const invoices = compile({
  'orders.yml': orders({}).replace('exists: skip', 'exists: update'),
});

const rows = (company: Company) => company.asperion.rows('salesinvoiceswithlines');
const puts = ({ asperion, exactOnline }: Company) =>
  [...asperion.requests, ...exactOnline.requests].filter(({ method }) => method === 'PUT').length;

/** An order that became an invoice which nobody processed yet. */
async function sent(): Promise<Company> {
  const company = await Company.open({ exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] } });
  await company.run(invoices);
  company.asperion.update('salesinvoiceswithlines', rows(company)[0]?.id ?? null, { status: 1 });
  return company;
}

const change = (company: Company, more: object) => company.exactOnline.update('SalesOrders', guid(1, 'order', 1), more);

describe('exists: update', () => {
  it('corrects the fields of a document that the target still lets change', async () => {
    await using company = await sent();
    change(company, { OrderDate: '2026-03-05T00:00:00' });
    const { orders: run } = await company.run(invoices);
    expect(run).toMatchObject({ letters: [], steps: { invoice: { updated: 1 } } });
    expect(rows(company)).toMatchObject([{ invoiceNumber: 'EO-1', date: '2026-03-05T00:00:00' }]);
    expect(rows(company)[0]?.lines).toHaveLength(1);
    expect((await company.run(invoices)).orders?.steps.invoice).toEqual({ unchanged: 1 });
    expect(puts(company)).toBe(1);
  });

  it('fails a record whose document is closed, naming the field', async () => {
    await using company = await sent();
    company.asperion.update('salesinvoiceswithlines', rows(company)[0]?.id ?? null, { status: 3 });
    change(company, { OrderDate: '2026-03-05T00:00:00' });
    const { orders: run } = await company.run(invoices);
    expect(run?.letters).toMatchObject([{ code: 'DIFFERS', step: 'invoice', reason: expect.stringContaining('date') }]);
    expect(puts(company)).toBe(0);
  });

  it('fails a record whose lines differ and writes nothing of it', async () => {
    await using company = await sent();
    change(company, { OrderDate: '2026-03-05T00:00:00' });
    company.exactOnline.update('SalesOrderLines', guid(1, 'line', 1), { AmountFC: 12, Quantity: 2 });
    const { orders: run } = await company.run(invoices);
    expect(run?.letters).toMatchObject([{ code: 'DIFFERS', reason: expect.stringContaining('lines') }]);
    expect(puts(company)).toBe(0);
  });

  it('links and corrects a document that was there before', async () => {
    await using company = await sent();
    const [before] = rows(company);
    await using other = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] },
      asperion: {
        debtors: [
          {
            customerNumber: '7',
            name: 'Bakkerij 1',
            address: 'Dorpsstraat 1',
            debtorKindId: 'company',
            characteristic5: 'EO-20001',
          },
        ],
        salesinvoiceswithlines: [{ ...before, debtorCustomerNumber: '7', description: 'by hand', status: 1 }],
      },
    });
    expect((await other.run(invoices)).orders).toMatchObject({ letters: [], steps: { invoice: { updated: 1 } } });
    expect(rows(other)).toMatchObject([{ description: 'Order 1' }]);
  });
});

describe('exists: update in Exact Online', () => {
  const flow = compile({
    'orders.yml': `from: asperion.salesorderswithlines
to: exact-online
steps:
  - id: order
    resource: salesorder/SalesOrders
    match: [YourRef]
    exists: update
    fields:
      YourRef: string(id)
      OrderDate: date
      OrderedBy: { ref: crm/Accounts, by: Code, value: "20001" }
      Description: description
    lines:
      each: lines
      fields:
        Item: { ref: logistics/Items, by: Code, value: A1 }
        Quantity: line.quantity
`,
  });

  it('corrects an open order, and fails one that is complete', async () => {
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1)],
        Items: [{ ID: guid(1, 'item', 1), Code: 'A1', Description: 'Koffie', IsSalesItem: true }],
      },
      asperion: {
        debtors: [{ customerNumber: '7', name: 'Bakkerij 1', address: 'Weg 1', debtorKindId: 'company' }],
        articles: [{ articleNumber: 'A1', description: 'Koffie' }],
        salesorderswithlines: [
          {
            debtorCustomerNumber: '7',
            date: '2026-03-01T00:00:00',
            description: 'one',
            lines: [{ articleNumber: 'A1', quantity: 2 }],
          },
        ],
      },
    });
    expect((await company.run(flow)).orders).toMatchObject({ letters: [], steps: { order: { created: 1 } } });
    const describe = (description: string) =>
      company.asperion.update('salesorderswithlines', company.asperion.rows('salesorderswithlines')[0]?.id ?? null, {
        description,
      });
    describe('two');
    company.wait(1);
    expect((await company.run(flow)).orders).toMatchObject({ letters: [], steps: { order: { updated: 1 } } });
    expect(company.exactOnline.rows('SalesOrders')).toMatchObject([{ Description: 'two' }]);
    const [{ OrderID = null } = {}] = company.exactOnline.rows('SalesOrders');
    company.exactOnline.update('SalesOrders', OrderID, { Status: 21 });
    describe('three');
    company.wait(1);
    expect((await company.run(flow)).orders?.letters).toMatchObject([{ code: 'DIFFERS' }]);
    expect(company.exactOnline.rows('SalesOrders')).toMatchObject([{ Description: 'two' }]);
  });
});
