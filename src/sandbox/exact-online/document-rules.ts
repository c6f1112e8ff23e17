import type { Administration } from './administration.ts';
import { documentTotals, lineAmounts } from './amounts.ts';
import { referenced } from './references.ts';
import type { Problem } from './refusals.ts';
import type { EntityRules } from './rules.ts';
import { headerOf, linesOf } from './sources.ts';
import { keyOf, type Row, type Store } from './store.ts';
import type { Fields, Stored } from './values.ts';

function today(store: Store): string {
  return `${store.now().slice(0, 10)}T00:00:00`;
}

/** The header of a line; undefined while a document is still being made. */
function headerRow(store: Store, linesTable: string, line: Fields): Row | undefined {
  const table = headerOf.get(linesTable) ?? '';
  return store.find(table, line[linesOf[table]?.parentKey ?? ''] ?? null);
}

/** Computes the totals of a document again and stores them when they changed: only then does the header move (B-22). */
export function settleTotals(company: Administration, table: string, header: Row): void {
  const lines = linesOf[table];
  if (lines === undefined) return;
  const rows = company.store.where(lines.table, lines.parentKey, header.fields[keyOf(table)] ?? null);
  const totals = documentTotals(
    table,
    lines.table,
    header.fields,
    rows.map(({ fields }) => fields),
  );
  const isSame = Object.entries(totals).every(([name, value]) => header.fields[name] === value);
  if (!isSame) company.store.change(table, header, totals);
}

function nextLineNumber(store: Store, linesTable: string, line: Fields): number {
  const parentKey = linesOf[headerOf.get(linesTable) ?? '']?.parentKey ?? '';
  return store.where(linesTable, parentKey, line[parentKey] ?? null).length + 1;
}

/** Defaults of a sales line: price, unit, description and VAT code of the item or the customer; then its amounts. */
function salesLineDefaults(linesTable: string) {
  return ({ store }: Administration, line: Fields): Fields => {
    const header = headerRow(store, linesTable, line)?.fields ?? {};
    const item = store.find('Items', line.Item ?? null)?.fields ?? {};
    const customer = store.find('Accounts', header.OrderedBy ?? header.Customer ?? null)?.fields ?? {};
    const hasPrice = (line.UnitPrice ?? line.NetPrice ?? line.AmountFC ?? null) !== null;
    const withDefaults: Fields = {
      Description: item.Description ?? null,
      UnitCode: item.Unit ?? null,
      Quantity: 1,
      VATCode: customer.SalesVATCode ?? item.SalesVatCode ?? null,
      LineNumber: nextLineNumber(store, linesTable, line),
      ...(hasPrice ? {} : { UnitPrice: item.StandardSalesPrice ?? null }),
      ...line,
    };
    const percentage = referenced(store, 'VATCode', withDefaults.VATCode ?? null)?.fields.Percentage ?? null;
    const full: Fields = { VATPercentage: percentage, ...withDefaults };
    return { ...full, ...lineAmounts(linesTable, full) };
  };
}

function customerDefaults(store: Store, fields: Fields): Fields {
  const customer = fields.OrderedBy ?? fields.Customer ?? null;
  return {
    Currency: 'EUR',
    DeliverTo: customer,
    InvoiceTo: customer,
    PaymentCondition: store.find('Accounts', customer)?.fields.PaymentConditionSales ?? null,
  };
}

const FIXED = ['DeliverTo', 'InvoiceTo', 'OrderedBy'] as const;

/** A document's settling and its lines': both come down to the header's totals. */
function settleLine(linesTable: string) {
  return (company: Administration, fields: Fields): void => {
    const header = headerRow(company.store, linesTable, fields);
    if (header !== undefined) settleTotals(company, headerOf.get(linesTable) ?? '', header);
  };
}

function lineRules(linesTable: string, frozenHeader: (header: Fields) => Problem | null, extra: EntityRules = {}) {
  const settle = settleLine(linesTable);
  return {
    defaults: salesLineDefaults(linesTable),
    frozen: ({ store }: Administration, line: Fields) => frozenHeader(headerRow(store, linesTable, line)?.fields ?? {}),
    settle: (company: Administration, row: Row) => settle(company, row.fields),
    removed: settle,
    ...extra,
  } satisfies EntityRules;
}

const COMPLETE = 21;
const PROCESSED = 50;

function completed({ Status }: Fields): Problem | null {
  return Status === COMPLETE ? { kind: 'completed' } : null;
}

function processed({ Status }: Fields): Problem | null {
  return Status === PROCESSED ? { kind: 'processed' } : null;
}

/** B-25. Status 12 is given to header and lines, whatever is asked [xsd-2014]. */
const salesOrders: EntityRules = {
  numbered: { OrderNumber: 0 },
  defaults: ({ store }, fields) => ({
    ...customerDefaults(store, fields),
    Status: 12,
    DeliveryStatus: 12,
    InvoiceStatus: 12,
    ApprovalStatus: 1,
    OrderDate: today(store),
    DeliveryDate: fields.OrderDate ?? today(store),
  }),
  problems: (_company, after, before) =>
    before === null
      ? []
      : FIXED.filter((property) => (after[property] ?? null) !== (before[property] ?? null)).map((property) => ({
          kind: 'fixed',
          property,
        })),
  frozen: (_company, fields) => completed(fields),
  settle: (company, row) => settleTotals(company, 'SalesOrders', row),
};

const orderLineDefaults = salesLineDefaults('SalesOrderLines');

const salesOrderLines = lineRules('SalesOrderLines', completed, {
  defaults: (company, line) => {
    const header = headerRow(company.store, 'SalesOrderLines', line)?.fields ?? {};
    return {
      OrderStatus: header.Status ?? 12,
      DeliveryStatus: header.DeliveryStatus ?? 12,
      InvoiceStatus: header.InvoiceStatus ?? 12,
      DeliveryDate: header.DeliveryDate ?? null,
      ...orderLineDefaults(company, line),
    };
  },
});

/** Direct invoices and credit notes: the only ones with a warehouse (B-26). */
const DIRECT: ReadonlySet<Stored> = new Set([8023, 8024]);

/** B-26. Number and date stay empty until the invoice is printed. */
const salesInvoices: EntityRules = {
  numbered: { OrderNumber: 0 },
  defaults: ({ store }, fields) => ({
    ...customerDefaults(store, fields),
    Type: 8020,
    Status: 20,
    OrderDate: today(store),
  }),
  problems: (_company, after) => {
    const hasWarehouse = (after.Warehouse ?? null) !== null;
    if (DIRECT.has(after.Type ?? null) === hasWarehouse) return [];
    return [{ kind: hasWarehouse ? 'invalid' : 'required', property: 'Warehouse' }];
  },
  frozen: (_company, fields) => processed(fields),
  settle: (company, row) => settleTotals(company, 'SalesInvoices', row),
};

const invoiceLineDefaults = salesLineDefaults('SalesInvoiceLines');

const salesInvoiceLines = lineRules('SalesInvoiceLines', processed, {
  defaults: (company, line) => {
    const item = company.store.find('Items', line.Item ?? null)?.fields;
    const group = company.store.find('ItemGroups', item?.ItemGroup ?? null)?.fields;
    return { GLAccount: item?.GLRevenue ?? group?.GLRevenue ?? null, ...invoiceLineDefaults(company, line) };
  },
});

/** §3.8: nothing can be booked in a closed period; a month is a period, as in the sandbox's calendar. */
function closedPeriod({ switches }: Administration, fields: Fields, property: string): readonly Problem[] {
  const [year, month] = String(fields[property] ?? '')
    .split('-')
    .map(Number);
  const inYear = Number(fields.ReportingYear ?? year);
  const inPeriod = Number(fields.ReportingPeriod ?? month);
  const isClosed = switches.closedPeriods.some(
    (closed) => closed.year === inYear && (closed.period === undefined || closed.period === inPeriod),
  );
  return isClosed ? [{ kind: 'closed', property }] : [];
}

const salesEntries: EntityRules = {
  numbered: { EntryNumber: 0 },
  defaults: ({ store }, fields) => ({
    ...customerDefaults(store, fields),
    Type: 20,
    Status: 20,
    EntryDate: today(store),
  }),
  problems: (company, after) => closedPeriod(company, after, 'EntryDate'),
  frozen: (_company, fields) => processed(fields),
  settle: (company, row) => settleTotals(company, 'SalesEntries', row),
};

const entryLineDefaults = salesLineDefaults('SalesEntryLines');

const salesEntryLines = lineRules('SalesEntryLines', processed, {
  defaults: (company, line) => ({
    VATCode: referenced(company.store, 'GLAccount', line.GLAccount ?? null)?.fields.VATCode ?? null,
    ...entryLineDefaults(company, line),
  }),
});

const generalJournalEntries: EntityRules = {
  numbered: { EntryNumber: 0 },
  defaults: () => ({ Type: 90, Status: 20, Currency: 'EUR' }),
};

const generalJournalEntryLines: EntityRules = {
  defaults: ({ store }, line) => ({ LineNumber: nextLineNumber(store, 'GeneralJournalEntryLines', line) }),
  problems: (company, after) => closedPeriod(company, after, 'Date'),
};

/** The rules of documents and their lines, by entity. */
export const documentRules: Readonly<Record<string, EntityRules>> = {
  GeneralJournalEntries: generalJournalEntries,
  GeneralJournalEntryLines: generalJournalEntryLines,
  SalesEntries: salesEntries,
  SalesEntryLines: salesEntryLines,
  SalesInvoices: salesInvoices,
  SalesInvoiceLines: salesInvoiceLines,
  SalesOrders: salesOrders,
  SalesOrderLines: salesOrderLines,
};
