import { describe, expect, it } from 'vitest';
import { addDelivery, addInvoice, addOrder } from '../../../sandbox/exact-online/order-documents.ts';
import { guid, shop, stage } from './client.ts';

const order = {
  OrderID: guid(70),
  OrderNumber: 260350,
  OrderedBy: guid(1),
  OrderDate: '2026-10-09',
  SalesOrderLines: [{ ID: guid(71), Item: guid(12), Quantity: 10, NetPrice: 12.35, VATCode: '4' }],
};

describe('an order with its deliveries and invoices', () => {
  it('gets quantities and states from what was delivered and invoiced', async () => {
    await using exact = await stage({ ...shop, SalesOrders: [] });
    const { sandbox } = exact;
    const stored = addOrder(sandbox, {
      order,
      deliveries: [{ DeliveryDate: '2026-10-12', quantities: { 1: 6 } }],
      invoices: [{ InvoiceDate: '2026-10-14', quantities: { 1: 6 } }],
    });
    expect(stored).toMatchObject({ Status: 20, DeliveryStatus: 20, InvoiceStatus: 20 });
    expect(sandbox.rows('SalesOrderLines')).toMatchObject([
      { QuantityDelivered: 6, QuantityInvoiced: 6, OrderStatus: 20 },
    ]);
    expect(sandbox.rows('SalesInvoices')).toMatchObject([
      { InvoiceNumber: 26000001, Status: 50, InvoiceTo: guid(1), AmountFCExclVat: 74.1, AmountFC: 89.66 },
    ]);
    addDelivery(sandbox, guid(70), { DeliveryDate: '2026-11-09' });
    addInvoice(sandbox, guid(70), { InvoiceDate: '2026-11-11', InvoiceNumber: 26000977 });
    expect(sandbox.rows('SalesOrders')).toMatchObject([{ Status: 21, DeliveryStatus: 21, InvoiceStatus: 21 }]);
    expect(sandbox.rows('SalesInvoices')[1]).toMatchObject({ AmountFCExclVat: 49.4, AmountFC: 59.77 });
    expect(sandbox.rows('GoodsDeliveryLines')[1]).toMatchObject({
      QuantityDelivered: 4,
      QuantityOrdered: 10,
      SalesOrderNumber: 260350,
      SalesOrderLineNumber: 1,
      DeliveryDate: '2026-11-09T00:00:00',
      ItemCode: 'FILTER-80',
    });
  });

  it('keeps the states that it was entered with, and is invoiced for what it says was invoiced', async () => {
    await using exact = await stage({ ...shop, SalesOrders: [] });
    const lines = [{ Item: guid(12), Quantity: 8, QuantityInvoiced: 5, NetPrice: 25, VATCode: '4' }];
    const closed = { Status: 21, DeliveryStatus: 21, InvoiceStatus: 21 };
    const stored = addOrder(exact.sandbox, {
      order: { ...order, ...closed, SalesOrderLines: lines },
      invoices: [{ InvoiceDate: '2026-10-28' }],
    });
    expect(stored).toMatchObject(closed);
    expect(exact.sandbox.rows('SalesInvoiceLines')).toMatchObject([{ Quantity: 5, AmountFC: 125, VATAmountFC: 26.25 }]);
  });

  it('divides its discount over its invoices and gives its charges to the first one', async () => {
    await using exact = await stage({ ...shop, SalesOrders: [] });
    const charges = [{ Description: 'Verzenden', AmountFCExclVat: 5.97, VATCode: '4' }];
    addOrder(exact.sandbox, {
      order: { ...order, AmountDiscountExclVat: 3.5, SalesOrderOrderChargeLines: charges },
      invoices: [{ InvoiceDate: '2026-10-14', quantities: { 1: 6 } }, { InvoiceDate: '2026-10-15' }],
    });
    // 74.10 + 5.97 - 2.10 = 77.97; 49.40 - 1.40 = 48.00.
    expect(exact.sandbox.rows('SalesInvoices')).toMatchObject([
      { AmountFCExclVat: 77.97, DiscountType: 2, AmountDiscountExclVat: 2.1 },
      { AmountFCExclVat: 48, DiscountType: 2, AmountDiscountExclVat: 1.4 },
    ]);
  });

  it('has on an invoice the discount that the call gives, and no other', async () => {
    await using exact = await stage({ ...shop, SalesOrders: [] });
    addOrder(exact.sandbox, {
      order: { ...order, AmountDiscountExclVat: 3.5 },
      invoices: [{ InvoiceDate: '2026-10-15', Discount: 0.1 }],
    });
    // 123.50 less 10 %.
    expect(exact.sandbox.rows('SalesInvoices')).toMatchObject([
      { AmountFCExclVat: 111.15, DiscountType: 1, AmountDiscountExclVat: 12.35 },
    ]);
  });

  it('is due by its payment condition, as an invoice that was printed through the API', async () => {
    const condition = { Code: '2M', Description: '2 maanden + 15', PaymentDays: 15, PaymentEndOfMonths: 2 };
    await using exact = await stage({ ...shop, SalesOrders: [], PaymentConditions: [condition] });
    addOrder(exact.sandbox, {
      order: { ...order, PaymentCondition: '2M' },
      invoices: [{ InvoiceDate: '2026-01-17' }],
    });
    expect(exact.sandbox.rows('SalesInvoices')).toMatchObject([{ DueDate: '2026-04-15T00:00:00' }]);
  });
});
