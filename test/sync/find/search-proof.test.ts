import { describe, expect, it } from 'vitest';
import { guid } from '../../../sandbox/world/random.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, articles, buyer, customers, items, order, orderDocuments } from '../../support/samples.ts';

const flow = compile({ 'customers.yml': customers({}) });
const three = { exactOnline: { Accounts: [account(1), account(2), account(3)] } };

/** Searches by the external key, as they come over the wire. */
const searches = ({ asperion }: Company) =>
  asperion.requests.filter(({ method, query }) => method === 'GET' && /characteristic5=/i.test(query));

describe('the search for what a step has created', () => {
  it('is proved once in a run', async () => {
    await using company = await Company.open(three);
    expect((await company.run(flow)).customers).toMatchObject({ error: null, steps: { debtor: { created: 3 } } });
    const proofs = searches(company).length;
    company.exactOnline.insert('Accounts', account(4));
    company.exactOnline.insert('Accounts', account(5));
    const before = searches(company).length;
    expect((await company.run(flow)).customers?.steps.debtor).toEqual({ created: 2 });
    expect(proofs).toBeGreaterThan(0);
    // Two look-ups before, one proof after.
    expect(searches(company).length - before).toBe(3);
  });

  it('stops the flow when it finds nothing, names the settings, and nothing is made twice', async () => {
    await using company = await Company.open(three);
    const blind = {
      underway: <Request extends { url: string }>(request: Request): Request => ({
        ...request,
        url: request.url.replace(/Characteristic5=[^&]*/, 'Characteristic5=nobody'),
      }),
    };
    const { customers: first } = await company.run(flow, blind);
    expect(first?.error).toMatchObject({ code: 'SEARCH_NOT_WORKING' });
    expect(first?.error?.hint).toContain('asperion.comparisonSuffix');
    expect(first?.steps.debtor).toEqual({ created: 1 });
    // The settings are fixed: the one that was made is known.
    expect((await company.run(flow)).customers).toMatchObject({ error: null, steps: { debtor: { created: 2 } } });
    expect(company.asperion.rows('debtors')).toHaveLength(3);
  });

  it('looks again for what a search shows only after some seconds', async () => {
    await using company = await Company.open(three);
    let left = 0;
    const late = {
      underway: <Request extends { url: string; method: string }>(request: Request): Request => {
        if (request.method === 'POST' && request.url.includes('debtors')) left = 2;
        if (left === 0 || !request.url.includes('Characteristic5=')) return request;
        left -= 1;
        return { ...request, url: request.url.replace(/Characteristic5=[^&]*/, 'Characteristic5=nobody') };
      },
    };
    expect((await company.run(flow, late)).customers).toMatchObject({ error: null, steps: { debtor: { created: 3 } } });
  });

  it('stops every later run before it creates more, until it finds that record or the record is gone', async () => {
    await using company = await Company.open(three);
    const blind = {
      underway: <Request extends { url: string }>(request: Request): Request => ({
        ...request,
        url: request.url.replace(/Characteristic5=[^&]*/, 'Characteristic5=nobody'),
      }),
    };
    const names = () => company.asperion.rows('debtors').map(({ name }) => name);
    for (const _ of [1, 2, 3]) {
      const { customers: run } = await company.run(flow, blind);
      expect(run?.error).toMatchObject({ code: 'SEARCH_NOT_WORKING', message: expect.stringContaining('for 20001') });
      expect(names()).toEqual(['Bakkerij 1']);
      company.wait(1);
    }
    company.asperion.remove('debtors', company.asperion.rows('debtors')[0]?.id ?? null);
    expect((await company.run(flow, blind)).customers?.error?.message).toContain('for 20002');
    expect(names()).toEqual(['Bakkerij 2']);
    expect((await company.run(flow)).customers?.error).toBeNull();
    expect(company.progress.unfound).toEqual({});
  });

  it('stops no run once the mapping writes the key as the system keeps it', async () => {
    await using company = await Company.open(three);
    const { asperion } = company;
    const withoutHyphens = (body: string): string => {
      for (const { id = null, characteristic5 } of asperion.rows('debtors'))
        asperion.update('debtors', id, { characteristic5: String(characteristic5).replace('EO-', 'EO') });
      return body;
    };
    const create = { method: 'POST', path: /\/debtors$/, act: 'replace', rewrite: withoutHyphens } as const;
    for (const _ of [1, 2, 3]) asperion.faults.add(create);
    expect((await company.run(flow)).customers?.error).toMatchObject({
      code: 'SEARCH_NOT_WORKING',
      hint: expect.stringContaining('The stop ends when'),
    });
    company.wait(1);
    const corrected = compile({ 'customers.yml': customers({}).replace('"EO-" + Code', '"EO" + Code') });
    expect((await company.run(corrected)).customers).toMatchObject({
      error: null,
      steps: { debtor: { created: 2, updated: 1 } },
    });
    expect(asperion.rows('debtors')).toHaveLength(3);
  });

  it('is over for a key with a date as for any other', async () => {
    const line = (n: number) => ({
      ID: guid(1, 'line', n),
      Description: 'K',
      ItemCode: 'A1',
      Quantity: 1,
      AmountFC: 10,
    });
    const SalesOrders = [1, 2].map((n) => order(n, 1, { SalesOrderLines: [line(n)] }));
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders },
      asperion: { articles: articles(1), debtors: [buyer] },
    });
    const documents = orderDocuments('', '{ value: A1 }').replace('match: [reference]', 'match: [[reference, date]]');
    const dated = compile({ 'orders.yml': documents });
    const { orders: first } = await company.run(dated, {
      underway: (request) => ({ ...request, url: request.url.replace(/([?&])Reference=[^&]*/, '$1Reference=nobody') }),
    });
    expect(first?.error).toMatchObject({ code: 'SEARCH_NOT_WORKING' });
    expect((await company.run(dated)).orders).toMatchObject({ error: null, steps: { order: { created: 1 } } });
    expect(company.progress.unfound).toEqual({});
  });

  it('tells of a second record that was made of the same call, and which one to delete', async () => {
    await using company = await Company.open(three);
    const { asperion } = company;
    let isDoubled = false;
    const run = await company.run(flow, {
      underway: (request) => {
        // By now the first one is there; a proxy has sent it twice.
        const [first] = asperion.rows('debtors');
        if (!isDoubled && first !== undefined && request.url.includes('Characteristic5=')) {
          isDoubled = true;
          const { id: _id, ...same } = first;
          asperion.insert('debtors', { ...same, customerNumber: '10900' });
        }
        return request;
      },
    });
    expect(run.customers).toMatchObject({ error: null, steps: { debtor: { created: 3, failed: 1 } } });
    expect(run.customers?.letters).toMatchObject([{ reference: '20001', code: 'MADE_TWICE' }]);
    expect(run.customers?.letters?.[0]?.reason).toMatch(/as \d+ and as 10900\.$/);
    company.wait(2);
    const { customers: next } = await company.run(flow);
    expect([next?.steps.debtor, next?.letters]).toEqual([{ unchanged: 1 }, []]);
  });

  it('is not asked of Exact Online, whose search is documented', async () => {
    await using company = await Company.open({ asperion: { articles: articles(2) } });
    await company.run(compile({ 'products.yml': items() }));
    const asked = company.exactOnline.requests.filter(({ path }) => path.endsWith('logistics/Items'));
    expect(asked.filter(({ method }) => method === 'GET').length).toBeLessThanOrEqual(1);
  });
});
