import { createHash } from 'node:crypto';
import Big from 'big.js';
import type { Administration } from '../administration.ts';
import { numberOf } from '../records/amounts.ts';
import type { Endpoint } from '../records/catalog.ts';
import type { Row } from '../records/store.ts';
import type { Fields, Stored } from '../records/values.ts';
import { linesOfDocument } from './sales-lines.ts';

const FEED = 'Sync_SalesInvoice_SalesInvoices';
/** The line numbers of a document's total and of its VAT (EX-ledger-rows). */
const TOTAL_LINE = 0;
const VAT_LINE = 9999;
const SIGNED: ReadonlySet<string> = new Set(['AmountDC', 'AmountFC', 'VATAmountDC', 'VATAmountFC']);

/** True when the invoice feed shows invoices as the ledger has them (EX-ledger-rows). */
export function isLedgerFeed({ switches }: Administration, endpoint: Endpoint): boolean {
  return endpoint.name === FEED && switches.invoiceFeed === 'ledger';
}

/** Revenue and payable VAT are negative in the ledger. */
export function signed(name: string, value: Stored): Stored {
  return SIGNED.has(name) && typeof value === 'number' && value !== 0 ? -value : value;
}

/** The total and VAT rows that each invoice has beside its lines; they move when a line moves. */
export function ledgerRows({ store }: Administration): readonly Row[] {
  return store.rows('SalesInvoices').flatMap(({ fields }) => {
    const lines = linesOfDocument(store, 'SalesInvoices', fields);
    const newest = Math.max(0, ...lines.map(({ stamps }) => stamps.get(FEED) ?? 0));
    if (newest === 0) return [];
    // Stored with the sign of lines; this feed reverses it. Timestamps come in steps of three.
    const total = { AmountDC: negative(fields.AmountDC), AmountFC: negative(fields.AmountFC) };
    const vat = {
      AmountDC: numberOf(fields.VATAmountDC).toNumber(),
      AmountFC: numberOf(fields.VATAmountFC).toNumber(),
    };
    return [rowOf(fields, TOTAL_LINE, total, newest + 1), rowOf(fields, VAT_LINE, vat, newest + 2)];
  });
}

function negative(value: Stored | undefined): number {
  return new Big(0).minus(numberOf(value)).toNumber();
}

function rowOf({ InvoiceID = null }: Fields, LineNumber: number, amounts: Fields, stamp: number): Row {
  const hex = createHash('sha256').update(`${InvoiceID} ${LineNumber}`).digest('hex');
  const ID = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
  return { fields: { ID, InvoiceID, LineNumber, ...amounts }, stamps: new Map([[FEED, stamp]]) };
}
