import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import type { FlowReport } from '../../../src/report/run-report.ts';
import type { DifferenceReport } from '../../../src/report/verified-report.ts';
import { only, type Row } from '../support/rows.ts';
import { flowOf, setStageWithFile, smallWorld } from '../support/stage.ts';

const INVOICES = 'reconcile-invoices.exact-online-to-asperion';
const DELIVERIES = 'reconcile-orders.exact-online-to-asperion';
const BACK = 'reconcile-orders.asperion-to-exact-online';

let stage: Stage;
let booked: FlowReport['booked'];

const invoice = (number: string): Row => only(stage.asperion.rows('salesinvoiceswithlines'), 'invoiceNumber', number);
const printed = (number: number): Row => only(stage.exactOnline.rows('SalesInvoices'), 'InvoiceNumber', number);
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
  // One of the eight invoices in another month.
  stage.exactOnline.update('SalesInvoices', printed(26000008).InvoiceID, { InvoiceDate: '2026-02-03T00:00:00' });
  const first = await stage.run();
  expect(first.exitCode).toBe(0);
  booked = flowOf(first, 'orders.exact-online-to-asperion').booked;
});

afterAll(() => stage[Symbol.asyncDispose]());

describe('both books', () => {
  test('agree after a sync: every record, and every total to the cent', async () => {
    const flows = [
      INVOICES,
      DELIVERIES,
      BACK,
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
    // By hand from the lines of the eight invoices: three of them to Belgium, one of those in February.
    expect(totalsOf(equal, INVOICES)).toEqual([
      '2026/1 VH 245.90 245.90 0.00',
      '2026/1 VICP 649.51 649.51 0.00',
      '2026/1 VL 1463.30 1463.30 0.00',
      '2026/2 VICP 28.74 28.74 0.00',
    ]);
    // The report of the sync tells what that run booked: all of it but the first invoice, which stood in Asperion before (111.20 and 149.75).
    expect((booked ?? []).map(({ year, period, vatCode, amount }) => `${year}/${period} ${vatCode} ${amount}`)).toEqual(
      ['2026/1 VH 134.70', '2026/1 VICP 649.51', '2026/1 VL 1313.55', '2026/2 VICP 28.74'],
    );
    expect(equal.summary).toContain(
      `| invoice | 2026 | 1 | VL | € 1,463.30 | € 1,463.30 | € 0.00 | € 131.70 | € 131.70 | € 0.00 |`,
    );
  });

  test('what only the target has is found by the checks in the other direction', async () => {
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

  test('an amount that was changed in Asperion is one difference, and the totals are off by it', async () => {
    const { id, lines } = invoice('EO-26000002');
    const [first, ...others] = lines as Row[];
    expect(first).toMatchObject({ amount: 13.9, vatCode: 'VH' });
    stage.asperion.update('salesinvoiceswithlines', id as number, { lines: [{ ...first, amount: 13.91 }, ...others] });
    const checked = await run(INVOICES, BACK);
    expect([checked.exitCode, checked.writes]).toEqual([1, []]);
    const what = ['amountExclVat: 404.91 → 404.92', 'amountInclVat: 443.22 → 443.23'];
    expect(differencesOf(checked, INVOICES)).toEqual([{ reference: '26000002', step: 'invoice', what }]);
    expect(totalsOf(checked, INVOICES)).toEqual([
      '2026/1 VH 245.90 245.91 -0.01',
      '2026/1 VICP 649.51 649.51 0.00',
      '2026/1 VL 1463.30 1463.30 0.00',
      '2026/2 VICP 28.74 28.74 0.00',
    ]);
    expect(differencesOf(checked, BACK)).toEqual([
      { reference: 'EO-26000002', step: 'invoice', what: ['AmountDC: 443.23 → 443.22'] },
    ]);
    stage.asperion.update('salesinvoiceswithlines', id as number, { lines: lines as object[] });
  });

  test('a deleted invoice is reported as missing, with its money', async () => {
    stage.asperion.remove('salesinvoiceswithlines', invoice('EO-26000003').id as number);
    const checked = await run(INVOICES, BACK);
    expect([checked.exitCode, checked.writes]).toEqual([1, []]);
    expect(differencesOf(checked, INVOICES)).toEqual([{ reference: '26000003', step: 'invoice', what: 'missing' }]);
    expect(totalsOf(checked, INVOICES)).toEqual([
      '2026/1 VH 245.90 189.31 56.59',
      '2026/1 VICP 649.51 649.51 0.00',
      '2026/1 VL 1463.30 1026.80 436.50',
      '2026/2 VICP 28.74 28.74 0.00',
    ]);
    expect(checked.summary).toContain('| 26000003 |');
    expect(checked.log).toMatch(
      /::error title=BOOKS_DIFFER,file=mappings\/reconcile-invoices\.exact-online-to-asperion\.yml,line=\d+.*::.*1 difference \(new\): 1 missing in Asperion\. The totals without VAT differ by € 493\.09\./,
    );
    expect(differencesOf(checked, BACK)).toEqual([]);
  });

  test('an invoice made by hand under a number of Exact Online is reported as only there', async () => {
    const { debtorCustomerNumber } = invoice('EO-26000002');
    const lines = [{ amount: 80, vatAmount: 16.8, vatCode: 'VH', ledgerAccountId: 8000 }];
    const made = {
      id: 9001,
      invoiceNumber: 'EO-25000',
      debtorCustomerNumber,
      journalId: '70',
      date: '2026-01-31T00:00:00',
    };
    stage.asperion.insert('salesinvoiceswithlines', { ...made, bookyear: 2026, bookperiod: 1, lines });
    const checked = await run(INVOICES);
    expect([checked.exitCode, checked.writes]).toEqual([1, []]);
    expect(differencesOf(checked, INVOICES)).toContainEqual({ reference: 'EO-25000', step: 'invoice', what: 'only' });
    expect(checked.summary).toContain('only in Asperion | dated 31 January 2026, period 2026/1, 80.00 without VAT');
    expect(totalsOf(checked, INVOICES)).toContain('2026/1 VH 245.90 269.31 -23.41');
    stage.asperion.remove('salesinvoiceswithlines', 9001);
  });

  test('an invoice deleted from Exact Online, or on another customer, shows from the other side', async () => {
    stage.exactOnline.remove('SalesInvoices', printed(26000007).InvoiceID);
    const { debtorCustomerNumber } = invoice('EO-26000005');
    const codeOf = (id: unknown) => String(stage.exactOnline.rows('Accounts').find(({ ID }) => ID === id)?.Code).trim();
    stage.asperion.update('salesinvoiceswithlines', invoice('EO-26000006').id as number, { debtorCustomerNumber });
    const checked = await run(BACK);
    expect([checked.exitCode, checked.writes]).toEqual([1, []]);
    expect(differencesOf(checked, BACK)).toMatchObject([
      {
        reference: 'EO-26000006',
        what: [`InvoiceTo: ${codeOf(printed(26000005).InvoiceTo)} → ${codeOf(printed(26000006).InvoiceTo)}`],
      },
      { reference: 'EO-26000007', what: 'missing' },
    ]);
  });
});
