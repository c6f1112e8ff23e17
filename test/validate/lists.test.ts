import { describe, expect, it } from 'vitest';
import { check, failuresOf } from './check.ts';

/** An order that was invoiced in two parts, another one's invoice, and the ledger accounts of the lines. */
const given = `
  given:
    source:
      salesorder/SalesOrders: [{ OrderID: o-1, OrderNumber: 7, Status: 21 }]
      salesinvoice/SalesInvoiceLines:
        - { ID: l-2, InvoiceID: i-2, SalesOrder: o-1 }
        - { ID: l-1, InvoiceID: i-1, SalesOrder: o-1 }
        - { ID: l-3, InvoiceID: i-1, SalesOrder: o-1 }
        - { ID: l-9, InvoiceID: i-9, SalesOrder: o-9 }
      salesinvoice/SalesInvoices:
        - InvoiceID: i-2
          InvoiceNumber: 502
          InvoiceDate: 2026-02-10
          SalesInvoiceLines: [{ AmountDC: 5, GLAccount: gl-2 }]
        - InvoiceID: i-1
          InvoiceNumber: 501
          InvoiceDate: 2026-01-12
          SalesInvoiceLines: [{ AmountDC: 10.004, GLAccount: gl-1 }, { AmountDC: 20.004, GLAccount: gl-2 }]
        - { InvoiceID: i-9, InvoiceNumber: 509, InvoiceDate: 2026-01-01 }
      financial/GLAccounts: [{ ID: gl-1, Code: "8000" }, { ID: gl-2, Code: "8010" }]
`;

const flow = `from: exact-online.salesorder/SalesOrders
to: asperion
with:
  invoiced: { resource: salesinvoice/SalesInvoiceLines, by: SalesOrder, value: OrderID, many: true }
  invoices: { resource: salesinvoice/SalesInvoices, by: InvoiceID, value: 'invoiced.map(l, l.InvoiceID)', many: true, order: InvoiceNumber }
let:
  booked: sum(flatten(invoices.map(i, i.SalesInvoiceLines)).map(l, l.AmountDC))
where: size(invoices) > 0
steps:
  - id: invoice
    each: invoices
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: skip
    fields:
      invoiceNumber: externalKey(line.InvoiceNumber)
      debtorCustomerNumber: { value: "10001" }
      date: line.InvoiceDate
      journalId: { value: "70" }
      description: 'string(index) + " of " + string(booked)'
    lines:
      each: line.SalesInvoiceLines
      with:
        account: { resource: financial/GLAccounts, by: ID, value: line.GLAccount }
      let:
        amounts: adjust(element.SalesInvoiceLines.map(l, l.AmountDC), round(sum(element.SalesInvoiceLines.map(l, l.AmountDC)), 2))
      fields:
        description: string(element.InvoiceNumber)
        amount: amounts[index]
        vatCode: { value: "1" }
        ledgerAccountId: int(account.Code)
    total: { of: amount, equals: 'round(sum(line.SalesInvoiceLines.map(l, l.AmountDC)), 2)' }
`;

const created = (number: number, position: number, date: string, lines: string): string =>
  `    - { create: salesinvoiceswithlines, fields: { invoiceNumber: EO-${number}, debtorCustomerNumber: "10001", date: ${date}, journalId: "70", description: ${position} of 35.008, lines: [${lines}] } }
`;
const line = (number: number, amount: string, account: number): string =>
  `{ description: ${number}, amount: ${amount}, vatCode: "1", ledgerAccountId: ${account} }`;

const failures = async (text: string, tests: string): Promise<readonly string[]> =>
  failuresOf(await check({ 'orders.yml': text, 'orders.test.yml': tests }));

describe('a list of related records', () => {
  it('is booked record by record, in its order, with the related records of each line', async () => {
    const first = created(501, 0, '2026-01-12', `${line(501, '10.00', 8000)}, ${line(501, '20.01', 8010)}`);
    const second = created(502, 1, '2026-02-10', line(502, '5.00', 8010));
    expect(await failures(flow, `- name: two invoices${given}  expect:\n${first}${second}`)).toEqual([]);
  });

  it('is linked by the keys of its records: a second run books only a new invoice', async () => {
    const all = `
- name: a third invoice
  given:
    source:
      salesorder/SalesOrders: [{ OrderID: o-1, OrderNumber: 7 }]
      salesinvoice/SalesInvoiceLines: [{ ID: l-1, InvoiceID: i-1, SalesOrder: o-1 }]
      salesinvoice/SalesInvoices:
        - { InvoiceID: i-1, InvoiceNumber: 501, InvoiceDate: 2026-01-12, SalesInvoiceLines: [{ AmountDC: 35.008, GLAccount: gl-1 }] }
      financial/GLAccounts: [{ ID: gl-1, Code: "8000" }]
  expect:
${created(501, 0, '2026-01-12', line(501, '35.01', 8000))}  then:
    - expect: []
    - given:
        source:
          salesinvoice/SalesInvoiceLines: [{ ID: l-2, InvoiceID: i-2, SalesOrder: o-1 }]
          salesinvoice/SalesInvoices:
            - { InvoiceID: i-2, InvoiceNumber: 502, InvoiceDate: 2026-02-10, SalesInvoiceLines: [] }
      expect:
        - { refused: REQUIRED_EMPTY, record: "7" }
`;
    expect(await failures(flow, all)).toEqual([]);
  });

  it('is empty when there is none: the record is left out, not refused', async () => {
    const none = '\n  given: { source: { salesorder/SalesOrders: [{ OrderID: o-1, OrderNumber: 7 }] } }\n';
    expect(await failures(flow, `- name: no invoice${none}  expect: []\n`)).toEqual([]);
  });
});
