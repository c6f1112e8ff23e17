/** The file that a snippet is put into; `§` marks its place. */
export interface Frame {
  /** Path below the folder of mappings. */
  readonly file: string;
  readonly text: string;
  /** What a reader must know of the place. */
  readonly about: string;
}

const CUSTOMERS = `from: exact-online.crm/Accounts
to: asperion
steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    update: true
    fields:
      characteristic5: '"EO-" + Code'
      name: Name
      address: AddressLine1
      debtorKindId: { value: company }
`;

const ORDERS = `from: exact-online.salesorder/SalesOrders
to: asperion
with:
  customer: { resource: crm/Accounts, by: ID, value: OrderedBy }
steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    update: true
    fields:
      characteristic5: '"EO-" + customer.Code'
      name: customer.Name
      address: customer.AddressLine1
      debtorKindId: { value: company }
  - id: invoice
    resource: salesinvoiceswithlines
`;

const INVOICE = `${ORDERS}    match: [invoiceNumber]
    exists: verify
    fields:
      invoiceNumber: '"EO-" + string(OrderNumber)'
      debtorCustomerNumber: debtor.customerNumber
      date: OrderDate
      journalId: { value: "70" }
`;

const LINES = `    lines:
      each: SalesOrderLines
      fields: { amount: line.AmountFC, vatCode: { value: "1" }, ledgerAccountId: { value: 8000 } }
`;

/** The places of snippets, by the name that cases give them under `in`. */
export const frames: Readonly<Record<string, Frame>> = {
  file: { file: 'flow.yml', text: '§', about: 'a whole flow' },
  flow: {
    file: 'flow.yml',
    text: CUSTOMERS.replace('steps:', '§\nsteps:'),
    about: 'at the top of a flow from exact-online.crm/Accounts to debtors of asperion',
  },
  fields: {
    file: 'flow.yml',
    text: `${CUSTOMERS}      §\n`,
    about: 'under "fields" of a step that writes debtors of asperion from exact-online.crm/Accounts',
  },
  step: {
    file: 'flow.yml',
    text: CUSTOMERS.replace(/ {4}match[\s\S]*? {4}fields/, '    §\n    fields').replace(
      '      name: Name\n',
      '      name: Name\n      vatNumber: VATNumber\n      emailAddress: Email\n',
    ),
    about: 'in a step for debtors that maps characteristic5, name, vatNumber, emailAddress, address and debtorKindId',
  },
  orders: {
    file: 'flow.yml',
    text: `${INVOICE}${LINES}`.replace('steps:', '§\nsteps:'),
    about:
      'at the top of a flow from exact-online.salesorder/SalesOrders whose step invoice books sales invoices in asperion',
  },
  document: {
    file: 'flow.yml',
    text: `${INVOICE.replace(/ {4}match: \[invoiceNumber\]\n {4}exists: verify/, '    §')}${LINES}`,
    about:
      'in a step that writes salesinvoiceswithlines of asperion from exact-online.salesorder/SalesOrders, before its fields',
  },
  invoice: {
    file: 'flow.yml',
    text: `${INVOICE}    §\n`,
    about:
      'in a step that writes salesinvoiceswithlines of asperion from exact-online.salesorder/SalesOrders, after its fields',
  },
  line: {
    file: 'flow.yml',
    text: `${INVOICE}    lines:\n      each: SalesOrderLines\n      fields:\n        §\n`,
    about: 'under "fields" of "lines" of salesinvoiceswithlines',
  },
  item: {
    file: 'flow.yml',
    text: `from: asperion.articles
to: exact-online
steps:
  - id: item
    resource: logistics/Items
    match: [Code]
    update: true
    fields:
      Code: articleNumber
      §
`,
    about: 'under "fields" of a step that writes logistics/Items of exact-online from asperion.articles',
  },
  table: {
    file: 'tables/terms.yml',
    text: '§',
    about: 'the table terms, which a rule for a whole number looks up by one key and a date',
  },
  settings: { file: 'settings.yml', text: '§', about: 'settings.yml' },
  links: { file: 'links.yml', text: '§', about: 'links.yml, beside a flow named flow' },
  paused: { file: 'paused.yml', text: '§', about: 'paused.yml, beside a flow named flow' },
  messages: { file: 'messages.yml', text: '§', about: 'messages.yml' },
  test: {
    file: 'flow.test.yml',
    text: '§',
    about: 'flow.test.yml, beside a flow from exact-online.crm/Accounts to debtors of asperion named flow',
  },
  expect: {
    file: 'flow.test.yml',
    text: '- name: a customer\n  given: {}\n  expect:\n    §\n',
    about: 'under "expect" of a test of a flow from exact-online.crm/Accounts to debtors of asperion',
  },
  given: {
    file: 'flow.test.yml',
    text: '- name: a customer\n  given:\n    §\n  expect: []\n',
    about: 'under "given" of a test of a flow from exact-online.crm/Accounts to debtors of asperion',
  },
};

/** What stands beside a snippet that is no flow: the flow that uses it. */
export const flowBeside = `${CUSTOMERS}      paymentConditionId: { table: terms, key: PaymentConditionSales, at: Created, default: 1 }\n`;
/** The table of that flow, unless a case has another one. */
export const tableBeside = '"08": 2\n"14": 2\n"30": 1\n';
