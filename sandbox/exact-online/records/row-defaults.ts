import { endpoints } from './catalog.ts';
import type { Fields, Stored } from './values.ts';

/** Default values of a new record (EX-row-defaults). */
const OWN: Readonly<Record<string, Fields>> = {
  Accounts: { SecurityLevel: 10, Type: 'A' },
  Contacts: { SecurityLevel: 10 },
  Items: { SecurityLevel: 10, Stock: 0 },
};

/** Empty even in recorded rows (EX-row-defaults). */
const EMPTY: ReadonlySet<string> = new Set(['Items.IsTaxableItem', 'Items.IsSerialNumberItem']);

/** An unset flag is false or 0, and a few properties have their own default; null for all others (EX-row-defaults). */
export function defaultOf(table: string, name: string): Stored {
  const own = OWN[table]?.[name];
  if (own !== undefined) return own;
  if (EMPTY.has(`${table}.${name}`)) return null;
  const type = endpoints.get(table)?.properties[name]?.type;
  if (type === 'Edm.Boolean') return false;
  return type === 'Edm.Byte' ? 0 : null;
}

const ORDER_STATES: Readonly<Record<number, string>> = { 12: 'Open', 20: 'Deels', 21: 'Voltooid', 45: 'Geannuleerd' };
const BOOKED: Readonly<Record<number, string>> = { 10: 'Concept', 20: 'Open', 50: 'Verwerkt' };
const INVOICE_TYPES: Readonly<Record<number, string>> = {
  8020: 'Verkoopfactuur',
  8021: 'Verkoopcreditnota',
  8023: 'Directe verkoopfactuur',
  8024: 'Directe creditnota',
};
const APPROVALS: Readonly<Record<number, string>> = { 0: 'Te accorderen', 1: 'Automatisch', 2: 'Geaccordeerd' };

/** Codes that come with a description, by table and property of the description (EX-row-defaults). */
const WORDS: Readonly<Record<string, Readonly<Record<string, readonly [code: string, words: typeof BOOKED]>>>> = {
  SalesEntries: { StatusDescription: ['Status', BOOKED] },
  SalesInvoices: { StatusDescription: ['Status', BOOKED], TypeDescription: ['Type', INVOICE_TYPES] },
  SalesOrderLines: {
    DeliveryStatusDescription: ['DeliveryStatus', ORDER_STATES],
    InvoiceStatusDescription: ['InvoiceStatus', ORDER_STATES],
    StatusDescription: ['OrderStatus', ORDER_STATES],
  },
  SalesOrders: {
    ApprovalStatusDescription: ['ApprovalStatus', APPROVALS],
    DeliveryStatusDescription: ['DeliveryStatus', ORDER_STATES],
    InvoiceStatusDescription: ['InvoiceStatus', ORDER_STATES],
    StatusDescription: ['Status', ORDER_STATES],
  },
};

/** The description of a code in the row; undefined for any other property. */
export function wordsOf(table: string, fields: Fields, name: string): Stored | undefined {
  const [code, words] = WORDS[table]?.[name] ?? [];
  return code === undefined ? undefined : words?.[Number(fields[code])];
}
