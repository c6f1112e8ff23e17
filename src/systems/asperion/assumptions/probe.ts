import { AccessError, ConfigError } from '../../../errors/errors.ts';
import type { RecordValues } from '../../../values.ts';
import type { ResourceSpec } from '../../catalog.ts';
import { asperionCatalog } from '../catalog.ts';
import { type Connection, type ConnectionOptions, connect } from '../connection.ts';
import type { AsperionSettings } from '../facts/settings.ts';
import { type Filters, listingsOf } from '../listing.ts';
import { asperionNames } from '../names.ts';
import { isObject, readCount, readRecord, type WireObject } from '../rows.ts';
import { isAskedPerYear } from '../single-look-up.ts';

/** Small lists that every administration has, the longest first. */
const SMALL_LISTS = ['ledgeraccounts', 'vatcodes', 'paymentconditions'];

/** The number of records on a page that is read. */
const SAMPLE_SIZE = 25;

/** A page as received, with nothing taken for granted. */
export interface RawPage {
  readonly rows: readonly WireObject[];
  readonly meta: WireObject;
}

/** The ends of a small list, read one record at a time. */
export interface Ends {
  readonly resource: string;
  readonly first: RawPage;
  /** Null = the number of pages is not given. */
  readonly last: RawPage | null;
  /** The number of records, by the number of pages or the total; null = neither is given. */
  readonly count: number | null;
}

/** Records of one resource, raw and as the client reads them; `refused` = the words of a refusal. */
export interface Sample {
  readonly spec: ResourceSpec;
  /** Query parameters other than the page, such as the book year. */
  readonly filters: Filters;
  readonly rows: readonly WireObject[];
  readonly records: readonly RecordValues[];
  readonly refused: string | null;
}

/** What the tests read. Each answer is read once and shared. Throws as `Connection.read` does. */
export class Probe {
  readonly connection: Connection;
  readonly settings: AsperionSettings;
  readonly tenant: string;
  readonly #options: ConnectionOptions;
  readonly #samples = new Map<string, Promise<Sample>>();
  #ends: Promise<Ends | null> | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.connection = connect(options);
    this.settings = options.settings;
    this.tenant = options.tenant;
  }

  /** The same connection with some settings changed. */
  with(settings: Partial<AsperionSettings>, tenant = this.tenant): Connection {
    return connect({ ...this.#options, tenant, settings: { ...this.settings, ...settings } });
  }

  /** One page of a list; the first one comes without a number. */
  async page(
    resource: string,
    query: { readonly page?: number; readonly size?: number; readonly filters?: Filters },
    signal: AbortSignal,
    connection = this.connection,
  ): Promise<RawPage> {
    const { page, size = SAMPLE_SIZE, filters = {} } = query;
    const names = asperionNames.query;
    const paging = { ...(page === undefined ? {} : { [names.page]: String(page) }), [names.pageSize]: String(size) };
    const answer = await connection.read(resource, { ...filters, ...paging }, signal);
    const rows = Array.isArray(answer._data) ? answer._data.filter(isObject) : [];
    return { rows, meta: isObject(answer._meta) ? answer._meta : {} };
  }

  /** Both ends of the first small list that has two records; null = none has. */
  ends(signal: AbortSignal): Promise<Ends | null> {
    this.#ends ??= this.#readEnds(signal);
    return this.#ends;
  }

  async #readEnds(signal: AbortSignal): Promise<Ends | null> {
    for (const resource of SMALL_LISTS) {
      const { firstPage } = this.settings;
      const first = await this.page(resource, { page: firstPage, size: 1 }, signal);
      const count = countOf(first);
      if (first.rows.length === 0 || (count ?? 2) < 2) continue;
      const page = firstPage + (count ?? 0) - 1;
      const last = count === null ? null : await this.page(resource, { page, size: 1 }, signal);
      return { resource, first, last, count };
    }
    return null;
  }

  /** Some records of a resource; if a book year is required, of the newest one that has any. */
  sample(resource: string, signal: AbortSignal): Promise<Sample> {
    const known = this.#samples.get(resource) ?? this.#readSample(resource, signal);
    this.#samples.set(resource, known);
    return known;
  }

  async #readSample(resource: string, signal: AbortSignal): Promise<Sample> {
    const spec = asperionCatalog.resources.get(resource);
    if (spec === undefined) throw new ConfigError('UNKNOWN_RESOURCE', `Asperion has no resource ${resource}.`);
    const nothing = { spec, rows: [], records: [] };
    const listings: readonly Filters[] = isAskedPerYear(spec) ? listingsOf(this.connection, spec) : [{}];
    for (const filters of listings) {
      const asked = await orRefusal(resource, () => this.page(resource, { filters }, signal));
      if (typeof asked === 'string') return { ...nothing, filters, refused: asked };
      const { rows } = asked;
      if (rows.length === 0) continue;
      const records = rows.map((row) => readRecord(row, spec, asperionCatalog));
      return { spec, filters, rows, records, refused: null };
    }
    return { ...nothing, filters: {}, refused: null };
  }

  /** How many records a list has with these filters; null = it is not given. Throws if it is refused. */
  async count(resource: string, filters: Filters, signal: AbortSignal): Promise<number | null> {
    return countOf(await this.page(resource, { size: 1, filters }, signal));
  }
}

/** The number of records in a list that was read one at a time: as many as it has pages. */
function countOf({ rows, meta }: RawPage): number | null {
  if (rows.length !== 1) return rows.length === 0 ? 0 : null;
  const count = readCount(meta.pageCount) ?? readCount(meta.totalCount);
  if (count === null) return null;
  // A total of the page says nothing about the list.
  return count === 1 && isText(meta.nextPage) ? null : count;
}

/** True for a text that is not empty. */
export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/**
 * A sentence for a refusal that is about the question and not about the connection; a missing right is thrown. The system's own
 * words are left out: they may repeat what was asked for.
 */
export async function orRefusal<Answer>(resource: string, ask: () => Promise<Answer>): Promise<Answer | string> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AccessError && error.code === 'READ_REFUSED') return `Asperion refuses to read ${resource}.`;
    throw error;
  }
}
