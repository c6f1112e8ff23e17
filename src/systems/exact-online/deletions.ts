import type { ResourceSpec } from '../catalog.ts';
import type { Deletions, DeletionsRequest } from '../system.ts';
import { allRows, type Source } from './query.ts';
import { cursorOf, rowVersion } from './timestamp-changes.ts';

/** The log of deletions, kept for two months (§3.9). */
const LOG = 'sync/Deleted';

/**
 * What was deleted of a resource since the cursor, in one call per 1,000 deletions of it. The vendor's own sample filters
 * by `EntityType` beside the row version [syncdemo]. Cursor parts: `timestamp`, the highest row version seen, and `moved`,
 * the division's last move as the feed knows it: after another one row versions start afresh, and the log is read anew.
 */
export async function readDeletions(
  source: Source,
  { deletionType }: ResourceSpec,
  { cursor, feed, signal }: DeletionsRequest,
): Promise<Deletions> {
  const moved = feed?.moved ?? null;
  const last = cursor !== null && (cursor.moved ?? null) === moved ? rowVersion(cursor.timestamp) : null;
  const filter = `Timestamp gt ${last ?? 1n} and EntityType eq ${deletionType}`;
  const rows = await allRows(source, LOG, ['Timestamp', 'EntityKey'], filter, signal);
  let timestamp = last ?? 1n;
  for (const row of rows) {
    const version = BigInt(String(row.Timestamp));
    if (version > timestamp) timestamp = version;
  }
  return { keys: rows.map((row) => String(row.EntityKey).toLowerCase()), cursor: cursorOf({ timestamp, moved }) };
}
