import { describe, expect, test } from 'vitest';
import type { PlanContext } from '../../src/plan/make-plan.ts';
import { account, customers, only, planned } from './planned.ts';

describe('what a rule makes of a personal field', () => {
  const shown = async (rule: string, revealed: PlanContext['revealed'] = []) => {
    const flow = customers('update: true', `characteristic4: '${rule}'`);
    const world = { exactOnline: { 'crm/Accounts': [account(1)] } };
    const plan = await planned({ 'customers.yml': flow }, world, { revealed });
    return only(plan).records[0]?.fields.find(({ field }) => field === 'characteristic4')?.after;
  };

  test('stands as its class where the text itself is not found in it', async () => {
    expect(await shown('slice(Name, 0, 4)')).toBe('[name]');
    expect(await shown('slice(Name, 0, 4)', ['name'])).toBe('Comp');
    expect(await shown('Name + " (web)"')).toMatch(/\(web\)$/);
    expect(await shown('"EO-" + Code')).toBe('EO-1');
  });
});
