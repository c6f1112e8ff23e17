import { accountId } from './accounts.ts';
import type { Product } from './assortment.ts';
import { type Customer, fullName } from './customers.ts';
import { itemsOf } from './goods.ts';
import { amountsOf } from './order-amounts.ts';
import { type LineContext, type OrderLine, orderLine, stateOfAll } from './order-lines.ts';
import { deliveryRow, invoiceRow } from './order-parts.ts';
import { stories as known, orderStatus, type Part, type Story, statusWords } from './order-stories.ts';
import { type Chance, chance, guid } from './random.ts';
import { moment, type WorldRow, type WorldRows } from './rows.ts';

/** States of generated orders: most are complete. */
const statusCycle = [21, 21, 12, 21, 20, 21, 21, 45, 21, 21] as const;

/** The numbers of the first order and the first printed invoice. */
const FIRST_ORDER = 26_001;
const FIRST_INVOICE = 26_000_001;

/** What is needed to make orders. */
export interface Assets {
  readonly seed: number;
  readonly customers: readonly Customer[];
  readonly products: readonly Product[];
  /** The first orders, by hand; those of `order-stories.ts` by default. */
  readonly stories?: readonly Story[];
}

/** An order with all that its deliveries and invoices need. */
export interface Order {
  readonly row: WorldRow;
  readonly number: number;
  /** Days from 1 January 2026 on. */
  readonly day: number;
  readonly customer: Customer;
  readonly story: Story;
  readonly lines: readonly OrderLine[];
  readonly parts: readonly Part[];
  /** Euros for a unit of the order's currency, times 100. */
  readonly rate: number;
}

/**
 * The first `count` orders of a world with what followed: Exact Online's `salesorder/SalesOrders`,
 * `salesorder/GoodsDeliveries` and `salesinvoice/SalesInvoices`, lines nested.
 */
export function orderRows(assets: Assets, count: number): WorldRows {
  const { seed } = assets;
  const orders = orderMaker(assets);
  const SalesOrders: WorldRow[] = [];
  const GoodsDeliveries: WorldRow[] = [];
  const SalesInvoices: WorldRow[] = [];
  let invoiceNumber = FIRST_INVOICE;
  for (let index = 0; index < count; index++) {
    const order = orders(index);
    SalesOrders.push(order.row);
    for (const [place, part] of order.parts.entries()) {
      const context = { seed, order, part, place };
      if (part.delivered !== undefined) GoodsDeliveries.push(deliveryRow(context, GoodsDeliveries.length + 1));
      if (part.invoiced === undefined) continue;
      SalesInvoices.push(invoiceRow(context, part.isPrinted === false ? null : invoiceNumber++));
    }
  }
  return { SalesOrders, GoodsDeliveries, SalesInvoices };
}

/** Makes an order by its index: the handwritten one, if its articles and customer exist. */
function orderMaker({ seed, customers, products, stories = known }: Assets): (index: number) => Order {
  const items = new Map(itemsOf(products).map((product) => [product.sku, product]));
  const buyers = customers.filter(({ status, addressLine1 }) => status === 'C' && addressLine1 !== null);
  return (index) => {
    const luck = chance(seed, `order/${index}`);
    const someone = luck.pick(buyers);
    const written = stories[index];
    const isKnown = written?.lines.every(({ sku }) => items.has(sku)) === true;
    const story = written !== undefined && isKnown ? written : madeUp(index, [...items.keys()], luck);
    const customer = (written === undefined ? undefined : customers[written.customer]) ?? someone;
    const party = (place: number | undefined) => (place === undefined ? undefined : customers[place]) ?? customer;
    const parties = { customer, payer: party(story.invoiceTo), receiver: party(story.deliverTo) };
    return orderOf(seed, index, story, { ...parties, items });
  };
}

function madeUp(index: number, skus: readonly string[], luck: Chance): Story {
  const lines = Array.from({ length: luck.between(1, 4) }, () => ({
    sku: luck.pick(skus),
    quantity: luck.between(1, 24) * 1000,
    ...(luck.between(1, 5) === 1 ? { discount: luck.pick([250, 500, 1000]) } : {}),
  }));
  const status = statusCycle[index % statusCycle.length] ?? orderStatus.complete;
  const half = {
    quantities: lines.map(({ quantity }) => Math.ceil(quantity / 2000) * 1000),
    delivered: 2,
    invoiced: 5,
  };
  return { customer: 0, status, lines, ...(status === orderStatus.partial ? { parts: [half] } : {}) };
}

/** Euros for one pound, times 100. */
const POUND = 117;

interface Parties {
  readonly customer: Customer;
  readonly payer: Customer;
  readonly receiver: Customer;
  readonly items: ReadonlyMap<string, Product>;
}

function orderOf(seed: number, index: number, story: Story, parties: Parties): Order {
  const { customer, payer, receiver, items } = parties;
  const number = FIRST_ORDER + index;
  const day = story.day ?? 4 + (Math.floor(index * 2.5) % 300);
  const status = story.status ?? orderStatus.complete;
  const delivered = 1 + (index % 3);
  const usual: readonly Part[] =
    status === orderStatus.complete ? [{ delivered, invoiced: delivered + (index % 6) }] : [];
  const rate = story.currency === 'GBP' ? POUND : 100;
  const context: LineContext = {
    seed,
    id: guid(seed, 'SalesOrders', number),
    number,
    customer,
    status,
    parts: story.parts ?? usual,
    date: moment(day),
    rate,
  };
  const lines = story.lines.map((want, place) => {
    const item = items.get(want.sku);
    if (item === undefined) throw new RangeError(`There is no item ${want.sku}.`);
    return orderLine(context, place, { ...want, item });
  });
  const order = { number, day, customer, story, lines, parts: context.parts, rate };
  return { ...order, row: { ...headerRow(context, { payer, receiver }, lines), ...amountsOf(order, null) } };
}

function headerRow(
  { seed, id, number, customer, status, date }: LineContext,
  { payer, receiver }: Pick<Parties, 'payer' | 'receiver'>,
  lines: readonly OrderLine[],
): WorldRow {
  return {
    OrderID: id,
    OrderNumber: number,
    OrderDate: date,
    DeliveryDate: date,
    OrderedBy: accountId(seed, customer),
    OrderedByName: customer.name,
    OrderedByContactPersonFullName: customer.contact && fullName(customer.contact),
    DeliverTo: accountId(seed, receiver),
    InvoiceTo: accountId(seed, payer),
    Status: status,
    StatusDescription: statusWords[status] ?? null,
    DeliveryStatus: stateOfAll(lines, 'DeliveryStatus'),
    InvoiceStatus: stateOfAll(lines, 'InvoiceStatus'),
    ApprovalStatus: 1,
    PaymentCondition: payer.paymentCondition,
    WarehouseID: guid(seed, 'Warehouses', '1'),
    WarehouseCode: '1',
    SalesOrderLines: lines.map(({ row }) => row),
  };
}
