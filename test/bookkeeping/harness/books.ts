import Big from 'big.js';
import { sentences } from '../../../sandbox/asperion/problems.ts';
import { RecordError } from '../../../src/errors/errors.ts';
import { Problems } from '../../../src/mapping/problems.ts';
import type { Catalog } from '../../../src/systems/catalog.ts';
import {
  countedQuantity,
  emptyPosition,
  positionOf,
  stockCounts,
  withFigures,
} from '../../../src/systems/exact-online/stock/stock-figures.ts';
import { createMemorySystem } from '../../../src/systems/memory-system.ts';
import { refusalCode } from '../../../src/systems/refusals.ts';
import type { System } from '../../../src/systems/system.ts';
import { type Rows, readRows } from '../../../src/validate/test-values.ts';
import { isDecimal, isRecord, LocalDateTime, type RecordValues, type Value } from '../../../src/values.ts';
import type { Records } from './case.ts';
import { cents, sumOf } from './records/money.ts';

/** One write that the sync sent. */
export interface Sent {
  readonly resource: string;
  readonly isNew: boolean;
  readonly key: string;
}

/** The records as the catalog's types. Throws for what no resource or field of the catalog can hold. */
export function typed(records: Records, catalog: Catalog, other: Catalog): Rows {
  const problems = new Problems();
  const written = Object.fromEntries(
    Object.entries(records).flatMap(([name, list]) => {
      const resource = resourceOf(name, catalog);
      return resource === undefined ? [] : [[resource, list]];
    }),
  );
  const source = {
    file: 'cases.yml',
    value: null,
    at: (path: readonly (string | number)[]) => ({ file: path.join('.'), line: 1, column: 1 }),
  };
  const rows = readRows(written as never, [], { catalog, other }, { source, problems });
  if (problems.all.length > 0)
    throw new Error(problems.all.map(({ at, message }) => `${at?.file}: ${message}`).join('\n'));
  return rows;
}

/** Entities that no flow reads and the catalog lacks. */
const UNREAD: ReadonlySet<string> = new Set(['SystemDivisions', 'Deleted', 'closed_periods']);

/** The catalog's name of an entity: `Accounts` is `crm/Accounts`. */
export function resourceOf(entity: string, { resources, system }: Catalog): string | undefined {
  if (resources.has(entity)) return entity;
  const found = [...resources.keys()].find((name) => name.endsWith(`/${entity}`));
  if (found === undefined && !UNREAD.has(entity)) throw new Error(`${system} has no ${entity}.`);
  return found;
}

/** Where documents with totals have their lines and amounts; the totals follow from the lines, as in the real systems. */
const TOTALS: Readonly<
  Record<string, { lines: string; net: string; vat: string; of: Readonly<Record<'net' | 'vat' | 'total', string>> }>
> = {
  salesinvoiceswithlines: {
    lines: 'lines',
    net: 'amount',
    vat: 'vatAmount',
    of: { net: 'amountExclVat', vat: 'vatAmount', total: 'amountInclVat' },
  },
  'salesentry/SalesEntries': {
    lines: 'SalesEntryLines',
    net: 'AmountFC',
    vat: 'VATAmountFC',
    of: { net: '', vat: 'VATAmountDC', total: 'AmountDC' },
  },
};

/**
 * A system in memory that keeps its books as the real ones do: a document gets its totals from its lines, nothing is booked
 * into a closed period (year and month), and a count knows what other warehouses hold.
 */
export function openBooks(
  catalog: Catalog,
  rows: Rows,
  closed: readonly string[],
  deleted: ReadonlyMap<string, readonly string[]>,
  sent: Sent[],
): System {
  const memory = createMemorySystem(catalog, rows, deleted);
  const rates = new Map((rows.get('vatcodes') ?? []).map(({ id, percentage }) => [String(id), percentage]));
  return {
    ...memory,
    async create(request) {
      const { resource, values } = request;
      if (resource === stockCounts.name) await refuseIfElsewhere(memory, values, request.signal);
      const booking = catalog.resources.get(resource)?.booking;
      if (booking !== undefined) refuseIfClosed(values, booking, closed);
      const created = await memory.create({ ...request, values: withTotals(resource, values, rates) });
      sent.push({ resource, isNew: true, key: String(created[catalog.resources.get(resource)?.key ?? '']) });
      return created;
    },
    async update(request) {
      if (request.resource === stockCounts.name) {
        const [Item = '', Warehouse = ''] = String(request.key).split('/');
        await refuseIfElsewhere(memory, { ...request.values, Item, Warehouse }, request.signal);
      }
      sent.push({ resource: request.resource, isNew: false, key: String(request.key) });
      return memory.update({ ...request, values: withTotals(request.resource, request.values, rates) });
    },
  };
}

async function refuseIfElsewhere(memory: System, values: RecordValues, signal: AbortSignal): Promise<void> {
  const fields = ['Item', 'Warehouse', 'QuantityNew'];
  const all = await memory.list({ resource: stockCounts.name, fields, signal });
  const figures = withFigures(all.map((position) => ({ ...position, CurrentStock: position.QuantityNew ?? 0 })));
  const key = positionOf(values.Item ?? null, values.Warehouse ?? null);
  const position = figures.find(({ Position }) => Position === key) ?? emptyPosition(key, figures);
  countedQuantity(values, position);
}

function refuseIfClosed(
  values: RecordValues,
  booking: { date: string; year: string; period: string },
  closed: readonly string[],
): void {
  const date = values[booking.date];
  const [ofDate, month] = date instanceof LocalDateTime ? date.date.split('-').map(Number) : [];
  const [year, period] = [values[booking.year] ?? ofDate, values[booking.period] ?? month];
  if (!closed.includes(`${year}-${period}`)) return;
  const message = sentences.closed(year, period).nl;
  throw new RecordError(refusalCode(message), message);
}

function withTotals(
  resource: string,
  values: RecordValues,
  rates: ReadonlyMap<string, Value | undefined>,
): RecordValues {
  const names = TOTALS[resource];
  const lines = values[names?.lines ?? ''];
  if (names === undefined || !Array.isArray(lines)) return values;
  const done = lines.filter(isRecord).map((line): RecordValues => {
    if (amountOf(line[names.vat]) !== null) return line;
    const rate = rates.get(String(line.vatCode));
    const percent = isDecimal(rate) ? rate : new Big(typeof rate === 'number' ? rate : 0);
    return { ...line, [names.vat]: cents((amountOf(line[names.net]) ?? new Big(0)).times(percent).div(100)) };
  });
  const sum = (field: string): Big => sumOf(done.map((line) => amountOf(line[field]) ?? new Big(0)));
  const [net, vat] = [sum(names.net), sum(names.vat)];
  const totals = { [names.of.net]: net, [names.of.vat]: vat, [names.of.total]: net.plus(vat) };
  const status = resource === 'salesinvoiceswithlines' && values.status === undefined ? { status: 3 } : {};
  const { '': _, ...kept } = totals;
  return { ...values, ...kept, ...status, [names.lines]: done };
}

/** A value as an amount; null when it is none. */
export function amountOf(value: Value | undefined): Big | null {
  if (isDecimal(value)) return value;
  return typeof value === 'number' ? new Big(value) : null;
}
