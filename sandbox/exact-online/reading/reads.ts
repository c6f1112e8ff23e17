import type { Administration } from '../administration.ts';
import { isLedgerFeed, ledgerRows } from '../documents/invoice-feed.ts';
import type { Answer } from '../http/answers.ts';
import { callFunction } from '../http/functions.ts';
import { metadataXml } from '../http/metadata.ts';
import { Refusal, texts } from '../http/refusals.ts';
import { denies } from '../http/rights.ts';
import type { Route } from '../http/routes.ts';
import { collectionOf, type Endpoint, endpoints } from '../records/catalog.ts';
import { sourceOf } from '../records/sources.ts';
import type { Row } from '../records/store.ts';
import { type Stored, wallClock } from '../records/values.ts';
import { type ListCall, listPage } from './listing.ts';
import { narrowed } from './narrowing.ts';
import { readQuery, readSelection } from './query.ts';
import { insideRow, isHidden, linesIn, renderRow } from './rendering.ts';

/** How far the deletion log reaches back: two months, taken as 61 days (EX-deletion-log). */
const DELETED_KEPT_MS = 61 * 86_400_000;

/** The rows that an endpoint can show to the user; without rights on them there are none (EX-rights). */
function visibleRows(company: Administration, endpoint: Endpoint): readonly Row[] {
  if (denies(company.switches.withoutRights, endpoint)) return [];
  const rows = company.store.rows(sourceOf(endpoint).table);
  if (isLedgerFeed(company, endpoint)) return [...rows, ...ledgerRows(company)];
  if (endpoint.name !== 'Sync_Deleted') return rows;
  const oldest = wallClock(company.clock() - DELETED_KEPT_MS);
  return rows.filter(({ fields }) => String(fields.DeletedDate ?? '') >= oldest);
}

/** The row of a key, which is the Timestamp in sync endpoints; throws a Refusal with 404 (EX-unknown-id). */
export function demandRow(company: Administration, endpoint: Endpoint, key: Stored): Row {
  const row =
    endpoint.kind === 'sync'
      ? visibleRows(company, endpoint).find(({ stamps }) => stamps.get(endpoint.name) === key)
      : company.store.find(sourceOf(endpoint).table, key);
  if (row === undefined || denies(company.switches.withoutRights, endpoint)) {
    throw new Refusal(404, texts.notFound(endpoint.resource));
  }
  return row;
}

/** Answers a GET; throws a Refusal. */
export function readRouteAnswer(company: Administration, route: Route, address: URL): Answer {
  if (route.kind === 'metadata') {
    return { kind: 'xml', text: metadataXml(route.service, route.endpoints) };
  }
  const { endpoint } = route;
  if (endpoint.kind === 'function') return callFunction(company, endpoint, address.searchParams);
  if (route.kind === 'row') {
    const selection = readSelection(address.searchParams, endpoint);
    return { kind: 'row', row: renderRow(company, endpoint, demandRow(company, endpoint, route.key), selection) };
  }
  if (route.kind === 'lines') return readLines(company, route, address);
  const query = readQuery(address.searchParams, endpoint, company.switches);
  const rows = narrowed(company, endpoint, query.filter) ?? visibleRows(company, endpoint);
  return listAnswer(company, { endpoint, query, address }, rows, route.isCount);
}

function listAnswer(company: Administration, call: ListCall, rows: readonly Row[], isCount: boolean): Answer {
  const { endpoint, query } = call;
  const page = listPage(company, call, rows);
  if (isCount) return { kind: 'text', text: String(page.count) };
  return {
    kind: 'list',
    rows: page.rows.map((row) => renderRow(company, endpoint, row, query)),
    isBare: page.isBare && endpoint.name !== 'Me',
    count: query.inlineCount ? page.count : null,
    next: page.next,
  };
}

/** The address of a `__deferred` link: a collection of one row. */
function readLines(company: Administration, route: Extract<Route, { kind: 'lines' }>, address: URL): Answer {
  const { endpoint, collection } = route;
  const type = collectionOf(endpoint.properties[collection] ?? { type: null, filterable: null });
  if (type === null || isHidden(collection)) throw new Refusal(404, texts.notFound(collection));
  const row = demandRow(company, endpoint, route.key);
  const linesEndpoint = endpoints.get(type);
  const lines = linesIn(company, sourceOf(endpoint).table, row, collection);
  if (linesEndpoint !== undefined && lines !== null) {
    const lenient = { ...company.switches, mandatoryFiltering: false };
    const query = readQuery(address.searchParams, linesEndpoint, lenient);
    return listAnswer(company, { endpoint: linesEndpoint, query, address }, lines, route.isCount);
  }
  const elements = insideRow(row, collection);
  if (route.isCount) return { kind: 'text', text: String(elements.length) };
  return { kind: 'list', rows: elements, isBare: false, count: null, next: null };
}
