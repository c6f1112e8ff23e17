import type { Case } from './case.ts';
import { readingOf } from './case.ts';

/** The flows that ship for the kinds of flows that the cases name. */
const SHIPPED: Readonly<Record<string, readonly string[]>> = {
  'orders as invoices': ['orders.exact-online-to-asperion'],
  'orders as orders': ['orders-as-orders.exact-online-to-asperion'],
  invoices: ['invoices.exact-online-to-asperion'],
  entries: ['entries.exact-online-to-asperion'],
  'entries as journal entries': ['entries-as-entries.exact-online-to-asperion'],
  customers: ['customers.exact-online-to-asperion'],
  'customers back': ['customers.asperion-to-exact-online'],
  'invoices back': ['invoices.asperion-to-exact-online'],
  products: ['products.exact-online-to-asperion'],
  prices: ['prices.exact-online-to-asperion'],
  'prices back': ['prices.asperion-to-exact-online'],
  'stock back': ['stock.asperion-to-exact-online'],
};

/** Kinds for which nothing ships, and why. */
const NONE: Readonly<Record<string, string>> = {
  'journal entries':
    'Exact Online has no feed of journal entries, and no list of them by their time of change that a flow could read.',
  stock: "Asperion's stock cannot be written: it moves through its orders.",
};

/** The kinds of flows that a case is about. */
export const kindsOf = ({ flow }: Case): readonly string[] => (typeof flow === 'string' ? [flow] : flow);

/** The flows of a case by their files. Throws for a kind that nobody knows. */
export function flowsOf(one: Case): readonly string[] {
  const { flows } = readingOf(one);
  if (flows !== undefined) return flows;
  return kindsOf(one).flatMap((kind) => {
    const files = SHIPPED[kind];
    if (files === undefined && NONE[kind] === undefined) throw new Error(`${one.id} names the flow "${kind}".`);
    return files ?? [];
  });
}

/** Why no flow that ships does what a case is about; null when one does. */
export function noFlowFor(one: Case): string | null {
  return (
    readingOf(one).noFlow ??
    kindsOf(one)
      .map((kind) => NONE[kind])
      .find((reason) => reason !== undefined) ??
    null
  );
}
