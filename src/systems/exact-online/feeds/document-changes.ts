import { ascending } from '../../../order.ts';
import type { FeedSpec, ResourceSpec } from '../../catalog.ts';
import type { ChangePage, ChangesRequest, Cursor, SourceRecord } from '../../system.ts';
import { HeldLists } from '../query/held-lists.ts';
import { splitFields } from '../query/lines.ts';
import { findRecords, sourceRecord } from '../query/lookup.ts';
import type { Source } from '../query/query.ts';
import type { DivisionMoves } from './division.ts';
import { FeedReading, NOWHERE, readPlace, writePlace } from './feed-place.ts';
import { batches, isPlace, KnownMove, leftAfter, newRows } from './sync-feed.ts';

/** More documents than this may take several runs: each takes a call to write, and a minute allows 60. */
const MANY = 1000;

/** A feed that shows which documents changed: the part of the cursor for its place, and the field with the document's key. */
interface DocumentFeed {
  readonly part: string;
  readonly endpoint: string;
  readonly documentKey: string;
}

/** A feed that is being read. */
interface OpenFeed extends DocumentFeed {
  readonly reading: FeedReading;
}

/** What is needed to read the feeds of documents. */
export interface DocumentReader {
  readonly source: Source;
  readonly moves: DivisionMoves;
  readonly spec: ResourceSpec;
  readonly feed: Extract<FeedSpec, { kind: 'headers-and-lines' | 'flattened' }>;
}

/** A document that changed, with the row versions that show it, feed by feed. */
interface Changed {
  readonly key: string;
  readonly versions: readonly bigint[][];
  /** As in `SyncRow`, of any of its rows. */
  isYoung: boolean;
}

/**
 * Changes of documents. Headers and lines move separately, or a feed has one row for each line (EX-document-feeds); either way the feeds
 * only show which documents changed, and bulk fetches those whole. Rows would not be enough: a later run sees
 * only the lines that changed, and those of invoices are not all lines (0 with the total, 9999 with the VAT), with amounts
 * that have the ledger's sign (EX-ledger-rows). Cursor parts: those of each feed's place, and `moved` as in `timestampChanges`.
 *
 * Documents come in the order of their first change; if they are more than one run can write, the newest come first, because people wait for
 * those. A place names each settled row version above the lowest that is not, so either order loses nothing. Only their keys and row versions
 * are held in memory.
 */
export async function* documentChanges(
  reader: DocumentReader,
  request: ChangesRequest,
): AsyncGenerator<ChangePage, void, undefined> {
  const { source, moves } = reader;
  const { cursor, signal } = request;
  const feeds = feedsOf(reader, request.fields);
  const move = await KnownMove.of(cursor, moves, signal);
  for (let start = cursor; ; start = null) {
    const nowMs = source.connection.clock();
    const open = feeds.map((feed): OpenFeed => {
      const place = start === null ? NOWHERE : readPlace(start, feed.part);
      return { ...feed, reading: new FeedReading(place, nowMs) };
    });
    const documents = await changedDocuments(source, open, move, signal);
    if (documents === null) continue;
    const cursorAt = (rest: readonly (bigint | null)[]): Cursor => {
      const parts = open.map(({ part, reading }, at) => writePlace(reading.place(rest[at] ?? null), part));
      return Object.assign({}, ...parts, move.part());
    };
    const slices = batches(documents);
    const lowest = lowestAfter(slices, feeds.length);
    const held = new HeldLists();
    for (const [index, slice] of slices.entries()) {
      const records = await wholeDocuments(reader, slice, { ...request, held });
      const shown = new Set(records.map(({ key }) => key));
      for (const { key, versions, isYoung } of slice) {
        if (isYoung || !shown.has(key)) continue;
        for (const [at, { reading }] of open.entries()) reading.settle(versions[at] ?? []);
      }
      const place = isPlace(index, slices.length) ? cursorAt(lowest[index] ?? []) : null;
      yield { records, cursor: place, left: leftAfter(slices, index) };
    }
    if (slices.length === 0) yield { records: [], cursor: cursorAt([]) };
    return;
  }
}

/** The feeds that are read; that of the lines only if the mapping uses them. */
function feedsOf({ spec, feed }: DocumentReader, fields: readonly string[]): readonly DocumentFeed[] {
  if (feed.kind === 'flattened') return [{ part: 'timestamp', endpoint: feed.endpoint, documentKey: spec.key }];
  const { documentKey } = feed;
  const headers = { part: 'headers', endpoint: feed.headers, documentKey };
  const lines = { part: 'lines', endpoint: feed.lines, documentKey };
  return splitFields(spec, fields).lines.has(feed.linesField) ? [lines, headers] : [headers];
}

/** Reads the feeds to their ends; null if the row versions of the cursor no longer mean anything. */
async function changedDocuments(
  source: Source,
  feeds: readonly OpenFeed[],
  move: KnownMove,
  signal: AbortSignal,
): Promise<readonly Changed[] | null> {
  const documents = new Map<string, Changed>();
  for (const [at, { endpoint, documentKey, reading }] of feeds.entries()) {
    let isQuiet = true;
    for await (const page of newRows(source, { endpoint, select: [documentKey], signal }, reading)) {
      for (const { timestamp, row, isYoung } of page.rows) {
        isQuiet = false;
        const key = String(row[documentKey]).toLowerCase();
        const document = documents.get(key) ?? { key, versions: feeds.map((): bigint[] => []), isYoung };
        documents.set(key, document);
        document.versions[at]?.push(timestamp);
        document.isYoung ||= isYoung;
      }
    }
    if (await move.isStale(reading, isQuiet)) return null;
  }
  const first = ({ versions }: Changed): bigint => lowest(versions.flat()) ?? 0n;
  const sorted = [...documents.values()]
    .map((document) => ({ document, at: first(document) }))
    .sort((left, right) => ascending(left.at, right.at))
    .map(({ document }) => document);
  return sorted.length > MANY ? sorted.reverse() : sorted;
}

function lowest(versions: readonly bigint[]): bigint | null {
  return versions.reduce<bigint | null>((low, one) => (low === null || one < low ? one : low), null);
}

/** For each slice and feed, the lowest row version of the documents after it: the place may move up to there. */
function lowestAfter(slices: readonly (readonly Changed[])[], feeds: number): readonly (readonly (bigint | null)[])[] {
  const after: (bigint | null)[][] = [];
  let behind = Array.from({ length: feeds }, (): bigint | null => null);
  for (const slice of slices.toReversed()) {
    after.push(behind);
    behind = behind.map((low, at) =>
      lowest([...(low === null ? [] : [low]), ...slice.flatMap(({ versions }) => versions[at] ?? [])]),
    );
  }
  return after.reverse();
}

/** The documents of a slice in its order, without those that are gone, not there yet, or may not be seen. */
async function wholeDocuments(
  { source, spec }: DocumentReader,
  slice: readonly Changed[],
  { fields, held, signal }: ChangesRequest & { readonly held: HeldLists },
): Promise<readonly SourceRecord[]> {
  const values = slice.map(({ key }) => key);
  const wanted = spec.fields.Modified === undefined ? fields : [...fields, 'Modified'];
  const request = { resource: spec.name, field: spec.key, values, fields: wanted, held, signal };
  const found = await findRecords(source, request);
  const byKey = new Map(found.map((record) => [String(record[spec.key]), record]));
  return values
    .map((key) => byKey.get(key))
    .filter((record) => record !== undefined)
    .map((record) => sourceRecord(spec, record));
}
