import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, accountId, articles, customers, items, order, orders } from '../../support/samples.ts';

const accounts = (count: number) => Array.from({ length: count }, (_, index) => account(index + 1));

/** Customers that a first run made debtors of. */
async function withDebtors(count: number, use: (company: Company) => Promise<void>): Promise<void> {
  await using company = await Company.open({ exactOnline: { Accounts: accounts(count) } });
  await company.run(flow);
  await use(company);
}

const flow = compile({ 'customers.yml': customers({}) });

/** Changes all customers in the source. */
function edit({ exactOnline }: Company, count: number): void {
  for (let number = 1; number <= count; number += 1) {
    exactOnline.update('Accounts', accountId(number), { AddressLine1: `Kade ${number}` });
  }
}

function removeDebtors({ asperion }: Company, count: number): void {
  for (const { id = null } of asperion.rows('debtors').slice(0, count)) asperion.remove('debtors', id);
}

const posts = ({ asperion, exactOnline }: Company) =>
  [...asperion.requests, ...exactOnline.requests].filter(
    ({ method, path }) => method === 'POST' && !path.endsWith('/token'),
  ).length;

const empty = { act: 'replace', body: '{"_data":[],"_meta":{"totalCount":0,"pageCount":0,"nextPage":null}}' } as const;

describe('linked debtors that a list does not show', () => {
  it('are read by their id and written, not created again', () =>
    withDebtors(20, async (company) => {
      edit(company, 20);
      await company.run(flow, { isLost: true });
      edit(company, 20);
      company.asperion.faults.add({ ...empty, method: 'GET', path: /\/debtors$/, times: 99 });
      const before = posts(company);
      const { error, letters } = (await company.run(flow)).customers ?? {};
      expect([error, letters]).toEqual([null, []]);
      expect(posts(company)).toBe(before);
      expect(company.asperion.rows('debtors')).toHaveLength(20);
    }));

  it.each([400, 422])('and whose address answers %i are not taken for gone: the flow stops', (status) =>
    withDebtors(3, async (company) => {
      edit(company, 3);
      await company.run(flow, { isLost: true });
      edit(company, 3);
      company.asperion.faults.add({ ...empty, method: 'GET', path: /\/debtors$/, times: 99 });
      company.asperion.faults.add({ act: 'status', status, method: 'GET', path: /\/debtors\/\d+$/, times: 99 });
      const before = posts(company);
      const { error, letters } = (await company.run(flow)).customers ?? {};
      expect([error?.code, letters]).toEqual(['READ_REFUSED', []]);
      expect(posts(company)).toBe(before);
    }),
  );
});

describe('debtors that were deleted in the target', () => {
  it('are created again when they are a few', () =>
    withDebtors(20, async (company) => {
      removeDebtors(company, 5);
      edit(company, 20);
      expect((await company.run(flow)).customers?.steps.debtor).toEqual({ created: 5, updated: 15 });
    }));

  it('stop the flow when they are many, before anything is created', () =>
    withDebtors(20, async (company) => {
      removeDebtors(company, 6);
      edit(company, 20);
      const before = posts(company);
      const { error, letters } = (await company.run(flow)).customers ?? {};
      expect(error).toMatchObject({
        code: 'TARGETS_GONE',
        message:
          '6 of 20 linked records of debtors are no longer in the target; none of them was created again. Among their source records: 20001, 20002, 20003, 20004, 20005, 20006.',
      });
      expect(letters).toEqual([]);
      expect(posts(company)).toBe(before);
      expect((await company.run(flow)).customers?.error?.code).toBe('TARGETS_GONE');
    }));

  it('may be more where there are more links', () =>
    withDebtors(80, async (company) => {
      removeDebtors(company, 8);
      edit(company, 80);
      expect((await company.run(flow)).customers?.steps.debtor).toEqual({ created: 8, updated: 72 });
    }));

  it('stop a flow with a guard, too, which reads before it writes', () =>
    withDebtors(20, async (company) => {
      edit(company, 20);
      await company.run(flow, { isLost: true });
      removeDebtors(company, 6);
      edit(company, 20);
      const before = posts(company);
      const guarded = compile({ 'customers.yml': customers({ head: 'guard: { maxCreates: 20 }' }) });
      expect((await company.run(guarded)).customers?.error?.code).toBe('TARGETS_GONE');
      expect(posts(company)).toBe(before);
    }));

  it('are created again, however many, when a person names their source records', () =>
    withDebtors(20, async (company) => {
      removeDebtors(company, 6);
      const named = accounts(6).map(({ Code }) => String(Code));
      expect((await company.run(flow, { records: named })).customers).toMatchObject({
        error: null,
        steps: { debtor: { created: 6 } },
      });
    }));
});

describe('an invoice that a bookkeeper removed in the target', () => {
  const verified = (links = '{}') =>
    compile({ 'orders.yml': orders({}).replace('exists: skip', 'exists: verify'), 'links.yml': links });

  /** One order that was booked, changed since, and whose invoice is gone. */
  async function withRemoved(use: (company: Company) => Promise<void>): Promise<void> {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] } });
    await company.run(verified());
    for (const { id = null } of company.asperion.rows('salesinvoiceswithlines')) {
      company.asperion.remove('salesinvoiceswithlines', id);
    }
    company.exactOnline.update('SalesOrders', String(order(1, 1).OrderID), { OrderDate: '2026-03-02T00:00:00' });
    await use(company);
  }

  it('is a dead letter, and not booked again', () =>
    withRemoved(async (company) => {
      for (const hours of [0, 2, 30]) {
        company.wait(hours);
        expect((await company.run(verified())).orders?.letters).toMatchObject([
          { code: 'TARGET_GONE', reason: 'EO-1 was removed from the target; it is not created again by itself.' },
        ]);
      }
      expect(company.asperion.rows('salesinvoiceswithlines')).toEqual([]);
    }));

  it('is booked again when a person names its order', () =>
    withRemoved(async (company) => {
      expect((await company.run(verified(), { records: ['1'] })).orders).toMatchObject({
        letters: [],
        steps: { invoice: { created: 1 } },
      });
    }));

  it('is replaced by the one that a person pins', () =>
    withRemoved(async (company) => {
      await company.run(verified());
      const [debtor] = company.asperion.rows('debtors');
      company.asperion.insert('salesinvoiceswithlines', {
        invoiceNumber: '2026-9',
        debtorCustomerNumber: debtor?.customerNumber ?? null,
        date: '2026-03-02T00:00:00',
        journalId: '70',
        lines: [{ amount: 10, vatCode: 'VH', ledgerAccountId: 8000 }],
      });
      const { letters } = (await company.run(verified('orders: { "1": "2026-9" }'))).orders ?? {};
      expect(letters?.map(({ code }) => code)).toEqual(['DIFFERS']);
      expect(company.asperion.rows('salesinvoiceswithlines')).toHaveLength(1);
    }));

  it('is linked again when it was only out of sight of the list', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] } });
    await company.run(verified());
    company.exactOnline.update('SalesOrders', String(order(1, 1).OrderID), { Description: 'Spoed' });
    company.asperion.faults.add({ ...empty, method: 'GET', path: /\/salesinvoiceswithlines$/, times: 99 });
    const { letters } = (await company.run(verified(), { records: ['1'] })).orders ?? {};
    expect(letters).toEqual([]);
    expect(company.asperion.rows('salesinvoiceswithlines')).toHaveLength(1);
  });
});

describe('items that Exact Online does not list although it has them', () => {
  it('stop the flow, and nothing is created', async () => {
    const products = compile({ 'products.yml': items() });
    await using company = await Company.open({ asperion: { articles: articles(3) } });
    await company.run(products);
    const before = posts(company);
    company.exactOnline.faults.add({
      act: 'replace',
      status: 200,
      body: '{"d":{"results":[]}}',
      method: 'GET',
      path: /\/Items$/,
      times: 99,
    });
    const { error } = (await company.run(products, { records: ['A1', 'A2', 'A3'] })).products ?? {};
    expect(error?.code).toBe('BAD_ANSWER');
    expect(posts(company)).toBe(before);
  });
});

describe('items that were deleted in Exact Online', () => {
  const products = compile({ 'products.yml': items() });

  it('cost three errors of the ten that block the app, however many there are', async () => {
    await using company = await Company.open({ asperion: { articles: articles(9) } });
    await company.run(products);
    const { exactOnline, asperion } = company;
    for (const { ID } of exactOnline.rows('Items').slice(0, 5)) exactOnline.remove('Items', String(ID));
    for (const { id = null } of asperion.rows('articles')) asperion.update('articles', id, { description: 'Thee' });
    const before = exactOnline.requests.length;
    expect((await company.run(products)).products).toMatchObject({
      error: null,
      steps: { item: { created: 5, updated: 4 } },
    });
    const calls = exactOnline.requests.slice(before);
    expect(calls.filter(({ status }) => status === 404)).toHaveLength(3);
    expect(calls.filter(({ method, query }) => method === 'GET' && query.includes('ID+eq'))).toHaveLength(2);
  });

  it('are proved to be gone once in a run, by its guard or by itself', async () => {
    const guarded = compile({ 'products.yml': items('guard: { maxCreates: 20 }') });
    await using company = await Company.open({ asperion: { articles: articles(9) } });
    await company.run(guarded);
    const { exactOnline, asperion } = company;
    const rename = (description: string) => {
      for (const { id = null } of asperion.rows('articles')) asperion.update('articles', id, { description });
    };
    rename('Thee');
    // What a lost run may have written is read, by the plan and by the run.
    await company.run(guarded, { isLost: true });
    for (const { ID } of exactOnline.rows('Items').slice(0, 5)) exactOnline.remove('Items', String(ID));
    rename('Cacao');
    const before = exactOnline.requests.length;
    expect((await company.run(guarded)).products).toMatchObject({
      error: null,
      steps: { item: { created: 5, updated: 4 } },
    });
    expect(exactOnline.requests.slice(before).filter(({ status }) => status === 404)).toHaveLength(2);
  });
});
