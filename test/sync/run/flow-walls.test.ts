import { describe, expect, it } from 'vitest';
import { StateError } from '../../../src/errors/errors.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, accountId, articles, customers, items, order, orders } from '../../support/samples.ts';

const flows = compile({
  'customers.yml': customers({}),
  'orders.yml': orders({}),
  'products.yml': items(),
});

/** Something for each flow to do. */
const everything = {
  exactOnline: { Accounts: [account(1), account(2), account(3)], SalesOrders: [order(1, 1)] },
  asperion: { articles: articles(2) },
};

const apiCalls = ({ asperion }: Company, from = 0) =>
  asperion.requests.slice(from).filter(({ path }) => path.startsWith('/v1/'));

describe('a resource that the user has no right to', () => {
  it('stops the flow that needs it, and not the others', async () => {
    await using company = await Company.open(everything);
    company.exactOnline.switches.withoutLicence = ['Items'];
    const { customers: first, products, orders: last } = await company.run(flows);
    expect(products?.error).toMatchObject({ name: 'AccessError', code: 'FORBIDDEN' });
    expect(first).toMatchObject({ error: null, steps: { debtor: { created: 3 } } });
    expect(last).toMatchObject({ error: null, steps: { invoice: { created: 1 } } });
  });

  it.each(['exactOnline', 'asperion'] as const)('may be refused with 401 as well: %s', async (system) => {
    await using company = await Company.open(everything);
    company[system].faults.add({ path: /(?<!sync.*)(Items|articles)$/i, act: 'status', status: 401, times: 99 });
    const { customers: first, products, orders: last } = await company.run(flows);
    expect(products?.error).toMatchObject({ name: 'AccessError', code: 'FORBIDDEN' });
    expect([first?.error, last?.error]).toEqual([null, null]);
  });

  it('stops the flow at the first write that is refused, and parks no record for it', async () => {
    await using company = await Company.open(everything);
    company.asperion.faults.add({ method: 'POST', path: /debtors/, act: 'status', status: 403, times: 3 });
    const { customers: first } = await company.run(compile({ 'customers.yml': customers({}) }));
    expect(first).toMatchObject({ error: { code: 'FORBIDDEN' }, letters: [], cursor: null });
    expect(apiCalls(company).filter(({ method }) => method === 'POST')).toHaveLength(1);
    company.asperion.faults.clear();
    expect((await company.run(flows)).customers?.steps.debtor).toEqual({ created: 3 });
  });
});

describe.each([
  ['exactOnline', 'products.yml', items(), { asperion: { articles: articles(6) } }],
  ['asperion', 'customers.yml', customers({}), everything],
] as const)('the page of a firewall instead of the answer to a write: %s', (system, file, text, rows) => {
  const flow = compile({ [file]: text });
  const page = { act: 'status', status: 403, headers: { 'content-type': 'text/html' }, body: '<HTML>Denied' } as const;
  const posts = (company: Company) => company[system].requests.filter(({ method }) => method === 'POST');

  it('concerns the record, and not those behind it', async () => {
    await using company = await Company.open(rows);
    company[system].faults.add({ ...page, method: 'POST', path: /(Items|debtors)$/, times: 2 });
    const [ended] = Object.values(await company.run(flow));
    expect(ended?.error).toBeNull();
    expect(ended?.letters).toMatchObject([{ code: 'REFUSED' }, { code: 'REFUSED' }]);
    expect(posts(company).filter(({ status }) => status === 201).length).toBeGreaterThan(0);
  });

  it('stops the flow at the third in a row', async () => {
    await using company = await Company.open(rows);
    company[system].faults.add({ ...page, method: 'POST', path: /(Items|debtors)$/, times: 99 });
    const [ended] = Object.values(await company.run(flow));
    expect(ended).toMatchObject({ error: { name: 'AccessError', code: 'FORBIDDEN' }, letters: [{}, {}] });
    expect(posts(company).filter(({ status }) => status === 403)).toHaveLength(3);
  });
});

describe('a write that Exact Online forbids', () => {
  it.each([
    'Forbidden - User division is not within division scope.',
    'Forbidden - Application Scope Violated. Cannot write',
    'Forbidden',
  ])('stops the flow, whatever its words, and counts against no record: %s', async (sentence) => {
    const products = compile({ 'products.yml': items() });
    await using company = await Company.open({ asperion: { articles: articles(12) } });
    const body = JSON.stringify({ error: { code: '', message: { lang: '', value: sentence } } });
    company.exactOnline.faults.add({ method: 'POST', path: /Items$/, act: 'status', status: 403, body, times: 99 });
    const { error, letters, steps } = (await company.run(products)).products ?? {};
    expect(error).toMatchObject({ name: 'AccessError', code: 'FORBIDDEN' });
    expect(error?.message).toContain(sentence);
    expect([letters, steps?.item]).toEqual([[], {}]);
    expect(company.exactOnline.requests.filter(({ status }) => status === 403)).toHaveLength(1);
    company.exactOnline.faults.clear();
    expect((await company.run(products)).products?.steps.item).toEqual({ created: 12 });
  });
});

describe('a system that takes no calls for a day', () => {
  const everyDay = { status: 429, headers: { 'retry-after': '86400' } } as const;

  it('stops the whole run with HELD_OFF, without waiting and without asking again', async () => {
    await using company = await Company.open(everything);
    company.asperion.faults.add({ path: /^\/v1\/debtors/, act: 'status', ...everyDay, times: 99 });
    const startedAt = company.time.now;
    const outcome = await company.run(flows);
    expect(Object.values(outcome).map(({ error }) => error?.code)).toEqual(['HELD_OFF', 'HELD_OFF', 'HELD_OFF']);
    expect(outcome.customers?.error?.message).toContain('asperion takes no calls before 2026-03-03 09:00');
    expect(company.time.now - startedAt).toBeLessThan(60_000);
    expect(apiCalls(company)).toHaveLength(1);
  });

  it('does so in the middle of a flow, and the next run goes on', async () => {
    await using company = await Company.open(everything);
    company.asperion.faults.add({ method: 'POST', path: /debtors/, act: 'status', ...everyDay, skip: 2 });
    const stopped = await company.run(flows);
    expect(stopped.customers).toMatchObject({ error: { code: 'HELD_OFF' }, steps: { debtor: { created: 2 } } });
    company.wait(25);
    expect((await company.run(flows)).customers).toMatchObject({ error: null, steps: { debtor: { created: 1 } } });
  });

  it('does so when it is Exact Online', async () => {
    await using company = await Company.open(everything);
    company.exactOnline.faults.add({ path: /sync\/CRM\/Accounts/, act: 'status', ...everyDay, times: 99 });
    const outcome = await company.run(flows);
    expect(Object.values(outcome).map(({ error }) => error?.code)).toEqual(['HELD_OFF', 'HELD_OFF', 'HELD_OFF']);
  });
});

describe('an access that is taken away half-way through the first page of a run', () => {
  it('keeps the links of what was found unchanged, though nothing was written', async () => {
    const given = articles(150);
    const present = given.map(({ articleNumber, description }) => ({ Code: articleNumber, Description: description }));
    await using company = await Company.open({ asperion: { articles: given }, exactOnline: { Items: present } });
    // Nothing but what the run itself saves is kept.
    const { products } = await company.run(compile({ 'products.yml': items() }), {
      isLost: true,
      observe: () => {
        company.wait(1);
        const body = '{"error":"unauthorized_client"}';
        company.exactOnline.faults.add({ path: /./, act: 'status', status: 401, body, times: 99 });
      },
    });
    expect(products).toMatchObject({ error: { code: 'REFRESH_REFUSED' }, steps: { item: { unchanged: 100 } } });
    expect(products?.cursor).toBeNull();
    const [links] = Object.values(company.progress.links);
    expect(links?.count).toBe(100);
  });
});

describe('a state that cannot be saved any more', () => {
  it('stops the flows that come after the one that wrote, before they write anything', async () => {
    await using company = await Company.open(everything);
    let saves = 0;
    const outcome = await company.run(flows, {
      onSave: () => {
        saves += 1;
        // The first one is before the first write.
        if (saves > 1) throw new StateError('STATE_NOT_SAVED', 'The state could not be saved.');
      },
    });
    expect(outcome.customers).toMatchObject({ error: null, steps: { debtor: { created: 3 } } });
    expect([outcome.products?.error?.code, outcome.orders?.error?.code]).toEqual([
      'STATE_NOT_SAVED',
      'STATE_NOT_SAVED',
    ]);
    expect(company.exactOnline.rows('Items')).toEqual([]);
    expect(company.asperion.rows('salesinvoiceswithlines')).toEqual([]);
  });
});

describe('a run that gets no access', () => {
  it('saves nothing, because another run may have got further than it began with', async () => {
    await using company = await Company.open(everything);
    await company.run(flows);
    company.exactOnline.update('Accounts', accountId(1), { Name: 'Bakkerij Kroon' });
    company.wait(1);
    let saves = 0;
    const onSave = () => {
      saves += 1;
    };
    const body = '{"error":"unauthorized_client"}';
    company.exactOnline.faults.add({ path: /./, act: 'status', status: 401, body, times: 99 });
    const outcome = await company.run(flows, { onSave });
    expect(Object.values(outcome).map(({ error }) => error?.name)).toEqual(Array(3).fill('AccessError'));
    expect(saves).toBe(0);
    company.exactOnline.faults.clear();
    await company.run(flows, { onSave });
    expect(saves).toBeGreaterThan(0);
  });
});
