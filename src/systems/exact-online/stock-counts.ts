import { DateTime } from 'luxon';
import { AccessError, ConfigError, RecordError, UnclearWriteError } from '../../errors.ts';
import { stringifyExact } from '../../http/json.ts';
import { isDecimal, type RecordValues, type Value } from '../../values.ts';
import type { FieldSpec, ResourceSpec } from '../catalog.ts';
import type { FindRequest } from '../system.ts';
import { rowsMatchingAny } from './any-of.ts';
import { literal } from './literals.ts';
import { allRows, type Source, specOf } from './query.ts';
import { readRow } from './rows.ts';

const POSITIONS = 'inventory/ItemWarehouses';
const ALL_POSITIONS = 'sync/Inventory/StockPositions';

/** Up to so many items their positions are asked for one by one; beyond it all positions are read once, 1,000 in a call. */
const FEW_ITEMS = 50;

/** A count that is processed at once; a draft (12) would not move the stock (§4.5). */
const PROCESSED = 21;

const given: FieldSpec = { type: 'id', create: true, update: false, required: true, searchable: true };
const shown: FieldSpec = { type: 'text', create: false, update: false, required: false, searchable: true };

/**
 * The stock of an item in a warehouse, as a record that can be written: a change of `QuantityNew` is a stock count of that
 * one item, always as the quantity that was counted and never as a difference, so that a repeated count does no harm
 * (§4.5: `Stock` and `CurrentStock` are read-only). What `QuantityNew` holds is the position's current stock. A position
 * that Exact Online does not have has the stock 0.
 */
export const stockCounts: ResourceSpec = {
  name: 'inventory/StockCounts',
  key: 'Position',
  reference: 'ItemCode',
  creatable: true,
  updatable: true,
  moves: true,
  describedBy: ['inventory/StockCounts', 'inventory/StockCountLines', POSITIONS],
  fields: {
    Position: { ...shown, description: 'Item and Warehouse, parted by a slash: made here.' },
    Item: { ...given, description: 'The counted item.' },
    ItemCode: shown,
    Warehouse: { ...given, description: 'The warehouse in which it was counted.' },
    WarehouseCode: shown,
    QuantityNew: {
      type: 'decimal',
      create: true,
      update: true,
      required: true,
      searchable: false,
      description: 'The counted quantity; when read, the current stock.',
    },
  },
};

/** Reads positions and counts them. One instance per run: it remembers what it read and wrote. */
export interface StockCounts {
  /** Positions by any of their fields but the quantity. */
  find(request: FindRequest): Promise<readonly RecordValues[]>;
  /** All positions that Exact Online has. */
  list(signal: AbortSignal): Promise<readonly RecordValues[]>;
  /** Counts one item. Throws as `System.create` does; RecordError `NOT_FOUND` for a key that names no position. */
  count(values: RecordValues, signal: AbortSignal): Promise<RecordValues>;
  update(key: Value, values: RecordValues, signal: AbortSignal): Promise<void>;
}

/** `clock` gives now, epoch ms: a count has a date. */
export function createStockCounts(source: Source, clock: () => number): StockCounts {
  let known: Promise<Map<string, RecordValues> | null> | undefined;

  /** All positions from the feed, or null when the user or the licence may not read it (§4.5). */
  const everything = (signal: AbortSignal): Promise<Map<string, RecordValues> | null> => {
    known ??= readAll(source, signal).catch((error: unknown) => {
      known = undefined;
      if (!(error instanceof AccessError) || error.code !== 'FORBIDDEN') throw error;
      known = Promise.resolve(null);
      return known;
    });
    return known;
  };

  const count = async (values: RecordValues, signal: AbortSignal): Promise<RecordValues> => {
    const { Item = null, Warehouse = null, QuantityNew = null } = values;
    const position = { Position: positionOf(Item, Warehouse), Item, Warehouse, QuantityNew };
    const resource = stockCounts.name;
    const body = stringifyExact({
      StockCountDate: DateTime.fromMillis(clock(), { zone: 'Europe/Amsterdam' }).toISODate(),
      Warehouse,
      Status: PROCESSED,
      StockCountLines: [{ Item, QuantityNew }],
    });
    const row = await source.connection.write({ method: 'POST', resource, path: resource, body, signal });
    if (row?.StockCountID === undefined || row.StockCountID === null) {
      throw new UnclearWriteError('Exact Online answered the stock count without its key.', null);
    }
    const positions = await known;
    positions?.set(position.Position, { ...positions.get(position.Position), ...position });
    return position;
  };

  const ofItems = async (items: readonly Value[], fresh: boolean, signal: AbortSignal) => {
    const all = fresh || (items.length <= FEW_ITEMS && known === undefined) ? null : await everything(signal);
    if (all === null) return readItems(source, items, signal);
    const wanted = new Set(items.map(String));
    return [...all.values()].filter((position) => wanted.has(String(position.Item)));
  };

  return {
    async find({ field, values, near = [], fresh = false, signal }) {
      if (stockCounts.fields[field]?.searchable !== true) {
        throw new ConfigError('UNKNOWN_FIELD', `${stockCounts.name} cannot be searched by ${field}.`);
      }
      const wanted = new Set(values.filter((value) => value !== null).map(String));
      if (wanted.size === 0) return [];
      if (field !== 'Item' && field !== 'Position') {
        const all =
          (await everything(signal)) ?? new Map((await readPlain(source, signal)).map((one) => [one.Position, one]));
        return [...all.values()].filter((position) => wanted.has(String(position[field])));
      }
      const items = field === 'Item' ? [...wanted] : [...wanted].map((key) => key.split('/')[0] ?? '');
      const found = await ofItems([...new Set(items)], fresh, signal);
      const there = found.filter((position) => wanted.has(String(position[field])));
      const asked =
        field === 'Item' ? near.map(({ Item = null, Warehouse = null }) => positionOf(Item, Warehouse)) : [...wanted];
      const isThere = new Set(there.map(({ Position }) => Position));
      const empty = new Set(asked.filter((position) => !isThere.has(position)));
      return [...there, ...[...empty].map(emptyPosition).filter((one) => wanted.has(String(one[field])))];
    },

    async list(signal) {
      const all = await everything(signal);
      return all === null ? readPlain(source, signal) : [...all.values()];
    },

    count,

    async update(key, { QuantityNew = null }, signal) {
      const [item = '', warehouse = ''] = String(key ?? '').split('/');
      if (item === '' || warehouse === '') throw new RecordError('NOT_FOUND', 'The stock position has no key.');
      await count({ Item: item, Warehouse: warehouse, QuantityNew }, signal);
    },
  };
}

const positionOf = (item: Value, warehouse: Value): string => `${item}/${warehouse}`.toLowerCase();

function emptyPosition(position: string): RecordValues {
  const [Item = null, Warehouse = null] = position.split('/');
  return { Position: position, Item, Warehouse, QuantityNew: 0 };
}

const PLAIN = ['ID', 'Item', 'ItemCode', 'Warehouse', 'WarehouseCode', 'CurrentStock'];

async function readItems(
  source: Source,
  items: readonly Value[],
  signal: AbortSignal,
): Promise<readonly RecordValues[]> {
  const spec = specOf(source, POSITIONS);
  const { Item } = spec.fields;
  if (Item === undefined) return [];
  const terms = items.map((item) => `Item eq ${literal(item, Item)}`);
  const rows = await rowsMatchingAny(source, { path: POSITIONS, select: PLAIN, terms, signal });
  return rows.map((row) => asPosition(readRow(row, spec)));
}

async function readPlain(source: Source, signal: AbortSignal): Promise<readonly RecordValues[]> {
  const rows = await allRows(source, POSITIONS, PLAIN, undefined, signal);
  return rows.map((row) => asPosition(readRow(row, specOf(source, POSITIONS))));
}

async function readAll(source: Source, signal: AbortSignal): Promise<Map<string, RecordValues>> {
  const spec = specOf(source, 'inventory/StockPositions');
  const select = ['ItemId', 'ItemCode', 'Warehouse', 'WarehouseCode', 'CurrentStock'];
  const rows = await allRows(source, ALL_POSITIONS, select, 'Timestamp gt 1', signal);
  const positions = rows.map((row) => {
    const { ItemId = null, ...rest } = readRow(row, spec);
    return asPosition({ ...rest, Item: ItemId });
  });
  return new Map(positions.map((position) => [String(position.Position), position]));
}

function asPosition({
  Item = null,
  Warehouse = null,
  ItemCode = null,
  WarehouseCode = null,
  CurrentStock,
}: RecordValues) {
  const QuantityNew: Value = isDecimal(CurrentStock) || typeof CurrentStock === 'number' ? CurrentStock : 0;
  return { Position: positionOf(Item, Warehouse), Item, ItemCode, Warehouse, WarehouseCode, QuantityNew };
}
