import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../../support/engine.ts';
import { account, accountId, order, orders } from '../../../support/samples.ts';
import { both, forth, held, letters, theDebtor } from './both-directions.ts';

const ASK = 'winner: dead-letter';
const asking = both(ASK, ASK);

const withOrders = (fields: string) => compile({ 'customers.forth.yml': forth(ASK), 'orders.yml': orders({ fields }) });

/** A city that was edited on both sides. */
async function dispute(company: Company, flows: ReturnType<typeof compile>): Promise<void> {
  await company.run(flows);
  company.exactOnline.update('Accounts', accountId(1), { City: 'Leiden' });
  company.asperion.update('debtors', theDebtor(company), { city: 'Gouda' });
  company.wait(1);
  expect(letters(await company.run(flows))).toHaveLength(1);
}

describe('a field that waits for a person', () => {
  it('keeps waiting when a person undoes an edit that a lost run had already brought across', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { City: 'Delft' })] } });
    await company.run(asking);
    company.wait(1);
    await company.run(asking);
    company.asperion.update('debtors', theDebtor(company), { city: 'Gouda' });
    company.wait(1);
    await company.run(asking, { isLost: true });
    expect(company.exactOnline.rows('Accounts')[0]?.City).toBe('Gouda');
    company.asperion.update('debtors', theDebtor(company), { city: 'Delft' });
    for (let run = 0; run < 4; run += 1) {
      company.wait(9);
      expect(letters(await company.run(asking))).toHaveLength(2);
    }
    expect(held(company)).toEqual({
      accounts: [['Bakkerij 1', 'Gouda', null]],
      debtors: [['Bakkerij 1', 'Delft', null]],
    });
    company.exactOnline.update('Accounts', accountId(1), { City: 'Delft' });
    company.wait(30);
    await company.run(asking);
    company.wait(30);
    expect(letters(await company.run(asking))).toEqual([]);
  });

  it('is not written by any of several orders of the customer, in runs of the orders alone', async () => {
    const flows = withOrders('city: customer.City');
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { City: 'Delft' })] } });
    await dispute(company, flows);
    for (const number of [1, 2]) {
      company.exactOnline.insert('SalesOrders', order(number, 1));
      company.wait(0.5);
      const run = await company.run(flows, { flows: ['orders'] });
      expect(run.orders?.steps.invoice).toMatchObject({ created: 1 });
      expect(held(company).debtors).toEqual([['Bakkerij 1', 'Gouda', null]]);
    }
  });

  it('is not written by an order of the customer, and its other fields are', async () => {
    const flows = withOrders('city: customer.City\nemailAddress: customer.Email');
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { City: 'Delft' })] } });
    await dispute(company, flows);
    company.exactOnline.update('Accounts', accountId(1), { Email: 'kroon@kroon.example' });
    company.exactOnline.insert('SalesOrders', order(1, 1));
    company.wait(1);
    const run = await company.run(flows);
    expect(run.orders?.steps.invoice).toMatchObject({ created: 1 });
    expect(held(company).debtors).toEqual([['Bakkerij 1', 'Gouda', 'kroon@kroon.example']]);
    company.asperion.update('debtors', theDebtor(company), { city: 'Leiden' });
    company.wait(30);
    expect(letters(await company.run(flows))).toEqual([]);
    company.exactOnline.update('Accounts', accountId(1), { City: 'Delft' });
    company.wait(1);
    expect(letters(await company.run(flows))).toEqual([]);
    expect(held(company).debtors).toEqual([['Bakkerij 1', 'Delft', 'kroon@kroon.example']]);
  });

  it('is not written by an order either that knows the debtor without reading it', async () => {
    const onlyAtCreate = `characteristic5: { expr: '"EO-" + customer.Code', write: create }`;
    const text = orders({ fields: 'city: customer.City\nemailAddress: lower(customer.Email)' }).replace(
      `characteristic5: '"EO-" + customer.Code'`,
      onlyAtCreate,
    );
    expect(text).toContain(onlyAtCreate);
    const flows = compile({ 'customers.forth.yml': forth(ASK), 'orders.yml': text });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { City: 'Delft' })] } });
    await company.run(flows);
    company.exactOnline.update('Accounts', accountId(1), { City: 'Leiden' });
    company.asperion.update('debtors', theDebtor(company), { city: 'Gouda' });
    company.wait(1);
    expect(letters(await company.run(flows))).toHaveLength(1);
    company.exactOnline.insert('SalesOrders', order(1, 1));
    company.wait(1);
    await company.run(flows);
    expect(held(company).debtors).toEqual([['Bakkerij 1', 'Gouda', null]]);
  });
});
