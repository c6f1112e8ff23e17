import type { AsperionSandbox } from '../../sandbox/asperion/asperion.ts';
import { addDelivery, addInvoice, addOrder } from '../../sandbox/exact-online/documents/order-documents.ts';
import type { ExactOnlineSandbox } from '../../sandbox/exact-online/exact-online.ts';
import { guid } from '../../sandbox/world/random.ts';
import { createWorld, type World } from '../../sandbox/world/world.ts';

/** Rows of a page: so few that most lists have a second one. */
export const exactPages = 3;

const id = (kind: string, code: string): string => guid(1, kind, code);

const entryLine = (net: number, vat: number, VATCode: string): object => ({
  GLAccount: id('GLAccounts', '8000'),
  GLAccountCode: '8000',
  Description: 'Koffie',
  AmountFC: net,
  AmountDC: net,
  VATAmountFC: vat,
  VATAmountDC: vat,
  VATCode,
});

/** A booked sales entry of Exact Online for a customer, of 10.00 and its VAT. */
const entry = (EntryNumber: number, Customer: unknown, EntryDate: string): object => ({
  EntryNumber,
  EntryDate,
  Customer,
  Journal: '70',
  Status: 50,
  Type: 20,
  Description: 'Verkoop',
  PaymentCondition: '30',
  AmountDC: 12.1,
  AmountFC: 12.1,
  VATAmountDC: 2.1,
  VATAmountFC: 2.1,
  SalesEntryLines: [entryLine(10, 2.1, '2')],
});

const invoice = (invoiceNumber: string, debtorCustomerNumber: string, date: string): object => ({
  invoiceNumber,
  debtorCustomerNumber,
  date,
  status: 3,
  paymentConditionId: 2,
  lines: [
    { amount: 115.95, vatCode: 'VL', ledgerAccountId: 8000, description: 'Espresso' },
    { amount: 19.95, vatCode: 'VH', ledgerAccountId: 8000, description: 'Mok' },
  ],
});

const order = (orderNumber: string, debtorCustomerNumber: string, date: string): object => ({
  orderNumber,
  debtorCustomerNumber,
  date,
  lines: [{ articleNumber: 'KOF-1001', quantity: 2, price: 17.95, vatCode: 'VL' }],
});

/**
 * A dozen records of each kind that a flow reads: customers, items, orders with their invoices and entries in Exact Online; debtors,
 * articles, invoices and orders in Asperion. Some are in the other system already.
 */
export function smallWorld(): World {
  const world = createWorld({ customers: 4, articles: 4, orders: 4 });
  const { exactOnline, asperion } = world;
  const [first, second] = exactOnline.rows.Accounts ?? [];
  return {
    exactOnline: {
      ...exactOnline,
      rows: {
        ...exactOnline.rows,
        SalesEntries: [
          entry(601, first?.ID, '2026-03-12T00:00:00'),
          entry(602, second?.ID, '2026-03-16T00:00:00'),
        ] as never,
        ItemWarehouses: [
          { Item: exactOnline.rows.Items?.[0]?.ID, Warehouse: id('Warehouses', '1'), CurrentStock: 12 },
        ] as never,
      },
    },
    asperion: {
      ...asperion,
      rows: {
        ...asperion.rows,
        articles: [
          ...(asperion.rows.articles ?? []),
          { articleNumber: 'VERZENDKOSTEN', description: 'Verzendkosten' },
          { articleNumber: 'BEKER-DRUK', description: 'Kartonnen bekers bedrukt' },
        ],
        salesinvoiceswithlines: [
          ...(asperion.rows.salesinvoiceswithlines ?? []),
          invoice('2026-0101', '10002', '2026-03-14T00:00:00'),
          invoice('2026-0102', '10005', '2026-03-15T00:00:00'),
        ] as never,
        salesorderswithlines: [
          order('5001', '10002', '2026-03-14T00:00:00'),
          order('5002', '10005', '2026-03-20T00:00:00'),
        ] as never,
      },
    },
  };
}

/** Both systems. */
interface Systems {
  readonly exactOnline: ExactOnlineSandbox;
  readonly asperion: AsperionSandbox;
}

/** An order of Exact Online that is delivered, not invoiced. */
function deliver({ exactOnline }: Systems, OrderNumber: number, day: string): void {
  const item = rowOf(exactOnline.rows('Items'), 'Code', 'KOF-1001');
  const order = {
    OrderNumber,
    OrderedBy: rowOf(exactOnline.rows('Accounts'), 'Code', '20002').ID,
    OrderDate: day,
    DeliveryDate: day,
    PaymentCondition: '14',
    SalesOrderLines: [{ Item: item.ID, Quantity: 3, UnitPrice: 17.95, VATCode: '1' }],
  };
  addOrder(exactOnline, { order, deliveries: [{ DeliveryDate: day }] });
}

/** What the world has beside its rows: what comes about by what people do. */
export function furnish(systems: Systems): void {
  for (const Code of ['OMZET-LAAG', 'OMZET-HOOG']) {
    systems.exactOnline.insert('Items', { Code, Description: 'Omzet', IsSalesItem: true });
  }
  deliver(systems, 27001, '2026-03-20T00:00:00');
}

/** What people do in the source between two runs: records of every kind are added and changed. */
export function edit(systems: Systems, source: 'exactOnline' | 'asperion'): void {
  if (source === 'asperion') editAsperion(systems);
  else editExactOnline(systems);
}

function editExactOnline(systems: Systems): void {
  const { exactOnline } = systems;
  const accounts = exactOnline.rows('Accounts');
  exactOnline.update('Accounts', rowOf(accounts, 'Code', '20002').ID, { Phone: '020-555 0177', City: 'Edam' });
  exactOnline.insert('Accounts', {
    Code: '20077',
    Name: 'Lunchroom Zeven Linden',
    Status: 'C',
    AddressLine1: 'Lindelaan 7',
    Postcode: '1442 ZL',
    City: 'Purmerend',
    Country: 'NL',
    Email: 'hallo@zevenlinden.example',
  });
  const items = exactOnline.rows('Items');
  exactOnline.update('Items', rowOf(items, 'Code', 'BEKER-DRUK').ID, { Description: 'Bekers, bedrukt' });
  const delivery = exactOnline.rows('Addresses').find(({ Type, Main }) => Type === 4 && Main === true);
  if (delivery !== undefined) exactOnline.update('Addresses', delivery.ID, { AddressLine1: 'Achterom 2' });
  const price = exactOnline.rows('SalesItemPrices').find(({ Account, Quantity }) => Account === null && Quantity === 1);
  if (price !== undefined) exactOnline.update('SalesItemPrices', price.ID, { Price: 18.05 });
  exactOnline.insert('SalesEntries', entry(603, rowOf(accounts, 'Code', '20001').ID, '2026-03-29T00:00:00'));
  // Who was edited buys again: without a state every flow would bring the edit, with one only a flow with a new document does.
  exactOnline.insert('SalesEntries', entry(604, rowOf(accounts, 'Code', '20002').ID, '2026-03-29T00:00:00'));
  deliver(systems, 27002, '2026-03-29T00:00:00');
  const open = rowOf(exactOnline.rows('SalesOrders'), 'OrderNumber', 26003).OrderID;
  addDelivery(exactOnline, open, { DeliveryDate: '2026-03-29T00:00:00' });
  addInvoice(exactOnline, open, {
    InvoiceDate: '2026-03-29T00:00:00',
    OrderDate: '2026-03-29T00:00:00',
    InvoiceNumber: 26_000_901,
  });
}

function editAsperion({ asperion }: Systems): void {
  const article = rowOf(asperion.rows('articles'), 'articleNumber', 'KOF-1002');
  asperion.update('articles', Number(article.id), {
    salesPrice: 15.1,
    description: 'Filterkoffie Morgen',
    currentStock: 240,
  });
  asperion.insert('articles', {
    articleNumber: 'KOF-1099',
    description: 'Kerstmelange',
    activeState: 'Active',
    unit: 'kg',
    salesPrice: 19.95,
    isStockArticle: true,
    currentStock: 5,
  });
  const debtor = rowOf(asperion.rows('debtors'), 'customerNumber', '10005');
  asperion.update('debtors', Number(debtor.id), { phoneNumber: '020-555 0188' });
  asperion.insert('debtors', {
    customerNumber: '10300',
    name: 'Proeflokaal De Kade',
    address: 'Kade 8',
    countryCode: 'NL',
    debtorKindId: 'company',
  });
  asperion.insert('salesinvoiceswithlines', invoice('2026-0103', '10002', '2026-03-28T00:00:00'));
  asperion.insert('salesorderswithlines', order('5003', '10002', '2026-03-28T00:00:00'));
}

type Row = Readonly<Record<string, unknown>>;

function rowOf(rows: readonly Row[], field: string, value: unknown): Row {
  const row = rows.find((one) => one[field] === value);
  if (row === undefined) throw new RangeError(`No row whose ${field} is ${String(value)}.`);
  return row;
}
