import type { AsperionSandbox } from '../../sandbox/asperion/asperion.ts';
import type { ExactOnlineSandbox } from '../../sandbox/exact-online/exact-online.ts';

type Row = Readonly<Record<string, unknown>>;

/** Everything that both systems hold, by table, as texts in order. */
export type Holdings = ReadonlyMap<string, readonly string[]>;

const EXACT_ONLINE = [
  ...['Accounts', 'Contacts', 'Addresses', 'Items', 'SalesItemPrices', 'ItemWarehouses'],
  ...['SalesOrders', 'SalesOrderLines', 'SalesInvoices', 'SalesInvoiceLines', 'SalesEntries', 'SalesEntryLines'],
  ...['GoodsDeliveries', 'GoodsDeliveryLines', 'StockCounts', 'StockCountLines'],
];
const ASPERION = [
  ...['debtors', 'articles', 'salesinvoiceswithlines', 'salesorderswithlines'],
  ...['draftsalesinvoiceswithlines', 'journalentrieswithlines', 'contacts', 'addresses'],
];

/** Given by the system when it writes, not by who asks for it. */
const OWN = /^(__.*|_meta|Timestamp|Created|Modified|Creator.*|Modifier.*|StartDate|date(Added|LastChange))$/;

/** Fields by which records stand for others; numbers that a system gives out depend on the order in which it is asked. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  debtors: ['id', 'customerNumber'],
  salesorderswithlines: ['id', 'orderNumber'],
  Accounts: ['ID', 'Code'],
  SalesOrders: ['OrderID', 'OrderNumber'],
  SalesInvoices: ['InvoiceID', 'InvoiceNumber'],
  SalesEntries: ['EntryID', 'EntryNumber'],
  StockCounts: ['StockCountID', 'StockCountNumber'],
};
/** Fields that hold such a number of another record, or of the record itself. */
const NUMBERS: Readonly<Record<string, string>> = {
  debtorCustomerNumber: 'debtors',
  customerNumber: 'debtors',
  orderNumber: 'salesorderswithlines',
  OrderNumber: 'SalesOrders',
  SalesOrderNumber: 'SalesOrders',
  InvoiceNumber: 'SalesInvoices',
  EntryNumber: 'SalesEntries',
  StockCountNumber: 'StockCounts',
};

/** What a record is called in those that point to it; all that it says where nothing stands here. */
const CALLED: Readonly<Record<string, string>> = {
  debtors: 'name',
  Accounts: 'Name',
  articles: 'articleNumber',
  Items: 'Code',
  Warehouses: 'Code',
};

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * What both systems hold, sources included: every record with all its fields, but times of writing. An id or number that stands
 * for another record is replaced by what that record says, so a record that points to the wrong one shows.
 */
export function holdings({
  exactOnline,
  asperion,
}: {
  exactOnline: ExactOnlineSandbox;
  asperion: AsperionSandbox;
}): Holdings {
  const tables = new Map<string, readonly Row[]>([
    ...EXACT_ONLINE.map((table) => [table, exactOnline.rows(table)] as const),
    ...ASPERION.map((table) => [table, asperion.rows(table) as readonly Row[]] as const),
  ]);
  const meanings = new Map<string, string>();
  for (const [table, rows] of tables) {
    const names = NAMES[table] ?? ['ID', 'id'];
    for (const row of rows) {
      const called = row[CALLED[table] ?? ''];
      const meaning =
        called ?? JSON.stringify(clean(row, (field, value) => (isName(field, value) ? undefined : value)));
      for (const name of names) if (row[name] != null) meanings.set(nameOf(table, row[name]), `${table} ${meaning}`);
    }
  }
  // Exact Online gives out the codes of accounts that come without one; those that the sync makes have a search code.
  const numbered = (table: string, row: Row): Row =>
    table === 'Accounts' && row.SearchCode != null ? { ...row, Code: null } : row;
  const meant = (field: string, value: unknown): unknown => {
    if (field === 'id' || field === 'ID') return undefined;
    if (!isName(field, value)) return value;
    const meaning = meanings.get(nameOf(NUMBERS[field] ?? '', value));
    // What is in none of these tables is a code that nobody changes, or a number of nothing that is there.
    return meaning ?? (GUID.test(String(value)) ? value : 'unknown');
  };
  return new Map(
    [...tables].map(([table, rows]) => [
      table,
      rows.map((row) => JSON.stringify(clean(numbered(table, row), meant))).sort(),
    ]),
  );
}

const nameOf = (table: string, value: unknown): string =>
  GUID.test(String(value)) ? String(value).toLowerCase() : `${table} ${String(value)}`;

const isName = (field: string, value: unknown): boolean =>
  field === 'id' || Object.hasOwn(NUMBERS, field) || (typeof value === 'string' && GUID.test(value));

/** A row without the system's own fields, each value as `change` has it; fields in order. */
function clean(row: Row, change: (field: string, value: unknown) => unknown): Row {
  const fields = Object.entries(row).flatMap(([field, value]) => {
    if (OWN.test(field)) return [];
    const inner = Array.isArray(value) ? value.map((one) => clean(one as Row, change)) : change(field, value);
    return inner === undefined || inner === null ? [] : [[field, inner] as const];
  });
  return Object.fromEntries(fields.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** What one table holds more or less than it should. */
export interface Apart {
  readonly kind: 'doubled' | 'lost' | 'different';
  readonly table: string;
  readonly more: readonly string[];
  readonly less: readonly string[];
}

/** What is the matter with a table, in a few lines: of records that differ only the fields. */
export function told({ table, more, less }: Apart): string {
  if (more.length !== less.length)
    return [table, ...more.map((row) => `+ ${row}`), ...less.map((row) => `- ${row}`)].join('\n  ');
  const fields = more.flatMap((text, index) => {
    const [is, was] = [JSON.parse(text) as Row, JSON.parse(less[index] ?? '{}') as Row];
    const names = [...new Set([...Object.keys(is), ...Object.keys(was)])];
    return names
      .filter((name) => JSON.stringify(is[name]) !== JSON.stringify(was[name]))
      .map((name) => `${name}: ${JSON.stringify(is[name])} instead of ${JSON.stringify(was[name])}`);
  });
  return [table, ...fields].join('\n  ');
}

/** Where holdings are not as they should be. */
export function apart(wanted: Holdings, actual: Holdings): readonly Apart[] {
  return [...wanted].flatMap(([table, rows]) => {
    const now = actual.get(table) ?? [];
    const [more, less] = [without(now, rows), without(rows, now)];
    if (more.length === 0 && less.length === 0) return [];
    const kind = now.length > rows.length ? 'doubled' : now.length < rows.length ? 'lost' : 'different';
    return [{ kind, table, more, less } as const];
  });
}

function without(rows: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return rows.filter((row) => {
    const at = left.indexOf(row);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
