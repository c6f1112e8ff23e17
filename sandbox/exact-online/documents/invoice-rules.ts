import type { Administration } from '../administration.ts';
import { numberOf } from '../records/amounts.ts';
import type { EntityRules } from '../records/rules.ts';
import type { Store } from '../records/store.ts';
import type { Fields, Stored } from '../records/values.ts';
import { followOrders } from './order-progress.ts';
import { partyProblems } from './parties.ts';
import {
  customerDefaults,
  lineRules,
  linesOfDocument,
  PROCESSED,
  processed,
  salesLineDefaults,
  settleTotals,
  today,
} from './sales-lines.ts';
import { dueDate } from './terms.ts';

/** Direct invoices and credit notes: the only ones with a warehouse (EX-invoice-rules). */
const DIRECT: ReadonlySet<Stored> = new Set([8023, 8024]);

function orderLinesOf(lines: readonly Fields[]): readonly Stored[] {
  return lines.flatMap(({ SalesOrderLine = null }) => (SalesOrderLine === null ? [] : [SalesOrderLine]));
}

/** Number and date stay empty until the invoice is printed (EX-invoice-rules). */
const salesInvoices: EntityRules = {
  numbered: { OrderNumber: 0 },
  defaults: ({ store }, fields) => ({
    ...customerDefaults(store, fields),
    Type: 8020,
    Status: 20,
    OrderDate: today(store),
  }),
  problems: (company, after, before) => {
    const hasWarehouse = (after.Warehouse ?? null) !== null;
    const parties = partyProblems(company, after, before);
    if (DIRECT.has(after.Type ?? null) === hasWarehouse) return parties;
    return [...parties, { kind: hasWarehouse ? 'invalid' : 'required', property: 'Warehouse' }];
  },
  frozen: (_company, fields) => processed(fields),
  settle: (company, row) => {
    settleTotals(company, 'SalesInvoices', row);
    followInvoice(company, row.fields);
  },
  removed: (company, _fields, lines) => followOrders(company, orderLinesOf(lines), 'invoiced'),
};

/** What an invoice line takes from its order line: all that is not invoiced yet. */
function ofOrderLine(store: Store, line: Fields): Fields {
  const ordered = store.find('SalesOrderLines', line.SalesOrderLine ?? null)?.fields;
  if (ordered === undefined) return {};
  const { ID: _id, OrderID, Quantity, QuantityInvoiced, ...rest } = ordered;
  return {
    SalesOrder: OrderID ?? null,
    Quantity: numberOf(Quantity).minus(numberOf(QuantityInvoiced)).toNumber(),
    ...Object.fromEntries(COPIED.map((name) => [name, rest[name] ?? null])),
  };
}

const COPIED = [
  'CostCenter',
  'CostUnit',
  'Description',
  'Discount',
  'Item',
  'NetPrice',
  'Notes',
  'UnitCode',
  'UnitPrice',
  'VATCode',
  'VATPercentage',
] as const;

const invoiceLineDefaults = salesLineDefaults('SalesInvoiceLines');

const plainLineRules = lineRules('SalesInvoiceLines', processed, {});

/** The revenue account is that of the item or its group (EX-revenue-account); a line of an order copies what was ordered. */
const salesInvoiceLines: EntityRules = {
  ...plainLineRules,
  defaults: (company, line) => {
    const { store } = company;
    const own = Object.fromEntries(Object.entries(line).filter(([, value]) => value !== null));
    const full: Fields = { ...ofOrderLine(store, line), ...own };
    const item = store.find('Items', full.Item ?? null)?.fields;
    const group = store.find('ItemGroups', item?.ItemGroup ?? null)?.fields;
    return { GLAccount: item?.GLRevenue ?? group?.GLRevenue ?? null, ...invoiceLineDefaults(company, full) };
  },
  settle: (company, row) => {
    plainLineRules.settle(company, row);
    followOrders(company, orderLinesOf([row.fields]), 'invoiced');
  },
  removed: (company, fields) => {
    plainLineRules.removed(company, fields, []);
    followOrders(company, orderLinesOf([fields]), 'invoiced');
  },
};

/** Recounts an invoice's lines in their orders after printing, if printing moves them. */
export function followInvoice(company: Administration, invoice: Fields): void {
  const lines = linesOfDocument(company.store, 'SalesInvoices', invoice).map(({ fields }) => fields);
  followOrders(company, orderLinesOf(lines), 'invoiced');
}

const INVOICE_NUMBER_FLOOR = 26_000_000;

/** The fields that printing sets: the next number, the date, the due date (unless given) and the booked status. */
export function printed(store: Store, invoice: Fields, InvoiceDate: string): Fields {
  return {
    InvoiceNumber: store.highest('SalesInvoices', 'InvoiceNumber', INVOICE_NUMBER_FLOOR) + 1,
    InvoiceDate,
    DueDate: invoice.DueDate ?? dueDate(store, invoice, InvoiceDate),
    Status: PROCESSED,
  };
}

/** The rules of invoices, by entity. */
export const invoiceRules: Readonly<Record<string, EntityRules>> = {
  SalesInvoices: salesInvoices,
  SalesInvoiceLines: salesInvoiceLines,
};
