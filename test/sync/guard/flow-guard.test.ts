import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../sandbox/world/world.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, articles, customers, items, order, orders, shipped } from '../../support/samples.ts';

/** Calls that write to the target, as `METHOD resource`. */
const writesTo = (requests: Company['exactOnline']['requests'] | Company['asperion']['requests']) =>
  requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/token'));

/** Items and their prices in Exact Online, without what the system gives itself. */
function goods({ exactOnline }: Company): readonly string[] {
  const codes = new Map(exactOnline.rows('Items').map(({ ID, Code }) => [ID, Code]));
  const own = /^(ID|Created|Modified|Timestamp|StandardSalesPrice)$/;
  return [...exactOnline.rows('Items'), ...exactOnline.rows('SalesItemPrices')]
    .map((row) => ({ ...row, Item: codes.get(row.Item) }))
    .map((row) => JSON.stringify(Object.entries(row).filter(([field]) => !own.test(field))))
    .sort();
}

describe('a flow with a guard', () => {
  it('holds the flows behind it that write the same records, so what is approved is left', async () => {
    const mapped = (guard: string) =>
      compile({ 'customers.yml': customers({ head: guard }), 'orders.yml': orders({}), 'products.yml': items() });
    const given = { Accounts: [account(1), account(2)], SalesOrders: [order(1, 1)] };
    await using company = await Company.open({ exactOnline: given, asperion: { articles: articles(1) } });
    await company.run(compile({ 'orders.yml': orders({}), 'customers.yml': customers({}) }));
    company.wait(1);
    for (const number of [3, 4]) company.exactOnline.insert('Accounts', account(number));
    company.exactOnline.insert('SalesOrders', order(2, 3));
    const guarded = mapped('guard: { maxCreates: 1 }');
    const stopped = await company.run(guarded);
    expect(stopped.customers?.error?.code).toBe('GUARD_EXCEEDED');
    expect(stopped.orders).toMatchObject({ error: null, rest: { reason: 'guard', began: false } });
    expect(stopped.products).toMatchObject({ steps: { item: { created: 1 } } });
    expect(company.asperion.rows('debtors')).toHaveLength(2);
    const [, approve = ''] = /approve: (\S+?)`/.exec(stopped.customers?.error?.hint ?? '') ?? [];
    const after = await company.run(guarded, { approve: [approve] });
    expect(after).toMatchObject({
      customers: { error: null, steps: { debtor: { created: 2 } } },
      orders: { error: null, rest: null, steps: { invoice: { created: 1 } } },
    });
  });

  it('holds them as well when it would write something else than was approved', async () => {
    const given = { Accounts: [account(1)], SalesOrders: [order(1, 1)] };
    await using company = await Company.open({ exactOnline: given });
    const flows = compile({ 'customers.yml': customers({}), 'orders.yml': orders({}) });
    const run = await company.run(flows, { approve: ['customers@0000000000000000'] });
    expect(run.customers?.error?.code).toBe('NOT_APPROVED');
    expect(run.orders).toMatchObject({ error: null, rest: { reason: 'guard', began: false } });
    expect(company.asperion.rows('debtors')).toEqual([]);
  });

  it('does not double records with the same weak key in different batches', async () => {
    const vatNumber = 'NL001234567B01';
    const given = Array.from({ length: 102 }, (_, index) => {
      const isTwin = index === 0 || index === 101;
      return account(index + 1, { VATNumber: isTwin ? vatNumber : `NL8${index}` });
    });
    const flow = { match: '[vatNumber]', fields: 'vatNumber: VATNumber', head: 'guard: { maxCreates: 1000 }' };
    await using company = await Company.open({ exactOnline: { Accounts: given } });
    company.exactOnline.switches.syncOrder = 'timestamp';
    const { letters, steps } = (await company.run(compile({ 'customers.yml': customers(flow) }))).customers ?? {};
    expect(company.asperion.rows('debtors').filter((row) => row.vatNumber === vatNumber)).toHaveLength(1);
    expect(steps?.debtor).toEqual({ created: 101, failed: 1 });
    expect(letters?.map(({ code }) => code)).toEqual(['AMBIGUOUS']);
  });

  it('counts what a run with a limit would write, behind records that are unchanged', async () => {
    const given = articles(120, (number) => (number > 40 && number <= 80 ? { description: 'New' } : {}));
    const present = articles(120).map(({ articleNumber, description }) => ({
      Code: articleNumber,
      Description: description,
    }));
    await using company = await Company.open({ asperion: { articles: given }, exactOnline: { Items: present } });
    const run = async (guard: string) =>
      (await company.run(compile({ 'products.yml': items(`limit: 40\nguard: ${guard}`) }))).products;
    expect((await run('{ maxUpdates: 39 }'))?.error).toMatchObject({
      code: 'GUARD_EXCEEDED',
      message: 'The flow would make 40 updates (maxUpdates 39); it wrote nothing.',
    });
    expect(writesTo(company.exactOnline.requests)).toEqual([]);
    expect(await run('{ maxUpdates: 40 }')).toMatchObject({ error: null, steps: { item: { updated: 40 } } });
  });

  it('works where a step uses a key yet to be created, and writes as a run without it', async () => {
    const world = createWorld({ customers: 3, articles: 12, orders: 0 });
    const rows = { exactOnline: world.exactOnline.rows, asperion: world.asperion.rows };
    const name = 'products.asperion-to-exact-online';
    const flow = (guard: string) => compile(shipped(name, (text) => text.replace(/^guard:.*$/m, guard)));
    await using guarded = await Company.open(rows);
    await using free = await Company.open(rows);
    const found = (await guarded.run(flow('guard: { maxCreates: 100 }')))[name];
    expect(found?.error).toBeNull();
    expect(found?.steps.price?.created).toBeGreaterThan(3);
    expect(found).toMatchObject((await free.run(flow('')))[name] ?? {});
    expect(goods(guarded)).toEqual(goods(free));
    expect(writesTo(guarded.exactOnline.requests).length).toBe(writesTo(free.exactOnline.requests).length);
  });

  it('writes nothing at all when it would write too much, and says how much that is', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1), account(2)] } });
    const flow = compile({ 'customers.yml': customers({ head: 'guard: { maxCreates: 1 }' }) });
    const { error, cursor, letters } = (await company.run(flow)).customers ?? {};
    expect(error?.message).toBe('The flow would make 2 creates (maxCreates 1); it wrote nothing.');
    expect([cursor, letters]).toEqual([null, []]);
    expect(writesTo(company.asperion.requests)).toEqual([]);
    const raised = compile({ 'customers.yml': customers({ head: 'guard: { maxCreates: 2 }' }) });
    expect((await company.run(raised)).customers?.steps.debtor).toEqual({ created: 2 });
  });

  it('counts what it would change for records that are tried again, too', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1), account(2)] } });
    company.asperion.faults.add({ method: 'POST', path: /debtors/, act: 'status', status: 400, times: 2 });
    await company.run(compile({ 'customers.yml': customers({}) }));
    company.wait(2);
    const flow = compile({ 'customers.yml': customers({ head: 'guard: { maxCreates: 1 }' }) });
    expect((await company.run(flow)).customers?.error?.code).toBe('GUARD_EXCEEDED');
  });

  it('asks each system for what it looks up once, though it looks twice', async () => {
    const rows = { exactOnline: { Accounts: [account(1), account(2)], SalesOrders: [order(1, 1), order(2, 2)] } };
    const asked = async (head: string) => {
      await using company = await Company.open(rows);
      const { error, steps } = (await company.run(compile({ 'orders.yml': `${orders({})}${head}` }))).orders ?? {};
      expect([error, steps?.invoice]).toEqual([null, { created: 2 }]);
      const reads = [...company.exactOnline.requests, ...company.asperion.requests].filter(
        ({ method }) => method === 'GET',
      );
      return reads.map(({ path }) => path).sort();
    };
    const guarded = await asked('guard: { maxCreates: 100 }\n');
    expect(guarded.filter((path) => /crm\/Accounts/i.test(path))).toHaveLength(1);
    expect(guarded).toEqual(await asked(''));
  });

  it('counts a long first load with the same calls for a thousand records as for five hundred', async () => {
    const lookUps = async (count: number): Promise<number> => {
      await using company = await Company.open({ asperion: { articles: articles(count) }, exactOnline: { Items: [] } });
      const run = await company.run(compile({ 'products.yml': items('guard: { maxCreates: 1 }') }));
      expect(run.products?.error?.message).toContain(`would make ${count} creates`);
      return company.exactOnline.requests.length;
    };
    expect(await lookUps(1000)).toBe(await lookUps(500));
  });

  it('finds the second of two records with one key, with hundreds simulated in between', async () => {
    const twins = articles(700, (number) => (number === 1 || number === 700 ? { articleNumber: 'A-TWIN' } : {}));
    await using company = await Company.open({ asperion: { articles: twins }, exactOnline: { Items: [] } });
    const run = await company.run(compile({ 'products.yml': items('guard: { maxCreates: 1 }') }));
    expect(run.products?.error?.message).toContain('would make 699 creates');
  });

  it('is planned over what earlier flows of a plan create, and takes none of it for gone', async () => {
    const numbers = [1, 2, 3, 4, 5, 6, 7, 8];
    await using company = await Company.open({
      exactOnline: {
        Accounts: numbers.map((number) => account(number)),
        SalesOrders: numbers.map((number) => order(number, number)),
      },
    });
    const needs = orders({ fields: 'phoneNumber: { value: "0612345678" }' });
    const flows = compile({ 'customers.yml': customers({}), 'orders.yml': `${needs}guard: { maxCreates: 1000 }\n` });
    const plan = await company.plan(flows);
    expect(plan.flows.map(({ flow, error }) => [flow, error?.code])).toEqual([
      ['customers', undefined],
      ['orders', undefined],
    ]);
    const run = await company.run(flows);
    expect(run.orders).toMatchObject({ error: null, steps: { invoice: { created: 8 } } });
  });

  it('looks up a code that the kept list lacks once, for the plan and the run', async () => {
    const asked = async (head: string) => {
      await using company = await Company.open({ asperion: { articles: articles(1) } });
      const group = `ItemGroup: { ref: logistics/ItemGroups, by: Code, expr: '"NEW" + articleNumber' }`;
      const flow = compile({ 'products.yml': items(head, group) });
      await company.run(flow);
      for (let number = 1; number <= 30; number += 1) {
        company.exactOnline.insert('ItemGroups', { Code: `NEWA${number}`, Description: 'Thee' });
        company.asperion.insert('articles', { articleNumber: `A${number}`, description: 'Thee' });
      }
      company.wait(2);
      const before = company.exactOnline.requests.length;
      expect((await company.run(flow)).products?.error).toBeNull();
      return company.exactOnline.requests.slice(before).filter(({ path }) => path.includes('ItemGroups')).length;
    };
    const free = await asked('');
    expect(free).toBeGreaterThan(0);
    expect(await asked('guard: { maxCreates: 1000 }')).toBe(free);
  });
});
