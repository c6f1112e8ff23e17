import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DifferenceReport, FlowReport } from '../../src/report/run-report.ts';
import type { Stage, StageRun } from '../../src/sandbox/stage.ts';
import { only, type Row } from './rows.ts';
import { flowOf, setStageWithFile, smallWorld } from './stage.ts';

const ORDERS = 'reconcile-orders.exact-online-to-asperion';
const INVOICES = 'reconcile-orders.asperion-to-exact-online';

let stage: Stage;
let booked: FlowReport['booked'];

const invoice = (number: string): Row => only(stage.asperion.rows('salesinvoiceswithlines'), 'invoiceNumber', number);
const order = (number: number): Row => only(stage.exactOnline.rows('SalesOrders'), 'OrderNumber', number);
const run = (...flows: string[]) => stage.run({ inputs: { flows: flows.join() } });

/** The totals of a flow, as the bookkeeper reads them: period, VAT code, both sides, difference. */
const totalsOf = (checked: StageRun, flow: string) =>
  (flowOf(checked, flow).totals ?? []).map(({ year, period, vatCode, source, target, difference, unknown }) => {
    expect(unknown).toBe(0);
    return [`${year}/${period}`, vatCode, source, target, difference].join(' ');
  });
const differencesOf = (checked: StageRun, flow: string) =>
  (flowOf(checked, flow).differences ?? [])
    .map(({ reference, step, kind, fields }: DifferenceReport) => ({
      reference,
      step,
      what: kind === 'differs' ? fields.map(({ field, source, target }) => `${field}: ${source} → ${target}`) : kind,
    }))
    .toSorted((left, right) => (left.reference < right.reference ? -1 : 1));

beforeAll(async () => {
  stage = await setStageWithFile({ world: smallWorld() });
  // One of the seven completed orders in another month.
  stage.exactOnline.update('SalesOrders', order(26010).OrderID, { OrderDate: '2026-02-03T00:00:00' });
  const first = await stage.run();
  expect(first.exitCode).toBe(0);
  booked = flowOf(first, 'orders.exact-online-to-asperion').booked;
});

afterAll(() => stage[Symbol.asyncDispose]());

describe('both books', () => {
  test('agree after a sync: every record, and every total to the cent', async () => {
    const flows = [
      ORDERS,
      INVOICES,
      'reconcile-customers.exact-online-to-asperion',
      'reconcile-products.asperion-to-exact-online',
    ];
    const equal = await run(...flows);
    expect([equal.exitCode, equal.writes]).toEqual([0, []]);
    for (const flow of flows) {
      const { verified, differences } = flowOf(equal, flow);
      expect([flow, differences, verified?.equal]).toEqual([flow, [], verified?.compared]);
    }
    expect(equal.summary).toContain('compared: all equal.');
    // Orders 26001, 26002, 26004 and 26007 at the low rate; 26002 and 26004 at the high one; 26006, 26009 and 26010 to Belgium.
    expect(totalsOf(equal, ORDERS)).toEqual([
      '2026/1 VH 133.71 133.71 0.00',
      '2026/1 VICP 649.51 649.51 0.00',
      '2026/1 VL 3214.27 3214.27 0.00',
      '2026/2 VICP 28.74 28.74 0.00',
    ]);
    // The report of the sync tells what that run booked: all of it but order 26001, which stood in Asperion before (1,037.02).
    expect((booked ?? []).map(({ year, period, vatCode, amount }) => `${year}/${period} ${vatCode} ${amount}`)).toEqual(
      ['2026/1 VH 133.71', '2026/1 VICP 649.51', '2026/1 VL 2177.25', '2026/2 VICP 28.74'],
    );
    expect(totalsOf(equal, INVOICES)).toEqual([
      '2026/1 1 3214.27 3214.27 0.00',
      '2026/1 2 133.71 133.71 0.00',
      '2026/1 7 649.51 649.51 0.00',
      '2026/2 7 28.74 28.74 0.00',
    ]);
    expect(equal.summary).toContain(
      `| ${ORDERS} | invoice | 2026 | 1 | VL | 3,214.27 | 3,214.27 | 0.00 | 289.28 | 289.28 | 0.00 |`,
    );
  });

  test('what only the target has is found by the checks the other way', async () => {
    const flows = ['reconcile-customers.asperion-to-exact-online', 'reconcile-products.exact-online-to-asperion'];
    const checked = await run(...flows);
    expect([checked.exitCode, checked.writes]).toEqual([1, []]);
    expect(flows.map((flow) => differencesOf(checked, flow).map(({ reference, what }) => [reference, what]))).toEqual([
      [
        ['10001', 'missing'],
        ['10005', 'missing'],
      ],
      [
        ['BEKER-DRUK', 'missing'],
        ['VERZENDKOSTEN', 'missing'],
      ],
    ]);
  });

  test('an amount that was changed in Asperion is that one difference, and the totals are off by it', async () => {
    const { id, lines } = invoice('EO-26002');
    const [first, ...others] = lines as Row[];
    const changed = [{ ...first, amount: 512.16 }, ...others];
    stage.asperion.update('salesinvoiceswithlines', id as number, { lines: changed });
    const checked = await run(ORDERS, INVOICES);
    expect([checked.exitCode, checked.writes]).toEqual([1, []]);
    expect(differencesOf(checked, ORDERS)).toEqual([
      {
        reference: '26002',
        step: 'invoice',
        what: [
          'amountExclVat: 1010.86 → 1010.87',
          'amountInclVat: 1102.03 → 1102.04',
          'lines 1.amount: 512.15 → 512.16',
        ],
      },
    ]);
    expect(totalsOf(checked, ORDERS)).toEqual([
      '2026/1 VH 133.71 133.71 0.00',
      '2026/1 VICP 649.51 649.51 0.00',
      '2026/1 VL 3214.27 3214.28 -0.01',
      '2026/2 VICP 28.74 28.74 0.00',
    ]);
    expect(totalsOf(checked, INVOICES)).toContain('2026/1 1 3214.28 3214.27 0.01');
    stage.asperion.update('salesinvoiceswithlines', id as number, { lines: lines as object[] });
  });

  test('an invoice that is gone is told as missing, with its money', async () => {
    stage.asperion.remove('salesinvoiceswithlines', invoice('EO-26004').id as number);
    const checked = await run(ORDERS, INVOICES);
    expect([checked.exitCode, checked.writes]).toEqual([1, []]);
    expect(differencesOf(checked, ORDERS)).toEqual([{ reference: '26004', step: 'invoice', what: 'missing' }]);
    expect(totalsOf(checked, ORDERS)).toEqual([
      '2026/1 VH 133.71 1.66 132.05',
      '2026/1 VICP 649.51 649.51 0.00',
      '2026/1 VL 3214.27 2255.87 958.40',
      '2026/2 VICP 28.74 28.74 0.00',
    ]);
    expect(checked.summary).toContain('| 26004 |');
    expect(checked.log).toMatch(
      /::error title=BOOKS_DIFFER,file=mappings\/reconcile-orders\.exact-online-to-asperion\.yml,line=\d+.*::.*1 difference, 1 of them new: 1 missing in Asperion\. The totals without VAT differ by 1090\.45\./,
    );
    expect(flowOf(checked, INVOICES).differences).toEqual([]);
  });

  test('an invoice that a person made under the number of an order is told as being only there', async () => {
    const { debtorCustomerNumber } = invoice('EO-26002');
    const lines = [{ amount: 80, vatAmount: 16.8, vatCode: 'VH', ledgerAccountId: 8000 }];
    const made = {
      id: 9001,
      invoiceNumber: 'EO-25000',
      debtorCustomerNumber,
      journalId: '70',
      date: '2026-01-31T00:00:00',
    };
    stage.asperion.insert('salesinvoiceswithlines', { ...made, bookyear: 2026, bookperiod: 1, lines });
    const checked = await run(ORDERS);
    expect([checked.exitCode, checked.writes]).toEqual([1, []]);
    expect(differencesOf(checked, ORDERS)).toContainEqual({ reference: 'EO-25000', step: 'invoice', what: 'only' });
    expect(checked.summary).toContain('only in Asperion | dated 2026-01-31, period 2026/1, 80.00 without VAT');
    expect(totalsOf(checked, ORDERS)).toContain('2026/1 VH 133.71 81.66 52.05');
    stage.asperion.remove('salesinvoiceswithlines', 9001);
  });

  test('an order that was cancelled after it was booked, and an invoice on another customer, are told', async () => {
    stage.exactOnline.update('SalesOrders', order(26009).OrderID, { Status: 45 });
    const { debtorCustomerNumber } = invoice('EO-26006');
    stage.asperion.update('salesinvoiceswithlines', invoice('EO-26007').id as number, { debtorCustomerNumber });
    const checked = await run(INVOICES);
    expect([checked.exitCode, checked.writes]).toEqual([1, []]);
    expect(differencesOf(checked, INVOICES)).toMatchObject([
      { reference: 'EO-26007', what: [`OrderedBy: ${order(26006).OrderedBy} → ${order(26007).OrderedBy}`] },
      { reference: 'EO-26009', what: ['Status: 21 → 45'] },
    ]);
  });
});
