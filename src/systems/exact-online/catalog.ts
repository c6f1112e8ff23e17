import type { Catalog, FeedSpec, FieldSpec, ResourceSpec } from '../catalog.ts';
import { type Endpoint, exactOnlineEndpoints, fieldType, type Property, simplePath, twins } from './endpoints.ts';
import { paddingOf } from './padding.ts';

/** Filled by the system; the pages without access letters leave that out. */
const SYSTEM_FIELDS = new Set([
  'ID',
  'Created',
  'Creator',
  'CreatorFullName',
  'Division',
  'Modified',
  'Modifier',
  'ModifierFullName',
]);

/** Fields that name a record to people, where it is not `Code`. Never a person's name or an e-mail address. */
const REFERENCES: Readonly<Record<string, string>> = {
  'crm/Contacts': 'HID',
  'generaljournalentry/GeneralJournalEntries': 'EntryNumber',
  'inventory/ItemWarehouses': 'ItemCode',
  'inventory/StockCounts': 'StockCountNumber',
  'inventory/StockPositions': 'ItemCode',
  'logistics/SalesItemPrices': 'ItemCode',
  'salesentry/SalesEntries': 'EntryNumber',
  'salesinvoice/SalesInvoices': 'InvoiceNumber',
  'salesorder/GoodsDeliveries': 'DeliveryNumber',
  'salesorder/SalesOrders': 'OrderNumber',
};

/** Longest texts that the reference pages state [ref logistics/Items ExtraDescription]. */
const MAX_LENGTHS: Readonly<Record<string, number>> = {
  'logistics/Items.Description': 60,
  'logistics/Items.ExtraDescription': 255,
};

/** Documents whose headers and lines move separately in the sync API (B-22). */
const DOCUMENT_FEEDS: Readonly<Record<string, FeedSpec>> = {
  'salesorder/SalesOrders': {
    kind: 'headers-and-lines',
    headers: 'sync/SalesOrder/SalesOrderHeaders',
    lines: 'sync/SalesOrder/SalesOrderLines',
    documentKey: 'OrderID',
    linesField: 'SalesOrderLines',
  },
  'salesorder/GoodsDeliveries': {
    kind: 'headers-and-lines',
    headers: 'sync/SalesOrder/GoodsDeliveries',
    lines: 'sync/SalesOrder/GoodsDeliveryLines',
    documentKey: 'EntryID',
    linesField: 'GoodsDeliveryLines',
  },
};

/** Sync endpoints that are no feed of their resource: one row per invoice line (B-22). */
const FLATTENED = new Set(['salesinvoice/SalesInvoices']);

/** All that is known of Exact Online's records, from the reference pages. */
export const exactOnlineCatalog: Catalog = { system: 'exact-online', resources: buildResources() };

function buildResources(): ReadonlyMap<string, ResourceSpec> {
  const resources = new Map<string, ResourceSpec>();
  const endpoints = [...exactOnlineEndpoints.values()];
  for (const endpoint of endpoints) {
    const key = endpoint.keys[0];
    if (endpoint.kind === 'resource' && key !== undefined) resources.set(endpoint.path, resourceSpec(endpoint, key));
  }
  // Readable through sync only: stock positions, payment terms.
  for (const endpoint of endpoints) {
    const name = simplePath(endpoint.path);
    const isTwin = resources.has(name) || [...resources.keys()].some((plain) => twins(plain).sync === endpoint.path);
    if (
      endpoint.kind !== 'sync' ||
      isTwin ||
      endpoint.properties.ID === undefined ||
      endpoint.path === 'sync/Deleted'
    ) {
      continue;
    }
    resources.set(name, { ...resourceSpec({ ...endpoint, path: name }, 'ID'), feed: timestampFeed(endpoint.path) });
  }
  return resources;
}

function resourceSpec(endpoint: Endpoint, key: string): ResourceSpec {
  const name = endpoint.path;
  const creatable = endpoint.methods.includes('POST');
  const updatable = endpoint.methods.includes('PUT');
  const bulk = exactOnlineEndpoints.get(twins(name).bulk ?? '')?.properties ?? {};
  const fields: Record<string, FieldSpec> = {};
  for (const [field, property] of Object.entries(endpoint.properties)) {
    if (endpoint.kind === 'sync' && field === 'Timestamp') continue;
    const padding = property.type === 'Edm.String' ? paddingOf(name, field) : undefined;
    const maxLength = MAX_LENGTHS[`${name}.${field}`];
    fields[field] = {
      type: fieldType(property),
      create: creatable && mayWrite(field, property, 'C'),
      update: updatable && field !== key && mayWrite(field, property, 'U'),
      required: endpoint.mandatoryOnCreate.includes(field),
      searchable: isSearchable(field === key, property, bulk[field]),
      ...(padding === undefined ? {} : { padding }),
      ...(maxLength === undefined ? {} : { maxLength }),
      ...(property.description === undefined ? {} : { description: property.description }),
    };
  }
  const feed = feedOf(name);
  const lines = linesOf(endpoint);
  return {
    name,
    key,
    reference: REFERENCES[name] ?? (fields.Code === undefined ? key : 'Code'),
    fields,
    creatable,
    updatable,
    ...(feed === undefined ? {} : { feed }),
    ...(Object.keys(lines).length === 0 ? {} : { lines }),
  };
}

function mayWrite(field: string, property: Property, letter: 'C' | 'U'): boolean {
  return property.access === undefined ? !SYSTEM_FIELDS.has(field) : property.access.includes(letter);
}

/** A field that either the plain or the bulk page allows in filters; the key always (`ID eq guid'…'`, [ref]). */
function isSearchable(isKey: boolean, plain: Property, bulk: Property | undefined): boolean | null {
  if (isKey || plain.filterable === true || bulk?.filterable === true) return true;
  return plain.filterable;
}

function feedOf(resource: string): FeedSpec | undefined {
  const { sync } = twins(resource);
  if (sync === undefined || FLATTENED.has(resource)) return undefined;
  return DOCUMENT_FEEDS[resource] ?? timestampFeed(sync);
}

function timestampFeed(endpoint: string): FeedSpec {
  return { kind: 'timestamp', endpoint };
}

/** Collections whose elements are a resource of the same service. */
function linesOf(endpoint: Endpoint): Record<string, string> {
  const lines: Record<string, string> = {};
  const service = endpoint.path.split('/')[0] ?? '';
  for (const [field, property] of Object.entries(endpoint.properties)) {
    const element = /^Collection\((\w+)\)$/.exec(property.type ?? '')?.[1];
    const resource = `${service}/${element}`;
    if (exactOnlineEndpoints.has(resource)) lines[field] = resource;
  }
  return lines;
}
