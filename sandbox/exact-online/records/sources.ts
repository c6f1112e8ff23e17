import { type Endpoint, endpoints } from './catalog.ts';

/** Where an endpoint's rows come from. */
export interface Source {
  readonly table: string;
  /** For a flattened endpoint: the header table, whose fields are on every line (EX-document-feeds). */
  readonly header?: string;
  /** Properties that the table holds under another name. */
  readonly renamed: Readonly<Record<string, string>>;
}

/** How a document's lines belong to it. */
export interface Lines {
  /** The table of the lines, named like the collection property. */
  readonly table: string;
  /** The property of the lines that holds the header's key. */
  readonly parentKey: string;
  /** The header's collection, where it is not named like the table. */
  readonly collection?: string;
}

/** Collections whose elements are rows of their own in the catalog, by table; other collections stay inside their row. */
export const linesOf: Readonly<Record<string, Lines>> = {
  Accounts: { table: 'BankAccounts', parentKey: 'Account' },
  GeneralJournalEntries: { table: 'GeneralJournalEntryLines', parentKey: 'EntryID' },
  GoodsDeliveries: { table: 'GoodsDeliveryLines', parentKey: 'EntryID' },
  SalesEntries: { table: 'SalesEntryLines', parentKey: 'EntryID' },
  SalesInvoices: { table: 'SalesInvoiceLines', parentKey: 'InvoiceID' },
  SalesOrders: { table: 'SalesOrderLines', parentKey: 'OrderID' },
  StockCounts: { table: 'StockCountLines', parentKey: 'StockCountID' },
  VATCodes: { table: 'VatPercentages', parentKey: 'VATCodeID', collection: 'VATPercentages' },
};

/** Master tables, not documents: their rows under a header are independent. */
export const masters: ReadonlySet<string> = new Set(['Accounts', 'VATCodes']);

/** Charges of a document, which the API adds to its totals but does not show. */
export const chargesOf: Readonly<Record<string, string>> = {
  SalesInvoices: 'SalesInvoiceOrderChargeLines',
  SalesOrders: 'SalesOrderOrderChargeLines',
};

/** The header's table of a table of lines. */
export const headerOf: ReadonlyMap<string, string> = new Map(
  Object.entries(linesOf)
    .filter(([header]) => !masters.has(header))
    .map(([header, { table }]) => [table, header]),
);

/** Endpoints that are another view of a table; all others hold the table that their resource is named after. */
const SPECIAL: Readonly<Record<string, Source>> = {
  HrmDivisions: { table: 'SystemDivisions', renamed: { HID: 'Hid', Main: 'IsMainDivision' } },
  SystemDivisions: { table: 'SystemDivisions', renamed: {} },
  SystemAllDivisions: { table: 'SystemDivisions', renamed: {} },
  SalesInvoiceLayouts: { table: 'SalesInvoiceLayouts', renamed: {} },
  Sync_SalesOrder_SalesOrderHeaders: { table: 'SalesOrders', renamed: { ID: 'OrderID' } },
  Sync_SalesOrder_SalesOrderLines: {
    table: 'SalesOrderLines',
    renamed: { Status: 'OrderStatus' },
  },
  Sync_SalesOrder_SalesOrders_deprecated: { table: 'SalesOrderLines', header: 'SalesOrders', renamed: {} },
  Sync_SalesInvoice_SalesInvoices: { table: 'SalesInvoiceLines', header: 'SalesInvoices', renamed: {} },
  Sync_Inventory_StockPositions: {
    table: 'ItemWarehouses',
    renamed: { ItemId: 'Item', PlanningIn: 'PlannedStockIn', PlanningOut: 'PlannedStockOut', UnitCode: 'ItemUnit' },
  },
};

const EMPTY = {};

/** The rows behind an endpoint: a sync or bulk twin shows the table of its plain resource. */
export function sourceOf(endpoint: Endpoint): Source {
  const special = SPECIAL[endpoint.name];
  if (special !== undefined) return special;
  const isTwin = endpoint.kind === 'sync' || endpoint.kind === 'bulk';
  return { table: isTwin ? endpoint.resource : endpoint.name, renamed: EMPTY };
}

/** The sync endpoints that show a table, and those that repeat a header's table on every line. */
export interface SyncViews {
  readonly own: readonly string[];
  readonly onLines: readonly string[];
}

const views = new Map<string, { own: string[]; onLines: string[] }>();
for (const endpoint of endpoints.values()) {
  if (endpoint.kind !== 'sync') continue;
  const { table, header } = sourceOf(endpoint);
  viewsFor(table).own.push(endpoint.name);
  if (header !== undefined) viewsFor(header).onLines.push(endpoint.name);
}

function viewsFor(table: string): { own: string[]; onLines: string[] } {
  const known = views.get(table) ?? { own: [], onLines: [] };
  views.set(table, known);
  return known;
}

const NO_VIEWS: SyncViews = { own: [], onLines: [] };

/** The sync endpoints that show a change of this table. */
export function syncViewsOf(table: string): SyncViews {
  return views.get(table) ?? NO_VIEWS;
}

/** `sync/Deleted` knows each kind of record by a number (EX-deletion-log); a stock row is logged under two. */
export const deletedTypes: Readonly<Record<string, readonly number[]>> = {
  TransactionLines: [1],
  Accounts: [2],
  Addresses: [3],
  Contacts: [5],
  Documents: [6],
  GLAccounts: [7],
  SalesItemPrices: [8],
  Items: [9],
  PaymentTerms: [10],
  SalesInvoices: [13],
  GoodsDeliveries: [16],
  GoodsDeliveryLines: [17],
  ItemWarehouses: [15, 19],
  SalesOrders: [32],
  SalesOrderLines: [33],
  BankAccounts: [48],
};
