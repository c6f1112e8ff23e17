import { TransientError } from '../../../errors/errors.ts';
import { inDutch } from '../../../http/dutch-time.ts';
import type { Cursor } from '../../system.ts';
import { queryAddress } from '../query/address.ts';
import { endpointOf, keyed, newerThan, pages, type Source } from '../query/query.ts';
import { readDate, type WireRow } from '../rows.ts';
import type { DivisionMoves } from './division.ts';
import { type FeedReading, LATE_MS } from './feed-place.ts';

/** A row of a sync endpoint with its row version. */
export interface SyncRow {
  readonly timestamp: bigint;
  readonly row: WireRow;
  /** It changed less than fifteen minutes before it was read, so what belongs to it may not be there yet, or as it was. */
  readonly isYoung: boolean;
}

/** The time of a change, which all sync endpoints with records give. */
const CHANGED = 'Modified';

/** What to read from a sync endpoint. */
export interface SyncRequest {
  readonly endpoint: string;
  /** The key first, which each row must have; the reader looks after the other fields. */
  readonly select: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * The rows of a sync endpoint that are new to a reading, page by page in the order in which they come, which means nothing
 * (EX-feed-order). The filter asks once more for the row at which the reading begins: that proves that row versions still mean the
 * same, and an idle run is exactly one call (EX-division-move).
 */
export async function* newRows(
  source: Source,
  { endpoint, select, signal }: SyncRequest,
  reading: FeedReading,
): AsyncGenerator<{ readonly rows: readonly SyncRow[]; readonly isLast: boolean }, void, undefined> {
  const { connection } = source;
  const filter = newerThan(reading.above);
  const known = [CHANGED].filter((field) => endpointOf(endpoint).properties[field] !== undefined);
  const fields = [...new Set(['Timestamp', ...select, ...known])];
  const address = queryAddress(connection.base, endpoint, { select: fields, filter });
  const [youngFrom, soon] = [-LATE_MS, LATE_MS].map((ms) =>
    inDutch(connection.clock() + ms).toFormat("yyyy-MM-dd'T'HH:mm:ss"),
  ) as [string, string];
  // A time far ahead is wrong, and must not make a row young until then.
  const isYoung = (row: WireRow): boolean => {
    const changed = readDate(String(row[CHANGED]))?.iso ?? '';
    return changed > youngFrom && changed <= soon;
  };
  for await (const page of pages(source, endpoint, address, signal)) {
    const rows = keyed(page.rows, endpoint, select.slice(0, 1)).map((row) => {
      return { timestamp: versionAbove(reading.above, row), row, isYoung: isYoung(row) };
    });
    const versions = rows.map(({ timestamp }) => timestamp);
    const isNew = reading.note(versions, connection.clock());
    yield { rows: rows.filter(({ timestamp }) => isNew(timestamp)), isLast: page.next === null };
  }
}

/** The row version of a row: `Edm.Int64` comes as a number or as text (EX-int64). */
export function versionOf(row: WireRow): bigint {
  const text = String(row.Timestamp ?? '');
  if (/^\d+$/.test(text)) return BigInt(text);
  throw new TransientError('BAD_ANSWER', 'Exact Online answered a sync row without a row version.', {
    hint: 'The next run tries again.',
  });
}

/** The same of a row that was asked for as newer than `above`. Throws when it is not: its version is wrong, and it would be taken for one that was read. */
export function versionAbove(above: bigint, row: WireRow): bigint {
  const version = versionOf(row);
  if (version > above) return version;
  throw new TransientError(
    'BAD_ANSWER',
    'Exact Online answered a sync row with a row version that was not asked for.',
    {
      hint: 'The next run tries again.',
    },
  );
}

/** Knows when the division last moved, as far as a cursor and the system say. */
export class KnownMove {
  readonly #moves: DivisionMoves;
  readonly #signal: AbortSignal;
  #date: string | undefined;

  private constructor(moves: DivisionMoves, signal: AbortSignal, date: string | undefined) {
    this.#moves = moves;
    this.#signal = signal;
    this.#date = date;
  }

  /** From the cursor; read from the system if there is none. */
  static async of(cursor: Cursor | null, moves: DivisionMoves, signal: AbortSignal): Promise<KnownMove> {
    return new KnownMove(moves, signal, cursor === null ? await moves.date(signal) : cursor.moved);
  }

  /**
   * True if a reading in which the last known row did not come back shows that row versions no longer mean the same:
   * the division moved to another database, or that cannot be seen and nothing else came either.
   */
  async isStale(reading: FeedReading, isQuiet: boolean): Promise<boolean> {
    if (reading.cameBack) return false;
    const answer = await this.#moves.since(this.#date, this.#signal);
    this.#date = (await this.#moves.date(this.#signal)) ?? this.#date;
    return answer === 'moved' || (answer === 'unknown' && isQuiet);
  }

  /** The date as a part of a cursor. */
  part(): Cursor {
    return this.#date === undefined ? {} : { moved: this.#date };
  }
}

/** At most this many records per page for the engine, so that a run with a limit can stop at a safe place. */
const BATCH = 200;

/** Slices of rows. */
export function batches<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const slices: Row[][] = [];
  for (let start = 0; start < rows.length; start += BATCH) slices.push(rows.slice(start, start + BATCH));
  return slices;
}

/** How many rows come after a slice. */
export const leftAfter = (slices: readonly (readonly unknown[])[], index: number): number =>
  slices.slice(index + 1).reduce((sum, slice) => sum + slice.length, 0);

/** The most places that a run saves on its way, beside the last: each may hold everything that was seen. */
const MOST_PLACES = 50;

/** Whether the place after a batch is saved. */
export function isPlace(index: number, count: number): boolean {
  return index === count - 1 || (index + 1) % Math.ceil(count / MOST_PLACES) === 0;
}
