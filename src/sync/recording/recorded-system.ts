import { ConfigError, TransientError } from '../../errors/errors.ts';
import { allJoins, type Program } from '../../mapping/flow/program.ts';
import type { Join } from '../../mapping/relations/joins.ts';
import type { Recording } from '../../state/recording.ts';
import type { Catalog, ResourceSpec } from '../../systems/catalog.ts';
import { matchForm } from '../../systems/match-form.ts';
import type { FindRequest, SourceRecord, System } from '../../systems/system.ts';
import type { RecordValues, Value } from '../../values.ts';
import { askedFields } from './recorded-rows.ts';
import { resourceName } from './seen-row.ts';

/** Records per page of a feed. */
const PAGE = 100;

/** What a system is replayed from. */
export interface Replay {
  readonly recording: Recording;
  /** The flows that will run: what they look up must not seem to be missing. */
  readonly programs: readonly Program[];
}

/**
 * A system that answers from the recording, without network:
 *
 * - `changes` gives the recorded source records from the beginning, the oldest first, and no cursor; `read` finds them.
 * - `find` of a related record (`with`) that was never looked up gives one with only the value that it was found by:
 *   reading any other field throws RecordError `NOT_RECORDED`, as for a field that was never fetched. Only what was looked up
 *   and not found is absent, and a list is complete only if it was looked up.
 * - `find` of a target record by its key, which comes from a link, always gives one; unknown fields hold
 *   `NOT_RECORDED`. By a match key it gives what was recorded. For a record without a link, only the candidates of an ambiguity
 *   are recorded, so finding none says nothing: what a plan calls created would be created *or linked*.
 * - The reference lists are those that the progress keeps, however old: `list` throws TransientError `NOT_RECORDED`.
 *
 * It writes nothing: `create` and `update` throw.
 */
export function createRecordedSystem(catalog: Catalog, replay: Replay): System {
  const records = new RecordedRecords(catalog, replay);
  const refuse = async (): Promise<never> => {
    throw new TypeError('A recording cannot be written to.');
  };
  return {
    name: catalog.system,
    catalog,
    isFree: true,
    hasLists: false,
    async *changes({ resource, fields }) {
      const all = records.ofSource(resource, fields);
      for (let start = 0; start < all.length || start === 0; start += PAGE) {
        yield { records: all.slice(start, start + PAGE), cursor: null };
      }
    },
    async read({ resource, by, values, fields }) {
      const wanted = new Set(values);
      return records.ofSource(resource, fields).filter((record) => wanted.has(record[by]));
    },
    find: async (request) => records.find(request),
    list: async ({ resource }) => {
      throw notRead(resource);
    },
    create: refuse,
    update: refuse,
  };
}

/** What a recording knows about the records of one system. */
class RecordedRecords {
  readonly #catalog: Catalog;
  readonly #recording: Recording;
  /** The relations to records of this system. */
  readonly #joins: readonly Join[];
  /** Resources that mappings compute with. */
  readonly #sources: ReadonlySet<string>;
  /** What was looked up and not found, as `resource|by|form`. */
  readonly #absent: ReadonlySet<string>;

  constructor(catalog: Catalog, { recording, programs }: Replay) {
    this.#catalog = catalog;
    this.#recording = recording;
    const own = programs.filter(({ source }) => source.system === catalog.system);
    this.#joins = own.flatMap(allJoins);
    this.#sources = new Set([
      ...own.map(({ source }) => source.spec.name),
      ...this.#joins.map(({ spec }) => spec.name),
    ]);
    const records = Object.values(recording.flows).flatMap((flow) => flow.records);
    const absent = records.flatMap((record) => record.absent);
    this.#absent = new Set(absent.map(({ resource, by, form }) => `${resource}|${by}|${form}`));
  }

  /** The source records of a resource, the oldest first. */
  ofSource(resource: string, fields: readonly string[]): readonly SourceRecord[] {
    const spec = this.#specOf(resource);
    const name = this.#nameOf(spec);
    const flows = Object.values(this.#recording.flows).filter(({ source }) => source === name);
    const records = new Map(flows.flatMap((flow) => flow.records).map((record) => [record.key, record]));
    return [...records.values()].reverse().map(({ key, reference, changedAt }) => ({
      key,
      reference,
      changedAt,
      fields: askedFields(spec, { ...named(spec, reference), ...this.#rowsOf(spec).get(key) }, fields, true),
    }));
  }

  find({ resource, field, values, fields }: FindRequest): readonly RecordValues[] {
    const spec = this.#specOf(resource);
    const wanted = new Map<string, Value>();
    for (const value of values) {
      const form = matchForm(spec, field, value);
      if (form !== null) wanted.set(form, value);
    }
    const found: RecordValues[] = [];
    const answered = new Set<string>();
    for (const row of this.#rowsOf(spec).values()) {
      const form = matchForm(spec, field, row[field]);
      if (form === null || !wanted.has(form)) continue;
      answered.add(form);
      found.push(row);
    }
    // A link's key names an existing record; a related record exists unless it was looked up and not found.
    const relations = this.#joins.filter((join) => join.spec.name === resource && join.by === field);
    const mustBeThere = field === spec.key || relations.length > 0;
    // A list may have more than was recorded, unless all of it was seen.
    const isList = field !== spec.key && relations.some(({ takes }) => takes === 'all');
    for (const [form, value] of wanted) {
      const isAbsent = this.#absent.has(`${this.#nameOf(spec)}|${field}|${form}`);
      const isKnown = isAbsent || (answered.has(form) && !isList);
      if (mustBeThere && !isKnown) found.push({ [field]: value });
    }
    return found.map((row) => askedFields(spec, row, [field, ...fields], this.#sources.has(resource)));
  }

  #specOf(resource: string): ResourceSpec {
    const spec = this.#catalog.resources.get(resource);
    if (spec !== undefined) return spec;
    throw new ConfigError('UNKNOWN_RESOURCE', `${this.#catalog.system} has no resource ${resource}.`);
  }

  #nameOf(spec: ResourceSpec): string {
    return resourceName(this.#catalog.system, spec);
  }

  #rowsOf(spec: ResourceSpec): ReadonlyMap<string, RecordValues> {
    return this.#recording.rows.get(this.#nameOf(spec)) ?? new Map();
  }
}

/** The reference in a row, which every source record has. */
const named = (spec: ResourceSpec, reference: string): RecordValues =>
  spec.fields[spec.reference]?.type === 'text' ? { [spec.reference]: reference } : {};

const notRead = (resource: string): TransientError =>
  new TransientError('NOT_RECORDED', `The list ${resource} is not in the recording.`, {
    hint: 'No flow has read it yet; a plan with credentials can find out.',
  });
