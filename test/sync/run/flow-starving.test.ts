import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, articles, customers, items, refuseBad } from '../../support/samples.ts';

const products = compile({ 'products.yml': items() });

/** Two runs, in each of which as many records fail as Exact Online forgives in an hour. */
async function failTwelve(company: Company): Promise<void> {
  for (const _ of ['A1 to A6', 'A7 to A12']) {
    await company.run(products, { underway: refuseBad });
    company.wait(1.05);
  }
}

describe('records that fail', () => {
  it('leave the limit of a run to new ones, however many of them are to be tried again', async () => {
    const bad = Array.from({ length: 12 }, (_, index) => account(index + 1, { Name: 'bad' }));
    await using company = await Company.open({ exactOnline: { Accounts: bad } });
    await company.run(compile({ 'customers.yml': customers({}) }), { underway: refuseBad });
    company.exactOnline.insert('Accounts', account(50));
    company.wait(2);
    const limited = compile({ 'customers.yml': customers({ head: 'limit: 5' }) });
    const next = (await company.run(limited, { underway: refuseBad })).customers;
    expect(next?.steps.debtor).toEqual({ created: 1, failed: 4 });
  });

  it('come after what is new, or they would use up the errors that Exact Online forgives', async () => {
    await using company = await Company.open({ asperion: { articles: articles(12, () => ({ description: 'bad' })) } });
    await failTwelve(company);
    company.wait(24);
    company.asperion.insert('articles', { articleNumber: 'NEW', description: 'Koffie' });
    const next = (await company.run(products, { underway: refuseBad })).products;
    expect(next).toMatchObject({ error: { code: 'ERROR_BUDGET' }, steps: { item: { created: 1, failed: 6 } } });
  });

  it('are tried again in turn when there are more of them than may fail in an hour', async () => {
    await using company = await Company.open({ asperion: { articles: articles(12, () => ({ description: 'bad' })) } });
    await failTwelve(company);
    const first = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6'];
    await company.run(products, { underway: refuseBad, records: first });
    company.wait(24);
    const { letters = [] } = (await company.run(products, { underway: refuseBad })).products ?? {};
    const second = ['A7', 'A8', 'A9', 'A10', 'A11', 'A12'];
    expect(letters.filter(({ attempts }) => attempts === 2).map(({ reference }) => reference)).toEqual([
      ...first,
      ...second,
    ]);
  });
});

describe('a feed whose second page holds older rows than its first', () => {
  it('loses nothing when the run stops after the first page', async () => {
    // Pages hold 1,000 rows in the order of their ids; those that were entered first have the highest ones.
    const id = (number: number): string =>
      `${String((number + 1000) % 1100).padStart(8, '0')}-0000-4000-a000-000000000000`;
    const given = Array.from({ length: 1100 }, (_, number) =>
      account(number, { ID: id(number), Status: number % 20 === 0 ? 'C' : 'S' }),
    );
    await using company = await Company.open({ exactOnline: { Accounts: given } });
    const flow = compile({ 'customers.yml': customers({ head: 'limit: 20\nwhere: Status == "C"' }) });
    for (const made of [20, 40, 55]) {
      await company.run(flow);
      expect(company.asperion.rows('debtors')).toHaveLength(made);
    }
  });
});
