import type { Product } from './assortment.ts';
import type { Customer } from './customers.ts';
import { exactOnlineUnit, itemId } from './goods.ts';
import { orderStatus, type Part, type Want } from './order-stories.ts';
import { guid } from './random.ts';
import type { WorldCell, WorldRow } from './rows.ts';
import { fraction, vatCodeOf, vatCodeOfSale } from './vat.ts';

/** A line of an order with all that its documents need. */
export interface OrderLine {
  readonly id: string;
  readonly item: Product;
  /** Thousandths. */
  readonly quantity: number;
  /** Ten-thousandths of the order's currency. */
  readonly net: number;
  /** Percent. */
  readonly percentage: number;
  readonly row: WorldRow;
}

/** The order that a line is of. */
export interface LineContext {
  readonly seed: number;
  readonly id: string;
  readonly number: number;
  readonly customer: Customer;
  readonly status: number;
  readonly parts: readonly Part[];
  readonly date: string;
  /** Euros for a unit of the order's currency, times 100. */
  readonly rate: number;
}

/** Rounds to a whole number, half away from zero. */
export function roundHalfUp(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}

/** What a quantity of a line (thousandths) costs, in whole cents so that sums are exact. */
export function priceOf(
  line: Pick<OrderLine, 'net' | 'percentage'>,
  quantity: number,
): { amount: number; vat: number } {
  const amount = roundHalfUp((line.net * quantity) / 100_000);
  return { amount, vat: roundHalfUp((amount * line.percentage) / 100) };
}

/** A line of an order, by its place from 0 on. */
export function orderLine(context: LineContext, place: number, want: Want & { readonly item: Product }): OrderLine {
  const { seed, number, customer, rate, parts } = context;
  const { item, quantity, discount = 0 } = want;
  const price = Math.round((item.price ?? 0) * 10_000);
  const net = roundHalfUp((price * (10_000 - discount)) / 10_000);
  const code = vatCodeOfSale(customer, want.rate ?? item.rate);
  const { percentage = vatCodeOf(code).percentage } = want;
  const { amount, vat } = priceOf({ net, percentage }, quantity);
  const id = guid(seed, 'SalesOrderLines', number, place + 1);
  const delivered = quantityIn(parts, 'delivered', place, quantity);
  const invoiced = quantityIn(parts, 'invoiced', place, quantity);
  const row: Record<string, WorldCell> = {
    ID: id,
    OrderID: context.id,
    OrderNumber: number,
    LineNumber: place + 1,
    Item: itemId(seed, item),
    ItemCode: item.sku,
    Description: item.description,
    Quantity: quantity / 1000,
    QuantityDelivered: delivered / 1000,
    QuantityInvoiced: invoiced / 1000,
    UnitCode: exactOnlineUnit(item),
    UnitPrice: price / 10_000,
    Discount: discount / 10_000,
    NetPrice: net / 10_000,
    AmountFC: amount / 100,
    AmountDC: roundHalfUp((amount * rate) / 100) / 100,
    VATCode: code,
    VATPercentage: fraction(percentage),
    VATAmount: vat / 100,
    DeliveryDate: context.date,
    DeliveryStatus: stateOf(context.status, delivered, quantity),
    InvoiceStatus: stateOf(context.status, invoiced, quantity),
    OrderStatus: context.status,
  };
  return { id, item, quantity, net, percentage, row };
}

/** How much of a line a part is for, in thousandths. */
export function shareOf(part: Part, place: number, quantity: number): number {
  return part.quantities === undefined ? quantity : (part.quantities[place] ?? 0);
}

function quantityIn(parts: readonly Part[], what: 'delivered' | 'invoiced', place: number, quantity: number): number {
  return parts.reduce((sum, part) => sum + (part[what] === undefined ? 0 : shareOf(part, place, quantity)), 0);
}

/** A complete or cancelled order was closed by hand if its quantities say otherwise. */
function stateOf(order: number, done: number, quantity: number): number {
  if (order === orderStatus.complete || order === orderStatus.cancelled) return order;
  if (done === 0) return orderStatus.open;
  return Math.abs(done) < Math.abs(quantity) ? orderStatus.partial : orderStatus.complete;
}

/** The state of an order from its lines. */
export function stateOfAll(lines: readonly OrderLine[], field: 'DeliveryStatus' | 'InvoiceStatus'): number {
  const [first, ...others] = lines.map(({ row }) => Number(row[field]));
  return first !== undefined && others.every((state) => state === first) ? first : orderStatus.partial;
}
