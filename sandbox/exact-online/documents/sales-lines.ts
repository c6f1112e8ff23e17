import Big from 'big.js';
import type { Administration } from '../administration.ts';
import type { Problem } from '../http/refusals.ts';
import { lineAmounts, numberOf, vatAmountName, vatOf } from '../records/amounts.ts';
import type { EntityRules } from '../records/rules.ts';
import { chargesOf, headerOf, linesOf } from '../records/sources.ts';
import { keyOf, type Row, type Store } from '../records/store.ts';
import type { Fields, Stored } from '../records/values.ts';
import { type Addend, documentTotals } from './totals.ts';
import { isInclusive, rateOn } from './vat-rates.ts';

/** Today in the Netherlands, as in a date field. */
export function today(store: Store): string {
  return `${store.now().slice(0, 10)}T00:00:00`;
}

/** The header of a line; undefined while a document is still being made. */
export function headerRow(store: Store, linesTable: string, line: Fields): Row | undefined {
  const table = headerOf.get(linesTable) ?? '';
  return store.find(table, line[linesOf[table]?.parentKey ?? ''] ?? null);
}

/** The lines of a document in their order of arrival. */
export function linesOfDocument(store: Store, table: string, header: Fields): readonly Row[] {
  const lines = linesOf[table];
  return lines === undefined ? [] : store.where(lines.table, lines.parentKey, header[keyOf(table)] ?? null);
}

/** What lines and charges add to the totals of a document. */
export function addendsOf(store: Store, table: string, header: Fields): readonly Addend[] {
  const vatName = vatAmountName(linesOf[table]?.table ?? '');
  const lines = linesOfDocument(store, table, header).map(({ fields }): Addend => {
    const vat = numberOf(fields[vatName]);
    const amount = numberOf(fields.AmountFC);
    const net = isInclusive(store, fields.VATCode ?? null) ? amount.minus(vat) : amount;
    return { code: String(fields.VATCode ?? ''), net, vat, rate: numberOf(fields.VATPercentage) };
  });
  return [...lines, ...chargesIn(store, table, header)];
}

/** Charges count in the totals of their document; the API shows them nowhere else. */
function chargesIn(store: Store, table: string, header: Fields): readonly Addend[] {
  const charges = header[chargesOf[table] ?? ''];
  if (!Array.isArray(charges)) return [];
  return (charges as readonly Fields[]).map(({ AmountFCExclVat, VATCode = null, VATAmountFC }) => {
    const net = new Big(Number(AmountFCExclVat ?? 0));
    const rate = numberOf(rateOn(store, VATCode, dateOf(store, header)));
    const vat = VATAmountFC === undefined ? vatOf(net, rate, false) : new Big(Number(VATAmountFC));
    return { code: String(VATCode ?? ''), net, vat, rate };
  });
}

/** The day of a document, whose VAT percentages it takes. */
function dateOf(store: Store, header: Fields): Stored {
  return header.InvoiceDate ?? header.EntryDate ?? header.OrderDate ?? today(store);
}

/** Computes the totals of a document again; the header moves only when they changed (EX-document-feeds). */
export function settleTotals({ store }: Administration, table: string, header: Row): void {
  const rows = linesOfDocument(store, table, header.fields);
  const total = (name: string): Big => rows.reduce((sum, { fields }) => sum.plus(numberOf(fields[name])), new Big(0));
  const foreign = total('AmountFC');
  const rate = foreign.eq(0) ? new Big(1) : total('AmountDC').div(foreign);
  const totals = documentTotals(table, header.fields, addendsOf(store, table, header.fields), rate);
  const isSame = Object.entries(totals).every(([name, value]) => header.fields[name] === value);
  if (!isSame) store.change(table, header, totals);
}

/** The number of a document's next line. */
export function nextLineNumber(store: Store, linesTable: string, line: Fields): number {
  const parentKey = linesOf[headerOf.get(linesTable) ?? '']?.parentKey ?? '';
  return store.where(linesTable, parentKey, line[parentKey] ?? null).length + 1;
}

/** Defaults of a sales line: price, unit, description and VAT code of the item or the customer; then its amounts. */
export function salesLineDefaults(linesTable: string) {
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
    const code = withDefaults.VATCode ?? null;
    const full: Fields = { VATPercentage: rateOn(store, code, dateOf(store, header)), ...withDefaults };
    return { ...full, ...lineAmounts(linesTable, full, isInclusive(store, code)) };
  };
}

/** Defaults of a document's header: parties and terms of the customer. */
export function customerDefaults(store: Store, fields: Fields): Fields {
  const customer = fields.OrderedBy ?? fields.Customer ?? null;
  return {
    Currency: 'EUR',
    DeliverTo: customer,
    InvoiceTo: customer,
    PaymentCondition: store.find('Accounts', customer)?.fields.PaymentConditionSales ?? null,
  };
}

/** Rules of lines whose amounts add up to the totals of their header; a line is as final as its header. */
export function lineRules(linesTable: string, frozenHeader: (header: Fields) => Problem | null, extra: EntityRules) {
  const settle = (company: Administration, fields: Fields): void => {
    const header = headerRow(company.store, linesTable, fields);
    if (header !== undefined) settleTotals(company, headerOf.get(linesTable) ?? '', header);
  };
  return {
    defaults: salesLineDefaults(linesTable),
    frozen: ({ store }: Administration, line: Fields) => frozenHeader(headerRow(store, linesTable, line)?.fields ?? {}),
    settle: (company: Administration, row: Row) => settle(company, row.fields),
    removed: settle,
    ...extra,
  } satisfies EntityRules;
}

/** The status of an invoice or an entry that is booked (EX-invoice-rules). */
export const PROCESSED = 50;

/** Booked invoices and entries are final (EX-invoice-rules). */
export function processed({ Status }: Fields): Problem | null {
  return Status === PROCESSED ? { kind: 'processed' } : null;
}
