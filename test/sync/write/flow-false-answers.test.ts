import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, accountId, articles, customers, order, orders } from '../../support/samples.ts';

/** Answers to writes that are not what became of them: of another record, of a second try, or with the values of before. */

const flow = compile({ 'customers.yml': customers({}) });
const flows = compile({ 'customers.yml': customers({}), 'orders.yml': orders({}) });
const POST = { method: 'POST', path: /\/debtors$/, act: 'replace' } as const;

const debtors = ({ asperion }: Company) => asperion.rows('debtors').map(({ name }) => name);
const calls = ({ asperion }: Company, method: string): number =>
  asperion.requests.filter((call) => call.method === method && /\/debtors(\/\d+)?$/.test(call.path)).length;

describe('a create that was stored and is refused as a second one', () => {
  const refused = { ...POST, status: 409, body: '{"title":"The record exists already."}' } as const;

  it('is made once, though another flow of the same run needs the record', async () => {
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1), account(2)], SalesOrders: [order(1, 1), order(2, 2)] },
    });
    company.asperion.faults.add(refused);
    const outcome = await company.run(flows);
    expect(Object.values(outcome).flatMap(({ letters }) => letters)).toEqual([]);
    expect(debtors(company)).toEqual(['Bakkerij 1', 'Bakkerij 2']);
    expect(company.asperion.rows('salesinvoiceswithlines')).toHaveLength(2);
    company.exactOnline.update('Accounts', accountId(1), { Name: 'Bakkerij de Kade' });
    company.wait(1);
    expect((await company.run(flow)).customers?.steps.debtor).toEqual({ updated: 1 });
    expect(debtors(company)).toEqual(['Bakkerij de Kade', 'Bakkerij 2']);
  });

  it('may still appear while it cannot be looked for', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    company.asperion.faults.add(refused);
    company.asperion.faults.add({ method: 'GET', path: /\/debtors$/, act: 'status', status: 503, skip: 1, times: 4 });
    expect((await company.run(flow)).customers?.error).toMatchObject({ code: 'GAVE_UP' });
    expect(Object.keys(company.progress.unanswered)).toHaveLength(1);
    company.wait(1);
    await company.run(flow);
    expect(debtors(company)).toEqual(['Bakkerij 1']);
  });

  it('waits with the words of the target when it is really refused', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    company.asperion.faults.add({ ...refused, act: 'status' });
    expect((await company.run(flow)).customers?.letters).toMatchObject([{ code: 'DUPLICATE' }]);
    expect(company.progress.unanswered).toEqual({});
  });
});

describe('a create that is refused because the record is there, which an answer lacked', () => {
  const items = compile({
    'items.yml': `from: asperion.articles
to: exact-online
steps:
  - id: item
    resource: logistics/Items
    update: true
    match: [Code]
    fields:
      Code: articleNumber
      Description: description
`,
  });
  const row = { ID: 'c0000000-0000-4000-8000-000000000001', Code: 'A1', Description: 'Brood' };

  it('is met as any record that is found: linked, and changed', async () => {
    await using company = await Company.open({
      asperion: { articles: [{ articleNumber: 'A1', description: 'Volkorenbrood' }] },
      exactOnline: { Items: [row] },
    });
    const none = { path: /\/Items$/, act: 'status', status: 200, body: '{"d":{"results":[]}}' } as const;
    company.exactOnline.faults.add({ ...none, method: 'GET' });
    const outcome = await company.run(items);
    expect(outcome.items).toMatchObject({ letters: [], steps: { item: { updated: 1 } } });
    expect(company.exactOnline.rows('Items')).toMatchObject([{ Code: 'A1', Description: 'Volkorenbrood' }]);
  });
});

describe('a create without an answer, of which the system stores a rounded price', () => {
  const drafts = (exists: string) =>
    compile({
      'orders.yml': `from: exact-online.salesorder/SalesOrders
to: asperion
steps:
  - id: document
    resource: salesorderswithlines
    exists: ${exists}
    match: [reference]
    fields:
      reference: '"EO-" + string(OrderNumber)'
      debtorCustomerNumber: { value: "10001" }
      date: OrderDate
    lines:
      each: SalesOrderLines
      fields: { articleNumber: { value: A1 }, quantity: line.Quantity, price: line.AmountFC }
`,
    });
  const line = { ID: 'e0000000-0000-4000-8000-000000000001', Description: 'K', Quantity: 3, AmountFC: 10.125 };
  const debtor = { customerNumber: '10001', name: 'Bakkerij 1', address: 'Weg 1', debtorKindId: 'company' };

  it.each([
    ['verify', ['DIFFERS']],
    ['skip', []],
    ['fail', []],
  ])('is the one that was sent (exists: %s)', async (exists, codes) => {
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1, { SalesOrderLines: [line] })] },
      asperion: { articles: articles(1), debtors: [debtor] },
    });
    company.asperion.switches.priceDecimals = 'two';
    company.asperion.faults.add({ method: 'POST', path: /SalesOrderWithLines$/i, act: 'drop-after' });
    const { letters, steps } = (await company.run(drafts(exists))).orders ?? {};
    expect([letters?.map(({ code }) => code), steps?.document?.created]).toEqual([codes, 1]);
  });
});

describe('a create that is answered with another record', () => {
  const two = { exactOnline: { Accounts: [account(1), account(2)] } };
  const afterwards = async (company: Company) => {
    for (const number of [1, 2])
      company.exactOnline.update('Accounts', accountId(number), { Name: `Winkel ${number}` });
    company.wait(1);
    await company.run(flow);
    return debtors(company);
  };

  it.each([
    ['with its id', (body: string) => JSON.stringify({ ...JSON.parse(body), id: 1 })],
    ['with all of it', (_: string, first: object) => JSON.stringify(first)],
  ])('%s is looked for, and each customer keeps a debtor of its own', async (_, lie) => {
    await using company = await Company.open(two);
    const rewrite = (body: string): string => lie(body, company.asperion.rows('debtors')[0] ?? {});
    company.asperion.faults.add({ ...POST, skip: 1, rewrite });
    expect((await company.run(flow)).customers).toMatchObject({ letters: [], steps: { debtor: { created: 2 } } });
    expect(await afterwards(company)).toEqual(['Winkel 1', 'Winkel 2']);
  });

  it('is known by what was sent, though that other record is not linked', async () => {
    const stranger = { customerNumber: '10009', name: 'Slager', characteristic5: 'X-9', debtorKindId: 'company' };
    await using company = await Company.open({ ...two, asperion: { debtors: [stranger] } });
    company.asperion.faults.add({ ...POST, rewrite: () => JSON.stringify(company.asperion.rows('debtors')[0]) });
    expect((await company.run(flow)).customers).toMatchObject({ letters: [], steps: { debtor: { created: 2 } } });
    expect(await afterwards(company)).toEqual(['Slager', 'Winkel 1', 'Winkel 2']);
  });

  it('is believed when only the key is another one: the system numbers by itself', async () => {
    await using company = await Company.open(two);
    const rewrite = (body: string): string => JSON.stringify({ ...JSON.parse(body), characteristic5: 'OWN-7' });
    company.asperion.faults.add({ ...POST, rewrite });
    const before = company.time.now;
    expect((await company.run(flow)).customers?.steps.debtor).toEqual({ created: 2 });
    expect(company.time.now - before).toBeLessThan(2_000);
  });
});

describe('a change that is answered with the values of before', () => {
  const PUT = { method: 'PUT', path: /\/debtors\/\d+$/ } as const;
  const old = { ...PUT, act: 'status', status: 200 } as const;
  async function changed(): Promise<Company> {
    const company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    await company.run(flow);
    company.wait(1);
    company.exactOnline.update('Accounts', accountId(1), { Name: 'Bakkerij de Kade' });
    return company;
  }

  it('is sent once more', async () => {
    await using company = await changed();
    company.asperion.faults.add({ ...old, body: JSON.stringify(company.asperion.rows('debtors')[0]) });
    expect((await company.run(flow)).customers?.steps.debtor).toEqual({ updated: 1 });
    expect([debtors(company), calls(company, 'PUT')]).toEqual([['Bakkerij de Kade'], 2]);
  });

  it('waits, and is tried again, when it did not arrive', async () => {
    await using company = await changed();
    company.asperion.faults.add({ ...old, body: JSON.stringify(company.asperion.rows('debtors')[0]), times: 2 });
    expect((await company.run(flow)).customers?.letters).toMatchObject([{ code: 'WRITE_UNCLEAR', nextAtMs: 0 }]);
    expect((await company.run(flow)).customers).toMatchObject({ letters: [], steps: { debtor: { updated: 1 } } });
    expect(debtors(company)).toEqual(['Bakkerij de Kade']);
  });

  it('is only read when it arrived all the same', async () => {
    await using company = await changed();
    const body = JSON.stringify(company.asperion.rows('debtors')[0]);
    company.asperion.faults.add({ ...PUT, act: 'replace', body });
    expect((await company.run(flow)).customers?.steps.debtor).toEqual({ updated: 1 });
    expect([debtors(company), calls(company, 'PUT')]).toEqual([['Bakkerij de Kade'], 1]);
  });
});
