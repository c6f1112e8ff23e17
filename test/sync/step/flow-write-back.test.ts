import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../src/http/transport.ts';
import { Company, compile } from '../../support/engine.ts';
import { buyer, orderDocuments } from '../../support/samples.ts';

const flow = (back: string, where = 'Status == 12') =>
  compile({ 'orders.yml': orderDocuments(`where: ${where}\nback: ${back}`) });

const BACK = `{ fields: { YourRef: '"AS-" + order.reference' } }`;

async function open(): Promise<Company> {
  const article = { id: 1, articleNumber: 'A1', description: 'Deurkruk', activeState: 'Active' };
  const company = await Company.open({ asperion: { debtors: [buyer], articles: [article] } });
  const customer = company.exactOnline.insert('Accounts', { Code: '20001', Name: 'Bouwhof Voorbeeld', Status: 'C' });
  const { ID } = company.exactOnline.insert('Items', { Code: 'A1', Description: 'Deurkruk', IsSalesItem: true });
  company.exactOnline.insert('SalesOrders', {
    OrderedBy: customer.ID,
    SalesOrderLines: [{ Item: ID, Quantity: 2, NetPrice: 12.5 }],
  });
  return company;
}

const writesTo = (company: Company) =>
  company.exactOnline.requests.filter(({ method, path }) => method === 'PUT' && path.includes('SalesOrders'));

describe('what is written back', () => {
  it('arrives in the source once, and does not come back as a change', async () => {
    await using company = await open();
    const number = company.exactOnline.rows('SalesOrders')[0]?.OrderNumber;
    expect((await company.run(flow(BACK))).orders?.steps).toEqual({ order: { created: 1 }, back: { updated: 1 } });
    expect(company.exactOnline.rows('SalesOrders')).toMatchObject([{ YourRef: `AS-EO-${number}` }]);
    for (const _ of ['its own change comes back', 'and is read once more']) {
      const { orders } = await company.run(flow(BACK));
      expect(orders?.steps).toEqual({ order: { unchanged: 1 }, back: { unchanged: 1 } });
      company.wait(1);
    }
    expect((await company.run(flow(BACK))).orders?.steps.order ?? {}).toEqual({});
    expect(writesTo(company)).toHaveLength(1);
  });

  it('is left out where its condition is not true, and null clears nothing', async () => {
    await using company = await open();
    const never = flow(
      `{ when: YourRef != null, fields: { YourRef: '"x" + order.reference' } }`.replace('YourRef !=', 'Remarks !='),
    );
    expect((await company.run(never)).orders?.steps.back).toEqual({ skipped: 1 });
    const nothing = flow('{ fields: { YourRef: { value: null } } }');
    const key = company.exactOnline.rows('SalesOrders')[0]?.OrderID;
    company.exactOnline.update('SalesOrders', key, { YourRef: 'theirs' });
    expect((await company.run(nothing)).orders?.steps.back).toEqual({ skipped: 1 });
    expect(company.exactOnline.rows('SalesOrders')).toMatchObject([{ YourRef: 'theirs' }]);
  });

  it('that is refused stays with its record, which is not booked twice', async () => {
    await using company = await open();
    const gone = (request: HttpRequest): HttpRequest =>
      request.method === 'PUT' ? { ...request, url: request.url.replace(/guid'.{4}/, "guid'0000") } : request;
    expect((await company.run(flow(BACK), { underway: gone })).orders).toMatchObject({
      error: null,
      steps: { order: { created: 1 }, back: { failed: 1 } },
      letters: [{ step: 'back', code: 'NOT_FOUND' }],
    });
    company.wait(2);
    expect((await company.run(flow(BACK))).orders).toMatchObject({ steps: { back: { updated: 1 } }, letters: [] });
    expect(company.exactOnline.rows('SalesOrders')).toMatchObject([{ YourRef: expect.stringMatching(/^AS-EO-/) }]);
    expect(company.asperion.rows('salesorderswithlines')).toHaveLength(1);
  });
});
