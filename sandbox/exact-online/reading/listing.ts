import type { Administration } from '../administration.ts';
import type { Endpoint } from '../records/catalog.ts';
import { sourceOf } from '../records/sources.ts';
import { keyOf, type Row } from '../records/store.ts';
import { type Stored, toLiteral } from '../records/values.ts';
import { orderOf, passes, sameButForBlanks, sameWhenBare } from './filter.ts';
import type { Query } from './query.ts';
import { readProperty } from './reading.ts';

/** A call for a list: its endpoint, query and address. */
export interface ListCall {
  readonly endpoint: Endpoint;
  readonly query: Query;
  readonly address: URL;
}

/** The rows of one answer. */
export interface Page {
  readonly rows: readonly Row[];
  /** All rows that pass the filter, whatever the paging. */
  readonly count: number;
  /** Bare `{"d":[…]}`, or `{"d":{"results":[…]}}` (EX-list-envelope). */
  readonly isBare: boolean;
  /** Absolute address of the next page; null on the last. */
  readonly next: string | null;
}

/** The key of a sync row is its Timestamp, of every other row its key property. */
function sortKey(company: Administration, endpoint: Endpoint): string {
  if (endpoint.kind !== 'sync') return keyOf(sourceOf(endpoint).table);
  return company.switches.syncOrder === 'timestamp' ? 'Timestamp' : keyOf(sourceOf(endpoint).table);
}

/**
 * Filters, sorts and pages (EX-list-envelope, EX-paging). A page starts after the last row shown, by its sort values, so
 * rows that come and go in between neither shift nor repeat others.
 */
export function listPage(
  company: Administration,
  { endpoint, query, address }: ListCall,
  candidates: readonly Row[],
): Page {
  const { filter } = query;
  const { trailingBlanksCount, codesInFilters, nextPages } = company.switches;
  const isSame = codesInFilters === 'bare' ? sameWhenBare : trailingBlanksCount ? Object.is : sameButForBlanks;
  const read = (row: Row, name: string): Stored => readProperty(company, endpoint, row, name);
  const found = candidates.filter(
    (row) =>
      (endpoint.kind !== 'sync' || row.stamps.has(endpoint.name)) &&
      (filter === null || passes(filter, { read: (name) => read(row, name), isSame })),
  );
  const order = [...query.orderBy, { property: sortKey(company, endpoint), descending: false }];
  const sorted = found
    .map((row) => ({ row, place: order.map(({ property }) => read(row, property)) }))
    .sort((left, right) => comparePlaces(left.place, right.place, order));
  const token = query.skipToken;
  const rest =
    token === null ? sorted.slice(query.skip) : sorted.filter(({ place }) => comparePlaces(place, token, order) > 0);
  const isCut = company.switches.topAbovePageSize === 'paged' || query.top === null;
  const wanted = query.top ?? Number.POSITIVE_INFINITY;
  const size = isCut
    ? Math.min(wanted, endpoint.pageSize, company.switches.pageSize ?? Number.POSITIVE_INFINITY)
    : wanted;
  const shown = rest.slice(0, size);
  const last = shown.at(-1);
  const hasMore = rest.length > shown.length && wanted > size && last !== undefined && nextPages === 'given';
  return {
    rows: shown.map(({ row }) => row),
    count: found.length,
    isBare: query.top !== null && !query.inlineCount && !hasMore && query.skipToken === null,
    next: hasMore ? nextAddress(address, skipToken(endpoint, order, last.place), wanted - size) : null,
  };
}

function comparePlaces(
  left: readonly Stored[],
  right: readonly Stored[],
  order: readonly { readonly descending: boolean }[],
): number {
  for (const [index, { descending }] of order.entries()) {
    const difference = orderOf(left[index] ?? null, right[index] ?? null);
    if (difference !== 0) return descending ? -difference : difference;
  }
  return 0;
}

/** The place to continue from. */
function skipToken(
  { properties }: Endpoint,
  order: readonly { readonly property: string }[],
  place: readonly Stored[],
): string {
  return order
    .map(({ property }, index) =>
      toLiteral(properties[property] ?? { type: 'Edm.Guid', filterable: null }, place[index] ?? null),
    )
    .join(',');
}

/** All options of the call, `$top` less what was shown, and the place to continue from. */
function nextAddress(address: URL, token: string, topLeft: number): string {
  const options = [...address.searchParams].filter(([name]) => name !== '$skiptoken' && name !== '$skip');
  const query = [...options, ['$skiptoken', token] as const]
    .map(([name, value]) => `${name}=${encodeURIComponent(name === '$top' ? String(topLeft) : value)}`)
    .join('&');
  return `${address.origin}${address.pathname}?${query}`;
}
