import Big from 'big.js';
import fc from 'fast-check';
import { expect } from 'vitest';
import { RecordError } from '../../../src/errors/errors.ts';
import type { StepProgram } from '../../../src/mapping/steps/step-program.ts';
import type { RecordValues } from '../../../src/values.ts';
import {
  cents,
  documentStep,
  errors,
  invoices,
  off,
  orders,
  type Sums,
  sumsBy,
  sumsOf,
  written,
} from './asperion-documents.ts';

const ENTRIES = documentStep('invoices.asperion-to-exact-online');
const INVOICES = documentStep('invoices-as-invoices.asperion-to-exact-online');
const ORDERS = documentStep('orders.asperion-to-exact-online');

type Amount = (line: RecordValues) => Big;
const big =
  (field: string): Amount =>
  (line) =>
    line[field] as Big;
const priced: Amount = ({ Quantity, UnitPrice }) => (UnitPrice as Big).times(Quantity as Big);

const linesOf = (step: StepProgram, document: RecordValues): readonly RecordValues[] =>
  written(step, document)[step.linesField ?? ''] as readonly RecordValues[];

const sums = (lines: readonly RecordValues[], amount: Amount, vat: string): Sums =>
  sumsBy(lines, ({ VATCode }) => String(VATCode), amount, big(vat));

/** The code with which a step refuses a document; null = it takes it. */
function refusal(step: StepProgram, document: RecordValues): string | null {
  try {
    written(step, document);
    return null;
  } catch (error) {
    if (error instanceof RecordError) return error.code;
    throw error;
  }
}

/** What holds for every document of Asperion that the shipped flows bring to Exact Online, by its sentence. */
export const properties: Readonly<Record<string, fc.IProperty<unknown>>> = {
  'an entry has the sums of its invoice per VAT code, without VAT and of VAT': fc.property(invoices, (invoice) => {
    expect(sums(linesOf(ENTRIES, invoice), big('AmountFC'), 'VATAmountFC')).toEqual(sumsOf(invoice));
  }),

  'an invoice does, by quantity and price; it is a credit note when it comes to less than nothing': fc.property(
    invoices,
    (invoice) => {
      const { Type, SalesInvoiceLines } = written(INVOICES, invoice);
      expect(sums(SalesInvoiceLines as readonly RecordValues[], priced, 'VATAmountFC')).toEqual(sumsOf(invoice));
      expect(Type).toBe((invoice.amountInclVat as Big).lt(0) ? 8021 : 8020);
    },
  ),

  'an order does, and its quantities, prices and discounts come to its amounts': fc.property(orders, (order) => {
    const lines = linesOf(ORDERS, order);
    expect(sums(lines, big('AmountFC'), 'VATAmount')).toEqual(sumsOf(order));
    for (const line of lines) {
      const rest = new Big(1).minus(line.Discount as Big);
      expect(cents(priced(line).times(rest)).toFixed(2)).toBe((line.AmountFC as Big).toFixed(2));
    }
  }),

  'an invoice whose totals are off by a cent a line at most has them in its largest lines, under their own VAT codes':
    fc.property(invoices, errors, (invoice, [excluding, including]) => {
      const document = off(invoice, [excluding, including]);
      const own = invoice.lines as readonly RecordValues[];
      const vat = including - excluding;
      // A line of 0 has no rounding, nor has the VAT of one without VAT.
      const most = (field: string): number => own.filter((line) => !big(field)(line).eq(0)).length;
      if (Math.abs(excluding) > most('amount') || Math.abs(vat) > most('vatAmount')) {
        expect(refusal(ENTRIES, document)).toBe('TOTAL_MISMATCH');
        return;
      }
      const lines = linesOf(ENTRIES, document);
      const codes = (all: readonly RecordValues[]): readonly unknown[] => all.map(({ VATCode }) => VATCode);
      expect(codes(lines)).toEqual(codes(linesOf(ENTRIES, invoice)));
      for (const [at, line] of lines.entries()) {
        if (big('vatAmount')(own[at] ?? {}).eq(0)) expect(big('VATAmountFC')(line).toFixed(2)).toBe('0.00');
      }
      const changed = (field: string, before: string): readonly number[] =>
        lines.map((line, at) =>
          big(field)(line)
            .minus(big(before)(own[at] ?? {}))
            .times(100)
            .toNumber(),
        );
      for (const [error, differences] of [
        [excluding, changed('AmountFC', 'amount')],
        [vat, changed('VATAmountFC', 'vatAmount')],
      ] as const) {
        expect(differences.reduce((sum, one) => sum + one, 0)).toBe(error);
        expect(differences.filter((one) => one !== 0).every((one) => one === Math.sign(error))).toBe(true);
      }
      const kept = lines.map((line, at) => {
        const before = big('amount')(own[at] ?? {});
        return { isMoved: !big('AmountFC')(line).eq(before), size: before.abs().toNumber() };
      });
      const least = Math.min(...kept.flatMap(({ isMoved, size }) => (isMoved ? [size] : [])));
      for (const { isMoved, size } of kept) if (!isMoved) expect(size).toBeLessThanOrEqual(least);
    }),

  'an invoice with items is refused for a single cent': refusedForACent(INVOICES, invoices),
  'an order is refused for a single cent': refusedForACent(ORDERS, orders),
};

function refusedForACent(step: StepProgram, documents: fc.Arbitrary<RecordValues>): fc.IProperty<unknown> {
  return fc.property(documents, errors, (document, error) => {
    const isOff = error.some((by) => by !== 0);
    expect(refusal(step, off(document, error))).toBe(isOff ? 'TOTAL_MISMATCH' : null);
  });
}
