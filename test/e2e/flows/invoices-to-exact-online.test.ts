import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { only, type Row, type Rows } from '../support/rows.ts';
import { flowOf, namesOf } from '../support/stage.ts';
import { account, INVOICES, idOf, linesOf, open } from './asperion-invoices.ts';

describe('invoices of Asperion as sales entries', () => {
  const FLOW = 'invoices.asperion-to-exact-online';
  let stage: Stage;
  let first: StageRun;
  beforeAll(async () => {
    stage = await open(FLOW);
    first = await stage.run();
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  const entry = (number: string): Row => only(stage.exactOnline.rows('SalesEntries'), 'YourRef', number);
  const lines = (number: string): Rows => linesOf(stage, 'SalesEntryLines', 'EntryID', entry(number).EntryID);

  it('are booked once each, except concepts, copies and invoices without a number', () => {
    const numbers = stage.exactOnline.rows('SalesEntries').map(({ YourRef }) => YourRef);
    expect(numbers.sort()).toEqual(['2026-0101', '2026-0102', '2026-0103', '2026-0104']);
    expect(flowOf(first, FLOW).failures).toMatchObject([{ code: 'EMPTY_KEY', step: 'entry' }]);
    expect([...new Set(namesOf(first.writes))].sort()).toEqual([
      'exact-online POST crm/Accounts',
      'exact-online POST salesentry/SalesEntries',
      'exact-online PUT crm/Accounts',
    ]);
  });

  it('have their customer, journal, day, period and terms', () => {
    expect(entry('2026-0101')).toMatchObject({
      Customer: account(stage, '10002').ID,
      Journal: '70',
      EntryDate: '2026-03-14T00:00:00',
      ReportingYear: 2026,
      ReportingPeriod: 3,
      Currency: 'EUR',
      PaymentCondition: '14',
      Description: 'Asperion 2026-0101 Levering week 11',
    });
    expect(entry('2026-0103')).toMatchObject({ DueDate: '2026-06-15T00:00:00', ReportingPeriod: 5 });
  });

  it('create or complete their customers first', () => {
    // Known to Exact Online by the code that its debtor carries; the others are new.
    expect(account(stage, '10002')).toMatchObject({ Code: '20001' });
    expect(account(stage, '10201')).toMatchObject({
      Name: 'Kaffeehaus Kleve GmbH',
      Status: 'C',
      VATNumber: 'DE123456789',
      SalesVATCode: '7',
      PaymentConditionSales: '60',
    });
    expect(account(stage, '10202')).toMatchObject({
      SalesVATCode: null,
      GLAccountSales: idOf(stage, 'GLAccounts', '8011'),
    });
    expect(flowOf(first, FLOW).steps[0]).toMatchObject({ step: 'account', created: 3, updated: 1 });
  });

  // VAT by hand: 115.95 × 9 % = 10.4355, 19.95 × 21 % = 4.1895, 4.95 × 21 % = 1.0395, 14 × 21 % = 2.94, 16 × 6 % = 0.96.
  it.each([
    [
      '2026-0101',
      150.53,
      14.63,
      [
        ['Espresso', 115.95, 10.44, '1', '8000'],
        ['Levering week 11', 19.95, 4.19, '2', '8000'],
      ],
    ],
    [
      '2026-0102',
      -18.15,
      -3.15,
      [
        ['Mok retour', -19.95, -4.19, '2', '8000'],
        ['Verzendkosten', 4.95, 1.04, '2', '8000'],
      ],
    ],
    ['2026-0103', 490.01, 0, [['Kopjes', 490.01, 0, '7', '8012']]],
    [
      '2026-0104',
      33.9,
      3.9,
      [
        ['Mok', 14, 2.94, 'BEH', '8011'],
        ['Koffie', 16, 0.96, 'BEL', '8011'],
      ],
    ],
  ])('%s comes to %d with VAT, of which %d VAT, line by line', (number, including, vat, wanted) => {
    expect(entry(number)).toMatchObject({ AmountFC: including, VATAmountFC: vat });
    const found = lines(number).map((row) => [
      row.Description,
      row.AmountFC,
      row.VATAmountFC,
      row.VATCode,
      only(stage.exactOnline.rows('GLAccounts'), 'ID', row.GLAccount).Code,
    ]);
    expect(found).toEqual(wanted);
  });

  it('leave nothing to do for the next run, nor for one that has lost its state', async () => {
    const asperion = structuredClone(stage.asperion.rows('salesinvoiceswithlines'));
    expect((await stage.run()).writes).toEqual([]);
    await rm(join(stage.workspace, 'state.json'));
    stage.inputs['exact-online-refresh-token'] = stage.exactOnline.issueRefreshToken();
    stage.inputs['asperion-refresh-token'] = stage.asperion.issueRefreshToken();
    const again = await stage.run();
    expect(again.writes).toEqual([]);
    expect(flowOf(again, FLOW).steps[1]).toMatchObject({ step: 'entry', created: 0, unchanged: 4, failed: 1 });
    expect(stage.asperion.rows('salesinvoiceswithlines')).toEqual(asperion);
  });

  it('wait while their period is closed, and are booked on their day once it is open', async () => {
    stage.exactOnline.switches.closedPeriods = [{ year: 2026, period: 2 }];
    const invoice = { ...INVOICES[1], invoiceNumber: '2026-0110', date: '2026-02-20T00:00:00' };
    stage.asperion.insert('salesinvoiceswithlines', invoice);
    const closed = await stage.run();
    expect(flowOf(closed, FLOW).failures).toMatchObject([{ reference: '2026-0110', code: 'PERIOD_CLOSED' }]);
    expect(closed.writes.filter(({ status }) => status < 300)).toEqual([]);
    stage.exactOnline.switches.closedPeriods = [];
    await stage.run({ inputs: { records: '2026-0110' } });
    expect(entry('2026-0110')).toMatchObject({
      EntryDate: '2026-02-20T00:00:00',
      ReportingPeriod: 2,
      AmountFC: -18.15,
    });
  });

  it('are booked today in a closed period, or stop the flow, where that is asked for', async () => {
    stage.exactOnline.switches.closedPeriods = [{ year: 2026, period: 1 }];
    const invoice = { ...INVOICES[1], invoiceNumber: '2026-0112', date: '2026-01-20T00:00:00' };
    stage.asperion.insert('salesinvoiceswithlines', invoice);
    await stage.setYaml(`${FLOW}.yml`, ['steps', 0, 'closed'], 'fail');
    const stopped = await stage.run();
    expect(flowOf(stopped, FLOW)).toMatchObject({ status: 'stopped', error: { code: 'PERIOD_CLOSED' } });
    await stage.setYaml(`${FLOW}.yml`, ['steps', 0, 'closed'], 'redate');
    await stage.run();
    const booked = entry('2026-0112');
    expect(String(booked.EntryDate) > '2026-02').toBe(true);
    expect(booked).toMatchObject({ ReportingPeriod: Number(String(booked.EntryDate).slice(5, 7)), AmountFC: -18.15 });
    expect((await stage.run()).writes).toEqual([]);
  });

  it('are booked once when the answer to the booking is lost', async () => {
    const invoice = { ...INVOICES[0], invoiceNumber: '2026-0111' };
    stage.asperion.insert('salesinvoiceswithlines', invoice);
    stage.exactOnline.faults.add({ method: 'POST', path: /salesentry\/SalesEntries/, act: 'drop-after' });
    await stage.run();
    expect((await stage.run()).writes).toEqual([]);
    expect(entry('2026-0111')).toMatchObject({ AmountFC: 150.53 });
  });
});
