import type { SandboxRow } from '../exact-online/exact-online.ts';

/** A field that a person can edit. */
export interface FieldSpec {
  readonly name: string;
  /** As people call it. */
  readonly label: string;
  readonly type: 'text' | 'number' | 'flag';
}

/** One kind of record in one system. */
export interface Side {
  /** Exact Online's entity or Asperion's resource. */
  readonly table: string;
  /** Field of the id. */
  readonly key: string;
  /** Field of the number that people use. */
  readonly reference: string;
  /** Field that, without its prefix, is the same in both systems for two records that belong together. */
  readonly shared: string;
  /** True if the number begins with the prefix of the other system. */
  readonly hasPrefix?: true;
  /** Lines that are shown: a label, or none, and fields, never a GUID. */
  readonly shown: readonly (readonly [label: string, ...fields: string[]])[];
  readonly fields: readonly FieldSpec[];
  /** True for the records to show; all by default. */
  readonly where?: (row: SandboxRow) => boolean;
}

/** The names of the two systems' sides. */
export type SideName = 'exactOnline' | 'asperion';

/** A kind of record that both systems have. */
export interface Kind {
  readonly title: string;
  readonly exactOnline: Side;
  readonly asperion: Side;
}

const text = (name: string, label: string): FieldSpec => ({ name, label, type: 'text' });
const number = (name: string, label: string): FieldSpec => ({ name, label, type: 'number' });
const flag = (name: string, label: string): FieldSpec => ({ name, label, type: 'flag' });

const customers: Kind = {
  title: 'Customers',
  exactOnline: {
    table: 'Accounts',
    key: 'ID',
    reference: 'Code',
    shared: 'Code',
    shown: [
      ['', 'Name'],
      ['', 'AddressLine1', 'City'],
      ['', 'Email'],
      ['VAT number', 'VATNumber'],
    ],
    fields: [
      text('Name', 'Name'),
      text('AddressLine1', 'Address'),
      text('Postcode', 'Postcode'),
      text('City', 'City'),
      text('Email', 'E-mail'),
      text('Phone', 'Phone'),
      text('VATNumber', 'VAT number'),
      text('ChamberOfCommerce', 'Chamber of commerce'),
      text('PaymentConditionSales', 'Payment condition'),
      text('Status', 'Status (C is a customer)'),
      text('Remarks', 'Remarks'),
      flag('Blocked', 'Blocked'),
    ],
  },
  asperion: {
    table: 'debtors',
    key: 'id',
    reference: 'customerNumber',
    shared: 'characteristic5',
    hasPrefix: true,
    shown: [
      ['', 'name'],
      ['', 'address', 'city'],
      ['', 'emailAddress'],
      ['VAT number', 'vatNumber'],
      ['External key', 'characteristic5'],
    ],
    fields: [
      text('name', 'Name'),
      text('address', 'Address'),
      text('postCode', 'Postcode'),
      text('city', 'City'),
      text('emailAddress', 'E-mail'),
      text('phoneNumber', 'Phone'),
      text('vatNumber', 'VAT number'),
      text('cocNumber', 'Chamber of commerce'),
      text('characteristic5', 'External key'),
      text('comments', 'Comments'),
      flag('blocked', 'Blocked'),
    ],
  },
};

const articles: Kind = {
  title: 'Articles',
  exactOnline: {
    table: 'Items',
    key: 'ID',
    reference: 'Code',
    shared: 'Code',
    shown: [
      ['', 'Description'],
      ['Unit', 'Unit'],
      ['Price', 'StandardSalesPrice'],
      ['Barcode', 'Barcode'],
    ],
    fields: [
      text('Description', 'Description'),
      text('ExtraDescription', 'Extra description'),
      text('Barcode', 'Barcode'),
      number('CostPriceStandard', 'Cost price'),
    ],
  },
  asperion: {
    table: 'articles',
    key: 'id',
    reference: 'articleNumber',
    shared: 'articleNumber',
    shown: [
      ['', 'description'],
      ['Unit', 'unit'],
      ['Price', 'salesPrice'],
      ['EAN code', 'eanCode'],
      ['', 'activeState'],
    ],
    fields: [
      text('description', 'Description'),
      text('longDescription', 'Long description'),
      text('unit', 'Unit'),
      number('salesPrice', 'Sales price'),
      text('eanCode', 'EAN code'),
      text('activeState', 'State (Active, Inactive)'),
    ],
  },
};

const orders: Kind = {
  title: 'Orders',
  exactOnline: {
    table: 'SalesOrders',
    key: 'OrderID',
    reference: 'OrderNumber',
    shared: 'OrderNumber',
    shown: [
      ['', 'OrderedByName'],
      ['Date', 'OrderDate'],
      ['Status', 'StatusDescription'],
      ['With VAT', 'AmountDC'],
    ],
    fields: [text('YourRef', 'Your reference'), text('Description', 'Description')],
  },
  asperion: {
    table: 'salesorderswithlines',
    key: 'id',
    reference: 'orderNumber',
    shared: 'orderNumber',
    hasPrefix: true,
    shown: [
      ['Debtor', 'debtorCustomerNumber'],
      ['Date', 'date'],
      ['With VAT', 'amountInclVat'],
    ],
    fields: [text('description', 'Description')],
  },
};

const invoices: Kind = {
  title: 'Invoices',
  exactOnline: {
    table: 'SalesInvoices',
    key: 'InvoiceID',
    reference: 'InvoiceNumber',
    shared: 'InvoiceNumber',
    shown: [
      ['', 'InvoiceToName'],
      ['Date', 'InvoiceDate'],
      ['', 'StatusDescription'],
      ['With VAT', 'AmountDC'],
    ],
    fields: [text('YourRef', 'Your reference'), text('Description', 'Description')],
  },
  asperion: {
    table: 'salesinvoiceswithlines',
    key: 'id',
    reference: 'invoiceNumber',
    shared: 'invoiceNumber',
    hasPrefix: true,
    shown: [
      ['Debtor', 'debtorCustomerNumber'],
      ['Date', 'date'],
      ['Period', 'bookperiod'],
      ['With VAT', 'amountInclVat'],
    ],
    fields: [text('description', 'Description'), number('paymentConditionId', 'Payment condition')],
  },
};

const stock: Kind = {
  title: 'Stock',
  exactOnline: {
    ...articles.exactOnline,
    shown: [
      ['', 'Description'],
      ['In stock', 'Stock'],
    ],
    fields: [],
    where: ({ IsStockItem }) => IsStockItem === true,
  },
  asperion: {
    ...articles.asperion,
    shown: [
      ['', 'description'],
      ['In stock', 'currentStock'],
    ],
    fields: [number('currentStock', 'In stock'), number('minimumStock', 'Minimum')],
    where: ({ isStockArticle }) => isStockArticle === true,
  },
};

/** The kinds of records on the page, in the order of its tabs. */
export const kinds: ReadonlyMap<string, Kind> = new Map(
  Object.entries({ customers, articles, orders, invoices, stock }),
);
