import { itemId } from './goods.ts';
import { paymentConditions, revenueAccount, shippingAccount } from './lists.ts';
import { amountsOf } from './order-amounts.ts';
import { type OrderLine, priceOf, roundHalfUp, shareOf } from './order-lines.ts';
import type { Part } from './order-stories.ts';
import type { Order } from './orders.ts';
import { guid } from './random.ts';
import { moment, type WorldRow } from './rows.ts';

/** A part of an order, by its place from 0 on. */
export interface PartContext {
  readonly seed: number;
  readonly order: Order;
  readonly part: Part;
  readonly place: number;
}

/** The lines that a part is for, with their quantities in thousandths and their places in the order. */
function linesOf({ order, part }: PartContext): { line: OrderLine; quantity: number; place: number }[] {
  return order.lines.flatMap((line, place) => {
    const quantity = shareOf(part, place, line.quantity);
    return quantity === 0 ? [] : [{ line, quantity, place }];
  });
}

/** Exact Online's `salesorder/GoodsDeliveries` of a part. */
export function deliveryRow(context: PartContext, number: number): WorldRow {
  const { seed, order, part, place } = context;
  const id = guid(seed, 'GoodsDeliveries', order.number, place + 1);
  const date = moment(order.day + (part.delivered ?? 0));
  return {
    EntryID: id,
    DeliveryNumber: number,
    EntryNumber: number,
    DeliveryDate: date,
    DeliveryAccount: order.row.DeliverTo ?? null,
    Warehouse: order.row.WarehouseID ?? null,
    GoodsDeliveryLines: linesOf(context).map(({ line, quantity, place: at }, index) => ({
      ID: guid(seed, 'GoodsDeliveryLines', order.number, place + 1, at + 1),
      EntryID: id,
      LineNumber: index + 1,
      SalesOrderLineID: line.id,
      SalesOrderLineNumber: at + 1,
      SalesOrderNumber: order.number,
      Item: itemId(seed, line.item),
      Description: line.item.description,
      QuantityDelivered: quantity / 1000,
      QuantityOrdered: line.quantity / 1000,
      DeliveryDate: date,
    })),
  };
}

const OPEN = 20;
const PROCESSED = 50;
const INVOICE = 8020;
const CREDIT_NOTE = 8021;

/** Exact Online's `salesinvoice/SalesInvoices` of a part; without a number it is not printed. */
export function invoiceRow(context: PartContext, number: number | null): WorldRow {
  const { seed, order, part, place } = context;
  const id = guid(seed, 'SalesInvoices', order.number, place + 1);
  const day = order.day + (part.invoiced ?? 0);
  const lines = linesOf(context);
  const isCredit = lines.every(({ quantity }) => quantity < 0);
  const isFirst = order.parts.findIndex(({ invoiced }) => invoiced !== undefined) === place;
  const { DeliverTo = null, InvoiceTo = null, OrderedBy = null, PaymentCondition = null } = order.row;
  const days = paymentConditions.find(({ code }) => code === PaymentCondition)?.days ?? 0;
  return {
    InvoiceID: id,
    InvoiceNumber: number,
    InvoiceDate: number === null ? null : moment(day),
    DueDate: number === null ? null : moment(day + days),
    OrderDate: moment(day),
    Journal: '70',
    Type: isCredit ? CREDIT_NOTE : INVOICE,
    Status: number === null ? OPEN : PROCESSED,
    DeliverTo,
    InvoiceTo,
    OrderedBy,
    PaymentCondition,
    ...amountsOf(order, { quantities: order.lines.map((line, at) => shareOf(part, at, line.quantity)), isFirst }),
    SalesInvoiceLines: lines.map(({ line, quantity, place: at }, index) => ({
      ...billed(seed, order, line, quantity),
      ID: guid(seed, 'SalesInvoiceLines', order.number, place + 1, at + 1),
      InvoiceID: id,
      LineNumber: index + 1,
      SalesOrderLineNumber: at + 1,
    })),
  };
}

/** What an invoice line takes from its order line, with the amounts of its quantity. */
function billed(seed: number, { rate, row, number, customer }: Order, line: OrderLine, quantity: number): WorldRow {
  const { amount, vat } = priceOf(line, quantity);
  const account = line.item.sku === 'VERZENDKOSTEN' ? shippingAccount : revenueAccount(customer.country);
  const { Description = null, Discount = null, Item = null, NetPrice = null, UnitCode = null } = line.row;
  const { UnitPrice = null, VATCode = null, VATPercentage = null } = line.row;
  return {
    SalesOrder: row.OrderID ?? null,
    SalesOrderLine: line.id,
    SalesOrderNumber: number,
    Item,
    ItemCode: line.item.sku,
    Description,
    GLAccount: guid(seed, 'GLAccounts', account),
    Quantity: quantity / 1000,
    UnitCode,
    UnitPrice,
    Discount,
    NetPrice,
    VATCode,
    VATPercentage,
    AmountFC: amount / 100,
    AmountDC: roundHalfUp((amount * rate) / 100) / 100,
    VATAmountFC: vat / 100,
    VATAmountDC: roundHalfUp((vat * rate) / 100) / 100,
  };
}
