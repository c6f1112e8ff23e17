import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, articles, customers, items, order, orders } from '../../support/samples.ts';

const flows = compile({ 'customers.yml': customers({}), 'orders.yml': orders({}), 'products.yml': items() });

const everything = {
  exactOnline: { Accounts: [account(1), account(2)], SalesOrders: [order(1, 1)] },
  asperion: { articles: articles(2) },
};

describe('an error that nobody foresaw', () => {
  it('ends its flow alone, keeps what was done, and tells nothing of a record', async () => {
    await using company = await Company.open(everything);
    let posts = 0;
    const outcome = await company.run(flows, {
      underway: (request) => {
        const isPost = request.method === 'POST' && request.resource === 'debtors';
        if (isPost) posts += 1;
        if (isPost && posts === 2) throw new TypeError('Bakkerij 2 is not a function');
        return request;
      },
    });
    expect(outcome.customers).toMatchObject({ error: { name: 'FaultError', code: 'UNFORESEEN' } });
    expect(outcome.customers?.steps.debtor).toEqual({ created: 1 });
    expect(outcome.customers?.error?.message).not.toContain('Bakkerij');
    expect(outcome.products).toMatchObject({ error: null, steps: { item: { created: 2 } } });
    // What the flow had done is known: the next run makes the other one only.
    expect((await company.run(flows)).customers).toMatchObject({ error: null, steps: { debtor: { created: 1 } } });
  });

  it('ends its flow alone when it happens before the first record', async () => {
    await using company = await Company.open(everything);
    const outcome = await company.run(flows, {
      underway: (request) => {
        if (request.resource.endsWith('ItemGroups') || request.resource.startsWith('logistics'))
          throw new RangeError('x');
        return request;
      },
    });
    expect(outcome.products?.error).toMatchObject({ code: 'UNFORESEEN' });
    expect(outcome.customers).toMatchObject({ error: null, steps: { debtor: { created: 2 } } });
  });
});

describe('one value that no system can take', () => {
  it('is brought over well-formed when it is half of a surrogate pair, and holds up no other', async () => {
    const half = { articleNumber: 'A9\ud83d', description: 'Half\ud83d' };
    await using company = await Company.open({ asperion: { articles: [...articles(2), half] } });
    const products = compile({ 'products.yml': items() });
    const first = await company.run(products);
    expect(first.products).toMatchObject({ error: null, letters: [], steps: { item: { created: 3 } } });
    expect(company.exactOnline.rows('Items').map(({ Code }) => Code)).toContain('A9\ufffd');
    company.wait(25);
    expect((await company.run(products)).products?.steps.item).toEqual({ unchanged: 3 });
  });

  it('waits when Exact Online refuses the question about it, and the others of its batch do not', async () => {
    await using company = await Company.open({ asperion: { articles: articles(5) } });
    const products = compile({ 'products.yml': items() });
    const spoilt = (url: string) => decodeURIComponent(url).includes("'A3'");
    const { products: outcome } = await company.run(products, {
      underway: (request) =>
        request.method === 'GET' && spoilt(request.url)
          ? { ...request, url: `${request.url.split('?')[0]}?$filter=` }
          : request,
    });
    expect(outcome).toMatchObject({ error: null, steps: { item: { created: 4, failed: 1 } } });
    expect(outcome?.letters).toMatchObject([{ reference: 'A3', code: 'LOOKUP_REFUSED' }]);
    company.wait(25);
    expect((await company.run(products)).products?.steps.item).toMatchObject({ created: 1 });
  });
});
