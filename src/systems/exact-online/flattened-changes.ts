import type { FeedSpec, ResourceSpec } from '../catalog.ts';
import type { ChangePage, ChangesRequest } from '../system.ts';
import { type ChangedLines, readChangedLines } from './changed-lines.ts';
import type { DivisionMoves } from './division.ts';
import { linesSpec } from './lines.ts';
import { findRecords, sourceRecord } from './lookup.ts';
import type { Source } from './query.ts';
import { batches } from './sync-feed.ts';
import { cursorOf, rowVersion } from './timestamp-changes.ts';

/** What reads a flattened feed. */
export interface FlattenedReader {
  readonly source: Source;
  readonly moves: DivisionMoves;
  readonly spec: ResourceSpec;
  readonly feed: Extract<FeedSpec, { kind: 'flattened' }>;
}

/**
 * Changes of documents that the sync API shows as one row per line (B-22). Cursor parts: `timestamp` and `moved`, as in
 * `timestampChanges`. The rows tell which documents changed and nothing else: among them are lines that the document does
 * not have (0 with the total, 9999 with the VAT), and amounts have the sign of the ledger (F-2). So the documents and their
 * lines are fetched by bulk. They come in the order of their first changed row, so that the row versions up to it are
 * settled with them. A document without lines is in no such feed.
 */
export async function* flattenedChanges(
  { source, moves, spec, feed }: FlattenedReader,
  { fields, cursor, signal }: ChangesRequest,
): AsyncGenerator<ChangePage, void, undefined> {
  const lines = linesSpec(source, spec, feed.linesField, [spec.key]);
  const read = (last: bigint | null): Promise<ChangedLines> =>
    readChangedLines(source, { endpoint: feed.endpoint, linesSpec: lines, last, bufferSize: 0, signal });

  let moved = cursor === null ? await moves.date(signal) : cursor.moved;
  let changed = await read(rowVersion(cursor?.timestamp));
  if (!changed.lastRowCameBack) {
    const answer = await moves.since(moved, signal);
    moved = (await moves.date(signal)) ?? moved;
    if (answer === 'moved' || (answer === 'unknown' && changed.documents.size === 0)) changed = await read(null);
  }

  const slices = batches([...changed.documents]);
  for (const [index, slice] of slices.entries()) {
    const isEnd = index === slices.length - 1;
    const values = slice.map(([document]) => document);
    const wanted = [...fields, 'Modified'];
    const found = await findRecords(source, { resource: spec.name, field: spec.key, values, fields: wanted, signal });
    const byKey = new Map(found.map((record) => [String(record[spec.key]), record]));
    const ordered = values.map((key) => byKey.get(key)).filter((record) => record !== undefined);
    yield {
      records: ordered.map((record) => sourceRecord(spec, record)),
      cursor: cursorOf({ timestamp: isEnd ? changed.highest : slice.at(-1)?.[1], moved }),
    };
  }
  if (slices.length === 0) yield { records: [], cursor: cursorOf({ timestamp: changed.highest, moved }) };
}
