import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, accountId, customers, order, orders, refuseBad } from '../../support/samples.ts';

/** Lists that lag behind the feed, or once lack what they had, in runs over both systems from Monday 2 March 2026 on. */

/** Exact Online answers one list without rows, once. */
const empty = (path: RegExp) => {
  const headers = { 'content-type': 'application/json' };
  return { act: 'replace', method: 'GET', path, status: 200, headers, body: '{"d":{"results":[]}}' } as const;
};

const sales = compile({ 'orders.yml': orders({}) });
const one = { exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] } };
const booked = ({ asperion }: Company) =>
  asperion.rows('salesinvoiceswithlines').map(({ invoiceNumber }) => invoiceNumber);
const names = ({ asperion }: Company) => asperion.rows('debtors').map(({ name }) => name);
const letters = ({ progress }: Company) => Object.keys(progress.flows.customers?.deadLetters ?? {});

describe('a document that the feed names', () => {
  it('is booked by the next run when its list lagged behind', async () => {
    await using company = await Company.open(one);
    company.exactOnline.faults.add(empty(/bulk\/SalesOrder\/SalesOrders$/));
    await company.run(sales);
    expect(booked(company)).toEqual([]);
    company.wait(1);
    await company.run(sales);
    expect(booked(company)).toEqual(['EO-1']);
  });

  it('is left alone when it is gone, and costs nothing later', async () => {
    await using company = await Company.open(one);
    company.exactOnline.faults.add({ ...empty(/bulk\/SalesOrder\/SalesOrders$/), times: 9 });
    for (const _ of ['named', 'named again', 'settled']) {
      await company.run(sales);
      company.wait(1);
    }
    const { length: before } = company.exactOnline.requests;
    await company.run(sales);
    const asked = company.exactOnline.requests.slice(before).map(({ path }) => path);
    expect(asked.filter((path) => path.includes('/bulk/'))).toEqual([]);
  });

  it('is judged again when it changed a moment ago and was still shown as before', async () => {
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [{ ...order(1, 1), Status: 12 }] },
    });
    const [{ OrderID: id, ...before } = {}] = company.exactOnline.rows('SalesOrders');
    company.exactOnline.update('SalesOrders', id, { Status: 21 });
    company.exactOnline.faults.add({
      act: 'replace',
      method: 'GET',
      path: /bulk\/SalesOrder\/SalesOrders$/,
      rewrite: (body) => body.replace('"Status":21', `"Status":${before.Status}`),
    });
    expect((await company.run(sales)).orders?.leftOut).toHaveLength(1);
    company.wait(0.5);
    await company.run(sales);
    expect(booked(company)).toEqual(['EO-1']);
  });
});

describe('a record that is read again by its key', () => {
  const flow = compile({ 'customers.yml': customers({}) });
  const READ = /(bulk|crm)\/(CRM\/)?Accounts$/;

  it('keeps its dead letter when one answer lacks it', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Name: 'bad' })] } });
    await company.run(flow, { underway: refuseBad });
    company.wait(2);
    company.exactOnline.faults.add(empty(READ));
    await company.run(flow);
    expect([names(company), letters(company)]).toEqual([[], [accountId(1)]]);
    await company.run(flow);
    expect([names(company), letters(company)]).toEqual([['bad'], []]);
  });

  it('keeps its dead letter when one answer lacks it long after, if it was shown in between', async () => {
    const only = compile({ 'customers.yml': customers({ head: 'where: Status == "C"' }) });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Name: 'bad' })] } });
    const [{ ID: id } = {}] = company.exactOnline.rows('Accounts');
    await company.run(only, { underway: refuseBad });
    company.wait(2);
    company.exactOnline.faults.add(empty(READ));
    await company.run(only);
    company.exactOnline.update('Accounts', id, { Status: 'P' });
    await company.run(only);
    company.wait(120);
    company.exactOnline.update('Accounts', id, { Status: 'C' });
    await company.run(only, { underway: refuseBad });
    company.wait(2);
    company.exactOnline.faults.add(empty(READ));
    await company.run(only);
    expect(letters(company)).toEqual([accountId(1)]);
  });

  it('loses its dead letter when it was not shown for an hour', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Name: 'bad' })] } });
    await company.run(flow, { underway: refuseBad });
    company.wait(2);
    company.exactOnline.remove('Accounts', accountId(1));
    await company.run(flow);
    company.wait(0.9);
    await company.run(flow);
    expect(letters(company)).toHaveLength(1);
    company.wait(0.1);
    await company.run(flow);
    expect([letters(company), company.progress.flows.customers?.unseen]).toEqual([[], undefined]);
  });

  it('is not forgotten when the answer after its pause lacks it', async () => {
    const pause = '- { flow: customers, record: "20001", until: 2026-03-04, by: Accounts, why: Year-end closing }\n';
    const paused = compile({ 'customers.yml': customers({}), 'paused.yml': pause });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    await company.run(paused);
    company.exactOnline.faults.add(empty(READ));
    await company.run(flow);
    expect(names(company)).toEqual([]);
    await company.run(flow);
    expect(names(company)).toEqual(['Bakkerij 1']);
  });
});
