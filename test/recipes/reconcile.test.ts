import { describe, expect, test } from 'vitest';
import { Recipe, tryOut } from './variation.ts';

const INVOICES = 'reconcile-invoices.exact-online-to-asperion';
const CUSTOMERS = 'reconcile-customers.exact-online-to-asperion';
const recipe = new Recipe('reconcile');

type Row = Readonly<Record<string, unknown>>;

/** A printed invoice of 10.00 at the low rate. */
const printed = (InvoiceNumber: number, InvoiceDate: string): Row => ({
  InvoiceID: `inv-${InvoiceNumber}`,
  InvoiceNumber,
  InvoiceTo: 'acc-1',
  InvoiceDate,
  Type: 8020,
  Status: 50,
  AmountDC: 10.9,
  VATAmountDC: 0.9,
  SalesInvoiceLines: [
    {
      ID: `bill-${InvoiceNumber}`,
      InvoiceID: `inv-${InvoiceNumber}`,
      LineNumber: 1,
      Quantity: 2,
      NetPrice: 5,
      VATCode: '1',
      VATPercentage: 0.09,
    },
  ],
});
const invoice = (number: number | string, date: string, more: Row = {}): Row => ({
  id: Number(String(number).replace(/\D/g, '')),
  invoiceNumber: `EO-${number}`,
  debtorCustomerNumber: '10001',
  date,
  bookyear: 2026,
  bookperiod: Number(date.slice(5, 7)),
  journalId: '70',
  amountExclVat: 10,
  amountInclVat: 10.9,
  lines: [{ amount: 10, vatAmount: 0.9, vatCode: 'VL', ledgerAccountId: 8000 }],
  ...more,
});
const account: Row = {
  ID: 'acc-1',
  Code: '20001',
  Name: 'De Molen',
  Status: 'C',
  Country: 'NL',
  AddressLine1: 'Kade 1',
  Phone: '020-5550123',
};
const debtor: Row = {
  id: 1,
  customerNumber: '10001',
  characteristic5: 'EO-20001',
  debtorKindId: 'private',
  paymentConditionId: 1,
  countryCode: 'NL',
};

const cases: readonly { heading: string; flow: string; source: Row; target: Row; expect: readonly Row[] }[] = [
  {
    heading: 'One quarter',
    flow: INVOICES,
    source: {
      'crm/Accounts': [account],
      'salesinvoice/SalesInvoices': [
        printed(1, '2026-03-31'),
        printed(2, '2026-04-01'),
        printed(3, '2026-06-30'),
        printed(4, '2026-07-01'),
      ],
    },
    target: {
      debtors: [debtor],
      salesinvoiceswithlines: [invoice(2, '2026-04-01'), invoice(8, '2026-06-01'), invoice(9, '2026-03-01')],
    },
    expect: [
      { missing: 'salesinvoiceswithlines', record: '3' },
      { only: 'salesinvoiceswithlines', record: 'EO-8' },
    ],
  },
  {
    heading: 'Without what was booked in a later quarter',
    flow: INVOICES,
    source: {
      'crm/Accounts': [account],
      'salesinvoice/SalesInvoices': [printed(26000020, '2026-03-31'), printed(26000021, '2026-04-01')],
    },
    target: {
      debtors: [debtor],
      salesinvoiceswithlines: [
        invoice(26000020, '2026-04-03'),
        invoice(26000021, '2026-04-01'),
        invoice(26000022, '2026-04-04'),
      ],
    },
    expect: [{ only: 'salesinvoiceswithlines', record: 'EO-26000022' }],
  },
  {
    heading: 'Money only',
    flow: INVOICES,
    source: {
      'crm/Accounts': [account],
      'salesinvoice/SalesInvoices': [printed(1, '2026-03-31'), printed(2, '2026-04-01')],
    },
    target: {
      debtors: [debtor],
      salesinvoiceswithlines: [
        invoice(1, '2026-04-02', { journalId: '71' }),
        invoice(2, '2026-05-01', {
          amountExclVat: 11,
          lines: [{ amount: 11, vatAmount: 0.9, vatCode: 'VL', ledgerAccountId: 8000 }],
        }),
      ],
    },
    expect: [{ differs: 'salesinvoiceswithlines', record: '2', in: ['amountExclVat', 'lines VL/8000.amount'] }],
  },
  {
    heading: "Addresses are Asperion's own",
    flow: CUSTOMERS,
    source: { 'crm/Accounts': [account] },
    target: {
      debtors: [{ ...debtor, name: 'De Molen', address: 'Kade 2', phoneNumber: '020-5550123', countryCode: 'BE' }],
    },
    expect: [{ differs: 'debtors', record: '20001', in: ['countryCode'] }],
  },
];

describe('the recipe for reconciling', () => {
  test.each(cases)('$heading', async ({ heading, flow, source, target, expect: wanted }) => {
    const one = { given: { source, target }, expect: wanted };
    expect(await tryOut(recipe.varied(flow, heading), flow, one)).toEqual([]);
  });

  test('has a case for every piece of YAML', () => expect(recipe.untried).toEqual([]));
});
