import type { MoneyFields } from '../../money-fields.ts';

/** Asperion's article lines: the amount is computed (AS-orders, inferred). */
const articleLines: MoneyFields = {
  date: 'date',
  lines: 'lines',
  amount: null,
  pieces: {
    quantity: 'quantity',
    netPrice: null,
    price: 'price',
    discount: 'discountPercentage',
    discountOf: 100,
  },
  vatAmount: null,
  vatCode: 'vatCode',
  total: null,
  account: null,
  accounts: null,
  costs: ['costCenterId', 'costUnitId'],
  books: 'later',
};

/** Asperion's booked lines: amounts without VAT (AS-invoices, AS-journal-entries). */
const bookedLines: MoneyFields = {
  date: 'date',
  lines: 'lines',
  amount: 'amount',
  pieces: null,
  vatAmount: 'vatAmount',
  vatCode: 'vatCode',
  total: null,
  account: 'ledgerAccountId',
  accounts: null,
  costs: ['costCenterId', 'costUnitId'],
  books: 'sales',
};

/** The money fields of a resource. */
export const money: Readonly<Record<string, MoneyFields>> = {
  salesinvoiceswithlines: { ...bookedLines, total: 'amountInclVat' },
  journalentrieswithlines: { ...bookedLines, books: 'entry' },
  salesorderswithlines: articleLines,
  draftsalesinvoiceswithlines: articleLines,
};
