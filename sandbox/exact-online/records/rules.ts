import type { Administration } from '../administration.ts';
import { entryRules } from '../documents/entry-rules.ts';
import { invoiceRules } from '../documents/invoice-rules.ts';
import { orderRules } from '../documents/order-rules.ts';
import { stockRules } from '../documents/stock.ts';
import type { Problem } from '../http/refusals.ts';
import type { Row, Store } from './store.ts';
import type { Fields, Stored } from './values.ts';

/** What the API does with the records of one entity beyond storing them. Every part is optional. */
export interface EntityRules {
  /** A property whose value must be unique. */
  readonly unique?: string;
  /** Properties that get the next free number, and the number before the first. */
  readonly numbered?: Readonly<Record<string, number>>;
  /** Marked mandatory, though the page's text says otherwise. */
  readonly notMandatory?: readonly string[];
  /** The record that a POST of these fields returns instead of creating one. */
  readonly existing?: (company: Administration, fields: Fields) => Row | undefined;
  /** Defaults of a new record; what is given wins. */
  readonly defaults?: (company: Administration, fields: Fields) => Fields;
  /** Why the API refuses the record; `before` is null for a new one. */
  readonly problems?: (company: Administration, after: Fields, before: Fields | null) => readonly Problem[];
  /** Records that use this kind of record, as table and property: the API then does not delete it. */
  readonly usedIn?: readonly (readonly [table: string, property: string])[];
  /** Why the API no longer changes or deletes it. */
  readonly frozen?: (company: Administration, fields: Fields) => Problem | null;
  /** Effects on other records, after the record and its lines are stored. */
  readonly settle?: (company: Administration, row: Row) => void;
  /** The same after it was removed, with the lines that went with it. */
  readonly removed?: (company: Administration, fields: Fields, lines: readonly Fields[]) => void;
}

const ADDRESS = ['AddressLine1', 'AddressLine2', 'AddressLine3', 'Postcode', 'City', 'State', 'Country'] as const;
const ADDRESS_IDENTITY = [...ADDRESS, 'Account', 'Contact', 'Type', 'Warehouse'] as const;

function pick(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
}

function agree(left: Fields, right: Fields, names: readonly string[]): boolean {
  return names.every((name) => (left[name] ?? null) === (right[name] ?? null));
}

/** The main visit address (type 1), which the account's own address fields mirror (EX-visit-address). */
function visitAddress(store: Store, account: Stored): Row | undefined {
  return store.where('Addresses', 'Account', account).find(({ fields }) => fields.Type === 1 && fields.Main === true);
}

const accounts: EntityRules = {
  unique: 'Code',
  usedIn: [
    ['SalesOrders', 'OrderedBy'],
    ['SalesInvoices', 'OrderedBy'],
    ['SalesEntries', 'Customer'],
  ],
  defaults: ({ store }) => ({ StartDate: `${store.now().slice(0, 10)}T00:00:00` }),
  numbered: { Code: 0 },
  problems: (_company, after, before) => {
    if (before === null) return [];
    const isStale = (before.State ?? null) !== null && after.State === before.State && after.Country !== before.Country;
    return isStale ? [{ kind: 'invalid', property: 'State' }] : [];
  },
  settle: ({ store }, row) => {
    const { fields } = row;
    const id = fields.ID ?? null;
    const address = visitAddress(store, id);
    if (address === undefined) {
      if (ADDRESS.every((name) => (fields[name] ?? null) === null)) return;
      store.insert('Addresses', { ...pick(fields, ADDRESS), Account: id, Type: 1, Main: true });
    } else if (!ADDRESS.some((name) => name in fields)) {
      Object.assign(row, { fields: { ...fields, ...pick(address.fields, ADDRESS) } });
    } else if (!agree(address.fields, fields, ADDRESS)) {
      store.change('Addresses', address, pick(fields, ADDRESS));
    }
  },
};

const addresses: EntityRules = {
  existing: ({ store }, fields) =>
    store
      .where('Addresses', 'Account', fields.Account ?? null)
      .find((row) => agree(row.fields, fields, ADDRESS_IDENTITY)),
  defaults: ({ store }, fields) => {
    const sameType = store
      .where('Addresses', 'Account', fields.Account ?? null)
      .filter((row) => row.fields.Type === fields.Type);
    return { Main: sameType.length === 0 };
  },
  problems: (_company, after) =>
    (after.Warehouse ?? null) !== null && after.Type !== 4 ? [{ kind: 'invalid', property: 'Warehouse' }] : [],
  settle: ({ store }, row) => {
    const { fields } = row;
    if (fields.Main !== true) return;
    for (const other of store.where('Addresses', 'Account', fields.Account ?? null)) {
      const isRival = other !== row && other.fields.Type === fields.Type && other.fields.Main === true;
      if (isRival) store.change('Addresses', other, { Main: false });
    }
    const account = store.find('Accounts', fields.Account ?? null);
    if (fields.Type !== 1 || account === undefined || agree(account.fields, fields, ADDRESS)) return;
    store.change('Accounts', account, pick(fields, ADDRESS));
  },
};

const contacts: EntityRules = {
  numbered: { HID: 0 },
  notMandatory: ['FirstName', 'LastName'],
  problems: (_company, after) =>
    (after.FirstName ?? null) === null && (after.LastName ?? null) === null
      ? [{ kind: 'required', property: 'LastName' }]
      : [],
};

/** `StandardSalesPrice` follows from the general price of one unit that is valid today (EX-item-read-only). */
function settleStandardPrice({ store }: Administration, { Item }: Fields): void {
  const item = store.find('Items', Item ?? null);
  if (item === undefined) return;
  const today = `${store.now().slice(0, 10)}T00:00:00`;
  const prices = store
    .where('SalesItemPrices', 'Item', Item ?? null)
    .map(({ fields }) => fields)
    .filter(
      (price) =>
        (price.Account ?? null) === null &&
        Number(price.Quantity ?? 0) <= 1 &&
        Number(price.NumberOfItemsPerUnit ?? 1) === 1 &&
        String(price.StartDate ?? '') <= today &&
        String(price.EndDate ?? '9999') >= today,
    )
    .sort((left, right) => (String(left.StartDate ?? '') < String(right.StartDate ?? '') ? 1 : -1));
  const price = prices[0]?.Price ?? null;
  if (price !== (item.fields.StandardSalesPrice ?? null)) store.change('Items', item, { StandardSalesPrice: price });
}

const salesItemPrices: EntityRules = {
  defaults: ({ store }, { Item }) => ({
    Unit: store.find('Items', Item ?? null)?.fields.Unit ?? null,
    NumberOfItemsPerUnit: 1,
    Currency: 'EUR',
    Quantity: 1,
    StartDate: `${store.now().slice(0, 10)}T00:00:00`,
  }),
  problems: (_company, after) =>
    ['Item', 'Price'].flatMap((property) =>
      (after[property] ?? null) === null ? [{ kind: 'required' as const, property }] : [],
    ),
  settle: (company, row) => settleStandardPrice(company, row.fields),
  removed: (company, fields) => settleStandardPrice(company, fields),
};

/** An item without a group gets that of the administration (EX-group-and-due). */
const items: EntityRules = {
  unique: 'Code',
  usedIn: [
    ['SalesOrderLines', 'Item'],
    ['SalesInvoiceLines', 'Item'],
  ],
  defaults: ({ store }) => ({
    ItemGroup: store.where('ItemGroups', 'IsDefault', 1)[0]?.fields.ID ?? null,
    StartDate: `${store.now().slice(0, 10)}T00:00:00`,
  }),
};

const uniqueCode: EntityRules = { unique: 'Code' };

/** The rules of the entities that have any, by their name in the catalog. */
const rules: Readonly<Record<string, EntityRules>> = {
  ...entryRules,
  ...invoiceRules,
  ...orderRules,
  ...stockRules,
  Accounts: accounts,
  Addresses: addresses,
  Contacts: contacts,
  GLAccounts: uniqueCode,
  Items: items,
  Journals: uniqueCode,
  PaymentConditions: uniqueCode,
  SalesItemPrices: salesItemPrices,
  VATCodes: uniqueCode,
  Warehouses: uniqueCode,
};

const NONE: EntityRules = {};

/** The rules of a table; entities without any are stored as they come. */
export function rulesOf(table: string): EntityRules {
  return rules[table] ?? NONE;
}
