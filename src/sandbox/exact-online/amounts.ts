import Big from 'big.js';
import { endpointNamed } from './catalog.ts';
import type { Fields, Stored } from './values.ts';

/** Half away from zero, to cents: how the sandbox rounds where the API's own rounding is unknown (U-9). */
function cents(amount: Big): Big {
  return amount.round(2, Big.roundHalfUp);
}

function number(value: Stored | undefined): Big {
  return new Big(typeof value === 'number' ? value : 0);
}

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

const PRICING = ['Quantity', 'UnitPrice', 'NetPrice', 'Discount'] as const;

/** What is computed again when one of these changes and it is not given itself. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  NetPrice: ['UnitPrice', 'Discount'],
  AmountFC: PRICING,
  AmountDC: [...PRICING, 'AmountFC'],
  VATPercentage: ['VATCode'],
  VATAmount: [...PRICING, 'AmountFC', 'VATCode', 'VATPercentage'],
  VATAmountFC: [...PRICING, 'AmountFC', 'VATCode', 'VATPercentage'],
};

/** The fields of a line that a patch leaves valid, and the names of those that it outdates. */
export function withoutOutdated(before: Fields, patch: Fields): { kept: Fields; outdated: readonly string[] } {
  const outdated = Object.entries(FOLLOWS).flatMap(([name, causes]) =>
    name in before && !(name in patch) && causes.some((cause) => cause in patch) ? [name] : [],
  );
  return { kept: Object.fromEntries(Object.entries(before).filter(([name]) => !outdated.includes(name))), outdated };
}

/**
 * The amounts of a line that were not given: `AmountFC` = quantity × net price, `NetPrice` = unit price less discount,
 * the VAT amount = amount × percentage (a fraction), each rounded to cents; the default currency is that of the line.
 */
export function lineAmounts(linesTable: string, line: Fields): Fields {
  const vatName = VAT_AMOUNT[linesTable];
  if (vatName === undefined) return {};
  const unitPrice = isGiven(line.UnitPrice) ? line.UnitPrice : line.NetPrice;
  const netPrice = isGiven(line.NetPrice)
    ? new Big(line.NetPrice)
    : number(unitPrice).times(new Big(1).minus(number(line.Discount)));
  const amount = isGiven(line.AmountFC) ? new Big(line.AmountFC) : cents(number(line.Quantity).times(netPrice));
  const vat = isGiven(line[vatName]) ? new Big(line[vatName]) : cents(amount.times(number(line.VATPercentage)));
  return onlyKnown(linesTable, {
    UnitPrice: unitPrice ?? 0,
    NetPrice: netPrice.toNumber(),
    AmountFC: amount.toNumber(),
    AmountDC: isGiven(line.AmountDC) ? line.AmountDC : amount.toNumber(),
    [vatName]: vat.toNumber(),
  });
}

/**
 * The totals of a document: lines without VAT less the header's discount, and with VAT. A discount without VAT lessens
 * the VAT in proportion; one that is given including VAT (`AmountDiscount`) is taken as it is.
 */
export function documentTotals(table: string, linesTable: string, header: Fields, lines: readonly Fields[]): Fields {
  const vatName = VAT_AMOUNT[linesTable] ?? '';
  const total = (name: string): Big => lines.reduce((sum, line) => sum.plus(number(line[name])), new Big(0));
  const gross = total('AmountFC');
  const grossVat = total(vatName);
  const discount = isGiven(header.AmountDiscountExclVat)
    ? new Big(header.AmountDiscountExclVat)
    : cents(gross.times(number(header.Discount)));
  const net = gross.minus(discount);
  const vat = gross.eq(0) ? grossVat : cents(grossVat.times(net).div(gross));
  const withVat = isGiven(header.AmountDiscount) ? gross.plus(grossVat).minus(header.AmountDiscount) : net.plus(vat);
  return onlyKnown(table, {
    AmountFCExclVat: net.toNumber(),
    AmountFC: withVat.toNumber(),
    AmountDC: withVat.toNumber(),
    VATAmountFC: withVat.minus(net).toNumber(),
    VATAmountDC: withVat.minus(net).toNumber(),
  });
}

function onlyKnown(table: string, fields: Fields): Fields {
  const { properties } = endpointNamed(table);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => properties[name] !== undefined));
}
