import type { ResourceSpec } from '../../catalog.ts';
import {
  date,
  decimal,
  integer,
  lines,
  numberId,
  readOnly,
  required,
  requiredKey,
  searchable,
  text,
} from './fields.ts';

const booking = { date: 'date', year: 'bookyear', period: 'bookperiod' } as const;

/** Header of a sales invoice: fields and filters are observed (AS-invoices); that totals are computed from the lines is inferred. */
const invoiceHeader = {
  id: numberId,
  invoiceNumber: text(null, { searchable: true, description: 'Unique in its journal.' }),
  debtorCustomerNumber: text(null, { ...requiredKey, description: 'The debtor by number, not by id.' }),
  date: date(requiredKey),
  bookyear: integer({ searchable: true, description: 'Taken from the date if left out or 0.' }),
  bookperiod: integer({ searchable: true, description: 'Taken from the date if left out or 0.' }),
  journalId: text(null, { ...requiredKey, description: 'A sales journal of journals.' }),
  description: text(null, searchable),
  amountExclVat: readOnly(decimal(searchable)),
  amountInclVat: readOnly(decimal(searchable)),
  vatAmount: readOnly(decimal(searchable)),
  status: readOnly(
    integer({
      searchable: true,
      description: '1 concept, 2 in journal entry, 3 in ledger, 6 payable, 7 paid, 8 hold.',
    }),
  ),
  paymentConditionId: integer(searchable),
  paymentDueDate: date(),
} as const;

/** `/v1/salesinvoiceswithlines`: booked sales, one line per revenue account and VAT code; no articles (AS-invoices). */
const salesInvoicesWithLines: ResourceSpec = {
  name: 'salesinvoiceswithlines',
  key: 'id',
  reference: 'invoiceNumber',
  // A concept may have no number yet.
  always: 'debtorCustomerNumber',
  creatable: true,
  updatable: true,
  feed: { kind: 'list' },
  fields: { ...invoiceHeader, lines: lines(required) },
  journal: 'journalId',
  booking,
  documentDate: 'date',
  // Only a concept can be changed (AS-invoices, assumed).
  frozen: { field: 'status', values: [2, 3, 6, 7, 8] },
  lines: { lines: 'salesinvoiceswithlines.lines' },
};

const salesInvoiceLines: ResourceSpec = {
  name: 'salesinvoiceswithlines.lines',
  key: 'id',
  reference: 'id',
  creatable: true,
  updatable: true,
  fields: {
    id: numberId,
    amount: decimal({ ...required, description: 'Without VAT; a credit is negative.' }),
    vatAmount: decimal(),
    vatCode: text(null, { ...required, description: 'A VAT code of vatcodes.' }),
    ledgerAccountId: integer({ ...required, description: 'A revenue account of ledgeraccounts.' }),
    costCenterId: integer(),
    costUnitId: integer(),
    description: text(null),
  },
};

/** `/v1/salesinvoices`: the same invoices without their lines (AS-invoices). */
const salesInvoices: ResourceSpec = {
  name: 'salesinvoices',
  key: 'id',
  reference: 'invoiceNumber',
  always: 'debtorCustomerNumber',
  creatable: false,
  updatable: false,
  fields: Object.fromEntries(Object.entries(invoiceHeader).map(([name, spec]) => [name, readOnly(spec)])),
};

/** `/v1/journalentrieswithlines`: fields and filters observed; lists need `BookYear` (AS-journal-entries, AS-book-year). */
const journalEntriesWithLines: ResourceSpec = {
  name: 'journalentrieswithlines',
  key: 'id',
  reference: 'sourceDocumentNumber',
  always: 'journalId',
  creatable: true,
  updatable: true,
  feed: { kind: 'list' },
  journal: 'journalId',
  booking,
  documentDate: 'date',
  fields: {
    id: numberId,
    journalId: text(null, requiredKey),
    date: date(requiredKey),
    bookyear: integer({ searchable: true, description: 'Taken from the date if left out or 0.' }),
    bookperiod: integer({ searchable: true, description: 'Taken from the date if left out or 0.' }),
    description: text(null, searchable),
    sourceDocumentNumber: text(null, { searchable: true, description: "Carries the source document's number." }),
    openingBalance: decimal(),
    closingBalance: decimal(),
    state: readOnly(
      integer({ searchable: true, description: 'Values unknown; the sandbox: 1 to be booked, 2 booked.' }),
    ),
    lines: lines(required),
  },
  lines: { lines: 'journalentrieswithlines.lines' },
};

const journalEntryLines: ResourceSpec = {
  name: 'journalentrieswithlines.lines',
  key: 'id',
  reference: 'id',
  creatable: true,
  updatable: true,
  fields: {
    id: numberId,
    amount: decimal({ ...required, description: 'Debit positive, credit negative.' }),
    bookingDate: date(),
    description: text(null),
    ledgerAccountId: integer(),
    debtorId: integer(),
    creditorId: integer(),
    salesInvoiceId: integer(),
    purchaseInvoiceId: integer(),
    vatAmount: decimal(),
    vatCode: text(null),
    costCenterId: integer(),
  },
};

/** Ledger bookings: sales invoices and journal entries. */
export const bookings: readonly ResourceSpec[] = [
  salesInvoicesWithLines,
  salesInvoiceLines,
  salesInvoices,
  journalEntriesWithLines,
  journalEntryLines,
];
