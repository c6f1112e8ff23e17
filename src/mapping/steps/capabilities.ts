import type { SystemName } from '../../system-name.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';

const ADDS_UP = 'The system adds up the lines: map the price and quantity of each line.';
const OWN_LIST = 'It is kept in Asperion itself: make the record there, and name its id in a table.';
const PRICE_LISTS =
  'Price lists are kept in Exact Online itself: write prices by quantity or customer with a step for logistics/SalesItemPrices.';
const ON_LINES = 'Customers have none here: it stands on the lines of orders, invoices and entries.';
const OF_DOCUMENTS = 'Debtors have none in Asperion: documents are in the currency of the administration.';
const HAND_MADE = 'Make it in Exact Online by hand, and name it by its code: { ref: RESOURCE, by: Code, … }.';

/** What to do instead of what an API does not offer, by system and `resource.field`, or by the name of a resource. */
const ALTERNATIVES: Readonly<Record<SystemName, Readonly<Record<string, string>>>> = {
  'exact-online': {
    // Prices and stock of an item are results (EX-item-read-only).
    'logistics/Items.StandardSalesPrice': 'Write the price with a step for logistics/SalesItemPrices.',
    'logistics/Items.Stock': 'Write counted stock with a step for inventory/StockCounts.',
    'inventory/ItemWarehouses.CurrentStock': 'Write counted stock with a step for inventory/StockCounts.',
    'inventory/StockCountLines.QuantityInStock': 'Write what was counted into QuantityNew.',
    'inventory/StockPositions': 'Write counted stock with a step for inventory/StockCounts.',
    'salesorder/SalesOrders.AmountDC': ADDS_UP,
    'salesorder/SalesOrders.AmountFC': ADDS_UP,
    'salesorder/SalesOrders.AmountFCExclVat': ADDS_UP,
    'salesinvoice/SalesInvoices.AmountDC': ADDS_UP,
    'salesinvoice/SalesInvoices.AmountFC': ADDS_UP,
    'salesinvoice/SalesInvoices.AmountFCExclVat': ADDS_UP,
    // Number and date come with printing (EX-invoice-rules).
    'salesinvoice/SalesInvoices.InvoiceNumber':
      'The number is given when the invoice is printed: carry yours in YourRef.',
    'salesinvoice/SalesInvoices.InvoiceDate': 'The date is set when the invoice is printed: write OrderDate.',
    'crm/Contacts.FullName': 'Write FirstName and LastName.',
    'crm/Contacts.AddressStreet': 'Write the address of the account with a step for crm/Addresses.',
    'crm/Accounts.BankAccounts': 'Write bank accounts with a step for crm/BankAccounts.',
    'crm/Accounts.CustomField': 'Free fields are those of addresses: write a step for crm/Addresses.',
    'crm/Accounts.Costcenter': ON_LINES,
    'crm/Accounts.FreeTextField_01': 'Free fields are those of addresses: write a step for crm/Addresses.',
    'crm/BankAccounts.IBAN': 'Write the number into BankAccount.',
    'logistics/ItemGroups': HAND_MADE,
    'logistics/Units': HAND_MADE,
    'sales/ShippingMethods': HAND_MADE,
    'sales/SalesPriceLists': PRICE_LISTS,
    'sales/SalesPriceListVolumeDiscounts': PRICE_LISTS,
  },
  asperion: {
    // Changing currentStock would have consequences in the books; stock moves through orders (AS-stock-read-only).
    'articles.openOrderQuantity': 'It is added up from open sales orders.',
    'articles.currentStock':
      'Stock moves through orders in Asperion: write a step for salesorderswithlines, or list what differs with purpose: verify.',
    'salesinvoiceswithlines.amountExclVat': 'The system adds up the lines: map the amount of each line.',
    'salesinvoiceswithlines.amountInclVat': 'The system adds up the lines: map the amount of each line.',
    'salesinvoiceswithlines.vatAmount': 'The system adds up the lines: map the VAT code of each line.',
    'salesorderswithlines.amountExclVat': ADDS_UP,
    'salesorderswithlines.amountInclVat': ADDS_UP,
    'salesorderswithlines.lines.amount': 'The system computes it: map quantity and price.',
    'draftsalesinvoiceswithlines.lines.amount': 'The system computes it: map quantity and price.',
    'draftsalesinvoiceswithlines.invoiceNumber': 'A draft has no number until a person processes it: write reference.',
    'debtors.id': 'The number that people see is customerNumber.',
    'debtors.vatCode': ON_LINES,
    'debtors.ledgerAccountId': ON_LINES,
    'debtors.costCenterId': ON_LINES,
    'debtors.costUnitId': ON_LINES,
    'debtors.currency': OF_DOCUMENTS,
    'debtors.currencyCode': OF_DOCUMENTS,
    'debtors.language': 'Debtors have none in Asperion: take the rule out.',
    'debtors.languageCode': 'Debtors have none in Asperion: take the rule out.',
    'debtors.characteristic1': 'The API shows characteristic4 and characteristic5 only.',
    salesinvoices: 'Write a step for salesinvoiceswithlines.',
    vatcodes: OWN_LIST,
    ledgeraccounts: OWN_LIST,
    journals: OWN_LIST,
    paymentconditions: OWN_LIST,
    paymentmethods: OWN_LIST,
    costcenters: OWN_LIST,
    costunits: OWN_LIST,
    debtorkinds: OWN_LIST,
    salestypes: OWN_LIST,
    articlecategories: OWN_LIST,
  },
};

/**
 * What to do instead of writing a resource that the API only shows, or a field that it does not have (`debtors.vatCode`); undefined
 * = nothing known.
 */
export function alternativeTo(system: SystemName, resource: string): string | undefined {
  return ALTERNATIVES[system][resource];
}

/**
 * What to do instead of writing a field that the API only shows; undefined = nothing known. The code and the description
 * of what a record refers to (`GLRevenueCode`) follow from the reference itself (`GLRevenue`).
 */
export function alternativeToField(
  system: SystemName,
  { name, fields }: ResourceSpec,
  field: string,
): string | undefined {
  const known = ALTERNATIVES[system][`${name}.${field}`];
  if (known !== undefined) return known;
  const reference = field.replace(/(?:Code|Description|Name|HID|Number)$/, '');
  const spec = reference === field ? undefined : fields[reference];
  if (spec === undefined || !(spec.create || spec.update)) return undefined;
  return spec.type === 'id'
    ? `It follows from ${reference}: write { ref: RESOURCE, by: Code, … } into that.`
    : `It follows from ${reference}: write that.`;
}

/** What to say about a field that the system accepts and never shows. */
export function unreadableHint(system: SystemName, resource: string, field: string): string {
  return system === 'asperion' && resource === 'articles' && field === 'image'
    ? 'Asperion takes an image of an article and never shows it: images go from Exact Online to Asperion only.'
    : 'The system takes it and never shows it.';
}
