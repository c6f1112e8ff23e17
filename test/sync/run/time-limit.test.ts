import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../src/http/transport.ts';
import { Company, compile, type Mappings } from '../../support/engine.ts';
import type { FlowOutcome } from '../../support/flow-outcome.ts';
import { account, articles, customers, items, order, orders } from '../../support/samples.ts';

const MINUTE_MS = 60_000;
const products = compile({ 'products.yml': items() });
/** One step for the customer, one for the order. */
const ordersFlow = compile({ 'orders.yml': orders({}) });

/** Puts the clock ahead as the call of this number sets out, counted from 1. */
const leapAt = (company: Company, number: number, minutes: number) => {
  let seen = 0;
  return (request: HttpRequest): HttpRequest => {
    seen += 1;
    if (seen === number) company.time.now += minutes * MINUTE_MS;
    return request;
  };
};

/** Runs every half hour until nothing rests any more. */
async function untilQuiet(company: Company, flows: Mappings, minutes = 25): Promise<readonly FlowOutcome[]> {
  const outcomes: FlowOutcome[] = [];
  for (let run = 0; run < 20; run += 1) {
    company.wait(0.5);
    const all = Object.values(await company.run(flows, { minutes }));
    outcomes.push(...all);
    expect(all.map(({ error }) => error)).toEqual(all.map(() => null));
    if (all.every(({ rest }) => rest === null)) return outcomes;
  }
  throw new Error('It never came to its end.');
}

describe('a first load that takes longer than a run may', () => {
  it('takes as many runs as it needs, makes each record once, and ends as one run would', async () => {
    const given = articles(500);
    await using company = await Company.open({ asperion: { articles: given }, minuteLimit: 60 });
    const startedAt = company.time.now;
    const first = (await company.run(products, { minutes: 5 })).products;
    expect(first).toMatchObject({ error: null, rest: { reason: 'time', began: true } });
    // It ends before its time is up, with a minute to save and to report.
    expect(company.time.now - startedAt).toBeLessThan(4 * MINUTE_MS);
    const made = company.exactOnline.rows('Items').length;
    expect(made).toBeGreaterThan(100);
    expect(first?.ahead).toEqual({ all: 500, left: 500 - made });

    // The list is read from its beginning again, and only what is further counts.
    const second = (await company.run(products, { minutes: 5 })).products;
    const more = company.exactOnline.rows('Items').length - made;
    expect(second?.rest).toMatchObject({ reason: 'time', doneNow: more });
    expect(second?.steps.item).toEqual({ created: more, unchanged: made });
    const later = [second, ...(await untilQuiet(company, products, 5))];
    expect(later.length).toBeGreaterThan(1);
    const created = [first, ...later].map((outcome) => outcome?.steps.item?.created ?? 0);
    expect(created.reduce((sum, count) => sum + count, 0)).toBe(500);
    const codes = company.exactOnline.rows('Items').map(({ Code }) => Code);
    expect(new Set(codes).size).toBe(500);
    expect(codes).toHaveLength(500);
    expect(company.progress.flows.products).not.toHaveProperty('backlog');
  });

  it('does not look at its source again while only calls are left that are kept for other flows', async () => {
    const given = articles(60);
    await using company = await Company.open({ asperion: { articles: given }, dailyLimit: 60 });
    const first = (await company.run(products, { minutes: 25 })).products;
    expect(first).toMatchObject({ error: null, rest: { reason: 'calls', began: true } });
    const { length: made } = company.exactOnline.rows('Items');
    const seen = company.asperion.requests.length;
    const second = (await company.run(products, { minutes: 25 })).products;
    expect(second).toMatchObject({ error: null, rest: { reason: 'calls', began: false } });
    expect(company.asperion.requests.length).toBe(seen);

    // What is kept back shrinks with the day.
    company.wait(14);
    await company.run(products, { minutes: 25 });
    expect(company.exactOnline.rows('Items').length).toBeGreaterThan(made);
    company.wait(3);
    await untilQuiet(company, products);
    expect(company.exactOnline.rows('Items')).toHaveLength(60);
  });

  it('rests if the few calls that an hour gives back are enough for a look-up only', async () => {
    await using company = await Company.open({ asperion: { articles: articles(60) }, dailyLimit: 60 });
    await company.run(products, { minutes: 25 });
    const reasons: unknown[] = [];
    for (let quarter = 0; quarter < 60; quarter += 1) {
      company.wait(0.25);
      const { error, rest } = (await company.run(products, { minutes: 25 })).products ?? {};
      expect(error).toBeNull();
      reasons.push(rest?.reason);
    }
    expect(new Set(reasons.slice(0, 12))).toEqual(new Set(['calls']));
  });

  it('comes after the flows that are in step, and leaves them calls', async () => {
    const both = compile({ 'customers.yml': customers({}), 'products.yml': items() });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] }, dailyLimit: 80 });
    await company.run(compile({ 'products.yml': items() }));
    company.exactOnline.insert('Accounts', account(2));
    for (const article of articles(2)) company.asperion.insert('articles', article);
    company.wait(25);
    const order: string[] = [];
    const run = await company.run(both, { minutes: 25, observe: ({ name }) => order.push(name) });
    expect([...new Set(order)]).toEqual(['products', 'customers']);
    expect(Object.values(run).map(({ error, rest }) => [error, rest])).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});

describe('a run whose time is up', () => {
  const given = {
    exactOnline: {
      Accounts: [account(1), account(2), account(3)],
      SalesOrders: [order(1, 1), order(2, 2), order(3, 1), order(4, 3)],
    },
  };

  it('at any of its calls doubles and loses nothing: the next runs end as without a limit', async () => {
    await using calm = await Company.open(given);
    await calm.run(ordersFlow);
    const wanted = heldBy(calm);
    expect(wanted.invoices).toHaveLength(4);
    const calls = calm.exactOnline.requests.length + calm.asperion.requests.length;
    const ends = new Set<string>();
    for (let number = 1; number <= calls; number += 1) {
      await using company = await Company.open(given);
      const run = await company.run(ordersFlow, { minutes: 25, underway: leapAt(company, number, 24) });
      ends.add(run.orders?.rest?.reason ?? run.orders?.error?.code ?? 'done');
      await untilQuiet(company, ordersFlow);
      expect(heldBy(company), `after call ${number}`).toEqual(wanted);
      const quiet = company.asperion.requests.length;
      await company.run(ordersFlow);
      expect(company.asperion.requests.slice(quiet).filter(({ method }) => method !== 'GET')).toEqual([]);
    }
    expect(ends).toContain('time');
  });

  it('is told as stopped by it if somebody asked for records by name', async () => {
    await using company = await Company.open(given);
    const run = await company.run(ordersFlow, { records: ['1'], minutes: 25, underway: leapAt(company, 3, 24) });
    expect(run.orders).toMatchObject({ error: { code: 'OUT_OF_TIME' }, rest: null });
  });

  it('is told as stopped by it if somebody approved a plan, of which a part is not written', async () => {
    const flow = compile({ 'products.yml': items('guard: { maxCreates: 10 }') });
    await using company = await Company.open({ asperion: { articles: articles(500) }, minuteLimit: 60 });
    const approval = (await company.plan(flow)).flows[0]?.approve ?? null;
    const run = (await company.run(flow, { minutes: 5, approve: [approval] })).products;
    expect(company.exactOnline.rows('Items').length).toBeGreaterThan(0);
    expect(run).toMatchObject({ error: { code: 'OUT_OF_TIME' }, rest: null });
  });

  it('does not begin other flows, and begins with them next time', async () => {
    const both = compile({ 'customers.yml': customers({}), 'products.yml': items() });
    const rows = { exactOnline: { Accounts: [account(1)] }, asperion: { articles: articles(1) } };
    await using company = await Company.open(rows);
    const run = await company.run(both, { minutes: 25, underway: leapAt(company, 4, 24) });
    expect(run.products).toMatchObject({ error: null, rest: { reason: 'time', began: false } });
    await untilQuiet(company, both);
    expect(company.exactOnline.rows('Items')).toHaveLength(1);
    expect(company.asperion.rows('debtors')).toHaveLength(1);
  });
});

/** What the runs made, without the numbers that depend on the order in which they are given. */
function heldBy({ asperion }: Company): {
  readonly debtors: readonly unknown[];
  readonly invoices: readonly unknown[];
} {
  const named = new Map(asperion.rows('debtors').map((row) => [row.customerNumber, row.characteristic5]));
  return {
    debtors: [...named.values()].sort(),
    invoices: asperion
      .rows('salesinvoiceswithlines')
      .map(({ invoiceNumber, debtorCustomerNumber }) => [invoiceNumber, named.get(debtorCustomerNumber as never)])
      .sort(),
  };
}
