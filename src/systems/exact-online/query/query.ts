import { createHash } from 'node:crypto';
import { ConfigError, TransientError } from '../../../errors/errors.ts';
import type { Catalog, ResourceSpec } from '../../catalog.ts';
import type { Connection } from '../connection.ts';
import { type Endpoint, exactOnlineEndpoints, twins } from '../endpoints.ts';
import type { Envelope } from '../envelope.ts';
import { AFTER_BAD_ANSWER, type WireRow } from '../rows.ts';
import { type Query, queryAddress } from './address.ts';

/** What all reading parts of the client share. */
export interface Source {
  readonly connection: Connection;
  readonly catalog: Catalog;
}

/** The description of a resource; throws ConfigError `UNKNOWN_RESOURCE` if the catalog has none. */
export function specOf(source: Source, resource: string): ResourceSpec {
  const spec = source.catalog.resources.get(resource);
  if (spec === undefined) throw new ConfigError('UNKNOWN_RESOURCE', `Exact Online has no resource ${resource}.`);
  return spec;
}

/** The endpoint of a path such as `sync/CRM/Accounts`. */
export function endpointOf(path: string): Endpoint {
  const endpoint = exactOnlineEndpoints.get(path);
  if (endpoint === undefined) throw new ConfigError('UNKNOWN_RESOURCE', `Exact Online has no endpoint ${path}.`);
  return endpoint;
}

/**
 * Where to look records up by a field: the bulk twin (1,000 rows a page) when it has the fields and allows the filter,
 * else the plain resource (60 rows). Undefined for a resource that can be read through sync only.
 */
export function lookUpPath(spec: ResourceSpec, field: string, select: readonly string[]): string | undefined {
  const bulk = exactOnlineEndpoints.get(twins(spec.name).bulk ?? '');
  const allowed = bulk?.keys.includes(field) === true || bulk?.properties[field]?.filterable === true;
  if (bulk !== undefined && allowed && select.every((name) => bulk.properties[name] !== undefined)) return bulk.path;
  return exactOnlineEndpoints.has(spec.name) ? spec.name : undefined;
}

/**
 * The filter for rows above a row version. It ends in the `L` of 64-bit numbers (EX-int64-literals): real versions are beyond 32 bits, and without it such a
 * number may be refused.
 */
export const newerThan = (version: bigint): string => `Timestamp gt ${version}L`;

/** Every row of a sync endpoint: it allows no other filter (EX-filterable). */
export const EVERYTHING = newerThan(1n);

/** The sync address that gives one row per record; the twin of sales invoices gives one per line (EX-document-feeds). */
export function feedPath(spec: ResourceSpec): string | undefined {
  return spec.feed?.kind === 'timestamp'
    ? spec.feed.endpoint
    : spec.feed?.kind === 'headers-and-lines'
      ? spec.feed.headers
      : undefined;
}

/** Where a whole list is read in pages of 1,000: the sync twin, else the bulk one, if they have the fields. */
export function listingOf(
  spec: ResourceSpec,
  select: readonly string[],
): { readonly path: string; readonly filter?: string } | undefined {
  const { bulk } = twins(spec.name);
  const has = (path: string | undefined): path is string =>
    path !== undefined && select.every((field) => exactOnlineEndpoints.get(path)?.properties[field] !== undefined);
  const sync = feedPath(spec);
  if (has(sync)) return { path: sync, filter: EVERYTHING };
  return has(bulk) ? { path: bulk } : undefined;
}

/**
 * Pages from an address on, following `__next`. Throws TransientError `BAD_ANSWER` if the pages never end: an address or rows
 * that were read already, or a next page after an empty one.
 */
export async function* pages(
  source: Source,
  path: string,
  address: string,
  signal: AbortSignal,
): AsyncGenerator<Envelope, void, undefined> {
  const addresses = new Set<string>();
  const contents = new Set<string>();
  for (let next: string | null = address; next !== null; ) {
    if (addresses.has(next)) throw endless(path, 'a next page that was already read');
    addresses.add(next);
    const envelope: Envelope = await source.connection.read(path, next, signal);
    if (envelope.next !== null) {
      if (envelope.rows.length === 0) throw endless(path, 'a next page after an empty one');
      const content = createHash('sha256').update(JSON.stringify(envelope.rows)).digest('base64');
      if (contents.has(content)) throw endless(path, 'the same rows on two pages');
      contents.add(content);
    }
    yield envelope;
    next = envelope.next;
  }
}

/** An answer with more bytes than the transport accepts: asking in parts may work. */
export const isTooLarge = (error: unknown): boolean =>
  error instanceof TransientError && error.code === 'RESPONSE_TOO_LARGE';

function endless(path: string, what: string): TransientError {
  return new TransientError('BAD_ANSWER', `Exact Online answered ${path} with ${what}.`, {
    hint: AFTER_BAD_ANSWER,
  });
}

/** All rows of an endpoint that a query asks for. */
export async function allRows(
  source: Source,
  path: string,
  query: Query,
  signal: AbortSignal,
): Promise<readonly WireRow[]> {
  const address = queryAddress(source.connection.base, path, query);
  const rows: WireRow[] = [];
  for await (const page of pages(source, path, address, signal)) rows.push(...keyed(page.rows, path, query.select));
  return rows;
}

/**
 * The rows of an answer. Throws TransientError `BAD_ANSWER` if a row lacks its key, the first field that was asked for: then
 * this is not the right list, and records missing from it must not count as gone. A row that lacks another one of the fields is a
 * `BAD_ANSWER`, too, for which `lacksField` is true: a field that is not there must not count as empty.
 */
export function keyed(rows: readonly WireRow[], path: string, select: readonly string[]): readonly WireRow[] {
  const missing = select.find((field) => rows.some((row) => row[field] === undefined));
  if (missing === undefined) return rows;
  const sentence = `Exact Online answered ${path} with a row that has no ${missing}.`;
  throw missing === select[0]
    ? new TransientError('BAD_ANSWER', sentence, { hint: AFTER_BAD_ANSWER })
    : new FieldMissing('BAD_ANSWER', sentence, { hint: AFTER_BAD_ANSWER });
}

class FieldMissing extends TransientError {}

/** An answer without a field that was asked for. Some sync tables are said to lack some (EX-sync-fields), which are elsewhere. */
export const lacksField = (error: unknown): boolean => error instanceof FieldMissing;
