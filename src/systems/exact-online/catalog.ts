import type { Catalog, FeedSpec, FieldSpec, ResourceSpec } from '../catalog.ts';
import { actionSpecs } from './actions.ts';
import { type Endpoint, exactOnlineEndpoints, fieldType, type Property, simplePath, twins } from './endpoints.ts';
import { looseKindOf } from './facts/loose-fields.ts';
import { paddingOf } from './padding.ts';
import { personalClassOf } from './personal-fields.ts';
import { isNone } from './rows.ts';
import { stockCounts } from './stock/stock-figures.ts';

/** Filled by the system; pages without access letters do not say so. */
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

/** Fields that name a record to people, if it is not `Code`. Never a person's name or an e-mail address. */
const REFERENCES: Readonly<Record<string, string>> = {
  'cashflow/PaymentTerms': 'InvoiceNumber',
  'crm/Contacts': 'HID',
  'generaljournalentry/GeneralJournalEntries': 'EntryNumber',
  'inventory/ItemWarehouses': 'ItemCode',
  'inventory/StockPositions': 'ItemCode',
  'logistics/SalesItemPrices': 'ItemCode',
  'salesentry/SalesEntries': 'EntryNumber',
  'salesinvoice/SalesInvoices': 'InvoiceNumber',
  'salesorder/GoodsDeliveries': 'DeliveryNumber',
  'salesorder/SalesOrders': 'OrderNumber',
};

/** The longest texts, as stated on the reference pages (EX-max-lengths). */
const MAX_LENGTHS: Readonly<Record<string, number>> = {
  'logistics/Items.Description': 60,
  'logistics/Items.ExtraDescription': 255,
};

/** Documents whose headers and lines move separately in the sync API, one row per line, or not at all (EX-document-feeds). */
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
  'salesinvoice/SalesInvoices': {
    kind: 'flattened',
    endpoint: 'sync/SalesInvoice/SalesInvoices',
    linesField: 'SalesInvoiceLines',
  },
  'salesentry/SalesEntries': { kind: 'modified' },
};

/** Fields that cannot change after creation, although their page offers it (EX-order-rules). */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  'salesorder/SalesOrders': ['OrderedBy', 'DeliverTo', 'InvoiceTo'],
};

/** Documents that can no longer be changed: completed orders (EX-order-rules), processed invoices (EX-invoice-rules) and entries (assumed). */
const FROZEN: Readonly<Record<string, NonNullable<ResourceSpec['frozen']>>> = {
  'salesorder/SalesOrders': { field: 'Status', values: [21] },
  'salesinvoice/SalesInvoices': { field: 'Status', values: [50] },
  'salesentry/SalesEntries': { field: 'Status', values: [50] },
};

/** Marked mandatory, although the text of the page says "first name or last name" (EX-contact-names). */
const OPTIONAL: Readonly<Record<string, readonly string[]>> = { 'crm/Contacts': ['FirstName'] };

/** Dates that Exact Online fills in with today's (EX-missing-date): a document that comes without its own would be booked in another period, and past `since`. */
const NEEDED: Readonly<Record<string, string>> = {
  'salesentry/SalesEntries': 'EntryDate',
  'salesinvoice/SalesInvoices': 'OrderDate',
  'salesorder/SalesOrders': 'OrderDate',
};

/** The numbers of resources in `sync/Deleted` (EX-deletion-log). */
const DELETION_TYPES: Readonly<Record<string, number>> = {
  'crm/Accounts': 2,
  'crm/Addresses': 3,
  'crm/Contacts': 5,
  'logistics/SalesItemPrices': 8,
  'logistics/Items': 9,
  'salesinvoice/SalesInvoices': 13,
  'salesorder/GoodsDeliveries': 16,
  'inventory/ItemWarehouses': 19,
  'salesorder/SalesOrders': 32,
  'crm/BankAccounts': 48,
};

/** The last day on which a record is active (EX-end-date). */
const ENDS_ON: Readonly<Record<string, string>> = {
  'crm/Accounts': 'EndDate',
  'logistics/Items': 'EndDate',
  'logistics/SalesItemPrices': 'EndDate',
};

/** The day from which a price holds: beside the one of today there may be one of next year. */
const STARTS_ON: Readonly<Record<string, string>> = { 'logistics/SalesItemPrices': 'StartDate' };

/** Documents that are booked in a period (EX-closed-period). */
const BOOKINGS: Readonly<Record<string, NonNullable<ResourceSpec['booking']>>> = {
  'salesentry/SalesEntries': { date: 'EntryDate', year: 'ReportingYear', period: 'ReportingPeriod' },
};

/** The field with the code of a document's journal (EX-reference-fields). */
const JOURNALS: Readonly<Record<string, string>> = {
  'generaljournalentry/GeneralJournalEntries': 'JournalCode',
  'salesentry/SalesEntries': 'Journal',
  'salesinvoice/SalesInvoices': 'Journal',
};

/** The names of companies and people. */
const NAMES: Readonly<Record<string, string>> = { 'crm/Accounts': 'Name' };

/** The fields of an address. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  'crm/Accounts': ['AddressLine1', 'AddressLine2', 'AddressLine3', 'Postcode', 'City', 'Country'],
};

/**
 * The dates of documents (EX-document-dates); general journal entries have theirs on their lines only. An order has none: what is booked
 * are its invoices and deliveries.
 */
const DOCUMENT_DATES: Readonly<Record<string, string>> = {
  'salesorder/GoodsDeliveries': 'DeliveryDate',
  'salesinvoice/SalesInvoices': 'InvoiceDate',
  'salesentry/SalesEntries': 'EntryDate',
};

const ORDERS = 'salesorder/SalesOrders';

/** An order is delivered and invoiced, and a printed sales invoice is a sales entry as well (EX-invoice-rules). */
const ALSO_BOOKS: Readonly<Record<string, readonly string[]>> = {
  'salesorder/GoodsDeliveries': [ORDERS],
  'salesorder/GoodsDeliveryLines': [ORDERS],
  'salesinvoice/SalesInvoices': [ORDERS],
  'salesentry/SalesEntries': ['salesinvoice/SalesInvoices', ORDERS],
};

/** Everything known about Exact Online's records, from the reference pages. */
export const exactOnlineCatalog: Catalog = {
  system: 'exact-online',
  resources: buildResources(),
  // Edm.Guid.
  idForm: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  isNone,
  changedAt: ['Modified'],
};

function buildResources(): ReadonlyMap<string, ResourceSpec> {
  const resources = new Map<string, ResourceSpec>();
  const endpoints = [...exactOnlineEndpoints.values()];
  for (const endpoint of endpoints) {
    const key = endpoint.keys[0];
    if (endpoint.kind === 'resource' && key !== undefined) resources.set(endpoint.path, resourceSpec(endpoint, key));
  }
  const twinned = new Set([...resources.keys()].map((plain) => twins(plain).sync));
  // Can only be read through sync: stock positions, payment terms.
  for (const endpoint of endpoints) {
    const name = simplePath(endpoint.path);
    const isTwin = resources.has(name) || twinned.has(endpoint.path);
    if (
      endpoint.kind !== 'sync' ||
      isTwin ||
      endpoint.properties.ID === undefined ||
      endpoint.path === 'sync/Deleted'
    ) {
      continue;
    }
    resources.set(name, resourceSpec({ ...endpoint, path: name }, 'ID', timestampFeed(endpoint.path)));
  }
  for (const spec of [stockCounts, ...actionSpecs]) resources.set(spec.name, spec);
  return resources;
}

function resourceSpec(endpoint: Endpoint, key: string, feed = feedOf(endpoint.path)): ResourceSpec {
  const name = endpoint.path;
  let fields: ResourceSpec['fields'] | undefined;
  let lines: ResourceSpec['lines'];
  return {
    name,
    key,
    // There are dozens of resources with thousands of fields, and a run looks at a few.
    get reference() {
      return REFERENCES[name] ?? (endpoint.properties.Code === undefined ? key : 'Code');
    },
    get fields() {
      fields ??= fieldsOf(endpoint, key);
      return fields;
    },
    get lines() {
      lines ??= linesOf(endpoint);
      return lines;
    },
    creatable: endpoint.methods.includes('POST'),
    updatable: endpoint.methods.includes('PUT'),
    ...(feed === undefined ? {} : { feed }),
    ...(DELETION_TYPES[name] === undefined ? {} : { deletionType: DELETION_TYPES[name] }),
    ...(BOOKINGS[name] === undefined ? {} : { booking: BOOKINGS[name] }),
    ...(NAMES[name] === undefined ? {} : { nameField: NAMES[name] }),
    ...(TOGETHER[name] === undefined ? {} : { together: TOGETHER[name] }),
    ...(JOURNALS[name] === undefined ? {} : { journal: JOURNALS[name] }),
    ...(DOCUMENT_DATES[name] === undefined ? {} : { documentDate: DOCUMENT_DATES[name] }),
    ...(ALSO_BOOKS[name] === undefined ? {} : { alsoBooks: ALSO_BOOKS[name] }),
    ...(name === ORDERS ? { isOrder: true } : {}),
    ...(ENDS_ON[name] === undefined ? {} : { endsOn: ENDS_ON[name] }),
    ...(STARTS_ON[name] === undefined ? {} : { startsOn: STARTS_ON[name] }),
    ...(FROZEN[name] === undefined ? {} : { frozen: FROZEN[name] }),
  };
}

function fieldsOf(endpoint: Endpoint, key: string): Readonly<Record<string, FieldSpec>> {
  const name = endpoint.path;
  const creatable = endpoint.methods.includes('POST');
  const updatable = endpoint.methods.includes('PUT');
  const bulk = exactOnlineEndpoints.get(twins(name).bulk ?? '')?.properties ?? {};
  const fields: Record<string, FieldSpec> = {};
  for (const [field, property] of Object.entries(endpoint.properties)) {
    if (endpoint.kind === 'sync' && field === 'Timestamp') continue;
    const loose = looseKindOf(name, field);
    const padding = property.type === 'Edm.String' ? paddingOf(name, field) : undefined;
    const maxLength = MAX_LENGTHS[`${name}.${field}`];
    const type = fieldType(property);
    fields[field] = {
      type,
      personal: personalClassOf(name, field, type),
      ...(loose === undefined ? {} : { loose }),
      create: creatable && mayWrite(field, property, 'C'),
      update: updatable && field !== key && KEPT[name]?.includes(field) !== true && mayWrite(field, property, 'U'),
      required:
        NEEDED[name] === field ||
        (endpoint.mandatoryOnCreate.includes(field) && OPTIONAL[name]?.includes(field) !== true),
      ...(type === 'binary' && !isShown(endpoint, field) ? { readable: false } : {}),
      searchable: isSearchable(field === key, property, bulk[field]),
      ...(padding === undefined ? {} : { padding }),
      ...(maxLength === undefined ? {} : { maxLength }),
      ...(property.description === undefined ? {} : { description: property.description }),
    };
  }
  return fields;
}

function mayWrite(field: string, property: Property, letter: 'C' | 'U'): boolean {
  return property.access === undefined ? !SYSTEM_FIELDS.has(field) : property.access.includes(letter);
}

/** A picture is shown as its link, and identified by that and its file name (EX-pictures); no other file is shown at all. */
function isShown({ properties }: Endpoint, field: string): boolean {
  return field === 'Picture' && properties.PictureUrl !== undefined && properties.PictureName !== undefined;
}

/** A field that the plain or the bulk page allows in filters; the key is always allowed (`ID eq guid'…'`, EX-filterable). */
function isSearchable(isKey: boolean, plain: Property, bulk: Property | undefined): boolean | null {
  if (isKey || plain.filterable === true || bulk?.filterable === true) return true;
  return plain.filterable;
}

function feedOf(resource: string): FeedSpec | undefined {
  const { sync } = twins(resource);
  return DOCUMENT_FEEDS[resource] ?? (sync === undefined ? undefined : timestampFeed(sync));
}

function timestampFeed(endpoint: string): FeedSpec {
  return { kind: 'timestamp', endpoint };
}

/** Collections whose elements are a resource of the same service. */
function linesOf(endpoint: Endpoint): Record<string, string> {
  const lines: Record<string, string> = {};
  const service = endpoint.path.split('/')[0] ?? '';
  for (const [field, element] of Object.entries(endpoint.collections)) {
    const resource = `${service}/${element}`;
    if (exactOnlineEndpoints.has(resource)) lines[field] = resource;
  }
  return lines;
}
