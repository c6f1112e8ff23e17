import Big from 'big.js';
import type { ExactOnlineSandbox, SandboxRow } from '../exact-online.ts';

/** How much of an order a delivery or an invoice is for. */
export interface Share {
  /** Quantity by line number; lines that are not named are left out. Without it: all that is left of the order. */
  readonly quantities?: Readonly<Record<number, number>>;
  /** Fields of the document, by the API's names. */
  readonly [field: string]: unknown;
}

/** What a person enters of an order and its documents: fields by the API's names. */
export interface OrderStory {
  /** A `SalesOrders` row with its `SalesOrderLines`, and maybe `SalesOrderOrderChargeLines`. */
  readonly order: object;
  /** `GoodsDeliveries` fields, in the order in which they happened. */
  readonly deliveries?: readonly Share[];
  /** `SalesInvoices` fields; with an `InvoiceDate` the invoice is printed (Status 50, next number), without one it is not. */
  readonly invoices?: readonly Share[];
}

/**
 * Enters an order with its deliveries and invoices, as people do in the screens, and returns the stored order. States
 * given by the order stay; others follow from the documents.
 */
export function addOrder(sandbox: ExactOnlineSandbox, story: OrderStory): SandboxRow {
  const { OrderID } = sandbox.insert('SalesOrders', story.order);
  for (const delivery of story.deliveries ?? []) addDelivery(sandbox, OrderID, delivery);
  for (const invoice of story.invoices ?? []) addInvoice(sandbox, OrderID, invoice);
  return orderOf(sandbox, OrderID);
}

/** Enters a delivery of an order, by the order's id; returns the stored delivery. */
export function addDelivery(sandbox: ExactOnlineSandbox, order: unknown, delivery: Share): SandboxRow {
  const { quantities, ...fields } = delivery;
  const lines = sharesOf(sandbox, order, 'Delivered', quantities);
  return sandbox.insert('GoodsDeliveries', {
    GoodsDeliveryLines: lines.map(([line, QuantityDelivered]) => ({ SalesOrderLineID: line.ID, QuantityDelivered })),
    ...fields,
  });
}

/**
 * Enters an invoice of an order, by the order's id; returns the stored invoice. It has its part of the order's discount,
 * and the charges when it is the first, unless the call gives others. Amounts that a call states for the header or in
 * `SalesInvoiceLines` stay as stated.
 */
export function addInvoice(sandbox: ExactOnlineSandbox, order: unknown, invoice: Share): SandboxRow {
  const { quantities, ...fields } = invoice;
  const lines = sharesOf(sandbox, order, 'Invoiced', quantities);
  return sandbox.invoice(order, new Map(lines.map(([{ ID }, quantity]) => [ID, quantity])), fields);
}

function orderOf(sandbox: ExactOnlineSandbox, id: unknown): SandboxRow {
  const order = sandbox.rows('SalesOrders').find(({ OrderID }) => OrderID === id);
  if (order === undefined) throw new RangeError(`No order ${id}`);
  return order;
}

/** The order lines that a document is for, with their quantities. */
function sharesOf(
  sandbox: ExactOnlineSandbox,
  order: unknown,
  kind: 'Delivered' | 'Invoiced',
  quantities: Share['quantities'],
): readonly (readonly [line: SandboxRow, quantity: number])[] {
  const lines = sandbox.rows('SalesOrderLines').filter(({ OrderID }) => OrderID === order);
  return lines.flatMap((line) => {
    const quantity = quantities === undefined ? left(sandbox, line, kind) : (quantities[Number(line.LineNumber)] ?? 0);
    return quantity === 0 ? [] : [[line, quantity] as const];
  });
}

/** The quantity without a document yet: of what the order line states as delivered or invoiced, or else of the whole line. */
function left(sandbox: ExactOnlineSandbox, line: SandboxRow, kind: 'Delivered' | 'Invoiced'): number {
  const done =
    kind === 'Delivered'
      ? sandbox.rows('GoodsDeliveryLines').filter(({ SalesOrderLineID }) => SalesOrderLineID === line.ID)
      : sandbox.rows('SalesInvoiceLines').filter(({ SalesOrderLine }) => SalesOrderLine === line.ID);
  const property = kind === 'Delivered' ? 'QuantityDelivered' : 'Quantity';
  const onDocuments = done.reduce((sum, row) => sum.plus(Number(row[property])), new Big(0));
  const stated = Number(line[`Quantity${kind}`]);
  return new Big(onDocuments.eq(stated) ? Number(line.Quantity) : stated).minus(onDocuments).toNumber();
}
