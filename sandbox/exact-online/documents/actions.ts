import type { Administration } from '../administration.ts';
import type { Draft } from '../http/bodies.ts';
import { businessRefusal } from '../http/refusals.ts';
import type { Row } from '../records/store.ts';
import { type Fields, ticksOf } from '../records/values.ts';
import { closedPeriod } from './entry-rules.ts';
import { followInvoice, printed } from './invoice-rules.ts';
import { invoiceSalesOrders } from './invoicing.ts';
import { orderState, settleOrderState, stateOfAll } from './order-progress.ts';
import { PROCESSED, today } from './sales-lines.ts';
import { processStockCount } from './stock.ts';

type Action = (company: Administration, draft: Draft) => Fields;

const COUNTED = 21;

/** Completing an order is final: the rest is never delivered or invoiced, and the quantities stay (EX-order-completion). */
function completeSalesOrder({ store }: Administration, { fields }: Draft): Fields {
  const order = store.find('SalesOrders', fields.OrderID ?? null);
  if (order === undefined) return { ...fields, ErrorMessage: 'Ongeldige referentie: Verkooporder' };
  if (order.fields.Status === orderState.cancelled) {
    return { ...fields, ErrorMessage: `Verkooporder ${order.fields.OrderNumber} is geannuleerd.` };
  }
  const patch: Fields = {
    ...(fields.CompleteDelivery === true ? { DeliveryStatus: orderState.complete } : {}),
    ...(fields.CompleteInvoice === true ? { InvoiceStatus: orderState.complete } : {}),
  };
  for (const line of store.where('SalesOrderLines', 'OrderID', fields.OrderID ?? null)) {
    const after: Fields = { ...line.fields, ...patch };
    const OrderStatus = stateOfAll([after.DeliveryStatus ?? null, after.InvoiceStatus ?? null]);
    if (line.fields.OrderStatus !== orderState.cancelled) {
      store.change('SalesOrderLines', line, { ...patch, OrderStatus });
    }
  }
  settleOrderState(store, fields.OrderID ?? null);
  return { ...fields, SuccessMessage: 'De verkooporder is bijgewerkt.' };
}

/** Printing numbers, dates and books the invoice. The answer reports failures (EX-printing). */
function printSalesInvoice(company: Administration, { fields }: Draft): Fields {
  const { store } = company;
  const invoice = store.find('SalesInvoices', fields.InvoiceID ?? null);
  const InvoiceDate = fields.InvoiceDate ?? today(store);
  const problem = whyNotPrinted(company, invoice, { ...fields, InvoiceDate });
  if (invoice === undefined || problem !== null) return { ...fields, DocumentCreationError: problem };
  store.change('SalesInvoices', invoice, printed(store, invoice.fields, String(InvoiceDate)));
  followInvoice(company, invoice.fields);
  return { ...fields, DocumentCreationSuccess: 'Document aangemaakt' };
}

function whyNotPrinted(company: Administration, invoice: Row | undefined, asked: Fields): string | null {
  if (invoice === undefined) return 'Ongeldige referentie: Factuur';
  if (invoice.fields.Status === PROCESSED) return 'De factuur is al afgedrukt';
  const closed = closedPeriod(company, asked, 'InvoiceDate');
  return closed.length === 0 ? null : businessRefusal(closed, company.switches.language).text;
}

/** Moves the stock of a draft (EX-stock-counts). */
function processCount({ store }: Administration, { fields }: Draft): Fields {
  const count = store.find('StockCounts', fields.StockCountID ?? null);
  if (count === undefined) return { ...fields, ErrorMessage: 'Ongeldige referentie: Voorraadtelling' };
  if (count.fields.Status === COUNTED) return { ...fields, ErrorMessage: 'De voorraadtelling is al verwerkt' };
  processStockCount(store, count);
  return {
    ...fields,
    SuccessMessage: `Voorraadtelling verwerkt op ${new Date(ticksOf(store.now())).toISOString().slice(0, 10)}`,
  };
}

/** The actions that the sandbox performs; they answer 201 and report failure in the body. */
export const actions: Readonly<Record<string, Action>> = {
  CompleteSalesOrder: completeSalesOrder,
  InvoiceSalesOrders: invoiceSalesOrders,
  PrintedSalesInvoices: printSalesInvoice,
  ProcessStockCount: processCount,
};
