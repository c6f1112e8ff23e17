import type { ResourceSpec } from '../../catalog.ts';
import type { Deletions, DeletionsRequest } from '../../system.ts';
import { allRows, newerThan, type Source } from '../query/query.ts';
import type { WireRow } from '../rows.ts';
import { FeedReading, NOWHERE, readPlace, writePlace } from './feed-place.ts';
import { versionOf } from './sync-feed.ts';

/** The log of deletions, kept for two months (EX-deletion-log). */
const LOG = 'sync/Deleted';

/**
 * What was deleted of a resource since the cursor, in one call per 1,000 deletions of it; without a cursor, as far back as
 * the log goes. The vendor's own sample filters by `EntityType` beside the row version (EX-deletion-log). Cursor parts: those of
 * the log's place under `timestamp`, and `moved`, the division's last move as the feed knows it: after another move, row
 * versions start afresh, and the log is read from its beginning.
 */
export async function readDeletions(
  source: Source,
  { deletionType }: ResourceSpec,
  { cursor, feed, signal }: DeletionsRequest,
): Promise<Deletions> {
  const moved = feed?.moved ?? null;
  const isKnown = cursor !== null && (cursor.moved ?? null) === moved;
  const { clock } = source.connection;
  const reading = new FeedReading(isKnown ? readPlace(cursor, 'timestamp') : NOWHERE, clock());
  const rows = await readLog(source, deletionType, reading.above, signal);
  const versions = rows.map(versionOf);
  const isNew = reading.note(versions, clock());
  const keys = rows
    .filter((_, index) => isNew(versions[index] ?? 0n))
    .map((row) => String(row.EntityKey).toLowerCase());
  reading.settle(versions);
  return { keys, cursor: { ...writePlace(reading.place(null), 'timestamp'), ...(moved === null ? {} : { moved }) } };
}

/** The deletions of one kind of record above a row version. */
export function readLog(
  source: Source,
  deletionType: number | undefined,
  above: bigint,
  signal: AbortSignal,
): Promise<readonly WireRow[]> {
  const filter = `${newerThan(above)} and EntityType eq ${deletionType}`;
  return allRows(source, LOG, { select: ['Timestamp', 'EntityKey'], filter }, signal);
}
