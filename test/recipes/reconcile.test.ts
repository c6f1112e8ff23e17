import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isMap, isSeq, parseDocument } from 'yaml';
import { compileFiles } from '../mapping/flows.ts';
import { shipped } from '../sync/samples.ts';
import { check, failuresOf } from '../validate/check.ts';
import { Recipe } from './variation.ts';

const ORDERS = 'reconcile-orders.exact-online-to-asperion';
const CUSTOMERS = 'reconcile-customers.exact-online-to-asperion';
const recipe = new Recipe('reconcile');

type Row = Readonly<Record<string, unknown>>;

/** An order of 10.00 at the low rate. */
const order = (OrderNumber: number, OrderDate: string): Row => ({
  OrderID: `order-${OrderNumber}`,
  OrderNumber,
  OrderedBy: 'acc-1',
  OrderDate,
  Status: 21,
  Currency: 'EUR',
  AmountFCExclVat: 10,
  AmountFC: 10.9,
  SalesOrderLines: [{ AmountFC: 10, VATCode: '1' }],
});
const invoice = (number: number, date: string, more: Row = {}): Row => ({
  id: number,
  invoiceNumber: `EO-${number}`,
  debtorCustomerNumber: '10001',
  date,
  bookyear: 2026,
  bookperiod: Number(date.slice(5, 7)),
  journalId: '70',
  amountExclVat: 10,
  amountInclVat: 10.9,
  lines: [{ amount: 10, vatCode: 'VL', ledgerAccountId: 8000 }],
  ...more,
});
const account: Row = {
  ID: 'acc-1',
  Code: '20001',
  Name: 'De Molen',
  Status: 'C',
  Country: 'NL',
  AddressLine1: 'Kade 1',
  Phone: '020-5550123',
};
const debtor: Row = {
  id: 1,
  customerNumber: '10001',
  characteristic5: 'EO-20001',
  debtorKindId: 'private',
  paymentConditionId: 1,
  countryCode: 'NL',
};

const cases: readonly { heading: string; flow?: string; source: Row; target: Row; expect: readonly Row[] }[] = [
  {
    heading: 'One quarter',
    source: {
      'crm/Accounts': [account],
      'salesorder/SalesOrders': [
        order(1, '2026-03-31'),
        order(2, '2026-04-01'),
        order(3, '2026-06-30'),
        order(4, '2026-07-01'),
      ],
    },
    target: { salesinvoiceswithlines: [invoice(2, '2026-04-01')] },
    expect: [{ missing: 'salesinvoiceswithlines', record: '3' }],
  },
  {
    heading: 'Money only',
    source: { 'crm/Accounts': [account], 'salesorder/SalesOrders': [order(1, '2026-03-31'), order(2, '2026-04-01')] },
    target: {
      salesinvoiceswithlines: [
        invoice(1, '2026-04-02', { journalId: '71' }),
        invoice(2, '2026-05-01', { amountExclVat: 11, lines: [{ amount: 11, vatCode: 'VL', ledgerAccountId: 8000 }] }),
      ],
    },
    expect: [{ differs: 'salesinvoiceswithlines', record: '2', in: ['amountExclVat', 'lines 1.amount'] }],
  },
  {
    heading: "Addresses are Asperion's own",
    flow: CUSTOMERS,
    source: { 'crm/Accounts': [account] },
    target: {
      debtors: [{ ...debtor, name: 'De Molen', address: 'Kade 2', phoneNumber: '020-5550123', countryCode: 'BE' }],
    },
    expect: [{ differs: 'debtors', record: '20001', in: ['countryCode'] }],
  },
];

describe('the recipe for reconciling', () => {
  test.each(cases)('$heading', async ({ heading, flow = ORDERS, source, target, expect: wanted }) => {
    const text = JSON.stringify([{ name: heading, given: { source, target }, expect: wanted }]);
    const validation = await check({ ...recipe.varied(flow, heading), [`${flow}.test.yml`]: text });
    expect(failuresOf(validation)).toEqual([]);
    expect(validation.flows.map(({ cases }) => cases)).toEqual([1]);
  });

  test('has a case for every piece of YAML', () => {
    const tried = cases.map(({ heading, flow = ORDERS }) => `${heading}: ${flow}`);
    expect(tried.sort()).toEqual([...recipe.variations].sort());
  });
});

/** A flow that writes as its check: what the recipe says to take out is taken out. */
function asCheck(text: string): string {
  const flow = parseDocument(text);
  for (const key of ['limit', 'guard', 'deleted', 'winner', 'back']) flow.delete(key);
  flow.set('purpose', 'verify');
  const steps = flow.get('steps');
  if (!isSeq(steps)) throw new Error('A flow has steps.');
  steps.items = steps.items.filter((step) => isMap(step) && !step.has('each'));
  for (const step of steps.items) {
    if (isMap(step)) for (const key of ['create', 'update', 'exists', 'closed', 'inactive']) step.delete(key);
  }
  return String(flow);
}

describe('a check that is made from a flow', () => {
  const folder = join(import.meta.dirname, '../../mappings');
  const flows = readdirSync(folder)
    .filter((name) => /^[a-z-]+\.[a-z-]+\.yml$/.test(name))
    .filter((name) => !/^purpose: verify/m.test(readFileSync(join(folder, name), 'utf8')))
    .map((name) => name.slice(0, -'.yml'.length));

  test.each(flows)('is loaded: %s', (flow) => {
    expect(compileFiles(shipped(flow, asCheck)).purpose).toBe('verify');
  });
});
