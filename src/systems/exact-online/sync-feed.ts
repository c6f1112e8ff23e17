import { TransientError } from '../../errors.ts';
import { queryAddress } from './address.ts';
import { pages, type Source } from './query.ts';
import type { WireRow } from './rows.ts';

/** A row of a sync endpoint with its row version. */
export interface SyncRow {
  readonly timestamp: bigint;
  readonly row: WireRow;
}

/** One page of a sync endpoint. */
export interface SyncPage {
  /** In ascending order; the row at which the cursor stands is left out, of a record seen twice the newest is kept. */
  readonly rows: readonly SyncRow[];
  /** The row at which the cursor stands came back, in this page or an earlier one; true as well without a cursor. */
  readonly lastRowCameBack: boolean;
  /** The highest row version so far, the cursor's included; null when there was never a row. */
  readonly highest: bigint | null;
  /** No row that is still to come is older than any of this page, so each of its row versions may become the cursor. */
  readonly isSafe: boolean;
  readonly isLast: boolean;
}

/** Rows that are held back, at most, to bring an unordered feed into order. */
const HOLD = 20_000;

/** What is read of a sync endpoint. */
export interface SyncRequest {
  readonly endpoint: string;
  readonly select: readonly string[];
  /** The field that tells records apart, to drop older versions. */
  readonly key: string;
  /** The row version up to which everything is known; null for the beginning. */
  readonly last: bigint | null;
  readonly signal: AbortSignal;
}

/**
 * Pages of what is new at a sync endpoint (§3.9). The filter asks for the last known row once more, which proves that
 * row versions still mean the same; so an idle run is exactly one call. Order is not promised by the API (U-12): what comes
 * in order is passed on page by page, one page late, and what does not is held until the end and sorted.
 */
export async function* syncPages(source: Source, request: SyncRequest): AsyncGenerator<SyncPage, void, undefined> {
  const { endpoint, key, last, signal } = request;
  const select = [...new Set(['Timestamp', key, ...request.select])];
  const filter = `Timestamp gt ${last === null ? 1n : last - 1n}`;
  const address = queryAddress(source.connection.base, endpoint, { select, filter });
  const newest = new Map<string, bigint>();
  let highest = last;
  let lastRowCameBack = last === null;
  let inOrder = true;
  let held = new Map<string, SyncRow>();
  for await (const page of pages(source, endpoint, address, signal)) {
    const before = { rows: held, highest };
    const incoming = new Map<string, SyncRow>();
    for (const wireRow of page.rows) {
      const row = toSyncRow(wireRow);
      const { timestamp } = row;
      if (timestamp === last) {
        lastRowCameBack = true;
        continue;
      }
      if (highest !== null && timestamp < highest) inOrder = false;
      if (highest === null || timestamp > highest) highest = timestamp;
      const id = String(wireRow[key]).toLowerCase();
      if ((newest.get(id) ?? -1n) > timestamp) continue;
      newest.set(id, timestamp);
      incoming.set(id, row);
    }
    // A page is passed on when the next one has shown that nothing older follows it.
    if (inOrder && before.rows.size > 0) {
      yield { rows: sorted(before.rows), lastRowCameBack, highest: before.highest, isSafe: true, isLast: false };
      held = incoming;
    } else {
      held = new Map([...before.rows, ...incoming]);
    }
    const isLast = page.next === null;
    if (!isLast && (inOrder || held.size < HOLD)) continue;
    yield { rows: sorted(held), lastRowCameBack, highest, isSafe: isLast, isLast };
    held = new Map();
  }
}

function sorted(rows: ReadonlyMap<string, SyncRow>): readonly SyncRow[] {
  return [...rows.values()].sort((left, right) => (left.timestamp < right.timestamp ? -1 : 1));
}

/** `Edm.Int64` comes as a number or as text (§3.7). */
function toSyncRow(row: WireRow): SyncRow {
  const text = String(row.Timestamp ?? '');
  if (!/^\d+$/.test(text)) {
    throw new TransientError('BAD_ANSWER', 'Exact Online answered a sync row without a row version.', {
      hint: 'The next run tries again.',
    });
  }
  return { timestamp: BigInt(text), row };
}

/** At most this many records per page for the engine, so that a run with a limit can stop at a safe place. */
const BATCH = 200;

/** Slices of a page's rows. */
export function batches<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const slices: Row[][] = [];
  for (let start = 0; start < rows.length; start += BATCH) slices.push(rows.slice(start, start + BATCH));
  return slices;
}
