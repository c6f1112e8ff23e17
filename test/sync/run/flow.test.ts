import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../src/http/transport.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, articles, customers, items, refuseBad } from '../../support/samples.ts';

const products = compile({ 'products.yml': items() });
/** Asperion's own field is longer than Exact Online's. */
const TOO_LONG = 'x'.repeat(80);

describe('a run that is stopped half-way through a batch', () => {
  it('by the calls of the day: keeps the dead letters, and the next day does the rest', async () => {
    const given = articles(40, (number) => (number === 3 ? { description: TOO_LONG } : {}));
    await using company = await Company.open({ asperion: { articles: given }, dailyLimit: 20 });
    const stopped = (await company.run(products)).products;
    expect(stopped).toMatchObject({ error: null, rest: { reason: 'calls', began: true } });
    const made = company.exactOnline.rows('Items').length;
    expect(made).toBeGreaterThan(5);
    expect(stopped?.steps.item).toEqual({ created: made, failed: 1 });
    expect(stopped?.letters.map(({ reference, code }) => [reference, code])).toEqual([['A3', 'TOO_LONG']]);

    company.wait(24);
    const next = (await company.run(products)).products;
    const later = company.exactOnline.rows('Items').length;
    expect(next?.steps.item).toMatchObject({ created: later - made, unchanged: made });
  });

  it('by a system that cannot be reached any more: the next run makes what is missing, each once', async () => {
    await using company = await Company.open({ asperion: { articles: articles(60) } });
    let writes = 0;
    const unplug = (request: HttpRequest): HttpRequest => {
      if (request.kind === 'write') writes += 1;
      const isGone = writes > 27 && request.system === 'exact-online';
      return isGone ? { ...request, url: request.url.replace(/:\d+/, ':1') } : request;
    };
    const stopped = (await company.run(products, { underway: unplug })).products;
    expect(stopped).toMatchObject({ error: { code: 'UNREACHABLE' }, steps: { item: { created: 27 } }, letters: [] });
    expect(stopped?.cursor).toBeNull();
    const next = (await company.run(products)).products;
    expect(next).toMatchObject({ error: null, steps: { item: { created: 33, unchanged: 27 } } });
    expect(company.exactOnline.rows('Items')).toHaveLength(60);
  });

  it('by too many errors of one endpoint: those records wait, the others get on', async () => {
    const given = articles(30, (number) => (number > 10 && number <= 17 ? { description: `bad ${number}` } : {}));
    await using company = await Company.open({ asperion: { articles: given } });
    const stopped = (await company.run(products, { underway: refuseBad })).products;
    expect(stopped).toMatchObject({ error: { code: 'ERROR_BUDGET' }, steps: { item: { created: 10, failed: 6 } } });
    expect(stopped?.letters.map(({ reference }) => reference)).toEqual(['A11', 'A12', 'A13', 'A14', 'A15', 'A16']);
    company.wait(1.05);
    await company.run(products, { underway: refuseBad });
    company.wait(1.05);
    await company.run(products, { underway: refuseBad });
    expect(company.exactOnline.rows('Items')).toHaveLength(23);
  });

  it('by a key that the mapping must know: earlier steps count, and it is done with the row', async () => {
    const flow = (rows: string) =>
      compile({
        'products.yml': `${items()}
  - id: price
    resource: logistics/SalesItemPrices
    match: [[Item, Quantity]]
    update: true
    fields:
      Item: item.ID
      Quantity: { value: 1 }
      Price: salesPrice
      Currency: { table: currencies, key: unit, unmapped: fail }
`,
        'tables/currencies.yml': rows,
      });
    const given = articles(4, (number) => ({
      salesPrice: 2,
      unit: number === 3 ? 'kg' : 'stuk',
      ...(number === 2 ? { description: TOO_LONG } : {}),
    }));
    await using company = await Company.open({ asperion: { articles: given } });
    const stopped = (await company.run(flow('stuk: EUR'))).products;
    expect(stopped).toMatchObject({ error: { code: 'UNMAPPED_KEY' }, steps: { item: { created: 3, failed: 1 } } });
    expect(stopped?.letters.map(({ code }) => code)).toEqual(['TOO_LONG']);
    const next = (await company.run(flow('stuk: EUR\nkg: EUR'))).products;
    expect(next?.steps).toMatchObject({ item: { unchanged: 3 }, price: { created: 3 } });
  });
});

describe('a run from a date on', () => {
  const flow = compile({ 'customers.yml': customers({}) });

  it('leaves an existing cursor alone: what changed before that date comes with the next run', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    const before = (await company.run(flow)).customers?.cursor;
    company.wait(24);
    company.exactOnline.insert('Accounts', account(2));
    company.wait(72);
    company.exactOnline.insert('Accounts', account(3));
    const backfill = (await company.run(flow, { since: '2026-03-06' })).customers;
    expect(backfill).toMatchObject({ steps: { debtor: { created: 1 } }, cursor: before });
    await company.run(flow);
    expect(company.asperion.rows('debtors').map((row) => row.characteristic5)).toEqual([
      'EO-20001',
      'EO-20003',
      'EO-20002',
    ]);
  });

  it('marks nothing as read in a flow that never ran: earlier changes come with the next run', async () => {
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { Modified: '2026-02-28T12:00:00' }), account(2)] },
    });
    const first = (await company.run(flow, { since: '2026-03-01' })).customers;
    expect(first).toMatchObject({ steps: { debtor: { created: 1 } }, cursor: null });
    expect((await company.run(flow)).customers?.steps).toEqual({ debtor: { created: 1, unchanged: 1 } });
  });

  it('leaves the place of a first load that rests at its limit, and how much of it is left', async () => {
    const limited = compile({ 'customers.yml': customers({ head: 'limit: 1' }) });
    await using company = await Company.open({ exactOnline: { Accounts: [1, 2, 3].map((one) => account(one)) } });
    await company.run(limited);
    const { cursor, backlog } = company.progress.flows.customers ?? {};
    await company.run(limited, { since: '2026-12-01' });
    expect(company.progress.flows.customers).toMatchObject({ cursor, backlog });
    await company.run(limited);
    expect((await company.run(limited)).customers?.rest).toBeNull();
    expect(company.asperion.rows('debtors')).toHaveLength(3);
  });
});
