import { guid } from '../../sandbox/world/random.ts';
import type { HttpRequest } from '../../src/http/transport.ts';
import { writtenOut } from './written-out.ts';

/** Fields that differ from a sample's. */
type More = Readonly<Record<string, unknown>>;

/** The id of the account with this number. */
export const accountId = (number: number): string => guid(1, 'account', number);

/** A customer in Exact Online, a company unless told otherwise. */
export function account(number: number, more: More = {}): More {
  return {
    ID: accountId(number),
    Code: String(20_000 + number),
    Name: `Bakkerij ${number}`,
    Status: 'C',
    AddressLine1: `Dorpsstraat ${number}`,
    Country: 'NL',
    ...more,
  };
}

/** An order of a customer, one line of 10.00, complete. */
export function order(number: number, customer: number, more: More = {}): More {
  return {
    OrderID: guid(1, 'order', number),
    OrderNumber: number,
    OrderDate: '2026-03-01T00:00:00',
    OrderedBy: accountId(customer),
    Status: 21,
    Currency: 'EUR',
    SalesOrderLines: [{ ID: guid(1, 'line', number), Description: 'Koffie', Quantity: 1, AmountFC: 10 }],
    ...more,
  };
}

/** So many articles of Asperion, `A1` to `A…`. */
export function articles(count: number, more: (number: number) => More = () => ({})): readonly More[] {
  return Array.from({ length: count }, (_, index) => ({
    articleNumber: `A${index + 1}`,
    description: `Koffie ${index + 1}`,
    ...more(index + 1),
  }));
}

/** What a flow of customers may be told: each is YAML. */
export interface CustomerFlow {
  /** Lines above the steps. */
  readonly head?: string;
  readonly match?: string;
  readonly update?: boolean;
  /** Further lines under `fields`, without indentation. */
  readonly fields?: string;
}

/** Accounts become debtors. */
export function customers({
  head = '',
  match = '[characteristic5]',
  update = true,
  fields = '',
}: CustomerFlow): string {
  return `from: exact-online.crm/Accounts
to: asperion
${head}
steps:
  - id: debtor
    resource: debtors
    match: ${match}
    update: ${update}
    fields:
      characteristic5: '"EO-" + Code'
      name: Name
      address: AddressLine1
      debtorKindId: { value: company }
${indent(fields, 6)}`;
}

/** A flow of Asperion's invoices as sales entries of one customer. `fields`, `lines`: further lines there, without indentation. */
export function salesEntries({ fields = '', lines = '' }): string {
  return `from: asperion.salesinvoiceswithlines
to: exact-online
steps:
  - id: entry
    resource: salesentry/SalesEntries
    match: [YourRef]
    exists: verify
    fields:
      YourRef: invoiceNumber
      Customer: { ref: crm/Accounts, by: Code, value: "20001" }
      Journal: { value: "70" }
      EntryDate: date
${indent(fields, 6)}
    lines:
      each: lines
      fields:
        GLAccount: { ref: financial/GLAccounts, by: Code, value: "8000" }
        AmountFC: line.amount
${indent(lines, 8)}`;
}

/** Articles become items. */
export function items(head = '', fields = ''): string {
  return `from: asperion.articles
to: exact-online
${head}
steps:
  - id: item
    resource: logistics/Items
    match: [Code]
    update: true
    fields:
      Code: articleNumber
      Description: description
${indent(fields, 6)}`;
}

/** Debtors become accounts. */
export function accounts(head = '', fields = ''): string {
  return `from: asperion.debtors
to: exact-online
${head}
steps:
  - id: account
    resource: crm/Accounts
    match: [SearchCode]
    update: true
    fields:
      SearchCode: customerNumber
      Name: name
${indent(fields, 6)}`;
}

/** The debtor whom `orderDocuments` names. */
export const buyer = {
  id: 1,
  customerNumber: '10001',
  name: 'Bouwhof Voorbeeld',
  address: 'Kade 1',
  debtorKindId: 'company',
};

/** Orders of Exact Online become orders of Asperion for one debtor. `article` is the rule for a line's article, `steps` stand before the order. */
export function orderDocuments(head = '', article = 'line.ItemCode', steps = ''): string {
  return `from: exact-online.salesorder/SalesOrders
to: asperion
${head}
steps:
${indent(steps, 2)}
  - id: order
    resource: salesorderswithlines
    match: [reference]
    exists: skip
    fields:
      reference: '"EO-" + string(OrderNumber)'
      debtorCustomerNumber: { value: "10001" }
      date: OrderDate
    lines:
      each: SalesOrderLines
      fields:
        articleNumber: ${article}
        quantity: line.Quantity
`;
}

/** What a flow of orders may be told: each is YAML. */
export interface OrderFlow {
  readonly where?: string;
  /** Further keys of the debtor's step. */
  readonly debtor?: string;
  /** Whether the debtor's step updates. */
  readonly update?: boolean;
  /** Further relations. */
  readonly relations?: string;
  /** Further lines under the debtor's `fields`, without indentation. */
  readonly fields?: string;
}

/** Orders become invoices, their customers debtors. */
export function orders({
  where = 'Status == 21',
  debtor = '',
  update = true,
  relations = '',
  fields = '',
}: OrderFlow): string {
  return `from: exact-online.salesorder/SalesOrders
to: asperion
with:
  customer: { resource: crm/Accounts, by: ID, value: OrderedBy }
${indent(relations, 2)}
where: ${where}
steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    update: ${update}
${indent(debtor, 4)}
    fields:
      characteristic5: '"EO-" + customer.Code'
      name: customer.Name
      address: customer.AddressLine1
      debtorKindId: { value: company }
${indent(fields, 6)}
  - id: invoice
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: skip
    fields:
      invoiceNumber: '"EO-" + string(OrderNumber)'
      debtorCustomerNumber: debtor.customerNumber
      date: OrderDate
      bookyear: bookYear(OrderDate)
      bookperiod: bookPeriod(OrderDate)
      journalId: { value: "70" }
      description: '"Order " + string(OrderNumber)'
    lines:
      each: SalesOrderLines
      fields:
        description: line.Description
        amount: round(line.AmountFC, 2)
        vatCode: { value: VH }
        ledgerAccountId: { value: 8000 }
`;
}

/** What a target does that refuses each record in which `bad` stands: the body of the write is broken on its way. */
export const refuseBad = (request: HttpRequest): HttpRequest =>
  request.kind === 'write' && String(request.body).includes('bad') ? { ...request, body: '{' } : request;

/** One of the shipped flows with its tables, all written out; `edit` changes the flow's text. */
export function shipped(flow: string, edit: (text: string) => string): Readonly<Record<string, string>> {
  const files = writtenOut();
  const name = `${flow}.yml`;
  const tables = [...files].filter(([file]) => file.startsWith('tables/'));
  return { ...Object.fromEntries(tables), [name]: edit(files.get(name) ?? '') };
}

function indent(text: string, width: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(width));
}
