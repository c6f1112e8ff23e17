import { ConfigError } from '../../errors.ts';
import type { RecordValues, Value } from '../../values.ts';
import type { Catalog, FieldSpec, ResourceSpec } from '../catalog.ts';
import { isLoose, matchForm } from '../match-form.ts';
import type { FindRequest } from '../system.ts';
import type { Connection } from './connection.ts';
import { equalsFilter, inactiveToo, type ListPage, listPages, readPage } from './listing.ts';
import { RecordIndex } from './record-index.ts';
import { readRecord } from './rows.ts';

/** Look-ups that are simply made; only beyond them is it worth a call to learn how long the list is. */
const FREE_LOOK_UPS = 3;

/** Finds records by a field, in as few calls as it can know. */
export interface LookUps {
  /** Records whose field equals one of the values. */
  find(request: FindRequest): Promise<readonly RecordValues[]>;
  /**
   * The run created or changed a record: `fields` holds its key and what is known of it, which is not all when the
   * answer told no more than a key.
   */
  note(resource: string, fields: RecordValues, partial: boolean): void;
}

interface Knowledge {
  index: RecordIndex | undefined;
  /** Look-ups made so far. */
  spent: number;
  pageCount: number | undefined;
}

/**
 * One filter asks for one value, so many look-ups cost many calls. As soon as the look-ups, those made before included,
 * would have cost as much as reading the whole list, it is read and answers the rest of the run from memory: at
 * worst twice the calls of the best choice.
 */
export function createLookUps(connection: Connection, catalog: Catalog): LookUps {
  const known = new Map<string, Knowledge>();
  const knowledgeOf = (resource: string): Knowledge => {
    const knowledge = known.get(resource) ?? { index: undefined, spent: 0, pageCount: undefined };
    known.set(resource, knowledge);
    return knowledge;
  };

  const lookUp = async (spec: ResourceSpec, field: string, value: Value, signal: AbortSignal) => {
    const filters = { ...inactiveToo(spec), ...equalsFilter(connection, field, fieldSpecOf(spec, field), value) };
    const records: RecordValues[] = [];
    for await (const page of listPages(connection, spec.name, filters, signal)) {
      records.push(...page.rows.map((row) => readRecord(row, spec, catalog)));
    }
    return records.filter((record) => matchForm(field, record[field]) === matchForm(field, value));
  };

  const lookUpEach = async (spec: ResourceSpec, request: FindRequest, values: readonly Value[]) => {
    const knowledge = knowledgeOf(spec.name);
    const found = new Map<string, RecordValues>();
    for (const value of values) {
      knowledge.spent += 1;
      for (const record of await lookUp(spec, request.field, value, request.signal)) {
        found.set(String(record[spec.key]), record);
        knowledge.index?.put(record);
      }
    }
    return [...found.values()];
  };

  /** Reads the whole list, from the page after `first` when that was read already. */
  const readAll = async (spec: ResourceSpec, hasLines: boolean, first: ListPage | undefined, signal: AbortSignal) => {
    const index = new RecordIndex(spec, hasLines);
    const take = (page: ListPage): void => {
      for (const row of page.rows) index.put(readRecord(row, spec, catalog));
    };
    if (first !== undefined) take(first);
    if (first === undefined || first.next !== null) {
      const start = first?.next ?? connection.settings.firstPage;
      for await (const page of listPages(connection, spec.name, inactiveToo(spec), signal, start)) take(page);
    }
    return index;
  };

  return {
    async find(request) {
      const { resource, field, signal } = request;
      const spec = catalog.resources.get(resource);
      if (spec === undefined) throw new ConfigError('UNKNOWN_RESOURCE', `Asperion has no resource ${resource}.`);
      const values = request.values.filter((value) => matchForm(field, value) !== null);
      if (values.length === 0) return [];
      const asked = [...new Set(values)];
      // A filter compares what people typed in as many ways as they like letter by letter: only the whole list can tell.
      const isSearchable = fieldSpecOf(spec, field).searchable === true && !isLoose(field);
      const needsLines = request.fields.some((name) => spec.lines?.[name.split('.')[0] ?? ''] !== undefined);
      const knowledge = knowledgeOf(resource);
      if (request.fresh === true && isSearchable) return lookUpEach(spec, request, asked);
      if (request.fresh !== true && knowledge.index !== undefined && (knowledge.index.hasLines || !needsLines)) {
        const records = knowledge.index.get(field, values);
        if (records !== null) return records;
        knowledge.index = undefined;
      }
      let first: ListPage | undefined;
      if (isSearchable) {
        const cost = knowledge.spent + asked.length;
        const isCheap = asked.length <= FREE_LOOK_UPS && cost <= FREE_LOOK_UPS;
        if (!isCheap && knowledge.pageCount === undefined) {
          first = await readPage(connection, resource, inactiveToo(spec), connection.settings.firstPage, signal);
          knowledge.pageCount = first.next === null ? 1 : (first.pageCount ?? Number.POSITIVE_INFINITY);
        }
        if (isCheap || cost < (knowledge.pageCount ?? 1)) return lookUpEach(spec, request, asked);
      }
      knowledge.index = await readAll(spec, needsLines || knowledge.index?.hasLines === true, first, signal);
      return knowledge.index.get(field, values) ?? [];
    },

    note(resource, fields, partial) {
      known.get(resource)?.index?.put(fields, partial);
    },
  };
}

function fieldSpecOf(spec: ResourceSpec, field: string): FieldSpec {
  const fieldSpec = spec.fields[field];
  if (fieldSpec === undefined) throw new ConfigError('UNKNOWN_FIELD', `${spec.name} has no field ${field}.`);
  return fieldSpec;
}
