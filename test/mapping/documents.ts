import { join } from 'node:path';
import Big from 'big.js';
import fc from 'fast-check';
import { readFlows } from '../../src/commands/select-flows.ts';
import { RecordError } from '../../src/errors.ts';
import type { Scope, StepProgram } from '../../src/mapping/program.ts';
import { LocalDateTime, type RecordValues, type Value } from '../../src/values.ts';
import { TODAY } from './flows.ts';

/** Exact Online's VAT codes of these documents: Asperion's, and the rate in percent. */
export const VAT = { '0': ['V0', 0], '1': ['VL', 9], '2': ['VH', 21] } as const;
type Code = keyof typeof VAT;

/** The account that the shipped flows book rounding on. */
export const ROUNDING = 4990;

/** A line of a made-up document, in cents of its own currency and of the administration's. */
export interface Line {
  readonly code: Code;
  readonly amount: number;
  readonly vat: number;
  readonly amountDC: number;
  readonly vatDC: number;
  /** In thousandths. */
  readonly quantity: number;
}

/** A made-up document as Exact Online would have it, in whole cents; `C` amounts are in the administration's currency. */
export interface Document {
  readonly lines: readonly Line[];
  /** How far the totals are from what follows from the lines. */
  readonly off: number;
  /** Taken off the whole document, without VAT. */
  readonly discount: number;
  readonly discountDC: number;
  readonly goods: number;
  readonly goodsDC: number;
  /** With the discount taken off. */
  readonly excl: number;
  readonly incl: number;
  readonly exclDC: number;
  readonly inclDC: number;
}

/** A whole number divided by another, a half away from zero. */
export function divided(numerator: number, denominator: number): number {
  const [top, bottom] = [BigInt(numerator), BigInt(denominator)];
  const isNegative = top < 0n !== bottom < 0n;
  const [n, d] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom];
  const rounded = Number((2n * n + d) / (2n * d));
  return rounded === 0 ? 0 : isNegative ? -rounded : rounded;
}

export const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

/** The whole cents of an amount; fails for a fraction of one. */
export function cents(value: Value | undefined): number {
  const amount = new Big(String(value ?? 0)).times(100);
  if (!amount.round(0).eq(amount)) throw new Error(`${String(value)} is not an amount in whole cents.`);
  return amount.eq(0) ? 0 : amount.toNumber();
}

export const euros = (amount: number): Big => new Big(amount).div(100);

const line = fc.record({
  code: fc.constantFrom<Code>('0', '1', '2'),
  amount: fc.oneof(fc.integer({ min: -300_000, max: 900_000 }), fc.integer({ min: -99, max: 99 })),
  quantity: fc.oneof(
    fc.integer({ min: 1, max: 50 }).map((pieces) => pieces * 1000),
    fc.integer({ min: 1, max: 99_999 }),
    fc.integer({ min: -9000, max: -1 }),
  ),
});

/**
 * Documents of one to six lines, some negative, some with a discount on the whole, some with totals that are off, in the administration's currency or at a
 * rate to it. Amounts are rounded a line at a time, totals once, as in the sandbox of Exact Online.
 */
export function documents(currency: 'own' | 'foreign'): fc.Arbitrary<Document> {
  const rate = currency === 'own' ? fc.constant(10_000) : fc.integer({ min: 5000, max: 20_000 });
  const part = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 400 }));
  const slip = fc.oneof(fc.constant(0), fc.constant(0), fc.integer({ min: -12, max: 12 }));
  return fc
    .tuple(fc.array(line, { minLength: 1, maxLength: 6 }), part, rate, slip)
    .map(([drawn, promille, per10000, off]) => {
      const turned = (amount: number): number => divided(amount * per10000, 10_000);
      const lines = drawn.map(({ code, amount, quantity }) => {
        const vat = divided(amount * VAT[code][1], 100);
        const amountDC = turned(amount);
        const vatDC = amount === 0 ? 0 : divided(vat * amountDC, amount);
        return { code, amount, quantity, vat, amountDC, vatDC };
      });
      const goods = total(lines.map(({ amount }) => amount));
      const goodsDC = total(lines.map(({ amountDC }) => amountDC));
      const discount = goods === 0 || goodsDC === 0 ? 0 : divided(goods * promille, 1000);
      const discountDC = currency === 'own' ? discount : goodsDC === 0 ? 0 : turned(discount);
      const gross = total(lines.map(({ vat }) => vat));
      const grossDC = total(lines.map(({ vatDC }) => vatDC));
      const excl = goods - discount + off;
      const incl = excl + (goods === 0 ? gross : divided(gross * (goods - discount), goods));
      const vatDC = goodsDC === 0 ? grossDC : divided(grossDC * (goodsDC - discountDC), goodsDC);
      const inclDC = currency === 'own' ? incl : turned(incl);
      return {
        off,
        lines,
        discount,
        discountDC,
        goods,
        goodsDC,
        excl,
        incl,
        exclDC: currency === 'own' ? excl : inclDC - vatDC,
        inclDC,
      };
    });
}

/** What a document comes to per VAT code of Asperion, in cents of the administration: without VAT, and the VAT. */
export interface Sums {
  readonly [code: string]: { readonly amount: number; readonly vat: number };
}

/** What the lines say, less the part of the discount of each code, rounded once; `vat` is of VAT in the own currency or not. */
export function sumsOf(document: Document, of: 'own' | 'turned' | 'given'): Sums {
  const { lines, discount, discountDC, goods, goodsDC } = document;
  const codes = [...new Set(lines.map(({ code }) => code))];
  return Object.fromEntries(
    codes.map((code) => {
      const own = lines.filter((one) => one.code === code);
      const sum = (value: (one: Line) => number): number => total(own.map(value));
      const less = (off: number, part: number, whole: number): number => (off === 0 ? 0 : divided(off * part, whole));
      if (of === 'own') {
        const [amount, vat] = [sum((one) => one.amount), sum((one) => one.vat)];
        return [
          VAT[code][0],
          { amount: amount - less(discount, amount, goods), vat: vat - less(discount, vat, goods) },
        ];
      }
      const [amount, vat] = [sum((one) => one.amountDC), sum((one) => one.vatDC)];
      // Of an order the VAT is known in its own currency only: so is the part of the discount in it.
      const off =
        of === 'turned'
          ? less(
              discountDC,
              sum((one) => one.vat),
              goods,
            )
          : less(discountDC, vat, goodsDC);
      return [VAT[code][0], { amount: amount - less(discountDC, amount, goodsDC), vat: vat - off }];
    }),
  );
}

const flows = readFlows('mappings', join(import.meta.dirname, '..', '..'));

/** The last step of a shipped flow, which books the document. */
export function bookingStep(flow: string): StepProgram {
  const step = flows.programs.find(({ name }) => name === `${flow}.exact-online-to-asperion`)?.steps.at(-1);
  if (step === undefined) throw new Error(`There is no flow ${flow}.`);
  return step;
}

/** The lines that a step writes for a record of a Dutch customer; the code of the refusal when it books nothing. */
export function written(step: StepProgram, record: RecordValues): readonly RecordValues[] | string {
  const scope: Scope = {
    record: {
      OrderDate: new LocalDateTime('2026-03-14T00:00:00'),
      InvoiceDate: new LocalDateTime('2026-03-14T00:00:00'),
      EntryDate: new LocalDateTime('2026-03-14T00:00:00'),
      ...record,
    },
    related: { customer: { Country: 'NL', Name: 'Joris van Dam' }, contact: {}, delivery: {} },
    steps: { debtor: { id: 5, customerNumber: '10042' } },
    refs: (_resource, _by, code) => code,
    today: TODAY,
  };
  try {
    return step.evaluate(scope).lines as readonly RecordValues[];
  } catch (error) {
    if (error instanceof RecordError) return error.code;
    throw error;
  }
}
