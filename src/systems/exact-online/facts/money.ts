import type { MoneyFields, Worth } from '../../money-fields.ts';

/** The total with VAT in the currency of the administration (EX-catalog); the sign of credit notes is not known (EX-credit-sign). */
const worth = (...credits: readonly number[]): Worth => ({
  field: 'AmountDC',
  credit: credits.length === 0 ? null : { field: 'Type', values: credits },
});

/** Exact Online's article lines: amounts and prices without VAT, the discount a fraction (EX-catalog). */
const articleLines: Omit<MoneyFields, 'lines' | 'worth'> = {
  date: 'OrderDate',
  amount: 'AmountFC',
  pieces: { quantity: 'Quantity', netPrice: 'NetPrice', price: 'UnitPrice', discount: 'Discount', discountOf: 1 },
  vatAmount: null,
  vatCode: 'VATCode',
  total: 'AmountFC',
  account: null,
  accounts: null,
  costs: ['CostCenter', 'CostUnit'],
  books: 'later',
};

const ledger = { account: 'GLAccount', accounts: 'financial/GLAccounts' } as const;

/** The money fields of a resource. */
export const money: Readonly<Record<string, MoneyFields>> = {
  'salesorder/SalesOrders': {
    lines: 'SalesOrderLines',
    ...articleLines,
    worth: worth(),
    vatAmount: 'VATAmount',
  },
  'salesinvoice/SalesInvoices': {
    lines: 'SalesInvoiceLines',
    ...articleLines,
    ...ledger,
    worth: worth(8021, 8024),
    vatAmount: 'VATAmountFC',
  },
  'salesentry/SalesEntries': {
    date: 'EntryDate',
    lines: 'SalesEntryLines',
    amount: 'AmountFC',
    pieces: null,
    vatAmount: 'VATAmountFC',
    vatCode: 'VATCode',
    total: 'AmountFC',
    worth: worth(21),
    costs: ['CostCenter', 'CostUnit'],
    ...ledger,
    books: 'sales',
  },
  'generaljournalentry/GeneralJournalEntries': {
    date: null,
    lines: 'GeneralJournalEntryLines',
    amount: 'AmountFC',
    pieces: null,
    vatAmount: null,
    vatCode: 'VATCode',
    total: null,
    worth: null,
    costs: ['CostCenter', 'CostUnit'],
    ...ledger,
    books: 'entry',
  },
};
