import { describe, expect, test } from 'vitest';
import { account, customers, debtor, only, planned } from './planned.ts';

describe('a code that the target does not have', () => {
  const flow = customers('update: true', 'paymentConditionId: { value: 77 }');
  const terms = (id: number) => ({ paymentconditions: [{ id, description: 'Net' }] });

  test('is refused, as the target would, and the plan cannot be approved', async () => {
    const plan = await planned(
      { 'customers.yml': flow },
      { exactOnline: { 'crm/Accounts': [account(1)] }, asperion: terms(30) },
    );
    expect(only(plan)).toMatchObject({ approve: null, steps: [{ create: 0, refuse: 1 }] });
    expect(only(plan).records[0]?.refusal).toMatchObject({
      code: 'REFUSED',
      reason: 'The target has no payment condition "77" (paymentconditions), which paymentConditionId would get.',
    });
  });

  test('is taken where a step of the run creates it', async () => {
    const own = `from: asperion.debtors
to: exact-online
steps:
  - { id: term, resource: cashflow/PaymentConditions, match: [Code], update: false, fields: { Code: string(id), Description: name } }
  - { id: account, resource: crm/Accounts, match: [Code], update: true, fields: { Code: '"T" + string(id)', Name: name, PaymentConditionSales: string(id) } }
`;
    const world = {
      asperion: { debtors: [debtor(77)] },
      exactOnline: { 'cashflow/PaymentConditions': [{ ID: 'a', Code: '30', Description: 'x' }] },
    };
    expect(only(await planned({ 'terms.yml': own }, world)).steps).toMatchObject([
      { create: 1 },
      { create: 1, refuse: 0 },
    ]);
  });

  test.each([
    ['has it', terms(77)],
    ['shows none at all', {}],
  ])('is taken where the list %s', async (_, asperion) => {
    const plan = await planned({ 'customers.yml': flow }, { exactOnline: { 'crm/Accounts': [account(1)] }, asperion });
    expect(only(plan)).toMatchObject({ steps: [{ create: 1, refuse: 0 }] });
    expect(only(plan).approve).not.toBeNull();
  });
});
