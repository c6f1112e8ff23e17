import { describe, expect, it } from 'vitest';
import { Company, compile, type Mappings } from '../../support/engine.ts';
import { account, accountId, articles, customers, items, order, orders } from '../../support/samples.ts';

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

// Half an hour lies between two runs: by then, what the run before read counts as settled.
describe('a first load of which each half-hourly run stops at its limit', () => {
  it('brings every customer', async () => {
    const flow = compile({ 'customers.yml': customers({ head: 'limit: 200' }) });
    await using company = await Company.open({
      exactOnline: { Accounts: numbers(900).map((number) => account(number)) },
    });
    for (let run = 0; run < 8; run += 1) {
      await company.run(flow);
      company.wait(0.5);
    }
    const names = new Set(company.asperion.rows('debtors').map(({ name }) => name));
    expect(numbers(900).filter((number) => !names.has(`Bakkerij ${number}`))).toEqual([]);
  });

  it('books every order', async () => {
    const flow = compile({ 'orders.yml': orders({}).replace('where:', 'limit: 200\nwhere:') });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: numbers(500).map((number) => order(number, 1)) },
    });
    for (let run = 0; run < 6; run += 1) {
      await company.run(flow);
      company.wait(0.5);
    }
    expect(company.asperion.rows('salesinvoiceswithlines')).toHaveLength(500);
  });
});

describe('a flow that reached its limit', () => {
  it('rests until a run comes to the end of its source, and tells how far it got', async () => {
    const flow = compile({ 'customers.yml': customers({ head: 'limit: 2' }) });
    await using company = await Company.open({
      exactOnline: { Accounts: numbers(5).map((number) => account(number)) },
    });
    const rests: unknown[] = [];
    for (let run = 0; run < 3; run += 1) {
      rests.push((await company.run(flow)).customers?.rest);
      company.wait(0.5);
    }
    expect(rests).toEqual([
      { reason: 'limit', began: true, doneNow: 2 },
      { reason: 'limit', began: true, doneNow: 2 },
      null,
    ]);
  });

  it('in a run with the input `since` rests likewise, and the same run once more gets further', async () => {
    const flow = compile({ 'customers.yml': customers({ head: 'limit: 2' }) });
    await using company = await Company.open({
      exactOnline: { Accounts: numbers(3).map((number) => account(number)) },
    });
    const rests: unknown[] = [];
    for (let run = 0; run < 2; run += 1) rests.push((await company.run(flow, { since: '2020-01-01' })).customers?.rest);
    expect(rests).toEqual([{ reason: 'since', began: true }, null]);
    expect(company.asperion.rows('debtors')).toHaveLength(3);
  });
});

describe('a record that waits', () => {
  it('is tried again though each run has as many new ones as its limit', async () => {
    const withRows = (rows: string) =>
      compile({
        'customers.yml': customers({ head: 'limit: 2', fields: 'city: { table: cities, key: City }' }),
        'tables/cities.yml': rows,
      });
    const cities = numbers(3).map((number) => account(number, { City: number === 1 ? 'Gouda' : 'Delft' }));
    await using company = await Company.open({ exactOnline: { Accounts: cities } });
    for (const _ of numbers(2)) {
      await company.run(withRows('Delft: D\n'));
      company.wait(1);
    }
    company.wait(24);
    for (const number of [2, 3]) company.exactOnline.update('Accounts', accountId(number), { Name: 'Anders' });
    expect((await company.run(withRows('Delft: D\nGouda: G\n'))).customers?.letters).toEqual([]);
    expect(company.asperion.rows('debtors')).toHaveLength(3);
  });
});

describe('a limit holds for records that are due though nothing changed:', () => {
  const three = { exactOnline: { Accounts: numbers(3).map((number) => account(number, { City: 'Gouda' })) } };
  const upTo = (company: Company) => company.asperion.rows('debtors').length;

  /** How many customers there are after each of four more runs, the first of them an hour and the others a day apart. */
  async function countsOf(company: Company, flow: Mappings): Promise<readonly number[]> {
    const counts: number[] = [];
    for (const hours of [1, 24, 24, 24]) {
      company.wait(hours);
      await company.run(flow);
      counts.push(upTo(company));
    }
    return counts;
  }

  it('those that waited', async () => {
    const flow = (row: string, head = '') =>
      compile({
        'customers.yml': customers({ head, fields: 'city: { table: cities, key: City }' }),
        'tables/cities.yml': row,
      });
    await using company = await Company.open(three);
    await company.run(flow('Delft: D\n'));
    expect(upTo(company)).toBe(0);
    const limited = flow('Gouda: G\n', 'limit: 1');
    const { rest, letters } = (await company.run(limited)).customers ?? {};
    expect([upTo(company), rest?.reason, letters?.length]).toEqual([1, 'limit', 2]);
    expect(await countsOf(company, limited)).toEqual([2, 3, 3, 3]);
  });

  const FIRST_FAILS = 'limit: 1\nchecks: [{ when: Code == "20001", says: \'"No"\' }]';

  it('those that were paused, one of which fails each time', async () => {
    const lines = numbers(3).map(
      (one) => `- { flow: customers, record: "2000${one}", until: 2026-03-02, by: A, why: B }`,
    );
    const flow = compile({ 'customers.yml': customers({ head: FIRST_FAILS }), 'paused.yml': lines.join('\n') });
    await using company = await Company.open(three);
    await company.run(flow);
    expect(await countsOf(company, flow)).toEqual([0, 1, 1, 2]);
    expect(company.progress.flows.customers?.paused).toBeUndefined();
  });

  it('those whose day has come, one of which fails each time', async () => {
    const head = `where: StartDate <= today()\n${FIRST_FAILS}`;
    const flow = compile({ 'customers.yml': customers({ head }) });
    const starts = { StartDate: '2026-03-03T00:00:00' };
    await using company = await Company.open({
      exactOnline: { Accounts: numbers(3).map((number) => account(number, starts)) },
    });
    await company.run(flow);
    expect(await countsOf(company, flow)).toEqual([0, 1, 1, 2]);
  });
});

describe('a limit that holds records back after a lost run', () => {
  it('keeps in mind what that run may have written until those records are read', async () => {
    const all = compile({ 'products.yml': items() });
    const limited = compile({ 'products.yml': items('limit: 2') });
    await using company = await Company.open({ asperion: { articles: articles(5) } });
    await company.run(all);
    const rows = company.asperion.rows('articles');
    const idOf = (number: string) => rows.find(({ articleNumber }) => articleNumber === number)?.id ?? null;
    const edit = (number: string, description: string) =>
      company.asperion.update('articles', idOf(number), { description });
    const shown = () =>
      Object.fromEntries(company.exactOnline.rows('Items').map(({ Code, Description }) => [Code, Description]));
    edit('A5', 'Thee');
    company.wait(1);
    await company.run(all, { isLost: true });
    expect(shown().A5).toBe('Thee');
    for (const number of ['A1', 'A2', 'A3']) edit(number, `Melk ${number}`);
    company.wait(0.1);
    edit('A5', 'Koffie 5');
    for (let run = 0; run < 3; run += 1) {
      company.wait(1);
      await company.run(limited);
    }
    expect(shown()).toMatchObject({ A3: 'Melk A3', A5: 'Koffie 5' });
  });
});
