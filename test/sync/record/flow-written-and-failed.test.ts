import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, accountId, articles, customers, items, order, orders } from '../../support/samples.ts';

/** Records that were written and failed all the same: what was written counts wherever writes are counted. */

const flow = (head = '') =>
  compile({ 'customers.yml': customers({ head: `winner: dead-letter\n${head}`, fields: 'city: City' }) });

/** A customer whose name was changed on both sides, and whose city in the source alone. */
async function disputed(): Promise<Company> {
  const company = await Company.open({ exactOnline: { Accounts: [account(1, { City: 'Delft' })] } });
  await company.run(flow());
  company.wait(1);
  company.exactOnline.update('Accounts', accountId(1), { Name: 'Kroon', City: 'Gouda' });
  const [debtor] = company.asperion.rows('debtors');
  company.asperion.update('debtors', debtor?.id ?? null, { name: 'Kade' });
  return company;
}

describe('a record of which one field was written and another one is disputed', () => {
  it('counts as updated and as failed', async () => {
    await using company = await disputed();
    const { steps, letters } = (await company.run(flow())).customers ?? {};
    expect(letters).toMatchObject([{ code: 'CONFLICT' }]);
    expect(company.asperion.rows('debtors')).toMatchObject([{ name: 'Kade', city: 'Gouda' }]);
    expect(steps?.debtor).toEqual({ updated: 1, failed: 1 });
  });

  it('counts for the guard', async () => {
    await using company = await disputed();
    const { error } = (await company.run(flow('guard: { maxUpdates: 0 }'))).customers ?? {};
    expect(error?.code).toBe('GUARD_EXCEEDED');
    expect(company.asperion.rows('debtors')).toMatchObject([{ city: 'Delft' }]);
  });

  it('stands in the plan as changed, with the fields, and as refused', async () => {
    await using company = await disputed();
    const [planned] = (await company.plan(flow())).flows;
    expect(planned?.steps).toMatchObject([{ read: 1, update: 1, refuse: 1, unchanged: 0 }]);
    expect(planned?.records).toMatchObject([
      { action: 'update', fields: [{ field: 'city' }], refusal: null },
      { action: 'refuse', refusal: { code: 'CONFLICT' } },
    ]);
  });

  it('counts as failed alone when nothing else was there to write', async () => {
    await using company = await disputed();
    await company.run(flow());
    company.wait(2);
    expect((await company.run(flow())).customers?.steps.debtor).toEqual({ failed: 1 });
    company.wait(5);
    const [planned] = (await company.plan(flow())).flows;
    expect(planned?.records.map(({ action }) => action)).toEqual(['refuse']);
  });
});

describe('a record of which an earlier step was written', () => {
  it('counts in that step, whatever became of a later one', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] } });
    company.asperion.faults.add({ method: 'POST', path: /SalesInvoice/i, act: 'status', status: 400, times: 2 });
    const { steps } = (await company.run(compile({ 'orders.yml': orders({}) }))).orders ?? {};
    expect(steps).toEqual({ debtor: { created: 1 }, invoice: { failed: 1 } });
  });
});

it('an order that waits after an unanswered write leaves a person’s change in its debtor', async () => {
  await using company = await Company.open({ exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] } });
  const flow = compile({ 'orders.yml': orders({}) });
  const post = { method: 'POST', path: /SalesInvoice/i } as const;
  company.asperion.faults.add({ ...post, act: 'status', status: 504, times: 1 });
  company.asperion.faults.add({ ...post, act: 'status', status: 400, times: 9 });
  expect((await company.run(flow)).orders?.letters).toMatchObject([{ code: 'WRITE_UNCLEAR', step: 'invoice' }]);
  const [debtor] = company.asperion.rows('debtors');
  for (const name of ['Kade', 'Kroon']) {
    company.asperion.update('debtors', debtor?.id ?? null, { name });
    company.wait(25);
    expect((await company.run(flow)).orders?.letters).toMatchObject([{ step: 'invoice' }]);
    expect(company.asperion.rows('debtors')).toMatchObject([{ name }]);
  }
});

describe('the plan of a record that is refused', () => {
  /** Where an order and its customer would be refused: the values are wrong, so no write is needed to know it. */
  const planned = async (rules: readonly [string, string]) => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] } });
    const [flow] = (await company.plan(compile({ 'orders.yml': orders({}).replace(...rules) }))).flows;
    return {
      records: flow?.records.map(({ step, action }) => [step, action]),
      counts: flow?.steps.map(({ step, read, create, refuse }) => [step, read, create, refuse]),
    };
  };

  it('shows the refusal under its own step, after what earlier steps would write', async () => {
    expect(await planned(['date: OrderDate', 'date: date(customer.Name)'])).toEqual({
      records: [
        ['debtor', 'create'],
        ['invoice', 'refuse'],
      ],
      counts: [
        ['debtor', 1, 1, 0],
        ['invoice', 1, 0, 1],
      ],
    });
  });

  it('shows nothing of the steps that it does not reach', async () => {
    expect(await planned(['name: customer.Name', 'name: string(date(customer.Name))'])).toEqual({
      records: [['debtor', 'refuse']],
      counts: [
        ['debtor', 1, 0, 1],
        ['invoice', 0, 0, 0],
      ],
    });
  });
});

it('a flow in which records only failed is saved before the next one begins', async () => {
  await using company = await Company.open({
    exactOnline: { Accounts: [account(1)] },
    asperion: { articles: articles(1) },
  });
  const strict = compile({
    'customers.yml': customers({ head: 'checks: [{ id: all, when: "true", says: \'"No."\' }]' }),
    'products.yml': items(),
  });
  await company.run(strict, { isLost: true });
  const { flows, openFlows } = company.progress;
  expect(Object.values(flows.customers?.deadLetters ?? {})).toMatchObject([{ code: 'CHECK_FAILED' }]);
  // The first save of this run, which is the one that counts here, is not that of the marks.
  expect(openFlows).toEqual([]);
});

describe('a value that a lost run wrote, and that is set back in the source', () => {
  const both = compile({
    'products-1.yml': items(),
    'products-2.yml': `from: exact-online.logistics/Items
to: asperion
steps:
  - id: article
    resource: articles
    match: [articleNumber]
    update: true
    fields: { articleNumber: Code, description: Description }
`,
  });

  it('does not come back from the target where it was refused to be set right', async () => {
    await using company = await Company.open({ asperion: { articles: articles(1) } });
    const { asperion, exactOnline } = company;
    await company.run(both);
    const describeAs = (description: string) => asperion.update('articles', 1, { description });
    company.wait(1);
    describeAs('Vergissing');
    await company.run(both, { isLost: true });
    expect(exactOnline.rows('Items')).toMatchObject([{ Description: 'Vergissing' }]);
    describeAs('Koffie');
    exactOnline.faults.add({ act: 'status', status: 400, method: 'PUT', path: /\/Items\(/ });
    expect((await company.run(both))['products-1']?.letters).toMatchObject([{ code: 'REFUSED' }]);
    expect(asperion.rows('articles')).toMatchObject([{ description: 'Koffie' }]);
    company.wait(2);
    await company.run(both);
    expect(asperion.rows('articles')).toMatchObject([{ description: 'Koffie' }]);
    expect(exactOnline.rows('Items')).toMatchObject([{ Description: 'Koffie' }]);
  });
});
