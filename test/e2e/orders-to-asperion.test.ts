import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stage, StageRun } from '../../src/sandbox/stage.ts';
import { only, type Row, type Rows } from './rows.ts';
import { flowOf, namesOf } from './stage.ts';
import { debtor, expectQuiet, failures, lines, open } from './to-asperion.ts';

describe('sales orders as sales orders', () => {
  let stage: Stage;
  let run: StageRun;
  beforeAll(async () => {
    stage = await open('orders-as-orders', ({ exactOnline, asperion }) => {
      asperion.insert('articles', { articleNumber: 'KORTING', description: 'Korting' });
      asperion.insert('articles', { articleNumber: 'VERZENDKOSTEN', description: 'Verzendkosten' });
      const items = exactOnline.rows('Items');
      exactOnline.insert('SalesOrders', {
        OrderNumber: 27001,
        OrderedBy: only(exactOnline.rows('Accounts'), 'Code', '20002').ID,
        OrderDate: '2026-04-01T00:00:00',
        YourRef: 'PO-9',
        AmountDiscountExclVat: 5,
        SalesOrderLines: [
          { Item: only(items, 'Code', 'KOF-1001').ID, Quantity: 3, UnitPrice: 17.95, VATCode: '1' },
          { Item: only(items, 'Code', 'ACC-4001').ID, Quantity: 1, UnitPrice: 16.45, Discount: 0.1, VATCode: '2' },
        ],
      });
    });
    run = await stage.run();
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  const order = (number: number): Row => only(stage.asperion.rows('salesorderswithlines'), 'reference', `EO-${number}`);

  it('are there once, the cancelled ones and those in pounds left out', async () => {
    expect([...new Set(namesOf(run.writes))].sort()).toEqual([
      'asperion POST SalesOrderWithLines',
      'asperion POST debtors',
      'asperion PUT debtors',
    ]);
    const references = stage.asperion.rows('salesorderswithlines').map(({ reference }) => reference);
    expect(new Set(references).size).toBe(references.length);
    expect(references).not.toContain('EO-26012');
    expect(references).not.toContain('EO-26016');
    expect(references).toContain('EO-26014');
  });

  it('name their customer, day, terms and articles; the discount on the whole is an article per VAT code', () => {
    // 3 × 17.95 = 53.85 and 16.45 less 10 % = 14.805, 14.81 in cents; 5.00 off 68.66: 3.9215 and 1.0785.
    expect(order(27001)).toMatchObject({
      debtorCustomerNumber: debtor(stage, '20002').customerNumber,
      date: '2026-04-01T00:00:00',
      description: 'Order 27001 PO-9',
      paymentConditionId: 2,
      paymentMethodId: 'BANK',
      amountExclVat: 63.66,
    });
    expect(lines(order(27001), 'articleNumber', 'quantity', 'price', 'vatCode', 'amount', 'vatAmount')).toEqual([
      ['KOF-1001', 3, 17.95, 'VL', 53.85, 4.85],
      ['ACC-4001', 1, 14.805, 'VH', 14.81, 3.11],
      ['KORTING', 1, -3.92, 'VL', -3.92, -0.35],
      ['KORTING', 1, -1.08, 'VH', -1.08, -0.23],
    ]);
  });

  it('come to the amount of the source, also at half a piece, at a price in thousandths, and when goods come back', () => {
    expect(order(26001).amountExclVat).toBe(257.28);
    expect(order(26002).amountExclVat).toBe(4731.08);
    expect(order(26003)).toMatchObject({ amountExclVat: -52.35, amountInclVat: -59.03 });
    expect(order(26004)).toMatchObject({ amountExclVat: 2937, amountInclVat: 3553.77 });
  });

  it('wait for an article that Asperion does not have, and for a total that is off', () => {
    expect(failures(run)).toContainEqual(['26006', 'REF_NOT_FOUND']);
    expect(flowOf(run, 'orders').failures.find(({ reference }) => reference === '26006')?.reason).toContain(
      'BEKER-DRUK',
    );
    // One cent off: within the tolerance, so it would go to the article for rounding, which is not there either.
    expect(failures(run)).toContainEqual(['26013', 'REF_NOT_FOUND']);
  });

  it('are looked up by the batch, and never written twice', async () => {
    const lookups = run.calls.filter(({ method, path }) => method === 'GET' && /\/articles$/i.test(path));
    expect(lookups.length).toBeLessThanOrEqual(4);
    await expectQuiet(stage);
  });
});

describe('sales orders as draft invoices', () => {
  it('get no number, and are left to people', async () => {
    await using stage = await open('orders-as-drafts', ({ asperion }) => {
      asperion.insert('articles', { articleNumber: 'VERZENDKOSTEN', description: 'Verzendkosten' });
    });
    await stage.run();
    const drafts = stage.asperion.rows('draftsalesinvoiceswithlines');
    const draft = only(drafts, 'reference', 'EO-26002');
    expect(draft).toMatchObject({
      invoiceNumber: null,
      amountExclVat: 4731.08,
      amountInclVat: 5724.6,
      journalId: '70',
    });
    expect(lines(draft, 'articleNumber', 'quantity', 'price', 'amount')).toEqual([
      ['MAC-3001', 1, 4527.875, 4527.88],
      ['DNS-9001', 2.5, 78.5, 196.25],
      ['VERZENDKOSTEN', 1, 6.95, 6.95],
    ]);
    expect(drafts.map(({ reference }) => reference)).not.toContain('EO-26014');
    expect(stage.asperion.rows('salesinvoiceswithlines')).toHaveLength(2);
    await expectQuiet(stage);
  });
});

describe('sales orders as journal entries', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await open('orders-as-entries');
    await stage.run();
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  const entry = (number: number): Row =>
    only(stage.asperion.rows('journalentrieswithlines'), 'sourceDocumentNumber', `EO-${number}`);
  const booked = (number: number) => lines(entry(number), 'description', 'ledgerAccountId', 'amount', 'vatCode');

  it('owe, revenue and VAT are in balance', () => {
    expect(entry(26002)).toMatchObject({ journalId: '90', date: '2026-01-07T00:00:00', bookyear: 2026, bookperiod: 1 });
    expect(booked(26002)).toEqual([
      ['MAC-3001 Espressomachine Duo, 2 groepen', 8000, -4527.88, 'VH'],
      ['DNS-9001 Onderhoud espressomachine', 8000, -196.25, 'VH'],
      ['VERZENDKOSTEN Verzendkosten', 8000, -6.95, 'VH'],
      ['VAT 2', 1500, -993.52, null],
      ['Hotel Noorderlicht B.V.', 1300, 5724.6, null],
    ]);
    expect((entry(26002).lines as Rows).at(-1)?.debtorId).toBe(debtor(stage, '20002').id);
  });

  it('goods that come back are the other way round, each VAT code by itself', () => {
    expect(booked(26003).map((line) => (line as readonly unknown[]).slice(1))).toEqual([
      [8000, 35.9, 'VL'],
      [8000, 16.45, 'VH'],
      [1500, 3.23, null],
      [1500, 3.45, null],
      [1300, -59.03, null],
    ]);
  });

  it('pounds are booked in euros, and a cent that is off goes to its account', () => {
    expect(booked(26012)).toEqual([
      ['THE-1001 Earl Grey, doos van 20 × 2 g', 8020, -182.52, 'VEX'],
      [expect.any(String), 1300, 182.52, null],
    ]);
    // The header of 26013 is a cent off its lines in Exact Online; AmountDC has that cent, too.
    expect(booked(26013).at(-1)).toEqual(['Rounding', 4990, -0.01, null]);
  });

  it('are booked once', () => expectQuiet(stage));
});

describe('orders in other currencies', () => {
  it('are invoices in euros, and those in euros are not for this flow', async () => {
    await using stage = await open('orders-foreign-currency');
    await stage.run();
    const invoices = stage.asperion.rows('salesinvoiceswithlines');
    expect(only(invoices, 'invoiceNumber', 'EO-26012')).toMatchObject({
      description: 'Order 26012 GBP 156.00',
      amountExclVat: 182.52,
      amountInclVat: 182.52,
    });
    expect(invoices).toHaveLength(3);
    await expectQuiet(stage);
  });
});

describe('an order of a period that is closed', () => {
  const FLOW = 'orders-foreign-currency.exact-online-to-asperion';
  const CLOSED = [{ bookyear: 2026, bookperiod: 2 }];
  const invoice = (stage: Stage): Row | undefined =>
    stage.asperion.rows('salesinvoiceswithlines').find(({ invoiceNumber }) => invoiceNumber === 'EO-26012');

  it('waits until the period is open', async () => {
    await using stage = await open('orders-foreign-currency', ({ asperion }) => {
      asperion.switches.closedPeriods = CLOSED;
    });
    expect(failures(await stage.run())).toEqual([['26012', 'PERIOD_CLOSED']]);
    expect(invoice(stage)).toBeUndefined();
    stage.asperion.switches.closedPeriods = [];
    await stage.run({ inputs: { records: '26012' } });
    expect(invoice(stage)).toMatchObject({ date: '2026-02-01T00:00:00', bookperiod: 2 });
  });

  it('is booked today, or stops the flow, where that is asked for', async () => {
    await using stage = await open('orders-foreign-currency', ({ asperion }) => {
      asperion.switches.closedPeriods = CLOSED;
    });
    await stage.setYaml(`${FLOW}.yml`, ['steps', 1, 'closed'], 'fail');
    const stopped = await stage.run();
    expect(stopped.exitCode).toBe(1);
    expect(stopped.log).toContain('PERIOD_CLOSED');
    await stage.setYaml(`${FLOW}.yml`, ['steps', 1, 'closed'], 'redate');
    await stage.run();
    const { date, bookyear, bookperiod } = invoice(stage) ?? {};
    expect(String(date) > '2026-02-28').toBe(true);
    expect([bookyear, bookperiod]).toEqual([Number(String(date).slice(0, 4)), Number(String(date).slice(5, 7))]);
  });
});
