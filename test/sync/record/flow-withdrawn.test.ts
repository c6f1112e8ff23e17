import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, order, orders } from '../../support/samples.ts';

/** Documents whose record is left out under words that `withdrawn` names, in runs over both systems. */

const text = orders({
  where: '{ not complete: Status == 21, invoiced: YourRef != "invoiced" }\nwithdrawn: [invoiced]',
});
const flow = compile({ 'orders.yml': text });

const given = { exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] } };
const orderKey = (company: Company) => String(company.exactOnline.rows('SalesOrders')[0]?.OrderID);

describe('an order that is withdrawn', () => {
  it('before it was sent is left out under its words', async () => {
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1, { YourRef: 'invoiced' })] },
    });
    const { letters, leftOut } = (await company.run(flow)).orders ?? {};
    expect([letters, leftOut]).toEqual([[], ['1 invoiced']]);
    expect(company.asperion.rows('debtors')).toEqual([]);
  });

  it('waits after it was sent, also if the state was lost, until its document is gone', async () => {
    await using company = await Company.open(given);
    await company.run(flow);
    company.exactOnline.update('SalesOrders', orderKey(company), { YourRef: 'invoiced' });
    const letter = {
      reference: '1',
      code: 'CANCELLED',
      reason: 'It is left out now (invoiced), and salesinvoiceswithlines EO-1 is still in Asperion.',
      at: { file: 'mappings/orders.yml' },
    };
    expect((await company.run(flow)).orders?.letters).toMatchObject([letter]);
    company.forget();
    expect((await company.run(flow)).orders?.letters).toMatchObject([letter]);
    company.asperion.remove('salesinvoiceswithlines', company.asperion.rows('salesinvoiceswithlines')[0]?.id ?? null);
    company.wait(2);
    expect((await company.run(flow)).orders).toMatchObject({ letters: [], leftOut: ['1 invoiced'] });
  });

  it('is not made again if its document was gone before its removal was told', async () => {
    await using company = await Company.open(given);
    await company.run(flow);
    company.asperion.remove('salesinvoiceswithlines', company.asperion.rows('salesinvoiceswithlines')[0]?.id ?? null);
    company.exactOnline.update('SalesOrders', orderKey(company), { YourRef: 'invoiced' });
    expect((await company.run(flow)).orders).toMatchObject({ letters: [], leftOut: ['1 invoiced'] });
    company.wait(1);
    company.exactOnline.update('SalesOrders', orderKey(company), { YourRef: 'again' });
    expect((await company.run(flow)).orders?.steps.invoice).toEqual({ unchanged: 1 });
    expect(company.asperion.rows('salesinvoiceswithlines')).toEqual([]);
  });

  it('leaves the document of another record with its number alone', async () => {
    await using company = await Company.open(given);
    await company.run(flow);
    company.exactOnline.insert('SalesOrders', { ...order(2, 1), OrderNumber: 1, YourRef: 'invoiced' });
    expect((await company.run(flow)).orders).toMatchObject({ letters: [], leftOut: ['1 invoiced'] });
  });

  it('waits no longer once the document that is pinned for it is gone', async () => {
    const pinned = compile({ 'orders.yml': text, 'links.yml': 'orders: { "1": "EO-1" }\n' });
    await using company = await Company.open(given);
    await company.run(flow);
    company.exactOnline.update('SalesOrders', orderKey(company), { YourRef: 'invoiced' });
    expect((await company.run(pinned)).orders?.letters).toMatchObject([{ code: 'CANCELLED' }]);
    company.asperion.remove('salesinvoiceswithlines', company.asperion.rows('salesinvoiceswithlines')[0]?.id ?? null);
    company.wait(2);
    expect((await company.run(pinned)).orders?.letters).toEqual([]);
  });

  it('is not looked for if it is left out for another reason', async () => {
    await using company = await Company.open(given);
    await company.run(flow);
    company.exactOnline.update('SalesOrders', orderKey(company), { Status: 12, YourRef: 'invoiced' });
    expect((await company.run(flow)).orders).toMatchObject({ letters: [], leftOut: ['1 not complete'] });
  });
});
