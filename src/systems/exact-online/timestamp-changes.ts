import type { RecordValues } from '../../values.ts';
import type { FeedSpec, ResourceSpec } from '../catalog.ts';
import type { ChangePage, ChangesRequest, Cursor } from '../system.ts';
import type { DivisionMoves } from './division.ts';
import { splitFields, withLines } from './lines.ts';
import { findRecords, sourceRecord } from './lookup.ts';
import { endpointOf, type Source } from './query.ts';
import { readRow } from './rows.ts';
import { batches, syncPages } from './sync-feed.ts';

/** A cursor part as a row version; null when the feed was never read or had no row yet. */
export function rowVersion(text: string | undefined): bigint | null {
  return text !== undefined && /^\d+$/.test(text) ? BigInt(text) : null;
}

/** The parts that have a value. */
export function cursorOf(parts: Readonly<Record<string, bigint | string | null | undefined>>): Cursor {
  const filled = Object.entries(parts).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(filled.map(([part, value]) => [part, String(value)]));
}

/** Fields that the feed has, and those that must be looked up. */
export interface FeedFields {
  readonly select: readonly string[];
  readonly missing: readonly string[];
}

/** Sorts a resource's fields by whether a sync endpoint has them; key, reference and time of change always come along. */
export function feedFields(spec: ResourceSpec, endpoint: string, own: readonly string[]): FeedFields {
  const { properties } = endpointOf(endpoint);
  const wanted = [...new Set([spec.key, spec.reference, 'Modified', ...own])];
  const select = wanted.filter((field) => properties[field] !== undefined);
  return { select, missing: own.filter((field) => properties[field] === undefined) };
}

/** The records with the fields that their feed lacks, looked up by key. */
export async function withMissingFields(
  source: Source,
  spec: ResourceSpec,
  records: readonly RecordValues[],
  missing: readonly string[],
  signal: AbortSignal,
): Promise<readonly RecordValues[]> {
  if (missing.length === 0 || records.length === 0) return records;
  const values = records.map((record) => record[spec.key] ?? null);
  const found = await findRecords(source, { resource: spec.name, field: spec.key, values, fields: missing, signal });
  const byKey = new Map(found.map((record) => [String(record[spec.key]), record]));
  return records.map((record) => ({ ...byKey.get(String(record[spec.key])), ...record }));
}

/**
 * Changes of a resource with one sync endpoint. Cursor parts: `timestamp`, the highest row version that is settled, and
 * `moved`, the date of the division's last move. When the last known row does not come back, it was changed, deleted, or
 * the division moved: then the feed is read from its beginning.
 */
export async function* timestampChanges(
  source: Source,
  moves: DivisionMoves,
  spec: ResourceSpec,
  feed: Extract<FeedSpec, { kind: 'timestamp' }>,
  request: ChangesRequest,
): AsyncGenerator<ChangePage, void, undefined> {
  const { cursor, signal } = request;
  const wanted = splitFields(spec, request.fields);
  const { select, missing } = feedFields(spec, feed.endpoint, wanted.own);
  let last = rowVersion(cursor?.timestamp);
  let moved = cursor === null ? await moves.date(signal) : cursor.moved;
  for (;;) {
    let isStale = false;
    let isChecked = false;
    for await (const page of syncPages(source, { endpoint: feed.endpoint, select, key: spec.key, last, signal })) {
      if (!page.lastRowCameBack && !isChecked) {
        isChecked = true;
        const answer = await moves.since(moved, signal);
        isStale = answer === 'moved' || (answer === 'unknown' && page.rows.length === 0);
        moved = (await moves.date(signal)) ?? moved;
        if (isStale) break;
      }
      const slices = batches(page.rows);
      for (const [index, batch] of slices.entries()) {
        const rows = batch.map(({ row }) => readRow(row, spec));
        const whole = await withMissingFields(source, spec, rows, missing, signal);
        const records = await withLines(source, spec, whole, wanted.lines, signal);
        const isEnd = page.isLast && index === slices.length - 1;
        const timestamp = isEnd ? page.highest : page.isSafe ? batch.at(-1)?.timestamp : undefined;
        yield {
          records: records.map((record) => sourceRecord(spec, record)),
          cursor: timestamp === undefined ? null : cursorOf({ timestamp, moved }),
        };
      }
      if (page.isLast && slices.length === 0) {
        yield { records: [], cursor: cursorOf({ timestamp: page.highest, moved }) };
      }
    }
    if (!isStale) return;
    last = null;
  }
}
