import { describe, test } from 'vitest';
import { articleLines, delivered, deliveredInPart, entries, invoices } from './to-the-cent.ts';

/** The long tests take thousands. */
const RUNS = 100;

describe('the shipped flows book what the source says, to the cent, per VAT code, or wait', () => {
  test.each(['invoices', 'invoices-as-entries', 'orders', 'orders-as-entries'])(
    '%s: invoices and credit notes',
    (flow) => invoices(flow, RUNS),
  );
  test.each(['entries', 'entries-as-entries'])('%s: sales entries', (flow) => entries(flow, RUNS));
  test.each(['orders', 'orders-as-entries'])('%s: what was delivered as a whole', (flow) => delivered(flow, RUNS));
  test.each(['orders', 'orders-as-entries'])('%s: what was delivered in part', (flow) => deliveredInPart(flow, RUNS));
  test.each(['orders-as-orders', 'orders-as-drafts'])('%s: articles', (flow) => articleLines(flow, RUNS));
});
