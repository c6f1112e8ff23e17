import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, order, orders } from '../../support/samples.ts';

/** Documents that were cancelled in the source, in runs over both systems. */

const text = orders({ where: 'Status == 21\ncancelled: Status == 45' });
const flow = compile({ 'orders.yml': text });

const given = { exactOnline: { Accounts: [account(1), account(2)], SalesOrders: [order(1, 1)] } };

const orderKey = (company: Company) => String(company.exactOnline.rows('SalesOrders')[0]?.OrderID);
const invoiceKey = (company: Company) => company.asperion.rows('salesinvoiceswithlines')[0]?.id ?? null;

const LETTER = {
  reference: '1',
  code: 'CANCELLED',
  step: 'invoice',
  reason: 'It was cancelled in Exact Online, and salesinvoiceswithlines EO-1 is still in Asperion.',
  at: { file: 'mappings/orders.yml', line: 7 },
};

describe('an order that was cancelled', () => {
  it('before it was sent is left out and counted, and its customer is not written', async () => {
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1, { Status: 45 })] },
    });
    const { letters, leftOut } = (await company.run(flow)).orders ?? {};
    expect([letters, leftOut]).toEqual([[], ['1 cancelled']]);
    expect(company.asperion.rows('debtors')).toEqual([]);
  });

  it('waits after it was sent, and says which document is where', async () => {
    await using company = await Company.open(given);
    await company.run(flow);
    company.exactOnline.update('SalesOrders', orderKey(company), { Status: 45 });
    const { letters, leftOut, steps } = (await company.run(flow)).orders ?? {};
    expect(letters).toMatchObject([LETTER]);
    expect([leftOut, steps?.invoice]).toEqual([[], { failed: 1 }]);
    expect(company.asperion.rows('salesinvoiceswithlines')).toHaveLength(1);
  });

  it('is looked for together with the others of its batch', async () => {
    const sent = Array.from({ length: 12 }, (_, index) => order(index + 1, 1));
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)], SalesOrders: sent } });
    await company.run(flow);
    for (const { OrderID } of sent) company.exactOnline.update('SalesOrders', String(OrderID), { Status: 45 });
    const before = company.asperion.requests.length;
    expect((await company.run(flow)).orders?.letters).toHaveLength(12);
    const asked = company.asperion.requests.slice(before).map(({ method, path }) => `${method} ${path}`);
    expect(asked).toEqual(['GET /v1/salesinvoiceswithlines']);
  });

  it('is found by its number after it was sent and the state was lost', async () => {
    await using company = await Company.open(given);
    await company.run(flow);
    company.exactOnline.update('SalesOrders', orderKey(company), { Status: 45 });
    company.forget();
    expect((await company.run(flow)).orders?.letters).toMatchObject([LETTER]);
  });

  it('is found although its other fields can no longer be read', async () => {
    await using company = await Company.open(given);
    const strict = compile({
      'orders.yml': text.replace('date: OrderDate', 'date: date(YourRef)'),
    });
    await company.run(flow);
    company.exactOnline.update('SalesOrders', orderKey(company), { Status: 45, YourRef: 'no date' });
    company.forget();
    expect((await company.run(strict)).orders?.letters).toMatchObject([{ code: 'CANCELLED' }]);
  });

  it('waits no longer once the document is gone from the target', async () => {
    await using company = await Company.open(given);
    await company.run(flow);
    company.exactOnline.update('SalesOrders', orderKey(company), { Status: 45 });
    await company.run(flow);
    company.asperion.remove('salesinvoiceswithlines', invoiceKey(company));
    company.wait(2);
    expect((await company.run(flow)).orders).toMatchObject({ letters: [], leftOut: ['1 cancelled'] });
  });

  it('waits no longer once a person pins it as skip', async () => {
    await using company = await Company.open(given);
    await company.run(flow);
    company.exactOnline.update('SalesOrders', orderKey(company), { Status: 45 });
    await company.run(flow);
    const pinned = compile({ 'orders.yml': text, 'links.yml': 'orders: { "1": skip }' });
    expect((await company.run(pinned)).orders?.letters).toEqual([]);
  });
});

describe('which orders were cancelled', () => {
  it('may depend on a related record', async () => {
    const related = compile({ 'orders.yml': text.replace('Status == 45', 'customer.Name == "Bakkerij 2"') });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1), account(2)], SalesOrders: [order(1, 1), order(2, 2)] },
    });
    expect((await company.run(related)).orders?.leftOut).toEqual(['1 cancelled']);
    expect(company.asperion.rows('salesinvoiceswithlines')).toHaveLength(1);
  });
});
