import Big from 'big.js';
import fc from 'fast-check';
import type { Value } from '../../../src/values.ts';

/** Exact Online's VAT codes of these documents: Asperion's, and the rate in percent. */
export const VAT = { '0': ['V0', 0], '1': ['VL', 9], '2': ['VH', 21] } as const;
export type Code = keyof typeof VAT;

/** A line of a made-up document, in cents. */
export interface Line {
  readonly code: Code;
  /** Without VAT. */
  readonly amount: number;
  readonly vat: number;
  /** In thousandths. */
  readonly quantity: number;
  /** In thousandths, none up to all of them. */
  readonly delivered: number;
}

/** A made-up document as Exact Online would have it, in whole cents. */
export interface Document {
  readonly lines: readonly Line[];
  /** Taken off the whole document, without VAT. */
  readonly discount: number;
  /** Of the whole document, with the discount taken off: without VAT, and the VAT. */
  readonly net: number;
  readonly vat: number;
}

/** Whole numbers: a product divided by another number, a half away from zero. */
export function divided(one: number, other: number, by: number): number {
  const [top, bottom] = [BigInt(one) * BigInt(other), BigInt(by)];
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

/** Ten million euros: more than a line of a small company has. */
const MOST_CENTS = 1_000_000_000;
/** A hundred thousand pieces. */
const MOST_THOUSANDTHS = 100_000_000;

const line = fc.record({
  code: fc.constantFrom<Code>('0', '1', '2'),
  amount: fc.oneof(
    fc.integer({ min: -300_000, max: 900_000 }),
    fc.integer({ min: -99, max: 99 }),
    fc.integer({ min: -MOST_CENTS, max: MOST_CENTS }),
  ),
  quantity: fc.oneof(
    fc.integer({ min: 1, max: 50 }).map((pieces) => pieces * 1000),
    fc.integer({ min: 1, max: 99_999 }),
    fc.integer({ min: 1, max: MOST_THOUSANDTHS }),
  ),
  part: fc.constantFrom(0, 1, 250, 333, 500, 999, 1000),
});

/** Mostly short documents, and some as long as a wholesaler's. */
const someLines = fc.oneof(
  { weight: 9, arbitrary: fc.array(line, { minLength: 1, maxLength: 6 }) },
  { weight: 1, arbitrary: fc.array(line, { minLength: 7, maxLength: 60, size: 'max' }) },
);

/**
 * Documents, some lines of them negative, some with a discount on the whole, up to all of it, some with totals that are a few cents
 * off what follows from the lines. The VAT is rounded a line at a time and once for the whole, as in the sandbox of Exact Online.
 * `delivered`: whether only a part of what was ordered may be delivered.
 */
export function documents(delivered: 'whole' | 'in part' = 'whole'): fc.Arbitrary<Document> {
  const off = fc.oneof(fc.constant(0), fc.constant(0), fc.integer({ min: -9, max: 9 }));
  const promille = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 1000 }));
  return fc.tuple(someLines, promille, off, off).map(([drawn, rate, offNet, offVat]) => {
    const lines = drawn.map(({ code, amount, quantity, part }) => ({
      code,
      amount,
      vat: divided(amount, VAT[code][1], 100),
      quantity,
      delivered: delivered === 'whole' ? quantity : Math.ceil((quantity * part) / 1000),
    }));
    const goods = total(lines.map(({ amount }) => amount));
    const gross = total(lines.map(({ vat }) => vat));
    const discount = divided(goods, rate, 1000);
    const vat = (goods === 0 ? gross : divided(gross, goods - discount, goods)) + offVat;
    return { lines, discount, net: goods - discount + offNet, vat };
  });
}
