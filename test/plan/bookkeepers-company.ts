import { guid } from '../../sandbox/world/random.ts';
import { Company } from '../support/engine.ts';

/*
 * A company small enough to be booked by hand: seven customers, twelve invoices in December 2026 and January 2027, and the list
 * that a bookkeeper made of them. The list was computed from the documents below, on paper. It wins over the product.
 */

/** A line of a printed invoice: amounts as Exact Online shows them, without VAT, and the VAT. */
interface Line {
  readonly text: string;
  readonly quantity: number;
  readonly price: number;
  readonly amount: number;
  readonly vat: number;
  /** Exact Online's VAT code, and the revenue account. */
  readonly code: string;
  readonly account: string;
}

/** An invoice of Exact Online, and how the bookkeeper books it. */
export interface Invoice {
  readonly number: number;
  readonly ordered: string;
  readonly invoiced: string;
  readonly orderedBy: keyof typeof CUSTOMERS;
  readonly invoiceTo?: keyof typeof CUSTOMERS;
  /** 8020 = invoice, 8021 = credit note. */
  readonly type?: 8020 | 8021;
  /** 50 = printed, 20 = not yet. */
  readonly status?: 50 | 20;
  readonly discount?: number;
  readonly lines: readonly Line[];
  /** Book year and period, Asperion's VAT code, amount without VAT, VAT, and how that is computed. */
  readonly books: readonly (readonly [place: string, vatCode: string, amount: string, vat: string, how: string])[];
}

const CUSTOMERS = {
  molen: {
    Code: '20001',
    Name: 'De Molen B.V.',
    Country: 'NL',
    VATNumber: 'NL001234567B01',
    ChamberOfCommerce: '12345678',
  },
  mila: { Code: '20002', Name: 'Mila Jansen', Country: 'NL' },
  gent: { Code: '20003', Name: 'Koffiehuis Gent BV', Country: 'BE', VATNumber: 'BE0123456749' },
  anke: { Code: '20004', Name: 'Anke Vogel', Country: 'DE' },
  luc: { Code: '20005', Name: 'Luc Moreau', Country: 'FR' },
  brooklyn: { Code: '20006', Name: 'Brooklyn Beans Inc.', Country: 'US' },
  bouw: {
    Code: '20007',
    Name: 'Bouwbedrijf Dijk B.V.',
    Country: 'NL',
    VATNumber: 'NL002345678B02',
    ChamberOfCommerce: '23456789',
  },
} as const;

const line = (
  text: string,
  quantity: number,
  price: number,
  amount: number,
  code: string,
  vat: number,
  account = '8000',
): Line => ({
  text,
  quantity,
  price,
  amount,
  vat,
  code,
  account,
});

/** The invoices, with the bookkeeper's arithmetic beside each. */
export const INVOICES: readonly Invoice[] = [
  {
    number: 70001,
    ordered: '2026-12-01',
    invoiced: '2026-12-03',
    orderedBy: 'molen',
    lines: [line('Cups', 12, 10, 120, '2', 25.2), line('Coffee', 3, 8.7, 26.1, '1', 2.35)],
    books: [
      ['2026/12', 'VH', '120.00', '25.20', '12 × 10.00; 21 % of 120.00'],
      ['2026/12', 'VL', '26.10', '2.35', '3 × 8.70; 9 % of 26.10 = 2.349'],
    ],
  },
  {
    number: 70002,
    ordered: '2026-12-08',
    invoiced: '2026-12-10',
    orderedBy: 'gent',
    lines: [line('Coffee', 40, 7.25, 290, '7', 0, '8011')],
    books: [['2026/12', 'VICP', '290.00', '0.00', '40 × 7.25 to a Belgian company with a VAT number: reverse charge']],
  },
  {
    number: 70003,
    ordered: '2026-12-14',
    invoiced: '2026-12-15',
    orderedBy: 'anke',
    lines: [line('Cups', 5, 12.4, 62, 'DEH', 11.78, '8012')],
    books: [['2026/12', 'OSS-DE', '62.00', '11.78', '5 × 12.40 to a private person in Germany; 19 % of 62.00']],
  },
  {
    number: 70004,
    ordered: '2026-12-20',
    invoiced: '2027-01-12',
    orderedBy: 'molen',
    lines: [line('Cups', 4, 25, 100, '2', 21)],
    books: [['2027/1', 'VH', '100.00', '21.00', '4 × 25.00, ordered in December, invoiced in January: January; 21 %']],
  },
  {
    number: 70005,
    ordered: '2026-12-31',
    invoiced: '2026-12-31',
    orderedBy: 'mila',
    lines: [line('Grinder', 1, 49.95, 49.95, '2', 10.49)],
    books: [['2026/12', 'VH', '49.95', '10.49', '1 × 49.95 on the last day; 21 % of 49.95 = 10.4895']],
  },
  {
    number: 70006,
    ordered: '2027-01-02',
    invoiced: '2027-01-02',
    orderedBy: 'molen',
    type: 8021,
    lines: [line('Coffee', -3, 8.7, -26.1, '1', -2.35)],
    books: [['2027/1', 'VL', '-26.10', '-2.35', 'credit note for the coffee of 70001: −3 × 8.70; 9 % = −2.349']],
  },
  {
    number: 70007,
    ordered: '2027-01-04',
    invoiced: '2027-01-05',
    orderedBy: 'luc',
    lines: [line('Cups', 2, 33.3, 66.6, 'FRH', 13.32, '8010')],
    books: [['2027/1', 'OSS-FR', '66.60', '13.32', '2 × 33.30 to a private person in France; 20 % of 66.60']],
  },
  {
    number: 70008,
    ordered: '2027-01-06',
    invoiced: '2027-01-08',
    orderedBy: 'brooklyn',
    lines: [line('Coffee', 100, 4.15, 415, '8', 0, '8020')],
    books: [['2027/1', 'VEX', '415.00', '0.00', '100 × 4.15 to the United States: export']],
  },
  {
    number: 70009,
    ordered: '2027-01-11',
    invoiced: '2027-01-15',
    orderedBy: 'mila',
    invoiceTo: 'molen',
    discount: 30,
    lines: [line('Cups', 10, 20, 200, '2', 42), line('Coffee', 10, 10, 100, '1', 9)],
    books: [
      ['2027/1', 'VH', '180.00', '37.80', '10 × 20.00 less 10 % of the whole invoice; 21 % of 180.00'],
      ['2027/1', 'VL', '90.00', '8.10', '10 × 10.00 less 10 %; 9 % of 90.00'],
    ],
  },
  {
    number: 70010,
    ordered: '2027-01-18',
    invoiced: '2027-01-20',
    orderedBy: 'bouw',
    lines: [line('Installation', 1, 850, 850, '6', 0)],
    books: [['2027/1', 'VVL', '850.00', '0.00', '1 × 850.00, reverse charge within the Netherlands']],
  },
  {
    number: 70011,
    ordered: '2027-01-25',
    invoiced: '2027-01-25',
    orderedBy: 'molen',
    status: 20,
    lines: [line('Cups', 1, 10, 10, '2', 2.1)],
    books: [], // not printed: not booked
  },
  {
    number: 70012,
    ordered: '2026-12-01',
    invoiced: '2026-12-02',
    orderedBy: 'mila',
    lines: [line('Coffee', 2, 9.5, 19, '1', 1.71)],
    books: [['2026/12', 'VL', '19.00', '1.71', '2 × 9.50; 9 % of 19.00']],
  },
];

/** Brought across before the plan: in the books already. */
export const BOOKED_BEFORE = 70012;

/** Place, VAT code, documents, without VAT, VAT, with VAT: what the first plan lists, added up on paper. */
export const LIST: readonly (readonly [string, string, number, string, string, string])[] = [
  ['2026/12', 'OSS-DE', 1, '62.00', '11.78', '73.78'], // 70003
  ['2026/12', 'VH', 2, '169.95', '35.69', '205.64'], // 70001 120.00 + 70005 49.95; 25.20 + 10.49
  ['2026/12', 'VICP', 1, '290.00', '0.00', '290.00'], // 70002
  ['2026/12', 'VL', 1, '26.10', '2.35', '28.45'], // 70001; 70012 is booked
  ['2027/1', 'OSS-FR', 1, '66.60', '13.32', '79.92'], // 70007
  ['2027/1', 'VEX', 1, '415.00', '0.00', '415.00'], // 70008
  ['2027/1', 'VH', 2, '280.00', '58.80', '338.80'], // 70004 100.00 + 70009 180.00; 21.00 + 37.80
  ['2027/1', 'VL', 2, '63.90', '5.75', '69.65'], // 70006 −26.10 + 70009 90.00; −2.35 + 8.10
  ['2027/1', 'VVL', 1, '850.00', '0.00', '850.00'], // 70010
];

/** The totals of both periods, which are those of the quarters too. */
export const TOTALS: readonly (readonly [string, number, string, string, string])[] = [
  ['2026/12', 4, '548.05', '49.82', '597.87'], // 62.00 + 169.95 + 290.00 + 26.10; 11.78 + 35.69 + 2.35
  ['2027/1', 6, '1675.50', '77.87', '1753.37'], // 66.60 + 415.00 + 280.00 + 63.90 + 850.00; 13.32 + 58.80 + 5.75
  ['2026-Q4', 4, '548.05', '49.82', '597.87'],
  ['2027-Q1', 6, '1675.50', '77.87', '1753.37'],
];

const accountId = (name: keyof typeof CUSTOMERS): string => guid(1, 'Accounts', CUSTOMERS[name].Code);

/** An invoice as Exact Online holds it. */
export function invoiceRow(invoice: Invoice): object {
  const { number, ordered, invoiced, orderedBy, invoiceTo = orderedBy, type = 8020, status = 50, lines } = invoice;
  return {
    InvoiceID: guid(1, 'SalesInvoices', number),
    InvoiceNumber: number,
    OrderDate: `${ordered}T00:00:00`,
    InvoiceDate: `${invoiced}T00:00:00`,
    OrderedBy: accountId(orderedBy),
    InvoiceTo: accountId(invoiceTo),
    DeliverTo: accountId(orderedBy),
    Type: type,
    Status: status,
    Currency: 'EUR',
    PaymentCondition: '30',
    ...(invoice.discount === undefined ? {} : { AmountDiscountExclVat: invoice.discount }),
    SalesInvoiceLines: lines.map(({ text, quantity, price, amount, vat, code, account }, index) => ({
      ID: guid(1, 'SalesInvoiceLines', number, index),
      LineNumber: index + 1,
      Description: text,
      Quantity: quantity,
      NetPrice: price,
      AmountFC: amount,
      AmountDC: amount,
      VATAmountFC: vat,
      VATAmountDC: vat,
      VATCode: code,
      GLAccount: guid(1, 'GLAccounts', account),
    })),
  };
}

/** The company on 1 February 2027, with some of its invoices. */
export function openCompany(invoices: readonly Invoice[]): Promise<Company> {
  return Company.open({
    nowMs: Date.UTC(2027, 1, 1, 8),
    exactOnline: {
      Accounts: Object.values(CUSTOMERS).map((customer) => ({
        ID: guid(1, 'Accounts', customer.Code),
        Status: 'C',
        AddressLine1: 'Dorpsstraat 1',
        Postcode: '1011AB',
        City: 'Zaandam',
        PaymentConditionSales: '30',
        ...customer,
      })),
      SalesInvoices: invoices.map(invoiceRow),
    },
  });
}
