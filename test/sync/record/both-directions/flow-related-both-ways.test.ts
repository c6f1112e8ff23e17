import { describe, expect, it } from 'vitest';
import { Company, compile, type Mappings } from '../../../support/engine.ts';
import { account, accountId, accounts, order, orders } from '../../../support/samples.ts';

/** A step of the orders that stands for the customer, beside a flow that brings the same customers back. */

const back = accounts('', 'City: city\nEmail: emailAddress\nPhone: phoneNumber');

/** Orders whose customers lose the capitals of their addresses; the telephone number is that of the place of delivery. */
const forth = orders({
  relations: 'depot: { resource: crm/Accounts, by: ID, value: DeliverTo }',
  fields:
    'city: customer.City\nemailAddress: lower(customer.Email)\nphoneNumber: coalesce(depot.Phone, customer.Phone)',
});

/** The flow back runs before the orders, or behind them. */
const before = compile({ 'customers.back.yml': back, 'orders.yml': forth });
const behind = compile({ 'relations.back.yml': back, 'orders.yml': forth });

/** A customer with one order, in step on both sides. */
async function inStep(flows: Mappings): Promise<Company> {
  const company = await Company.open({
    exactOnline: {
      Accounts: [
        account(1, { Email: 'Info@Kroon.example', City: 'Delft' }),
        account(2, { Name: 'Magazijn', Phone: '010-1', Status: 'S' }),
      ],
      SalesOrders: [order(1, 1, { DeliverTo: accountId(2) })],
    },
  });
  await run(company, flows, 3);
  return company;
}

/** Runs in which the order has changed, so that its customer comes along. */
async function run(company: Company, flows: Mappings, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    company.exactOnline.update('SalesOrders', String(order(1, 1).OrderID), {
      Description: `Change ${company.time.now}`,
    });
    const outcome = await company.run(flows);
    expect(
      Object.values(outcome).flatMap(({ letters, error }) => [...letters, ...(error === null ? [] : [error])]),
    ).toEqual([]);
    company.wait(1);
  }
}

const customer = ({ exactOnline, asperion }: Company) => {
  const [there] = asperion.rows('debtors');
  const here = exactOnline.rows('Accounts').find(({ ID }) => ID === accountId(1));
  return {
    exactOnline: [here?.Name, here?.City, here?.Email],
    asperion: [there?.name, there?.city, there?.emailAddress],
  };
};

describe.each([
  ['before', before],
  ['behind', behind],
])('with the flow back %s the orders', (_, flows) => {
  it('edits on both sides each reach the other side, and a lossy rule does not come back', async () => {
    await using company = await inStep(flows);
    expect(customer(company)).toEqual({
      exactOnline: ['Bakkerij 1', 'Delft', 'Info@Kroon.example'],
      asperion: ['Bakkerij 1', 'Delft', 'info@kroon.example'],
    });
    company.exactOnline.update('Accounts', accountId(1), { City: 'Gouda' });
    const [debtor] = company.asperion.rows('debtors');
    company.asperion.update('debtors', debtor?.id ?? null, { name: 'Kade', emailAddress: 'Bestel@Kade.example' });
    await run(company, flows, 3);
    expect(customer(company)).toEqual({
      exactOnline: ['Kade', 'Gouda', 'Bestel@Kade.example'],
      asperion: ['Kade', 'Gouda', 'Bestel@Kade.example'],
    });
  });

  it('a value from a related record is sent whenever that record changes', async () => {
    await using company = await inStep(flows);
    company.exactOnline.update('Accounts', accountId(2), { Phone: '010-2' });
    await run(company, flows, 2);
    expect(company.asperion.rows('debtors')[0]?.phoneNumber).toBe('010-2');
  });

  it('an order of a customer whose debtor was deleted is booked on a new debtor', async () => {
    await using company = await inStep(flows);
    const [debtor] = company.asperion.rows('debtors');
    company.asperion.remove('debtors', debtor?.id ?? null);
    company.exactOnline.insert('SalesOrders', order(2, 1, { DeliverTo: accountId(2) }));
    // The first run learns from the refusal that the debtor is gone; the next one, an hour later, makes it again.
    for (let time = 0; time < 2; time += 1) {
      await company.run(flows);
      company.wait(1);
    }
    expect(company.asperion.rows('debtors').map(({ name }) => name)).toEqual(['Bakkerij 1']);
    expect(company.asperion.rows('salesinvoiceswithlines')).toHaveLength(2);
  });
});
