import { ConfigError, TransientError } from '../../errors.ts';
import { allJoins, type Program } from '../../mapping/flow/program.ts';
import type { ReferenceList } from '../../state/progress.ts';
import type { Recording } from '../../state/recording.ts';
import type { Catalog, ResourceSpec } from '../../systems/catalog.ts';
import { matchForm } from '../../systems/match-form.ts';
import type { FindRequest, SourceRecord, System } from '../../systems/system.ts';
import type { RecordValues, Value } from '../../values.ts';
import { shown } from './recorded-rows.ts';
import { resourceName } from './seen-row.ts';

/** Records per page of a feed. */
const PAGE = 100;

/** What a system is replayed from. */
export interface Replay {
  readonly recording: Recording;
  /** Reference lists as the progress keeps them, by `resource|by`. */
  readonly lists: Readonly<Record<string, ReferenceList>>;
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
 * - `list` answers from the saved reference lists; TransientError `NOT_RECORDED` for any other.
 *
 * It writes nothing: `create` and `update` throw.
 */
export function createRecordedSystem(catalog: Catalog, { recording, lists, programs }: Replay): System {
  const specOf = (resource: string): ResourceSpec => {
    const spec = catalog.resources.get(resource);
    if (spec === undefined) throw new ConfigError('UNKNOWN_RESOURCE', `${catalog.system} has no resource ${resource}.`);
    return spec;
  };
  const rowsOf = (spec: ResourceSpec) =>
    recording.rows.get(resourceName(catalog.system, spec)) ?? new Map<string, RecordValues>();
  const own = programs.filter(({ source }) => source.system === catalog.system);
  const joins = own.flatMap(allJoins);
  /** Resources that mappings compute with. */
  const sources = new Set([...own.map(({ source }) => source.spec.name), ...joins.map(({ spec }) => spec.name)]);
  const joinsBy = (resource: string, field: string) =>
    joins.filter(({ spec, by }) => spec.name === resource && by === field);

  /** The fields by which the lists of this system are read. */
  const codes = new Map<string, Set<string>>();
  for (const { target, refs } of programs) {
    if (target.system !== catalog.system) continue;
    for (const { resource, by } of refs) codes.set(resource, (codes.get(resource) ?? new Set()).add(by));
  }

  const sourceRecords = (resource: string, fields: readonly string[]): readonly SourceRecord[] => {
    const spec = specOf(resource);
    const name = resourceName(catalog.system, spec);
    const flows = Object.values(recording.flows).filter(({ source }) => source === name);
    const records = new Map(flows.flatMap((flow) => flow.records).map((record) => [record.key, record]));
    return [...records.values()].reverse().map(({ key, reference, changedAt }) => ({
      key,
      reference,
      changedAt,
      fields: shown(spec, { ...named(spec, reference), ...rowsOf(spec).get(key) }, fields, true),
    }));
  };

  const absent = new Set(
    Object.values(recording.flows).flatMap((flow) =>
      flow.records.flatMap((record) => record.absent.map(({ resource, by, form }) => `${resource}|${by}|${form}`)),
    ),
  );
  const isAbsent = (spec: ResourceSpec, field: string, form: string): boolean =>
    absent.has(`${resourceName(catalog.system, spec)}|${field}|${form}`);

  const refuse = async (): Promise<never> => {
    throw new TypeError('A recording cannot be written to.');
  };

  return {
    name: catalog.system,
    catalog,

    async *changes({ resource, fields }) {
      const records = sourceRecords(resource, fields);
      for (let start = 0; start < records.length || start === 0; start += PAGE) {
        yield { records: records.slice(start, start + PAGE), cursor: null };
      }
    },

    async read({ resource, by, values, fields }) {
      const wanted = new Set(values);
      return sourceRecords(resource, fields).filter((record) => wanted.has(record[by]));
    },

    async find({ resource, field, values, fields }: FindRequest) {
      const spec = specOf(resource);
      const isSource = sources.has(resource);
      const wanted = new Map<string, Value>();
      for (const value of values) {
        const form = matchForm(spec, field, value);
        if (form !== null) wanted.set(form, value);
      }
      const found: RecordValues[] = [];
      const answered = new Set<string>();
      for (const row of rowsOf(spec).values()) {
        const form = matchForm(spec, field, row[field]);
        if (form === null || !wanted.has(form)) continue;
        answered.add(form);
        found.push(row);
      }
      // A link's key names an existing record; a related record exists unless it was looked up and not found.
      const relations = joinsBy(resource, field);
      const mustBeThere = field === spec.key || relations.length > 0;
      // A list may have more than was recorded, unless all of it was seen.
      const isList = field !== spec.key && relations.some(({ takes }) => takes === 'all');
      for (const [form, value] of wanted) {
        const isKnown = isAbsent(spec, field, form) || (answered.has(form) && !isList);
        if (mustBeThere && !isKnown) found.push({ [field]: value });
      }
      return found.map((row) => shown(spec, row, [field, ...fields], isSource));
    },

    async list({ resource, fields }) {
      const { key } = specOf(resource);
      const records = new Map<string | number, Record<string, Value>>();
      for (const by of codes.get(resource) ?? []) {
        if (!fields.includes(by)) continue;
        const list = lists[`${resource}|${by}`];
        if (list === undefined) throw notRead(resource);
        for (const [code, id] of Object.entries(list.values)) {
          records.set(id, { ...records.get(id), [key]: id, [by]: code });
        }
      }
      return [...records.values()];
    },

    create: refuse,
    update: refuse,
  };
}

/** The reference in a row, which every source record has. */
const named = (spec: ResourceSpec, reference: string): RecordValues =>
  spec.fields[spec.reference]?.type === 'text' ? { [spec.reference]: reference } : {};

const notRead = (resource: string): TransientError =>
  new TransientError('NOT_RECORDED', `The list ${resource} is not in the recording.`, {
    hint: 'No flow has read it yet; a plan that may ask the systems knows it.',
  });
