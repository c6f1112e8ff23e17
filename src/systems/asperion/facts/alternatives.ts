const ADDS_UP = 'The system adds up the lines: map the price and quantity of each line.';
const OWN_LIST = 'This list is kept in Asperion itself: create the record there and put its id in a table.';
const ON_LINES = 'Customers do not have this field: it is on the lines of orders, invoices and entries.';
const OF_DOCUMENTS = 'Debtors do not have this field in Asperion: documents are in the currency of the administration.';

/** What to do if the API does not offer something, by `resource.field` or by resource. */
export const alternatives: Readonly<Record<string, string>> = {
  // Changing currentStock would have consequences in the books; stock moves through orders (AS-stock-read-only).
  'articles.openOrderQuantity': 'It is the sum of open sales orders.',
  'articles.currentStock':
    'Stock moves through orders in Asperion: write a step for salesorderswithlines, or list the differences with purpose: verify.',
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
  'debtors.language': 'Debtors do not have this field in Asperion: remove the rule.',
  'debtors.languageCode': 'Debtors do not have this field in Asperion: remove the rule.',
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
};
