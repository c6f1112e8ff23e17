import Big from 'big.js';
import type { Administration } from '../administration.ts';
import { numberOf } from '../records/amounts.ts';
import type { Row, Store } from '../records/store.ts';
import type { Fields, Stored } from '../records/values.ts';

/** States of orders and their lines (EX-status-codes). */
export const orderState = { open: 12, partial: 20, complete: 21, cancelled: 45 } as const;

/** What changes the state of an order. */
type Progress = 'delivered' | 'invoiced';

const NAMES = {
  delivered: { quantity: 'QuantityDelivered', status: 'DeliveryStatus' },
  invoiced: { quantity: 'QuantityInvoiced', status: 'InvoiceStatus' },
} as const;

function total(rows: readonly Row[], property: string): Big {
  return rows.reduce((sum, { fields }) => sum.plus(numberOf(fields[property])), new Big(0));
}

/** What is on documents: deliveries, and invoices from their creation or their printing on (EX-order-progress). */
function quantityOf({ store, switches }: Administration, line: Stored, progress: Progress): Big {
  if (progress === 'delivered') {
    return total(store.where('GoodsDeliveryLines', 'SalesOrderLineID', line), 'QuantityDelivered');
  }
  const lines = store.where('SalesInvoiceLines', 'SalesOrderLine', line);
  const counted =
    switches.ordersMoveOn === 'invoice'
      ? lines
      : lines.filter(({ fields }) => store.find('SalesInvoices', fields.InvoiceID ?? null)?.fields.Status === 50);
  return total(counted, 'Quantity');
}

function stateOf(done: Big, ordered: Big): number {
  if (done.eq(0)) return orderState.open;
  return done.abs().lt(ordered.abs()) ? orderState.partial : orderState.complete;
}

/** The common state of several, or partial. Cancelled ones do not count. */
export function stateOfAll(states: readonly Stored[]): number {
  const counted = states.filter((state) => state !== orderState.cancelled);
  if (counted.length === 0) return states.length === 0 ? orderState.open : orderState.cancelled;
  if (counted.every((state) => state === orderState.complete)) return orderState.complete;
  return counted.every((state) => state === orderState.open) ? orderState.open : orderState.partial;
}

/** A state that a person set stays: cancelled, or closed with less than ordered. */
function isByHand(line: Fields, progress: Progress): boolean {
  const state = line[NAMES[progress].status];
  if (state === orderState.cancelled) return true;
  const done = numberOf(line[NAMES[progress].quantity]).abs();
  return state === orderState.complete && done.lt(numberOf(line.Quantity).abs());
}

function patchFor(company: Administration, line: Fields, progress: Progress): Fields {
  const { quantity, status } = NAMES[progress];
  const done = quantityOf(company, line.ID ?? null, progress);
  const ordered = numberOf(line.Quantity);
  const patch = {
    [quantity]: done.toNumber(),
    ...(isByHand(line, progress) ? {} : { [status]: stateOf(done, ordered) }),
  };
  const after: Fields = { ...line, ...patch };
  return { ...patch, OrderStatus: stateOfAll([after.DeliveryStatus ?? null, after.InvoiceStatus ?? null]) };
}

/**
 * After a delivery or an invoice is added, changed or removed: its order lines get their quantities and states, the order
 * its states, and all of them new row versions. Lines with the same quantity stay as they are.
 */
export function followOrders(company: Administration, orderLines: readonly Stored[], progress: Progress): void {
  const { store } = company;
  const moved = new Set<Stored>();
  for (const id of new Set(orderLines)) {
    const line = store.find('SalesOrderLines', id);
    if (line === undefined) continue;
    const patch = patchFor(company, line.fields, progress);
    if (patch[NAMES[progress].quantity] === line.fields[NAMES[progress].quantity]) continue;
    store.change('SalesOrderLines', line, patch);
    moved.add(line.fields.OrderID ?? null);
  }
  for (const id of moved) settleOrderState(store, id);
}

/** The states of an order from those of its lines; a cancelled order stays cancelled. */
export function settleOrderState(store: Store, order: Stored): void {
  const row = store.find('SalesOrders', order);
  if (row === undefined) return;
  const lines = store.where('SalesOrderLines', 'OrderID', order).map(({ fields }) => fields);
  const DeliveryStatus = stateOfAll(lines.map((line) => line.DeliveryStatus ?? null));
  const InvoiceStatus = stateOfAll(lines.map((line) => line.InvoiceStatus ?? null));
  const isCancelled = row.fields.Status === orderState.cancelled;
  const Status = isCancelled ? orderState.cancelled : stateOfAll([DeliveryStatus, InvoiceStatus]);
  store.change('SalesOrders', row, { DeliveryStatus, InvoiceStatus, Status });
}
