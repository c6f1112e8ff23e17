import fc from 'fast-check';
import { expect } from 'vitest';
import type { RecordValues } from '../../src/values.ts';
import {
  bookingStep,
  cents,
  type Document,
  divided,
  documents,
  euros,
  ROUNDING,
  type Sums,
  sumsOf,
  total,
  written,
} from './documents.ts';

type Rows = readonly RecordValues[];

const ofRounding = (rows: Rows): Rows =>
  rows.filter(({ ledgerAccountId, articleNumber }) => ledgerAccountId === ROUNDING || articleNumber === 'AFRONDING');
const sumOf = (rows: Rows, field: string): number => total(rows.map((row) => cents(row[field])));

/** What rows come to per VAT code; rows without one and those of rounding are left out. */
function sumsIn(rows: Rows, sign: 1 | -1 = 1): Sums {
  const booked = rows.filter((row) => typeof row.vatCode === 'string' && !ofRounding(rows).includes(row));
  const codes = [...new Set(booked.map(({ vatCode }) => String(vatCode)))];
  return Object.fromEntries(
    codes.map((code) => {
      const own = booked.filter(({ vatCode }) => vatCode === code);
      return [code, { amount: nought(sign * sumOf(own, 'amount')), vat: nought(sign * sumOf(own, 'vatAmount')) }];
    }),
  );
}

const nought = (number: number): number => (number === 0 ? 0 : number);
const timesAll = (sums: Sums, sign: 1 | -1): Sums =>
  Object.fromEntries(
    Object.entries(sums).map(([code, { amount, vat }]) => [
      code,
      { amount: nought(sign * amount), vat: nought(sign * vat) },
    ]),
  );
const amountsOf = (sums: Sums): number => total(Object.values(sums).map(({ amount }) => amount));
const vatOf = (sums: Sums): number => total(Object.values(sums).map(({ vat }) => vat));

const orderOf = ({ lines, discountDC, excl, incl, inclDC }: Document): RecordValues => ({
  OrderNumber: 1001,
  Currency: 'EUR',
  AmountDiscountExclVat: euros(discountDC),
  AmountFCExclVat: euros(excl),
  AmountFC: euros(incl),
  AmountDC: euros(inclDC),
  SalesOrderLines: lines.map(({ code, amount, amountDC, vat }, index) => ({
    LineNumber: index + 1,
    ItemCode: 'KOF-250',
    AmountFC: euros(amount),
    AmountDC: euros(amountDC),
    VATAmount: euros(vat),
    VATCode: code,
  })),
});

/** An invoice or an entry: VAT stands in the administration's currency there. Credits come as positive amounts. */
function bookedDocument({ lines, discountDC, exclDC, inclDC }: Document, Type: number): RecordValues {
  const rows = lines.map(({ code, amountDC, vatDC }, index) => ({
    LineNumber: index + 1,
    ItemCode: 'KOF-250',
    GLAccountCode: '8000',
    AmountDC: euros(amountDC),
    VATAmountDC: euros(vatDC),
    VATCode: code,
  }));
  return {
    InvoiceNumber: 1001,
    EntryNumber: 1001,
    Type,
    AmountDiscountExclVat: euros(discountDC),
    AmountDC: euros(inclDC),
    VATAmountDC: euros(inclDC - exclDC),
    SalesInvoiceLines: rows,
    SalesEntryLines: rows,
  };
}

/** Within five cents it is rounding, and stands on its account to the cent; beyond, nothing is booked. */
function expectRounding(rows: Rows, missing: number, field: string): void {
  expect(Math.abs(missing)).toBeLessThanOrEqual(5);
  expect(sumOf(ofRounding(rows), field)).toBe(missing);
  expect(ofRounding(rows).length).toBe(missing === 0 ? 0 : 1);
}

function check<Drawn>(runs: number, drawn: fc.Arbitrary<Drawn>, property: (one: Drawn) => void): void {
  fc.assert(fc.property(drawn, property), { numRuns: runs });
}

/** Orders in euros as invoices: every cent of every code, or no invoice at all. */
export function ordersAsInvoices(runs: number): void {
  const step = bookingStep('orders');
  check(runs, documents('own'), (document) => {
    const rows = written(step, orderOf(document));
    const wanted = sumsOf(document, 'own');
    const isExact = amountsOf(wanted) === document.excl && amountsOf(wanted) + vatOf(wanted) === document.incl;
    if (typeof rows === 'string') {
      expect([rows, isExact]).toEqual(['TOTAL_MISMATCH', false]);
      expect([document.discount, document.off]).not.toEqual([0, 0]);
      return;
    }
    expect(isExact).toBe(true);
    expect(sumsIn(rows)).toEqual(wanted);
    expect(sumOf(rows, 'amount')).toBe(document.excl);
    expect(sumOf(rows, 'amount') + sumOf(rows, 'vatAmount')).toBe(document.incl);
  });
}

/** Orders in other currencies: the sums of the amounts that Exact Online gives in euros, and its total. */
export function foreignOrders(runs: number): void {
  const step = bookingStep('orders-foreign-currency');
  check(runs, documents('foreign'), (document) => {
    const rows = written(step, { ...orderOf(document), Currency: 'USD' });
    const wanted = sumsOf(document, 'turned');
    const missing = document.inclDC - amountsOf(wanted) - vatOf(wanted);
    if (typeof rows === 'string') {
      expect([rows, Math.abs(missing) > 5]).toEqual(['TOTAL_MISMATCH', true]);
      return;
    }
    expect(sumsIn(rows)).toEqual(wanted);
    expect(sumOf(rows, 'amount') + sumOf(rows, 'vatAmount')).toBe(document.inclDC);
    expectRounding(rows, missing, 'amount');
  });
}

/** Article lines: quantity × price of each code comes to the amounts of the source, whatever its price says. */
export function articleLines(flow: 'orders-as-orders' | 'orders-as-drafts', runs: number): void {
  const step = bookingStep(flow);
  check(runs, fc.tuple(documents('own'), fc.integer({ min: -2, max: 2 })), ([document, slip]) => {
    const order = orderOf(document);
    const SalesOrderLines = document.lines.map(({ amount, quantity }, index) => ({
      ...(order.SalesOrderLines as Rows)[index],
      Quantity: euros(quantity).div(10),
      // Four decimals, and sometimes a little beside the amount.
      NetPrice: euros(divided(amount * 100_000, quantity) + slip).div(100),
    }));
    const rows = written(step, { ...order, SalesOrderLines });
    const wanted = sumsOf(document, 'own');
    const missing = document.excl - amountsOf(wanted);
    if (typeof rows === 'string') {
      expect([rows, Math.abs(missing) > 5]).toEqual(['TOTAL_MISMATCH', true]);
      return;
    }
    const priced = rows.map((row) => ({ ...row, amount: pieces(row) }));
    const excl = (sums: Sums) => Object.entries(sums).map(([code, { amount }]) => [code, amount]);
    expect(excl(sumsIn(priced))).toEqual(excl(wanted));
    expect(sumOf(priced, 'amount')).toBe(document.excl);
    expectRounding(priced, missing, 'amount');
  });
}

/** What Asperion makes of an article line: quantity × price, rounded to cents. */
function pieces({ quantity, price }: RecordValues): RecordValues[string] {
  const thousandths = Number(quantity) * 1000;
  const millionths = Math.round(Number(price) * 1_000_000);
  return euros(Number(divided2(BigInt(Math.round(thousandths)) * BigInt(millionths))));
}

/** Thousandths × millionths of a euro in cents, a half away from zero. */
function divided2(product: bigint): bigint {
  const [sign, size] = product < 0n ? [-1n, -product] : [1n, product];
  return sign * ((size + 5_000_000n) / 10_000_000n);
}

/** Invoices and entries as invoices; credit notes are negative, however they come. */
export function bookedAsInvoices(flow: 'invoices' | 'entries', runs: number): void {
  const step = bookingStep(flow);
  const types = flow === 'invoices' ? [8020, 8021, 8023, 8024] : [20, 21];
  const credits = [8021, 8024, 21];
  check(runs, fc.tuple(documentsFor(flow), fc.constantFrom(...types)), ([document, type]) => {
    const rows = written(step, bookedDocument(document, type));
    const sign = credits.includes(type) && document.inclDC > 0 ? -1 : 1;
    const wanted = timesAll(sumsOf(document, 'given'), sign);
    const excl = sign * document.exclDC - amountsOf(wanted);
    const incl = sign * document.inclDC - amountsOf(wanted) - vatOf(wanted) - excl;
    if (typeof rows === 'string') {
      expect([rows, Math.abs(excl) > 5 || Math.abs(incl) > 5]).toEqual(['TOTAL_MISMATCH', true]);
      return;
    }
    expect(sumsIn(rows)).toEqual(wanted);
    expect(sumOf(rows, 'amount') + sumOf(rows, 'vatAmount')).toBe(nought(sign * document.inclDC));
    expect(ofRounding(rows).map(({ amount }) => cents(amount))).toEqual([excl, incl].filter((one) => one !== 0));
  });
}

/** A sales entry knows no discount on the whole. */
function documentsFor(flow: string): fc.Arbitrary<Document> {
  const all = fc.oneof(documents('own'), documents('foreign'));
  return flow.startsWith('entries') ? all.filter(({ discountDC }) => discountDC === 0) : all;
}

/** Journal entries: in balance, revenue and VAT per code those of the source, the customer's side its total. */
export function asEntries(
  flow: 'orders-as-entries' | 'invoices-as-entries' | 'entries-as-entries',
  runs: number,
): void {
  const step = bookingStep(flow);
  const isOrder = flow === 'orders-as-entries';
  const type = flow === 'invoices-as-entries' ? 8021 : 21;
  check(runs, fc.tuple(documentsFor(flow), fc.boolean()), ([document, isCredit]) => {
    const rows = written(step, isOrder ? orderOf(document) : bookedDocument(document, isCredit ? type : 20));
    const sign = !isOrder && isCredit && document.inclDC > 0 ? -1 : 1;
    const wanted = timesAll(sumsOf(document, isOrder ? 'turned' : 'given'), sign);
    const missing = amountsOf(wanted) + vatOf(wanted) - sign * document.inclDC;
    if (typeof rows === 'string') {
      expect([rows, Math.abs(missing) > 5]).toEqual(['TOTAL_MISMATCH', true]);
      return;
    }
    expect(sumOf(rows, 'amount')).toBe(0);
    expect(sumsIn(rows, -1)).toEqual(wanted);
    const of = (account: number): Rows => rows.filter(({ ledgerAccountId }) => ledgerAccountId === account);
    expect(nought(-sumOf(of(1500), 'amount'))).toBe(nought(vatOf(wanted)));
    expect(of(1300).map(({ amount, debtorId }) => [cents(amount), debtorId])).toEqual([
      [nought(sign * document.inclDC), 5],
    ]);
    expectRounding(rows, missing, 'amount');
  });
}
