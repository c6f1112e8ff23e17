import { describe, expect, it } from 'vitest';
import { customers, orders } from '../support/samples.ts';
import { check, failuresOf, unreachedOf } from './check.ts';

/** What is said of flows that are right one by one. */

describe('a flow of documents without a date to begin with', () => {
  it('gives a warning at its line when it is on', async () => {
    const { warnings } = await check({ 'orders.yml': orders({}) });
    expect(warnings).toMatchObject([{ code: 'SINCE_MISSING', at: { file: 'mappings/orders.yml', line: 1 } }]);
    const off = await check({ 'orders.yml': `enabled: false\n${orders({})}` });
    expect(off.warnings).toEqual([]);
    const dated = await check({ 'orders.yml': orders({}), 'settings.yml': 'since: 2026-01-01' });
    expect(dated.warnings).toEqual([]);
  });
});

describe('two flows that write one field by different rules', () => {
  it('are refused if both are on', async () => {
    const files = {
      'customers.yml': customers({ fields: 'city: City' }),
      'others.yml': customers({ fields: 'city: upper(City)' }),
    };
    await expect(check(files)).rejects.toMatchObject({
      problems: [{ code: 'RULES_DIFFER', at: { file: 'mappings/others.yml' } }],
    });
    const off = { ...files, 'others.yml': `enabled: false\n${files['others.yml']}` };
    expect((await check(off)).warnings).toEqual([]);
  });
});

describe('the tests of a folder that others build on', () => {
  const record = 'crm/Accounts: [{ Code: "1", Name: A, AddressLine1: B, City: Gouda }]';
  const test = (name: string) => `- { name: ${name}, given: { source: { ${record} } }, expect: [] }\n`;
  const files = {
    '../pack/settings.yml': 'use: shipped\n',
    '../pack/customers.yml': customers({ fields: 'city: City\ncomments: Email' }),
    '../pack/customers.test.yml': test('of the pack'),
    '../pack/others.yml': customers({}),
    '../pack/others.test.yml': test('of a flow that does not run'),
    'settings.yml':
      'use: ../pack\nflows: [customers]\nvalues: { prefix: EO-, bookYear: "01-01" }\ntests: { rules: 100, rows: 100 }\n',
  };

  it('run for what builds on it, and its rules are counted there', async () => {
    const validation = await check(files);
    expect(failuresOf(validation)).toEqual([expect.stringContaining('"of the pack"')]);
    expect(unreachedOf(validation)).toEqual([expect.stringContaining('comments')]);
    expect(validation.errors.map(({ code, at }) => [code, at?.file])).toEqual([
      ['NEVER_EXERCISED', 'pack/customers.yml'],
    ]);
  });

  it('give way to those of the folder itself', async () => {
    const own = await check({ ...files, 'customers.test.yml': test('of the company') });
    expect(failuresOf(own)).toEqual([expect.stringContaining('"of the company"')]);
  });

  it('are refused if no flow has their name', async () => {
    await expect(check({ ...files, '../pack/custmers.test.yml': test('mistyped') })).rejects.toMatchObject({
      problems: [{ code: 'UNKNOWN_FLOW', at: { file: 'pack/custmers.test.yml' } }],
    });
  });
});
