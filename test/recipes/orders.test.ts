import { expect, test } from 'vitest';
import { inDutch } from '../../src/report/words/in-words.ts';
import { Recipe, tryOut } from './variation.ts';

const recipe = new Recipe('orders');
const ORDERS = 'orders.exact-online-to-asperion';
const AS_ORDERS = 'orders-as-orders.exact-online-to-asperion';
const DRAFTS = 'orders-as-drafts.exact-online-to-asperion';
const INVOICES = 'invoices.exact-online-to-asperion';
const PAID = 'paid-invoices.exact-online-to-asperion';
const AS_ENTRIES = 'invoices-as-entries.exact-online-to-asperion';

type Row = Readonly<Record<string, unknown>>;
type Rows = Readonly<Record<string, readonly Row[]>>;

const ACCOUNT = { ID: 'acc-1', Code: '20001', Name: 'Joris van Dam', AddressLine1: 'Singel 8', Country: 'NL' };
const KNOWN = {
  id: 5,
  customerNumber: '10042',
  characteristic5: 'EO-20001',
  name: 'Joris van Dam',
  address: 'Singel 8',
  countryCode: 'NL',
  debtorKindId: 'private',
};
const DAY = '2026-03-14';

/** What a line of an order and one of an invoice have in common: 100.00 at the high rate. */
const LINE: Row = {
  LineNumber: 1,
  ItemCode: 'KOF-1',
  Description: 'Koffie',
  Quantity: 10,
  UnitPrice: 10,
  NetPrice: 10,
  VATCode: '2',
  VATPercentage: 0.21,
};
const ordered = (more: Row = {}): Row => ({ ...LINE, QuantityDelivered: 10, AmountFC: 100, VATAmount: 21, ...more });
const billed = (more: Row = {}): Row => ({ ...LINE, AmountDC: 100, VATAmountDC: 21, ...more });
/** A line of an invoice with the VAT code of the low rate. */
const low = (VATAmountDC: number): Row => billed({ VATCode: '1', VATAmountDC });

/** An order of one such line. */
const order = (number: number, more: Row = {}): Row => ({
  OrderID: `ord-${number}`,
  OrderNumber: number,
  OrderDate: DAY,
  OrderedBy: 'acc-1',
  Status: 21,
  InvoiceStatus: 21,
  DeliveryStatus: 21,
  AmountFCExclVat: 100,
  AmountFC: 121,
  AmountDC: 121,
  Modified: '2026-07-02T10:00:00',
  SalesOrderLines: [ordered()],
  ...more,
});

/** A printed invoice of one such line. */
const printed = (number: number, more: Row = {}): Row => ({
  InvoiceID: `inv-${number}`,
  InvoiceNumber: number,
  InvoiceDate: DAY,
  OrderedBy: 'acc-1',
  Status: 50,
  Type: 8020,
  AmountDC: 121,
  VATAmountDC: 21,
  SalesInvoiceLines: [billed()],
  ...more,
});

const invoices = (...rows: readonly Row[]): Rows => ({ 'salesinvoice/SalesInvoices': rows });

/** Orders that were delivered on the day, or earlier where `early` says so, and an invoice of each that is `invoiced`. */
const orders = (rows: readonly Row[], invoiced: readonly number[] = [], early: Row = {}): Rows => ({
  'salesorder/SalesOrders': rows,
  'salesorder/GoodsDeliveryLines': rows.map(({ OrderNumber }) => ({
    ID: `dl-${OrderNumber}`,
    SalesOrderNumber: OrderNumber,
    EntryID: `del-${OrderNumber}`,
  })),
  'salesorder/GoodsDeliveries': rows.map(({ OrderNumber }) => ({
    EntryID: `del-${OrderNumber}`,
    DeliveryDate: early[String(OrderNumber)] ?? DAY,
  })),
  'salesinvoice/SalesInvoiceLines': invoiced.map((number) => ({
    ID: `il-${number}`,
    SalesOrder: `ord-${number}`,
    InvoiceID: `inv-${number}`,
  })),
  ...invoices(...invoiced.map((number) => printed(number))),
});

const INVOICED = { SalesOrderLines: [ordered({ QuantityInvoiced: 10 })] };

/** Its lines as lines of Asperion. */
const booked = (more: Row = {}): Row => ({
  description: 'KOF-1 Koffie',
  amount: 100,
  vatAmount: 21,
  vatCode: 'VH',
  ledgerAccountId: 8000,
  ...more,
});

const invoice = (number: number | string, lines: readonly Row[] = [booked()], more: Row = {}): Row => ({
  create: 'salesinvoiceswithlines',
  fields: {
    invoiceNumber: typeof number === 'string' ? number : `EO-${number}`,
    debtorCustomerNumber: '10042',
    date: DAY,
    bookyear: 2026,
    bookperiod: 3,
    journalId: '70',
    description: `Invoice ${number}`,
    ...more,
    lines,
  },
});

/** What was delivered of an order without an invoice. */
const delivery = (number: number, more: Row = {}): Row =>
  invoice(`EO-O${number}`, undefined, { description: `Order ${number}`, ...more });

const priced = (more: Row = {}): Row => ({
  articleNumber: 'KOF-1',
  description: 'Koffie',
  quantity: 10,
  price: 10,
  vatCode: 'VH',
  ...more,
});

const asOrder = (number: number, lines: readonly Row[] = [priced()], more: Row = {}): Row => ({
  create: 'salesorderswithlines',
  fields: {
    reference: `EO-${number}`,
    debtorCustomerNumber: '10042',
    date: DAY,
    description: `Order ${number}`,
    deliveryName: 'Joris van Dam',
    deliveryAddress: 'Singel 8',
    deliveryCountryCode: 'NL',
    ...more,
    lines,
  },
});

const COFFEE = { id: 1, articleNumber: 'KOF-1', description: 'Koffie' };

interface Case {
  readonly heading: string;
  readonly flow?: string;
  readonly source: Rows;
  readonly target?: Rows;
  readonly tables?: Row;
  readonly expect: readonly Row[];
  readonly later?: readonly Row[];
}

const cases: readonly Case[] = [
  {
    heading: 'Another flow of the same sales',
    flow: DRAFTS,
    source: orders([order(1)]),
    target: { articles: [COFFEE] },
    expect: [
      {
        create: 'draftsalesinvoiceswithlines',
        fields: {
          reference: 'EO-O1',
          debtorCustomerNumber: '10042',
          date: DAY,
          journalId: '70',
          description: 'Order 1',
          lines: [priced()],
        },
      },
    ],
  },
  {
    heading: 'Invoices and credit notes of no order',
    flow: INVOICES,
    source: invoices(printed(1)),
    expect: [invoice(1)],
  },
  {
    heading: 'VAT of other member states in journal entries',
    flow: AS_ENTRIES,
    source: {
      ...invoices(
        printed(1, {
          AmountDC: 119,
          VATAmountDC: 19,
          SalesInvoiceLines: [billed({ VATCode: 'DEH', VATAmountDC: 19 })],
        }),
      ),
      'crm/Accounts': [{ ...ACCOUNT, Country: 'DE' }],
    },
    target: { debtors: [{ ...KNOWN, countryCode: 'DE' }] },
    expect: [
      {
        create: 'journalentrieswithlines',
        fields: {
          sourceDocumentNumber: 'EO-1',
          date: DAY,
          bookyear: 2026,
          bookperiod: 3,
          journalId: '90',
          description: 'Invoice 1',
          lines: [
            { description: 'KOF-1 Koffie', amount: -100, vatAmount: -19, vatCode: 'OSS-DE', ledgerAccountId: 8012 },
            { description: 'VAT DEH', amount: -19, ledgerAccountId: 1510 },
            { description: 'Joris van Dam', amount: 119, ledgerAccountId: 1300, debtorId: 5 },
          ],
        },
      },
    ],
  },
  { heading: 'A journal of your own', source: orders([order(1)]), expect: [delivery(1, { journalId: '71' })] },
  {
    heading: 'A journal of your own',
    flow: INVOICES,
    source: invoices(printed(1, { Journal: '70' }), printed(2, { Journal: '72' }), printed(3, { Journal: '74' })),
    expect: [invoice(1), invoice(2, undefined, { journalId: '73' }), { refused: 'UNMAPPED_KEY', record: '3' }],
  },
  { heading: 'The date', source: orders([order(1, INVOICED), order(2)], [1]), expect: [invoice(1)] },
  {
    heading: 'The debtor',
    flow: AS_ORDERS,
    source: orders([order(1, { InvoiceTo: 'acc-9' })]),
    target: { articles: [COFFEE] },
    expect: [asOrder(1)],
  },
  {
    heading: 'Quantities',
    flow: DRAFTS,
    source: orders([order(1, { SalesOrderLines: [ordered({ QuantityDelivered: 4 })] })]),
    target: { articles: [COFFEE] },
    expect: [{ refused: 'CHECK_FAILED', record: '1' }],
  },
  {
    heading: 'VAT checks',
    flow: INVOICES,
    source: { ...invoices(printed(1)), 'crm/Accounts': [{ ...ACCOUNT, Country: 'BE' }] },
    target: { debtors: [{ ...KNOWN, countryCode: 'BE' }] },
    expect: [invoice(1, [booked({ ledgerAccountId: 8011 })])],
  },
  {
    heading: 'By status',
    source: orders([order(1, { Status: 20 }), order(2, INVOICED), order(3)], [1, 2]),
    expect: [invoice(2), delivery(3)],
  },
  {
    heading: 'Only what is prepaid',
    source: orders([order(1, { PaymentCondition: '08' }), order(2, { PaymentCondition: '30' }), order(3)]),
    expect: [delivery(1, { paymentConditionId: 2 })],
  },
  {
    heading: 'Only what is paid',
    flow: PAID,
    source: {
      'cashflow/PaymentTerms': [
        {
          ID: 'term-1',
          LineType: 20,
          InvoiceNumber: 501,
          InvoiceDate: DAY,
          IsFullyPaid: true,
          Account: 'acc-1',
          AmountDC: 60,
        },
        {
          ID: 'term-2',
          LineType: 20,
          InvoiceNumber: 502,
          InvoiceDate: DAY,
          IsFullyPaid: false,
          Account: 'acc-1',
          AmountDC: 121,
        },
        // The second of two terms: the invoice is booked once.
        {
          ID: 'term-3',
          LineType: 20,
          InvoiceNumber: 501,
          InvoiceDate: DAY,
          IsFullyPaid: true,
          Account: 'acc-1',
          AmountDC: 48.9,
        },
      ],
      ...invoices(
        printed(501, { AmountDC: 108.9, VATAmountDC: 18.9, AmountDiscount: 12.1, AmountDiscountExclVat: 10 }),
        printed(502),
      ),
    },
    expect: [invoice(501, [booked({ amount: 90, vatAmount: 18.9 })])],
    later: [
      {
        given: { source: { 'cashflow/PaymentTerms': [{ ID: 'term-2', IsFullyPaid: true }] } },
        expect: [invoice(502)],
      },
    ],
  },
  {
    heading: 'From a day, so many at a time',
    // The first one was delivered after its last change: its date decides.
    source: orders([order(1, { Modified: '2026-02-28T23:59:59' }), order(2), order(3)], [], { 3: '2026-02-28' }),
    expect: [delivery(1)],
    later: [{ expect: [delivery(2)] }, { expect: [] }],
  },
  {
    heading: 'Under another number',
    flow: INVOICES,
    source: invoices(printed(1, { YourRef: 'A-7' }), printed(2)),
    expect: [invoice('WEB-A-7', undefined, { description: 'Invoice 1 A-7' }), { refused: 'EMPTY_KEY', record: '2' }],
  },
  {
    heading: 'VAT that Exact Online leaves open',
    flow: INVOICES,
    source: {
      ...invoices(
        printed(1, { SalesInvoiceLines: [billed({ VATCode: null })] }),
        printed(2, { OrderedBy: 'acc-2', SalesInvoiceLines: [billed({ VATCode: null })] }),
        // Nothing says that a line without VAT is taxed.
        printed(3, { AmountDC: 100, VATAmountDC: 0, SalesInvoiceLines: [billed({ VATCode: null, VATAmountDC: 0 })] }),
        // A line with a code is checked as it always is.
        printed(4, { AmountDC: 109, VATAmountDC: 9, SalesInvoiceLines: [billed({ VATAmountDC: 9 })] }),
        printed(5, { AmountDC: 100, VATAmountDC: 0, SalesInvoiceLines: [billed({ VATCode: '6', VATAmountDC: 0 })] }),
        // So is one for a country that has no such row.
        printed(6, {
          OrderedBy: 'acc-2',
          AmountDC: 100,
          VATAmountDC: 0,
          SalesInvoiceLines: [billed({ VATCode: '7', VATAmountDC: 0 })],
        }),
      ),
      'crm/Accounts': [ACCOUNT, { ...ACCOUNT, ID: 'acc-2', Code: '20002', Country: 'DE' }],
    },
    target: {
      debtors: [KNOWN, { ...KNOWN, id: 6, customerNumber: '10043', characteristic5: 'EO-20002', countryCode: 'DE' }],
    },
    expect: [
      invoice(1),
      { refused: 'CHECK_FAILED', record: '2' },
      { refused: 'CHECK_FAILED', record: '3' },
      { refused: 'CHECK_FAILED', record: '4' },
      { refused: 'CHECK_FAILED', record: '5' },
      { refused: 'CHECK_FAILED', record: '6' },
    ],
  },
  {
    heading: 'A service that is taxed here, whoever buys it',
    flow: INVOICES,
    source: {
      ...invoices(
        printed(1, { SalesInvoiceLines: [billed({ VATCode: '2D' })] }),
        printed(2, { SalesInvoiceLines: [billed({ VATCode: '7' })] }),
      ),
      'crm/Accounts': [{ ...ACCOUNT, Country: 'DE', VATNumber: 'DE000000013' }],
    },
    target: {
      debtors: [{ ...KNOWN, countryCode: 'DE', vatNumber: 'DE000000013', debtorKindId: 'company' }],
    },
    expect: [invoice(1, [booked({ vatCode: 'VHD', ledgerAccountId: 8012 })]), { refused: 'CHECK_FAILED', record: '2' }],
  },
  {
    heading: 'Deposits and discounts with a negative quantity',
    flow: INVOICES,
    source: {
      ...invoices(
        ...['AANBETALING', 'OUD-1'].map((ItemCode, index) =>
          printed(index + 1, {
            AmountDC: 60.5,
            VATAmountDC: 10.5,
            SalesInvoiceLines: [
              billed(),
              billed({ ItemCode, Description: 'Af', Quantity: -1, AmountDC: -50, VATAmountDC: -10.5 }),
            ],
          }),
        ),
      ),
      'crm/Accounts': [ACCOUNT],
    },
    target: { debtors: [KNOWN] },
    expect: [
      invoice(1, [booked(), booked({ description: 'AANBETALING Af', amount: -50, vatAmount: -10.5 })]),
      { refused: 'CHECK_FAILED', record: '2' },
    ],
  },
  {
    heading: 'A country, a rate that changes',
    flow: INVOICES,
    source: {
      ...invoices(
        printed(1),
        printed(2, {
          InvoiceDate: '2026-07-01',
          AmountDC: 122,
          VATAmountDC: 22,
          SalesInvoiceLines: [billed({ VATAmountDC: 22 })],
        }),
        // Charged at the rate of before, on the day after it changed.
        printed(3, { InvoiceDate: '2026-07-01' }),
        // The code of the low rate keeps its name.
        printed(5, { AmountDC: 109, VATAmountDC: 9, SalesInvoiceLines: [low(9)] }),
        printed(6, { InvoiceDate: '2026-07-01', AmountDC: 110, VATAmountDC: 10, SalesInvoiceLines: [low(10)] }),
        printed(7, { InvoiceDate: '2026-07-01', AmountDC: 109, VATAmountDC: 9, SalesInvoiceLines: [low(9)] }),
        printed(4, {
          OrderedBy: 'acc-2',
          AmountDC: 100,
          VATAmountDC: 0,
          SalesInvoiceLines: [billed({ VATCode: '8', VATAmountDC: 0 })],
        }),
      ),
      'crm/Accounts': [ACCOUNT, { ...ACCOUNT, ID: 'acc-2', Code: '20002', Country: 'CA' }],
    },
    target: {
      debtors: [KNOWN, { ...KNOWN, id: 6, customerNumber: '10043', characteristic5: 'EO-20002', countryCode: 'CA' }],
    },
    expect: [
      invoice(1),
      invoice(2, [booked({ vatCode: 'VH22', vatAmount: 22 })], { date: '2026-07-01', bookperiod: 7 }),
      invoice(5, [booked({ vatCode: 'VL', vatAmount: 9 })]),
      invoice(6, [booked({ vatCode: 'VL', vatAmount: 10 })], { date: '2026-07-01', bookperiod: 7 }),
      invoice(4, [booked({ vatCode: 'VEX', vatAmount: 0, ledgerAccountId: 8020 })], { debtorCustomerNumber: '10043' }),
      { refused: 'CHECK_FAILED', record: '3' },
      { refused: 'CHECK_FAILED', record: '7' },
    ],
  },
  {
    heading: 'Shipping and other articles on accounts of their own',
    flow: INVOICES,
    source: {
      'financial/GLAccounts': [{ ID: 'gl-1', Code: '8010' }],
      ...invoices(
        printed(1, {
          AmountDC: 129.41,
          VATAmountDC: 22.46,
          SalesInvoiceLines: [
            billed({ GLAccount: 'gl-1' }),
            billed({
              LineNumber: 2,
              ItemCode: 'VERZENDKOSTEN',
              Description: null,
              AmountDC: 6.95,
              VATAmountDC: 1.46,
              GLAccount: 'gl-1',
            }),
          ],
        }),
      ),
    },
    expect: [
      invoice(1, [
        booked({ ledgerAccountId: 8010 }),
        booked({ description: 'VERZENDKOSTEN', amount: 6.95, vatAmount: 1.46, ledgerAccountId: 8900 }),
      ]),
    ],
  },
  {
    heading: 'Cost centres',
    flow: INVOICES,
    source: invoices(
      printed(1, { SalesInvoiceLines: [billed({ CostCenter: 'WEB', CostUnit: 'BEURS' })] }),
      printed(2),
      printed(3, { SalesInvoiceLines: [billed({ CostCenter: 'XYZ' })] }),
    ),
    expect: [
      invoice(1, [booked({ costCenterId: 2, costUnitId: 4 })]),
      invoice(2, [booked({ costCenterId: 1 })]),
      invoice(3, [booked({ costCenterId: 1 })]),
    ],
  },
  {
    heading: "A line's discount as a line of its own",
    flow: INVOICES,
    // 3 × 9.99 = 29.97, less 7.5 % = 27.72; VAT 6.29 of the whole, 5.82 of the line.
    source: invoices(
      printed(1, {
        AmountDC: 154.54,
        AmountFC: 154.54,
        VATAmountDC: 26.82,
        SalesInvoiceLines: [
          billed({ Discount: 0 }),
          billed({
            ...{ LineNumber: 2, Quantity: 3, UnitPrice: 9.99, Discount: 0.075, AmountDC: 27.72, VATAmountDC: 5.82 },
            CostCenter: 'WEB',
          }),
        ],
      }),
    ),
    expect: [
      invoice(1, [
        booked(),
        booked({ amount: 29.97, vatAmount: 6.29, costCenterId: 2 }),
        booked({ description: 'Korting 7,50 %', amount: -2.25, vatAmount: -0.47, costCenterId: 2 }),
      ]),
    ],
  },
  {
    heading: "A line's discount as a line of its own",
    // A price that was agreed on is no discount, and rounding is none; what is credited keeps its sign, whichever its quantity has.
    flow: INVOICES,
    source: invoices(
      printed(1, { SalesInvoiceLines: [billed({ UnitPrice: 12 })] }),
      printed(2, { AmountDC: 121.01, SalesInvoiceLines: [billed({ Discount: 0 })] }),
      printed(3, {
        ...{ Type: 8021, AmountDC: 108.9, AmountFC: 108.9, VATAmountDC: 18.9 },
        SalesInvoiceLines: [billed({ Quantity: -10, NetPrice: 9, Discount: 0.1, AmountDC: 90, VATAmountDC: 18.9 })],
      }),
    ),
    expect: [
      invoice(1),
      invoice(2, [booked({ amount: 100.01 })]),
      invoice(3, [
        booked({ amount: -100, vatAmount: -21 }),
        booked({ description: 'Korting 10,00 %', amount: 10, vatAmount: 2.1 }),
      ]),
    ],
  },
  {
    heading: 'The discount of an article with an account of its own',
    flow: INVOICES,
    source: {
      'financial/GLAccounts': [{ ID: 'gl-1', Code: '8010' }],
      ...invoices(
        printed(1, {
          ...{ AmountDC: 108.9, AmountFC: 108.9, VATAmountDC: 18.9 },
          SalesInvoiceLines: [
            billed({
              ...{ ItemCode: 'VERZENDKOSTEN', GLAccount: 'gl-1', NetPrice: 9, Discount: 0.1 },
              ...{ Description: null, AmountDC: 90, VATAmountDC: 18.9 },
            }),
          ],
        }),
      ),
    },
    expect: [
      invoice(1, [
        booked({ description: 'VERZENDKOSTEN', ledgerAccountId: 8900 }),
        booked({ description: 'Korting 10,00 %', amount: -10, vatAmount: -2.1, ledgerAccountId: 8900 }),
      ]),
    ],
  },
  {
    heading: "A line's discount as a line of its own",
    // Prices with VAT in them: 3 × 12.10 = 36.30 is 30.00 and 6.30, less 10 % = 32.67 is 27.00 and 5.67.
    flow: INVOICES,
    source: {
      'vat/VATCodes': [{ Code: LINE.VATCode, Type: 'I' }],
      ...invoices(
        printed(1, {
          AmountDC: 32.67,
          AmountFC: 32.67,
          VATAmountDC: 5.67,
          SalesInvoiceLines: [
            billed({ Quantity: 3, UnitPrice: 12.1, Discount: 0.1, AmountDC: 32.67, VATAmountDC: 5.67 }),
          ],
        }),
      ),
    },
    expect: [
      invoice(1, [
        booked({ amount: 30, vatAmount: 6.3 }),
        booked({ description: 'Korting 10,00 %', amount: -3, vatAmount: -0.63 }),
      ]),
    ],
  },
  {
    heading: "A line's discount as a line of its own",
    // In pounds, two for a euro: 3 × 12.00 = 36.00 is € 18.00, less 10 % € 16.20; VAT 3.78 of the whole, 3.40 of the line.
    flow: INVOICES,
    source: invoices(
      printed(1, {
        Currency: 'GBP',
        AmountFC: 39.2,
        AmountDC: 19.6,
        VATAmountDC: 3.4,
        SalesInvoiceLines: [billed({ Quantity: 3, UnitPrice: 12, Discount: 0.1, AmountDC: 16.2, VATAmountDC: 3.4 })],
      }),
    ),
    expect: [
      invoice(1, [
        booked({ amount: 18, vatAmount: 3.78 }),
        booked({ description: 'Korting 10,00 %', amount: -1.8, vatAmount: -0.38 }),
      ]),
    ],
  },
  {
    heading: "A line's discount as a line of its own",
    // Reverse charge and the margin scheme show no VAT, whatever rate their codes have: 1,000.00 less 10 %, and 121.00 (of which nothing is VAT) less 10 %.
    flow: INVOICES,
    source: {
      'vat/VATCodes': [
        { Code: '6', Type: 'E', Charged: true },
        { Code: 'M', Type: 'I', VatMargin: 1 },
      ],
      ...invoices(
        printed(1, {
          ...{ AmountDC: 900, AmountFC: 900, VATAmountDC: 0 },
          SalesInvoiceLines: [
            billed({ VATCode: '6', Quantity: 1, UnitPrice: 1000, Discount: 0.1, AmountDC: 900, VATAmountDC: 0 }),
          ],
        }),
        printed(2, {
          ...{ AmountDC: 108.9, AmountFC: 108.9, VATAmountDC: 0 },
          SalesInvoiceLines: [
            billed({ VATCode: 'M', Quantity: 1, UnitPrice: 121, Discount: 0.1, AmountDC: 108.9, VATAmountDC: 0 }),
          ],
        }),
        // What is given away has no amount to show whether it has VAT, and its rate says so.
        printed(3, {
          ...{ AmountDC: 0, AmountFC: 0, VATAmountDC: 0 },
          SalesInvoiceLines: [billed({ Discount: 1, AmountDC: 0, VATAmountDC: 0 })],
        }),
      ),
      'crm/Accounts': [{ ...ACCOUNT, VATNumber: 'NL001234567B01' }],
    },
    target: { debtors: [{ ...KNOWN, vatNumber: 'NL001234567B01', debtorKindId: 'company' }] },
    expect: [
      invoice(1, [
        booked({ amount: 1000, vatCode: 'VVL', vatAmount: 0 }),
        booked({ description: 'Korting 10,00 %', amount: -100, vatCode: 'VVL', vatAmount: 0 }),
      ]),
      invoice(2, [
        booked({ amount: 121, vatCode: 'VMR', vatAmount: 0 }),
        booked({ description: 'Korting 10,00 %', amount: -12.1, vatCode: 'VMR', vatAmount: 0 }),
      ]),
      invoice(3, [booked(), booked({ description: 'Korting 100,00 %', amount: -100, vatAmount: -21 })]),
    ],
    tables: { 'vat-codes': { NL: { M: 'VMR' } }, 'vat-supplies': { VMR: { kind: 'margin', rate: 0 } } },
  },
  {
    heading: 'A method for everything',
    flow: AS_ORDERS,
    source: orders([order(1, { PaymentCondition: '08' }), order(2)]),
    target: { articles: [COFFEE] },
    expect: [1, 2].map((number) => asOrder(number, undefined, { paymentMethodId: 'INCASSO', paymentConditionId: 2 })),
  },
  {
    heading: 'Make them',
    flow: AS_ORDERS,
    source: orders([order(1, { SalesOrderLines: [ordered({ ItemCode: 'MOK-9', Description: 'Mok' })] })]),
    target: { articles: [COFFEE] },
    expect: [
      {
        create: 'articles',
        fields: { articleNumber: 'MOK-9', description: 'Mok', isStockArticle: false },
      },
      asOrder(1, [priced({ articleNumber: 'MOK-9', description: 'Mok' })]),
    ],
  },
  {
    heading: 'Let another one stand in',
    flow: AS_ORDERS,
    source: orders([order(1), order(2, { SalesOrderLines: [ordered({ ItemCode: 'MOK-9', Description: 'Mok' })] })]),
    target: { articles: [COFFEE, { id: 2, articleNumber: 'DIVERSEN', description: 'Diversen' }] },
    expect: [asOrder(1), asOrder(2, [priced({ articleNumber: 'DIVERSEN', description: 'Mok' })])],
  },
  {
    heading: 'Write the number back',
    flow: AS_ORDERS,
    source: orders([order(1, { Status: 12 }), order(2)]),
    target: { articles: [COFFEE] },
    expect: [asOrder(1), { update: 'salesorder/SalesOrders', record: '1', fields: { Remarks: 'Asperion 10001' } }],
    later: [{ expect: [] }],
  },
  {
    heading: 'Correct a document that was sent',
    flow: INVOICES,
    source: invoices(printed(1)),
    expect: [invoice(1)],
    later: [
      {
        given: { source: invoices({ InvoiceID: 'inv-1', YourRef: 'PO-7' }) },
        expect: [{ update: 'salesinvoiceswithlines', record: 'EO-1', fields: { description: 'Invoice 1 PO-7' } }],
      },
      {
        given: {
          source: invoices({
            InvoiceID: 'inv-1',
            AmountDC: 60.5,
            VATAmountDC: 10.5,
            SalesInvoiceLines: [billed({ AmountDC: 50, VATAmountDC: 10.5 })],
          }),
        },
        expect: [{ refused: 'DIFFERS', record: '1' }],
      },
    ],
  },
  {
    heading: 'Book what belongs to a closed period today',
    flow: INVOICES,
    source: invoices(printed(1)),
    expect: [invoice(1)],
  },
];

test.each(cases)('$heading', async ({ heading, flow = ORDERS, source, target, tables, later, expect: wanted }) => {
  const given = {
    source: { 'crm/Accounts': [ACCOUNT], ...source },
    target: { debtors: [KNOWN], ...target },
    tables,
  };
  const one = { given, expect: wanted, later };
  expect(await tryOut(recipe.varied(flow, heading), flow, one)).toEqual([]);
});

test('a wrong row of the VAT codes is named as what may be wrong, and not only the invoice', async () => {
  const files = recipe.varied(INVOICES, 'A country, a rate that changes');
  const line = billed({ VATCode: '1', VATPercentage: 0.09, VATAmountDC: 9 });
  const given = {
    source: {
      ...invoices(printed(1, { AmountDC: 109, VATAmountDC: 9, SalesInvoiceLines: [line] })),
      'crm/Accounts': [ACCOUNT],
    },
    target: { debtors: [KNOWN] },
  };
  const wrong = { ...files, 'tables/vat-codes.yml': 'NL: { "1": VH }\n' };
  const [told] = await tryOut(wrong, INVOICES, { given, expect: [] });
  const said =
    'VAT code 1 is VH, 21 %, in the row NL / 1 of tables/vat-codes.yml, and a line of 100.00 has 9.00 of VAT. Correct that row, or the VAT code or the VAT of the line.';
  expect(told).toContain(said);
  expect(inDutch(said)).toBe(
    'Btw-code 1 is VH, 21 %, in de rij NL / 1 van tables/vat-codes.yml, maar een regel van 100,00 heeft 9,00 btw. Verbeter die rij van de tabel, of de btw-code of het btw-bedrag van de boekingsregel.',
  );
});

test('every piece of YAML of the recipe is tried', () => expect(recipe.untried).toEqual([]));
