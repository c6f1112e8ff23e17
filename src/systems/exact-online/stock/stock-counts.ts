import { DateTime } from 'luxon';
import { AccessError, ConfigError, RecordError, UnclearWriteError } from '../../../errors/errors.ts';
import { stringifyExact } from '../../../http/json.ts';
import type { RecordValues, Value } from '../../../values.ts';
import type { FindRequest } from '../../system.ts';
import { rowsMatchingAny } from '../any-of.ts';
import { literal } from '../literals.ts';
import { allRows, type Source, specOf } from '../query.ts';
import { readRow } from '../rows.ts';
import { asPosition, countedQuantity, emptyPosition, positionOf, stockCounts, withFigures } from './stock-figures.ts';

const POSITIONS = 'inventory/ItemWarehouses';
const ALL_POSITIONS = 'sync/Inventory/StockPositions';

/** For up to this many items, positions are read one by one; for more, all positions are read once, 1,000 in a call. */
const FEW_ITEMS = 50;

/** A count that is processed at once; a draft (12) would not move the stock (EX-stock-counts). */
const PROCESSED = 21;

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
  /** Positions as they were read or counted last, by their key: a count must know what the other warehouses hold. */
  const seen = new Map<string, RecordValues>();

  /** All positions from the feed, or null when the user or the licence may not read it (EX-stock-position). */
  const everything = (signal: AbortSignal): Promise<Map<string, RecordValues> | null> => {
    known ??= readAll(source, signal).catch((error: unknown) => {
      known = undefined;
      if (!(error instanceof AccessError) || error.code !== 'FORBIDDEN') throw error;
      known = Promise.resolve(null);
      return known;
    });
    return known;
  };

  const ofItems = async (items: readonly Value[], fresh: boolean, signal: AbortSignal) => {
    const all = fresh || (items.length <= FEW_ITEMS && known === undefined) ? null : await everything(signal);
    if (all === null) return withFigures(await readItems(source, items, signal));
    const wanted = new Set(items.map(String));
    return withFigures([...all.values()].filter((position) => wanted.has(String(position.Item))));
  };

  const find: StockCounts['find'] = async ({ field, values, near = [], fresh = false, signal }) => {
    if (stockCounts.fields[field]?.searchable !== true) {
      throw new ConfigError('UNKNOWN_FIELD', `${stockCounts.name} cannot be searched by ${field}.`);
    }
    const wanted = new Set(values.filter((value) => value !== null).map(String));
    if (wanted.size === 0) return [];
    if (field !== 'Item' && field !== 'Position') {
      const all = await readPositions(signal);
      return all.filter((position) => wanted.has(String(position[field])));
    }
    const items = field === 'Item' ? [...wanted] : [...wanted].map((key) => key.split('/')[0] ?? '');
    const found = await ofItems([...new Set(items)], fresh, signal);
    const there = found.filter((position) => wanted.has(String(position[field])));
    const asked =
      field === 'Item' ? near.map(({ Item = null, Warehouse = null }) => positionOf(Item, Warehouse)) : [...wanted];
    const isThere = new Set(there.map(({ Position }) => Position));
    const empty = [...new Set(asked.filter((position) => !isThere.has(position)))]
      .map((position) => emptyPosition(position, found))
      .filter((one) => wanted.has(String(one[field])));
    for (const position of [...found, ...empty]) seen.set(String(position.Position), position);
    return [...there, ...empty];
  };

  const count = async (values: RecordValues, signal: AbortSignal): Promise<RecordValues> => {
    const { Item = null, Warehouse = null } = values;
    const key = positionOf(Item, Warehouse);
    if (!seen.has(key))
      await find({ resource: stockCounts.name, field: 'Position', values: [key], fields: [], signal });
    const QuantityNew = countedQuantity(values, seen.get(key) ?? {});
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
    const position = { ...seen.get(key), Position: key, Item, Warehouse, CurrentStock: QuantityNew };
    (await known)?.set(key, position);
    const others = [...seen.values()].filter((other) => String(other.Item) === String(Item) && other.Position !== key);
    for (const one of withFigures([...others, position])) seen.set(String(one.Position), one);
    return seen.get(key) ?? position;
  };

  const readPositions = async (signal: AbortSignal): Promise<readonly RecordValues[]> => {
    const all = await everything(signal);
    return withFigures(all === null ? await readPlain(source, signal) : [...all.values()]);
  };

  return {
    find,
    list: readPositions,

    count,

    async update(key, values, signal) {
      const [item = '', warehouse = ''] = String(key ?? '').split('/');
      if (item === '' || warehouse === '') throw new RecordError('NOT_FOUND', 'The stock position has no key.');
      await count({ ...values, Item: item, Warehouse: warehouse }, signal);
    },
  };
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
