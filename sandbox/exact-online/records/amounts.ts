import Big from 'big.js';
import { endpointNamed } from './catalog.ts';
import type { Fields, Stored } from './values.ts';

/** Rounds half away from zero to cents; the API's own rounding is unknown (EX-rounding). */
export function cents(amount: Big): Big {
  return amount.round(2, Big.roundHalfUp);
}

/** The number of a field; zero where there is none. */
export function numberOf(value: Stored | undefined): Big {
  return new Big(typeof value === 'number' ? value : 0);
}

/** True for a field that holds a number. */
function isGiven(value: Stored | undefined): value is number {
  return typeof value === 'number';
}

/** The tables of lines whose amounts follow from quantity and price, and the name of their VAT amount. */
const VAT_AMOUNT: Readonly<Record<string, string>> = {
  SalesOrderLines: 'VATAmount',
  SalesInvoiceLines: 'VATAmountFC',
  SalesEntryLines: 'VATAmountFC',
};

/** True for lines of documents that have totals. */
export function hasAmounts(linesTable: string): boolean {
  return linesTable in VAT_AMOUNT;
}

/** The name of the VAT amount in a table of lines. */
export function vatAmountName(linesTable: string): string {
  return VAT_AMOUNT[linesTable] ?? 'VATAmountFC';
}

const PRICING = ['Quantity', 'UnitPrice', 'NetPrice', 'Discount'] as const;
const TAXING = [...PRICING, 'AmountFC', 'VATCode', 'VATPercentage'] as const;

/** What is recomputed when one of these changes, unless it is given. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  NetPrice: ['UnitPrice', 'Discount'],
  AmountFC: PRICING,
  AmountDC: [...PRICING, 'AmountFC'],
  VATPercentage: ['VATCode'],
  VATAmount: TAXING,
  VATAmountFC: TAXING,
  VATAmountDC: [...TAXING, 'VATAmountFC'],
};

/** The fields of a line that a patch leaves valid, and the names of the outdated ones. */
export function withoutOutdated(before: Fields, patch: Fields): { kept: Fields; outdated: readonly string[] } {
  const outdated = Object.entries(FOLLOWS).flatMap(([name, causes]) =>
    name in before && !(name in patch) && causes.some((cause) => cause in patch) ? [name] : [],
  );
  return { kept: Object.fromEntries(Object.entries(before).filter(([name]) => !outdated.includes(name))), outdated };
}

/** The VAT of an amount: on top, or included if prices include VAT (VATCodes.Type I, EX-vat-inclusive). */
export function vatOf(amount: Big, rate: Big, isInclusive: boolean): Big {
  return cents(isInclusive ? amount.times(rate).div(rate.plus(1)) : amount.times(rate));
}

/**
 * The amounts of a line that were not given: `AmountFC` = quantity × net price, `NetPrice` = unit price less discount,
 * the VAT amount by the percentage (a fraction), each rounded to cents; with a VAT code of type I prices and amounts
 * hold the VAT (EX-vat-inclusive). Amounts in the default currency are in proportion to `AmountDC`, which is `AmountFC` when not given.
 */
export function lineAmounts(linesTable: string, line: Fields, isInclusive: boolean): Fields {
  if (!hasAmounts(linesTable)) return {};
  const vatName = vatAmountName(linesTable);
  const unitPrice = isGiven(line.UnitPrice) ? line.UnitPrice : line.NetPrice;
  const netPrice = isGiven(line.NetPrice)
    ? new Big(line.NetPrice)
    : numberOf(line.UnitPrice).times(new Big(1).minus(numberOf(line.Discount)));
  const amount = isGiven(line.AmountFC) ? new Big(line.AmountFC) : cents(numberOf(line.Quantity).times(netPrice));
  const vat = isGiven(line[vatName])
    ? new Big(line[vatName])
    : vatOf(amount, numberOf(line.VATPercentage), isInclusive);
  const amountInDefault = isGiven(line.AmountDC) ? new Big(line.AmountDC) : amount;
  const vatInDefault = amount.eq(0) ? vat : cents(vat.times(amountInDefault).div(amount));
  return onlyKnown(linesTable, {
    UnitPrice: unitPrice ?? 0,
    NetPrice: netPrice.toNumber(),
    AmountFC: amount.toNumber(),
    AmountDC: amountInDefault.toNumber(),
    [vatName]: vat.toNumber(),
    VATAmountDC: isGiven(line.VATAmountDC) ? line.VATAmountDC : vatInDefault.toNumber(),
  });
}

/** The fields that a table's page knows. */
export function onlyKnown(table: string, fields: Fields): Fields {
  const { properties } = endpointNamed(table);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => properties[name] !== undefined));
}
