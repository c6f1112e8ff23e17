import type { FeedSpec, ResourceSpec } from '../catalog.ts';
import type { ChangePage, ChangesRequest, SourceRecord } from '../system.ts';
import { type ChangedLines, readChangedLines } from './changed-lines.ts';
import type { DivisionMoves } from './division.ts';
import { linesSpec, splitFields } from './lines.ts';
import { findRecords, sourceRecord } from './lookup.ts';
import { endpointOf, type Source, specOf } from './query.ts';
import { batches } from './sync-feed.ts';
import { cursorOf, rowVersion, withMissingFields } from './timestamp-changes.ts';

/** Lines that a first run keeps in memory; more are fetched per document. */
const LINE_BUFFER = 20_000;

/** What reads a flattened feed. */
export interface FlattenedReader {
  readonly source: Source;
  readonly moves: DivisionMoves;
  readonly spec: ResourceSpec;
  readonly feed: Extract<FeedSpec, { kind: 'flattened' }>;
  readonly bufferSize?: number;
}

/**
 * Changes of documents that the sync API shows as one row per line (B-22). Cursor parts: `timestamp` and `moved`, as in
 * `timestampChanges`. The rows tell which documents changed; on a first run they also are the documents, later those are
 * fetched whole by bulk, because of a document only the changed lines come. Documents come in the order of their first
 * changed row, so that the row versions up to it are settled with them. A document without lines is in no such feed.
 */
export async function* flattenedChanges(
  reader: FlattenedReader,
  request: ChangesRequest,
): AsyncGenerator<ChangePage, void, undefined> {
  const { source, moves, spec, feed } = reader;
  const { cursor, signal } = request;
  const wanted = splitFields(spec, request.fields);
  const lineFields = wanted.lines.get(feed.linesField);
  const lines = linesSpec(source, spec, feed.linesField, lineFields ?? [spec.key]);
  const { select, missing } = headerFields(source, spec, feed, wanted.own);
  const read = (last: bigint | null): Promise<ChangedLines> =>
    readChangedLines(source, {
      endpoint: feed.endpoint,
      linesSpec: lines,
      header: { spec, select },
      last,
      bufferSize: reader.bufferSize ?? LINE_BUFFER,
      signal,
    });

  const last = rowVersion(cursor?.timestamp);
  let moved = cursor === null ? await moves.date(signal) : cursor.moved;
  let changed = await read(last);
  if (!changed.lastRowCameBack) {
    const answer = await moves.since(moved, signal);
    moved = (await moves.date(signal)) ?? moved;
    if (answer === 'moved' || (answer === 'unknown' && changed.documents.size === 0)) changed = await read(null);
  }

  const whole = async (keys: readonly string[]): Promise<readonly SourceRecord[]> => {
    const { lines: kept, headers } = changed;
    if (kept === null) {
      const fields = [...request.fields, 'Modified'];
      const found = await findRecords(source, { resource: spec.name, field: spec.key, values: keys, fields, signal });
      return found.map((record) => sourceRecord(spec, record));
    }
    const known = keys.map((key) => headers.get(key) ?? { [spec.key]: key });
    const documents = await withMissingFields(source, spec, known, missing, signal);
    return documents.map((document) => {
      const own = lineFields === undefined ? {} : { [feed.linesField]: kept.get(String(document[spec.key])) ?? [] };
      return sourceRecord(spec, { ...document, ...own });
    });
  };

  const slices = batches([...changed.documents]);
  for (const [index, slice] of slices.entries()) {
    const isEnd = index === slices.length - 1;
    yield {
      records: await whole(slice.map(([document]) => document)),
      cursor: cursorOf({ timestamp: isEnd ? changed.highest : slice.at(-1)?.[1], moved }),
    };
  }
  if (slices.length === 0) yield { records: [], cursor: cursorOf({ timestamp: changed.highest, moved }) };
}

/**
 * What of a header can be taken from its rows. Of a name that header and line share (`AmountFC`, `Description`) a row shows
 * the line's value, so the header's must be looked up ([ref]: "For normal lines it's the amount excluding VAT").
 */
function headerFields(
  source: Source,
  spec: ResourceSpec,
  { endpoint, linesField }: FlattenedReader['feed'],
  own: readonly string[],
): { readonly select: readonly string[]; readonly missing: readonly string[] } {
  const element = specOf(source, spec.lines?.[linesField] ?? '');
  const { properties } = endpointOf(endpoint);
  const isShown = (field: string): boolean =>
    properties[field] !== undefined && (field === spec.key || element.fields[field] === undefined);
  const fields = [...new Set([spec.key, spec.reference, 'Modified', ...own])];
  return { select: fields.filter(isShown), missing: own.filter((field) => !isShown(field)) };
}
