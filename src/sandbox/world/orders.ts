import { accountId } from './accounts.ts';
import type { Product } from './assortment.ts';
import { type Customer, fullName } from './customers.ts';
import { exactOnlineUnit, itemId, itemsOf } from './goods.ts';
import { orderStatus, type Story, statusWords, stories, type Want } from './order-stories.ts';
import { type Chance, chance, guid } from './random.ts';
import { moment, type WorldCell, type WorldRow } from './rows.ts';
import { fraction, vatCodeOf, vatCodeOfSale } from './vat.ts';

/** States of the orders that are made up entirely: most are complete. */
const statusCycle = [21, 21, 12, 21, 20, 21, 21, 45, 21, 21] as const;

/** The first `count` orders of a world as Exact Online's `salesorder/SalesOrders`, lines nested. */
export function orderRows(
  seed: number,
  customers: readonly Customer[],
  products: readonly Product[],
  count: number,
): WorldRow[] {
  const items = new Map(itemsOf(products).map((product) => [product.sku, product]));
  const buyers = customers.filter(({ status, addressLine1 }) => status === 'C' && addressLine1 !== null);
  return Array.from({ length: count }, (_, index) => {
    const luck = chance(seed, `order/${index}`);
    const story = stories[index];
    const customer = story === undefined ? luck.pick(buyers) : (customers[story.customer] ?? luck.pick(buyers));
    const known = story?.lines.every(({ sku }) => items.has(sku)) === true;
    const { lines, ...rest } = story !== undefined && known ? story : madeUp(index, [...items.keys()], luck);
    return order(
      seed,
      26001 + index,
      index,
      customer,
      rest,
      lines.map((want) => ({ ...want, item: itemOf(items, want.sku) })),
    );
  });
}

function itemOf(items: ReadonlyMap<string, Product>, sku: string): Product {
  const item = items.get(sku);
  if (item === undefined) throw new RangeError(`There is no item ${sku}.`);
  return item;
}

function madeUp(index: number, skus: readonly string[], luck: Chance): Story {
  const lines = Array.from({ length: luck.between(1, 4) }, () => ({
    sku: luck.pick(skus),
    quantity: luck.between(1, 24) * 1000,
    ...(luck.between(1, 5) === 1 ? { discount: luck.pick([250, 500, 1000]) } : {}),
  }));
  return { customer: 0, status: statusCycle[index % statusCycle.length] ?? orderStatus.complete, lines };
}

/** Euros for one pound, times 100. */
const POUND = 117;

function order(
  seed: number,
  number: number,
  index: number,
  customer: Customer,
  story: Omit<Story, 'lines' | 'customer'>,
  wants: readonly (Want & { readonly item: Product })[],
): WorldRow {
  const id = guid(seed, 'SalesOrders', number);
  const date = moment(4 + (Math.floor(index * 2.5) % 300));
  const rate = story.currency === 'GBP' ? POUND : 100;
  const status = story.status ?? orderStatus.complete;
  const lines = wants.map((want, place) => line({ seed, id, number, place, customer, rate, date, status }, want));
  const off = story.off ?? 0;
  const exclusive = sum(lines, ({ amount }) => amount) + off;
  const inclusive = exclusive + sum(lines, ({ vat }) => vat);
  return {
    OrderID: id,
    OrderNumber: number,
    OrderDate: date,
    DeliveryDate: date,
    OrderedBy: accountId(seed, customer),
    OrderedByName: customer.name,
    OrderedByContactPersonFullName: customer.contact && fullName(customer.contact),
    DeliverTo: accountId(seed, customer),
    InvoiceTo: accountId(seed, customer),
    Status: status,
    StatusDescription: statusWords[status] ?? null,
    DeliveryStatus: status,
    InvoiceStatus: status,
    ApprovalStatus: 1,
    Currency: story.currency ?? 'EUR',
    AmountFC: inclusive / 100,
    AmountFCExclVat: exclusive / 100,
    AmountDC: Math.round((inclusive * rate) / 100) / 100,
    AmountDiscount: 0,
    AmountDiscountExclVat: 0,
    PaymentCondition: customer.paymentCondition,
    YourRef: story.yourRef ?? null,
    WarehouseID: guid(seed, 'Warehouses', '1'),
    WarehouseCode: '1',
    SalesOrderLines: lines.map(({ row }) => row),
  };
}

interface LineContext {
  readonly seed: number;
  readonly id: string;
  readonly number: number;
  readonly place: number;
  readonly customer: Customer;
  readonly rate: number;
  readonly date: string;
  readonly status: number;
}

/** A line with its amounts in cents: whole numbers, so that the sums are right to the cent. */
function line(
  context: LineContext,
  want: Want & { readonly item: Product },
): { amount: number; vat: number; row: WorldRow } {
  const { seed, id, number, place, customer, rate } = context;
  const { item, quantity, discount = 0 } = want;
  const price = Math.round((item.price ?? 0) * 10_000);
  const net = roundHalfUp((price * (10_000 - discount)) / 10_000);
  const amount = roundHalfUp((net * quantity) / 100_000);
  const code = vatCodeOfSale(customer, want.rate ?? item.rate);
  const { percentage } = vatCodeOf(code);
  const vat = roundHalfUp((amount * percentage) / 100);
  const row: Record<string, WorldCell> = {
    ID: guid(seed, 'SalesOrderLines', number, place + 1),
    OrderID: id,
    OrderNumber: number,
    LineNumber: place + 1,
    Item: itemId(seed, item),
    ItemCode: item.sku,
    Description: item.description,
    Quantity: quantity / 1000,
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
    DeliveryStatus: context.status,
    InvoiceStatus: context.status,
    OrderStatus: context.status,
  };
  return { amount, vat, row };
}

/** To the nearest whole number, halves away from zero. */
function roundHalfUp(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}

function sum<T>(elements: readonly T[], value: (element: T) => number): number {
  return elements.reduce((total, element) => total + value(element), 0);
}
