import { AccessError, ConfigError, RecordError, UnclearWriteError } from '../../../errors/errors.ts';
import { dutchDay } from '../../../http/dutch-time.ts';
import { stringifyExact } from '../../../http/json.ts';
import type { RecordValues, Value } from '../../../values.ts';
import type { FindRequest } from '../../system.ts';
import { rowsMatchingAny } from '../query/any-of.ts';
import { literal } from '../query/literals.ts';
import { allRows, EVERYTHING, lacksField, type Source, specOf } from '../query/query.ts';
import { readRow } from '../rows.ts';
import { asPosition, countedQuantity, emptyPosition, positionOf, stockCounts, withFigures } from './stock-figures.ts';

const POSITIONS = 'inventory/ItemWarehouses';
const ALL_POSITIONS = 'sync/Inventory/StockPositions';

/** Up to this many items are read one by one; for more, all positions are read once, 1,000 per call. */
const FEW_ITEMS = 50;

/** A count that is processed at once; a draft (12) would not move the stock (EX-stock-counts). */
const PROCESSED = 21;

/** Reads positions and counts them. One instance per run: it remembers what it read and wrote. */
export class StockCounts {
  readonly #source: Source;
  readonly #clock: () => number;
  #known: Promise<Map<string, RecordValues> | null> | undefined;
  /** Positions as last read or counted, by key: a count must know the stock of other warehouses. */
  readonly #seen = new Map<string, RecordValues>();

  /** `clock` gives now, epoch ms: a count has a date. */
  constructor(source: Source, clock: () => number) {
    this.#source = source;
    this.#clock = clock;
  }

  /** Positions by any of their fields but the quantity. */
  async find({ field, values, near = [], fresh = false, signal }: FindRequest): Promise<readonly RecordValues[]> {
    if (stockCounts.fields[field]?.searchable !== true) {
      throw new ConfigError('UNKNOWN_FIELD', `${stockCounts.name} cannot be searched by ${field}.`);
    }
    const wanted = new Set(values.filter((value) => value !== null).map(String));
    if (wanted.size === 0) return [];
    if (field !== 'Item' && field !== 'Position') {
      const all = await this.list(signal);
      return all.filter((position) => wanted.has(String(position[field])));
    }
    const items = field === 'Item' ? [...wanted] : [...wanted].map((key) => key.split('/')[0] ?? '');
    const found = await this.#ofItems([...new Set(items)], fresh, signal);
    const there = found.filter((position) => wanted.has(String(position[field])));
    const asked =
      field === 'Item' ? near.map(({ Item = null, Warehouse = null }) => positionOf(Item, Warehouse)) : [...wanted];
    const isThere = new Set(there.map(({ Position }) => Position));
    const empty = [...new Set(asked.filter((position) => !isThere.has(position)))]
      .map((position) => emptyPosition(position, found))
      .filter((one) => wanted.has(String(one[field])));
    for (const position of [...found, ...empty]) this.#seen.set(String(position.Position), position);
    return [...there, ...empty];
  }

  /** All positions in Exact Online. */
  async list(signal: AbortSignal): Promise<readonly RecordValues[]> {
    const all = await this.#everything(signal);
    return withFigures(all === null ? await readPlain(this.#source, signal) : [...all.values()]);
  }

  /** Counts one item. Throws as `System.create` does. */
  async count(values: RecordValues, signal: AbortSignal): Promise<RecordValues> {
    const { Item = null, Warehouse = null } = values;
    const key = positionOf(Item, Warehouse);
    if (!this.#seen.has(key))
      await this.find({ resource: stockCounts.name, field: 'Position', values: [key], fields: [], signal });
    const QuantityNew = countedQuantity(values, this.#seen.get(key) ?? {});
    const resource = stockCounts.name;
    const body = stringifyExact({
      StockCountDate: dutchDay(this.#clock()),
      Warehouse,
      Status: PROCESSED,
      StockCountLines: [{ Item, QuantityNew }],
    });
    const row = await this.#source.connection.write({ method: 'POST', resource, path: resource, body, signal });
    if (row?.StockCountID === undefined || row.StockCountID === null) {
      throw new UnclearWriteError('Exact Online answered the stock count without its key.', null);
    }
    const position = { ...this.#seen.get(key), Position: key, Item, Warehouse, CurrentStock: QuantityNew };
    (await this.#known)?.set(key, position);
    const others = [...this.#seen.values()].filter(
      (other) => String(other.Item) === String(Item) && other.Position !== key,
    );
    for (const one of withFigures([...others, position])) this.#seen.set(String(one.Position), one);
    return this.#seen.get(key) ?? position;
  }

  /** Counts the item of a position. Throws as `count` does; RecordError `NOT_FOUND` for a key that names no position. */
  async update(key: Value, values: RecordValues, signal: AbortSignal): Promise<void> {
    const [item = '', warehouse = ''] = String(key ?? '').split('/');
    if (item === '' || warehouse === '') throw new RecordError('NOT_FOUND', 'The stock position has no key.');
    await this.count({ ...values, Item: item, Warehouse: warehouse }, signal);
  }

  /** All positions from the feed; null if the user or the licence does not allow it (EX-stock-position), or if it lacks fields. */
  #everything(signal: AbortSignal): Promise<Map<string, RecordValues> | null> {
    this.#known ??= readAll(this.#source, signal).catch((error: unknown) => {
      this.#known = undefined;
      const isForbidden = error instanceof AccessError && error.code === 'FORBIDDEN';
      if (!isForbidden && !lacksField(error)) throw error;
      this.#known = Promise.resolve(null);
      return this.#known;
    });
    return this.#known;
  }

  async #ofItems(items: readonly Value[], fresh: boolean, signal: AbortSignal): Promise<readonly RecordValues[]> {
    const all =
      fresh || (items.length <= FEW_ITEMS && this.#known === undefined) ? null : await this.#everything(signal);
    if (all === null) {
      const read = await readItems(this.#source, items, signal);
      const known = await this.#known;
      for (const position of read) known?.set(String(position.Position), position);
      return withFigures(read);
    }
    const wanted = new Set(items.map(String));
    return withFigures([...all.values()].filter((position) => wanted.has(String(position.Item))));
  }
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
  const rows = await allRows(source, POSITIONS, { select: PLAIN }, signal);
  return rows.map((row) => asPosition(readRow(row, specOf(source, POSITIONS))));
}

async function readAll(source: Source, signal: AbortSignal): Promise<Map<string, RecordValues>> {
  const spec = specOf(source, 'inventory/StockPositions');
  const select = ['ItemId', 'ItemCode', 'Warehouse', 'WarehouseCode', 'CurrentStock'];
  const rows = await allRows(source, ALL_POSITIONS, { select, filter: EVERYTHING }, signal);
  const positions = rows.map((row) => {
    const { ItemId = null, ...rest } = readRow(row, spec);
    return asPosition({ ...rest, Item: ItemId });
  });
  return new Map(positions.map((position) => [String(position.Position), position]));
}
