import { AccessError, TransientError } from '../../../errors/errors.ts';
import { ascending } from '../../../order.ts';
import type { RecordValues } from '../../../values.ts';
import type { FeedSpec, ResourceSpec } from '../../catalog.ts';
import type { ChangePage, ChangesRequest, Cursor } from '../../system.ts';
import { queryAddress } from '../query/address.ts';
import { splitFields, type WantedFields, withLines } from '../query/lines.ts';
import { findRecords, sourceRecord } from '../query/lookup.ts';
import { endpointOf, isTooLarge, type Source } from '../query/query.ts';
import { readRow, type WireRow } from '../rows.ts';
import type { DivisionMoves } from './division.ts';
import { FeedReading, NOWHERE, readPlace, writePlace } from './feed-place.ts';
import { batches, isPlace, KnownMove, leftAfter, newRows, type SyncRow } from './sync-feed.ts';

/** The most rows that are held until the feed has been read to its end and they can be sorted. */
const HOLD = 20_000;

/** What is needed to read a feed with one sync endpoint. */
export interface TimestampReader {
  readonly source: Source;
  readonly moves: DivisionMoves;
  readonly spec: ResourceSpec;
  readonly feed: Extract<FeedSpec, { kind: 'timestamp' }>;
  /** The most rows to hold in memory; default 20,000. */
  readonly hold?: number;
}

/** Rows of the feed; `isLast` = it was read to its end. */
interface Part {
  readonly rows: readonly SyncRow[];
  readonly isLast: boolean;
}

/**
 * Changes of a resource with one sync endpoint. Cursor parts: those of its place under `timestamp`, and `moved`, the date of
 * the division's last move. The feed is read to its end before anything is given, in the order of row versions. If it is too
 * long to hold in memory, the rows are given as they come, and a first reading asks how many records there are. Either way the place moves by
 * what was seen, and past nothing else.
 */
export async function* timestampChanges(
  reader: TimestampReader,
  request: ChangesRequest,
): AsyncGenerator<ChangePage, void, undefined> {
  const { source, moves, spec } = reader;
  const { cursor, signal } = request;
  const wanted = splitFields(spec, request.fields);
  const move = await KnownMove.of(cursor, moves, signal);
  for (let place = readPlace(cursor, 'timestamp'); ; place = NOWHERE) {
    const reading = new FeedReading(place, source.connection.clock());
    const cursorAt = (below: bigint | null | undefined): Cursor => ({
      ...writePlace(reading.place(below), 'timestamp'),
      ...move.part(),
    });
    let isStale: boolean | undefined;
    let total: number | null | undefined;
    let settled = place.seen.size;
    for await (const { rows, isLast } of parts(reader, wanted.own, reading, signal)) {
      isStale ??= await move.isStale(reading, rows.length === 0);
      if (isStale) break;
      if (total === undefined && !isLast && place.settled === null) total = await countOf(reader, signal);
      const slices = batches(rows);
      for (const [index, slice] of slices.entries()) {
        const records = await recordsOf(reader, slice, wanted, signal);
        const shown = new Set(records.map((record) => String(record[spec.key])));
        const isSettled = ({ row, isYoung }: SyncRow): boolean => !isYoung && shown.has(keyOf(row, spec));
        reading.settle(slice.filter(isSettled).map(({ timestamp }) => timestamp));
        settled += slice.length;
        const left = isLast ? leftAfter(slices, index) : Math.max(0, (total ?? 0) - settled);
        const isEnd = index === slices.length - 1;
        const next = slices[index + 1]?.[0]?.timestamp ?? null;
        const isSafe = isLast ? isPlace(index, slices.length) : isEnd;
        yield {
          records: records.map((record) => sourceRecord(spec, record)),
          cursor: isSafe ? cursorAt(isLast ? next : undefined) : null,
          ...(isLast || total != null ? { left } : {}),
        };
      }
      if (isLast && slices.length === 0) yield { records: [], cursor: cursorAt(null) };
    }
    if (isStale !== true) return;
  }
}

/** How many records a resource has; null if they cannot be counted: the reading goes on without. */
async function countOf({ source, spec }: TimestampReader, signal: AbortSignal): Promise<number | null> {
  const { connection } = source;
  const address = `${queryAddress(connection.base, spec.name, { select: [spec.key] })}&$inlinecount=allpages&$top=1`;
  try {
    return (await connection.read(spec.name, address, signal)).count;
  } catch (error) {
    if (error instanceof AccessError || error instanceof TransientError) return null;
    throw error;
  }
}

/**
 * The new rows as `partsWith` gives them. With long remarks, a page of 1,000 records may be larger than an answer may be. A sync page
 * cannot be asked for in parts, so the feed then gives only keys, and the other fields are looked up.
 */
async function* parts(
  reader: TimestampReader,
  own: readonly string[],
  reading: FeedReading,
  signal: AbortSignal,
): AsyncGenerator<Part, void, undefined> {
  try {
    yield* partsWith(reader, own, reading, signal);
  } catch (error) {
    if (own.length === 0 || !isTooLarge(error)) throw error;
    yield* partsWith(reader, [], reading, signal);
  }
}

/** The new rows in one part and in order, or in several parts as they come; if a record comes twice, its newest row. */
async function* partsWith(
  { source, spec, feed, hold = HOLD }: TimestampReader,
  own: readonly string[],
  reading: FeedReading,
  signal: AbortSignal,
): AsyncGenerator<Part, void, undefined> {
  const select = feedFields(spec, feed, own);
  const newest = new Map<string, bigint>();
  let held = new Map<string, SyncRow>();
  for await (const { rows, isLast } of newRows(source, { endpoint: feed.endpoint, select, signal }, reading)) {
    for (const row of rows) {
      const id = keyOf(row.row, spec);
      if ((newest.get(id) ?? -1n) > row.timestamp) continue;
      newest.set(id, row.timestamp);
      held.set(id, row);
    }
    if (!isLast && newest.size <= hold) continue;
    yield { rows: [...held.values()].sort((left, right) => ascending(left.timestamp, right.timestamp)), isLast };
    held = new Map();
  }
}

const keyOf = (row: WireRow, spec: ResourceSpec): string => String(row[spec.key]).toLowerCase();

/** Always reads key, reference and time of change too. */
function feedFields(spec: ResourceSpec, feed: TimestampReader['feed'], own: readonly string[]): readonly string[] {
  const { properties } = endpointOf(feed.endpoint);
  return [...new Set([spec.key, spec.reference, 'Modified', ...own])].filter(
    (field) => properties[field] !== undefined,
  );
}

/**
 * The records of some rows. Fields that the feed does not give are looked up by key (EX-sync-fields); a record that is not found was deleted
 * meanwhile or is not there yet, and is left out: its fields would seem empty.
 */
async function recordsOf(
  { source, spec, feed }: TimestampReader,
  rows: readonly SyncRow[],
  wanted: WantedFields,
  signal: AbortSignal,
): Promise<readonly RecordValues[]> {
  const needed = new Set([...feedFields(spec, feed, wanted.own), ...wanted.own]);
  const missing = [...needed].filter((field) => rows.some(({ row }) => row[field] === undefined));
  let records = rows.map(({ row }) => readRow(row, spec));
  if (missing.length > 0) {
    const values = records.map((record) => record[spec.key] ?? null);
    const found = await findRecords(source, { resource: spec.name, field: spec.key, values, fields: missing, signal });
    const byKey = new Map(found.map((record) => [String(record[spec.key]), record]));
    records = records.flatMap((record) => {
      const rest = byKey.get(String(record[spec.key]));
      return rest === undefined ? [] : [{ ...rest, ...record }];
    });
  }
  return withLines(source, spec, records, { lines: wanted.lines, signal });
}
