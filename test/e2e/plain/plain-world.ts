import type { Row, Tables } from './plain-servers.ts';

/** Milliseconds as Exact Online writes dates: midnight UTC of the calendar day. */
const day = (date: string): string => `/Date(${Date.parse(`${date}T00:00:00Z`)})/`;

const guid = (number: number): string => `AbCdEf01-0000-4000-A000-${String(number).padStart(12, '0')}`;

const account = (number: number, fields: Row): Row => ({
  ID: guid(number),
  Code: String(20_000 + number).padStart(18),
  Status: 'C',
  Country: 'NL ',
  ...fields,
});

const order = (number: number, customer: number, total: number, fields: Row = {}): Row => ({
  ID: guid(number + 50_000),
  OrderID: guid(number),
  OrderNumber: number,
  OrderedBy: guid(customer).toUpperCase(),
  Status: 21,
  InvoiceStatus: 21,
  Currency: 'EUR',
  OrderDate: day('2026-03-29'),
  AmountFCExclVat: total,
  ...fields,
});

const line = (number: number, position: number, fields: Row): Row => ({
  ID: guid(number * 10 + position),
  OrderID: guid(number).toLowerCase(),
  LineNumber: position,
  Quantity: 1,
  QuantityDelivered: 1,
  QuantityInvoiced: 1,
  ...fields,
});

/** The printed invoice of an order: its total with VAT, and the VAT, in euros. */
const invoice = (number: number, customer: number, totals: readonly [number, number], fields: Row = {}): Row => ({
  InvoiceID: guid(number + 60_000),
  InvoiceNumber: 26_000_000 + number,
  InvoiceDate: day('2026-03-31'),
  InvoiceTo: guid(customer),
  OrderedBy: guid(customer).toUpperCase(),
  Status: 50,
  Type: 8020,
  AmountDC: totals[0],
  VATAmountDC: totals[1],
  ...fields,
});

const invoiceLine = (number: number, position: number, fields: Row): Row => ({
  ID: guid(number * 10 + position + 600_000),
  InvoiceID: guid(number + 60_000).toLowerCase(),
  SalesOrder: guid(number).toUpperCase(),
  SalesOrderNumber: number,
  LineNumber: position,
  Quantity: 1,
  GLAccount: null,
  ...fields,
});

/** The delivery of an order that is never invoiced. */
const delivery = (number: number, date: string): Row => ({
  EntryID: guid(number + 70_000),
  DeliveryNumber: number,
  DeliveryDate: day(date),
});

const deliveryLine = (number: number): Row => ({
  ID: guid(number * 10 + 700_000),
  EntryID: guid(number + 70_000).toUpperCase(),
  SalesOrderNumber: number,
  QuantityDelivered: 1,
});

const glAccount = (code: number): Row => ({ ID: guid(code + 80_000), Code: String(code) });

const vatCode = (code: string): Row => ({ ID: guid(code.charCodeAt(0) + 90_000), Code: code.padEnd(3), Type: 'E' });

const ofItem = { Item: guid(701), ItemCode: 'A-1', QuantityInvoiced: 0 };

/** What Exact Online holds at first: every table of this world's flows, on the wire's own terms. */
export const exactTables = (): Tables => ({
  Accounts: [
    account(1, {
      Name: 'Bakkerij De Zon B.V.',
      AddressLine1: 'Dorpsstraat 1',
      Postcode: '1234 AB',
      City: 'Utrecht',
      Email: 'Inkoop@DeZon.example',
      Phone: '030-1234567',
      VATNumber: 'NL001234567B01',
      ChamberOfCommerce: '12345678',
      PaymentConditionSales: '14',
      MainContact: guid(901).toUpperCase(),
      Remarks: 'Belt "altijd" vooraf',
      Modified: '/Date(1774800000123)/',
    }),
    account(2, { Name: 'J. Jansen', AddressLine1: 'Laan 2', MainContact: guid(902), PaymentConditionSales: null }),
    account(3, {
      Name: 'Frites & Fils SA',
      AddressLine1: "Rue de l'Été 3",
      AddressLine2: '',
      Country: 'BE ',
      VATNumber: 'BE 0123.456.789',
      Email: null,
    }),
    // Known to Asperion by its e-mail address.
    account(4, { Name: 'Oude Bekende BV', AddressLine1: 'Kade 4', Email: 'info@bekende.example', VATNumber: 'NL4' }),
    // No customer, until it orders.
    account(5, { Name: 'Toch Klant', AddressLine1: 'Plein 5', Status: 'P', Country: 'US ', VATNumber: '' }),
  ],
  Contacts: [
    { ID: guid(901), FullName: 'Piet Zonneveld', Account: guid(1) },
    { ID: guid(902), FullName: 'Jan Jansen', Account: guid(2) },
  ],
  SalesOrders: [
    order(1001, 1, 112.5, { YourRef: 'PO 7', PaymentCondition: '60' }),
    order(1002, 2, -20, {
      AmountFC: -24.2,
      AmountDC: -24.2,
      PaymentCondition: null,
      Modified: '/Date(1774800000456)/',
    }),
    order(1003, 3, 300, { OrderDate: '/Date(1767225600000)/' }),
    order(1004, 1, 50, { Status: 12, AmountFC: 60.5, AmountDC: 60.5 }),
    order(1005, 1, 10, { Currency: 'USD' }),
    order(1006, 2, 10, { AmountFC: 12.1, AmountDC: 12.1 }),
    order(1007, 5, 0.3),
  ],
  SalesOrderLines: [
    line(1001, 2, { ItemCode: 'A-2', Description: null, AmountFC: 12.5, VATAmount: 1.13, VATCode: '1  ' }),
    line(1001, 1, { ItemCode: 'A-1', Description: 'Meel', AmountFC: 100, VATAmount: 21, VATCode: '2  ' }),
    line(1002, 1, { ItemCode: null, Description: 'Retour', AmountFC: -20, VATAmount: -4.2, VATCode: '2  ' }),
    line(1003, 1, { ItemCode: 'A-3', Description: 'Friet', AmountFC: 300, VATAmount: 0, VATCode: '7  ' }),
    line(1004, 1, { ...ofItem, Description: 'Meel', AmountFC: 50, VATAmount: 10.5, VATCode: '2  ' }),
    line(1005, 1, { ItemCode: 'A-1', Description: 'Meel', AmountFC: 10, VATAmount: 2.1, VATCode: '2  ' }),
    line(1006, 1, { ...ofItem, Description: 'Zonder btw-code', AmountFC: 10, VATAmount: 2.1, VATCode: null }),
    line(1007, 1, { ItemCode: 'A-1', Description: 'Proef', AmountFC: 0.1, VATAmount: 0, VATCode: '8  ' }),
    line(1007, 2, { Description: 'Proef', AmountFC: 0.2, VATAmount: 0, VATCode: '8  ' }),
  ],
  SalesInvoices: [
    invoice(1001, 1, [134.63, 22.13], { YourRef: 'PO 7', PaymentCondition: '60' }),
    invoice(1002, 2, [-24.2, -4.2], { Type: 8021, PaymentCondition: null }),
    invoice(1003, 3, [300, 0], { InvoiceDate: '/Date(1767225600000)/' }),
    invoice(1005, 1, [11.13, 1.93], { Currency: 'USD', AmountFC: 12.1 }),
    invoice(1007, 5, [0.3, 0]),
  ],
  SalesInvoiceLines: [
    invoiceLine(1001, 2, { ItemCode: 'A-2', Description: null, AmountDC: 12.5, VATAmountDC: 1.13, VATCode: '1  ' }),
    invoiceLine(1001, 1, { ItemCode: 'A-1', Description: 'Meel', AmountDC: 100, VATAmountDC: 21, VATCode: '2  ' }),
    invoiceLine(1002, 1, { ItemCode: null, Description: 'Retour', AmountDC: -20, VATAmountDC: -4.2, VATCode: '2  ' }),
    invoiceLine(1003, 1, {
      ItemCode: 'A-3',
      Description: 'Friet',
      GLAccount: guid(8010 + 80_000).toUpperCase(),
      AmountDC: 300,
      VATAmountDC: 0,
      VATCode: '7  ',
    }),
    invoiceLine(1005, 1, { ItemCode: 'A-1', Description: 'Meel', AmountDC: 9.2, VATAmountDC: 1.93, VATCode: '2  ' }),
    invoiceLine(1007, 1, { ItemCode: 'A-1', Description: 'Proef', AmountDC: 0.1, VATAmountDC: 0, VATCode: '8  ' }),
    invoiceLine(1007, 2, { Description: 'Proef', AmountDC: 0.2, VATAmountDC: 0, VATCode: '8  ' }),
  ],
  GoodsDeliveries: [delivery(1004, '2026-04-02'), delivery(1006, '2026-04-03')],
  GoodsDeliveryLines: [deliveryLine(1004), deliveryLine(1006)],
  VATCodes: ['1', '2', '7', '8'].map(vatCode),
  GLAccounts: [8000, 8010].map(glAccount),
  Items: [
    {
      ID: guid(701),
      Code: 'A-1',
      Description: 'Oude naam',
      Unit: 'stuk    ',
      GLRevenue: guid(8000 + 80_000),
      IsSalesItem: true,
    },
  ],
  SalesItemPrices: [
    {
      ID: guid(801),
      Item: guid(701).toUpperCase(),
      Account: null,
      Quantity: 1,
      EndDate: null,
      Price: 1,
      Currency: 'EUR',
    },
    { ID: guid(802), Item: guid(701), Account: guid(1), Quantity: 1, EndDate: null, Price: 0.5, Currency: 'EUR' },
  ],
});

const article = (number: number): Row => ({
  id: number,
  articleNumber: `A-${number}`,
  description: `Artikel ${number}`,
  longDescription: null,
  unit: null,
  salesPrice: number,
  isStockArticle: false,
  dateLastChange: null,
  dateAdded: null,
});

const debtor = (number: number, fields: Row): Row => ({
  id: number,
  customerNumber: String(number + 10_000),
  name: `Debiteur ${number}`,
  address: 'Kade 9',
  debtorKindId: 'company',
  ...fields,
});

/** What Asperion holds at first: articles, and debtors of which one is a customer of Exact Online. */
export const asperionTables = (articles: number): Tables => ({
  articles: [
    {
      ...article(1),
      description: 'Meel '.repeat(15),
      unit: 'Stuks',
      salesPrice: 2.5,
      dateAdded: '2024-02-29T13:00:00',
    },
    { ...article(2), longDescription: 'Lang', eanCode: '08712345678906', unit: 'KG', activeState: true },
    { ...article(3), salesPrice: null },
    ...Array.from({ length: articles - 3 }, (_, index) => article(index + 4)),
  ],
  debtors: [
    debtor(17, { name: 'oude bekende b.v.', address: 'Kade 4', emailAddress: 'INFO@Bekende.example' }),
    // Each of these contains what is looked for.
    debtor(18, { emailAddress: 'reinfo@bekende.example', characteristic5: 'EO-200011' }),
    ...Array.from({ length: 30 }, (_, index) => debtor(index + 100, { vatNumber: `NL4${index}`, comments: null })),
  ],
  salesinvoiceswithlines: [],
});
