import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { only, type Row, type Rows } from '../support/rows.ts';
import { flowOf, namesOf } from '../support/stage.ts';
import { INVOICES, idOf, linesOf, open } from './asperion-invoices.ts';

describe('invoices of Asperion as sales invoices', () => {
  const FLOW = 'invoices-as-invoices.asperion-to-exact-online';
  let stage: Stage;
  let first: StageRun;
  beforeAll(async () => {
    stage = await open(FLOW);
    for (const code of ['OMZET-HOOG', 'OMZET-LAAG', 'OMZET-OSS']) {
      stage.exactOnline.insert('Items', { Code: code, Description: code.toLowerCase(), IsSalesItem: true });
    }
    first = await stage.run();
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  const invoice = (number: string): Row => only(stage.exactOnline.rows('SalesInvoices'), 'YourRef', number);
  const lines = (number: string): Rows => linesOf(stage, 'SalesInvoiceLines', 'InvoiceID', invoice(number).InvoiceID);

  it('arrive open and without a number, credits too; without an item for its VAT code it waits', () => {
    const found = stage.exactOnline
      .rows('SalesInvoices')
      .filter(({ YourRef }) => String(YourRef).startsWith('2026-01'))
      .map(({ YourRef, Type, Status, InvoiceNumber }) => [YourRef, Type, Status, InvoiceNumber ?? null]);
    expect(found.sort()).toEqual([
      ['2026-0101', 8020, 20, null],
      ['2026-0102', 8021, 20, null],
      ['2026-0104', 8020, 20, null],
    ]);
    expect(flowOf(first, FLOW).failures.map(({ reference, code }) => [reference, code])).toEqual(
      expect.arrayContaining([['2026-0103', 'REF_NOT_FOUND']]),
    );
    expect(first.summary).toContain('2026-0103');
  });

  it.each([
    [
      '2026-0101',
      135.9,
      150.53,
      [
        ['OMZET-LAAG', 1, 115.95, 115.95, 10.44],
        ['OMZET-HOOG', 1, 19.95, 19.95, 4.19],
      ],
    ],
    [
      '2026-0102',
      -15,
      -18.15,
      [
        ['OMZET-HOOG', -1, 19.95, -19.95, -4.19],
        ['OMZET-HOOG', 1, 4.95, 4.95, 1.04],
      ],
    ],
    [
      '2026-0104',
      30,
      33.9,
      [
        ['OMZET-OSS', 1, 14, 14, 2.94],
        ['OMZET-OSS', 1, 16, 16, 0.96],
      ],
    ],
  ])(
    '%s comes to %d without and %d with VAT: item, quantity, price, amount, VAT',
    (number, excluding, including, wanted) => {
      expect(invoice(number)).toMatchObject({ AmountFCExclVat: excluding, AmountFC: including });
      const found = lines(number).map((row) => [
        only(stage.exactOnline.rows('Items'), 'ID', row.Item).Code,
        row.Quantity,
        row.UnitPrice,
        row.AmountFC,
        row.VATAmountFC,
      ]);
      expect(found).toEqual(wanted);
    },
  );

  it('leave nothing to do for the next run; the one that waited comes once its item exists', async () => {
    expect((await stage.run()).writes).toEqual([]);
    stage.exactOnline.insert('Items', { Code: 'OMZET-EU', Description: 'omzet EU', IsSalesItem: true });
    const run = await stage.run({ inputs: { records: '2026-0103' } });
    expect(namesOf(run.writes)).toEqual(['exact-online POST salesinvoice/SalesInvoices']);
    expect(invoice('2026-0103')).toMatchObject({ AmountFC: 490.01, OrderDate: '2026-05-31T00:00:00' });
  });

  it('are direct invoices of a warehouse where the mapping says so', async () => {
    const fields = ['steps', 1, 'fields'];
    await stage.setYaml(`${FLOW}.yml`, [...fields, 'Type'], 'amountInclVat < 0 ? 8024 : 8023');
    const warehouse = { ref: 'inventory/Warehouses', by: 'Code', value: '1' };
    await stage.setYaml(`${FLOW}.yml`, [...fields, 'Warehouse'], warehouse);
    stage.asperion.insert('salesinvoiceswithlines', { ...INVOICES[1], invoiceNumber: '2026-0120' });
    await stage.run({ inputs: { records: '2026-0120' } });
    expect(invoice('2026-0120')).toMatchObject({
      Type: 8024,
      Warehouse: idOf(stage, 'Warehouses', '1'),
      AmountFC: -18.15,
    });
  });

  it('are printed at once where the mapping says so, on their own day, and only once', async () => {
    await stage.setYaml(`${FLOW}.yml`, ['steps', 2], {
      id: 'print',
      resource: 'salesinvoice/PrintedSalesInvoices',
      match: ['InvoiceID'],
      exists: 'skip',
      fields: {
        InvoiceID: 'invoice.InvoiceID',
        InvoiceDate: 'date',
        ReportingYear: 'bookYear(date)',
        ReportingPeriod: 'bookPeriod(date)',
        SendEmailToCustomer: { value: false },
      },
    });
    stage.asperion.insert('salesinvoiceswithlines', { ...INVOICES[1], invoiceNumber: '2026-0119' });
    const run = await stage.run({ inputs: { records: '2026-0119' } });
    expect(namesOf(run.writes)).toEqual([
      'exact-online POST salesinvoice/SalesInvoices',
      'exact-online POST salesinvoice/PrintedSalesInvoices',
    ]);
    expect(invoice('2026-0119')).toMatchObject({ Status: 50, InvoiceDate: '2026-04-02T00:00:00', AmountFC: -18.15 });
    expect(invoice('2026-0119').InvoiceNumber).not.toBeNull();
    expect((await stage.run({ inputs: { records: '2026-0119' } })).writes).toEqual([]);
  });
});
