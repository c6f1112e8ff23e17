import { describe, expect, it } from 'vitest';
import { addOrder } from '../../../sandbox/exact-online/documents/order-documents.ts';
import type { Stage } from '../../../sandbox/stage.ts';
import { only, type Row, type Rows } from '../support/rows.ts';
import { flowOf, setStageWithFile, smallWorld } from '../support/stage.ts';
import { debtor, expectQuiet, failures, lines, open } from './to-asperion.ts';

/** Documents by their number: they come in the order in which they changed. */
const inOrder = (documents: Rows, number: string): Rows =>
  [...documents].sort((left, right) => String(left[number]).localeCompare(String(right[number])));

describe('sales invoices and sales entries', () => {
  /** Two invoices of a Dutch company and of a German one, a credit note, one that is not printed. */
  function invoices({ exactOnline }: Stage): void {
    const id = (table: string, code: string): unknown => only(exactOnline.rows(table), 'Code', code).ID;
    const make = (number: number, customer: string, more: Row, rows: Rows): void => {
      exactOnline.insert('SalesInvoices', {
        InvoiceNumber: number,
        InvoiceDate: '2026-05-20T00:00:00',
        OrderedBy: id('Accounts', customer),
        InvoiceTo: id('Accounts', customer),
        Journal: '70',
        Status: 50,
        Type: 8020,
        SalesInvoiceLines: rows.map((row) => ({
          Item: id('Items', 'KOF-1001'),
          GLAccount: id('GLAccounts', '8000'),
          ...row,
        })),
        ...more,
      });
    };
    const row = (amount: number, vat: number, code: string, more: Row = {}): Row => ({
      Quantity: 1,
      AmountFC: amount,
      AmountDC: amount,
      VATAmountFC: vat,
      VATAmountDC: vat,
      VATCode: code,
      ...more,
    });
    make(501, '20002', { AmountDC: 175.5, VATAmountDC: 25.5, AmountFC: 175.5, YourRef: 'PO-1' }, [
      row(100, 21, '2', { Description: 'Onderhoud' }),
      row(50, 4.5, '1', { Description: 'Koffie' }),
    ]);
    make(502, '20009', { AmountDC: 209.65, VATAmountDC: 0, AmountFC: 209.65 }, [
      row(209.65, 0, '7', { Description: 'Cups', GLAccount: id('GLAccounts', '8012') }),
    ]);
    make(503, '20002', { AmountDC: 121, VATAmountDC: 21, AmountFC: 121, Type: 8021 }, [
      row(100, 21, '2', { Description: 'Retour' }),
    ]);
    make(504, '20002', { AmountDC: 121, VATAmountDC: 21, AmountFC: 121, Status: 20 }, [row(100, 21, '2')]);
    // A discount on the whole: 10.00 off 150.00, and a total that is a cent off what follows from it.
    make(505, '20002', { AmountDC: 163.81, VATAmountDC: 23.8, AmountFC: 163.81, AmountDiscountExclVat: 10 }, [
      row(100, 21, '2', { Description: 'Onderhoud' }),
      row(50, 4.5, '1', { Description: 'Koffie' }),
    ]);
  }

  function entries({ exactOnline }: Stage): void {
    const id = (table: string, code: string): unknown => only(exactOnline.rows(table), 'Code', code).ID;
    const make = (EntryNumber: number, customer: string, more: Row, rows: Rows): void => {
      exactOnline.insert('SalesEntries', {
        EntryNumber,
        EntryDate: '2026-05-20T00:00:00',
        Customer: id('Accounts', customer),
        Journal: '70',
        Status: 50,
        Type: 20,
        Description: 'Verkoop',
        SalesEntryLines: rows,
        ...more,
      });
    };
    const row = (account: string, amount: number, vat: number, VATCode: string): Row => ({
      GLAccount: id('GLAccounts', account),
      GLAccountCode: account,
      Description: 'Koffie',
      AmountFC: amount,
      AmountDC: amount,
      VATAmountFC: vat,
      VATAmountDC: vat,
      VATCode,
    });
    make(601, '20002', { AmountDC: 129.53, VATAmountDC: 19.53, AmountFC: 129.53 }, [
      row('8000', 80, 16.8, '2'),
      row('8000', 30, 2.73, '1'),
    ]);
    make(602, '20009', { AmountDC: -45.05, VATAmountDC: 0, AmountFC: -45.05, Type: 21 }, [row('8012', -45.05, 0, '7')]);
    // VAT that is not that of its code: 10.00 at 21 % would be 2.10.
    make(603, '20002', { AmountDC: 12.5, VATAmountDC: 2.5, AmountFC: 12.5 }, [row('8000', 10, 2.5, '2')]);
  }

  it('invoices become invoices, a credit note is negative, a discount is spread to the cent', async () => {
    await using stage = await open('invoices', invoices);
    const run = await stage.run();
    const own = stage.asperion
      .rows('salesinvoiceswithlines')
      .filter(({ invoiceNumber }) => /^EO-5/.test(String(invoiceNumber)));
    const made = inOrder(own, 'invoiceNumber');
    expect(
      made.map(({ invoiceNumber, amountExclVat, vatAmount, amountInclVat }) => [
        invoiceNumber,
        amountExclVat,
        vatAmount,
        amountInclVat,
      ]),
    ).toEqual([
      ['EO-501', 150, 25.5, 175.5],
      ['EO-502', 209.65, 0, 209.65],
      ['EO-503', -100, -21, -121],
      ['EO-505', 140.01, 23.8, 163.81],
    ]);
    const [first, second, , discounted] = made;
    expect(first).toMatchObject({
      debtorCustomerNumber: debtor(stage, '20002').customerNumber,
      description: 'Invoice 501 PO-1',
      date: '2026-05-20T00:00:00',
      bookperiod: 5,
    });
    expect(lines(second ?? {}, 'vatCode', 'ledgerAccountId', 'amount')).toEqual([['VICP', 8012, 209.65]]);
    // 140.01 and 23.80 of VAT, in the proportions 100 : 50 and 21 : 4.50.
    expect(lines(discounted ?? {}, 'description', 'amount', 'vatAmount', 'vatCode', 'ledgerAccountId')).toEqual([
      ['KOF-1001 Onderhoud', 93.34, 19.6, 'VH', 8000],
      ['KOF-1001 Koffie', 46.67, 4.2, 'VL', 8000],
    ]);
    // Of the world's own one has a charge that no line shows; one is not printed, and so is 504.
    expect(failures(run)).toEqual([['26000013', 'CHECK_FAILED']]);
    expect(flowOf(run, '').leftOut).toEqual([{ words: 'not printed yet', count: 2 }]);
    await expectQuiet(stage);
  });

  it('invoices are booked when they are paid', async () => {
    await using stage = await open('paid-invoices', (set) => {
      invoices(set);
      const { exactOnline } = set;
      for (const [InvoiceNumber, IsFullyPaid] of [
        [501, true],
        [502, false],
      ] as const) {
        const Account = only(exactOnline.rows('Accounts'), 'Code', InvoiceNumber === 501 ? '20002' : '20009').ID;
        exactOnline.insert('PaymentTerms', { InvoiceNumber, LineType: 20, IsFullyPaid, Account });
      }
    });
    const run = await stage.run();
    expect(failures(run)).toEqual([]);
    const own = stage.asperion
      .rows('salesinvoiceswithlines')
      .filter(({ invoiceNumber }) => /^EO-5/.test(String(invoiceNumber)));
    expect(own.map(({ invoiceNumber, amountInclVat }) => [invoiceNumber, amountInclVat])).toEqual([['EO-501', 175.5]]);
    await expectQuiet(stage);
  });

  it('invoices become journal entries', async () => {
    await using stage = await open('invoices-as-entries', invoices);
    await stage.run();
    const made = inOrder(stage.asperion.rows('journalentrieswithlines'), 'sourceDocumentNumber').filter(
      ({ sourceDocumentNumber }) => /^EO-5/.test(String(sourceDocumentNumber)),
    );
    expect(made.map(({ sourceDocumentNumber }) => sourceDocumentNumber)).toEqual([
      'EO-501',
      'EO-502',
      'EO-503',
      'EO-505',
    ]);
    expect(made.map((entry) => lines(entry, 'ledgerAccountId', 'amount'))).toEqual([
      [
        [8000, -100],
        [8000, -50],
        [1500, -21],
        [1500, -4.5],
        [1300, 175.5],
      ],
      [
        [8012, -209.65],
        [1300, 209.65],
      ],
      [
        [8000, 100],
        [1500, 21],
        [1300, -121],
      ],
      [
        [8000, -93.34],
        [8000, -46.67],
        [1500, -19.6],
        [1500, -4.2],
        [1300, 163.81],
      ],
    ]);
    await expectQuiet(stage);
  });

  it('entries become invoices on the same accounts; VAT that does not fit its code waits', async () => {
    await using stage = await open('entries', entries);
    expect(failures(await stage.run())).toEqual([['603', 'CHECK_FAILED']]);
    const own = stage.asperion
      .rows('salesinvoiceswithlines')
      .filter(({ invoiceNumber }) => /^EO-S6/.test(String(invoiceNumber)));
    const made = inOrder(own, 'invoiceNumber');
    // The VAT is that of the entry, also where it is some cents off: 30.00 at 9 % would be 2.70.
    expect(
      made.map(({ invoiceNumber, amountExclVat, vatAmount }) => [invoiceNumber, amountExclVat, vatAmount]),
    ).toEqual([
      ['EO-S601', 110, 19.53],
      ['EO-S602', -45.05, 0],
    ]);
    expect(lines(made[1] ?? {}, 'vatCode', 'ledgerAccountId', 'amount')).toEqual([['VICP', 8012, -45.05]]);
    await expectQuiet(stage);
  });

  it('entries become journal entries', async () => {
    await using stage = await open('entries-as-entries', entries);
    await stage.run();
    expect(
      inOrder(stage.asperion.rows('journalentrieswithlines'), 'sourceDocumentNumber').map((entry) =>
        lines(entry, 'ledgerAccountId', 'amount'),
      ),
    ).toEqual([
      [
        [8000, -80],
        [8000, -30],
        [1500, -16.8],
        [1500, -2.73],
        [1300, 129.53],
      ],
      [
        [8012, 45.05],
        [1300, -45.05],
      ],
    ]);
    await expectQuiet(stage);
  });
});

describe('the flow of invoices beside the one of orders', () => {
  it('books what belongs to no order, unknown credit notes too; each document once', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    stage.inputs.flows = 'orders.exact-online-to-asperion,invoices.exact-online-to-asperion';
    const { exactOnline } = stage;
    const customer = only(exactOnline.rows('Accounts'), 'Code', '20001').ID;
    const item = only(exactOnline.rows('Items'), 'Code', 'KOF-1001').ID;
    const line = { Item: item, Quantity: 5, UnitPrice: 10, VATCode: '1' };
    const sold = addOrder(exactOnline, {
      order: { OrderNumber: 91001, OrderedBy: customer, OrderDate: '2026-03-01T00:00:00', SalesOrderLines: [line] },
      deliveries: [{ DeliveryDate: '2026-03-03T00:00:00' }],
      invoices: [{ InvoiceDate: '2026-03-04T00:00:00', InvoiceNumber: 26009001 }],
    });
    const booked = () =>
      stage.asperion
        .rows('salesinvoiceswithlines')
        .filter(({ invoiceNumber }) => String(invoiceNumber).includes('26009'))
        .map(({ invoiceNumber, amountInclVat }) => [invoiceNumber, amountInclVat])
        .sort();
    await stage.run();
    expect(booked()).toEqual([['EO-26009001', 54.5]]);
    const invoice = (number: number, type: number, more: Row): void => {
      exactOnline.insert('SalesInvoices', {
        ...{ Type: type, Status: 50, InvoiceNumber: number, InvoiceDate: '2026-04-02T00:00:00', Journal: '70' },
        ...{ OrderedBy: customer, InvoiceTo: customer, SalesInvoiceLines: [{ ...line, ...more }] },
      });
    };
    invoice(26009002, 8020, { Quantity: 100 });
    invoice(26009003, 8021, { Quantity: -1 });
    invoice(26009004, 8021, { Quantity: -2, SalesOrder: sold.OrderID });
    const next = await stage.run();
    const all = [
      ['EO-26009001', 54.5],
      ['EO-26009002', 1090],
      ['EO-26009003', -10.9],
      ['EO-26009004', -21.8],
    ];
    expect([failures(next), booked()]).toEqual([[], all]);
    stage.inputs['state-store'] = 'file:lost.json';
    const afresh = await stage.run();
    expect([failures(afresh), booked()]).toEqual([[], all]);
  });
});
