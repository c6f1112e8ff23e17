import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { LocalDateTime, type RecordValues } from '../../../src/values.ts';
import { compileFiles, customers, INVOICE_LINES, orders, scopeOf, stepOf } from '../flows.ts';

describe('lists of a step', () => {
  const flow = `from: exact-online.salesorder/SalesOrders
to: asperion
with:
  invoices: { resource: salesinvoice/SalesInvoices, by: OrderNumber, value: OrderNumber, many: true }
where: OrderDate <= today()
steps:
  - id: invoice
    each: invoices.filter(i, i.Status == 50)
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: skip
    fields:
      invoiceNumber: externalKey(line.InvoiceNumber)
      debtorCustomerNumber: { value: "10001" }
      date: element.InvoiceDate
      journalId: { value: "70" }
    lines:
      each: line.SalesInvoiceLines
      let:
        net: round(line.AmountDC, 2)
        text: string(index) + " of " + string(element.InvoiceNumber)
      fields: { description: text, amount: net, vatCode: { value: "1" }, ledgerAccountId: { value: 8000 } }
      append:
        - each: line.SalesInvoiceLines.filter(l, l.AmountDC > 5)
          let: { half: 'round(line.AmountDC / 2, 2)' }
          fields: { description: 'string(index) + " again"', amount: half, vatCode: { value: "1" }, ledgerAccountId: { value: 8000 } }
        - fields: { description: 'string(index) + " at last"', amount: { value: 0 }, vatCode: { value: "1" }, ledgerAccountId: { value: 8000 } }
`;
  const invoice = (InvoiceNumber: number, Status: number, ...amounts: readonly string[]) => ({
    InvoiceID: `i-${InvoiceNumber}`,
    InvoiceNumber,
    Status,
    InvoiceDate: new LocalDateTime('2026-02-01T00:00:00'),
    SalesInvoiceLines: amounts.map((amount) => ({ AmountDC: new Big(amount) })),
  });

  test('know their element, their position and names of their own', () => {
    const step = stepOf(compileFiles({ 'flow.yml': flow }));
    const invoices = [invoice(1, 20), invoice(2, 50, '10.004', '3'), invoice(3, 50)];
    const scopes = step.each?.(scopeOf({ OrderNumber: 7 }, { related: { invoices } })) ?? [];
    const told = scopes.map((scope) => {
      const { invoiceNumber, date, lines } = step.evaluate(scope);
      return [
        invoiceNumber,
        String(date),
        (lines as readonly RecordValues[]).map(({ description, amount }) => `${description}: ${amount}`),
      ];
    });
    expect(told).toEqual([
      ['EO-2', '2026-02-01T00:00:00', ['0 of 2: 10', '1 of 2: 3', '0 again: 5', '0 at last: 0']],
      ['EO-3', '2026-02-01T00:00:00', ['1 at last: 0']],
    ]);
  });

  test('number their elements, also where a line looks first or an element comes twice', () => {
    const text = flow
      .replace('invoices.filter(i, i.Status == 50)', 'flatten([invoices, invoices])')
      .replace(
        '    resource: sales',
        '    let: { place: string(index) + "-" + string(line.InvoiceNumber) }\n    resource: sales',
      )
      .replace('description: text', 'description: place');
    const step = stepOf(compileFiles({ 'flow.yml': text }));
    const invoices = [invoice(2, 50, '1', '2'), invoice(3, 50, '4', '5')];
    const scopes = step.each?.(scopeOf({ OrderNumber: 7 }, { related: { invoices } })) ?? [];
    const told = scopes.map((scope) =>
      (step.evaluate(scope).lines as readonly RecordValues[]).slice(0, 2).map(({ description }) => description),
    );
    expect(told).toEqual([
      ['0-2', '0-2'],
      ['1-3', '1-3'],
      ['2-2', '2-2'],
      ['3-3', '3-3'],
    ]);
  });

  test('say what they represent and book, and on which days the flow may turn out differently', () => {
    const program = compileFiles({ 'flow.yml': flow });
    expect(stepOf(program)).toMatchObject({
      elementOf: 'invoices',
      bookedFrom: { name: 'salesinvoice/SalesInvoices' },
    });
    expect(program.joins).toMatchObject([
      {
        alias: 'invoices',
        takes: 'all',
        order: null,
        fields: ['InvoiceDate', 'InvoiceID', 'InvoiceNumber', 'SalesInvoiceLines.AmountDC', 'Status'],
      },
    ]);
    expect([program.usesToday, program.dates]).toEqual([true, ['OrderDate']]);
    const other = compileFiles({ 'flow.yml': orders(INVOICE_LINES) });
    expect([other.usesToday, other.dates]).toEqual([false, []]);
    expect(stepOf(other)).toMatchObject({ elementOf: null, bookedFrom: { name: 'salesorder/SalesOrders' } });
  });

  test('depend on the prefix and the tables that they use: another one is another version', () => {
    const files = { 'flow.yml': customers(`comments: table("terms", Country)`), 'tables/terms.yml': 'NL: a\n' };
    const versions = [
      files,
      { ...files, 'tables/terms.yml': 'NL: b\n' },
      { ...files, 'settings.yml': 'externalKeys: { prefix: "A-" }\n' },
    ].map((one) => compileFiles(one).version);
    expect(new Set(versions).size).toBe(3);
  });
});
