import type Big from 'big.js';
import type { Administration } from '../administration.ts';
import { cents, numberOf } from '../records/amounts.ts';
import { insertRow } from '../records/seed.ts';
import { chargesOf } from '../records/sources.ts';
import type { Row, Store } from '../records/store.ts';
import type { Fields } from '../records/values.ts';
import { leadingDiscount } from './totals.ts';

/** What to invoice of one order. */
export interface Bill {
  readonly order: Fields;
  /** Rows of `SalesOrderLines`, each with the quantity that goes on the invoice. */
  readonly lines: readonly { readonly row: Row; readonly quantity: number }[];
}

const CREDIT_NOTE = 8021;
const DISCOUNTS = ['Discount', 'AmountDiscount', 'AmountDiscountExclVat', 'DiscountType'] as const;
const FROM_ORDER = [
  'Currency',
  'DeliverTo',
  'Description',
  'InvoiceTo',
  'OrderedBy',
  'PaymentCondition',
  'PaymentReference',
  'Remarks',
  'Salesperson',
  'ShippingMethod',
  'YourRef',
] as const;

/**
 * Stores one invoice for orders with the same party, terms and kind of discount, as both the API and the screens
 * do. `own` are `SalesInvoices` fields that win over those of the orders; any discount among them replaces all of the
 * orders' discount. Throws for a property that the catalog does not know.
 */
export function insertInvoice(company: Administration, bills: readonly Bill[], own: object): Row {
  const { store } = company;
  const order = bills[0]?.order ?? {};
  const lines = bills.flatMap((bill) => bill.lines);
  const charges = bills.flatMap((bill) => firstCharges(store, bill.order));
  return insertRow(company, 'SalesInvoices', {
    ...Object.fromEntries(FROM_ORDER.map((name) => [name, order[name] ?? null])),
    DeliverToAddress: order.DeliveryAddress ?? null,
    ...(lines.every(({ quantity }) => quantity < 0) ? { Type: CREDIT_NOTE } : {}),
    ...(DISCOUNTS.some((name) => name in own) ? {} : discountOf(store, bills)),
    ...(charges.length === 0 ? {} : { [chargesOf.SalesInvoices ?? '']: charges }),
    SalesInvoiceLines: lines.map(({ row, quantity }) => ({
      SalesOrderLine: row.fields.ID ?? null,
      Quantity: quantity,
    })),
    ...own,
  });
}

/** The charges of an order go on its first invoice (assumed). */
function firstCharges(store: Store, order: Fields): readonly unknown[] {
  const charges = order[chargesOf.SalesOrders ?? ''];
  return isFirst(store, order) && Array.isArray(charges) ? charges : [];
}

function isFirst(store: Store, { OrderID = null }: Fields): boolean {
  return store.where('SalesInvoiceLines', 'SalesOrder', OrderID).length === 0;
}

/** The discount of the orders: the percentage, or of each amount the part that is invoiced now (assumed). */
function discountOf(store: Store, bills: readonly Bill[]): Fields {
  const { Discount = null, ...first } = bills[0]?.order ?? {};
  const leads = leadingDiscount({ Discount, ...first });
  if (leads === null) return {};
  if (leads === 'Discount') return { Discount };
  const parts = bills.map((bill) => partOf(store, bill, numberOf(bill.order[leads])));
  return { [leads]: parts.reduce((sum, part) => sum.plus(part), numberOf(0)).toNumber() };
}

/**
 * The part of an order's discount for an invoice, in proportion to net prices: what was due after it less
 * what was due before it, so that all parts add up to the discount to the cent.
 */
function partOf(store: Store, { order, lines }: Bill, discount: Big): Big {
  const rows = store.where('SalesOrderLines', 'OrderID', order.OrderID ?? null);
  const ordered = net(rows, ({ fields }) => numberOf(fields.Quantity));
  if (ordered.eq(0)) return isFirst(store, order) ? discount : numberOf(0);
  const before = net(rows, ({ fields }) => invoicedBefore(store, fields));
  const now = lines.reduce((sum, { row, quantity }) => sum.plus(net([row], () => numberOf(quantity))), numberOf(0));
  const due = (amount: Big): Big => cents(discount.times(amount).div(ordered));
  return due(before.plus(now)).minus(due(before));
}

function net(rows: readonly Row[], quantity: (row: Row) => Big): Big {
  return rows.reduce((sum, row) => sum.plus(quantity(row).times(numberOf(row.fields.NetPrice))), numberOf(0));
}

function invoicedBefore(store: Store, { ID = null }: Fields): Big {
  const lines = store.where('SalesInvoiceLines', 'SalesOrderLine', ID);
  return lines.reduce((sum, { fields }) => sum.plus(numberOf(fields.Quantity)), numberOf(0));
}
