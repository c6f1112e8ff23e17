import { Refusal, texts } from '../http/refusals.ts';
import { collectionOf, type Endpoint, endpoints, modelOf, type Property } from '../records/catalog.ts';
import { sourceOf } from '../records/sources.ts';
import type { Stored } from '../records/values.ts';
import type { Switches } from '../switches.ts';
import { checkFilter, propertiesIn } from './filter.ts';
import { type Expression, parseFilter, parseLiterals } from './filter-syntax.ts';

/** What a GET asks for, checked against its endpoint. */
export interface Query {
  /** Null = every property. */
  readonly select: readonly string[] | null;
  /** Expanded collections with the properties selected in them; null = all. */
  readonly expand: ReadonlyMap<string, readonly string[] | null>;
  readonly filter: Expression | null;
  readonly orderBy: readonly { readonly property: string; readonly descending: boolean }[];
  readonly top: number | null;
  readonly skip: number;
  readonly skipToken: readonly Stored[] | null;
  readonly inlineCount: boolean;
}

const OPTIONS: ReadonlySet<string> = new Set([
  '$select',
  '$filter',
  '$expand',
  '$orderby',
  '$top',
  '$skip',
  '$skiptoken',
  '$inlinecount',
]);

/** Plain endpoints that demand `$select` or `$top=1`, beside all bulk ones (EX-select-required). */
const DEMANDING: ReadonlySet<string> = new Set(['SalesItemPrices', 'GeneralJournalEntries', 'GoodsDeliveries']);

/** Sync endpoints that do not refuse `$select=*` by their page (EX-select-star); unread pages are assumed to refuse it. */
const STAR_ALLOWED = /^Sync_(CRM_Accounts|CRM_Addresses|SalesOrder_SalesOrder\w*|SalesInvoice_SalesInvoices|Deleted)$/;

/** The property of an endpoint; throws a Refusal with 400 when there is none of that name. */
function demandProperty(endpoint: Endpoint, name: string): Property {
  const property = Object.hasOwn(endpoint.properties, name) ? endpoint.properties[name] : undefined;
  if (property === undefined) {
    const text = endpoint.kind === 'sync' ? texts.noSyncProperty : texts.noProperty;
    throw new Refusal(400, text(name, modelOf(endpoint.resource)));
  }
  return property;
}

function demandCollection(endpoint: Endpoint, name: string): string {
  const collection = collectionOf(demandProperty(endpoint, name));
  if (collection === null) throw new Refusal(400, texts.syntax);
  return collection;
}

function readNames(text: string | null): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function readCount(text: string | null): number | null {
  if (text === null) return null;
  if (!/^\d{1,9}$/.test(text)) throw new Refusal(400, texts.syntax);
  return Number(text);
}

/** Reads and checks the query options of a GET that lists rows; throws a Refusal with 400 (EX-unknown-names, EX-select-required, EX-mandatory-filter). */
export function readQuery(parameters: URLSearchParams, endpoint: Endpoint, switches: Switches): Query {
  for (const name of parameters.keys()) {
    if (name.startsWith('$') && !OPTIONS.has(name)) throw new Refusal(400, texts.syntax);
  }
  const top = readCount(parameters.get('$top'));
  const filterText = parameters.get('$filter');
  const filter = filterText === null ? null : parseFilter(filterText);
  if (filter !== null) checkFilter(filter, endpoint, switches.refusedFilters);
  demandSelect(parameters, endpoint, top);
  if (switches.mandatoryFiltering && (top !== 1 || filter !== null)) demandFilter(filter, endpoint);
  const skip = readCount(parameters.get('$skip'));
  if (skip !== null && endpoint.kind !== 'resource') throw new Refusal(400, texts.syntax);
  const skipToken = parameters.get('$skiptoken');
  return {
    ...readSelection(parameters, endpoint),
    filter,
    orderBy: readOrder(parameters.get('$orderby'), endpoint),
    top,
    skip: skip ?? 0,
    skipToken: skipToken === null ? null : parseLiterals(skipToken),
    inlineCount: readInlineCount(parameters.get('$inlinecount')),
  };
}

/** Reads only `$select` and `$expand`, which a GET of one row accepts. */
export function readSelection(parameters: URLSearchParams, endpoint: Endpoint): Pick<Query, 'select' | 'expand'> {
  const expanded = new Map<string, string[] | null>();
  for (const name of readNames(parameters.get('$expand'))) {
    demandCollection(endpoint, name);
    expanded.set(name, null);
  }
  const selected = readNames(parameters.get('$select'));
  const own = new Set<string>();
  for (const name of selected) {
    const [first = '', second] = name.split('/');
    if (name === '*') continue;
    own.add(first);
    if (second === undefined) demandProperty(endpoint, first);
    else selectInside(endpoint, first, second, expanded);
  }
  const isAll = selected.length === 0 || selected.includes('*');
  return { select: isAll ? null : [...own], expand: expanded };
}

/** `SalesOrderLines/Item` needs the collection to be expanded (EX-query-options). */
function selectInside(endpoint: Endpoint, name: string, inner: string, expanded: Map<string, string[] | null>): void {
  const lines = endpoints.get(demandCollection(endpoint, name));
  if (!expanded.has(name)) throw new Refusal(400, texts.syntax);
  if (lines !== undefined) demandProperty(lines, inner);
  expanded.set(name, [...(expanded.get(name) ?? []), inner]);
}

function demandSelect(parameters: URLSearchParams, endpoint: Endpoint, top: number | null): void {
  const names = readNames(parameters.get('$select'));
  if (names.includes('*') && endpoint.kind === 'sync' && !STAR_ALLOWED.test(endpoint.name)) {
    throw new Refusal(400, texts.syntax);
  }
  const demands = endpoint.kind === 'bulk' || DEMANDING.has(endpoint.name);
  if (demands && names.length === 0 && top !== 1) throw new Refusal(400, texts.select);
}

const syncedTables: ReadonlySet<string> = new Set(
  [...endpoints.values()].filter(({ kind }) => kind === 'sync').map((endpoint) => sourceOf(endpoint).table),
);

/** The rule can name the fields only if an official list of filters exists (EX-mandatory-filter). */
function demandFilter(filter: Expression | null, endpoint: Endpoint): void {
  if (endpoint.kind === 'sync' || !syncedTables.has(sourceOf(endpoint).table)) return;
  const listed = Object.entries(endpoint.properties).flatMap(([name, { filterable }]) => (filterable ? [name] : []));
  if (listed.length === 0) return;
  const used = filter === null ? [] : propertiesIn(filter);
  if (!used.some((name) => listed.includes(name))) throw new Refusal(400, texts.mandatoryFilter(listed));
}

function readOrder(text: string | null, endpoint: Endpoint): Query['orderBy'] {
  return readNames(text).map((part) => {
    const [property = '', direction = 'asc', more] = part.split(/\s+/);
    if (collectionOf(demandProperty(endpoint, property)) !== null) throw new Refusal(400, texts.syntax);
    if ((direction !== 'asc' && direction !== 'desc') || more !== undefined) throw new Refusal(400, texts.syntax);
    return { property, descending: direction === 'desc' };
  });
}

function readInlineCount(text: string | null): boolean {
  if (text !== null && text !== 'allpages' && text !== 'none') throw new Refusal(400, texts.syntax);
  return text === 'allpages';
}
