import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { landmarks } from '../../../sandbox/world/landmarks.ts';
import { deliveryOf, invoiceLineOf, invoiceOf } from '../support/expected.ts';
import { cents, only, pick, type Row, type Rows } from '../support/rows.ts';
import { flowOf } from '../support/stage.ts';
import { type FirstRun, firstRun } from './first-run.ts';

let stage: FirstRun['stage'];
let run: FirstRun['run'];
let accounts: FirstRun['accounts'];
let orders: FirstRun['orders'];
let orderLines: FirstRun['orderLines'];
let before: FirstRun['before'];
let debtors: FirstRun['debtors'];
let invoices: FirstRun['invoices'];

beforeAll(async () => {
  ({ stage, run, accounts, orders, orderLines, before, debtors, invoices } = await firstRun());
});

afterAll(() => stage[Symbol.asyncDispose]());

describe('orders', () => {
  const { orders: marks } = landmarks;
  const source = (entity: string): Rows => stage.exactOnline.rows(entity);
  const order = (number: number): Row => only(orders, 'OrderNumber', number);
  const inOrder = (rows: Rows): Rows =>
    rows.toSorted((left, right) => Number(left.LineNumber) - Number(right.LineNumber));
  const linesOf = ({ OrderID }: Row): Rows => inOrder(orderLines.filter((line) => line.OrderID === OrderID));
  const billed = ({ InvoiceID }: Row): Rows =>
    inOrder(source('SalesInvoiceLines').filter((line) => line.InvoiceID === InvoiceID));
  const printed = (): Rows => source('SalesInvoices').filter(({ Status }) => Status === 50);
  const isOf = (number: number) => (one: Row) =>
    billed(one).some(({ SalesOrderNumber }) => SalesOrderNumber === number);
  const accountCode = (id: unknown): unknown => only(source('GLAccounts'), 'ID', id).Code;
  const invoice = (number: number | string): Row => only(invoices, 'invoiceNumber', `EO-${number}`);
  const lines = (row: Row): Rows => row.lines as Rows;
  const owes = ({ InvoiceTo }: Row): unknown =>
    only(debtors, 'characteristic5', `EO-${String(only(accounts, 'ID', InvoiceTo).Code)}`).customerNumber;
  const total = (rows: Rows, field: string): number => rows.reduce((sum, row) => sum + cents(row[field]), 0);
  const addsUp = (one: Row): boolean => total(billed(one), 'AmountDC') === cents(one.AmountDC) - cents(one.VATAmountDC);

  test('every printed invoice that adds up is exactly one invoice, field by field and to the cent', () => {
    const wanted = printed().filter(addsUp);
    expect(wanted).toHaveLength(22);
    for (const one of wanted) {
      // The one that was there before the first sync keeps its own words and has no day to be paid on.
      const { description, paymentDueDate, ...fields } = invoiceOf(one, owes(one));
      const isNew = one.InvoiceNumber !== marks.bookedAs;
      const header: Row = isNew ? { ...fields, description, paymentDueDate } : fields;
      const found = invoice(Number(one.InvoiceNumber));
      expect(pick(found, Object.keys(header))).toEqual(header);
      const wantedLines = billed(one).map((line) => {
        const { AmountDC: amount, VATAmountDC: vat, GLAccount } = line;
        // The one that was there before has its amounts on the account of its country, which is that of its lines.
        return invoiceLineOf(line, { amount, vat }, accountCode(GLAccount));
      });
      expect(lines(found).map((line) => pick(line, Object.keys(wantedLines[0] ?? {})))).toEqual(wantedLines);
      expect(cents(found.amountExclVat)).toBe(cents(one.AmountDC) - cents(one.VATAmountDC));
      expect(cents(found.amountInclVat)).toBe(cents(one.AmountDC));
    }
    // The two that are booked by their delivery, and not the one that was there before.
    expect(invoices).toHaveLength(before.invoices.length + wanted.length - 1 + 2);
  });

  // biome-ignore format: a line for the head of each invoice, and one for each of its lines
  test.each([
    // order, invoice, customer, day, excluding VAT, including VAT, lines: description, amount, VAT code, revenue account
    [26001, 26000001, '20001', '2026-01-06', 257.28, 284.38, [
      ['KOF-1001 Espresso Morgenrood bonen', 224.38, 'VL', 8000],
      ['ACC-4001 Melkkan roestvrij staal 600 ml', 32.9, 'VH', 8000]]],
    [26002, 26000002, '20002', '2026-01-10', 4731.08, 5724.6, [
      ['MAC-3001 Espressomachine Duo, 2 groepen', 4527.88, 'VH', 8000],
      ['DNS-9001 Onderhoud espressomachine', 196.25, 'VH', 8000],
      ['VERZENDKOSTEN Verzendkosten', 6.95, 'VH', 8900]]],
    [26003, 26000003, '20002', '2026-01-15', -52.35, -59.03, [
      ['KOF-1001 Espresso Morgenrood bonen', -35.9, 'VL', 8000],
      ['ACC-4001 Melkkan roestvrij staal 600 ml', -16.45, 'VH', 8000]]],
    [26004, 26000004, '20003', '2026-01-16', 2937, 3553.77, [
      ['MAC-3001 Espressomachine Duo, 2 groepen', 4895, 'VH', 8000],
      ['MAC-3001 Espressomachine Duo, 2 groepen', -1958, 'VH', 8000]]],
    [26005, 26000005, '20004', '2026-01-21', 13.38, 14.59, [
      ['THE-1001 Earl Grey, doos van 20 × 2 g', 9.75, 'VL', 8000],
      ['KOF-1002 Filterkoffie Ochtendmelange gemalen', 3.63, 'VL', 8000]]],
    [26006, 26000006, '20006', '2026-01-25', 490.01, 490.01, [
      ['KOF-1003 Decaf Nachtrust bonen', 362.51, 'VICP', 8011],
      ['BEKER-DRUK Kartonnen bekers bedrukt, per stuk', 127.5, 'VICP', 8011]]],
    [26007, 26000007, '20009', '2026-01-21', 209.65, 209.65, [
      ['KOF-2001 Koffiecups compostable, doos van 100', 209.65, 'VICP', 8012]]],
    [26008, 26000008, '20010', '2026-01-25', 30.95, 35.27, [
      ['KOF-1002 Filterkoffie Ochtendmelange gemalen', 14.5, 'OSS-BE-L', 8011],
      ['ACC-4001 Melkkan roestvrij staal 600 ml', 16.45, 'OSS-BE', 8011]]],
    [26009, 26000009, '20011', '2026-01-30', 29.91, 33.98, [
      ['KOF-1001 Espresso Morgenrood bonen', 13.46, 'OSS-DE-L', 8012],
      ['ACC-4001 Melkkan roestvrij staal 600 ml', 16.45, 'OSS-DE', 8012]]],
    [26010, 26000010, '20012', '2026-01-31', 19.5, 23.4, [
      ['THE-1001 Earl Grey, doos van 20 × 2 g', 19.5, 'OSS-FR', 8010]]],
    [26011, 26000011, '20015', '2026-02-05', 566.3, 566.3, [
      ['KOF-1001 Espresso Morgenrood bonen', 538.5, 'VEX', 8020],
      ['VERZENDKOSTEN Verzendkosten', 27.8, 'VEX', 8900]]],
    // 156.00 pounds at 1.17.
    [26012, 26000012, '20016', '2026-02-09', 182.52, 182.52, [
      ['THE-1001 Earl Grey, doos van 20 × 2 g', 182.52, 'VEX', 8020]]],
    [26017, 26000014, '20008', '2026-02-20', 122, 138.49, [
      ['KOF-1002 Filterkoffie Ochtendmelange gemalen', 43.5, 'V0', 8000],
      ['DNS-9001 Onderhoud espressomachine', 78.5, 'VH', 8000]]],
    [26018, 26000015, '20023', '2026-01-12', 177.9, 197.86, [
      ['KOF-1002 Filterkoffie Ochtendmelange gemalen', 145, 'VL', 8000],
      ['ACC-4001 Melkkan roestvrij staal 600 ml', 32.9, 'VH', 8000]]],
    // 5 of 12, and the order is still open.
    [26020, 26000018, '20034', '2026-02-27', 16.25, 17.71, [
      ['THE-1001 Earl Grey, doos van 20 × 2 g', 16.25, 'VL', 8000]]],
    // 4 of 10; the other six never come.
    [26021, 26000019, '20030', '2026-03-01', 65.8, 79.62, [
      ['ACC-4001 Melkkan roestvrij staal 600 ml', 65.8, 'VH', 8000]]],
    // Ordered by 20002, delivered to 20003.
    [26024, 26000020, '20030', '2026-03-11', 4419.4, 5347.48, [
      ['MAC-3001 Espressomachine Duo, 2 groepen', 4405.5, 'VH', 8000],
      ['VERZENDKOSTEN Verzendkosten', 13.9, 'VH', 8900]]],
  ] as const)(
    'order %i is invoice %i of customer %s on %s: %d without, %d with VAT, on the right codes',
    (number, invoiceNumber, code, day, excluding, including, wanted) => {
      expect(printed().filter(isOf(number))).toMatchObject([{ InvoiceNumber: invoiceNumber }]);
      const found = invoice(invoiceNumber);
      expect(found).toMatchObject({
        date: `${day}T00:00:00`,
        bookyear: 2026,
        bookperiod: Number(day.slice(5, 7)),
        amountExclVat: excluding,
        amountInclVat: including,
        debtorCustomerNumber: only(debtors, 'characteristic5', `EO-${code}`).customerNumber,
      });
      const rows = lines(found).map(({ description, amount, vatCode, ledgerAccountId }) => [
        description,
        amount,
        vatCode,
        ledgerAccountId,
      ]);
      expect(rows).toEqual(wanted);
    },
  );

  test('an order with two invoices is booked as both, each on its own day', () => {
    expect(invoice(26000016)).toMatchObject({ date: '2026-02-24T00:00:00', bookperiod: 2, amountInclVat: 117.39 });
    expect(invoice(26000017)).toMatchObject({ date: '2026-03-13T00:00:00', bookperiod: 3, amountInclVat: 197.69 });
    // 6 and 4 kilos of coffee, and the 6 jugs with the second.
    expect(lines(invoice(26000016)).map(({ amount }) => amount)).toEqual([107.7]);
    expect(lines(invoice(26000017)).map(({ amount }) => amount)).toEqual([71.8, 98.7]);
  });

  test('an order that was delivered and not invoiced is booked on the day of its last delivery', () => {
    const days = ['2026-03-01T00:00:00', '2026-03-13T00:00:00'];
    expect(marks.deliveredOnly).toHaveLength(days.length);
    marks.deliveredOnly.forEach((number, place) => {
      const one = order(number);
      const header = deliveryOf(one, days[place], owes(one));
      const found = invoice(`O${number}`);
      expect(pick(found, Object.keys(header))).toEqual(header);
      const wantedLines = linesOf(one).map((line) =>
        // The items have no account of their own, so it is that of sales in the Netherlands.
        invoiceLineOf(line, { amount: line.AmountFC, vat: line.VATAmount }, 8000),
      );
      expect(lines(found).map((line) => pick(line, Object.keys(wantedLines[0] ?? {})))).toEqual(wantedLines);
      expect(pick(found, ['amountExclVat', 'amountInclVat'])).toEqual({
        amountExclVat: one.AmountFCExclVat,
        amountInclVat: one.AmountFC,
      });
    });
  });

  test('the reference of the customer stands in the description', () => {
    expect(invoice(26000003).description).toBe('Invoice 26000003 Retour 26002');
    expect(invoice(26000002).description).toBe('Invoice 26000002');
  });

  test('an invoice that is already booked is compared and left as it is', () => {
    const number = `EO-${marks.bookedAs}`;
    expect(only(invoices, 'invoiceNumber', number)).toEqual(only(before.invoices, 'invoiceNumber', number));
    expect(flowOf(run, 'orders').steps.map(({ unchanged }) => unchanged)).toEqual([25, 1, 0]);
    // The two orders without an invoice, and the one whose invoice is not printed; those with one have nothing to book by delivery.
    expect(flowOf(run, 'orders').steps.map(({ skipped }) => skipped)).toEqual([0, 3, 21]);
  });

  test('an invoice with a charge that no line shows is not booked; the reason has both amounts', () => {
    const [off] = printed().filter(isOf(marks.totalMismatch));
    expect(total(billed(off ?? {}), 'AmountDC')).toBe(14850);
    expect(cents(off?.AmountDC)).toBe(15545);
    const failure = flowOf(run, 'orders').failures.find(({ reference }) => reference === String(marks.totalMismatch));
    expect(failure).toMatchObject({ code: 'CHECK_FAILED', step: 'invoice', isNew: true, attempts: 1 });
    expect(failure?.reason).toContain(
      `The lines of invoice ${String(off?.InvoiceNumber)} come to 148.50 without VAT and the invoice to 155.45.`,
    );
    expect(run.exitCode).toBe(1);
  });

  test('an order whose invoice is not printed waits', () => {
    const failure = flowOf(run, 'orders').failures.find(({ reference }) => reference === String(marks.notPrinted));
    expect(failure).toMatchObject({ code: 'CHECK_FAILED', step: 'delivery' });
    expect(failure?.reason).toContain('An invoice of the order is not printed yet');
    // It, and the one with the charge.
    expect(flowOf(run, 'orders').failures).toHaveLength(2);
  });

  test('an order closed by hand is reported, with what of it is booked', () => {
    expect(run.summary).toContain(
      `1 record (${marks.closedByHand}): Of ACC-4001 4 of 10 are booked; the rest of the order was closed.`,
    );
  });

  test.each([marks.totalMismatch, marks.notPrinted, marks.neither, ...marks.unfinished])(
    'nothing of order %i is booked',
    (number) => {
      const own = printed()
        .filter(isOf(number))
        .map(({ InvoiceNumber }) => String(InvoiceNumber));
      const unwanted = [`O${number}`, String(number), ...own].map((name) => `EO-${name}`);
      expect(invoices.filter(({ invoiceNumber }) => unwanted.includes(String(invoiceNumber)))).toEqual([]);
    },
  );

  test('orders without anything sold are left out, and counted by their kind', () => {
    // 26020 is partial, but what was delivered is invoiced; 26028 is cancelled.
    expect(orders.filter(({ Status }) => Status !== 21).map(({ OrderNumber }) => OrderNumber)).toEqual([
      ...marks.unfinished,
      ...[marks.partlyInvoiced, 26028],
    ]);
    expect(flowOf(run, 'orders').leftOut).toEqual([
      { words: 'cancelled', count: 2 },
      { words: 'closed with nothing delivered', count: 1 },
      { words: 'neither invoiced nor complete', count: 1 },
      { words: 'not delivered yet', count: 1 },
    ]);
    for (const number of [...marks.unfinished, marks.neither]) expect(run.summary).not.toContain(String(number));
  });

  test("Asperion's own invoice is left alone", () => {
    expect(only(invoices, 'invoiceNumber', '2026-0001')).toEqual(only(before.invoices, 'invoiceNumber', '2026-0001'));
  });

  test('the numbers in the report match the target', () => {
    // 25 orders: the one with a charge fails at its invoice, the one that is not printed behind the invoices. An order with two invoices makes two records.
    expect(flowOf(run, 'orders').steps).toEqual([
      { step: 'debtor', read: 25, created: 0, updated: 0, unchanged: 25, skipped: 0, failed: 0 },
      { step: 'invoice', read: 25, created: 21, updated: 0, unchanged: 1, skipped: 3, failed: 1 },
      { step: 'delivery', read: 24, created: 2, updated: 0, unchanged: 0, skipped: 21, failed: 1 },
    ]);
  });
});
