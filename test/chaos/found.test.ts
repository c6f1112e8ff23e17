import { afterAll, expect, test } from 'vitest';
import { wantedOf } from './cases.ts';
import { type Outcome, playCases } from './run-cases.ts';
import { Listener } from './spoken.ts';

const listener = new Listener();
afterAll(() => listener[Symbol.dispose]());

// What the chaos runs found, each by one case of its kind.
test.each([
  [
    'an answer that is no list, to the question for a changed order',
    ['--flow', 'orders.exact-online-to-asperion', '--call', 'exactOnline:44', '--fault', 'other-json'],
    'GET /api/v1/3141592/bulk/SalesOrder/SalesOrders',
  ],
  [
    'a list of debtors with something that is none',
    ['--flow', 'customers.exact-online-to-asperion', '--call', 'asperion:4', '--fault', 'object-of-another-kind'],
    'GET /v1/debtors',
  ],
  [
    'a cancelled job while a list of codes is read',
    ['--flow', 'customers.asperion-to-exact-online', '--call', 'exactOnline:2', '--fault', 'cancelled'],
    'GET /api/v1/3141592/cashflow/PaymentConditions',
  ],
  [
    'an answer that is no list, to the question for changed entries',
    [
      '--flow',
      'entries-as-entries.exact-online-to-asperion',
      '--call',
      'exactOnline:1',
      '--fault',
      'object-of-another-kind',
    ],
    'GET /api/v1/3141592/salesentry/SalesEntries',
  ],
  [
    'an answer that lacks a changed order',
    ['--flow', 'orders.exact-online-to-asperion', '--call', 'exactOnline:44', '--fault', 'row-missing'],
    'GET /api/v1/3141592/bulk/SalesOrder/SalesOrders',
  ],
  [
    'one short page while an assumption is tested',
    ['--flow', 'addresses.exact-online-to-asperion', '--call', 'asperion:2', '--fault', 'short-page'],
    'GET /v1/ledgeraccounts',
  ],
])('%s leaves no trace', async (_, args, what) => {
  const outcomes: Outcome[] = [];
  await playCases(wantedOf(args), { number: 0, of: 1 }, listener, (outcome) => outcomes.push(outcome));
  expect(outcomes).toMatchObject([{ what, problems: [] }]);
});
