import type { ResourceSpec } from '../../systems/catalog.ts';
import { matchForm } from '../../systems/match-form.ts';
import type { ChangePage, ChangesRequest, SourceRecord, System } from '../../systems/system.ts';
import type { RecordValues } from '../../values.ts';
import type { WrittenRecord, WrittenRecords } from './written-records.ts';

/** Records that are added to a feed at a time. */
const PAGE = 100;

type ReadRequest = Parameters<System['read']>[0];

/** What the spec of a resource says about its records. */
type Named = Pick<ResourceSpec, 'key' | 'reference' | 'fields'>;

/** A resource of the real system, and what was written to it. */
export interface WrittenTo {
  readonly real: System;
  readonly spec: Named;
  readonly written: WrittenRecords;
}

/**
 * The feed of a resource that earlier flows of the run wrote to: the real pages as those flows leave their records, then the
 * records that they wrote and that did not come. A feed shows what was written before it is read, so what is written
 * while it is read is not added. Of a new record, only what was sent is known.
 */
export async function* changesWith(
  { real, spec, written }: WrittenTo,
  request: ChangesRequest,
): AsyncGenerator<ChangePage, void, undefined> {
  const { resource, fields, signal } = request;
  const open = new Set(written.keys());
  for await (const page of real.changes(request)) {
    for (const { key } of page.records) open.delete(key);
    yield { ...page, records: page.records.map((record) => asWritten(spec, record, written.get(record.key), fields)) };
  }
  const changedAt = new Date(request.nowMs).toISOString();
  const rest = [...open];
  for (let start = 0; start < rest.length; start += PAGE) {
    const values = rest.slice(start, start + PAGE);
    const records = await readWith({ real, spec, written }, { resource, by: 'key', values, fields, signal });
    // The place in the real feed stays: there is none behind these.
    yield { records: records.map((record) => ({ ...record, changedAt })), cursor: null };
  }
}

/** Source records of a resource that was written to, as the run would leave them; new ones come last. */
export async function readWith({ real, spec, written }: WrittenTo, request: ReadRequest): Promise<SourceRecord[]> {
  const { by, values, fields } = request;
  const arrived = by === 'key' ? values.flatMap((key) => written.get(key) ?? []) : named(spec, written, values);
  const made = arrived.filter(({ isNew }) => isNew);
  const isMade = new Set(by === 'key' ? made.map(({ key }) => key) : []);
  const asked = values.filter((value) => !isMade.has(value));
  const found = asked.length === 0 ? [] : await real.read({ ...request, values: asked });
  return [
    ...found.map((record) => asWritten(spec, record, written.get(record.key), fields)),
    ...made.map(({ key, fields: own }) => {
      return { key, reference: referenceOf(spec, own, key), fields: wanted(spec, own, fields), changedAt: null };
    }),
  ];
}

/** The records that were written with one of these references. */
function named(spec: Named, written: WrittenRecords, values: readonly string[]): readonly WrittenRecord[] {
  return written.with(spec.reference, new Set(values.map((value) => matchForm(spec, spec.reference, value))));
}

function asWritten(
  spec: Named,
  record: SourceRecord,
  change: WrittenRecord | undefined,
  fields: readonly string[],
): SourceRecord {
  if (change === undefined) return record;
  const values = { ...record.fields, ...wanted(spec, change.fields, fields) };
  return { ...record, reference: referenceOf(spec, values, record.reference), fields: values };
}

const referenceOf = ({ reference }: Named, fields: RecordValues, otherwise: string): string =>
  (fields[reference] ?? null) === null ? otherwise : String(fields[reference]);

/** The fields that were asked for, with the key and the reference, as a feed gives them. */
function wanted({ key, reference }: Named, values: RecordValues, fields: readonly string[]): RecordValues {
  const names = new Set([key, reference, ...fields.map((field) => field.split('.')[0])]);
  return Object.fromEntries(Object.entries(values).filter(([field]) => names.has(field)));
}
