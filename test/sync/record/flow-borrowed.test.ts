import { describe, expect, it } from 'vitest';
import { guid } from '../../../sandbox/world/random.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, accountId, order, orders, shipped } from '../../support/samples.ts';

/** Orders become invoices that name the town in which the receiver of the goods lives. */
const flowWith = (exists: string, description = 'join([string(OrderNumber), receiver.City], " ")') =>
  compile({
    'orders.yml': orders({
      relations: 'receiver: { resource: crm/Accounts, by: ID, value: "coalesce(DeliverTo, OrderedBy)" }',
    })
      .replace('exists: skip', `exists: ${exists}`)
      .replace(`description: '"Order " + string(OrderNumber)'`, `description: '${description}'`),
  });
const verify = flowWith('verify');

const rows = ({ asperion }: Company) => asperion.rows('salesinvoiceswithlines');
const changeOrder = ({ exactOnline }: Company, more: object) =>
  exactOnline.update('SalesOrders', guid(1, 'order', 1), more);

/** An order that was sent to a customer in Leiden, who moved to Breda since. */
async function moved(flow = verify): Promise<Company> {
  const accounts = [account(1, { City: 'Leiden' }), account(2, { City: 'Assen' })];
  const company = await Company.open({ exactOnline: { Accounts: accounts, SalesOrders: [order(1, 1)] } });
  await company.run(flow);
  company.exactOnline.update('Accounts', accountId(1), { City: 'Breda' });
  return company;
}

/** What a document keeps of the customer as it was when the document was sent. */
describe('a document whose customer changed since it was sent', () => {
  it.each(['verify', 'update'])('is as it was sent for a run that lost its state, with exists: %s', async (exists) => {
    const flow = flowWith(exists);
    await using company = await moved(flow);
    const [before] = rows(company);
    company.asperion.update('salesinvoiceswithlines', before?.id ?? null, { status: 1 });
    company.forget();
    expect((await company.run(flow)).orders?.letters).toEqual([]);
    expect(rows(company)).toMatchObject([{ description: '1 Leiden' }]);
  });

  it('is as it was sent when its order changes in what is not mapped', async () => {
    await using company = await moved();
    changeOrder(company, { YourRef: 'PO-7' });
    expect((await company.run(verify)).orders).toMatchObject({ letters: [], steps: { invoice: { unchanged: 1 } } });
  });

  it('is as it was sent while its order waits for another difference', async () => {
    await using company = await moved();
    changeOrder(company, { OrderDate: '2026-03-05T00:00:00' });
    const { orders: run } = await company.run(verify);
    expect(run?.letters).toMatchObject([
      { code: 'DIFFERS', reason: expect.stringMatching(/differs from the source in date\.$/) },
    ]);
    changeOrder(company, { OrderDate: '2026-03-01T00:00:00' });
    expect((await company.run(verify)).orders?.letters).toEqual([]);
  });

  it('differs when its order names another customer', async () => {
    await using company = await moved();
    changeOrder(company, { DeliverTo: accountId(2) });
    const { orders: run } = await company.run(verify);
    expect(run?.letters).toMatchObject([{ code: 'DIFFERS', reason: expect.stringContaining('description') }]);
    company.wait(2);
    expect((await company.run(verify)).orders?.letters).toMatchObject([{ code: 'DIFFERS', attempts: 2 }]);
  });

  it('differs when what the order itself adds to it changed', async () => {
    const flow = flowWith('verify', 'join([YourRef, receiver.City], " ")');
    await using company = await moved(flow);
    changeOrder(company, { YourRef: 'PO-7' });
    const { orders: run } = await company.run(flow);
    expect(run?.letters).toMatchObject([{ code: 'DIFFERS', reason: expect.stringContaining('description') }]);
  });

  it('is brought to another receiver with winner: dead-letter, but for what a person changed', async () => {
    const asking = compile({
      'orders.yml': orders({
        relations: 'receiver: { resource: crm/Accounts, by: ID, value: "coalesce(DeliverTo, OrderedBy)" }',
      })
        .replace('steps:', 'winner: dead-letter\nsteps:')
        .replace('exists: skip', 'exists: update')
        .replace(`description: '"Order " + string(OrderNumber)'`, `description: 'receiver.City'`),
    });
    await using company = await moved(asking);
    changeOrder(company, { YourRef: 'PO-7' });
    expect((await company.run(asking)).orders).toMatchObject({ letters: [], steps: { invoice: { unchanged: 1 } } });
    changeOrder(company, { OrderDate: '2026-03-05T00:00:00' });
    expect((await company.run(asking)).orders).toMatchObject({ letters: [], steps: { invoice: { updated: 1 } } });
    expect(rows(company)).toMatchObject([{ description: 'Leiden' }]);
    changeOrder(company, { DeliverTo: accountId(2) });
    expect((await company.run(asking)).orders).toMatchObject({ letters: [], steps: { invoice: { updated: 1 } } });
    expect(rows(company)).toMatchObject([{ description: 'Assen' }]);
    company.asperion.update('salesinvoiceswithlines', rows(company)[0]?.id ?? null, { description: 'Typed' });
    changeOrder(company, { DeliverTo: accountId(1) });
    expect((await company.run(asking)).orders?.letters).toMatchObject([{ code: 'CONFLICT' }]);
    expect(rows(company)).toMatchObject([{ description: 'Typed' }]);
  });

  it('is compared in full when a person asks for it, and when a person typed it', async () => {
    await using company = await moved();
    expect((await company.run(verify, { records: ['1'] })).orders?.letters).toMatchObject([{ code: 'DIFFERS' }]);
    company.forget();
    company.asperion.update('salesinvoiceswithlines', rows(company)[0]?.id ?? null, { invoiceNumber: '1' });
    const { orders: run } = await company.run(verify);
    expect(run?.letters).toMatchObject([{ code: 'DIFFERS', reason: expect.stringContaining('typed by hand') }]);
  });

  it.each(['verify', 'update'])('has the payment condition of a corrected rule, with exists: %s', async (exists) => {
    const flowOf = (terms: string) =>
      flowWith(exists, `customer.City'\n      paymentConditionId: 'customer.City == "Leiden" ? ${terms}`);
    const accounts = [account(1, { City: 'Leiden' })];
    await using company = await Company.open({ exactOnline: { Accounts: accounts, SalesOrders: [order(1, 1)] } });
    await company.run(flowOf('1 : 2'));
    const { orders: run } = await company.run(flowOf('2 : 1'), { since: '2020-01-01' });
    const isTold = run?.letters.some(({ reason }) => reason.endsWith('differs from the source in paymentConditionId.'));
    expect({ isTold, terms: rows(company)[0]?.paymentConditionId }).toEqual(
      exists === 'verify' ? { isTold: true, terms: 1 } : { isTold: false, terms: 2 },
    );
  });

  it('stays as it was sent in its delivery address alone, in the shipped flows', () => {
    const flows = ['orders', 'orders-as-orders', 'orders-as-drafts', 'invoices', 'entries'];
    const names = [
      ...flows.map((flow) => `${flow}.exact-online-to-asperion`),
      ...['orders', 'invoices', 'invoices-as-invoices'].map((flow) => `${flow}.asperion-to-exact-online`),
    ];
    const kept = names.flatMap((name) => {
      const { programs } = compile(shipped(name, (text) => text.replace('enabled: false', 'enabled: true')));
      return programs.flatMap(({ steps }) => steps.flatMap(({ borrowed }) => Object.keys(borrowed)));
    });
    expect(kept.filter((field) => !/^delivery[A-Z]/.test(field))).toEqual([]);
    expect(kept).toContain('deliveryCity');
  });

  it('differs in its debtor and its dates, wherever they come from', () => {
    const text = orders({})
      .replace('exists: skip', 'exists: verify')
      .replace('debtor.customerNumber', 'customer.Code')
      .replace('date: OrderDate', 'date: coalesce(customer.StartDate, OrderDate)')
      .replace(`'"Order " + string(OrderNumber)'`, 'customer.City');
    const { programs } = compile({ 'orders.yml': text });
    expect(programs[0]?.steps.map(({ borrowed }) => Object.keys(borrowed))).toEqual([[], ['description']]);
  });

  it('still differs in what is its own, after a lost state', async () => {
    await using company = await moved();
    company.forget();
    changeOrder(company, { OrderDate: '2026-03-05T00:00:00' });
    const { orders: run } = await company.run(verify);
    expect(run?.letters).toMatchObject([{ code: 'DIFFERS', reason: expect.stringMatching(/in date\.$/) }]);
  });
});
