import { describe, expect, test } from 'vitest';
import { Recipe, tryOut } from './variation.ts';

const ORDERS = 'reconcile-orders.exact-online-to-asperion';
const INVOICES = 'reconcile-invoices.exact-online-to-asperion';
const CUSTOMERS = 'reconcile-customers.exact-online-to-asperion';
const recipe = new Recipe('reconcile');

type Row = Readonly<Record<string, unknown>>;

/** A printed invoice of 10.00 at the low rate, of an order of the same number. */
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
    { ...billed(InvoiceNumber), LineNumber: 1, Quantity: 2, NetPrice: 5, VATCode: '1', VATPercentage: 0.09 },
  ],
});
const billed = (number: number): Row => ({
  ID: `bill-${number}`,
  InvoiceID: `inv-${number}`,
  SalesOrderLine: `line-${number}`,
});
const order = (OrderNumber: number): Row => ({
  OrderID: `order-${OrderNumber}`,
  OrderNumber,
  OrderedBy: 'acc-1',
  OrderDate: '2026-04-15',
  Status: 21,
  InvoiceStatus: 21,
  AmountFCExclVat: 10,
  AmountFC: 10.9,
  AmountDC: 10.9,
  SalesOrderLines: [{ ID: `line-${OrderNumber}`, Quantity: 2, NetPrice: 5, VATCode: '1', VATPercentage: 0.09 }],
});
const delivered = (number: number, DeliveryDate: string): Row => ({
  ID: `gone-${number}`,
  SalesOrderLineID: `line-${number}`,
  QuantityDelivered: 2,
  DeliveryDate,
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

const cases: readonly { heading: string; flow?: string; source: Row; target: Row; expect: readonly Row[] }[] = [
  {
    heading: 'One quarter',
    source: {
      'crm/Accounts': [account],
      'salesorder/SalesOrders': [1, 2, 3, 4, 5, 6].map(order),
      'salesinvoice/SalesInvoices': [
        printed(1, '2026-03-31'),
        printed(2, '2026-04-01'),
        printed(3, '2026-06-30'),
        printed(4, '2026-07-01'),
      ],
      'salesinvoice/SalesInvoiceLines': [1, 2, 3, 4].map(billed),
      'salesorder/GoodsDeliveryLines': [delivered(5, '2026-06-30'), delivered(6, '2026-07-01')],
    },
    target: { debtors: [debtor], salesinvoiceswithlines: [invoice(2, '2026-04-01')] },
    expect: [
      { missing: 'salesinvoiceswithlines', record: '3' },
      { missing: 'salesinvoiceswithlines', record: '5' },
    ],
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
  test.each(cases)('$heading', async ({ heading, flow = ORDERS, source, target, expect: wanted }) => {
    const one = { given: { source, target }, expect: wanted };
    expect(await tryOut(recipe.varied(flow, heading), flow, one)).toEqual([]);
  });

  test('has a case for every piece of YAML', () => expect(recipe.untried).toEqual([]));
});
