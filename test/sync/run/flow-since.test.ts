import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, customers, order, orders } from '../../support/samples.ts';

/** From which date on flows of documents read, in runs over both systems. */

const NONE = { 'settings.yml': 'bookYear: { start: "01-01" }\n' };
const SETTINGS = { 'settings.yml': 'since: 2026-02-01\n' };

const dated = (number: number, day: string, changed = '2026-03-01') =>
  order(number, 1, { OrderDate: `${day}T00:00:00`, Modified: `${changed}T12:00:00` });

const given = {
  exactOnline: {
    Accounts: [account(1, { Modified: '2025-12-01T12:00:00' })],
    SalesOrders: [dated(1, '2025-12-31'), dated(2, '2026-01-31'), dated(3, '2026-02-01'), dated(4, '2026-03-01')],
  },
};
const booked = ({ asperion }: Company) =>
  asperion.rows('salesinvoiceswithlines').map(({ invoiceNumber }) => invoiceNumber);

const withSince = (since: string): string => orders({ where: `Status == 21\nsince: ${since}` });

describe('since of a flow of documents', () => {
  it('is needed: without one the flow stops alone, and says what to write where', async () => {
    await using company = await Company.open(given);
    const files = { ...NONE, 'orders.yml': orders({}), 'customers.yml': customers({}) };
    const { orders: stopped, customers: other } = await company.run(compile(files));
    expect(stopped?.error).toMatchObject({
      code: 'SINCE_MISSING',
      message: 'The flow orders books documents, but nothing says from which date on.',
      at: { file: 'mappings/orders.yml', line: 1 },
    });
    expect(stopped?.error?.hint).toContain('under "values" in settings.yml for all flows, or in orders.yml.');
    expect([other?.error, company.asperion.rows('debtors').length]).toEqual([null, 1]);
    expect(booked(company)).toEqual([]);
  });

  it('bounds the own date of a document, and counts what is dated before it', async () => {
    await using company = await Company.open(given);
    const { leftOut } = (await company.run(compile({ 'orders.yml': withSince('2026-02-01') }))).orders ?? {};
    expect(leftOut).toEqual(['2 dated before 2026-02-01']);
    expect(booked(company)).toEqual(['EO-3', 'EO-4']);
  });

  it('bounds a document that was dated before and is changed later, in every run', async () => {
    await using company = await Company.open(given);
    const flow = compile({ 'orders.yml': withSince('2026-02-01') });
    await company.run(flow);
    company.exactOnline.update('SalesOrders', String(given.exactOnline.SalesOrders[0]?.OrderID), {
      Description: 'New',
    });
    expect((await company.run(flow)).orders?.leftOut).toEqual(['1 dated before 2026-02-01']);
    expect(booked(company)).toHaveLength(2);
  });

  it('is that of the settings where the flow has none, and its own where it has one', async () => {
    await using company = await Company.open(given);
    await company.run(compile({ ...SETTINGS, 'orders.yml': orders({}) }));
    expect(booked(company)).toEqual(['EO-3', 'EO-4']);
    await using other = await Company.open(given);
    await other.run(compile({ ...SETTINGS, 'orders.yml': withSince('2026-03-01') }));
    expect(booked(other)).toEqual(['EO-4']);
  });

  it('takes in what it left alone once it is an earlier day, and again after it was a later one', async () => {
    await using company = await Company.open(given);
    const from = (day: string) => company.run(compile({ 'orders.yml': withSince(day) }));
    await from('2026-03-01');
    expect((await from('2026-02-01')).orders?.steps.invoice).toMatchObject({ created: 1 });
    expect(booked(company)).toEqual(['EO-4', 'EO-3']);
    company.exactOnline.insert('SalesOrders', dated(5, '2026-02-02'));
    await from('2026-03-01');
    await from('2026-02-01');
    expect(booked(company)).toEqual(['EO-4', 'EO-3', 'EO-5']);
    company.wait(2);
    await from('2026-02-01');
    const before = company.exactOnline.requests.length;
    company.wait(2);
    expect((await from('2026-02-01')).orders?.leftOut).toEqual([]);
    expect(company.exactOnline.requests.length - before).toBeLessThan(4);
  });

  it('of the settings says nothing of customers', async () => {
    await using company = await Company.open(given);
    await company.run(compile({ ...SETTINGS, 'customers.yml': customers({}) }));
    expect(company.asperion.rows('debtors')).toHaveLength(1);
  });

  it('is that of the input where a run has one', async () => {
    await using company = await Company.open(given);
    const { error, leftOut } =
      (await company.run(compile({ ...NONE, 'orders.yml': orders({}) }), { since: '2026-01-01' })).orders ?? {};
    expect([error, leftOut]).toEqual([null, ['1 dated before 2026-01-01']]);
    expect(booked(company)).toEqual(['EO-2', 'EO-3', 'EO-4']);
  });

  it.each([
    ['of the flow', { 'orders.yml': withSince('2026-02-01') }],
    ['of the settings', { ...SETTINGS, 'orders.yml': orders({}) }],
  ])('%s holds in a run with an earlier one, and a later one leaves out more', async (_, files) => {
    await using company = await Company.open(given);
    const flow = compile(files);
    const leftOutBy = async (since: string) => (await company.run(flow, { since })).orders?.leftOut;
    expect(await leftOutBy('2026-03-01')).toEqual(['3 dated before 2026-03-01']);
    expect(booked(company)).toEqual(['EO-4']);
    expect(await leftOutBy('2025-01-01')).toEqual(['2 dated before 2026-02-01']);
    expect(booked(company)).toEqual(['EO-4', 'EO-3']);
  });

  it('does not hold for a record that a person asks for by its number', async () => {
    await using company = await Company.open(given);
    await company.run(compile({ 'orders.yml': withSince('2026-02-01') }), { records: ['1'] });
    expect(booked(company)).toEqual(['EO-1']);
  });
});
