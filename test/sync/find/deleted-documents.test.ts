import { describe, expect, it } from 'vitest';
import { addInvoice } from '../../../sandbox/exact-online/documents/order-documents.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, order } from '../../support/samples.ts';

/** The invoices of orders become invoices. */
const invoicesOfOrders = `from: exact-online.salesorder/SalesOrders
to: asperion
since: 2026-01-01
deleted: report
with:
  lines: { resource: salesinvoice/SalesInvoiceLines, by: SalesOrder, value: OrderID, many: true }
  invoices: { resource: salesinvoice/SalesInvoices, by: InvoiceID, value: 'lines.map(l, l.InvoiceID)', many: true }
steps:
  - id: invoice
    resource: salesinvoiceswithlines
    each: invoices
    match: [invoiceNumber]
    exists: verify
    fields:
      invoiceNumber: '"EO-" + string(line.InvoiceNumber)'
      debtorCustomerNumber: { value: "10001" }
      date: { value: 2026-03-01 }
      journalId: { value: "70" }
    lines:
      each: line.SalesInvoiceLines
      fields: { amount: line.AmountDC, vatCode: { value: VH }, ledgerAccountId: { value: 8000 } }
`;

/** Invoices become invoices, by the same rules. */
const invoices = invoicesOfOrders
  .replace('salesorder/SalesOrders', 'salesinvoice/SalesInvoices')
  .replace(/^with:[\s\S]*?^steps:/m, 'steps:')
  .replace('    each: invoices\n', '')
  .replaceAll('line.InvoiceNumber', 'InvoiceNumber')
  .replace('each: line.SalesInvoiceLines', 'each: SalesInvoiceLines');

/** Makes an invoice of no order anew that was deleted, under its number. */
function makeAnew({ exactOnline }: Company): void {
  const [before = {}] = exactOnline.rows('SalesInvoices');
  const { InvoiceID, InvoiceNumber, InvoiceDate, OrderedBy, InvoiceTo, Journal, Status, Type } = before;
  const SalesInvoiceLines = exactOnline
    .rows('SalesInvoiceLines')
    .map(({ Item, Quantity, NetPrice, UnitPrice, VATCode }) => ({ Item, Quantity, NetPrice, UnitPrice, VATCode }));
  exactOnline.remove('SalesInvoices', String(InvoiceID));
  const head = { InvoiceNumber, InvoiceDate, OrderedBy, InvoiceTo, Journal, Status, Type };
  exactOnline.insert('SalesInvoices', { ...head, SalesInvoiceLines });
}

describe('an invoice that was deleted in the source', () => {
  it('is reported if its order stays', async () => {
    const flow = compile({ 'orders.yml': invoicesOfOrders });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] },
      asperion: { debtors: [{ id: 1, customerNumber: '10001', name: 'Bakkerij 1' }] },
    });
    const { OrderID = '' } = company.exactOnline.rows('SalesOrders')[0] ?? {};
    const { InvoiceID } = addInvoice(company.exactOnline, String(OrderID), { InvoiceNumber: 7 });
    expect((await company.run(flow)).orders?.letters).toEqual([]);
    company.exactOnline.remove('SalesInvoices', String(InvoiceID));
    expect((await company.run(flow)).orders?.deleted).toMatchObject([{ target: 'EO-7', isDocument: true }]);
    expect((await company.run(flow)).orders?.deleted).toEqual([]);
  });

  it.each([
    ['of an order, by the same flow', ['orders.yml'], true],
    ['of no order, by a flow behind it', ['invoices.yml', 'orders.yml'], false],
  ] as const)(
    'leaves its document to the invoice that is made anew under its number, without a word: %s',
    async (_, files, isOfOrder) => {
      const all = { 'orders.yml': invoicesOfOrders, 'invoices.yml': invoices };
      const flow = compile(Object.fromEntries(files.map((file) => [file, all[file]])));
      await using company = await Company.open({
        exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] },
        asperion: { debtors: [{ id: 1, customerNumber: '10001', name: 'Bakkerij 1' }] },
      });
      const { OrderID = '' } = company.exactOnline.rows('SalesOrders')[0] ?? {};
      const { InvoiceID } = addInvoice(company.exactOnline, String(OrderID), { InvoiceNumber: 7 });
      await company.run(flow);
      if (!isOfOrder) makeAnew(company);
      else {
        company.exactOnline.remove('SalesInvoices', String(InvoiceID));
        addInvoice(company.exactOnline, String(OrderID), { InvoiceNumber: 7 });
      }
      for (let run = 0; run < 2; run += 1) {
        const outcomes = Object.values(await company.run(flow));
        expect(outcomes.flatMap(({ deleted, letters }) => [...deleted, ...letters])).toEqual([]);
        company.wait(2);
      }
      expect(company.asperion.rows('salesinvoiceswithlines')).toHaveLength(1);
    },
  );

  it('leaves its booking to the one made anew, also while the two differ: that waits', async () => {
    const flow = compile({ 'invoices.yml': invoices });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] },
      asperion: { debtors: [{ id: 1, customerNumber: '10001', name: 'Bakkerij 1' }] },
    });
    const { OrderID = '' } = company.exactOnline.rows('SalesOrders')[0] ?? {};
    addInvoice(company.exactOnline, String(OrderID), { InvoiceNumber: 7 });
    await company.run(flow);
    const [booking] = company.asperion.rows('salesinvoiceswithlines');
    company.asperion.update('salesinvoiceswithlines', booking?.id ?? null, { date: '2026-03-09T00:00:00' });
    company.forget();
    const codesOf = async () => (await company.run(flow)).invoices?.letters.map(({ code }) => code);
    expect(await codesOf()).toEqual(['DIFFERS']);
    makeAnew(company);
    company.wait(2);
    expect(await codesOf()).toEqual(['DIFFERS']);
  });
});
