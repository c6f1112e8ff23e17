import type { WorldCell, WorldRow, WorldRows } from '../world/rows.ts';
import type { World } from '../world/world.ts';

/** The records to keep, by the numbers that people use. */
export interface Part {
  readonly customers: readonly string[];
  readonly debtors: readonly string[];
  readonly articles: readonly string[];
  readonly orders: readonly number[];
}

/**
 * A part of a world: these records, and of the others what they need. Lists of codes stay whole. Orders must be of customers that stay.
 */
export function partOf({ exactOnline, asperion }: World, part: Part): World {
  const { rows } = exactOnline;
  const orders = among(rows.SalesOrders, 'OrderNumber', part.orders);
  const accounts = among(rows.Accounts, 'Code', part.customers);
  const ids = accounts.map(({ ID }) => ID);
  const sold = orders.flatMap(({ SalesOrderLines }) =>
    (SalesOrderLines as readonly WorldRow[]).map(({ Item }) => Item),
  );
  const items = (rows.Items ?? []).filter(({ ID, Code }) => sold.includes(ID) || part.articles.includes(String(Code)));
  const isOfOrders = (lines: WorldCell | undefined): boolean =>
    (lines as readonly WorldRow[]).some(({ SalesOrderNumber }) => part.orders.includes(Number(SalesOrderNumber)));
  const own: WorldRows = {
    Accounts: accounts,
    Contacts: among(rows.Contacts, 'Account', ids),
    Addresses: among(rows.Addresses, 'Account', ids),
    Items: items,
    SalesItemPrices: among(
      rows.SalesItemPrices,
      'Item',
      items.map(({ ID }) => ID),
    ).filter(({ Account = null }) => Account === null || ids.includes(Account)),
    SalesOrders: orders,
    GoodsDeliveries: (rows.GoodsDeliveries ?? []).filter(({ GoodsDeliveryLines }) => isOfOrders(GoodsDeliveryLines)),
    SalesInvoices: (rows.SalesInvoices ?? []).filter(({ SalesInvoiceLines }) => isOfOrders(SalesInvoiceLines)),
  };
  const books = asperion.rows;
  return {
    exactOnline: { ...exactOnline, rows: { ...rows, ...own } },
    asperion: {
      ...asperion,
      rows: {
        ...books,
        debtors: among(books.debtors, 'customerNumber', part.debtors),
        articles: among(books.articles, 'articleNumber', part.articles),
        salesinvoiceswithlines: among(books.salesinvoiceswithlines, 'debtorCustomerNumber', part.debtors),
      },
    },
  };
}

function among(rows: readonly WorldRow[] = [], field: string, wanted: readonly (WorldCell | undefined)[]): WorldRow[] {
  return rows.filter((row) => wanted.includes(row[field]));
}
