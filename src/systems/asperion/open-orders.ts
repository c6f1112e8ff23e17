import Big from 'big.js';
import { isDecimal, isRecord, type RecordValues, type Value } from '../../values.ts';
import type { Catalog, ResourceSpec } from '../catalog.ts';
import type { Connection } from './connection.ts';
import { readList } from './counted-list.ts';
import { equalsFilter } from './listing.ts';
import { askedOf, badAnswer, readRecord } from './rows.ts';

const FIELD = 'openOrderQuantity';
const ORDERS = 'salesorderswithlines';
const READ = ['status', 'lines.quantity'] as const;

/** Knows the quantity of each article in open sales orders. */
export interface OpenOrders {
  /** The records with that quantity, if it is asked for. Reads the open orders once per run. */
  withQuantity(
    spec: ResourceSpec,
    records: readonly RecordValues[],
    fields: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly RecordValues[]>;
}

/**
 * The API shows no reserved stock (AS-free-stock), so it is added up: the quantities in the lines of the orders whose status is one of
 * the settings' `openOrderStatuses` (the values are not documented, AS-order-status). Needs the package inTrade.
 */
export function createOpenOrders(connection: Connection, catalog: Catalog): OpenOrders {
  let known: Promise<ReadonlyMap<string, Big>> | undefined;

  const readAll = async (signal: AbortSignal): Promise<ReadonlyMap<string, Big>> => {
    const quantities = new Map<string, Big>();
    const spec = catalog.resources.get(ORDERS);
    const status = spec?.fields.status;
    if (spec === undefined || status === undefined) return quantities;
    for (const value of new Set(connection.settings.openOrderStatuses)) {
      const filters = equalsFilter(connection, 'status', status, value);
      for (const row of await readList(connection, { resource: ORDERS, filters }, signal)) {
        const order = askedOf(readRecord(row, spec, catalog), spec, READ);
        const of = `${ORDERS} (${order.orderNumber ?? order.id})`;
        const odd = (field: string) => badAnswer(`a record of ${of} whose ${field} is no number`);
        if ((order.status ?? null) === null) throw odd('status');
        if (!Array.isArray(order.lines)) throw badAnswer(`a record of ${of} with a part of its lines`);
        if (order.lines.some(lacksQuantity)) throw odd('lines.quantity');
        // The service ignores filters that it does not know and then lists everything.
        if (order.status === value) count(order, quantities);
      }
    }
    return quantities;
  };

  return {
    async withQuantity({ name, key, reference }, records, fields, signal) {
      if (name !== 'articles' || !fields.includes(FIELD) || records.length === 0) return records;
      known ??= readAll(signal);
      const quantities = await known;
      return records.map((record) => {
        const byNumber = quantities.get(byReference(record[reference]));
        const byId = quantities.get(byKey(record[key]));
        return { ...record, [FIELD]: (byNumber ?? new Big(0)).plus(byId ?? 0) };
      });
    },
  };
}

const byReference = (number: Value | undefined): string => `number ${number}`;
const byKey = (id: Value | undefined): string => `id ${id}`;

/** A line of an article without a quantity would leave its stock free; a line of text has neither. */
const lacksQuantity = (line: Value): boolean =>
  isRecord(line) && (line.articleNumber ?? line.articleId ?? null) !== null && (line.quantity ?? null) === null;

function count({ lines }: RecordValues, quantities: Map<string, Big>): void {
  for (const line of Array.isArray(lines) ? (lines as readonly Value[]) : []) {
    if (!isRecord(line)) continue;
    const { articleNumber = null, articleId = null, quantity = null } = line;
    const article = articleNumber === null ? byKey(articleId) : byReference(articleNumber);
    const held = isDecimal(quantity) || typeof quantity === 'number' ? quantity : 0;
    quantities.set(article, (quantities.get(article) ?? new Big(0)).plus(held));
  }
}
