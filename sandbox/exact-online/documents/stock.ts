import Big from 'big.js';
import type { Administration } from '../administration.ts';
import type { EntityRules } from '../records/rules.ts';
import type { Row, Store } from '../records/store.ts';
import type { Fields, Stored } from '../records/values.ts';

const DRAFT = 12;
const PROCESSED = 21;
const FROM_WEB_SERVICE = 4;

function position(store: Store, item: Stored, warehouse: Stored): Row | undefined {
  return store.where('ItemWarehouses', 'Item', item).find(({ fields }) => fields.Warehouse === warehouse);
}

function currentStock(store: Store, item: Stored, warehouse: Stored): number {
  return Number(position(store, item, warehouse)?.fields.CurrentStock ?? 0);
}

/** Sets the stock of an item in a warehouse; the first movement creates the row of the pair. */
function setStock(store: Store, item: Stored, warehouse: Stored, quantity: number): void {
  const row = position(store, item, warehouse);
  if (row === undefined) store.insert('ItemWarehouses', { Item: item, Warehouse: warehouse, CurrentStock: quantity });
  else store.change('ItemWarehouses', row, { CurrentStock: quantity });
}

function linesOfCount(store: Store, count: Fields): readonly Row[] {
  return store.where('StockCountLines', 'StockCountID', count.StockCountID ?? null);
}

/**
 * Moves the stock as the count says: to `QuantityNew`, or by `QuantityDifference`, which wins when both are given
 * (EX-stock-counts). Fills in the old and new stock of the lines.
 */
export function processStockCount(store: Store, count: Row): void {
  for (const line of linesOfCount(store, count.fields)) {
    const { Item = null, QuantityDifference, QuantityNew } = line.fields;
    const before = currentStock(store, Item, count.fields.Warehouse ?? null);
    const after =
      typeof QuantityDifference === 'number'
        ? new Big(before).plus(QuantityDifference).toNumber()
        : Number(QuantityNew ?? before);
    store.change('StockCountLines', line, {
      QuantityInStock: before,
      QuantityNew: after,
      QuantityDifference: new Big(after).minus(before).toNumber(),
    });
    setStock(store, Item, count.fields.Warehouse ?? null, after);
  }
  store.change('StockCounts', count, { Status: PROCESSED });
}

const stockCounts: EntityRules = {
  numbered: { StockCountNumber: 0, EntryNumber: 0 },
  defaults: () => ({ Status: DRAFT, Source: FROM_WEB_SERVICE }),
  problems: (_company, { Status }) =>
    Status === DRAFT || Status === PROCESSED ? [] : [{ kind: 'invalid', property: 'Status' }],
  frozen: (_company, { Status }) => (Status === PROCESSED ? { kind: 'processed' } : null),
  settle: ({ store }, row) => {
    const isOpen = linesOfCount(store, row.fields).some(({ fields }) => fields.QuantityInStock === undefined);
    if (row.fields.Status === PROCESSED && isOpen) processStockCount(store, row);
  },
};

const stockCountLines: EntityRules = {
  defaults: ({ store }, line) => ({ LineNumber: linesOfCount(store, line).length + 1 }),
  problems: (_company, { QuantityDifference, QuantityNew }) =>
    (QuantityNew ?? QuantityDifference ?? null) === null ? [{ kind: 'required', property: 'QuantityNew' }] : [],
  frozen: ({ store }: Administration, line) =>
    store.find('StockCounts', line.StockCountID ?? null)?.fields.Status === PROCESSED ? { kind: 'processed' } : null,
};

/** Puts a seed's stock into the main warehouse, so that item, positions and counts agree. */
export function settleSeededStock({ store }: Administration): void {
  const warehouses = store.rows('Warehouses');
  const main = (warehouses.find(({ fields }) => fields.Main === 1) ?? warehouses[0])?.fields.ID ?? null;
  if (main === null) return;
  for (const { fields } of store.rows('Items')) {
    const hasPosition = store.where('ItemWarehouses', 'Item', fields.ID ?? null).length > 0;
    if (typeof fields.Stock === 'number' && !hasPosition) setStock(store, fields.ID ?? null, main, fields.Stock);
  }
}

/** The rules of stock counts, by entity. */
export const stockRules: Readonly<Record<string, EntityRules>> = {
  StockCounts: stockCounts,
  StockCountLines: stockCountLines,
};
