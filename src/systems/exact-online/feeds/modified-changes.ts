import { DateTime } from 'luxon';
import { DUTCH, inDutch } from '../../../http/dutch-time.ts';
import { ascending } from '../../../order.ts';
import { LocalDateTime } from '../../../values.ts';
import type { ResourceSpec } from '../../catalog.ts';
import type { ChangePage, ChangesRequest, Cursor } from '../../system.ts';
import { queryAddress } from '../query/address.ts';
import { splitFields, withLines } from '../query/lines.ts';
import { literal } from '../query/literals.ts';
import { sourceRecord } from '../query/lookup.ts';
import { keyed, pages, type Source } from '../query/query.ts';
import { readRow, readWhole, type WireRow } from '../rows.ts';
import { batches, leftAfter } from './sync-feed.ts';

const CHANGED = 'Modified';

const ISO_SECONDS = "yyyy-MM-dd'T'HH:mm:ss";

/** How far before the newest known change a run reads again: a change may be stored later than one with a later date, or be missing from one answer. */
const OVERLAP_MINUTES = 60;

/** The most changes to remember as seen; if the overlap has more, they are given again. */
const MOST_SEEN = 1000;

/**
 * Changes of documents that have no feed (sales entries): the plain list, filtered by the time of change. It has no reliable order
 * (EX-query-options), so it is read to its end and sorted. Lines are read by themselves: expanded within the list they could be cut off after a page
 * of them (EX-paging). Cursor parts: `modified`, the latest change that is settled (Dutch clock), and `seen`, the
 * changes within the overlap that are settled too. It misses deletions, and changes of a line
 * that leave the header alone (lines have no time of change).
 */
export async function* modifiedChanges(
  source: Source,
  spec: ResourceSpec,
  { fields, cursor, signal }: ChangesRequest,
): AsyncGenerator<ChangePage, void, undefined> {
  const wanted = splitFields(spec, fields);
  const select = [spec.key, spec.reference, CHANGED, ...wanted.own];
  const from = cursor?.modified;
  const filter = from === undefined ? {} : { filter: `${CHANGED} ge ${literalOf(spec, overlapStart(from))}` };
  const address = queryAddress(source.connection.base, spec.name, { select, ...filter });
  const rows: Change[] = [];
  for await (const page of pages(source, spec.name, address, signal)) {
    rows.push(...keyed(page.rows, spec.name, select).map((row) => changeOf(row, spec)));
  }
  // A document that was changed while the pages were read may come twice.
  const newest = new Map(rows.sort(byTime).map((change) => [change.key, change]));
  const sorted = [...newest.values()].sort(byTime);
  const seen = new Set((cursor?.seen ?? '').split(','));
  const fresh = sorted.filter((change) => !seen.has(change.fingerprint));
  let settled = sorted.filter((change) => seen.has(change.fingerprint));
  const slices = fresh.length === 0 ? [[]] : batches(fresh);
  for (const [index, slice] of slices.entries()) {
    settled = [...settled, ...slice];
    const own = slice.map(({ row }) => readRow(row, spec));
    const records = await withLines(source, spec, own, { lines: wanted.lines, signal });
    yield {
      records: records.map((record) => sourceRecord(spec, record)),
      cursor: cursorOf(from, settled, inDutch(source.connection.clock()).toFormat(ISO_SECONDS)),
      left: leftAfter(slices, index),
    };
  }
}

/** A row with its time of change. */
interface Change {
  readonly row: WireRow;
  readonly key: string;
  /** Dutch clock to the second. */
  readonly time: string;
  /** Document and time of change, to the millisecond, in few characters. */
  readonly fingerprint: string;
}

function changeOf(row: WireRow, spec: ResourceSpec): Change {
  const key = String(row[spec.key]).toLowerCase();
  const time = readWhole({ [CHANGED]: row[CHANGED] }, spec)[CHANGED];
  const wire = String(row[CHANGED] ?? '').replace(/[^0-9]/g, '');
  return { row, key, time: String(time ?? ''), fingerprint: `${key.slice(0, 8)}${key.slice(-4)}-${wire}` };
}

const byTime = (left: Change, right: Change): number => ascending(left.time, right.time);

/** A change that is dated in the future says nothing of how far the list was read, and is remembered as seen. */
function cursorOf(before: string | undefined, settled: readonly Change[], now: string): Cursor | null {
  const past = settled.map(({ time }) => time).filter((time) => time <= now);
  const latest = [before ?? '', ...past].sort().at(-1) ?? '';
  if (latest === '') return {};
  const start = overlapStart(latest);
  const seen = settled.filter(({ time }) => time >= start).map(({ fingerprint }) => fingerprint);
  return { modified: latest, ...(seen.length === 0 || seen.length > MOST_SEEN ? {} : { seen: seen.join(',') }) };
}

/** Some minutes earlier on the Dutch clock; an hour more in the hour that occurs twice when the clock is set back. */
function overlapStart(time: string): string {
  const isTwice = DateTime.fromISO(time, { zone: DUTCH }).getPossibleOffsets().length > 1;
  const minutes = OVERLAP_MINUTES + (isTwice ? 60 : 0);
  return DateTime.fromISO(time, { zone: 'utc' }).minus({ minutes }).toFormat(ISO_SECONDS);
}

function literalOf(spec: ResourceSpec, time: string): string {
  const field = spec.fields[CHANGED];
  return field === undefined ? 'null' : literal(new LocalDateTime(time), field);
}
