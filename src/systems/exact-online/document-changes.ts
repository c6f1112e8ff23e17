import type { RecordValues } from '../../values.ts';
import type { FeedSpec, ResourceSpec } from '../catalog.ts';
import type { ChangePage, ChangesRequest } from '../system.ts';
import { type ChangedLines, readChangedLines } from './changed-lines.ts';
import type { DivisionMoves } from './division.ts';
import { fetchLines, type LinesSpec, linesSpec, splitFields } from './lines.ts';
import { findRecords, sourceRecord } from './lookup.ts';
import type { Source } from './query.ts';
import { readRow } from './rows.ts';
import { batches, type SyncRow, syncPages } from './sync-feed.ts';
import { cursorOf, feedFields, rowVersion, timestampChanges, withMissingFields } from './timestamp-changes.ts';

/** Lines that a first run keeps in memory; more are fetched per document. */
const LINE_BUFFER = 20_000;

type DocumentFeed = Extract<FeedSpec, { kind: 'headers-and-lines' }>;

/** What reads a document feed. */
export interface DocumentReader {
  readonly source: Source;
  readonly moves: DivisionMoves;
  readonly spec: ResourceSpec;
  readonly feed: DocumentFeed;
  readonly bufferSize?: number;
}

/**
 * Changes of documents whose headers and lines move separately (B-22), each document assembled with all of its lines.
 * Cursor parts: `headers`, `lines`, and `moved` as in `timestampChanges`.
 *
 * Lines are read before headers, so a header is never newer than the lines that go with it: on a first run from memory,
 * later those of the changed documents by bulk. Documents of which only lines changed come last; the `lines` part moves
 * with them. On a first run every document comes with its header, so the lines' end is a safe place from the start.
 */
export async function* documentChanges(
  reader: DocumentReader,
  request: ChangesRequest,
): AsyncGenerator<ChangePage, void, undefined> {
  const { source, moves, spec, feed } = reader;
  const { cursor, signal } = request;
  const wanted = splitFields(spec, request.fields);
  const lineFields = wanted.lines.get(feed.linesField);
  if (lineFields === undefined) {
    yield* headersOnly(reader, request);
    return;
  }
  const lines = linesSpec(source, spec, feed.linesField, lineFields);
  const moved = cursor === null ? await moves.date(signal) : cursor.moved;
  const start: Start = {
    headers: rowVersion(cursor?.headers),
    lines: rowVersion(cursor?.headers) === null ? null : rowVersion(cursor?.lines),
    moved,
  };
  const isStale = yield* changesFrom(reader, request, lines, start);
  if (isStale) {
    yield* changesFrom(reader, request, lines, {
      headers: null,
      lines: null,
      moved: (await moves.date(signal)) ?? moved,
    });
  }
}

interface Start {
  readonly headers: bigint | null;
  readonly lines: bigint | null;
  readonly moved: string | undefined;
}

/** Returns true, having yielded nothing, when the row versions of the cursor no longer mean anything. */
async function* changesFrom(
  reader: DocumentReader,
  request: ChangesRequest,
  lines: LinesSpec,
  start: Start,
): AsyncGenerator<ChangePage, boolean, undefined> {
  const { source, moves, spec, feed } = reader;
  const { signal } = request;
  let { moved } = start;
  const isStale = async (cameBack: boolean, isQuiet: boolean): Promise<boolean> => {
    if (cameBack) return false;
    const answer = await moves.since(start.moved, signal);
    moved = (await moves.date(signal)) ?? moved;
    return answer === 'moved' || (answer === 'unknown' && isQuiet);
  };

  const changed = await readChangedLines(source, {
    endpoint: feed.lines,
    linesSpec: lines,
    last: start.lines,
    bufferSize: reader.bufferSize ?? LINE_BUFFER,
    signal,
  });
  if (await isStale(changed.lastRowCameBack, changed.documents.size === 0)) return true;

  const isFirst = start.headers === null;
  const linesSoFar = isFirst ? changed.highest : start.lines;
  const own = splitFields(spec, request.fields).own;
  const { select, missing } = feedFields(spec, feed.headers, own);
  const done = new Set<string>();
  const remaining = () => (isFirst ? [] : [...changed.documents].filter(([document]) => !done.has(document)));
  let headers = start.headers;
  let isChecked = false;
  let isEnd = false;
  const end = () => cursorOf({ headers, lines: changed.highest, moved });
  const headerPages = syncPages(source, { endpoint: feed.headers, select, key: spec.key, last: start.headers, signal });
  for await (const page of headerPages) {
    if (!isChecked && (await isStale(page.lastRowCameBack, page.rows.length === 0))) return true;
    isChecked = true;
    headers = page.highest;
    const slices = batches(page.rows);
    for (const [index, batch] of slices.entries()) {
      const rows = batch.map(({ row }) => readRow(row, spec));
      const documents = await withMissingFields(source, spec, rows, missing, signal);
      for (const document of documents) done.add(String(document[spec.key]));
      isEnd = page.isLast && index === slices.length - 1 && remaining().length === 0;
      const reached = page.isSafe ? cursorOf({ headers: batch.at(-1)?.timestamp, lines: linesSoFar, moved }) : null;
      yield {
        records: await assembled(reader, lines, changed, batch, documents, signal),
        cursor: isEnd ? end() : reached,
      };
    }
  }
  const slices = batches(remaining());
  const fields = [...request.fields, ...(spec.fields.Modified === undefined ? [] : ['Modified'])];
  for (const [index, slice] of slices.entries()) {
    const values = slice.map(([document]) => document);
    const documents = await findRecords(source, { resource: spec.name, field: spec.key, values, fields, signal });
    isEnd = index === slices.length - 1;
    // Lines up to the first one of the slice's last document belong to documents that are settled with this page.
    const reached = cursorOf({ headers, lines: slice.at(-1)?.[1], moved });
    yield { records: documents.map((document) => sourceRecord(spec, document)), cursor: isEnd ? end() : reached };
  }
  if (!isEnd) yield { records: [], cursor: end() };
  return false;
}

/** The documents of a batch of headers with their lines, from memory where that is sure to be complete. */
async function assembled(
  { source, spec, feed }: DocumentReader,
  lines: LinesSpec,
  changed: ChangedLines,
  batch: readonly SyncRow[],
  documents: readonly RecordValues[],
  signal: AbortSignal,
): Promise<ChangePage['records']> {
  const keyOf = (document: RecordValues): string => String(document[spec.key]);
  // A header younger than the youngest line read, or without lines, may have got lines since.
  const isKnown = (document: RecordValues, index: number): boolean =>
    changed.lines?.has(keyOf(document)) === true && (batch[index]?.timestamp ?? 0n) <= (changed.highest ?? 0n);
  const unsure = documents.filter((document, index) => !isKnown(document, index));
  const fetched = await fetchLines(
    source,
    lines,
    unsure.map((document) => document[spec.key] ?? null),
    signal,
  );
  return documents.map((document, index) => {
    const own = (isKnown(document, index) ? changed.lines : fetched)?.get(keyOf(document)) ?? [];
    return sourceRecord(spec, { ...document, [feed.linesField]: own });
  });
}

/** A mapping that uses no line needs no line feed: the headers alone, under the cursor part `headers`. */
async function* headersOnly(
  { source, moves, spec, feed }: DocumentReader,
  request: ChangesRequest,
): AsyncGenerator<ChangePage, void, undefined> {
  const { headers, moved } = request.cursor ?? {};
  const cursor = request.cursor === null ? null : cursorOf({ timestamp: headers, moved });
  const pages = timestampChanges(
    source,
    moves,
    spec,
    { kind: 'timestamp', endpoint: feed.headers },
    { ...request, cursor },
  );
  for await (const page of pages) {
    const { timestamp, ...rest } = page.cursor ?? {};
    yield { ...page, cursor: page.cursor === null ? null : cursorOf({ headers: timestamp, ...rest }) };
  }
}
