import { describe, expect, it } from 'vitest';
import { landmarks } from '../../../sandbox/world/landmarks.ts';
import type { WorldRow } from '../../../sandbox/world/rows.ts';
import { createWorld } from '../../../sandbox/world/world.ts';

const world = createWorld();
const exact = (entity: string): readonly WorldRow[] => {
  const rows = world.exactOnline.rows[entity];
  if (rows === undefined) throw new RangeError(`The world has no ${entity}.`);
  return rows;
};
const lines = (document: WorldRow, field: string) => (document[field] ?? []) as readonly WorldRow[];
const order = (number: number) => exact('SalesOrders').find(({ OrderNumber }) => OrderNumber === number) ?? {};
const invoicesOf = (number: number) =>
  exact('SalesInvoices').filter((row) =>
    lines(row, 'SalesInvoiceLines').some(({ SalesOrderNumber }) => SalesOrderNumber === number),
  );
const deliveriesOf = (number: number) =>
  exact('GoodsDeliveries').filter((row) =>
    lines(row, 'GoodsDeliveryLines').some(({ SalesOrderNumber }) => SalesOrderNumber === number),
  );
const days = (rows: readonly WorldRow[], field: string) => rows.map((row) => String(row[field]).slice(0, 10));
const cents = (value: unknown) => Math.round(Number(value) * 100);
const account = (id: unknown) => exact('Accounts').find(({ ID }) => ID === id)?.Code;
const marks = landmarks.orders;

describe('invoices and deliveries of the world', () => {
  it('are there for most complete orders, each invoice with a number of its own', () => {
    const complete = exact('SalesOrders').filter(({ Status }) => Status === 21);
    const invoiced = complete.filter(({ OrderNumber }) => invoicesOf(Number(OrderNumber)).length > 0);
    expect([complete.length, invoiced.length]).toEqual([25, 22]);
    const numbers = exact('SalesInvoices')
      .map(({ InvoiceNumber }) => InvoiceNumber)
      .filter((number) => number !== null);
    expect(numbers).toEqual(numbers.map((_, index) => 26_000_001 + index));
    expect(exact('SalesInvoices')).toHaveLength(numbers.length + 1);
  });

  it('are never dated before the order', () => {
    for (const row of exact('SalesOrders')) {
      const number = Number(row.OrderNumber);
      const dates = [...days(invoicesOf(number), 'OrderDate'), ...days(deliveriesOf(number), 'DeliveryDate')];
      for (const date of dates) expect(date >= String(row.OrderDate).slice(0, 10)).toBe(true);
    }
  });

  it('add up to the quantities that their order lines show', () => {
    const total = (rows: readonly WorldRow[], field: string, key: string, id: unknown) =>
      rows.filter((row) => row[key] === id).reduce((sum, row) => sum + Number(row[field]), 0);
    const invoiced = exact('SalesInvoices').flatMap((row) => lines(row, 'SalesInvoiceLines'));
    const delivered = exact('GoodsDeliveries').flatMap((row) => lines(row, 'GoodsDeliveryLines'));
    for (const line of exact('SalesOrders').flatMap((row) => lines(row, 'SalesOrderLines'))) {
      expect(line.QuantityInvoiced).toBe(total(invoiced, 'Quantity', 'SalesOrderLine', line.ID));
      expect(line.QuantityDelivered).toBe(total(delivered, 'QuantityDelivered', 'SalesOrderLineID', line.ID));
    }
  });

  it('have lines that add up to their totals, on the revenue account of market or shipping', () => {
    const accounts = new Map(exact('GLAccounts').map(({ ID, Code }) => [ID, Code]));
    const wrong = exact('SalesInvoices').filter((row) => {
      const own = lines(row, 'SalesInvoiceLines');
      const sum = (field: string) => own.reduce((total, line) => total + cents(line[field]), 0);
      return sum('AmountFC') !== cents(row.AmountFCExclVat) || sum('VATAmountFC') !== cents(row.VATAmountFC);
    });
    expect(wrong).toEqual(invoicesOf(marks.totalMismatch));
    const used = exact('SalesInvoices').flatMap((row) => lines(row, 'SalesInvoiceLines').map((line) => line.GLAccount));
    expect([...new Set(used.map((id) => accounts.get(id ?? null)))].sort()).toEqual([
      '8000',
      '8010',
      '8011',
      '8012',
      '8020',
      '8900',
    ]);
  });

  it('cross the year, come in two parts, or are missing, as the landmarks say', () => {
    expect(String(order(marks.crossesTheYear).OrderDate)).toContain('2025-12-20');
    expect(days(invoicesOf(marks.crossesTheYear), 'InvoiceDate')).toEqual(['2026-01-12']);
    expect(days(invoicesOf(marks.twoInvoices), 'InvoiceDate')).toEqual(['2026-02-24', '2026-03-13']);
    expect(invoicesOf(marks.partlyInvoiced)).toHaveLength(1);
    expect(order(marks.partlyInvoiced).Status).toBe(20);
    expect(marks.deliveredOnly.map((number) => [invoicesOf(number).length, deliveriesOf(number).length])).toEqual([
      [0, 1],
      [0, 2],
    ]);
    expect([...invoicesOf(marks.neither), ...deliveriesOf(marks.neither)]).toEqual([]);
    expect(order(marks.neither).Status).toBe(21);
    for (const number of marks.unfinished) expect(invoicesOf(number)).toEqual([]);
    expect(invoicesOf(marks.notPrinted)).toMatchObject([{ InvoiceNumber: null, InvoiceDate: null, Status: 20 }]);
  });

  it('are less than the order that a person closed, and go to another party where that pays', () => {
    expect(lines(order(marks.closedByHand), 'SalesOrderLines')).toMatchObject([
      { Quantity: 10, QuantityDelivered: 4, QuantityInvoiced: 4, OrderStatus: 21 },
    ]);
    const { OrderedBy, DeliverTo, InvoiceTo, PaymentCondition } = order(marks.invoicedToAnother);
    expect([OrderedBy, DeliverTo, InvoiceTo].map(account)).toEqual(['20002', '20003', '20030']);
    expect(PaymentCondition).toBe('15');
    expect(invoicesOf(marks.invoicedToAnother)).toMatchObject([{ InvoiceTo, PaymentCondition }]);
    expect(invoicesOf(marks.credit)).toMatchObject([{ Type: 8021 }]);
  });
});
