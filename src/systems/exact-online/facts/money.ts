import type { MoneyFields } from '../../money-fields.ts';

/** Exact Online's article lines: amounts and prices without VAT, the discount a fraction (EX-catalog). */
const articleLines: Omit<MoneyFields, 'lines'> = {
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
  'salesorder/SalesOrders': { lines: 'SalesOrderLines', ...articleLines, vatAmount: 'VATAmount' },
  'salesinvoice/SalesInvoices': {
    lines: 'SalesInvoiceLines',
    ...articleLines,
    ...ledger,
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
    costs: ['CostCenter', 'CostUnit'],
    ...ledger,
    books: 'entry',
  },
};
