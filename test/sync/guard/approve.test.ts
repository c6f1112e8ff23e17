import { describe, expect, test } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, buyer, customers, items, order, orderDocuments, orders } from '../../support/samples.ts';

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
    expect(stopped?.hint).toContain(`approve: ${approval}\``);
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
    expect(error?.hint).toContain(`approve: ${await approvalOf(company, guarded)}\``);
  });

  test('of a plan since which a record changed that values come from writes nothing', async () => {
    const flow = compile({ 'orders.yml': orders({ fields: 'city: customer.City' }) });
    const open = (City: string) =>
      Company.open({ exactOnline: { Accounts: [account(1, { City })], SalesOrders: [order(1, 1)] } });
    await using planned = await open('Delft');
    await using moved = await open('Gouda');
    const approval = await approvalOf(planned, flow, 'orders');
    expect((await moved.run(flow, { approve: [approval] })).orders?.error?.code).toBe('NOT_APPROVED');
    expect(debtors(moved)).toBe(0);
    expect((await planned.run(flow, { approve: [approval] })).orders).toMatchObject({ error: null, letters: [] });
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

  test('of a flow that needs what an earlier one creates holds in the sync, with real numbers', async () => {
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

  test('of a flow that reads what an earlier one changes holds in the sync', async () => {
    const article = { id: 1, articleNumber: 'A1', description: 'Deurkruk', activeState: 'Active' };
    await using company = await Company.open({ asperion: { debtors: [buyer], articles: [article] } });
    const customer = company.exactOnline.insert('Accounts', { Code: '20001', Name: 'Bouwhof', Status: 'C' });
    const item = company.exactOnline.insert('Items', { Code: 'A1', Description: 'Oud', IsSalesItem: true });
    company.exactOnline.insert('SalesOrders', {
      OrderedBy: customer.ID,
      SalesOrderLines: [{ Item: item.ID, Quantity: 2, NetPrice: 12.5 }],
    });
    const ofItems = orderDocuments('where: Status == 12', 'item.Code').replace(
      'each: SalesOrderLines',
      '$&\n      with: { item: { resource: logistics/Items, by: ID, value: line.Item } }',
    );
    const flows = compile({ 'products.yml': items(), 'orders.yml': ofItems });
    const approve = [await approvalOf(company, flows, 'products'), await approvalOf(company, flows, 'orders')];
    const run = await company.run(flows, { approve });
    expect(run.products?.steps.item).toEqual({ updated: 1 });
    expect([run.orders?.error, run.orders?.steps.order]).toEqual([null, { created: 1 }]);
  });

  test('binds which record of the target is changed, though the fields are the same', async () => {
    const debtor = (number: number, more: object) => {
      return { customerNumber: String(number), name: 'Oud', address: 'Weg 9', debtorKindId: 'company', ...more };
    };
    const open = (own: number) =>
      Company.open({
        exactOnline: { Accounts: [account(1)] },
        asperion: {
          debtors: [10_001, 10_002].map((number) =>
            debtor(number, number === own ? { characteristic5: 'EO-20001' } : {}),
          ),
        },
      });
    const flow = compile({ 'customers.yml': customers({}) });
    await using planned = await open(10_001);
    await using moved = await open(10_002);
    const approval = await approvalOf(planned, flow);
    expect((await moved.run(flow, { approve: [approval] })).customers?.error?.code).toBe('NOT_APPROVED');
    expect(moved.asperion.rows('debtors').map(({ name }) => name)).toEqual(['Oud', 'Oud']);
    const run = (await planned.run(flow, { approve: [approval] })).customers;
    expect([run?.error, run?.steps.debtor]).toEqual([null, { updated: 1 }]);
  });

  test('binds which fields change: what a person edited since in the target stays', async () => {
    const debtor = { customerNumber: '10001', name: 'Oud', debtorKindId: 'company', characteristic5: 'EO-20001' };
    const open = (address: unknown) =>
      Company.open({
        exactOnline: { Accounts: [account(1)] },
        asperion: { debtors: [{ ...debtor, address }] },
      });
    const flow = compile({ 'customers.yml': customers({}) });
    await using planned = await open(account(1).AddressLine1);
    await using edited = await open('Weg 9');
    const approval = await approvalOf(planned, flow);
    expect((await edited.run(flow, { approve: [approval] })).customers?.error?.code).toBe('NOT_APPROVED');
    expect(edited.asperion.rows('debtors')).toMatchObject([{ name: 'Oud', address: 'Weg 9' }]);
    const run = (await planned.run(flow, { approve: [approval] })).customers;
    expect([run?.error, run?.steps.debtor]).toEqual([null, { updated: 1 }]);
  });

  test('of a plan does not hold after a pin to another record', async () => {
    const pinned = (target: string) =>
      compile({ 'customers.yml': customers({}), 'links.yml': `customers: { "20001": "${target}" }\n` });
    const debtors = ['10001', '10002'].map((customerNumber) => {
      return { customerNumber, name: 'Oud', address: 'Weg 9', debtorKindId: 'company' };
    });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] }, asperion: { debtors } });
    const approval = await approvalOf(company, pinned('10001'));
    expect((await company.run(pinned('10002'), { approve: [approval] })).customers?.error?.code).toBe('NOT_APPROVED');
    expect((await company.run(pinned('10001'), { approve: [approval] })).customers?.steps.debtor).toEqual({
      updated: 1,
    });
  });

  test('holds for what is written back into the source, and no longer once that is another thing', async () => {
    const flows = compile({
      'orders.yml': orderDocuments(`where: Status == 12\nback: { fields: { YourRef: '"AS-" + order.reference' } }`),
    });
    const open = async (yourRef: string | null) => {
      const article = { id: 1, articleNumber: 'A1', description: 'Deurkruk', activeState: 'Active' };
      const company = await Company.open({ asperion: { debtors: [buyer], articles: [article] } });
      const customer = company.exactOnline.insert('Accounts', { Code: '20001', Name: 'Bouwhof', Status: 'C' });
      const item = company.exactOnline.insert('Items', { Code: 'A1', Description: 'Deurkruk', IsSalesItem: true });
      company.exactOnline.insert('SalesOrders', {
        OrderedBy: customer.ID,
        YourRef: yourRef,
        SalesOrderLines: [{ Item: item.ID, Quantity: 2, NetPrice: 12.5 }],
      });
      return company;
    };
    await using company = await open(null);
    const number = company.exactOnline.rows('SalesOrders')[0]?.OrderNumber;
    const approval = await approvalOf(company, flows, 'orders');
    await using other = await open(`AS-EO-${number}`);
    expect((await other.run(flows, { approve: [approval] })).orders?.error?.code).toBe('NOT_APPROVED');
    expect(other.asperion.rows('salesorderswithlines')).toEqual([]);
    const run = (await company.run(flows, { approve: [approval] })).orders;
    expect([run?.error, run?.steps]).toEqual([null, { order: { created: 1 }, back: { updated: 1 } }]);
  });
});
