import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../sandbox/faults.ts';
import { Company, type CompanyOptions, compile, type Mappings } from '../../support/engine.ts';
import { account, accountId, accounts, articles, customers, order, orders, shipped } from '../../support/samples.ts';

/** A flow that makes two records of one kind, and where they stand. */
interface Kind {
  readonly flow: Mappings;
  readonly world: CompanyOptions;
  readonly system: 'asperion' | 'exactOnline';
  readonly post: RegExp;
  readonly table: string;
  /** Those that a run makes; both systems may hold others. */
  readonly made: (row: Readonly<Record<string, unknown>>) => boolean;
}

const documents = (resource: string, fields: string, lines: string, append = ''): Mappings =>
  compile({
    'orders.yml': `from: exact-online.salesorder/SalesOrders
to: asperion
steps:
  - id: document
    resource: ${resource}
    exists: verify
${fields}
    lines:
      each: SalesOrderLines
      fields: ${lines}${append}
`,
  });

const twoOrders: CompanyOptions = {
  exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1), order(2, 1)] },
  asperion: {
    articles: articles(1),
    journals: [
      { id: '70', description: 'Verkoop', type: 'Sales' },
      { id: '90', description: 'Memoriaal', type: 'Memorial' },
    ],
    debtors: [{ customerNumber: '10001', name: 'Bakkerij 1', address: 'Weg 1', debtorKindId: 'company' }],
  },
};

const kinds: Readonly<Record<string, Kind>> = {
  debtors: {
    flow: compile({ 'customers.yml': customers({}) }),
    world: { exactOnline: { Accounts: [account(1), account(2)] } },
    system: 'asperion',
    post: /\/debtors$/,
    table: 'debtors',
    made: () => true,
  },
  orders: {
    flow: documents(
      'salesorderswithlines',
      `    match: [reference]
    fields:
      reference: '"EO-" + string(OrderNumber)'
      debtorCustomerNumber: { value: "10001" }
      date: OrderDate`,
      '{ articleNumber: { value: A1 }, quantity: line.Quantity, price: line.AmountFC }',
    ),
    world: twoOrders,
    system: 'asperion',
    post: /\/SalesOrderWithLines$/,
    table: 'salesorderswithlines',
    made: () => true,
  },
  'journal entries': {
    flow: documents(
      'journalentrieswithlines',
      `    match: [sourceDocumentNumber]
    fields:
      sourceDocumentNumber: '"EO-" + string(OrderNumber)'
      journalId: { value: "90" }
      date: OrderDate`,
      '{ amount: -line.AmountFC, ledgerAccountId: { value: 8000 } }',
      `
      append:
        - fields: { amount: AmountFCExclVat, ledgerAccountId: { value: 1300 } }`,
    ),
    world: twoOrders,
    system: 'asperion',
    post: /\/journalentrieswithlines$/,
    table: 'journalentrieswithlines',
    made: () => true,
  },
  'accounts of Exact Online': {
    flow: compile({ 'relations.yml': accounts() }),
    world: {
      asperion: {
        debtors: [10_001, 10_002].map((number) => ({
          customerNumber: String(number),
          name: `Winkel ${number}`,
          address: 'Weg 9',
          debtorKindId: 'company',
        })),
      },
    },
    system: 'exactOnline',
    post: /\/crm\/Accounts$/,
    table: 'Accounts',
    made: ({ SearchCode }) => typeof SearchCode === 'string' && SearchCode !== '',
  },
};

/** A gateway that gives up at once while the system behind it stores the record later. */
const late = (storeAfterMs: number): Omit<Fault, 'path'> => ({
  act: 'store-late',
  storeAfterMs,
  headers: { 'content-type': 'text/html' },
  body: '<h1>504 Gateway Time-out</h1>',
});

const mishaps: Readonly<Record<string, Omit<Fault, 'path'>>> = {
  'answered with 504 and stored 4 s later': late(4_000),
  'answered with 504 and stored 40 s later': late(40_000),
  'answered with 504 and stored ten minutes later': late(600_000),
  'answered with 504 in JSON and stored 4 s later': {
    ...late(4_000),
    headers: { 'content-type': 'application/json' },
    body: '{"error":{"message":"upstream timed out"},"title":"upstream timed out"}',
  },
  'answered with 429 and stored 40 s later': { act: 'store-late', storeAfterMs: 40_000, status: 429 },
  'stored, and answered with 429': { act: 'replace', status: 429, headers: { 'retry-after': '1' }, body: '' },
  'stored, and refused as a second one with 409': { act: 'replace', status: 409, body: '{"title":"It exists."}' },
  'stored, and refused as a second one with 400': { act: 'replace', status: 400, body: '{"title":"It exists."}' },
  'lost on its way': { act: 'drop-before' },
  'stored, then the connection is lost': { act: 'drop-after' },
  'answered with 503 by a gateway': { act: 'status', status: 503, body: '<h1>Service Unavailable</h1>' },
};

describe.each(Object.entries(kinds))(
  'when a new record is sent: %s',
  (_, { flow, world, system, post, table, made }) => {
    it.each(Object.entries(mishaps))(
      '%s, it is there once in the end, and was sent once in the run',
      async (_, mishap) => {
        await using company = await Company.open(world);
        const server = company[system];
        server.faults.add({ ...mishap, method: 'POST', path: post });
        const before = server.rows(table).filter(made).length;
        await company.run(flow);
        const posts = server.requests.filter(({ method, path }) => method === 'POST' && post.test(path));
        expect(posts.map(({ body }) => body)).toHaveLength(2);
        expect(new Set(posts.map(({ body }) => body)).size).toBe(2);
        company.wait(1);
        const [next] = Object.values(await company.run(flow));
        expect(next?.letters).toEqual([]);
        expect(server.rows(table).filter(made).length - before).toBe(2);
        company.wait(1);
        await company.run(flow);
        expect(server.rows(table).filter(made).length - before).toBe(2);
      },
    );
  },
);

describe('a create whose outcome is open', () => {
  const { debtors } = kinds;
  const flow = debtors?.flow ?? { config: undefined as never, programs: [] };
  const one = { exactOnline: { Accounts: [account(1)] } };
  const lookUps = ({ asperion }: Company) =>
    asperion.requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/debtors'));

  it('is looked for after 2, 5, 15 and 30 seconds, and waits for the next run as WRITE_UNCLEAR', async () => {
    await using company = await Company.open(one);
    company.asperion.faults.add({ method: 'POST', path: /\/debtors$/, act: 'drop-before' });
    const { letters } = (await company.run(flow)).customers ?? {};
    expect(letters).toMatchObject([{ code: 'WRITE_UNCLEAR', nextAtMs: 0 }]);
    const times = lookUps(company).map(({ at }) => at);
    const waits = times.slice(1).map((at, index) => Math.round((at - (times[index] ?? 0)) / 1000));
    expect(waits.slice(-4)).toEqual([2, 5, 15, 30]);
  });

  it('is sent once in a run, however many records and flows need it', async () => {
    const flows = compile({ 'customers.yml': customers({}), 'orders.yml': orders({}) });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1), order(2, 1)] },
    });
    company.asperion.faults.add({ ...late(600_000), method: 'POST', path: /\/debtors$/ });
    const first = await company.run(flows);
    const codes = Object.values(first).flatMap(({ letters }) => letters.map(({ code }) => code));
    expect(codes).toEqual(['WRITE_UNCLEAR', 'WRITE_UNCLEAR', 'WRITE_UNCLEAR']);
    company.wait(1);
    expect((await company.run(flows)).orders).toMatchObject({ letters: [], steps: { invoice: { created: 2 } } });
    expect(company.asperion.rows('debtors')).toHaveLength(1);
  });

  it('is not sent again by a run that begins at once, whatever flow needs it', async () => {
    const flows = compile({ 'customers.yml': customers({}), 'orders.yml': orders({}) });
    await using company = await Company.open(one);
    company.asperion.faults.add({ ...late(300_000), method: 'POST', path: /\/debtors$/ });
    await company.run(flows);
    company.exactOnline.update('Accounts', accountId(1), { AddressLine1: 'Kade 1' });
    company.exactOnline.insert('SalesOrders', order(1, 1));
    const codes = Object.values(await company.run(flows)).flatMap(({ letters }) => letters.map(({ code }) => code));
    expect(codes).toEqual(['WRITE_UNCLEAR', 'WRITE_UNCLEAR']);
    company.wait(0.1);
    expect((await company.run(flows)).orders).toMatchObject({ letters: [], steps: { invoice: { created: 1 } } });
    expect(company.asperion.rows('debtors')).toMatchObject([{ address: 'Kade 1' }]);
  });

  it('is not sent again at once when the run stopped while it was looked for', async () => {
    await using company = await Company.open(one);
    company.asperion.faults.add({ ...late(300_000), method: 'POST', path: /\/debtors$/ });
    company.asperion.faults.add({ method: 'GET', path: /\/debtors$/, act: 'status', status: 503, skip: 1, times: 4 });
    expect((await company.run(flow)).customers).toMatchObject({ error: { code: 'GAVE_UP' }, letters: [] });
    expect((await company.run(flow)).customers?.letters).toMatchObject([{ code: 'WRITE_UNCLEAR' }]);
    company.wait(0.1);
    expect((await company.run(flow)).customers?.letters).toEqual([]);
    expect(company.asperion.rows('debtors')).toHaveLength(1);
  });

  it('is sent again after ten minutes when nothing came of it', async () => {
    await using company = await Company.open(one);
    company.asperion.faults.add({ method: 'POST', path: /\/debtors$/, act: 'drop-before' });
    await company.run(flow);
    company.wait(8 / 60);
    expect((await company.run(flow)).customers?.letters).toMatchObject([{ code: 'WRITE_UNCLEAR' }]);
    company.wait(2 / 60);
    expect((await company.run(flow)).customers?.steps.debtor).toEqual({ created: 1 });
  });

  it('is sent again soon when the runner that sent it had a clock 30 days ahead', async () => {
    await using company = await Company.open(one);
    company.asperion.faults.add({ method: 'POST', path: /\/debtors$/, act: 'drop-before' });
    company.wait(30 * 24);
    await company.run(flow);
    company.wait(-30 * 24);
    expect((await company.run(flow)).customers?.letters).toMatchObject([{ code: 'WRITE_UNCLEAR' }]);
    company.wait(10 / 60);
    expect((await company.run(flow)).customers?.steps.debtor).toEqual({ created: 1 });
  });

  it('is found by a key that only the whole list can tell, in a list that is read anew', async () => {
    const match = '[emailAddress]';
    const byEmail = compile({ 'customers.yml': customers({ match, fields: 'emailAddress: Email' }) });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Email: 'a@b.example' })] } });
    company.asperion.faults.add({ method: 'POST', path: /\/debtors$/, act: 'drop-after' });
    expect((await company.run(byEmail)).customers).toMatchObject({ letters: [], steps: { debtor: { created: 1 } } });
  });

  it('is sent once more when it was refused for too many calls, and is not there', async () => {
    await using company = await Company.open(one);
    company.asperion.faults.add({ method: 'POST', path: /\/debtors$/, act: 'status', status: 429 });
    const startedAt = company.time.now;
    expect((await company.run(flow)).customers).toMatchObject({ letters: [], steps: { debtor: { created: 1 } } });
    expect(company.time.now - startedAt).toBeGreaterThan(52_000);
  });

  it('waits for the next run when it was refused so often that there is no time to look', async () => {
    const given = Array.from({ length: 5 }, (_, index) => account(index + 1));
    await using company = await Company.open({ exactOnline: { Accounts: given } });
    company.asperion.faults.add({ method: 'POST', path: /\/debtors$/, act: 'status', status: 429, times: 99 });
    const { letters } = (await company.run(flow)).customers ?? {};
    expect(letters?.map(({ code }) => code)).toEqual(Array(5).fill('WRITE_UNCLEAR'));
    expect(letters?.[0]?.reason).toContain('because of too many calls');
    const posts = company.asperion.requests.filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/debtors'),
    );
    expect(posts).toHaveLength(6);
  });

  it('costs a flow two minutes of waiting and no more, however many there are', async () => {
    const given = Array.from({ length: 20 }, (_, index) => account(index + 1));
    await using company = await Company.open({ exactOnline: { Accounts: given } });
    company.asperion.faults.add({ method: 'POST', path: /\/debtors$/, act: 'status', status: 504, times: 99 });
    const startedAt = company.time.now;
    const { steps } = (await company.run(flow)).customers ?? {};
    expect(steps?.debtor).toEqual({ failed: 20 });
    expect(company.time.now - startedAt).toBeLessThan(120_000 + 20 * 3_000);
    company.asperion.faults.clear();
    company.wait(1);
    expect((await company.run(flow)).customers?.steps.debtor).toEqual({ created: 20 });
    expect(company.asperion.rows('debtors')).toHaveLength(20);
  });

  it('is sent once more only when the system itself refused it with a message', async () => {
    await using company = await Company.open(one);
    const refusal = {
      status: 500,
      headers: { 'content-type': 'application/json' },
      body: '{"title":"Er ging iets mis."}',
    };
    company.asperion.faults.add({ method: 'POST', path: /\/debtors$/, act: 'status', ...refusal });
    const { letters, steps } = (await company.run(flow)).customers ?? {};
    expect(letters).toEqual([]);
    expect(steps?.debtor).toEqual({ created: 1 });
  });
});

it.each([
  [307, '<html>Moved</html>', 'status 307, a redirect'],
  [500, '<html>Oops</html>', 'status 500'],
])('a create that is answered with %i says so while it waits', async (status, body, words) => {
  await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
  const headers = { location: 'https://login.example/' };
  company.asperion.faults.add({ method: 'POST', path: /debtors$/, act: 'status', status, body, headers });
  const { customers: run } = await company.run(compile({ 'customers.yml': customers({}) }));
  expect(run?.letters).toMatchObject([
    { code: 'WRITE_UNCLEAR', reason: expect.stringContaining(`It answered with ${words}.`) },
  ]);
});

it('a price whose create got no answer is not the price of a customer for the same item', async () => {
  const name = 'products.asperion-to-exact-online';
  const flow = compile(shipped(name, (text) => text));
  await using company = await Company.open({ asperion: { articles: articles(1, () => ({ salesPrice: 1.5 })) } });
  const [{ articleNumber: Code, description: Description } = {}] = company.asperion.rows('articles');
  const { ID: Item } = company.exactOnline.insert('Items', { Code, Description });
  const ofCustomer = { Item, Account: accountId(1), Quantity: 1, NumberOfItemsPerUnit: 1, Currency: 'EUR', Price: 1.2 };
  company.exactOnline.insert('SalesItemPrices', ofCustomer);
  company.exactOnline.faults.add({ method: 'POST', path: /SalesItemPrices/, act: 'drop-before' });
  expect((await company.run(flow))[name]?.letters).toMatchObject([{ code: 'WRITE_UNCLEAR', step: 'price' }]);
  company.wait(1);
  expect((await company.run(flow))[name]).toMatchObject({ steps: { price: { created: 1 } }, letters: [] });
  expect(company.exactOnline.rows('SalesItemPrices').map(({ Price }) => Price)).toEqual([1.2, 1.5]);
});
