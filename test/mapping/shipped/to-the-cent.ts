import fc from 'fast-check';
import { expect } from 'vitest';
import type { RecordValues } from '../../../src/values.ts';
import { type Booked, checkBooked, invoicedOrder, invoiceOf, orderOf } from './booked-documents.ts';
import { cents, type Document, documents, type Line, total, VAT } from './documents.ts';

type Rows = readonly RecordValues[];

/** What is explained by rounding, in cents, as the checks of the flows have it: half a cent for each line, or a little, and no more than a cent for each. */
const roundingOf = (lines: number): number => Math.min(lines, Math.max(5, 0.5 * lines));
/** Where a sum is this near a bound, the rounding of the sum itself decides. */
const EDGE = 0.001;

const sumOf = (rows: Rows, field: string): number => total(rows.map((row) => cents(row[field])));
const nought = (number: number): number => (number === 0 ? 0 : number);

/** What the discount of a document leaves of each line. */
function keptOf({ lines, discount }: Document): number {
  const goods = total(lines.map(({ amount }) => amount));
  return goods === 0 ? 1 : 1 - discount / goods;
}

/** How far a document's totals are from its lines, in cents: without VAT, and the VAT. */
function distances(document: Document): readonly [number, number] {
  const { lines, net, vat } = document;
  const sum = (of: (line: Line) => number): number => total(lines.map(of)) * keptOf(document);
  return [Math.abs(sum(({ amount }) => amount) - net), Math.abs(sum((line) => line.vat) - vat)];
}

/**
 * A document waits only when its totals cannot be explained by rounding, that of each line's part of a discount included. `inexact`:
 * by how many cents its prices may be off.
 */
function expectRefusal(document: Document, code: string, inexact = 0): void {
  expect(['CHECK_FAILED', 'TOTAL_MISMATCH']).toContain(code);
  const counts = [({ amount }: Line) => amount, ({ vat }: Line) => vat].map((of) => document.lines.filter(of).length);
  const beyond = distances(document).map((distance, at) => {
    const count = counts[at] ?? 0;
    const slack = inexact + EDGE + (document.discount === 0 ? 0 : 0.5 * count);
    return distance + slack - (code === 'CHECK_FAILED' ? roundingOf(count) : 0.5);
  });
  expect(Math.max(...beyond)).toBeGreaterThan(0);
}

/** Rows of revenue: the document's own totals to the cent, and each line, on its code, within a cent of its part. */
function expectRevenue(document: Document, rows: Rows, sign: 1 | -1): void {
  const { lines, net, vat } = document;
  for (const distance of distances(document)) {
    expect(distance - EDGE).toBeLessThanOrEqual(1.5 * lines.length);
  }
  expect(sumOf(rows, 'amount')).toBe(nought(sign * net));
  expect(sumOf(rows, 'vatAmount')).toBe(nought(sign * vat));
  expect(rows.map(({ vatCode }) => vatCode)).toEqual(lines.map(({ code }) => VAT[code][0]));
  for (const [at, line] of lines.entries()) {
    const off = (field: string, amount: number): number =>
      Math.abs(cents(rows[at]?.[field]) - sign * amount * keptOf(document));
    expect(off('amount', line.amount)).toBeLessThanOrEqual(1.5 + EDGE);
    expect(off('vatAmount', line.vat)).toBeLessThanOrEqual(line.vat === 0 ? 0 : 1.5 + EDGE);
  }
}

/** A journal entry in balance: revenue and VAT as credits, what is owed as a debit of the debtor. Gives revenue as debits. */
function revenueOf(rows: Rows): Rows {
  expect(sumOf(rows, 'amount')).toBe(0);
  const revenue = rows.filter(({ vatCode }) => typeof vatCode === 'string');
  const on = (account: number): Rows => rows.filter(({ ledgerAccountId }) => ledgerAccountId === account);
  expect(sumOf(on(1500), 'amount')).toBe(sumOf(revenue, 'vatAmount'));
  expect(on(1300).map(({ debtorId }) => debtorId)).toEqual([1]);
  expect(rows.length).toBe(revenue.length + on(1500).length + 1);
  const turned = (row: RecordValues, field: string) => nought(-cents(row[field])) / 100;
  return revenue.map((row) => ({ ...row, amount: turned(row, 'amount'), vatAmount: turned(row, 'vatAmount') }));
}

const isEntries = (flow: string): boolean => flow.endsWith('-as-entries');

/** Holds what is booked of an invoice, a credit or an order against the document. */
function holdsFor(flow: string, sign: 1 | -1) {
  return (document: Document, rows: Booked): void => {
    if (typeof rows === 'string') expectRefusal(document, rows);
    else expectRevenue(document, isEntries(flow) ? revenueOf(rows) : rows, sign);
  };
}

/** Whether a document's total is above zero: then its credit note has to be turned. */
const isAbove = ({ net, vat }: Document): boolean => net + vat > 0;

/** Holds what is booked of a credit note: one with lines above and lines below zero waits, one above zero is turned. */
function holdsForCredit(flow: string) {
  return (document: Document, rows: Booked): void => {
    const { lines } = document;
    const isMixed = lines.some(({ amount }) => amount > 0) && lines.some(({ amount }) => amount < 0);
    if (isMixed) expect(rows).toBe('CHECK_FAILED');
    else holdsFor(flow, isAbove(document) ? -1 : 1)(document, rows);
  };
}

/** Invoices and orders that are invoiced; credit notes too, whose amounts come below zero or above. */
export async function invoices(flow: string, runs: number): Promise<void> {
  for (const isInclusive of [false, true]) {
    for (const Type of [8020, 8021]) {
      const as = (document: Document, number: number) => {
        const { invoice } = invoiceOf(document, number, { Type, isInclusive });
        const own: readonly [string, RecordValues] = ['salesinvoice/SalesInvoices', invoice];
        return flow.startsWith('orders') ? invoicedOrder(invoice, number) : [own];
      };
      const codes = isInclusive ? 'I' : 'E';
      const holds = Type === 8021 ? holdsForCredit(flow) : holdsFor(flow, 1);
      await checkBooked({ flow, as, codes }, Math.ceil(runs / 4), documents(), holds);
    }
  }
}

/** Sales entries; they know no discount on the whole. */
export async function entries(flow: string, runs: number): Promise<void> {
  const drawn = documents().filter(({ discount }) => discount === 0);
  for (const Type of [20, 21]) {
    const as = (document: Document, number: number) =>
      [['salesentry/SalesEntries', invoiceOf(document, number, { Type }).entry]] as const;
    await checkBooked({ flow, as }, Math.ceil(runs / 2), drawn, Type === 21 ? holdsForCredit(flow) : holdsFor(flow, 1));
  }
}

/** Orders that were delivered as a whole: their own totals, to the cent. */
export function delivered(flow: string, runs: number): Promise<void> {
  return checkBooked({ flow, as: orderOf }, runs, documents(), holdsFor(flow, 1));
}

/** Orders of which a part was delivered: each line for its part, less its part of the discount. */
export function deliveredInPart(flow: string, runs: number): Promise<void> {
  return checkBooked({ flow, as: orderOf }, runs, documents('in part'), (document, rows) => {
    const left = document.lines.filter(({ delivered: part }) => part !== 0);
    if (left.length === 0) return expect(rows).toBe('LEFT_OUT');
    if (typeof rows === 'string') return expectRefusal(document, rows);
    const revenue = isEntries(flow) ? revenueOf(rows) : rows;
    const kept = keptOf(document);
    expect(revenue.map(({ vatCode }) => vatCode)).toEqual(left.map(({ code }) => VAT[code][0]));
    for (const [at, { amount, vat, quantity, delivered: part }] of left.entries()) {
      expect(Math.abs(cents(revenue[at]?.amount) - (amount * kept * part) / quantity)).toBeLessThanOrEqual(1.5 + EDGE);
      expect(Math.abs(cents(revenue[at]?.vatAmount) - (vat * kept * part) / quantity)).toBeLessThanOrEqual(1.5 + EDGE);
    }
  });
}

/** What Asperion makes of an article line: quantity × price in cents, a half away from zero. */
function pieces({ quantity, price }: RecordValues): number {
  const product = BigInt(Math.round(Number(quantity) * 1000)) * BigInt(Math.round(Number(price) * 1_000_000));
  const [sign, size] = product < 0n ? [-1n, -product] : [1n, product];
  return nought(Number(sign * ((size + 5_000_000n) / 10_000_000n)));
}

/** Prices have six decimals: by so many cents may a thousandth of a piece be off. */
const PRICE_STEP = 0.000_000_05;

/** Article lines: quantity × price comes to the part of each line, the discount and rounding have lines of their own. */
export function articleLines(flow: string, runs: number): Promise<void> {
  const drawn = fc.oneof(documents(), documents('in part'));
  return checkBooked({ flow, as: orderOf }, runs, drawn, (document, rows) => {
    const left = document.lines.filter(({ delivered: part }) => part !== 0);
    if (left.length === 0) return expect(rows).toBe('LEFT_OUT');
    const inexact = left.map(({ delivered: part }) => part * PRICE_STEP);
    if (typeof rows === 'string') return expectRefusal(document, rows, total(inexact));
    const of = (article: string): Rows => rows.filter(({ articleNumber }) => articleNumber === article);
    expect(of('KOF-1').length).toBe(left.length);
    const worth = left.map(({ amount, delivered: part, quantity }) => (amount * part) / quantity);
    for (const [at, row] of of('KOF-1').entries()) {
      expect(Math.abs(pieces(row) - (worth[at] ?? 0))).toBeLessThanOrEqual(1 + (inexact[at] ?? 0));
      expect(row.vatCode).toBe(VAT[left[at]?.code ?? '0'][0]);
    }
    const off = total(worth) * (1 - keptOf(document));
    expect(Math.abs(total(of('KORTING').map(pieces)) + off)).toBeLessThanOrEqual(0.5 + EDGE);
    expect(of('AFRONDING').length).toBeLessThanOrEqual(1);
    if (left.some(({ delivered: part, quantity }) => part !== quantity) || left.length < document.lines.length) return;
    expect(total(rows.map(pieces))).toBe(document.net);
  });
}
