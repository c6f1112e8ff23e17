import { AccessError, ConfigError, TransientError } from '../../errors.ts';
import type { RecordValues, Value } from '../../values.ts';
import type { Catalog, FieldSpec, ResourceSpec } from '../catalog.ts';
import { matchForm } from '../match-form.ts';
import { RecordIndex } from '../record-index.ts';
import { lookUpRefused } from '../refusals.ts';
import type { FindRequest } from '../system.ts';
import type { Connection } from './connection.ts';
import { readList } from './counted-list.ts';
import { equalsFilter, type Filters, type ListPage, listingsOf, readPage } from './listing.ts';
import { asperionNames } from './names.ts';
import { readRecord } from './rows.ts';

/** This many look-ups are simply made; only for more is it worth a call to learn how long the list is. */
const FREE_LOOK_UPS = 3;

/** Finds records by a field, in as few calls as it can. */
export interface LookUps {
  /** Records whose field equals one of the values. */
  find(request: FindRequest): Promise<readonly RecordValues[]>;
  /**
   * The run created or changed a record: `fields` holds its key and what is known about it, which is not everything if the
   * answer had only a key.
   */
  note(resource: string, fields: RecordValues, partial: boolean): void;
}

interface Knowledge {
  index: RecordIndex | undefined;
  /** The listings in the index, as text. */
  listed: Set<string>;
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
    const knowledge = known.get(resource) ?? { index: undefined, listed: new Set(), spent: 0, pageCount: undefined };
    known.set(resource, knowledge);
    return knowledge;
  };

  /** A record by its id; null = it is proved not to exist. Any other answer means that the question was not understood. */
  const readById = async (spec: ResourceSpec, id: Value, signal: AbortSignal): Promise<RecordValues | null> => {
    const row = await connection.readOne(spec.name, String(id), signal);
    const record = row === null ? null : readRecord(row, spec, catalog);
    if (record === null || matchForm(spec, spec.key, record[spec.key]) === matchForm(spec, spec.key, id)) return record;
    throw new TransientError('BAD_ANSWER', `Asperion did not answer for one record of ${spec.name}.`, {
      hint: 'Nothing was taken for deleted; the next run asks again.',
    });
  };

  const lookUp = async (
    spec: ResourceSpec,
    { field, fresh, signal }: FindRequest,
    value: Value,
    listings: readonly Filters[],
  ): Promise<readonly RecordValues[]> => {
    const byId = async () => {
      const record = await readById(spec, value, signal);
      return record === null ? [] : [record];
    };
    if (field === spec.key && isAskedPerYear(spec)) return byId();
    const records: RecordValues[] = [];
    for (const listing of listings) {
      const filters = { ...listing, ...equalsFilter(connection, field, fieldSpecOf(spec, field), value) };
      const rows = await readList(connection, spec.name, filters, signal);
      records.push(...rows.map((row) => readRecord(row, spec, catalog)));
    }
    const found = records.filter((record) => matchForm(spec, field, record[field]) === matchForm(spec, field, value));
    // A record that a list does not show may still exist.
    return found.length === 0 && fresh === true && field === spec.key ? byId() : found;
  };

  /** If only one value of a look-up is refused, that concerns its record; the same question with another value shows it. */
  const lookUpOrRefuse = async (
    spec: ResourceSpec,
    request: FindRequest,
    value: Value,
    listings: readonly Filters[],
  ): Promise<readonly RecordValues[]> => {
    try {
      return await lookUp(spec, request, value, listings);
    } catch (error) {
      const { field, refused } = request;
      const isRefused = error instanceof AccessError && error.code === 'READ_REFUSED';
      if (!isRefused || refused === undefined) throw error;
      await lookUp(spec, { ...request, fresh: false }, '0', listings);
      refused(value, lookUpRefused(spec.name, field, error));
      return [];
    }
  };

  const lookUpEach = async (
    spec: ResourceSpec,
    request: FindRequest,
    values: readonly Value[],
    listings: readonly Filters[],
  ) => {
    const knowledge = knowledgeOf(spec.name);
    const found = new Map<string, RecordValues>();
    for (const value of values) {
      knowledge.spent += listings.length;
      for (const record of await lookUpOrRefuse(spec, request, value, listings)) {
        found.set(String(record[spec.key]), record);
        knowledge.index?.put(record);
      }
    }
    return [...found.values()];
  };

  /** Reads listings to their ends into the index; the first page of some was read already. */
  const readAll = async (
    spec: ResourceSpec,
    index: RecordIndex,
    listings: readonly Filters[],
    firsts: ReadonlyMap<Filters, ListPage>,
    signal: AbortSignal,
  ): Promise<void> => {
    for (const listing of listings) {
      const rows = await readList(connection, spec.name, listing, signal, firsts.get(listing));
      for (const row of rows) index.put(readRecord(row, spec, catalog));
      knowledgeOf(spec.name).listed.add(JSON.stringify(listing));
    }
  };

  /** The index of all records in the listings; missing ones are read. */
  const indexed = async (
    spec: ResourceSpec,
    needsLines: boolean,
    listings: readonly Filters[],
    firsts: ReadonlyMap<Filters, ListPage>,
    signal: AbortSignal,
  ): Promise<RecordIndex> => {
    const knowledge = knowledgeOf(spec.name);
    const { index: before } = knowledge;
    const keeps = before !== undefined && (before.hasLines || !needsLines);
    const index = keeps ? before : new RecordIndex(spec, needsLines || before?.hasLines === true);
    if (!keeps) knowledge.listed.clear();
    const missing = listings.filter((listing) => !knowledge.listed.has(JSON.stringify(listing)));
    await readAll(spec, index, missing, firsts, signal);
    knowledge.index = index;
    return index;
  };

  return {
    async find(request) {
      const { resource, field, signal } = request;
      const spec = catalog.resources.get(resource);
      if (spec === undefined) throw new ConfigError('UNKNOWN_RESOURCE', `Asperion has no resource ${resource}.`);
      const values = request.values.filter((value) => matchForm(spec, field, value) !== null);
      if (values.length === 0) return [];
      const asked = [...new Set(values)];
      // A filter compares letter by letter, but people type these values in many ways: only the whole list can tell.
      const { searchable, loose } = fieldSpecOf(spec, field);
      const isSearchable = searchable === true && loose !== true;
      const needsLines = request.fields.some((name) => spec.lines?.[name.split('.')[0] ?? ''] !== undefined);
      const knowledge = knowledgeOf(resource);
      const listings = listingsOf(connection, spec, request.near);
      // By its id, a record is found in any book year.
      if (field === spec.key && isAskedPerYear(spec)) return lookUpEach(spec, request, asked, listings);
      if (request.fresh === true && isSearchable) return lookUpEach(spec, request, asked, listings);
      if (request.fresh !== true && knowledge.index !== undefined && (knowledge.index.hasLines || !needsLines)) {
        const index = await indexed(spec, needsLines, listings, new Map(), signal);
        const records = index.get(field, values);
        if (records !== null) return records;
        knowledge.index = undefined;
        knowledge.listed.clear();
      }
      const firsts = new Map<Filters, ListPage>();
      if (isSearchable) {
        const cost = knowledge.spent + asked.length * listings.length;
        const isCheap = asked.length <= FREE_LOOK_UPS && cost <= FREE_LOOK_UPS * listings.length;
        if (!isCheap && knowledge.pageCount === undefined) {
          for (const listing of listings) {
            firsts.set(listing, await readPage(connection, resource, listing, connection.settings.firstPage, signal));
          }
          const counts = [...firsts.values()].map(({ hasNext, pageCount }) =>
            hasNext ? (pageCount ?? Number.POSITIVE_INFINITY) : 1,
          );
          knowledge.pageCount = counts.reduce((sum, count) => sum + count, 0);
        }
        if (isCheap || cost < (knowledge.pageCount ?? 1)) return lookUpEach(spec, request, asked, listings);
      }
      const index = await indexed(spec, needsLines, listings, firsts, signal);
      return index.get(field, values) ?? [];
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

/** True for a resource that cannot be listed without its book year; a record of it can still be read by its id. */
const isAskedPerYear = ({ name }: ResourceSpec): boolean => asperionNames.requiredFilters[name] !== undefined;
