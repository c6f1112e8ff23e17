import type { Books, Row } from './books.ts';
import type { Problems } from './problems.ts';
import { checkEntry, checkInvoice, completeBooking, completeInvoice } from './rules/bookings.ts';
import { checkArticle, checkDebtor, completeArticle, completeDebtor } from './rules/masters.ts';
import { completeOrder } from './rules/orders.ts';
import type { AsperionSwitches } from './switches.ts';

/** A field that holds the `by` of a record in another resource. */
export interface Reference {
  readonly resource: string;
  readonly by: string;
  /** Which records count: no purchase VAT code, no disabled account. */
  readonly accepts?: (target: Row, owner: Row) => boolean;
}

/** A resource's rules beyond its catalog: data if possible, functions if they must compute. */
export interface ResourceRules {
  readonly references?: Readonly<Record<string, Reference>>;
  readonly lineReferences?: Readonly<Record<string, Reference>>;
  /** A second record with the same value gets 409; `within` compares only records that agree in that field. */
  readonly unique?: { readonly field: string; readonly within?: string };
  /** Read-only fields that are refused in a body instead of ignored. */
  readonly refused?: readonly string[];
  /** Values of a new record. */
  readonly initial?: Row;
  /** The record can be changed over the API only while the field holds the value. */
  readonly changeableWhile?: { readonly field: string; readonly is: number };
  /** The records of another resource, without their lines. */
  readonly viewOf?: string;
  /** Every call needs the inTrade package. */
  readonly inTrade?: boolean;
  /** Objects carry no `_meta`, nor do their lists of lines (AS-single-object). */
  readonly withoutMeta?: boolean;
  /** Fields that a list leaves out unless asked for; a single object shows them (AS-administrations). */
  readonly detailOnly?: readonly string[];
  /** Files can be uploaded: one that the next upload replaces, or many. */
  readonly files?: 'one' | 'many';
  /** Fills computed fields; `given` are the fields of the body. Also used for seeded records. */
  readonly complete?: (row: Row, books: Books, given: ReadonlySet<string>) => Row;
  /** Further checks of a write over the API; lines and references have been checked. */
  readonly check?: (row: Row, books: Books, switches: AsperionSwitches, problems: Problems) => void;
}

const totals = ['amountExclVat', 'amountInclVat', 'vatAmount'];
const conditions: Record<string, Reference> = {
  paymentConditionId: { resource: 'paymentconditions', by: 'id' },
  paymentMethodId: { resource: 'paymentmethods', by: 'id' },
};
const journal: Reference = { resource: 'journals', by: 'id' };
const customer: Reference = { resource: 'debtors', by: 'customerNumber' };
const debtor: Reference = { resource: 'debtors', by: 'id' };
const costCenter: Reference = { resource: 'costcenters', by: 'id' };
const ledgerAccount: Reference = {
  resource: 'ledgeraccounts',
  by: 'id',
  accepts: (account) => account.disabled !== true,
};
const salesVatCode: Reference = { resource: 'vatcodes', by: 'id', accepts: isSalesCodeOnDate };
const articleLine: Record<string, Reference> = {
  articleNumber: { resource: 'articles', by: 'articleNumber' },
  salesTypeId: { resource: 'salestypes', by: 'id' },
  vatCode: salesVatCode,
};

/** The rules of resources beyond the catalog; other resources follow only their catalog. */
const asperionRules: Readonly<Record<string, ResourceRules>> = {
  administrations: { detailOnly: ['telephoneNumber', 'email'] },
  debtors: {
    references: { debtorKindId: { resource: 'debtorkinds', by: 'id' }, ...conditions },
    unique: { field: 'customerNumber' },
    initial: { directDebit: false, blocked: false, noReminder: false },
    complete: completeDebtor,
    check: checkDebtor,
  },
  articles: {
    references: {
      salesTypeId: { resource: 'salestypes', by: 'id' },
      articleCategoryId: { resource: 'articlecategories', by: 'id' },
      articleSubCategoryId: { resource: 'articlecategories', by: 'id' },
    },
    unique: { field: 'articleNumber' },
    initial: { activeState: 'Active', isStockArticle: false, currentStock: 0 },
    files: 'one',
    complete: completeArticle,
    check: checkArticle,
  },
  contacts: { references: { debtorId: debtor } },
  addresses: { references: { debtorId: debtor } },
  salesinvoiceswithlines: {
    references: { debtorCustomerNumber: customer, journalId: journal, ...conditions },
    lineReferences: {
      vatCode: salesVatCode,
      ledgerAccountId: ledgerAccount,
      costCenterId: costCenter,
      costUnitId: { resource: 'costunits', by: 'id' },
    },
    unique: { field: 'invoiceNumber', within: 'journalId' },
    refused: totals,
    initial: { status: 1 },
    changeableWhile: { field: 'status', is: 1 },
    files: 'many',
    complete: completeInvoice,
    check: checkInvoice,
  },
  salesinvoices: { viewOf: 'salesinvoiceswithlines' },
  journalentrieswithlines: {
    references: { journalId: journal },
    lineReferences: {
      ledgerAccountId: ledgerAccount,
      vatCode: { resource: 'vatcodes', by: 'id' },
      debtorId: debtor,
      salesInvoiceId: { resource: 'salesinvoiceswithlines', by: 'id' },
      costCenterId: costCenter,
    },
    initial: { state: 1 },
    changeableWhile: { field: 'state', is: 1 },
    withoutMeta: true,
    complete: completeBooking,
    check: checkEntry,
  },
  salesorderswithlines: {
    references: { debtorCustomerNumber: customer, journalId: journal, ...conditions },
    lineReferences: articleLine,
    refused: totals,
    initial: { status: 1 },
    inTrade: true,
    complete: completeOrder,
  },
  draftsalesinvoiceswithlines: {
    references: { debtorCustomerNumber: customer, journalId: journal, ...conditions },
    lineReferences: articleLine,
    refused: totals,
    initial: { status: 1 },
    changeableWhile: { field: 'status', is: 1 },
    complete: completeOrder,
  },
};

/** The rules of a resource. */
export function rulesOf(resource: string): ResourceRules {
  return asperionRules[resource] ?? {};
}

/** Not a purchase code, and valid on the document's date (AS-vat-codes). */
function isSalesCodeOnDate(code: Row, document: Row): boolean {
  if (code.salesCode === false) return false;
  if (typeof document.date !== 'string') return true;
  const { validFrom, validUntil } = code;
  if (typeof validFrom === 'string' && document.date < validFrom) return false;
  return typeof validUntil !== 'string' || document.date.slice(0, 10) <= validUntil.slice(0, 10);
}
