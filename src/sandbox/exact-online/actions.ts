import type { Administration } from './administration.ts';
import { processStockCount } from './stock.ts';
import type { Row } from './store.ts';
import { type Fields, ticksOf } from './values.ts';

type Action = (company: Administration, fields: Fields) => Fields;

const COMPLETE = 21;
const PROCESSED = 50;
const INVOICE_NUMBER_FLOOR = 26_000_000;

/** Completing an order is final (§4.6). */
function completeSalesOrder({ store }: Administration, fields: Fields): Fields {
  const order = store.find('SalesOrders', fields.OrderID ?? null);
  if (order === undefined) return { ...fields, ErrorMessage: 'Ongeldige referentie: Verkooporder' };
  const delivery = fields.CompleteDelivery === true ? { DeliveryStatus: COMPLETE } : {};
  const invoice = fields.CompleteInvoice === true ? { InvoiceStatus: COMPLETE } : {};
  const patch: Record<string, number> = { ...delivery, ...invoice };
  const after: Fields = { ...order.fields, ...patch };
  const isDone = after.DeliveryStatus === COMPLETE && after.InvoiceStatus === COMPLETE;
  store.change('SalesOrders', order, isDone ? { ...patch, Status: COMPLETE } : patch);
  for (const line of store.where('SalesOrderLines', 'OrderID', fields.OrderID ?? null)) {
    store.change('SalesOrderLines', line, isDone ? { ...patch, OrderStatus: COMPLETE } : patch);
  }
  return { ...fields, SuccessMessage: 'De verkooporder is bijgewerkt.' };
}

/** B-26: printing gives the invoice its number and date and books it. Failures are told in the answer (§4.7). */
function printSalesInvoice({ store }: Administration, fields: Fields): Fields {
  const invoice = store.find('SalesInvoices', fields.InvoiceID ?? null);
  const problem = whyNotPrinted(invoice);
  if (invoice === undefined || problem !== null) return { ...fields, DocumentCreationError: problem };
  store.change('SalesInvoices', invoice, {
    InvoiceNumber: store.highest('SalesInvoices', 'InvoiceNumber', INVOICE_NUMBER_FLOOR) + 1,
    InvoiceDate: fields.InvoiceDate ?? `${store.now().slice(0, 10)}T00:00:00`,
    Status: PROCESSED,
  });
  return { ...fields, DocumentCreationSuccess: 'Document aangemaakt' };
}

function whyNotPrinted(invoice: Row | undefined): string | null {
  if (invoice === undefined) return 'Ongeldige referentie: Factuur';
  return invoice.fields.Status === PROCESSED ? 'De factuur is al afgedrukt' : null;
}

/** Moves the stock of a draft (§4.5). */
function processCount({ store }: Administration, fields: Fields): Fields {
  const count = store.find('StockCounts', fields.StockCountID ?? null);
  if (count === undefined) return { ...fields, ErrorMessage: 'Ongeldige referentie: Voorraadtelling' };
  if (count.fields.Status === COMPLETE) return { ...fields, ErrorMessage: 'De voorraadtelling is al verwerkt' };
  processStockCount(store, count);
  return {
    ...fields,
    SuccessMessage: `Voorraadtelling verwerkt op ${new Date(ticksOf(store.now())).toISOString().slice(0, 10)}`,
  };
}

/** The actions that the sandbox performs; they answer 201 and tell of failure in their body. */
export const actions: Readonly<Record<string, Action>> = {
  CompleteSalesOrder: completeSalesOrder,
  PrintedSalesInvoices: printSalesInvoice,
  ProcessStockCount: processCount,
};
