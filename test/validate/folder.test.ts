import { describe, expect, it } from 'vitest';
import { customers, orders } from '../support/samples.ts';
import { check } from './check.ts';

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
