import type { MoneyFields, Worth } from '../../money-fields.ts';

/** The total with VAT (AS-invoices, inferred; AS-orders); a credit is negative. */
const worth: Worth = { field: 'amountInclVat', credit: null };

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
  worth,
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
  worth: null,
  account: 'ledgerAccountId',
  accounts: null,
  costs: ['costCenterId', 'costUnitId'],
  books: 'sales',
};

/** The money fields of a resource. */
export const money: Readonly<Record<string, MoneyFields>> = {
  salesinvoiceswithlines: { ...bookedLines, total: 'amountInclVat', worth },
  journalentrieswithlines: { ...bookedLines, books: 'entry' },
  salesorderswithlines: articleLines,
  draftsalesinvoiceswithlines: articleLines,
};
