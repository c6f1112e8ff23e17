import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, articles, customers, items } from '../../support/samples.ts';

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

  it('is not asked of Exact Online, whose search is documented', async () => {
    await using company = await Company.open({ asperion: { articles: articles(2) } });
    await company.run(compile({ 'products.yml': items() }));
    const asked = company.exactOnline.requests.filter(({ path }) => path.endsWith('logistics/Items'));
    expect(asked.filter(({ method }) => method === 'GET').length).toBeLessThanOrEqual(1);
  });
});
