import Big from 'big.js';
import { cents, numberOf, onlyKnown, vatOf } from '../records/amounts.ts';
import type { Fields } from '../records/values.ts';

/** What a line or a charge adds to its document, both amounts in the document's currency. */
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

/** Spreads cents over weights so that they add up: the largest remainders get the cents left over. */
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

/** The fields that may state a discount, in the order of `DiscountType` 1, 2 and 3. */
const LEADING = ['Discount', 'AmountDiscountExclVat', 'AmountDiscount'] as const;

/**
 * The field that states the discount of a header: a percentage, an amount without VAT or an amount with VAT. `DiscountType`
 * names it; else it is the first nonzero one. Null = no discount.
 */
export function leadingDiscount(header: Fields): (typeof LEADING)[number] | null {
  const named = LEADING[Number(header.DiscountType ?? 0) - 1];
  const candidates = named === undefined ? LEADING : [named];
  return candidates.find((name) => !numberOf(header[name]).eq(0)) ?? null;
}

/** The `DiscountType` of a header that does not state it; undefined without a discount. */
export function discountTypeOf(header: Fields): number | undefined {
  const leads = leadingDiscount(header);
  return leads === null ? undefined : LEADING.indexOf(leads) + 1;
}

/** The discount that a header states, spread over its VAT codes in proportion. Null = none. */
export function discountOf(header: Fields, addends: readonly Addend[]): Discount | null {
  const leads = leadingDiscount(header);
  if (leads === null) return null;
  const stated = numberOf(header[leads]);
  const groups = byCode(addends);
  if (leads === 'AmountDiscount') return withVat(stated, groups);
  const exclusive = leads === 'Discount' ? cents(sum(addends.map(({ net }) => net)).times(stated)) : stated;
  if (exclusive.eq(0)) return null;
  const shares = shareOut(exclusive, new Map([...groups].map(([code, { net }]) => [code, net])));
  const vat = sum(
    [...groups].map(([code, { net, vat, rate }]) => vat.minus(vatOf(net.minus(shares.get(code) ?? ZERO), rate, false))),
  );
  const inclusive = leads === 'Discount' ? ZERO : numberOf(header.AmountDiscount);
  return { exclusive, inclusive: inclusive.eq(0) ? exclusive.plus(vat) : inclusive, shares };
}

function withVat(inclusive: Big, groups: ReadonlyMap<string, Group>): Discount {
  const parts = shareOut(inclusive, new Map([...groups].map(([code, { net, vat }]) => [code, net.plus(vat)])));
  const shares = new Map(
    [...parts].map(([code, part]) => [code, cents(part.div((groups.get(code)?.rate ?? ZERO).plus(1)))]),
  );
  return { exclusive: sum(shares.values()), inclusive, shares };
}

/** The totals of a document, without and with VAT: lines and charges less the discount. `rate` = euros for one unit of its currency. */
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
