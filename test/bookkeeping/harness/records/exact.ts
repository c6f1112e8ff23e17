import type { Fields, Reading, Records } from '../case.ts';
import { companyOf } from './company.ts';
import { completeDeliveries, completeEntry, completeRow } from './deliveries.ts';
import { idOf } from './ids.ts';
import { completeInvoices } from './invoices.ts';
import { completeOrder } from './orders.ts';

/**
 * All that Exact Online holds in a case, by entity: the records of the case completed with ids, amounts and what they
 * refer to, its customers and items, and the reference lists. What the case gives itself is never changed.
 */
export function exactRecords(given: Records, reading: Reading, named: ReadonlySet<string>): Records {
  const company = companyOf(given, reading, named);
  const orders = (given.SalesOrders ?? []).map((order) => completeOrder(order, company));
  const rows = (entity: string): readonly Fields[] =>
    (given[entity] ?? []).map((row, index) => completeRow(row, index, entity, company));
  const positions = rows('ItemWarehouses');
  return {
    ...company.records,
    SalesOrders: orders,
    SalesOrderLines: orders.flatMap(({ SalesOrderLines }) => SalesOrderLines as readonly Fields[]),
    SalesInvoices: invoicesOf(given, orders, company),
    SalesInvoiceLines: invoicesOf(given, orders, company).flatMap(
      ({ SalesInvoiceLines }) => SalesInvoiceLines as readonly Fields[],
    ),
    GoodsDeliveries: completeDeliveries(given.GoodsDeliveries ?? [], orders),
    GoodsDeliveryLines: completeDeliveries(given.GoodsDeliveries ?? [], orders).flatMap(
      ({ GoodsDeliveryLines }) => GoodsDeliveryLines as readonly Fields[],
    ),
    SalesEntries: (given.SalesEntries ?? []).map((entry) => completeEntry(entry, company)),
    SalesItemPrices: rows('SalesItemPrices'),
    ItemWarehouses: positions,
    StockPositions: positions.map((row) => positionOf(row)),
    StockCounts: positions.map((row) => countOf(row)),
  };
}

function invoicesOf(
  given: Records,
  orders: readonly Fields[],
  company: ReturnType<typeof companyOf>,
): readonly Fields[] {
  return completeInvoices(given.SalesInvoices ?? [], orders, company);
}

/** The same position as the sync API tells it. */
function positionOf({ Item, ItemCode, Warehouse, WarehouseCode, CurrentStock }: Fields): Fields {
  const id = idOf('StockPositions', String(ItemCode), String(WarehouseCode));
  return { ID: id, ItemId: Item ?? '', ...{ ItemCode, Warehouse, WarehouseCode, CurrentStock } } as Fields;
}

/** The same position as a count would change it. */
function countOf({ Item, ItemCode, Warehouse, WarehouseCode, CurrentStock }: Fields): Fields {
  const position = `${Item}/${Warehouse}`;
  return {
    Position: position,
    QuantityNew: CurrentStock ?? '',
    ...{ Item, ItemCode, Warehouse, WarehouseCode },
  } as Fields;
}
