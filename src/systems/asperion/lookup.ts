import { ConfigError } from '../../errors/errors.ts';
import type { RecordValues, Value } from '../../values.ts';
import type { Catalog } from '../catalog.ts';
import { matchForm } from '../match-form.ts';
import { RecordIndex } from '../record-index.ts';
import type { FindRequest } from '../system.ts';
import type { Connection } from './connection.ts';
import { readList } from './counted-list.ts';
import { type Filters, type ListPage, listingsOf, readPage } from './listing.ts';
import { readRecord } from './rows.ts';
import { fieldSpecOf, isAskedPerYear, type LookUp, lookUpValue } from './single-look-up.ts';

/** Up to this many look-ups are simply made. For more, one call to learn the length of the list pays off. */
const FREE_LOOK_UPS = 3;

/**
 * Finds records by a field, in as few calls as it can. One filter asks for one value, so many look-ups cost many calls. As soon as
 * the look-ups, those made before included, would have cost as much as reading the whole list, it is read and answers the rest of the
 * run from memory: at worst twice the calls of the best choice.
 */
export class LookUps {
  readonly #connection: Connection;
  readonly #catalog: Catalog;
  readonly #known = new Map<string, KnownList>();

  constructor(connection: Connection, catalog: Catalog) {
    this.#connection = connection;
    this.#catalog = catalog;
  }

  /** Records whose field equals one of the values. */
  async find(request: FindRequest): Promise<readonly RecordValues[]> {
    const [connection, catalog] = [this.#connection, this.#catalog];
    const { resource, field, fresh } = request;
    const spec = catalog.resources.get(resource);
    if (spec === undefined) throw new ConfigError('UNKNOWN_RESOURCE', `Asperion has no resource ${resource}.`);
    const values = request.values.filter((value) => matchForm(spec, field, value) !== null);
    if (values.length === 0) return [];
    const asked = [...new Set(values)];
    // A filter compares letter by letter, but people type these values in many ways: only the whole list can tell.
    const { searchable, loose } = fieldSpecOf(spec, field);
    const isSearchable = searchable === true && loose === undefined;
    const lookUp: LookUp = { connection, catalog, spec, request, listings: listingsOf(connection, spec, request.near) };
    const list = this.#listOf(resource);
    // An id is found in any book year.
    if (field === spec.key && isAskedPerYear(spec)) return list.lookUpEach(lookUp, asked);
    if (fresh === true && isSearchable) return list.lookUpEach(lookUp, asked);
    const recalled = fresh === true ? null : await list.recall(lookUp, values);
    if (recalled !== null) return recalled;
    const firsts = new Map<Filters, ListPage>();
    if (fresh === true) list.forget();
    if (isSearchable && (await list.costsMoreThan(lookUp, asked.length, firsts))) return list.lookUpEach(lookUp, asked);
    return (await list.readAll(lookUp, firsts)).get(field, values) ?? [];
  }

  /**
   * The run created or changed a record: `fields` holds its key and what is known about it, which is not everything if the
   * answer had only a key.
   */
  note(resource: string, fields: RecordValues, partial: boolean): void {
    this.#known.get(resource)?.note(fields, partial);
  }

  #listOf(resource: string): KnownList {
    const list = this.#known.get(resource) ?? new KnownList();
    this.#known.set(resource, list);
    return list;
  }
}

/** What the run has read of one resource, and what it cost. */
class KnownList {
  #index: RecordIndex | undefined;
  /** The listings in the index, as text. */
  readonly #listed = new Set<string>();
  /** Look-ups made so far. */
  #spent = 0;
  #pageCount: number | undefined;

  note(fields: RecordValues, partial: boolean): void {
    this.#index?.put(fields, partial);
  }

  /** Forgets what was read. */
  forget(): void {
    this.#index = undefined;
    this.#listed.clear();
  }

  async lookUpEach(lookUp: LookUp, values: readonly Value[]): Promise<readonly RecordValues[]> {
    const { spec, listings } = lookUp;
    const found = new Map<string, RecordValues>();
    for (const value of values) {
      this.#spent += listings.length;
      for (const record of await lookUpValue(lookUp, value)) {
        found.set(String(record[spec.key]), record);
        this.#index?.put(record);
      }
    }
    return [...found.values()];
  }

  /** The answer from memory, and the listings missing there; null = no answer, or an incomplete one. */
  async recall(lookUp: LookUp, values: readonly Value[]): Promise<readonly RecordValues[] | null> {
    if (this.#index === undefined || (needsLines(lookUp) && !this.#index.hasLines)) return null;
    const index = await this.readAll(lookUp, new Map());
    const records = index.get(lookUp.request.field, values);
    if (records !== null) return records;
    this.forget();
    return null;
  }

  /**
   * Whether reading the listings costs more calls than the look-ups, with this many more. For many, the first pages are read to
   * learn that; they are put into `firsts`.
   */
  async costsMoreThan(lookUp: LookUp, more: number, firsts: Map<Filters, ListPage>): Promise<boolean> {
    const { connection, spec, request, listings } = lookUp;
    const cost = this.#spent + more * listings.length;
    if (more <= FREE_LOOK_UPS && cost <= FREE_LOOK_UPS * listings.length) return true;
    if (this.#pageCount === undefined) {
      const { firstPage } = connection.settings;
      for (const filters of listings) {
        firsts.set(filters, await readPage(connection, { resource: spec.name, filters }, firstPage, request.signal));
      }
      const counts = [...firsts.values()].map(({ hasNext, pageCount }) =>
        hasNext ? (pageCount ?? Number.POSITIVE_INFINITY) : 1,
      );
      this.#pageCount = counts.reduce((sum, count) => sum + count, 0);
    }
    return cost < this.#pageCount;
  }

  /** The index of all records in the listings. Reads missing listings to the end; `firsts` are first pages already read. */
  async readAll(lookUp: LookUp, firsts: ReadonlyMap<Filters, ListPage>): Promise<RecordIndex> {
    const { connection, catalog, spec, request, listings } = lookUp;
    const before = this.#index;
    const isEnough = before !== undefined && (before.hasLines || !needsLines(lookUp));
    const index = isEnough ? before : new RecordIndex(spec, needsLines(lookUp) || before?.hasLines === true);
    if (!isEnough) this.#listed.clear();
    for (const filters of listings.filter((listing) => !this.#listed.has(JSON.stringify(listing)))) {
      const first = firsts.get(filters);
      const rows = await readList(connection, { resource: spec.name, filters }, request.signal, first);
      for (const row of rows) index.put(readRecord(row, spec, catalog));
      this.#listed.add(JSON.stringify(filters));
    }
    this.#index = index;
    return index;
  }
}

function needsLines({ spec, request }: LookUp): boolean {
  return request.fields.some((name) => spec.lines?.[name.split('.')[0] ?? ''] !== undefined);
}
