import { DateTime } from 'luxon';
import { DUTCH, inDutch } from '../../http/dutch-time.ts';
import { HOUR_MS, MINUTE_MS } from '../../time.ts';
import type { RecordValues } from '../../values.ts';
import type { Catalog, ResourceSpec } from '../catalog.ts';
import type { ChangePage, ChangesRequest, Cursor, SourceRecord } from '../system.ts';
import type { Connection } from './connection.ts';
import { countedPages } from './counted-list.ts';
import { type Filters, listingsOf, sinceFilter, sourceFilters } from './listing.ts';
import { asperionNames } from './names.ts';
import { askedOf, readRecord, type WireObject } from './rows.ts';

/** The field that shows when a record last changed; null in the only sample seen (AS-changed-since). */
const CHANGED = 'dateLastChange';

/** The date of a document, used instead of the time of change, which documents do not have. */
const DATED = 'date';

/** Records per page for the engine. */
const BATCH = 200;

/** What is needed to read an Asperion list as a source. */
export interface ListReader {
  readonly connection: Connection;
  readonly catalog: Catalog;
  readonly spec: ResourceSpec;
}

/** Only the fields that were asked for, and those that every reader needs. Throws as `askedOf` does. */
export function sourceRecord(spec: ResourceSpec, record: RecordValues, fields: readonly string[]): SourceRecord {
  const asked = askedOf(record, spec, fields);
  const wanted = new Set([spec.key, spec.reference, ...fields.map((field) => field.split('.')[0])]);
  const key = String(record[spec.key]);
  const reference = record[spec.reference] ?? null;
  return {
    key,
    reference: reference === null ? key : String(reference),
    fields: Object.fromEntries(Object.entries(asked).filter(([field]) => wanted.has(field))),
    changedAt: changedAt(record) ?? dateOf(spec, record),
  };
}

/** What `since` compares if the time of change is not known. */
function dateOf(spec: ResourceSpec, record: RecordValues): string | null {
  const date = spec.fields[CHANGED] === undefined ? (record[DATED] ?? null) : null;
  return date === null ? null : String(date);
}

function changedAt(record: RecordValues): string | undefined {
  const moment = record[CHANGED] ?? null;
  return moment === null ? undefined : String(moment);
}

/**
 * Changes of a list. `newest-first` reads from the newest record down to an overlap before the last run's newest;
 * `recent` reads the documents of the last days by their date, because they have no time of change; `full` reads everything,
 * and so do the first run, one run in every `fullListingHours`, any list that does not come newest first (AS-changed-since), and a
 * mapping that reads a field whose change does not count as one: the engine's fingerprints show what changed. Cursor
 * parts: `newest`, the latest change seen, and `settled`, the change before which nothing new is to be expected (both Dutch clock); `knownAt`, since when
 * `newest` is known, and `fullAt`, when the list was last read in full (both epoch ms, of our clock).
 */
export async function* listChanges(
  reader: ListReader,
  request: ChangesRequest,
): AsyncGenerator<ChangePage, void, undefined> {
  const { connection, spec } = reader;
  const { cursor, nowMs } = request;
  const { fullListingHours, recentDays } = connection.settings;
  const newest = cursor?.newest;
  const isDue = nowMs - Number(cursor?.fullAt ?? 0) >= fullListingHours * HOUR_MS;
  const mode = isDue ? 'full' : listedAs(connection.settings, spec, request.fields);
  const filters = sourceFilters(spec, request.fields);
  if (mode === 'newest-first' && newest !== undefined) {
    yield* newestFirst(reader, request, filters, newest);
  } else if (mode === 'recent') {
    const since = dutchClock(nowMs - recentDays * 24 * HOUR_MS).slice(0, 10);
    const recent = listingsOf(connection, spec).map((listing) => ({ ...listing, ...sinceFilter(DATED, since) }));
    yield* wholeListings(reader, request, recent, cursor?.fullAt);
  } else {
    const needsYear = asperionNames.requiredFilters[spec.name] !== undefined;
    yield* wholeListings(reader, request, needsYear ? listingsOf(connection, spec) : [filters], String(nowMs));
  }
}

type Settings = Connection['settings'];

/** How the changes of a list are read, until it is read in full. */
function listedAs(
  { changes }: Settings,
  { name, fields }: ResourceSpec,
  asked: readonly string[],
): Settings['changes'][string] {
  const isSilent = asperionNames.silentFields[name]?.some((field) => asked.includes(field)) === true;
  const mode = changes[name];
  if (isSilent || (mode === 'newest-first' && fields[CHANGED] === undefined)) return 'full';
  return mode === 'recent' && fields[DATED] === undefined ? 'full' : mode;
}

/** Within how many hours a list is read in full; 0 = each time. */
export function readInFullHours(settings: Settings, spec: ResourceSpec, fields: readonly string[]): number {
  const mode = listedAs(settings, spec, fields);
  return mode === 'newest-first' || mode === 'recent' ? settings.fullListingHours : 0;
}

/** Every record of some listings, in their own order. The only safe place is after the last page. */
async function* wholeListings(
  { connection, catalog, spec }: ListReader,
  request: ChangesRequest,
  listings: readonly Filters[],
  fullAt: string | undefined,
): AsyncGenerator<ChangePage, void, undefined> {
  const { fields, signal } = request;
  let newest: string | undefined;
  for (const [index, filters] of listings.entries()) {
    // A list that is read again gives its records again. That does no harm.
    for await (const page of countedPages(connection, { resource: spec.name, filters }, signal)) {
      const records = page.rows.map((row) => readRecord(row, spec, catalog));
      newest = latest(newest, records, request);
      const isEnd = page.isLast && index === listings.length - 1;
      yield {
        records: records.map((record) => sourceRecord(spec, record, fields)),
        cursor: isEnd ? placeAfter(request, connection, newest, fullAt) : null,
        // Other listings are not counted yet.
        ...(page.left === null || index < listings.length - 1 ? {} : { left: page.left }),
      };
    }
  }
}

/**
 * From the newest record down. A list that turns out not to come in that order is read to its end: one that does not begin
 * with the newest known change, or comes by `id`, as without `orderBy`, so that its first page says nothing about the rest.
 */
async function* newestFirst(
  { connection, catalog, spec }: ListReader,
  request: ChangesRequest,
  filters: Filters,
  before: string,
): AsyncGenerator<ChangePage, void, undefined> {
  const { fields, cursor, nowMs, signal } = request;
  const overlap = minutesEarlier(before, connection.settings.overlapMinutes);
  const settled = cursor?.settled;
  const stopAt = settled !== undefined && settled > overlap ? settled : overlap;
  const ordered: Filters = { ...filters, [asperionNames.query.orderBy]: `${CHANGED} desc` };
  const read = (row: WireObject): RecordValues => readRecord(row, spec, catalog);
  let collected: RecordValues[] = [];
  let previous: string | undefined;
  let inOrder = true;
  let newest: string | undefined;
  for await (const page of countedPages(connection, { resource: spec.name, filters: ordered }, signal)) {
    if (page.isFirst) [collected, previous, inOrder] = [[], undefined, true];
    const records = page.rows.map(read);
    newest = latest(newest, records, request);
    for (const record of records) {
      const moment = changedAt(record);
      if (moment === undefined || (previous === undefined ? moment < before : moment > previous)) inOrder = false;
      previous = moment ?? previous;
    }
    if (!inOrder) {
      const batch = [...collected.splice(0), ...records];
      yield {
        records: batch.map((record) => sourceRecord(spec, record, fields)),
        cursor: page.isLast ? placeAfter(request, connection, newest, String(nowMs)) : null,
      };
      continue;
    }
    collected.push(...records);
    if (previous !== undefined && previous < stopAt && !isById(collected, spec)) break;
  }
  if (!inOrder) return;
  const recent = collected.filter((record) => (changedAt(record) ?? '') >= stopAt);
  yield* oldestFirst(recent.reverse(), spec, request, placeAfter(request, connection, newest, cursor?.fullAt));
}

/** True if ids only rise, which is the order of a list that was not sorted. */
function isById(records: readonly RecordValues[], spec: ResourceSpec): boolean {
  const ids = records.map((record) => Number(record[spec.key]));
  return ids.every((id, position) => position === 0 || id > (ids[position - 1] ?? 0));
}

/** Changed records, the oldest first, so every page is a safe place; `end` is the place after the last one. */
function* oldestFirst(
  records: readonly RecordValues[],
  spec: ResourceSpec,
  request: ChangesRequest,
  end: Cursor,
): Generator<ChangePage, void, undefined> {
  const { fields, cursor } = request;
  for (let start = 0; start < records.length || start === 0; start += BATCH) {
    const batch = records.slice(start, start + BATCH);
    const isLast = start + BATCH >= records.length;
    yield {
      records: batch.map((record) => sourceRecord(spec, record, fields)),
      // What is older was read, but not settled yet.
      cursor: isLast
        ? end
        : cursorOf({ newest: latest(undefined, batch, request), settled: cursor?.settled, fullAt: end.fullAt }),
      left: Math.max(0, records.length - start - BATCH),
    };
  }
}

/**
 * The later of a moment and the records' latest change; undefined if there is none. What changed after the listing began does not count: while a long
 * list was read, older changes may have come to pages that were read before. Nor does a record that is dated in the future.
 */
function latest(
  moment: string | undefined,
  records: readonly RecordValues[],
  { nowMs }: ChangesRequest,
): string | undefined {
  const now = dutchClock(nowMs);
  let newest = moment;
  for (const record of records) {
    const changed = changedAt(record);
    if (changed !== undefined && changed <= now && (newest === undefined || changed > newest)) newest = changed;
  }
  return newest;
}

/**
 * The place after a reading that ended. A change may become visible after younger ones, so what is the newest does not settle what is older: a run does that which
 * reads the overlap as long after the newest was known, and an hour more, which is the one that the clock repeats in autumn. How long is told by
 * our own clock alone, because nobody knows in which zone Asperion writes its own.
 */
function placeAfter(
  { cursor, nowMs }: ChangesRequest,
  { settings }: Connection,
  newest: string | undefined,
  fullAt: string | undefined,
): Cursor {
  const settled = cursor?.settled;
  if (newest !== cursor?.newest || newest === undefined) return cursorOf({ newest, settled, fullAt });
  const knownAt = cursor?.knownAt ?? String(nowMs);
  const isOver = nowMs - Number(knownAt) >= settings.overlapMinutes * MINUTE_MS + HOUR_MS;
  return cursorOf({ newest, settled: isOver ? newest : settled, knownAt, fullAt });
}

/** The parts that are known. */
function cursorOf(parts: Readonly<Record<string, string | undefined>>): Cursor {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([part, value]) => (value === undefined ? [] : [[part, value]])),
  );
}

const ISO_SECONDS = "yyyy-MM-dd'T'HH:mm:ss";

function dutchClock(epochMs: number): string {
  return inDutch(epochMs).toFormat(ISO_SECONDS);
}

/**
 * Some minutes earlier, both on the wall clock and in time, whichever is longer: in autumn the clock repeats an hour, in spring it leaves one out.
 */
function minutesEarlier(moment: string, minutes: number): string {
  const starts = ['utc', DUTCH].map((zone) =>
    DateTime.fromISO(moment, { zone }).minus({ minutes }).toFormat(ISO_SECONDS),
  );
  return starts.sort()[0] ?? moment;
}
