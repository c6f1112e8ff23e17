import { describe, expect, it } from 'vitest';
import { guid } from '../../../sandbox/world/random.ts';
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

describe('a document whose create is answered without its lines, and with another total', () => {
  const flow = compile({
    'entries.yml': `from: asperion.salesinvoiceswithlines
to: exact-online
steps:
  - id: entry
    resource: salesentry/SalesEntries
    match: [YourRef]
    exists: verify
    fields:
      YourRef: invoiceNumber
      EntryDate: date
      Customer: { ref: crm/Accounts, by: Code, value: "20001" }
      Journal: { value: "70" }
    lines:
      each: lines
      fields:
        AmountFC: line.amount
        VATAmountFC: line.vatAmount
        VATCode: { value: "2" }
        GLAccount: { ref: financial/GLAccounts, by: Code, value: "8000" }
`,
  });
  const line = (amount: number) => ({ description: 'K', amount, vatAmount: 2.1, vatCode: 'VH', ledgerAccountId: 8000 });
  const invoice = {
    id: 1,
    invoiceNumber: '26-1',
    debtorCustomerNumber: '10001',
    status: 3,
    date: '2026-03-01T00:00:00',
    lines: [line(10), line(20)],
  };
  const open = async (): Promise<Company> => {
    const company = await Company.open({ asperion: { salesinvoiceswithlines: [invoice] } });
    company.exactOnline.insert('Accounts', account(1, { Code: '20001' }));
    return company;
  };
  const answered = ({ exactOnline }: Company, change: (row: Record<string, unknown>) => void) =>
    exactOnline.faults.add({
      method: 'POST',
      path: /SalesEntries$/,
      act: 'replace',
      rewrite: (body) => {
        const { d } = JSON.parse(body);
        change(d);
        return JSON.stringify({ d });
      },
    });
  const reads = ({ exactOnline }: Company): number =>
    exactOnline.requests.filter(({ method, path }) => method === 'GET' && path.endsWith('SalesEntries')).length;

  it('is not read again when the total is that of its lines', async () => {
    await using company = await open();
    expect((await company.run(flow)).entries).toMatchObject({ letters: [], steps: { entry: { created: 1 } } });
    expect(reads(company)).toBe(1);
  });

  it('waits when a line is not there', async () => {
    await using company = await open();
    answered(company, (row) => {
      company.exactOnline.remove('SalesEntryLines', company.exactOnline.rows('SalesEntryLines').at(-1)?.ID);
      row.AmountFC = 12.1;
    });
    expect((await company.run(flow)).entries).toMatchObject({
      letters: [{ code: 'DIFFERS', reason: expect.stringContaining('differs from the source in SalesEntryLines') }],
      steps: { entry: { created: 1, failed: 1 } },
    });
    company.wait(25);
    expect((await company.run(flow)).entries?.letters).toMatchObject([{ code: 'DIFFERS' }]);
    expect(company.exactOnline.rows('SalesEntries')).toHaveLength(1);
  });

  it('is in step when its lines are those that were sent', async () => {
    await using company = await open();
    answered(company, (row) => {
      row.AmountFC = 34.21;
    });
    expect((await company.run(flow)).entries).toMatchObject({ letters: [], steps: { entry: { created: 1 } } });
  });
});

describe('a document whose create is answered with other amounts', () => {
  const flow = compile({ 'orders.yml': orders({}).replace('exists: skip', 'exists: verify') });
  const rows = ({ asperion }: Company) => asperion.rows('salesinvoiceswithlines');
  const posts = ({ asperion }: Company): number =>
    asperion.requests.filter(({ method, path }) => method === 'POST' && create.path.test(path)).length;
  const open = () => Company.open({ exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] } });
  const cut = (body: string) => JSON.stringify({ ...JSON.parse(body), lines: { _data: [] } });
  const create = { method: 'POST', path: /SalesInvoice/i, act: 'replace' } as const;

  it('waits when it holds them, is never sent again, and is in step once both are equal', async () => {
    await using company = await open();
    const lines = () => rows(company)[0]?.lines;
    let sent: unknown;
    const rewrite = (body: string): string => {
      sent = lines();
      company.asperion.update('salesinvoiceswithlines', rows(company)[0]?.id ?? null, { lines: [] });
      return cut(body);
    };
    company.asperion.faults.add({ ...create, rewrite });
    expect((await company.run(flow)).orders).toMatchObject({
      letters: [{ code: 'DIFFERS', reason: expect.stringContaining('differs from the source in lines') }],
      steps: { invoice: { created: 1, failed: 1 } },
    });
    company.wait(25);
    expect((await company.run(flow)).orders?.letters).toMatchObject([{ code: 'DIFFERS' }]);
    company.asperion.update('salesinvoiceswithlines', rows(company)[0]?.id ?? null, { lines: sent });
    company.wait(25);
    expect((await company.run(flow)).orders).toMatchObject({ letters: [], steps: { invoice: { unchanged: 1 } } });
    expect(posts(company)).toBe(1);
  });

  it('is read once, and is in step when only the answer was cut short', async () => {
    await using company = await open();
    company.asperion.faults.add({ ...create, rewrite: cut });
    expect((await company.run(flow)).orders).toMatchObject({ letters: [], steps: { invoice: { created: 1 } } });
    expect(company.asperion.requests.filter(({ query }) => query.startsWith('Id='))).toHaveLength(1);
    company.wait(1);
    company.exactOnline.update('SalesOrders', guid(1, 'order', 1), { Remarks: 'x' });
    expect((await company.run(flow)).orders).toMatchObject({ letters: [], steps: { invoice: { unchanged: 1 } } });
  });

  it('is compared by the next run when this one has no time to read it', async () => {
    await using company = await open();
    const drop = { lines: [] };
    const rewrite = (body: string): string => {
      company.asperion.update('salesinvoiceswithlines', rows(company)[0]?.id ?? null, drop);
      company.time.now += 30 * 60_000;
      return cut(body);
    };
    company.asperion.faults.add({ ...create, rewrite });
    expect((await company.run(flow, { minutes: 20 })).orders).toMatchObject({
      letters: [],
      steps: { invoice: { created: 1 } },
    });
    company.wait(1);
    expect((await company.run(flow)).orders).toMatchObject({
      letters: [{ code: 'DIFFERS' }],
      steps: { invoice: { failed: 1 } },
    });
    expect(posts(company)).toBe(1);
  });

  it('is in step when its lines have another order', async () => {
    const line = (n: number) => ({ ID: guid(1, 'line', n), Description: `K${n}`, Quantity: 1, AmountFC: n });
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1)],
        SalesOrders: [order(1, 1, { SalesOrderLines: [line(1), line(2), line(3)] })],
      },
    });
    const turn = (body: string): string => {
      const { id = null, lines } = rows(company)[0] ?? {};
      const turned = (lines as unknown[]).toReversed();
      company.asperion.update('salesinvoiceswithlines', id, { lines: turned });
      return JSON.stringify({ ...JSON.parse(body), lines: { _data: turned } });
    };
    company.asperion.faults.add({ ...create, rewrite: turn });
    expect((await company.run(flow)).orders).toMatchObject({ letters: [], steps: { invoice: { created: 1 } } });
    company.forget();
    expect((await company.run(flow)).orders).toMatchObject({ letters: [], steps: { invoice: { unchanged: 1 } } });
  });

  it('may hold what the target fills in itself where the mapping says `write: empty`', async () => {
    await using company = await open();
    const described = `description: '"Order " + string(OrderNumber)'`;
    const ifEmpty = `description: { expr: '"Order " + string(OrderNumber)', write: empty }`;
    const mapping = orders({}).replace('exists: skip', 'exists: verify');
    expect(mapping).toContain(described);
    const filling = compile({ 'orders.yml': mapping.replace(described, ifEmpty) });
    const description = 'Verkoop';
    const rewrite = (body: string): string => {
      company.asperion.update('salesinvoiceswithlines', rows(company)[0]?.id ?? null, { description });
      return JSON.stringify({ ...JSON.parse(body), description });
    };
    company.asperion.faults.add({ ...create, rewrite });
    expect((await company.run(filling)).orders).toMatchObject({ letters: [], steps: { invoice: { created: 1 } } });
    company.forget();
    expect((await company.run(filling)).orders).toMatchObject({ letters: [], steps: { invoice: { unchanged: 1 } } });
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
