import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, order, orders } from '../../support/samples.ts';

const flowWith = (exists: string) => compile({ 'orders.yml': orders({}).replace('exists: skip', `exists: ${exists}`) });

/** An invoice as a person types it: the number of the order, and nothing before it. */
const typed = (more: object = {}) => ({
  invoiceNumber: '1',
  debtorCustomerNumber: '10001',
  date: '2026-03-01T00:00:00',
  bookyear: 2026,
  bookperiod: 3,
  journalId: '70',
  description: 'Order 1',
  lines: [{ description: 'Koffie', amount: 10, vatCode: 'VH', ledgerAccountId: 8000 }],
  ...more,
});

const open = (invoice: object, more: object = {}) =>
  Company.open({
    exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] },
    asperion: {
      debtors: [
        {
          customerNumber: '10001',
          name: 'Bakkerij 1',
          address: 'Dorpsstraat 1',
          debtorKindId: 'company',
          characteristic5: 'EO-20001',
        },
      ],
      journals: [
        { id: '70', description: 'Verkoop', type: 'Sales' },
        { id: '71', description: 'Webwinkel', type: 'Sales' },
      ],
      salesinvoiceswithlines: [invoice],
      ...more,
    },
  });

const numbers = ({ asperion }: Company) =>
  asperion.rows('salesinvoiceswithlines').map(({ invoiceNumber }) => invoiceNumber);

/** Look-ups of invoices. */
const lookUps = ({ asperion }: Company) =>
  asperion.requests.filter(({ method, path }) => method === 'GET' && path.endsWith('salesinvoiceswithlines'));

describe('a document that a person typed by hand, under its number without the prefix', () => {
  it.each(['verify', 'skip', 'update'])('is linked when it is the same, with exists: %s', async (exists) => {
    await using company = await open(typed());
    const { letters, steps } = (await company.run(flowWith(exists))).orders ?? {};
    expect(letters).toEqual([]);
    expect(steps?.invoice).toEqual({ unchanged: 1 });
    expect(numbers(company)).toEqual(['1']);
    expect(
      Object.values(company.progress.links).flatMap((table) => [...table.entries()].map(([, link]) => link)),
    ).toContainEqual(expect.objectContaining({ reference: '1' }));
  });

  it.each(['verify', 'skip', 'update'])('stops its order when it differs, with exists: %s', async (exists) => {
    await using company = await open(typed({ date: '2026-03-02T00:00:00' }));
    const { letters } = (await company.run(flowWith(exists))).orders ?? {};
    expect(letters).toMatchObject([
      {
        code: 'DIFFERS',
        reason:
          '1, which was typed by hand into the target, differs from the source in date. If it is another sale, change its number there.',
      },
    ]);
    expect(numbers(company)).toEqual(['1']);
  });

  it.each(['verify', 'skip', 'update'])('stops its order when its lines differ, with exists: %s', async (exists) => {
    const lines = [{ description: 'Koffie', amount: 12, vatCode: 'VH', ledgerAccountId: 8000 }];
    await using company = await open(typed({ lines }));
    const { letters } = (await company.run(flowWith(exists))).orders ?? {};
    expect(letters).toMatchObject([
      { code: 'DIFFERS', reason: expect.stringContaining('differs from the source in lines.') },
    ]);
    expect(numbers(company)).toEqual(['1']);
  });

  it('is linked when a person pins it, whatever it holds', async () => {
    await using company = await open(typed({ date: '2026-03-02T00:00:00' }));
    const mappings = { 'orders.yml': orders({}), 'links.yml': 'orders: { "1": "1" }\n' };
    expect((await company.run(compile(mappings))).orders).toMatchObject({
      letters: [],
      steps: { invoice: { skipped: 1 } },
    });
    expect(numbers(company)).toEqual(['1']);
  });

  it.each(['verify', 'update'])('keeps its own number when a person pins it, with exists: %s', async (exists) => {
    await using company = await open(typed({ invoiceNumber: 'HAND-7' }));
    const text = orders({}).replace('exists: skip', `exists: ${exists}`);
    const mappings = compile({ 'orders.yml': text, 'links.yml': 'orders: { "1": "HAND-7" }\n' });
    expect((await company.run(mappings)).orders).toMatchObject({ letters: [], steps: { invoice: { unchanged: 1 } } });
    company.exactOnline.update('SalesOrders', String(order(1, 1).OrderID), { Description: 'Order 1' });
    expect((await company.run(mappings)).orders).toMatchObject({ letters: [] });
    expect(numbers(company)).toEqual(['HAND-7']);
  });

  it('is named with exists: fail', async () => {
    await using company = await open(typed());
    const { letters } = (await company.run(flowWith('fail'))).orders ?? {};
    expect(letters).toMatchObject([{ code: 'EXISTS', reason: 'It is already in the target as 1.' }]);
    expect(numbers(company)).toEqual(['1']);
  });

  it('keeps its number and its link when the order comes by again', async () => {
    await using company = await open(typed());
    const flow = flowWith('verify');
    await company.run(flow);
    company.exactOnline.update('SalesOrders', String(order(1, 1).OrderID), { Description: 'Spoed' });
    expect((await company.run(flow, { records: ['1'] })).orders).toMatchObject({
      letters: [],
      steps: { invoice: { unchanged: 1 } },
    });
    expect(numbers(company)).toEqual(['1']);
  });

  it('is another document when it stands in another journal', async () => {
    await using company = await open(typed({ journalId: '71', date: '2026-03-02T00:00:00' }));
    expect((await company.run(flowWith('verify'))).orders?.steps.invoice).toEqual({ created: 1 });
    expect(numbers(company)).toEqual(['1', 'EO-1']);
  });

  it('is looked for in the same call', async () => {
    await using company = await open(typed({ invoiceNumber: '900', date: '2026-03-02T00:00:00' }));
    await company.run(flowWith('verify'));
    expect(numbers(company)).toEqual(['900', 'EO-1']);
    const found = lookUps(company).length;
    await using with2 = await open(typed());
    await with2.run(flowWith('verify'));
    expect(lookUps(with2).length).toBeLessThanOrEqual(found);
  });
});
