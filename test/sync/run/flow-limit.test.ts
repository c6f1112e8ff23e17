import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, articles, customers, items, order, orders } from '../../support/samples.ts';

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
  it('rests until a run comes to the end of its source, and tells how far it got in its first load', async () => {
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
