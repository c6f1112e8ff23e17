import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { isValid, percentOf } from '../../src/report/validate-report.ts';
import { shipped } from '../support/samples.ts';
import { check, checkFolder, failuresOf, unreachedOf } from './check.ts';

const root = path.resolve(import.meta.dirname, '../..');

test('the shipped mappings pass their tests, which reach every rule', async () => {
  const validation = await checkFolder(root);
  expect(failuresOf(validation)).toEqual([]);
  expect(validation.flows.length).toBeGreaterThanOrEqual(3);
  expect(validation.flows.filter(({ rules, cases }) => cases === 0 || percentOf(rules) < 100)).toEqual([]);
  expect(isValid(validation)).toBe(true);
  expect(unreachedOf(validation)).toContainEqual(expect.stringMatching(/ vat-codes\.AT$/));
});

test('the example of the reference passes', async () => {
  const reference = readFileSync(path.join(root, 'docs', 'mapping.md'), 'utf8');
  const example = /^## Tests\n[\s\S]*?```yaml\n([\s\S]*?)```/m.exec(reference)?.[1] ?? '';
  const flow = 'customers.exact-online-to-asperion';
  const validation = await check({ ...shipped(flow, (text) => text), [`${flow}.test.yml`]: example });
  expect(validation.flows.map(({ cases }) => cases)).toEqual([1]);
  expect(failuresOf(validation)).toEqual([]);
});
