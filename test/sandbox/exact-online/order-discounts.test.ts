import { describe, expect, it } from 'vitest';
import { addInvoice, addOrder } from '../../../sandbox/exact-online/order-documents.ts';
import { guid, type Stage, shop, stage } from './client.ts';

const settings = { ...shop, SalesOrders: [] };

/** An order of three lines of 10.00, 20.00 and 30.00. */
const order = (number: number, fields: object) => ({
  OrderID: guid(number),
  OrderNumber: 26000 + number,
  OrderedBy: guid(1),
  OrderDate: '2026-02-18',
  SalesOrderLines: [10, 20, 30].map((NetPrice, index) => ({
    ID: guid(number * 10 + index),
    Item: guid(12),
    Quantity: 1,
    NetPrice,
    VATCode: '4',
  })),
  ...fields,
});

const discounts = ({ sandbox }: Stage, field: string) => sandbox.rows('SalesInvoices').map((row) => row[field]);

const invoiceOrders = (exact: Stage, orders: readonly number[], fields: object = {}) =>
  exact.post('salesinvoice/InvoiceSalesOrders', {
    CreateMode: 1,
    InvoiceMode: 1,
    JournalCode: '70',
    SalesOrderIDs: orders.map((number) => ({ ID: guid(number) })),
    ...fields,
  });

/** Delivers a line and invoices what was delivered, by the API. */
async function deliverAndInvoice(exact: Stage, line: number): Promise<void> {
  await exact.post('salesorder/GoodsDeliveries', {
    DeliveryDate: '2026-03-02',
    GoodsDeliveryLines: [{ SalesOrderLineID: guid(410 + line), QuantityDelivered: 1 }],
  });
  await invoiceOrders(exact, [41], { InvoiceMode: 0 });
}

describe('an amount discount of an order', () => {
  it.each([
    ['AmountDiscountExclVat', 10, [1.67, 3.33, 5]],
    ['AmountDiscount', 10, [1.67, 3.33, 5]],
    ['AmountDiscountExclVat', 0.01, [0, 0.01, 0]],
  ])('is divided over its invoices, one by one: %s of %d', async (field, amount, parts) => {
    await using byApi = await stage(settings);
    await using byHand = await stage(settings);
    for (const { sandbox } of [byApi, byHand]) addOrder(sandbox, { order: order(41, { [field]: amount }) });
    for (const line of [0, 1, 2]) {
      await deliverAndInvoice(byApi, line);
      addInvoice(byHand.sandbox, guid(41), { quantities: { [line + 1]: 1 } });
    }
    expect(discounts(byApi, field)).toEqual(parts);
    expect(discounts(byHand, field)).toEqual(parts);
  });

  it('goes to the first invoice when the lines come to nothing', async () => {
    await using exact = await stage(settings);
    const lines = [1, -1].map((Quantity) => ({ Item: guid(12), Quantity, NetPrice: 10, VATCode: '4' }));
    addOrder(exact.sandbox, {
      order: order(41, { AmountDiscountExclVat: 2, SalesOrderLines: lines }),
      invoices: [{ quantities: { 1: 1 } }, { quantities: { 2: -1 } }],
    });
    expect(discounts(exact, 'AmountDiscountExclVat')).toEqual([2, 0]);
  });
});

describe('an invoice of several orders', () => {
  it('has their amounts together, and orders with another percentage on another invoice', async () => {
    await using exact = await stage(settings);
    const [amount, percentage] = [{ AmountDiscountExclVat: 3 }, { Discount: 0.1 }];
    for (const [number, fields] of [amount, amount, percentage, percentage, { Discount: 0.2 }, {}].entries()) {
      addOrder(exact.sandbox, { order: order(41 + number, fields) });
    }
    await invoiceOrders(exact, [41, 42, 43, 44, 45, 46], { CreateMode: 0 });
    expect(discounts(exact, 'AmountDiscountExclVat')).toEqual([6, 12, 12, 0]);
    expect(discounts(exact, 'AmountFCExclVat')).toEqual([114, 108, 48, 60]);
  });
});

describe('the discount of a header', () => {
  it.each([
    [{ Discount: 0.1, AmountDiscountExclVat: 2 }, 1, 54],
    [{ Discount: 0.1, AmountDiscountExclVat: 0, AmountDiscount: 0 }, 1, 54],
    [{ Discount: 0, AmountDiscountExclVat: 2 }, 2, 58],
    [{ Discount: 0, AmountDiscountExclVat: 0, AmountDiscount: 12.1 }, 3, 50],
    [{ DiscountType: 2, Discount: 0.1, AmountDiscountExclVat: 2 }, 2, 58],
    [{ DiscountType: 3, Discount: 0.1, AmountDiscount: 0 }, 3, 60],
  ])('is what its type names, else the first that is not zero: %o', async (fields, type, net) => {
    await using exact = await stage(settings);
    exact.sandbox.insert('SalesInvoices', {
      OrderedBy: guid(1),
      SalesInvoiceLines: [{ Item: guid(12), Quantity: 1, NetPrice: 60, VATCode: '4' }],
      ...fields,
    });
    expect(exact.sandbox.rows('SalesInvoices')).toMatchObject([{ DiscountType: type, AmountFCExclVat: net }]);
  });
});
