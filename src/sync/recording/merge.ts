import { ascending } from '../../order.ts';
import type { RecordedRecord, RecordedRows, Recording } from '../../state/recording.ts';
import { encodeRecord, encodeValue } from '../../state/value-codec.ts';
import { canonical, isRecord, type RecordValues, sameValue, type Value } from '../../values.ts';
import type { SeenRecord } from './seen-record.ts';

/** What one run saw of a flow, the newest first. */
export interface SeenFlow {
  readonly flow: string;
  /** `<system>.<resource>` of its source. */
  readonly source: string;
  readonly records: readonly SeenRecord[];
}

/** How much is kept, and for which flows. */
export interface Keeping {
  /** Source records per flow; 0 = nothing is kept. */
  readonly records: number;
  /** Bytes of all rows together, as JSON. */
  readonly maxBytes: number;
  /** Names of the existing flows: recorded records of others are dropped. */
  readonly flows: ReadonlySet<string>;
  /** The time of the run, ISO text in UTC. */
  readonly at: string;
}

type Rows = Map<string, Map<string, RecordValues>>;

/**
 * A recording with what a run saw added: a record that comes again replaces its older version and moves to the front, and
 * the oldest ones are dropped. If several flows saw a record, each field holds the value that was seen last. Null if
 * nothing would change but the order. Pure.
 */
export function addToRecording(before: Recording, seen: readonly SeenFlow[], keeping: Keeping): Recording | null {
  const rows: Rows = new Map([...before.rows].map(([resource, records]) => [resource, new Map(records)]));
  // The newest come first and replace the older ones.
  for (const { records } of seen)
    for (const { rows: own } of [...records].reverse()) for (const row of own) put(rows, row);
  const flows = new Map(Object.entries(before.flows).filter(([name]) => keeping.flows.has(name)));
  for (const { flow, source, records } of seen) {
    const kept = flows.get(flow);
    const older = kept?.source === source ? kept.records : [];
    const keys = new Set(records.map(({ key }) => key));
    const newer = records.map((record) => recorded(record, keeping.at));
    flows.set(flow, { source, records: [...newer, ...older.filter(({ key }) => !keys.has(key))] });
  }
  const after = cut({ format: 1, savedAt: keeping.at, flows: Object.fromEntries(flows), rows }, keeping);
  return holdSame(before, after) ? null : after;
}

function recorded({ key, reference, changedAt, rows, absent }: SeenRecord, at: string): RecordedRecord {
  const uses = Map.groupBy(rows, ({ resource }) => resource);
  const keys = [...uses].map(([resource, own]) => [resource, [...new Set(own.map((row) => row.key))]]);
  return { key, reference, changedAt, at, uses: Object.fromEntries(keys), absent: [...absent] };
}

/** Merges what was seen of a record into what was seen before. A row without anything new stays the same object. */
function put(rows: Rows, { resource, key, fields }: SeenRecord['rows'][number]): void {
  const records = rows.get(resource) ?? new Map<string, RecordValues>();
  rows.set(resource, records);
  const before = records.get(key) ?? {};
  const news = Object.entries(fields)
    .map(([field, value]) => [field, unite(before[field], value)] as const)
    .filter(([field, value]) => before[field] === undefined || !isSame(before[field], value));
  if (news.length > 0) records.set(key, { ...before, ...Object.fromEntries(news) });
}

/** True if the newer value has nothing that is not in the older one; a null counts as seen. */
const isSame = (older: Value, newer: Value): boolean =>
  JSON.stringify(encodeValue(older)) === JSON.stringify(encodeValue(newer));

/** The newer value; lines that are still the same keep the fields that only another flow has seen. */
function unite(older: Value | undefined, newer: Value): Value {
  if (!Array.isArray(older) || !Array.isArray(newer) || older.length !== newer.length) return newer;
  const pairs = newer.map((line: Value, position): readonly [Value, Value] => [older[position] as Value, line]);
  const agree = pairs.every(
    ([left, right]) =>
      isRecord(left) &&
      isRecord(right) &&
      Object.keys(right).every((field) => left[field] === undefined || sameValue(left[field], right[field])),
  );
  return agree ? pairs.map(([left, right]) => ({ ...(left as RecordValues), ...(right as RecordValues) })) : newer;
}

/** Limits the records per flow and the bytes in total, the newest of all flows first; unused rows are removed. */
function cut(recording: Recording, { records, maxBytes }: Keeping): Recording {
  const rows: Rows = new Map();
  const candidates = Object.entries(recording.flows).flatMap(([flow, kept]) =>
    kept.records.slice(0, records).map((record, rank) => ({ flow, record, rank })),
  );
  candidates.sort((left, right) => ascending(right.record.at, left.record.at) || left.rank - right.rank);
  const fitting = new Set<RecordedRecord>();
  let bytes = 0;
  for (const { record } of candidates) {
    const wanted = usedRows(record, recording.rows).filter(
      ({ resource, key }) => rows.get(resource)?.has(key) !== true,
    );
    const size = sizeOf(record) + wanted.reduce((sum, { fields }) => sum + sizeOf(encodeRecord(fields)), 0);
    if (bytes + size > maxBytes) continue;
    bytes += size;
    fitting.add(record);
    for (const { resource, key, fields } of wanted) {
      rows.set(resource, (rows.get(resource) ?? new Map<string, RecordValues>()).set(key, fields));
    }
  }
  const flows = Object.entries(recording.flows)
    .map(([flow, kept]) => [flow, { ...kept, records: kept.records.filter((record) => fitting.has(record)) }] as const)
    .filter(([, kept]) => kept.records.length > 0);
  return { ...recording, flows: Object.fromEntries(flows), rows };
}

/** The rows of a recorded record. */
function usedRows({ uses }: RecordedRecord, rows: RecordedRows): readonly SeenRecord['rows'][number][] {
  return Object.entries(uses).flatMap(([resource, keys]) =>
    keys.flatMap((key) => {
      const fields = rows.get(resource)?.get(key);
      return fields === undefined ? [] : [{ resource, key, fields }];
    }),
  );
}

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** True if both hold the same, whatever the order and the time. */
function holdSame(before: Recording, after: Recording): boolean {
  const isSameRow = ([resource, rows]: readonly [string, ReadonlyMap<string, RecordValues>]): boolean => {
    const others = before.rows.get(resource);
    return others?.size === rows.size && [...rows].every(([key, row]) => others.get(key) === row);
  };
  const areRowsSame = before.rows.size === after.rows.size && [...after.rows].every(isSameRow);
  return areRowsSame && textOf(before) === textOf(after);
}

/** The records of all flows as one text. */
function textOf({ flows }: Recording): string {
  const records = Object.entries(flows).flatMap(([flow, { source, records: of }]) =>
    of.map(({ at: _, ...record }) => canonical({ flow, source, ...record } as unknown as RecordValues)),
  );
  return records.sort().join('\n');
}
