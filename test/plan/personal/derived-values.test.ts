import { describe, expect, test } from 'vitest';
import type { PlanContext } from '../../../src/plan/make-plan.ts';
import { account, customers, only, planned } from '../planned.ts';

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

describe('what a rule makes of a related person', () => {
  const shown = async (rule: string, revealed: PlanContext['revealed'] = []) => {
    const top =
      'with: { contact: { resource: crm/Contacts, by: ID, value: MainContact } }\nlet: { first: \'split(contact.FullName, " ")[0]\' }';
    const flow = customers('update: true', `characteristic4: '${rule}'`, top);
    const world = {
      exactOnline: {
        'crm/Accounts': [account(1, { MainContact: 'c' })],
        'crm/Contacts': [{ ID: 'c', FullName: 'Fenna Zwaluw', Email: 'fenna@zwaluw.example' }],
      },
    };
    const tables = { 'tables/names.yml': 'Fenna: known\n' };
    const plan = await planned({ 'customers.yml': flow, ...tables }, world, { revealed });
    return only(plan).records[0]?.fields.find(({ field }) => field === 'characteristic4')?.after;
  };

  test.each([
    ['slice(contact.FullName, 0, 3)', '[name]'],
    ['replace(contact.Email, "@", " at ")', '[email]'],
    ['startsWith(contact.FullName, "F") ? "yes" : "no"', '[name]'],
    ['table("names", first)', '[name]'],
    ['first', '[name]'],
    ['shortHash(contact.FullName)', '[name]'],
    ['"Attn. " + upper(contact.FullName)', 'Attn. {FullName}'],
    ['contact.FullName == null ? "nobody" : "somebody"', 'somebody'],
  ])('%s', async (rule, expected) => expect(await shown(rule)).toBe(expected));

  test('is shown to whom it may be revealed', async () => {
    expect(await shown('slice(contact.FullName, 0, 3)', ['name'])).toBe('Fen');
  });
});
