import type { Administration } from './administration.ts';
import { cents, isGiven, numberOf } from './amounts.ts';
import type { Draft } from './bodies.ts';
import { orderState } from './order-progress.ts';
import { chargesOf } from './sources.ts';
import type { Row, Store } from './store.ts';
import type { Fields, Stored } from './values.ts';
import { createRecord } from './writing.ts';

/** How invoices are made of orders [ref InvoiceSalesOrders]. */
const PER_CUSTOMER = 0;
const BY_DELIVERED = 0;
/** In one call, over all orders (§4.7). */
const MOST_LINES = 500;
const CREDIT_NOTE = 8021;
/** Lines in these states get no invoice any more, whatever is left of them. */
const DONE: ReadonlySet<Stored> = new Set([orderState.complete, orderState.cancelled]);

/** What is to be invoiced of one order. */
interface Bill {
  readonly order: Fields;
  readonly lines: readonly { readonly row: Row; readonly quantity: number }[];
}

/** `InvoiceSalesOrders`: the answer counts what was made and what was not, and says why. */
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
  for (const group of groups) createRecord(company, 'SalesInvoices', invoiceDraft(store, group, fields), 'person');
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

/** One invoice for each party that pays, in each currency and on each terms. */
function perCustomer(bills: readonly Bill[]): readonly (readonly Bill[])[] {
  const groups = new Map<string, Bill[]>();
  for (const bill of bills) {
    const { InvoiceTo, Currency, PaymentCondition } = bill.order;
    const key = JSON.stringify([InvoiceTo, Currency, PaymentCondition]);
    groups.set(key, [...(groups.get(key) ?? []), bill]);
  }
  return [...groups.values()];
}

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

function invoiceDraft(store: Store, bills: readonly Bill[], { JournalCode }: Fields): Draft {
  const order = bills[0]?.order ?? {};
  const lines = bills.flatMap((bill) => bill.lines);
  const isCredit = lines.every(({ quantity }) => quantity < 0);
  const charges = bills.flatMap((bill) => firstCharges(store, bill.order));
  return {
    fields: {
      ...Object.fromEntries(FROM_ORDER.map((name) => [name, order[name] ?? null])),
      DeliverToAddress: order.DeliveryAddress ?? null,
      Journal: JournalCode ?? null,
      ...(isCredit ? { Type: CREDIT_NOTE } : {}),
      ...discountOf(bills),
    },
    inside: charges.length === 0 ? {} : { [chargesOf.SalesInvoices ?? '']: charges },
    collections: {
      SalesInvoiceLines: lines.map(({ row, quantity }) => ({
        fields: { SalesOrderLine: row.fields.ID ?? null, Quantity: quantity },
        collections: {},
        inside: {},
      })),
    },
  };
}

/** The charges of an order stand on its first invoice (assumed). */
function firstCharges(store: Store, order: Fields): readonly unknown[] {
  const charges = order[chargesOf.SalesOrders ?? ''];
  const isFirst = store.where('SalesInvoiceLines', 'SalesOrder', order.OrderID ?? null).length === 0;
  return isFirst && Array.isArray(charges) ? charges : [];
}

/** The discount of an order: its percentage, or as much of its amount as is invoiced of it (assumed). */
function discountOf(bills: readonly Bill[]): Fields {
  const [bill, other] = bills;
  if (bill === undefined || other !== undefined) return {};
  const { Discount, AmountDiscount, AmountDiscountExclVat } = bill.order;
  const net = (lines: Bill['lines'], of: (line: Bill['lines'][number]) => number) =>
    lines.reduce((sum, line) => sum.plus(numberOf(line.row.fields.NetPrice).times(of(line))), numberOf(0));
  const ordered = net(bill.lines, ({ row }) => numberOf(row.fields.Quantity).toNumber());
  const billed = net(bill.lines, ({ quantity }) => quantity);
  const part = (amount: number) => (ordered.eq(0) ? 0 : cents(billed.times(amount).div(ordered)).toNumber());
  if (isGiven(Discount) && Discount !== 0) return { Discount };
  if (isGiven(AmountDiscountExclVat) && AmountDiscountExclVat !== 0) {
    return { AmountDiscountExclVat: part(AmountDiscountExclVat) };
  }
  return isGiven(AmountDiscount) && AmountDiscount !== 0 ? { AmountDiscount: part(AmountDiscount) } : {};
}
