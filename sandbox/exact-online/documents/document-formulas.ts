import { cents } from '../records/amounts.ts';
import type { Formulas } from '../records/derived.ts';
import { addendsOf, today } from './sales-lines.ts';
import { type Discount, discountOf, discountTypeOf } from './totals.ts';
import { periodRate } from './vat-rates.ts';

/** A field of the row that a field points at. */
function across(table: string, pointer: string, property: string): Formulas[string] {
  return ({ store }, { fields }) => store.find(table, fields[pointer] ?? null)?.fields[property];
}

/** The unstated discount fields of a header follow from the stated ones. */
function ofDiscount(table: string, name: string, read: (discount: Discount) => number): Formulas[string] {
  return ({ store }, { fields }) => {
    if (fields[name] !== undefined && fields[name] !== null) return undefined;
    const discount = discountOf(fields, addendsOf(store, table, fields));
    return discount === null ? 0 : read(discount);
  };
}

function discounts(table: string): Formulas {
  return {
    AmountDiscount: ofDiscount(table, 'AmountDiscount', ({ inclusive }) => cents(inclusive).toNumber()),
    AmountDiscountExclVat: ofDiscount(table, 'AmountDiscountExclVat', ({ exclusive }) => cents(exclusive).toNumber()),
  };
}

/** Which of the header's amounts leads: 1 percentage, 2 amount without VAT, 3 amount with VAT. */
const discountType: Formulas[string] = (_company, { fields }) =>
  (fields.DiscountType ?? null) === null ? discountTypeOf(fields) : undefined;

/** The order, line and number that a line of an invoice or a delivery is based on. */
const ofOrderLine = (pointer: string, property: string): Formulas[string] =>
  across('SalesOrderLines', pointer, property);

/** What the API computes in documents from their lines and from other documents, by table. */
export const documentFormulas: Readonly<Record<string, Formulas>> = {
  GoodsDeliveryLines: {
    DeliveryDate: across('GoodsDeliveries', 'EntryID', 'DeliveryDate'),
    TrackingNumber: across('GoodsDeliveries', 'EntryID', 'TrackingNumber'),
    SalesOrderLineNumber: ofOrderLine('SalesOrderLineID', 'LineNumber'),
    SalesOrderNumber: ({ store }, { fields }) => {
      const line = store.find('SalesOrderLines', fields.SalesOrderLineID ?? null)?.fields;
      return store.find('SalesOrders', line?.OrderID ?? null)?.fields.OrderNumber;
    },
  },
  SalesInvoiceLines: {
    SalesOrderLineNumber: ofOrderLine('SalesOrderLine', 'LineNumber'),
    SalesOrderNumber: across('SalesOrders', 'SalesOrder', 'OrderNumber'),
  },
  SalesInvoices: { ...discounts('SalesInvoices'), DiscountType: discountType },
  SalesOrderLines: { OrderNumber: across('SalesOrders', 'OrderID', 'OrderNumber') },
  SalesOrders: discounts('SalesOrders'),
  VATCodes: { Percentage: ({ store }, row) => periodRate(store, row, today(store)) },
};
