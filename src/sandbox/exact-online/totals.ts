import Big from 'big.js';
import { cents, isGiven, numberOf, onlyKnown, vatOf } from './amounts.ts';
import type { Fields } from './values.ts';

/** What a line, or a charge, adds to its document; both amounts in the currency of the document. */
export interface Addend {
  /** Lines of the same code share a part of the discount. */
  readonly code: string;
  readonly net: Big;
  readonly vat: Big;
  /** A fraction: 0.21. */
  readonly rate: Big;
}

/** A discount on a document as a whole. */
export interface Discount {
  readonly exclusive: Big;
  readonly inclusive: Big;
  /** By code: how much of the net amount goes off. */
  readonly shares: ReadonlyMap<string, Big>;
}

const ZERO = new Big(0);

function sum(amounts: Iterable<Big>): Big {
  return [...amounts].reduce((total, amount) => total.plus(amount), ZERO);
}

/** Cents over weights so that they add up: the largest remainders get the cents that are left. */
function shareOut(amount: Big, weights: ReadonlyMap<string, Big>): Map<string, Big> {
  const whole = sum(weights.values());
  if (whole.eq(0)) return new Map();
  const exactly = [...weights].map(([code, weight]) => ({ code, share: amount.times(weight).div(whole) }));
  const shares = new Map(exactly.map(({ code, share }) => [code, share.round(2, Big.roundDown)]));
  let left = amount.minus(sum(shares.values()));
  const byRemainder = exactly.toSorted((a, b) => remainder(b.share).cmp(remainder(a.share)));
  for (const { code } of byRemainder) {
    if (left.eq(0)) break;
    const cent = new Big(left.gt(0) ? '0.01' : '-0.01');
    shares.set(code, (shares.get(code) ?? ZERO).plus(cent));
    left = left.minus(cent);
  }
  return shares;
}

function remainder(amount: Big): Big {
  return amount.minus(amount.round(2, Big.roundDown)).abs();
}

interface Group {
  readonly net: Big;
  readonly vat: Big;
  readonly rate: Big;
}

function byCode(addends: readonly Addend[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const { code, net, vat, rate } of addends) {
    const { net: netBefore = ZERO, vat: vatBefore = ZERO } = groups.get(code) ?? {};
    groups.set(code, { net: netBefore.plus(net), vat: vatBefore.plus(vat), rate });
  }
  return groups;
}

/**
 * The discount that a header states: a percentage, an amount without VAT or an amount with VAT (`DiscountType` 1, 2, 3
 * tells which of them leads; else that which is given). It lessens each VAT code's part in proportion. Null = none.
 */
export function discountOf(header: Fields, addends: readonly Addend[]): Discount | null {
  const { AmountDiscountExclVat: given, AmountDiscount: givenWithVat, Discount: percentage } = header;
  const groups = byCode(addends);
  const leads = header.DiscountType;
  const isWithVat = leads === 3 || (leads !== 2 && leads !== 1 && !isGiven(given) && isGiven(givenWithVat));
  if (isWithVat && isGiven(givenWithVat) && givenWithVat !== 0) return withVat(new Big(givenWithVat), groups);
  const isPercentage = leads === 1 || !isGiven(given);
  const exclusive = isPercentage
    ? cents(sum(addends.map(({ net }) => net)).times(numberOf(percentage)))
    : new Big(given ?? 0);
  if (exclusive.eq(0)) return null;
  const shares = shareOut(exclusive, new Map([...groups].map(([code, { net }]) => [code, net])));
  const vat = sum(
    [...groups].map(([code, { net, vat, rate }]) => vat.minus(vatOf(net.minus(shares.get(code) ?? ZERO), rate, false))),
  );
  const isStated = !isPercentage && isGiven(givenWithVat) && givenWithVat !== 0;
  return { exclusive, inclusive: isStated ? new Big(givenWithVat) : exclusive.plus(vat), shares };
}

function withVat(inclusive: Big, groups: ReadonlyMap<string, Group>): Discount {
  const parts = shareOut(inclusive, new Map([...groups].map(([code, { net, vat }]) => [code, net.plus(vat)])));
  const shares = new Map(
    [...parts].map(([code, part]) => [code, cents(part.div((groups.get(code)?.rate ?? ZERO).plus(1)))]),
  );
  return { exclusive: sum(shares.values()), inclusive, shares };
}

/** The totals of a document: lines and charges less the discount, without VAT and with it. `rate` = euros for one unit of its currency. */
export function documentTotals(table: string, header: Fields, addends: readonly Addend[], rate: Big): Fields {
  const discount = discountOf(header, addends);
  const gross = sum(addends.map(({ net }) => net));
  const grossWithVat = gross.plus(sum(addends.map(({ vat }) => vat)));
  const net = gross.minus(discount?.exclusive ?? ZERO);
  const total = grossWithVat.minus(discount?.inclusive ?? ZERO);
  return onlyKnown(table, {
    AmountFCExclVat: net.toNumber(),
    AmountFC: total.toNumber(),
    AmountDC: cents(total.times(rate)).toNumber(),
    VATAmountFC: total.minus(net).toNumber(),
    VATAmountDC: cents(total.minus(net).times(rate)).toNumber(),
  });
}
