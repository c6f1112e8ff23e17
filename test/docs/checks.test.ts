import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { compileFlow } from '../../src/mapping/flow/compile-flow.ts';
import { catalogs } from '../mapping/flows.ts';
import { quotedIn, tableRows } from './tables.ts';

const root = path.join(import.meta.dirname, '..', '..');
const config = loadConfig('mappings', root);
const checks = config.flows
  .map((source) => compileFlow(source, { catalogs, ...config }))
  .flatMap((flow) => [...flow.checks, ...flow.steps.flatMap((step) => step.checks)].map((check) => ({ flow, check })));
const textOf = (page: string): string => readFileSync(path.join(root, page), 'utf8');

test('each check of a shipped flow is on a page of the recipes, so that an override can name it', () => {
  const named = new Set(globSync('docs/recipes/*.md', { cwd: root }).flatMap((page) => quotedIn(textOf(page))));
  expect([...new Set(checks.map(({ check }) => check.id))].filter((id) => !named.has(id))).toEqual([]);
});

test.each([
  ['orders', /^(?:orders|invoices|paid-invoices|entries).*\.exact-online-to-asperion$/],
  ['documents-to-exact-online', /^(?:orders|invoices).*\.asperion-to-exact-online$/],
])('the table of %s has the checks of its flows, and what each does', (page, flows) => {
  const own = checks.filter(({ flow }) => flows.test(flow.name));
  const listed = tableRows(textOf(`docs/recipes/${page}.md`)).flatMap(({ check = '', then }) =>
    quotedIn(check).map((id) => `${id} ${then}`),
  );
  const made = own.map(({ check: { id, then } }) => `${id} ${then === 'wait' ? 'waits' : 'tells'}`);
  expect(listed.toSorted()).toEqual([...new Set(made)].sort());
});
