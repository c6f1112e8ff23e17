import type { Stage } from '../../../sandbox/stage.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Everything that both systems hold, by resource, as texts in order; two stages in the same state give the same. */
export type Holdings = Readonly<Record<string, readonly string[]>>;

/**
 * What both systems hold, sources included: each record with all its fields, ids and times of writing aside. An id that
 * stands for another record is replaced by that record's name; so a record that is there twice, is missing, or points to
 * the wrong one shows.
 */
export function holdings({ exactOnline, asperion }: Stage): Holdings {
  const debtors = new Map(asperion.rows('debtors').map((row) => [row.customerNumber, row.characteristic5 ?? row.name]));
  const items = new Map(exactOnline.rows('Items').map((row) => [row.ID, row.Code]));
  const exact = (entity: string) => texts(exactOnline.rows(entity).map((row) => known(row)));
  return {
    debtors: texts(asperion.rows('debtors').map((row) => ({ ...known(row), customerNumber: null }))),
    invoices: texts(
      asperion.rows('salesinvoiceswithlines').map((row) => ({
        ...known(row),
        debtorCustomerNumber: debtors.get(row.debtorCustomerNumber ?? null),
        lines: Array.isArray(row.lines) ? row.lines.map(known) : [],
      })),
    ),
    articles: texts(asperion.rows('articles').map(known)),
    items: exact('Items'),
    prices: texts(exactOnline.rows('SalesItemPrices').map((row) => ({ ...known(row), Item: items.get(row.Item) }))),
    accounts: exact('Accounts'),
    contacts: exact('Contacts'),
    orders: exact('SalesOrders'),
    orderLines: exact('SalesOrderLines'),
  };
}

/** Given by the system when it writes, not by who asks for it. */
const OWN = new Set(['id', 'ID', 'dateAdded', 'dateLastChange', 'Created', 'Modified', 'Timestamp']);

/** A date that the system fills with the day on which it writes is told as such: two runs may lie on both sides of midnight. */
function known(row: Fields): Fields {
  const firstDay = `${String(row.Created).slice(0, 10)}T00:00:00`;
  const told = ([field, value]: [string, unknown]) => [field, value === firstDay ? 'the day of writing' : value];
  return Object.fromEntries(
    Object.entries(row)
      .filter(([field]) => !OWN.has(field))
      .map(told),
  );
}

function texts(rows: readonly Fields[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
