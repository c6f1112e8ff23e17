import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { guid } from '../../../sandbox/world/random.ts';
import { only, type Row } from '../support/rows.ts';
import { flowOf, setStageWithFile, smallWorld } from '../support/stage.ts';

const OUT = 'reconcile-invoices.exact-online-to-asperion';
const IN = 'reconcile-invoices.asperion-to-exact-online';

/** What the eight invoices come to that the small world has, all of them in January. */
const JANUARY = ['2026/1 VH 245.90 245.90 0.00', '2026/1 VICP 678.25 678.25 0.00', '2026/1 VL 1463.30 1463.30 0.00'];

let stage: Stage;

const run = (...flows: string[]) => stage.run({ inputs: { flows: flows.join() } });
const invoice = (number: string): Row => only(stage.asperion.rows('salesinvoiceswithlines'), 'invoiceNumber', number);
const totalsOf = (checked: StageRun, flow: string) =>
  (flowOf(checked, flow).totals ?? []).map(({ year, period, vatCode, source, target, difference }) =>
    [`${year}/${period}`, vatCode, source, target, difference].join(' '),
  );
const differencesOf = (checked: StageRun, flow: string) =>
  (flowOf(checked, flow).differences ?? []).map(({ reference, kind, fields }) => [
    reference,
    kind,
    ...fields.map(({ field, source, target }) => `${field}: ${source} → ${target}`),
  ]);

/** A printed invoice of Exact Online: 26.10 at the low rate and 80.00 at the high one; a credit note of 10.00. */
function printInvoices(): void {
  const account = only(stage.exactOnline.rows('Accounts'), 'Code', '20002').ID;
  const item = only(stage.exactOnline.rows('Items'), 'Code', 'KOF-1001').ID;
  const print = (InvoiceNumber: number, InvoiceDate: string, Type: number, lines: readonly Row[]): void => {
    const InvoiceID = guid(1, 'SalesInvoices', String(InvoiceNumber));
    stage.exactOnline.insert('SalesInvoices', {
      InvoiceID,
      InvoiceNumber,
      InvoiceDate,
      Type,
      OrderedBy: account,
      InvoiceTo: account,
      Status: 50,
      Currency: 'EUR',
      PaymentCondition: '30',
      SalesInvoiceLines: lines.map((line, index) => ({
        ID: guid(1, 'SalesInvoiceLines', `${InvoiceNumber}/${index}`),
        Item: item,
        ...line,
        AmountDC: line.AmountFC,
        VATAmountDC: line.VATAmountFC,
      })),
    });
  };
  print(70001, '2026-03-14T00:00:00', 8020, [
    { Quantity: 3, NetPrice: 8.7, AmountFC: 26.1, VATAmountFC: 2.35, VATCode: '1' },
    { Quantity: 1, NetPrice: 80, AmountFC: 80, VATAmountFC: 16.8, VATCode: '2' },
  ]);
  print(70002, '2026-04-02T00:00:00', 8021, [
    { Quantity: -1, NetPrice: 10, AmountFC: -10, VATAmountFC: -0.9, VATCode: '1' },
  ]);
}

beforeAll(async () => {
  stage = await setStageWithFile({ world: smallWorld() });
  // Either flow books printed invoices.
  await stage.setYaml('orders.exact-online-to-asperion.yml', ['enabled'], false);
  printInvoices();
  const own = invoice('2026-0001');
  stage.asperion.update('salesinvoiceswithlines', own.id as number, { status: 3 });
  const first = await run('invoices.exact-online-to-asperion', 'invoices.asperion-to-exact-online');
  expect([first.exitCode, first.outputs.failed]).toEqual([0, '0']);
});

afterAll(() => stage[Symbol.asyncDispose]());

describe('invoices of both systems', () => {
  test('agree after a sync, document by document, and to the cent by period and VAT code', async () => {
    const equal = await run(OUT, IN);
    expect([equal.exitCode, equal.writes]).toEqual([0, []]);
    expect([differencesOf(equal, OUT), differencesOf(equal, IN)]).toEqual([[], []]);
    expect(totalsOf(equal, OUT)).toEqual([
      ...JANUARY,
      '2026/3 VH 80.00 80.00 0.00',
      '2026/3 VL 26.10 26.10 0.00',
      '2026/4 VL -10.00 -10.00 0.00',
    ]);
    expect(totalsOf(equal, IN)).toEqual(['2026/1 1 48.50 48.50 0.00']);
  });

  test('report an invoice on another VAT code and a missing one, with their effect on totals', async () => {
    const { id, lines } = invoice('EO-70001');
    const [first, second] = lines as Row[];
    stage.asperion.update('salesinvoiceswithlines', id as number, { lines: [first, { ...second, vatCode: 'VL' }] });
    const [entry] = stage.exactOnline.rows('SalesEntries');
    stage.exactOnline.remove('SalesEntries', entry?.EntryID);
    const checked = await run(OUT, IN);
    expect([checked.exitCode, checked.writes]).toEqual([1, []]);
    expect(differencesOf(checked, OUT)).toEqual([
      [
        '70001',
        'differs',
        'lines VL/8000.amount: 26.10 → 106.10',
        'lines VL/8000.vatAmount: 2.35 → 19.15',
        'lines VH/8000.amount: 80 → 0',
        'lines VH/8000.vatAmount: 16.80 → 0',
      ],
    ]);
    expect(totalsOf(checked, OUT)).toEqual([
      ...JANUARY,
      '2026/3 VH 80.00 0.00 80.00',
      '2026/3 VL 26.10 106.10 -80.00',
      '2026/4 VL -10.00 -10.00 0.00',
    ]);
    expect(differencesOf(checked, IN)).toEqual([['2026-0001', 'missing']]);
    expect(totalsOf(checked, IN)).toEqual(['2026/1 1 48.50 0.00 48.50']);
  });
});
