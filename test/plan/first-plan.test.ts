import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFlows } from '../../src/commands/select-flows.ts';
import { reportBooked } from '../../src/plan/booked.ts';
import type { FlowBooked } from '../../src/report/booked-report.ts';
import { markdown } from '../../src/report/page/markdown.ts';
import { terminalText } from '../../src/report/page/terminal.ts';
import { planPage } from '../../src/report/plan/plan-summary.ts';
import { readerOf } from '../../src/report/reader.ts';
import type { Company, Mappings } from '../support/engine.ts';
import { BOOKED_BEFORE, INVOICES, invoiceRow, LIST, openCompany, TOTALS } from './bookkeepers-company.ts';

const FLOW = 'invoices.exact-online-to-asperion';
const shipped = readFlows('mappings', join(import.meta.dirname, '..', '..'));
const flow: Mappings = {
  ...shipped,
  programs: shipped.programs
    .filter(({ name }) => name === FLOW)
    .map((program) => ({ ...program, since: '2026-12-01' })),
};

const listOf = ({ booked }: FlowBooked) =>
  booked.map(({ year, period, vatCode, documents, amount, vat, withVat }) => [
    `${year}/${period}`,
    vatCode,
    documents,
    amount,
    vat,
    withVat,
  ]);
const totalsOf = ({ bookedTotals }: FlowBooked) =>
  bookedTotals.map(({ year, period, quarter, documents, amount, vat, withVat }) => [
    quarter ?? `${year}/${period}`,
    documents,
    amount,
    vat,
    withVat,
  ]);

let company: Company;

beforeAll(async () => {
  company = await openCompany(INVOICES.filter(({ number }) => number === BOOKED_BEFORE));
  await company.run(flow);
  for (const invoice of INVOICES) {
    if (invoice.number !== BOOKED_BEFORE) company.exactOnline.insert('SalesInvoices', invoiceRow(invoice));
  }
});

afterAll(() => company[Symbol.asyncDispose]());

/** Whole cents of a decimal text. */
const cents = (text: string): number => Math.round(Number(text) * 100);

describe('the list of a bookkeeper', () => {
  test('adds up: each sum is that of its documents, and each total that of its sums', () => {
    const fresh = INVOICES.filter(({ number }) => number !== BOOKED_BEFORE).flatMap(({ books }) => books);
    for (const [place, vatCode, documents, amount, vat, withVat] of LIST) {
      const own = fresh.filter((one) => one[0] === place && one[1] === vatCode);
      expect([place, vatCode, own.length]).toEqual([place, vatCode, documents]);
      expect(own.reduce((sum, one) => sum + cents(one[2]), 0)).toBe(cents(amount));
      expect(own.reduce((sum, one) => sum + cents(one[3]), 0)).toBe(cents(vat));
      expect(cents(amount) + cents(vat)).toBe(cents(withVat));
    }
    expect(fresh).toHaveLength(LIST.reduce((sum, [, , documents]) => sum + documents, 0));
    for (const [place, , amount, vat] of TOTALS.slice(0, 2)) {
      const own = LIST.filter((one) => one[0] === place);
      expect(own.reduce((sum, one) => sum + cents(one[3]), 0)).toBe(cents(amount));
      expect(own.reduce((sum, one) => sum + cents(one[4]), 0)).toBe(cents(vat));
    }
  });

  test('is what the first plan lists, and what the report of the run after it says was booked', async () => {
    const plan = await company.plan(flow);
    const [planned] = plan.flows;
    if (planned === undefined) throw new Error('The plan has no flow.');
    expect(planned.records.filter(({ action }) => action === 'refuse')).toEqual([]);
    expect(listOf(planned)).toEqual(LIST);
    expect(totalsOf(planned)).toEqual(TOTALS);

    const page = planPage(plan, readerOf('en', {}));
    const text = markdown(page);
    expect(text).toContain('### What will be booked');
    expect(text).toContain('| 2026 | 12 | VH | 2 | € 169.95 | € 35.69 | € 205.64 |');
    expect(text).toContain('| 2027 | 1 | **all** | 6 | € 1,675.50 | € 77.87 | € 1,753.37 |');
    expect(text).toContain('| Dated in 2027 Q1 |  | **all** | 6 | € 1,675.50 | € 77.87 | € 1,753.37 |');
    expect(terminalText(page)).toMatch(/2027 +1 +VL +2 +€ 63.90 +€ 5.75 +€ 69.65/);

    const ran = await company.run(flow);
    const report = reportBooked(ran[FLOW]?.booked ?? null, 'asperion');
    expect([listOf(report), totalsOf(report)]).toEqual([LIST, TOTALS]);
    expect(listOf((await company.plan(flow)).flows[0] as FlowBooked)).toEqual([]);
  });
});
