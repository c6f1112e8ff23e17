import { isDecimal, LocalDateTime, type RecordValues, type Value } from '../../values.ts';
import type { FieldSpec, ResourceSpec } from '../catalog.ts';
import { bookYears } from './book-years.ts';
import { asperionCatalog } from './catalog.ts';
import type { Connection } from './connection.ts';
import { asperionNames } from './names.ts';
import { badAnswer, isObject, readCount, type WireObject } from './rows.ts';

/** Query parameters of a list, except for paging. */
export type Filters = Readonly<Record<string, string>>;

/** A list to read. */
export interface ListRequest {
  readonly resource: string;
  readonly filters: Filters;
}

/** One page of a list as it was received. */
export interface ListPage {
  readonly rows: readonly WireObject[];
  readonly hasNext: boolean;
  /** Null if the answer does not say. */
  readonly totalCount: number | null;
  readonly pageCount: number | null;
}

/** Reads one page of a list in its envelope (AS-list-envelope). Throws TransientError `BAD_ANSWER` for anything else. */
export async function readPage(
  connection: Connection,
  { resource, filters }: ListRequest,
  page: number,
  signal: AbortSignal,
): Promise<ListPage> {
  const { query } = asperionNames;
  const paging = { [query.page]: String(page), [query.pageSize]: String(connection.settings.pageSize) };
  const answer = await connection.read(resource, { ...filters, ...paging }, signal);
  const meta = isObject(answer._meta) ? answer._meta : {};
  if (!Array.isArray(answer._data)) throw badAnswer(`a list of ${resource} without its records`);
  // Anything else must not count as a record: the total would be right, and the missing records would count as gone.
  const { _data: rows } = answer;
  if (!rows.every(isRecord)) throw badAnswer(`a list of ${resource} with an entry that has no id`);
  // So must records of another resource: everything would count as gone.
  const { always } = asperionCatalog.resources.get(resource) ?? {};
  if (always !== undefined && rows.some((row) => row[always] === undefined))
    throw badAnswer(`a list of ${resource} with an entry that has no ${always}`);
  return {
    rows,
    hasNext: hasNext(meta.nextPage, page, resource),
    totalCount: readCount(meta.totalCount),
    pageCount: readCount(meta.pageCount),
  };
}

const isRecord = (row: unknown): row is WireObject => isObject(row) && (row.id ?? null) !== null;

/**
 * Whether there is a next page. The page in the query of `nextPage` (AS-paging) must be the next number: any other would
 * repeat or skip a page. Its host and other parameters are ignored.
 */
function hasNext(wire: unknown, page: number, resource: string): boolean {
  if (typeof wire !== 'string' || wire === '') return false;
  const address = URL.parse(wire, 'https://host.invalid');
  const entries = [...(address?.searchParams ?? [])];
  const text = entries.find(([name]) => name.toLowerCase() === asperionNames.query.page)?.[1] ?? '';
  if (/^\d+$/.test(text) && Number(text) !== page + 1) {
    throw badAnswer(`page ${page} of ${resource} with page ${text} as the next one`);
  }
  return true;
}

/** Asks for exactly this value. Text filters mean "contains" by default (AS-filters). */
export function equalsFilter(connection: Connection, field: string, spec: FieldSpec, value: Value): Filters {
  const filter = filterName(field);
  const suffix = connection.settings.comparisonSuffix;
  const comparison = spec.type === 'text' && suffix !== '' ? { [`${filter}${suffix}`]: 'Equals' } : {};
  return { [filter]: filterText(value), ...comparison };
}

/** Filters are named like the field, with a capital (AS-filters). */
function filterName(field: string): string {
  return `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
}

function filterText(value: Value): string {
  if (value instanceof LocalDateTime) return value.date;
  return isDecimal(value) ? value.toFixed() : String(value);
}

/** Records from a day (yyyy-MM-dd) on, by their date (AS-filters: the suffix is observed on other dates). */
export function sinceFilter(field: string, day: string): Filters {
  return { [`${filterName(field)}${asperionNames.filters.from}`]: day };
}

/**
 * The listings that together hold what is asked for: one, or one per book year for a resource that cannot be listed
 * without it (AS-book-year). The years are those of the settings, and those of the records `near` which others are looked up.
 */
export function listingsOf(
  connection: Connection,
  spec: ResourceSpec,
  near: readonly RecordValues[] = [],
): readonly Filters[] {
  const field = asperionNames.requiredFilters[spec.name]?.[0];
  if (field === undefined) return [inactiveToo(spec)];
  const years = bookYears(
    connection,
    near.flatMap((record) => [record[field], record.date]),
  );
  return years.map((year) => ({ [filterName(field)]: String(year) }));
}

const ACTIVE_STATE = 'activeState';

/** Lists of articles hide inactive ones unless asked (AS-inactive-articles); empty for other resources. */
function inactiveToo(spec: ResourceSpec): Filters {
  return spec.fields[ACTIVE_STATE] === undefined ? {} : { [filterName(ACTIVE_STATE)]: asperionNames.activeState.all };
}

/** As a source, inactive articles only count if the mapping reads their state. */
export function sourceFilters(spec: ResourceSpec, fields: readonly string[]): Filters {
  return fields.includes(ACTIVE_STATE) ? inactiveToo(spec) : {};
}
