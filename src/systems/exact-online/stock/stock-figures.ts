import Big from 'big.js';
import { RecordError, TransientError } from '../../../errors/errors.ts';
import { isDecimal, type RecordValues, type Value } from '../../../values.ts';
import type { FieldSpec, ResourceSpec } from '../../catalog.ts';
import { AFTER_BAD_ANSWER } from '../rows.ts';

const given: FieldSpec = { type: 'id', personal: null, create: true, update: false, required: true, searchable: true };
const shown: FieldSpec = {
  type: 'text',
  personal: null,
  create: false,
  update: false,
  required: false,
  searchable: true,
};

const quantity = (description: string): FieldSpec => ({
  type: 'decimal',
  personal: null,
  create: true,
  update: true,
  required: false,
  searchable: false,
  description,
});

/** The three meanings of a stock figure; a mapping writes one of them. */
type Figure = 'QuantityNew' | 'QuantityOfWarehouse' | 'QuantityOfAll';

const FIGURES: readonly Figure[] = ['QuantityNew', 'QuantityOfWarehouse', 'QuantityOfAll'];

/**
 * The stock of an item in a warehouse, as a record that can be written: a change is a stock count of that one item, always
 * as the quantity that was counted and never as a difference, so that a repeated count moves nothing (EX-stock-counts: `Stock` and
 * `CurrentStock` are read-only). A position that Exact Online does not have counts as stock 0. A figure without a warehouse
 * must not be counted into one of several: `QuantityNew` waits if other warehouses hold stock of the item, and the other
 * two fields say which share is meant.
 */
export const stockCounts: ResourceSpec = {
  name: 'inventory/StockCounts',
  key: 'Position',
  reference: 'ItemCode',
  creatable: true,
  updatable: true,
  moves: true,
  describedBy: ['inventory/StockCounts', 'inventory/StockCountLines', 'inventory/ItemWarehouses'],
  fields: {
    Position: { ...shown, description: 'Item and Warehouse, separated by a slash; the sync makes it.' },
    Item: { ...given, description: 'The counted item.' },
    ItemCode: shown,
    Warehouse: { ...given, description: 'The warehouse in which it was counted.' },
    WarehouseCode: shown,
    QuantityNew: quantity(
      'The stock in this warehouse. A count waits if other warehouses hold stock of the item (STOCK_ELSEWHERE).',
    ),
    QuantityOfWarehouse: quantity('The stock in this warehouse, whatever other warehouses hold.'),
    QuantityOfAll: quantity('The stock in all warehouses together; the difference is counted in this warehouse.'),
  },
};

/** The key of a position. */
export const positionOf = (item: Value, warehouse: Value): string => `${item}/${warehouse}`.toLowerCase();

/** A position as both endpoints of Exact Online show it, with its key. Throws TransientError `BAD_ANSWER` without a stock: only a position that is not there has none. */
export function asPosition({
  Item = null,
  Warehouse = null,
  ItemCode = null,
  WarehouseCode = null,
  CurrentStock = null,
}: RecordValues): RecordValues {
  if (CurrentStock === null) {
    const message = `Exact Online answered the stock position of ${ItemCode} without a stock.`;
    throw new TransientError('BAD_ANSWER', message, { hint: AFTER_BAD_ANSWER });
  }
  return { Position: positionOf(Item, Warehouse), Item, ItemCode, Warehouse, WarehouseCode, CurrentStock };
}

/** A position that Exact Online does not have yet, next to those of the item in other warehouses. */
export function emptyPosition(position: string, found: readonly RecordValues[]): RecordValues {
  const [Item = null, Warehouse = null] = position.split('/');
  const others = found.filter((one) => String(one.Item).toLowerCase() === String(Item));
  return withFigures([...others, { Position: position, Item, Warehouse, CurrentStock: 0 }]).at(-1) ?? {};
}

/** Positions with each figure: the stock in the warehouse, and that of the item in all given positions. */
export function withFigures(positions: readonly RecordValues[]): readonly RecordValues[] {
  const totals = new Map<string, Big>();
  for (const { Item, CurrentStock } of positions) {
    const key = String(Item);
    totals.set(key, decimal(CurrentStock ?? 0).plus(totals.get(key) ?? 0));
  }
  return positions.map(({ CurrentStock = 0, ...position }) => {
    const figures = { QuantityNew: CurrentStock, QuantityOfWarehouse: CurrentStock };
    return { ...position, CurrentStock, ...figures, QuantityOfAll: totals.get(String(position.Item)) ?? CurrentStock };
  });
}

/** The count for a warehouse. Throws RecordError STOCK_ELSEWHERE, or BAD_VALUE if there is no figure or it is below 0. */
export function countedQuantity(values: RecordValues, position: RecordValues): Value {
  const field = FIGURES.find((name) => (values[name] ?? null) !== null);
  if (field === undefined) {
    throw new RecordError('BAD_VALUE', 'A stock count has no quantity.', { hint: `Map one of ${FIGURES.join(', ')}.` });
  }
  const elsewhere = decimal(position.QuantityOfAll ?? 0).minus(decimal(position.QuantityOfWarehouse ?? 0));
  if (field === 'QuantityNew' && !elsewhere.eq(0)) {
    const message = `Other warehouses hold ${elsewhere.toFixed()} of this item, and the figure names no warehouse.`;
    const hint =
      'Map QuantityOfWarehouse for the stock of this warehouse, or QuantityOfAll for the stock of all warehouses.';
    throw new RecordError('STOCK_ELSEWHERE', message, { hint });
  }
  const counted = decimal(values[field] ?? 0).minus(field === 'QuantityOfAll' ? elsewhere : 0);
  if (counted.gte(0)) return counted;
  const message = `The count of this warehouse would be ${counted.toFixed()}.`;
  throw new RecordError('BAD_VALUE', message, { hint: 'Stock cannot be below 0: check both figures.' });
}

const decimal = (value: Value): Big => (isDecimal(value) ? value : new Big(typeof value === 'number' ? value : 0));
