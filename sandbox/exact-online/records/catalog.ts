import entities from '../../../src/systems/exact-online/entities.json' with { type: 'json' };

/** One property of an endpoint, as the reference pages list it. */
export interface Property {
  /** `Edm.Guid`, `Collection(SalesOrderLines)` …; null if no source says. */
  readonly type: string | null;
  readonly filterable: boolean | null;
  /** Letters R, C, U for GET, POST, PUT; absent = no source says, taken as read-only. */
  readonly access?: string;
}

/** One endpoint of the API. */
export interface Endpoint {
  /** The name in the catalog, such as `Sync_CRM_Accounts`. */
  readonly name: string;
  /** The path between division and resource in lower case: `crm`, `sync/crm`. */
  readonly service: string;
  /** The last part of the path, as it must be spelled. */
  readonly resource: string;
  /** The path with the spelling of the reference pages: `/api/v1/{division}/crm/Accounts`. */
  readonly path: string;
  readonly methods: readonly string[];
  readonly kind: 'resource' | 'sync' | 'bulk' | 'function' | 'action';
  readonly pageSize: number;
  readonly keys: readonly string[];
  readonly mandatoryOnCreate: readonly string[];
  readonly properties: Readonly<Record<string, Property>>;
}

type CatalogEntry = Omit<Endpoint, 'name' | 'service' | 'resource' | 'pageSize'> & { readonly pageSize: number | null };

/** In the text of the reference, not in its data file (EX-catalog). */
const PROCESS_STOCK_COUNT: CatalogEntry = {
  path: '/api/v1/{division}/inventory/ProcessStockCount',
  methods: ['POST'],
  kind: 'action',
  pageSize: null,
  keys: ['StockCountID'],
  mandatoryOnCreate: ['StockCountID'],
  properties: {
    StockCountID: { type: 'Edm.Guid', filterable: null, access: 'RC' },
    SuccessMessage: { type: 'Edm.String', filterable: null, access: 'R' },
    ErrorMessage: { type: 'Edm.String', filterable: null, access: 'R' },
  },
};

const PREFIX = '/api/v1/';

function toEndpoint(name: string, entry: CatalogEntry): Endpoint {
  const parts = entry.path.slice(PREFIX.length).split('/').slice(1);
  const resource = parts.at(-1) ?? '';
  const service = parts.slice(0, -1).join('/').toLowerCase();
  return { ...entry, name, service, resource, pageSize: entry.pageSize ?? Number.POSITIVE_INFINITY };
}

/** All endpoints by their name in the catalog. */
export const endpoints: ReadonlyMap<string, Endpoint> = new Map(
  [
    ...Object.entries(entities as unknown as Record<string, CatalogEntry>),
    ['ProcessStockCount', PROCESS_STOCK_COUNT] as const,
  ].map(([name, entry]) => [name, toEndpoint(name, entry)]),
);

const byAddress: ReadonlyMap<string, Endpoint> = new Map(
  [...endpoints.values()].map((endpoint) => [`${endpoint.service}/${endpoint.resource}`, endpoint]),
);

/** The service names in lower case, such as `crm` or `sync/logistics`. */
export const services: ReadonlySet<string> = new Set([...endpoints.values()].map(({ service }) => service));

/** The endpoint at a service and resource; the service's case does not matter, the resource's does (EX-path-case). */
export function endpointAt(service: string, resource: string): Endpoint | undefined {
  return byAddress.get(`${service.toLowerCase()}/${resource}`);
}

/** The endpoint of that name in the catalog; throws when there is none. */
export function endpointNamed(name: string): Endpoint {
  const endpoint = endpoints.get(name);
  if (endpoint === undefined) throw new Error(`No entity ${name} in the catalog of Exact Online`);
  return endpoint;
}

/** Elements whose page has another name than their collection. */
const ELEMENT_PAGES: Readonly<Record<string, string>> = {
  SalesOrderIDs: 'SalesOrderID',
  VATPercentages: 'VatPercentages',
};

/** What a collection property holds: `SalesOrderLines` of `Collection(SalesOrderLines)`; null for scalars. */
export function collectionOf(property: Property): string | null {
  if (property.type === null || !property.type.startsWith('Collection')) return null;
  const element = /\((.+)\)/.exec(property.type)?.[1] ?? 'Object';
  return ELEMENT_PAGES[element] ?? element;
}

/** Account codes are right-aligned in 18 characters, the others are filled up on the right. */
const CODE_WIDTHS: Readonly<Record<string, number>> = {
  AccountCode: -18,
  DeliveryAccountCode: -18,
  InvoiceAccountCode: -18,
  ResellerCode: -18,
  Unit: 8,
  UnitCode: 8,
  Unitcode: 8,
  DefaultItemUnit: 8,
  ItemUnit: 8,
  NetWeightUnit: 8,
  SalesUnit: 8,
  VATCode: 3,
  SalesVATCode: 3,
  SalesVatCode: 3,
  PurchaseVATCode: 3,
};

const RELATION_WIDTHS: Readonly<Record<string, number>> = { Country: 3, State: 3, Language: 10 };

const OWN_WIDTHS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Accounts: { ...RELATION_WIDTHS, Code: -18 },
  Contacts: { ...RELATION_WIDTHS, Code: -18 },
  Addresses: RELATION_WIDTHS,
  VATCodes: { Code: 3 },
  Units: { Code: 8 },
};

/** The text as the API gives it, padded to its fixed width where the property has one (EX-padded-codes). */
export function pad(resource: string, property: string, text: string): string {
  const width = OWN_WIDTHS[resource]?.[property] ?? CODE_WIDTHS[property] ?? 0;
  return width < 0 ? text.padStart(-width) : text.padEnd(width);
}

/** Names of models that do not follow from the resource's name (EX-row-metadata). */
const MODELS: Readonly<Record<string, string>> = {
  GoodsDeliveries: 'SalesOrders.GoodsDelivery',
  GoodsDeliveryLines: 'SalesOrders.GoodsDeliveryLine',
  StockBatchNumbers: 'Inventory.StockBatchNumber',
  StockSerialNumbers: 'Inventory.StockSerialNumber',
  Me: 'System.Me',
};

/** The `__metadata.type` of a resource's rows: `Exact.Web.Api.Models.Account` (EX-row-metadata). */
export function modelOf(resource: string): string {
  const singular = resource
    .replace(/ies$/, 'y')
    .replace(/sses$/, 'ss')
    .replace(/([^s])s$/, '$1');
  return `Exact.Web.Api.Models.${MODELS[resource] ?? singular}`;
}
