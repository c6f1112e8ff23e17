import type { Fields, Records } from '../case.ts';

/** By which field the cases name the records of an entity; the first that a change has. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  Accounts: ['ID', 'Code'],
  Items: ['ID', 'Code'],
  SalesOrders: ['OrderNumber'],
  SalesInvoices: ['InvoiceNumber'],
  SalesEntries: ['EntryNumber'],
  GoodsDeliveries: ['DeliveryNumber', 'DeliveryDate'],
  debtors: ['id', 'customerNumber'],
  articles: ['id', 'articleNumber'],
  salesinvoiceswithlines: ['id', 'invoiceNumber'],
};

/**
 * The records of a case after some changed: those of the same name get the fields, others are added. What is new or
 * changed in Exact Online was changed on this day, unless it says otherwise.
 */
export function changed(before: Records, changes: Records, day: string): Records {
  const after: Record<string, readonly Fields[]> = { ...before };
  for (const [entity, list] of Object.entries(changes)) {
    after[entity] = list.reduce((all, one) => change(entity, all, one, day), after[entity] ?? []);
  }
  return after;
}

function change(entity: string, all: readonly Fields[], one: Fields, day: string): readonly Fields[] {
  const stamp = HAS_TIME.has(entity) ? { Modified: day } : {};
  const at = positionOf(entity, all, one);
  if (at < 0) return [...all, { ...stamp, ...one }];
  const same = Object.entries(one).every(
    ([field, value]) => JSON.stringify(all[at]?.[field]) === JSON.stringify(value),
  );
  return same ? all : all.with(at, { ...all[at], ...stamp, ...one });
}

const HAS_TIME: ReadonlySet<string> = new Set([
  'Accounts',
  'Items',
  'SalesOrders',
  'SalesInvoices',
  'SalesEntries',
  'GoodsDeliveries',
  'SalesItemPrices',
  'ItemWarehouses',
]);

function positionOf(entity: string, all: readonly Fields[], one: Fields): number {
  const field = (NAMES[entity] ?? []).find((name) => one[name] !== undefined);
  if (field !== undefined) return all.findIndex((record) => record[field] === one[field]);
  if (entity === 'ItemWarehouses') {
    return all.findIndex(({ Item, WarehouseCode }) => Item === one.Item && WarehouseCode === one.WarehouseCode);
  }
  return -1;
}

/** Without the accounts that were deleted, by what the case calls them. */
export function withoutDeleted(records: Records, deleted: readonly string[]): Records {
  if (deleted.length === 0) return records;
  const left = (records.Accounts ?? []).filter(({ ID, Code }) => !deleted.some((name) => name === ID || name === Code));
  return { ...records, Accounts: left };
}

/** Every text in some records: how a case names what it needs. */
export function textsIn(value: unknown, found: Set<string> = new Set()): ReadonlySet<string> {
  if (typeof value === 'string') found.add(value);
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) textsIn(one, found);
  return found;
}

/** The latest day of the documents in some records; the day on which a run without a date of its own follows. */
export function latestDay(records: Records): string | null {
  const days = ['OrderDate', 'InvoiceDate', 'EntryDate', 'DeliveryDate', 'date'].flatMap((field) =>
    Object.values(records).flatMap((list) => list.map((record) => record[field])),
  );
  return (
    days
      .filter((day) => typeof day === 'string')
      .sort()
      .at(-1) ?? null
  );
}
