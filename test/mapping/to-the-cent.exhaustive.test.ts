import { describe, test } from 'vitest';
import { articleLines, asEntries, bookedAsInvoices, foreignOrders, ordersAsInvoices } from './to-the-cent.ts';

const RUNS = 5_000;

describe('what the shipped flows book is what the source says, to the cent and per VAT code, or it is not booked', () => {
  test('orders as invoices', () => ordersAsInvoices(RUNS));
  test('orders in other currencies as invoices', () => foreignOrders(RUNS));
  test.each(['orders-as-orders', 'orders-as-drafts'] as const)('%s', (flow) => articleLines(flow, RUNS));
  test.each(['invoices', 'entries'] as const)('%s as invoices, credit notes too', (flow) =>
    bookedAsInvoices(flow, RUNS),
  );
  test.each(['orders-as-entries', 'invoices-as-entries', 'entries-as-entries'] as const)('%s', (flow) =>
    asEntries(flow, RUNS),
  );
});
