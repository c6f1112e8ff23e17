import type { Deletions, DeletionsRequest } from '../../system.ts';
import { allRows, newerThan, type Source, specOf } from '../query/query.ts';
import type { WireRow } from '../rows.ts';
import { FeedReading, NOWHERE, readPlace, writePlace } from './feed-place.ts';
import { versionAbove, versionOf } from './sync-feed.ts';

/** The log of deletions. */
const LOG = 'sync/Deleted';
/** It is kept for two months (EX-deletion-log), which are at least 59 days. */
const KEPT_DAYS = 59;

/** What was read of the log, from above a row version on. */
interface Read {
  readonly above: bigint;
  readonly startedMs: number;
  readonly endedMs: number;
  readonly rows: readonly WireRow[];
}

/**
 * The log of deletions in one run: what the first flow reads of it, in one call per 1,000 deletions, also answers those that have read it as far. So it is
 * asked for every kind of record: the page marks the row version alone as what it can be filtered by (EX-deletion-log).
 */
export class DeletionLog {
  readonly #source: Source;
  #read: Read | undefined;

  constructor(source: Source) {
    this.#source = source;
  }

  /**
   * What was deleted of some resources since the cursor; without a cursor, as far back as the log goes. Cursor parts: those of
   * the log's place under `timestamp`, and `moved`, the division's last move as the feed knows it: after another move, row
   * versions start afresh, and the log is read from its beginning.
   */
  async deletions({ resources, cursor, feed, signal }: DeletionsRequest): Promise<Deletions> {
    const moved = feed?.moved ?? null;
    const isKnown = cursor !== null && (cursor.moved ?? null) === moved;
    const place = isKnown ? readPlace(cursor, 'timestamp') : NOWHERE;
    const { above } = new FeedReading(place, 0);
    const { rows, startedMs, endedMs } = await this.#rowsAbove(above, signal);
    const reading = new FeedReading(place, startedMs);
    const versions = rows.map(versionOf);
    const isNew = reading.note(versions, endedMs);
    const types = new Set(resources.map((resource) => specOf(this.#source, resource).deletionType));
    const keys = rows
      .filter((row, index) => types.has(Number(row.EntityType)) && isNew(versions[index] ?? 0n))
      .map((row) => String(row.EntityKey).toLowerCase());
    reading.settle(versions);
    const reached = { ...writePlace(reading.place(null), 'timestamp'), ...(moved === null ? {} : { moved }) };
    return { keys, cursor: reached, keptDays: KEPT_DAYS };
  }

  async #rowsAbove(above: bigint, signal: AbortSignal): Promise<Read> {
    if (this.#read === undefined || this.#read.above > above) {
      const { clock } = this.#source.connection;
      const startedMs = clock();
      const rows = await readLog(this.#source, above, signal);
      this.#read = { above, startedMs, endedMs: clock(), rows };
    }
    return { ...this.#read, rows: this.#read.rows.filter((row) => versionOf(row) > above) };
  }
}

/** The deletions above a row version, of every kind of record. */
export async function readLog(source: Source, above: bigint, signal: AbortSignal): Promise<readonly WireRow[]> {
  const select = ['Timestamp', 'EntityKey', 'EntityType'];
  const rows = await allRows(source, LOG, { select, filter: newerThan(above) }, signal);
  for (const row of rows) versionAbove(above, row);
  return rows;
}
