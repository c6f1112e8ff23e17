import { describe, expect, test } from 'vitest';
import { isValid } from '../../src/report/validate-report.ts';
import { problemsOf } from '../mapping/flows.ts';
import { shipped } from '../sync/samples.ts';
import { check, failuresOf } from '../validate/check.ts';
import { Recipe } from './variation.ts';

const recipe = new Recipe('orders');
const ORDERS = 'orders.exact-online-to-asperion';
const AS_ORDERS = 'orders-as-orders.exact-online-to-asperion';
const INVOICES = 'invoices.exact-online-to-asperion';

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
  paymentConditionId: 1,
};

/** A line of 100.00 at the high rate. */
const line = (more: Row = {}): Row => ({
  LineNumber: 1,
  ItemCode: 'KOF-1',
  Description: 'Koffie',
  Quantity: 10,
  UnitPrice: 10,
  NetPrice: 10,
  Discount: 0,
  AmountFC: 100,
  VATCode: '2',
  VATPercentage: 0.21,
  VATAmount: 21,
  ...more,
});

/** An order of one such line. */
const order = (number: number, more: Row = {}): Row => ({
  OrderID: `ord-${number}`,
  OrderNumber: number,
  OrderDate: '2026-03-14',
  OrderedBy: 'acc-1',
  Status: 21,
  Currency: 'EUR',
  AmountFCExclVat: 100,
  AmountFC: 121,
  Modified: '2026-07-02T10:00:00',
  SalesOrderLines: [line()],
  ...more,
});

/** Its lines as invoice lines. */
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
    date: '2026-03-14',
    bookyear: 2026,
    bookperiod: 3,
    journalId: '70',
    description: `Order ${number}`,
    paymentConditionId: 1,
    ...more,
    lines,
  },
});

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
    date: '2026-03-14',
    description: `Order ${number}`,
    paymentConditionId: 1,
    paymentMethodId: 'BANK',
    ...more,
    lines,
  },
});

const COFFEE = { id: 1, articleNumber: 'KOF-1', description: 'Koffie' };
const ROUNDED = { description: 'Rounding', vatCode: 'V0', ledgerAccountId: 4990 };

/** Three lines of 100.00 with 1.00 off the whole: 0.33 each, so that a cent is left. */
const THIRDS: Row = {
  AmountDiscountExclVat: 1,
  AmountFCExclVat: 299,
  AmountFC: 328.9,
  SalesOrderLines: [
    line(),
    line({ LineNumber: 2, VATCode: '1', VATPercentage: 0.09, VATAmount: 9 }),
    line({ LineNumber: 3, VATCode: '0', VATPercentage: 0, VATAmount: 0 }),
  ],
};

interface Case {
  readonly heading: string;
  readonly flow?: string;
  readonly source: Rows;
  readonly target?: Rows;
  readonly expect: readonly Row[];
  readonly later?: readonly Row[];
}

const orders = (...rows: readonly Row[]): Rows => ({ 'salesorder/SalesOrders': rows });

const cases: readonly Case[] = [
  {
    heading: 'By status',
    source: orders(
      order(1, { Status: 20, InvoiceStatus: 21 }),
      order(2, { InvoiceStatus: 20 }),
      order(3, { Status: 45, InvoiceStatus: 21 }),
    ),
    expect: [invoice(1)],
  },
  {
    heading: 'Only what is prepaid',
    source: orders(order(1, { PaymentCondition: '08' }), order(2, { PaymentCondition: '30' }), order(3)),
    expect: [invoice(1, undefined, { paymentConditionId: 2 })],
  },
  {
    heading: 'Only what is paid',
    flow: INVOICES,
    source: {
      'cashflow/PaymentTerms': [
        { ID: 'term-1', InvoiceNumber: 501, IsFullyPaid: true, Account: 'acc-1' },
        { ID: 'term-2', InvoiceNumber: 502, IsFullyPaid: false, Account: 'acc-1' },
        // The second of two terms: the invoice is booked once.
        { ID: 'term-3', InvoiceNumber: 501, IsFullyPaid: true, Account: 'acc-1' },
      ],
      'salesinvoice/SalesInvoices': [501, 502].map((number) => ({
        InvoiceID: `inv-${number}`,
        InvoiceNumber: number,
        InvoiceDate: '2026-03-14',
        InvoiceTo: 'acc-1',
        Status: 50,
        Type: 8020,
        AmountDC: 108.9,
        VATAmountDC: 18.9,
        AmountDiscountExclVat: 10,
        SalesInvoiceLines: [{ LineNumber: 1, Description: 'Koffie', AmountDC: 100, VATAmountDC: 21, VATCode: '2' }],
      })),
    },
    expect: [
      invoice(
        'EO-I501',
        [booked({ description: 'Koffie' }), booked({ description: 'Discount', amount: -10, vatAmount: -2.1 })],
        { description: 'Invoice 501' },
      ),
    ],
  },
  {
    heading: 'From a day, so many at a time',
    source: orders(
      order(1, { Modified: '2026-02-28T23:59:59' }),
      order(2),
      order(3),
      order(4, { OrderDate: '2026-02-28' }),
    ),
    expect: [invoice(2)],
    later: [{ expect: [invoice(3)] }, { expect: [] }],
  },
  {
    heading: 'Under another number',
    source: orders(order(1, { YourRef: 'A-7' }), order(2)),
    expect: [invoice('WEB-A-7', undefined, { description: 'Order 1 A-7' }), { refused: 'EMPTY_KEY', record: '2' }],
  },
  {
    heading: 'VAT that Exact Online leaves open',
    source: {
      ...orders(
        order(1, { SalesOrderLines: [line({ VATCode: null })] }),
        order(2, { OrderedBy: 'acc-2', SalesOrderLines: [line({ VATCode: null })] }),
      ),
      'crm/Accounts': [ACCOUNT, { ...ACCOUNT, ID: 'acc-2', Code: '20002', Country: 'DE' }],
    },
    target: {
      debtors: [KNOWN, { ...KNOWN, id: 6, customerNumber: '10043', characteristic5: 'EO-20002', countryCode: 'DE' }],
    },
    expect: [invoice(1), { refused: 'UNMAPPED_KEY', record: '2' }],
  },
  {
    heading: 'A country, a rate that changes',
    source: {
      ...orders(
        order(1),
        order(2, { OrderDate: '2026-07-01' }),
        ...[
          [3, '7'],
          [4, 'ITH'],
        ].map(([number, VATCode]) =>
          order(Number(number), { OrderedBy: 'acc-2', SalesOrderLines: [line({ VATCode })] }),
        ),
        order(5, { OrderedBy: 'acc-3', SalesOrderLines: [line({ VATCode: '8' })] }),
      ),
      'crm/Accounts': [
        ACCOUNT,
        { ...ACCOUNT, ID: 'acc-2', Code: '20002', Country: 'IT' },
        { ...ACCOUNT, ID: 'acc-3', Code: '20003', Country: 'CA' },
      ],
    },
    target: {
      debtors: [
        KNOWN,
        { ...KNOWN, id: 6, customerNumber: '10043', characteristic5: 'EO-20002', countryCode: 'IT' },
        { ...KNOWN, id: 7, customerNumber: '10044', characteristic5: 'EO-20003', countryCode: 'CA' },
      ],
    },
    expect: [
      invoice(1),
      invoice(2, [booked({ vatCode: 'VH22' })], { date: '2026-07-01', bookperiod: 7 }),
      invoice(3, [booked({ vatCode: 'VICP', ledgerAccountId: 8010 })], { debtorCustomerNumber: '10043' }),
      invoice(4, [booked({ vatCode: 'OSS-IT', ledgerAccountId: 8010 })], { debtorCustomerNumber: '10043' }),
      invoice(5, [booked({ vatCode: 'VEX', ledgerAccountId: 8020 })], { debtorCustomerNumber: '10044' }),
    ],
  },
  {
    heading: 'Shipping and other articles on accounts of their own',
    source: orders(
      order(1, {
        AmountFCExclVat: 106.95,
        AmountFC: 129.41,
        SalesOrderLines: [
          line(),
          line({ LineNumber: 2, ItemCode: 'VERZENDKOSTEN', Description: null, AmountFC: 6.95, VATAmount: 1.46 }),
        ],
      }),
    ),
    expect: [
      invoice(1, [
        booked(),
        booked({ description: 'VERZENDKOSTEN', amount: 6.95, vatAmount: 1.46, ledgerAccountId: 8900 }),
      ]),
    ],
  },
  {
    heading: 'Cost centres',
    source: orders(
      order(1, { SalesOrderLines: [line({ CostCenter: 'WEB', CostUnit: 'BEURS' })] }),
      order(2),
      order(3, { SalesOrderLines: [line({ CostCenter: 'XYZ' })] }),
    ),
    expect: [
      invoice(1, [booked({ costCenterId: 2, costUnitId: 4 })]),
      invoice(2, [booked({ costCenterId: 1 })]),
      invoice(3, [booked({ costCenterId: 1 })]),
    ],
  },
  {
    heading: "A line's discount as a line of its own",
    // 3 × 9.99 = 29.97, less 7.5 % = 27.72; VAT 6.29 of the whole, 5.82 of the line.
    source: orders(
      order(1, {
        AmountFCExclVat: 127.72,
        AmountFC: 154.54,
        SalesOrderLines: [
          line(),
          line({ LineNumber: 2, Quantity: 3, UnitPrice: 9.99, Discount: 0.075, AmountFC: 27.72, VATAmount: 5.82 }),
        ],
      }),
    ),
    expect: [
      invoice(1, [
        booked(),
        booked({ amount: 29.97, vatAmount: 6.29 }),
        booked({ description: 'Discount 7.50 %', amount: -2.25, vatAmount: -0.47 }),
      ]),
    ],
  },
  {
    heading: "An order's discount in the price",
    // 100 × 299 / 300 = 99.67 each, VAT 20.93, 8.97 and 0: 328.91 where the order says 328.90.
    source: orders(order(1, THIRDS), order(2)),
    expect: [
      invoice(1, [
        booked({ amount: 99.67, vatAmount: 20.93 }),
        booked({ amount: 99.67, vatAmount: 8.97, vatCode: 'VL' }),
        booked({ amount: 99.67, vatAmount: 0, vatCode: 'V0' }),
        { ...ROUNDED, amount: -0.01 },
      ]),
      invoice(2),
    ],
  },
  {
    heading: 'An account for what rounding leaves',
    // The third: somebody took a cent off the VAT of the total only.
    source: orders(order(1, THIRDS), order(2, { AmountFCExclVat: 100.06 }), order(3, { AmountFC: 120.99 })),
    expect: [
      invoice(1, [
        booked(),
        booked({ vatCode: 'VL', vatAmount: 9 }),
        booked({ vatCode: 'V0', vatAmount: 0 }),
        booked({ description: 'Discount', amount: -0.33, vatAmount: -0.07 }),
        booked({ description: 'Discount', amount: -0.33, vatAmount: -0.03, vatCode: 'VL' }),
        booked({ description: 'Discount', amount: -0.33, vatAmount: 0, vatCode: 'V0' }),
        { ...ROUNDED, amount: -0.01 },
      ]),
      invoice(3, [booked(), { ...ROUNDED, amount: -0.01 }]),
      { refused: 'TOTAL_MISMATCH', record: '2' },
    ],
  },
  {
    heading: 'Shipping costs by method',
    flow: AS_ORDERS,
    source: {
      ...orders(order(1, { ShippingMethod: 'ship-1' }), order(2), order(3, { ShippingMethod: 'ship-2' })),
      'sales/ShippingMethods': [
        { ID: 'ship-1', Code: 'PAK', Description: 'Pakketdienst', Amount: 6.95, VATCode: '2' },
        { ID: 'ship-2', Code: 'KOE', Description: 'Koerier', Amount: 9, VATCode: '2' },
      ],
    },
    target: { articles: [COFFEE] },
    expect: [
      asOrder(1, [
        priced(),
        priced({ articleNumber: 'VERZENDEN-PAKKET', description: 'Pakketdienst', quantity: 1, price: 6.95 }),
      ]),
      asOrder(2),
      { refused: 'UNMAPPED_KEY', record: '3' },
    ],
  },
  {
    heading: 'A method for everything',
    flow: AS_ORDERS,
    source: orders(order(1, { PaymentCondition: '08' }), order(2)),
    target: { articles: [COFFEE] },
    expect: [1, 2].map((number) => asOrder(number, undefined, { paymentMethodId: 'INCASSO', paymentConditionId: 2 })),
  },
  {
    heading: 'Make them',
    flow: AS_ORDERS,
    source: orders(order(1, { SalesOrderLines: [line({ ItemCode: 'MOK-9', Description: 'Mok' })] })),
    target: { articles: [COFFEE] },
    expect: [
      {
        create: 'articles',
        fields: { articleNumber: 'MOK-9', description: 'Mok', salesPrice: 10, isStockArticle: false },
      },
      asOrder(1, [priced({ articleNumber: 'MOK-9', description: 'Mok' })]),
    ],
  },
  {
    heading: 'Let another one stand in',
    flow: AS_ORDERS,
    source: orders(order(1), order(2, { SalesOrderLines: [line({ ItemCode: 'MOK-9', Description: 'Mok' })] })),
    target: { articles: [COFFEE, { id: 2, articleNumber: 'DIVERSEN', description: 'Diversen' }] },
    expect: [asOrder(1), asOrder(2, [priced({ articleNumber: 'DIVERSEN', description: 'Mok' })])],
  },
  {
    heading: 'Write the number back',
    flow: AS_ORDERS,
    source: orders(order(1, { Status: 12 }), order(2)),
    target: { articles: [COFFEE] },
    expect: [asOrder(1), { update: 'salesorder/SalesOrders', record: '1', fields: { Remarks: 'Asperion 10001' } }],
    later: [{ expect: [] }],
  },
  {
    heading: 'Correct a document that was sent',
    source: orders(order(1)),
    expect: [invoice(1)],
    later: [
      {
        given: { source: orders({ OrderID: 'ord-1', YourRef: 'PO-7' }) },
        expect: [{ update: 'salesinvoiceswithlines', record: 'EO-1', fields: { description: 'Order 1 PO-7' } }],
      },
      {
        given: {
          source: orders({
            OrderID: 'ord-1',
            AmountFCExclVat: 50,
            AmountFC: 60.5,
            SalesOrderLines: [line({ AmountFC: 50, VATAmount: 10.5 })],
          }),
        },
        expect: [{ refused: 'DIFFERS', record: '1' }],
      },
    ],
  },
  { heading: 'Book what belongs to a closed period today', source: orders(order(1)), expect: [invoice(1)] },
];

test.each(cases)('$heading', async ({ heading, flow = ORDERS, source, target, later, expect: wanted }) => {
  const given = {
    source: { 'crm/Accounts': [ACCOUNT], ...source },
    target: { debtors: [KNOWN], ...target },
  };
  const runs = later === undefined ? [] : [['then', later] as const];
  const written = [{ name: heading, given, expect: wanted, ...Object.fromEntries(runs) }];
  const validation = await check({
    ...recipe.varied(flow, heading),
    [`${flow}.test.yml`]: JSON.stringify(written),
  });
  expect(failuresOf(validation)).toEqual([]);
  expect(isValid(validation)).toBe(true);
});

test('every piece of YAML of the recipe is tried', () => {
  const tried = cases.map(({ heading, flow = ORDERS }) => `${heading}: ${flow}`);
  expect([...recipe.variations].sort()).toEqual(tried.sort());
});

describe('what Exact Online forbids is refused when the mappings are read', () => {
  const told = (more: string): readonly string[] => {
    const files = shipped(ORDERS, (text) => text.replace(/^steps:/m, `${more}\nsteps:`));
    const { [`${ORDERS}.yml`]: flow = '', ...tables } = files;
    return problemsOf({ 'flow.yml': flow, ...tables });
  };

  test('a completed order cannot be changed any more', () => {
    expect(told('back: { fields: { Remarks: invoice.invoiceNumber } }')).toEqual([
      expect.stringMatching(/ FROZEN_RECORD .*Status is 21 cannot be changed any more/),
    ]);
  });

  test('the status of an order is not written by hand', () => {
    expect(told('back: { when: Status != 21, fields: { Status: "21" } }')).toContainEqual(
      expect.stringMatching(/ READ_ONLY_FIELD .*"Status"/),
    );
  });
});
