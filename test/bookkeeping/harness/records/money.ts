import Big from 'big.js';
import type { Fields } from '../case.ts';

/** The VAT codes of Exact Online in the example administration: rate, and whether prices include it. */
export interface VatCode {
  readonly Code: string;
  readonly Percentage: string;
  readonly Type: string;
}

/** An amount to cents, a half away from zero, as the documents of the cases are rounded. */
export const cents = (amount: Big): Big => amount.round(2, Big.roundHalfUp);

/** A field as a number; nothing is 0. */
export function numberOf(value: Fields[string] | undefined): Big {
  return new Big(typeof value === 'string' && value !== '' ? value : 0);
}

/** The sum of some numbers. */
export const sumOf = (amounts: readonly Big[]): Big => amounts.reduce((sum, one) => sum.plus(one), new Big(0));

/** The VAT of an amount by the rate of its code: out of it where the code's prices include VAT, else on top. */
export function vatOf(amount: Big, rate: Big, isInclusive: boolean): Big {
  return cents(isInclusive ? amount.times(rate).div(rate.plus(1)) : amount.times(rate));
}

/** Amounts of a line that a document's totals are made of. */
export interface LineMoney {
  /** Without VAT. */
  readonly net: Big;
  readonly vat: Big;
}

/** The totals of a document: its lines less a discount without VAT; the discount takes VAT in proportion. */
export function totalsOf(lines: readonly LineMoney[], discount: Big): { readonly net: Big; readonly vat: Big } {
  const gross = sumOf(lines.map(({ net }) => net));
  const vat = sumOf(lines.map((line) => line.vat));
  const net = gross.minus(discount);
  return { net, vat: gross.eq(0) ? vat : cents(vat.times(net).div(gross)) };
}
