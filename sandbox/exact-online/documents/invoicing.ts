import type { Administration } from '../administration.ts';
import type { Draft } from '../http/bodies.ts';
import { numberOf } from '../records/amounts.ts';
import type { Store } from '../records/store.ts';
import type { Fields, Stored } from '../records/values.ts';
import { type Bill, insertInvoice } from './invoice-of-orders.ts';
import { orderState } from './order-progress.ts';
import { leadingDiscount } from './totals.ts';

/** How orders become invoices (EX-invoicing-orders). */
const PER_CUSTOMER = 0;
const BY_DELIVERED = 0;
/** In one call, over all orders (EX-invoicing-orders). */
const MOST_LINES = 500;
/** Lines in these states are never invoiced again, even if something is left. */
const DONE: ReadonlySet<Stored> = new Set([orderState.complete, orderState.cancelled]);

/** `InvoiceSalesOrders`: the answer counts what was made and what was not, with reasons. */
export function invoiceSalesOrders(company: Administration, draft: Draft): Fields {
  const { fields } = draft;
  const { store } = company;
  const errors: string[] = [];
  if (store.rows('Journals').length > 0 && store.where('Journals', 'Code', fields.JournalCode ?? null).length === 0) {
    return {
      ...fields,
      NumberOfCreatedInvoices: 0,
      NumberOfFailedInvoices: 0,
      Errors: 'Ongeldige referentie: Dagboek',
    };
  }
  const bills: Bill[] = [];
  for (const { fields: element } of draft.collections.SalesOrderIDs ?? []) {
    const bill = billOf(store, element.ID ?? null, fields.InvoiceMode ?? BY_DELIVERED);
    if (typeof bill === 'string') errors.push(bill);
    else bills.push(bill);
  }
  const lines = bills.reduce((total, bill) => total + bill.lines.length, 0);
  if (lines > MOST_LINES) {
    errors.push(`Er kunnen maximaal ${MOST_LINES} regels tegelijk worden gefactureerd.`);
    bills.length = 0;
  }
  const groups = fields.CreateMode === PER_CUSTOMER ? perCustomer(bills) : bills.map((bill) => [bill]);
  for (const group of groups) insertInvoice(company, group, { Journal: fields.JournalCode ?? null });
  return {
    ...fields,
    NumberOfCreatedInvoices: groups.length,
    NumberOfFailedInvoices: errors.length,
    Errors: errors.length === 0 ? null : errors.join('\r\n'),
  };
}

/** The lines of an order that are left to invoice, or why there are none. */
function billOf(store: Store, id: Stored, mode: Stored): Bill | string {
  const order = store.find('SalesOrders', id)?.fields;
  if (order === undefined) return 'Ongeldige referentie: Verkooporder';
  if (order.ApprovalStatus === 0) return `Verkooporder ${order.OrderNumber} is niet goedgekeurd.`;
  if (order.Status === orderState.cancelled) return `Verkooporder ${order.OrderNumber} is geannuleerd.`;
  const basis = mode === BY_DELIVERED ? 'QuantityDelivered' : 'Quantity';
  const lines = store.where('SalesOrderLines', 'OrderID', id).flatMap((row) => {
    const quantity = numberOf(row.fields[basis]).minus(numberOf(row.fields.QuantityInvoiced)).toNumber();
    return quantity === 0 || DONE.has(row.fields.InvoiceStatus ?? null) ? [] : [{ row, quantity }];
  });
  return lines.length === 0 ? `Verkooporder ${order.OrderNumber}: er is niets te factureren.` : { order, lines };
}

/** One invoice for each paying party, currency, terms and kind of discount. */
function perCustomer(bills: readonly Bill[]): readonly (readonly Bill[])[] {
  const groups = new Map<string, Bill[]>();
  for (const bill of bills) {
    const { InvoiceTo, Currency, PaymentCondition, Discount } = bill.order;
    const leads = leadingDiscount(bill.order);
    const key = JSON.stringify([InvoiceTo, Currency, PaymentCondition, leads, leads === 'Discount' ? Discount : null]);
    groups.set(key, [...(groups.get(key) ?? []), bill]);
  }
  return [...groups.values()];
}
