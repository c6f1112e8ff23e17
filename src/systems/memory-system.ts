import { asRead } from '../as-read.ts';
import { ConfigError, RecordError } from '../errors/errors.ts';
import { isRecord, type RecordValues, type Value } from '../values.ts';
import { type Catalog, type ResourceSpec, valuesIn } from './catalog.ts';
import { RecordIndex } from './record-index.ts';
import type { ChangePage, SourceRecord, System } from './system.ts';

/** Records per page of a feed. */
const PAGE = 100;

/** The first number that is given to a record without one: debtors and articles of a new administration. */
const FIRST_NUMBER = 10_001;

/**
 * A system that holds only the given records (without padding, ids in lower case), by resource; `deleted` holds the keys of those that were deleted. It
 * answers as the client of the real one does: what is not filled in is null, also in what was written to it; only the fields that were asked for, with the
 * key and the reference; values are compared as in matching; created records get ids and numbers. Records without a key get one. Throws
 * ConfigError `UNKNOWN_RESOURCE`, `UNKNOWN_FIELD` and, for a resource that has no feed, `NO_FEED`.
 */
export function createMemorySystem(
  catalog: Catalog,
  rows: ReadonlyMap<string, readonly RecordValues[]>,
  deleted: ReadonlyMap<string, readonly string[]> = new Map(),
): System {
  const { changedAt } = catalog;
  const memory = new Memory(catalog, rows);

  return {
    name: catalog.system,
    catalog,

    async *changes({ resource, fields }): AsyncGenerator<ChangePage, void, undefined> {
      const spec = memory.specOf(resource);
      if (spec.feed === undefined) throw new ConfigError('NO_FEED', `${resource} cannot be the source of a flow.`);
      const records = memory
        .recordsOf(spec)
        .all()
        .map((record) => sourceRecord(spec, record, fields, changedAt));
      yield* pagesOf(records);
    },

    async deletions({ resources }) {
      const keys = resources.flatMap((resource) => deleted.get(resource) ?? []);
      return { keys, cursor: { read: String(keys.length) } };
    },

    async read({ resource, by, values, fields }) {
      const spec = memory.specOf(resource);
      const field = by === 'key' ? spec.key : spec.reference;
      const records = found(memory.recordsOf(spec), field, valuesIn(spec, field, values));
      return records.map((record) => sourceRecord(spec, record, fields, changedAt));
    },

    async find({ resource, field, values, fields }) {
      const spec = memory.specOf(resource);
      if (spec.fields[field] === undefined)
        throw new ConfigError('UNKNOWN_FIELD', `${resource} has no field ${field}.`);
      return found(memory.recordsOf(spec), field, values).map((record) => cut(spec, record, [field, ...fields]));
    },

    async list({ resource, fields }) {
      const spec = memory.specOf(resource);
      return memory
        .recordsOf(spec)
        .all()
        .map((record) => cut(spec, record, fields));
    },

    async create({ resource, values }) {
      const spec = memory.specOf(resource);
      return create(spec, memory.recordsOf(spec), memory.shown(spec, values));
    },

    async update({ resource, key, values }) {
      const spec = memory.specOf(resource);
      return update(spec, memory.recordsOf(spec), key, memory.shown(spec, values));
    },
  };
}

function create(spec: ResourceSpec, index: RecordIndex, values: RecordValues): RecordValues {
  const created: Record<string, Value> = { ...values, [spec.key]: nextOf(spec, spec.key, index) };
  if (created[spec.reference] === undefined) created[spec.reference] = nextOf(spec, spec.reference, index);
  index.put(created);
  return created;
}

function update(spec: ResourceSpec, index: RecordIndex, key: Value, values: RecordValues): RecordValues {
  const [record] = found(index, spec.key, [key]);
  if (record === undefined) throw new RecordError('NOT_FOUND', `The record of ${spec.name} is not there.`);
  const changed = { ...values, [spec.key]: record[spec.key] ?? null };
  index.put(changed);
  return changed;
}

function* pagesOf(records: readonly SourceRecord[]): Generator<ChangePage, void, undefined> {
  for (let start = 0; start < records.length || start === 0; start += PAGE) {
    const end = Math.min(start + PAGE, records.length);
    yield { records: records.slice(start, end), cursor: { read: String(end) }, left: records.length - end };
  }
}

/** The records by resource, each given its key when its resource is first asked for. */
class Memory {
  readonly #catalog: Catalog;
  readonly #rows: ReadonlyMap<string, readonly RecordValues[]>;
  readonly #kept = new Map<string, RecordIndex>();

  constructor(catalog: Catalog, rows: ReadonlyMap<string, readonly RecordValues[]>) {
    this.#catalog = catalog;
    this.#rows = rows;
  }

  specOf(resource: string): ResourceSpec {
    const { system, resources } = this.#catalog;
    const spec = resources.get(resource);
    if (spec === undefined) throw new ConfigError('UNKNOWN_RESOURCE', `${system} has no resource ${resource}.`);
    return spec;
  }

  recordsOf(spec: ResourceSpec): RecordIndex {
    const known = this.#kept.get(spec.name);
    if (known !== undefined) return known;
    const index = new RecordIndex(spec, true);
    this.#kept.set(spec.name, index);
    const given = (this.#rows.get(spec.name) ?? []).map((row) => this.shown(spec, row));
    // Records with a key come first, so that an assigned key is free.
    for (const row of given) if (hasKey(spec, row)) index.put(row);
    for (const row of given) if (!hasKey(spec, row)) index.put({ ...row, [spec.key]: nextOf(spec, spec.key, index) });
    return index;
  }

  /** The record as the system's client would have read it. */
  shown(spec: ResourceSpec, record: RecordValues): RecordValues {
    const { isNone, resources } = this.#catalog;
    const fields = Object.entries(record).map(([field, value]) => {
      const elements = resources.get(spec.lines?.[field] ?? '');
      if (!Array.isArray(value) || elements === undefined)
        return [field, asRead(field, value, spec.fields[field]?.type ?? '', isNone)];
      return [field, value.map((line: Value) => (isRecord(line) ? this.shown(elements, line) : line))];
    });
    return Object.fromEntries(fields);
  }
}

const hasKey = (spec: ResourceSpec, record: RecordValues): boolean =>
  record[spec.key] !== undefined && record[spec.key] !== null;

/** Every record is complete, so a look-up always has an answer. */
const found = (index: RecordIndex, field: string, values: readonly Value[]): readonly RecordValues[] =>
  index.get(field, values) ?? [];

function sourceRecord(
  spec: ResourceSpec,
  record: RecordValues,
  fields: readonly string[],
  changedAt: readonly string[] = [],
): SourceRecord {
  const key = String(record[spec.key]);
  const reference = record[spec.reference] ?? null;
  const changed = changedAt.map((field) => record[field] ?? null).find((moment) => moment !== null);
  return {
    key,
    reference: reference === null ? key : String(reference),
    fields: cut(spec, record, fields),
    changedAt: changed === undefined || changed === null ? null : String(changed),
  };
}

/** A record with its key, its reference and the fields that were asked for; the same for lines (`Lines.Field`). */
function cut(spec: ResourceSpec, record: RecordValues, fields: readonly string[]): RecordValues {
  const wanted = new Map<string, string[]>([spec.key, spec.reference].map((field) => [field, []]));
  for (const field of fields) {
    const [name = '', element] = field.split('.');
    const elements = wanted.get(name) ?? [];
    wanted.set(name, element === undefined ? elements : [...elements, element]);
  }
  const own = Object.entries(record).filter(([field]) => wanted.has(field));
  return Object.fromEntries(own.map(([field, value]) => [field, cutLines(value, wanted.get(field) ?? [])]));
}

function cutLines(value: Value, elements: readonly string[]): Value {
  if (!Array.isArray(value) || elements.length === 0) return value;
  return value.map((line: Value) =>
    isRecord(line) ? Object.fromEntries(Object.entries(line).filter(([field]) => elements.includes(field))) : line,
  );
}

/** The next value that the system would give to a key or a number: the one after the highest, or an id in its own form. */
function nextOf(spec: ResourceSpec, field: string, index: RecordIndex): Value {
  const all = index.all();
  const type = spec.fields[field]?.type;
  if (type === 'id') return `00000000-0000-0000-0000-${String(all.length + 1).padStart(12, '0')}`;
  const numbers = all.map((record) => String(record[field] ?? '')).filter((text) => /^\d{1,15}$/.test(text));
  const first = field === spec.key ? 1 : FIRST_NUMBER;
  const next = numbers.length === 0 ? first : Math.max(...numbers.map(Number)) + 1;
  return type === 'integer' ? next : String(next);
}
