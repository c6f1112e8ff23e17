import type { Row, Store } from './store.ts';
import type { Fields, Stored } from './values.ts';

/** Properties that hold the guid of another record, and its table (EX-reference-fields). */
const GUID_REFERENCES: Readonly<Record<string, string>> = {
  Account: 'Accounts',
  Contact: 'Contacts',
  Customer: 'Accounts',
  DeliverTo: 'Accounts',
  DeliverToAddress: 'Addresses',
  DeliverToContactPerson: 'Contacts',
  DeliveryAddress: 'Addresses',
  Document: 'Documents',
  InvoiceAccount: 'Accounts',
  InvoiceTo: 'Accounts',
  InvoiceToContactPerson: 'Contacts',
  Item: 'Items',
  ItemGroup: 'ItemGroups',
  MainContact: 'Contacts',
  OrderedBy: 'Accounts',
  OrderedByContactPerson: 'Contacts',
  Parent: 'Accounts',
  PriceList: 'SalesPriceLists',
  Pricelist: 'SalesPriceLists',
  Reseller: 'Accounts',
  SalesOrderLineID: 'SalesOrderLines',
  ShippingMethod: 'ShippingMethods',
  Warehouse: 'Warehouses',
  WarehouseID: 'Warehouses',
};

/** Properties that hold the code of another record (EX-reference-fields). */
const CODE_REFERENCES: Readonly<Record<string, string>> = {
  Currency: 'Currencies',
  Journal: 'Journals',
  JournalCode: 'Journals',
  PaymentCondition: 'PaymentConditions',
  PaymentConditionPurchase: 'PaymentConditions',
  PaymentConditionSales: 'PaymentConditions',
  PurchaseVATCode: 'VATCodes',
  SalesVATCode: 'VATCodes',
  SalesVatCode: 'VATCodes',
  Unit: 'Units',
  UnitCode: 'Units',
  VATCode: 'VATCodes',
};

/** Where a property points: at the key or at the Code of the rows of a table. */
interface Reference {
  readonly table: string;
  readonly by: 'key' | 'code';
}

function referenceOf(property: string): Reference | null {
  const byKey = GUID_REFERENCES[property];
  if (byKey !== undefined) return { table: byKey, by: 'key' };
  const byCode = CODE_REFERENCES[property];
  if (byCode !== undefined) return { table: byCode, by: 'code' };
  return /^(GL|OffsetGL)/.test(property) && !/(Code|Description)$/.test(property)
    ? { table: 'GLAccounts', by: 'key' }
    : null;
}

/** The record that a property's value points at; undefined when there is none or the property is no reference. */
export function referenced(store: Store, property: string, value: Stored): Row | undefined {
  const reference = referenceOf(property);
  if (reference === null || value === null || value === undefined) return undefined;
  if (reference.by === 'key') return store.find(reference.table, value);
  return store.where(reference.table, 'Code', typeof value === 'string' ? value.trim() : value)[0];
}

/**
 * True when a value points at nothing. Codes of an empty table are accepted: a seed need not fill every
 * settings table.
 */
export function isDangling(store: Store, property: string, value: Stored): boolean {
  const reference = referenceOf(property);
  if (reference === null || value === null || referenced(store, property, value) !== undefined) return false;
  return reference.by === 'key' || store.rows(reference.table).length > 0;
}

const SUFFIX = /(Description|FullName|Name|Code)$/;

/**
 * The text of another record that the API repeats: `ItemCode`, `OrderedByName`, `WarehouseDescription` follow from
 * `Item`, `OrderedBy`, `Warehouse` or `WarehouseID`. Undefined for any other property.
 */
export function repeated(store: Store, fields: Fields, property: string): Stored | undefined {
  const suffix = SUFFIX.exec(property)?.[1];
  if (suffix === undefined) return undefined;
  const stem = property.slice(0, -suffix.length);
  for (const pointer of [stem, `${stem}ID`, `${stem}Code`]) {
    if (pointer === property) continue;
    const row = referenced(store, pointer, fields[pointer] ?? null);
    if (row !== undefined) return row.fields[suffix] ?? null;
  }
  return undefined;
}
