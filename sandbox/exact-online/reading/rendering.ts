import type { Administration } from '../administration.ts';
import { collectionOf, type Endpoint, endpoints, modelOf } from '../records/catalog.ts';
import { chargesOf, linesOf, sourceOf } from '../records/sources.ts';
import { keyOf, type Row } from '../records/store.ts';
import { toJson, toLiteral } from '../records/values.ts';
import type { Query } from './query.ts';
import { readProperty } from './reading.ts';

/** Which properties an answer shows. */
export type Selection = Pick<Query, 'select' | 'expand'>;

/** Everything, collections as links: what POST answers. */
export const everything: Selection = { select: null, expand: new Map() };

/** JSON as the API writes it. */
export type Json = null | boolean | number | string | readonly unknown[] | { readonly [name: string]: unknown };

/** The absolute address of an endpoint. */
function endpointAddress(company: Administration, endpoint: Endpoint): string {
  return company.url() + endpoint.path.replace('{division}', String(company.division));
}

/** The absolute address of a row: `…/crm/Accounts(guid'…')`. */
export function rowAddress(company: Administration, endpoint: Endpoint, row: Row): string {
  const address = endpointAddress(company, endpoint);
  const [key] = endpoint.keys;
  const property = key === undefined ? undefined : endpoint.properties[key];
  if (key === undefined || property === undefined) return address;
  return `${address}(${toLiteral(property, readProperty(company, endpoint, row, key))})`;
}

/** The lines of a row in a collection, if they are separate rows; null if they are stored inside it. */
export function linesIn(company: Administration, table: string, row: Row, collection: string): readonly Row[] | null {
  const lines = linesOf[table];
  if (lines === undefined || (lines.collection ?? lines.table) !== collection) return null;
  return company.store.where(lines.table, lines.parentKey, row.fields[keyOf(table)] ?? null);
}

/** One row with its `__metadata`; collections are `__deferred` unless they are expanded (EX-row-metadata, EX-all-scalars). */
export function renderRow(company: Administration, endpoint: Endpoint, row: Row, selection: Selection): Json {
  const address = rowAddress(company, endpoint, row);
  const rendered: Record<string, unknown> = { __metadata: { uri: address, type: modelOf(endpoint.resource) } };
  for (const [name, property] of Object.entries(endpoint.properties)) {
    if (selection.select !== null && !selection.select.includes(name)) continue;
    const collection = collectionOf(property);
    if (collection === null) {
      rendered[name] = toJson(property, readProperty(company, endpoint, row, name), company.switches);
    } else if (selection.expand.has(name) && !isHidden(name)) {
      const linesEndpoint = endpoints.get(collection);
      const lines = linesIn(company, sourceOf(endpoint).table, row, name);
      const select = selection.expand.get(name) ?? null;
      const results =
        linesEndpoint === undefined || lines === null
          ? insideRow(row, name)
          : lines.map((line) => renderRow(company, linesEndpoint, line, { select, expand: new Map() }));
      rendered[name] = firstPage(results, linesEndpoint?.pageSize, `${address}/${name}`);
    } else {
      rendered[name] = { __deferred: { uri: `${address}/${name}` } };
    }
  }
  return rendered;
}

/** The rows of an expanded collection: no more than a page of them, and where the others are (EX-paging; assumed for these). */
function firstPage(rows: readonly unknown[], size = Number.POSITIVE_INFINITY, address: string): Json {
  if (rows.length <= size) return { results: rows } as Json;
  return { results: rows.slice(0, size), __next: `${address}?$skip=${size}` } as Json;
}

/** Charges can only be written: their links lead nowhere (EX-order-charges; assumed for orders). */
export function isHidden(collection: string): boolean {
  return Object.values(chargesOf).includes(collection);
}

/** Elements of a collection without its own resource, shown as they were given. */
export function insideRow(row: Row, name: string): readonly unknown[] {
  const elements = row.fields[name];
  return Array.isArray(elements) ? elements : [];
}

/**
 * The answer to a POST without `Prefer: return=representation` (EX-write-answers): the key is filled, everything else is null.
 */
export function renderKeyOnly(company: Administration, endpoint: Endpoint, row: Row): Json {
  const full = renderRow(company, endpoint, row, everything) as Record<string, unknown>;
  const kept = new Set([...endpoint.keys, '__metadata']);
  return Object.fromEntries(
    Object.entries(full).map(([name, value]) => {
      const isCollection = collectionOf(endpoint.properties[name] ?? { type: null, filterable: null }) !== null;
      return [name, kept.has(name) || isCollection ? value : null];
    }),
  );
}
