import { describe, expect, test } from 'vitest';
import { addInvoice } from '../../../sandbox/exact-online/documents/order-documents.ts';
import { guid } from '../../../sandbox/world/random.ts';
import { type Company, compile } from '../../support/engine.ts';
import type { FlowOutcome } from '../../support/flow-outcome.ts';
import { shipped } from '../../support/samples.ts';
import { openSold, PARTLY_DELIVERED } from './sold-sample.ts';
import { BookingFlow, OF_INVOICES, OF_INVOICES_ALONE, OF_ORDERS } from './wrong-rules.ts';

interface Books {
  /** The flow that books. */
  readonly name: string;
  /** Changes its rules. */
  readonly change?: (flow: BookingFlow) => void;
  /** What a person does after it. */
  readonly after?: (company: Company) => void;
}

const INVOICES = 'invoices.exact-online-to-asperion';

/** Books by a flow, and then checks: deliveries of orders by their own check, and invoices of whatever flow by that of invoices. */
async function checked({ name, change, after = () => {} }: Books): Promise<readonly FlowOutcome[]> {
  await using company = await openSold();
  const files = shipped(name, (text) => {
    if (change === undefined) return text;
    const flow = new BookingFlow(text);
    change(flow);
    return flow.text();
  });
  const booked = await company.run(compile(files));
  expect(booked[name]?.error).toBe(null);
  after(company);
  const checks = [...new Set([name, INVOICES])].map((one) => `reconcile-${one}`);
  const { config, programs } = compile(Object.assign({}, files, ...checks.map((one) => shipped(one, (text) => text))));
  const outcomes = await company.run({ config, programs: programs.filter((one) => checks.includes(one.name)) });
  return checks.flatMap((check) => outcomes[check] ?? []);
}

const told = (outcomes: readonly FlowOutcome[]): readonly string[] =>
  outcomes.flatMap(({ verified }) =>
    (verified?.differences ?? []).map(({ reference, kind, fields }) =>
      [reference, kind, ...fields.map(({ field }) => field)].join(' '),
    ),
  );

const flows = {
  'orders.exact-online-to-asperion': { rules: [...OF_INVOICES, ...OF_ORDERS], documents: 12 },
  [INVOICES]: { rules: [...OF_INVOICES, ...OF_INVOICES_ALONE], documents: 9 },
};

const invoice = (company: Company, number: string) => {
  const row = company.asperion.rows('salesinvoiceswithlines').find(({ invoiceNumber }) => invoiceNumber === number);
  if (row === undefined) throw new Error(`${number} is not booked.`);
  return row;
};
const copy = (company: Company, number: string, more: object): void => {
  const { _meta, ...row } = invoice(company, number);
  company.asperion.insert('salesinvoiceswithlines', { ...row, id: 9001, ...more });
};

/** What a person may do in either system, and what the check tells of it. */
const people: readonly { does: string; after: (company: Company) => void; finds: string }[] = [
  {
    does: 'makes an invoice under a number of Exact Online',
    after: (company) => copy(company, 'EO-26000015', { invoiceNumber: 'EO-27000001' }),
    finds: 'EO-27000001 only',
  },
  {
    does: 'books an invoice once more, in another journal',
    after: (company) => copy(company, 'EO-26000015', { journalId: '90' }),
    finds: 'EO-26000015 only',
  },
  {
    does: 'takes an invoice out',
    after: (company) => company.asperion.remove('salesinvoiceswithlines', Number(invoice(company, 'EO-26000017').id)),
    finds: '26000017 missing',
  },
  {
    does: 'puts an invoice on another customer',
    after: (company) => {
      const { debtorCustomerNumber } = invoice(company, 'EO-26000016');
      company.asperion.update('salesinvoiceswithlines', Number(invoice(company, 'EO-26000015').id), {
        debtorCustomerNumber,
      });
    },
    finds: '26000015 differs debtorCustomerNumber',
  },
];

describe.each(Object.entries(flows))('the check of %s', (name, { rules, documents }) => {
  test('finds nothing where the shipped rules booked, and the totals of both books agree', async () => {
    const outcomes = await checked({ name });
    expect(told(outcomes)).toEqual([]);
    const all = outcomes.flatMap(({ verified }) => verified ?? []);
    expect(all).toHaveLength(outcomes.length);
    expect(all.reduce((sum, { compared }) => sum + compared, 0)).toBeGreaterThan(documents);
    for (const { compared, equal, totals } of all) {
      expect(equal).toBe(compared);
      expect(totals.length).toBeGreaterThan(0);
      for (const { source, target, sourceVat, targetVat } of totals) {
        expect([source.toFixed(2), sourceVat.toFixed(2)]).toEqual([target.toFixed(2), targetVat.toFixed(2)]);
      }
    }
  });

  test.each(rules)('turns red where the flow books $books', async ({ change, finds }) => {
    const outcomes = await checked({ name, change });
    expect(told(outcomes)).toEqual(expect.arrayContaining([...finds]));
    expect(Math.max(...outcomes.map(({ verified }) => verified?.isNew ?? 0))).toBeGreaterThan(0);
  });

  test.each(people)('turns red where a person $does', async ({ after, finds }) => {
    expect(told(await checked({ name, after }))).toEqual([finds]);
  });
});

test('an order invoiced after its booked delivery lacks the invoice, the delivery is too much', async () => {
  const outcomes = await checked({
    name: 'orders.exact-online-to-asperion',
    after: ({ exactOnline }) => {
      const order = guid(1, 'SalesOrders', PARTLY_DELIVERED);
      addInvoice(exactOnline, order, { InvoiceDate: '2026-05-20T00:00:00', quantities: { 1: 4 } });
    },
  });
  expect(told(outcomes)).toEqual([`EO-O${PARTLY_DELIVERED} only`, '26101001 missing']);
});
