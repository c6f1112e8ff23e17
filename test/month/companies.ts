import type { Setting } from './look.ts';
import type { Rule } from './verdict.ts';

const oneWay = (bothChanged: Rule['bothChanged']): Rule => ({ ways: 'one', bothChanged });
const bothWays = (bothChanged: Rule['bothChanged']): Rule => ({ ways: 'both', bothChanged });

/** The flows that a company has on, null = those that ship on, and what the model expects of them. */
export interface Own extends Setting {
  readonly flows: readonly string[] | null;
}

/** Each month is lived by one of these. */
export const COMPANIES: readonly Own[] = [
  {
    flows: null,
    rules: { customers: { ...oneWay('waits'), byDocuments: true }, products: oneWay('source') },
    documents: 'sold',
  },
  {
    flows: [
      'customers.exact-online-to-asperion',
      'customers.asperion-to-exact-online',
      'products.asperion-to-exact-online',
      'products.exact-online-to-asperion',
    ],
    rules: { customers: bothWays('waits'), products: bothWays('source') },
    documents: 'none',
  },
  {
    flows: [
      'customers.exact-online-to-asperion',
      'products.asperion-to-exact-online',
      'orders-as-orders.exact-online-to-asperion',
    ],
    rules: { customers: { ...oneWay('waits'), byDocuments: true }, products: oneWay('source') },
    documents: 'orders',
  },
  {
    flows: [
      'customers.exact-online-to-asperion',
      'products.asperion-to-exact-online',
      'invoices.exact-online-to-asperion',
    ],
    rules: { customers: { ...oneWay('waits'), byDocuments: true }, products: oneWay('source') },
    documents: 'invoices',
  },
];
