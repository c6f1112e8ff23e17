import { accountId, accountRows, addressRows, contactRows } from './accounts.ts';
import { customers as makeCustomers } from './customers.ts';
import { debtorRows, invoiceRows } from './debtors.ts';
import { articleRows, itemRows, products as makeProducts, priceRows } from './goods.ts';
import { asperionLists, company, exactOnlineLists } from './lists.ts';
import type { Story } from './order-stories.ts';
import { orderRows } from './orders.ts';
import type { WorldRows } from './rows.ts';

/** The records of both systems when the sandbox starts. Rows carry the APIs' own field names, unpadded. */
export interface World {
  /** Rows by the entity's name in `entities.json`; orders carry their lines. */
  readonly exactOnline: { readonly division: number; readonly rows: WorldRows };
  /** Rows by resource, for the first administration. */
  readonly asperion: {
    readonly administrations: readonly { readonly id: number; readonly name: string; readonly inTrade: boolean }[];
    readonly rows: WorldRows;
  };
}

/** The size of a world; another `seed` gives a different one. */
export interface WorldOptions {
  readonly customers?: number;
  readonly articles?: number;
  readonly orders?: number;
  readonly seed?: number;
  /** Other handwritten orders than those of `order-stories.ts`. */
  readonly stories?: readonly Story[];
}

/**
 * The records of an invented coffee roaster: customers and orders in Exact Online, articles in Asperion, and a few of each
 * already in the other system. The same options give the same world, to the last id. Special records are named in
 * `landmarks.ts`; all others are ordinary and sync.
 */
export function createWorld(options: WorldOptions = {}): World {
  const { customers: customerCount = 40, articles = 24, orders: orderCount = 30, seed = 1, stories } = options;
  const customers = makeCustomers(seed, customerCount);
  const products = makeProducts(seed, articles);
  const documents = orderRows({ seed, customers, products, ...(stories && { stories }) }, orderCount);
  const firstCustomer = customers[0];
  return {
    exactOnline: {
      division: company.division,
      rows: {
        ...exactOnlineLists(seed),
        Accounts: accountRows(seed, customers),
        Contacts: contactRows(seed, customers),
        Addresses: addressRows(seed, customers),
        Items: itemRows(seed, products),
        SalesItemPrices: firstCustomer === undefined ? [] : priceRows(seed, products, accountId(seed, firstCustomer)),
        ...documents,
      },
    },
    asperion: {
      administrations: [{ id: company.administration, name: company.name, inTrade: true }],
      rows: {
        ...asperionLists,
        debtors: debtorRows(customers),
        articles: articleRows(seed, products),
        salesinvoiceswithlines: invoiceRows(documents),
      },
    },
  };
}
