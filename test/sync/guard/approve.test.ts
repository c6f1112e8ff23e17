import { describe, expect, test } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, customers, order, orders } from '../../support/samples.ts';

const guarded = compile({ 'customers.yml': customers({ head: 'guard: { maxCreates: 1 }' }) });
const approvalOf = async (company: Company, flows: typeof guarded, flow = 'customers'): Promise<string | null> =>
  (await company.plan(flows)).flows.find((one) => one.flow === flow)?.approve ?? null;
const debtors = ({ asperion }: Company): number => asperion.rows('debtors').length;

describe('an approval', () => {
  test('lets a flow write exactly what a plan showed, though its guard allows less', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1), account(2)] } });
    const before = debtors(company);
    const approval = await approvalOf(company, guarded);
    expect(approval).toMatch(/^customers@[0-9a-f]{16}$/);
    const stopped = (await company.run(guarded)).customers?.error;
    expect([stopped?.code, debtors(company)]).toEqual(['GUARD_EXCEEDED', before]);
    // The message of the guard has the same.
    expect(stopped?.hint).toContain(`approve: ${approval},`);
    const run = (await company.run(guarded, { approve: [approval] })).customers;
    expect([run?.error, run?.steps.debtor]).toEqual([null, { created: 2 }]);
    expect(await approvalOf(company, guarded)).toBeNull();
    // Nothing is left to write: the same approval does no harm.
    expect((await company.run(guarded, { approve: [approval] })).customers?.error).toBeNull();
  });

  test.each([
    ['a record changed', (rows: object[]) => Object.assign(rows[0] ?? {}, { Name: 'Another name' })],
    ['a record came', (rows: object[]) => rows.push(account(3))],
    ['a record went', (rows: object[]) => rows.pop()],
  ])('of a plan since which %s writes nothing, and says what to approve now', async (_what, change) => {
    const rows: object[] = [account(1), account(2)];
    await using planned = await Company.open({ exactOnline: { Accounts: structuredClone(rows) } });
    const approval = await approvalOf(planned, guarded);
    change(rows);
    await using company = await Company.open({ exactOnline: { Accounts: rows } });
    const before = debtors(company);
    const { error } = (await company.run(guarded, { approve: [approval] })).customers ?? {};
    expect([error?.code, debtors(company)]).toEqual(['NOT_APPROVED', before]);
    expect(error?.hint).toContain(`approve: ${await approvalOf(company, guarded)}.`);
  });

  test('of other mappings writes nothing, and it binds a flow without a guard as well', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    const free = compile({ 'customers.yml': customers({}) });
    const other = compile({ 'customers.yml': customers({ fields: 'city: upper(City)' }) });
    const approval = await approvalOf(company, free);
    expect((await company.run(other, { approve: [approval] })).customers?.error?.code).toBe('NOT_APPROVED');
    const run = (await company.run(free, { approve: [approval] })).customers;
    expect([run?.error, run?.steps.debtor]).toEqual([null, { created: 1 }]);
  });

  test('of a flow that needs what an earlier flow creates holds in the sync, where the numbers are real', async () => {
    const numbers = [1, 2, 3];
    await using company = await Company.open({
      exactOnline: {
        Accounts: numbers.map((number) => account(number)),
        SalesOrders: numbers.map((number) => order(number, number)),
      },
    });
    const flows = compile({ 'customers.yml': customers({}), 'orders.yml': `${orders({})}guard: { maxCreates: 1 }\n` });
    const approve = [await approvalOf(company, flows), await approvalOf(company, flows, 'orders')];
    const run = await company.run(flows, { approve });
    expect([run.customers?.error, run.orders?.error]).toEqual([null, null]);
    expect(run.orders?.steps.invoice).toEqual({ created: 3 });
  });
});
