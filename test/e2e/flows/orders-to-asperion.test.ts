import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { landmarks } from '../../../sandbox/world/landmarks.ts';
import { only, type Row, type Rows } from '../support/rows.ts';
import { flowOf, namesOf } from '../support/stage.ts';
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

  it('are there once each, without cancelled ones and those in pounds', () => {
    expect([...new Set(namesOf(run.writes))].sort()).toEqual([
      'asperion POST SalesOrderWithLines',
      'asperion POST debtors',
      'asperion PUT debtors',
    ]);
    const references = stage.asperion.rows('salesorderswithlines').map(({ reference }) => reference);
    expect(new Set(references).size).toBe(references.length);
    expect(references).not.toContain('EO-26012');
    expect(references).not.toContain('EO-26016');
    // Open, partial, its invoice not printed: all are orders, whatever became of them.
    expect(references).toEqual(expect.arrayContaining(['EO-26014', 'EO-26015', 'EO-26025']));
    expect(flowOf(run, '').leftOut).toEqual([
      { words: 'cancelled', count: 3 }, // two, and the one that was closed with nothing delivered
      { words: 'dated before 2026-01-01', count: 1 },
      { words: 'in another currency', count: 1 },
    ]);
  });

  it('are those from the first day of the books on', () => {
    const references = stage.asperion.rows('salesorderswithlines').map(({ reference }) => reference);
    expect(only(stage.exactOnline.rows('SalesOrders'), 'OrderNumber', 26018).OrderDate).toBe('2025-12-20T00:00:00');
    expect(references).not.toContain('EO-26018');
  });

  it('name customer, day, terms and articles; a discount is an article per VAT code', () => {
    // 3 × 17.95 = 53.85 and 16.45 less 10 % = 14.805, 14.81 in cents; 5.00 off 68.66: 3.9215 and 1.0785, in whole cents.
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

  it('add up to the source, even with half a piece, a price in thousandths or returned goods', () => {
    expect(order(26001).amountExclVat).toBe(257.28);
    expect(order(26002).amountExclVat).toBe(4731.08);
    expect(order(26003)).toMatchObject({ amountExclVat: -52.35, amountInclVat: -59.03 });
    expect(order(26004)).toMatchObject({ amountExclVat: 2937, amountInclVat: 3553.77 });
    // Closed by hand after 4 of 10: 4 × 16.45.
    expect(order(landmarks.orders.closedByHand).amountExclVat).toBe(65.8);
  });

  it('wait for an article that Asperion does not have, and for a charge that no line shows', () => {
    expect(failures(run)).toContainEqual(['26006', 'REF_NOT_FOUND']);
    expect(flowOf(run, 'orders').failures.find(({ reference }) => reference === '26006')?.reason).toContain(
      'BEKER-DRUK',
    );
    expect(failures(run)).toContainEqual(['26013', 'CHECK_FAILED']);
    expect(failures(run)).toHaveLength(2);
  });

  it('are looked up by the batch, and never written twice', async () => {
    const targets = run.calls.filter(({ method, path }) => method === 'GET' && /\/articles$/i.test(path));
    expect(targets.length).toBeLessThanOrEqual(4);
    await expectQuiet(stage);
  });
});

describe('sales orders as draft invoices', () => {
  let stage: Stage;
  let run: StageRun;
  beforeAll(async () => {
    stage = await open('orders-as-drafts');
    run = await stage.run();
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  const draft = (number: number): Row =>
    only(stage.asperion.rows('draftsalesinvoiceswithlines'), 'reference', `EO-O${number}`);

  it('contain only what was delivered and not invoiced, on the day of the last delivery', () => {
    const { deliveredOnly } = landmarks.orders;
    expect(stage.asperion.rows('draftsalesinvoiceswithlines')).toHaveLength(deliveredOnly.length);
    expect(deliveredOnly.map((number) => draft(number).date)).toEqual(['2026-03-01T00:00:00', '2026-03-13T00:00:00']);
    expect(stage.asperion.rows('salesinvoiceswithlines')).toHaveLength(2);
    // The open one, the partly delivered and the partly invoiced one; the cancelled ones; the one closed by hand; the rest is invoiced.
    expect(flowOf(run, '').leftOut).toEqual([
      { words: 'invoiced in Exact Online', count: 22 },
      { words: 'not delivered yet', count: 3 },
      { words: 'cancelled', count: 2 },
      { words: 'closed with nothing delivered', count: 1 },
    ]);
    expect(failures(run)).toEqual([]);
  });

  it('get no number, and add up to the amount of the order', () => {
    expect(draft(26022)).toMatchObject({
      invoiceNumber: null,
      debtorCustomerNumber: debtor(stage, '20038').customerNumber,
      amountExclVat: 106.3,
      amountInclVat: 117.84,
      journalId: '70',
    });
    expect(lines(draft(26022), 'articleNumber', 'quantity', 'price', 'amount', 'vatCode')).toEqual([
      ['KOF-2001', 3, 29.95, 89.85, 'VL'],
      ['ACC-4001', 1, 16.45, 16.45, 'VH'],
    ]);
    expect(lines(draft(26023), 'articleNumber', 'quantity', 'price', 'amount')).toEqual([['KOF-1002', 8, 14.5, 116]]);
  });

  it('are not touched by later runs: they are for people', () => expectQuiet(stage));
});

describe('sales orders as journal entries', () => {
  let stage: Stage;
  let run: StageRun;
  beforeAll(async () => {
    stage = await open('orders-as-entries', ({ asperion }) => {
      asperion.insert('ledgeraccounts', {
        id: 1510,
        type: 1,
        description: 'Af te dragen btw andere lidstaten',
        vatCode: null,
      });
    });
    await stage.setYaml('tables/control-accounts.yml', ['oss'], '1510');
    run = await stage.run();
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  const entry = (number: number | string): Row =>
    only(stage.asperion.rows('journalentrieswithlines'), 'sourceDocumentNumber', `EO-${number}`);
  const booked = (number: number | string) =>
    lines(entry(number), 'description', 'ledgerAccountId', 'amount', 'vatCode');

  it('are one entry per printed invoice, and one per order that was only delivered', () => {
    const numbers = stage.asperion
      .rows('journalentrieswithlines')
      .map(({ sourceDocumentNumber }) => sourceDocumentNumber);
    // 23 printed invoices, of which one has a charge that no line shows; two orders.
    expect(numbers).toHaveLength(24);
    expect(new Set(numbers).size).toBe(24);
    expect(numbers).not.toContain('EO-26000013');
    expect(failures(run)).toHaveLength(2);
    for (const waiting of ['26013', '26025']) expect(failures(run)).toContainEqual([waiting, 'CHECK_FAILED']);
  });

  it('have receivable, revenue and VAT in balance', () => {
    expect(entry(26000002)).toMatchObject({
      journalId: '90',
      date: '2026-01-10T00:00:00',
      bookyear: 2026,
      bookperiod: 1,
    });
    // 21 % of each line: 950.8548, 41.2125 and 1.4595.
    expect(booked(26000002)).toEqual([
      ['MAC-3001 Espressomachine Duo, 2 groepen', 8000, -4527.88, 'VH'],
      ['DNS-9001 Onderhoud espressomachine', 8000, -196.25, 'VH'],
      ['VERZENDKOSTEN Verzendkosten', 8900, -6.95, 'VH'],
      ['VAT 2', 1500, -950.85, null],
      ['VAT 2', 1500, -41.21, null],
      ['VAT 2', 1500, -1.46, null],
      ['Hotel Noorderlicht B.V.', 1300, 5724.6, null],
    ]);
    expect((entry(26000002).lines as Rows).at(-1)?.debtorId).toBe(debtor(stage, '20002').id);
  });

  it('book returned goods the other way round, line by line', () => {
    expect(booked(26000003).map((line) => (line as readonly unknown[]).slice(1))).toEqual([
      [8000, 35.9, 'VL'],
      [8000, 16.45, 'VH'],
      [1500, 3.23, null],
      [1500, 3.45, null],
      [1300, -59.03, null],
    ]);
  });

  it('book pounds in euros', () => {
    // 156.00 at 1.17.
    expect(booked(26000012)).toEqual([
      ['THE-1001 Earl Grey, doos van 20 × 2 g', 8020, -182.52, 'VEX'],
      [expect.any(String), 1300, 182.52, null],
    ]);
  });

  it('book what was delivered and not invoiced on the day of the last delivery', () => {
    expect(entry('O26023')).toMatchObject({ date: '2026-03-13T00:00:00', bookperiod: 3 });
    expect(booked('O26023')).toEqual([
      ['KOF-1002 Filterkoffie Ochtendmelange gemalen', 8000, -116, 'VL'],
      ['VAT 1', 1500, -10.44, null],
      [expect.any(String), 1300, 126.44, null],
    ]);
  });

  it('are booked once', () => expectQuiet(stage));
});

describe('an invoice of a period that is closed', () => {
  const FLOW = 'orders.exact-online-to-asperion';
  const CLOSED = [{ bookyear: 2026, bookperiod: 2 }];
  /** The flow of orders for one order, whose invoice is of 9 February, after that month was closed. */
  const setClosed = async (): Promise<Stage> => {
    const stage = await open('orders', ({ asperion }) => {
      asperion.switches.closedPeriods = CLOSED;
    });
    await stage.setYaml(`${FLOW}.yml`, ['where', 'not looked at'], 'OrderNumber == 26012');
    return stage;
  };
  const invoice = (stage: Stage): Row | undefined =>
    stage.asperion.rows('salesinvoiceswithlines').find(({ invoiceNumber }) => invoiceNumber === 'EO-26000012');

  it('waits until the period is open', async () => {
    await using stage = await setClosed();
    expect(failures(await stage.run())).toEqual([['26012', 'PERIOD_CLOSED']]);
    expect(invoice(stage)).toBeUndefined();
    stage.asperion.switches.closedPeriods = [];
    await stage.run({ inputs: { records: '26012' } });
    expect(invoice(stage)).toMatchObject({ date: '2026-02-09T00:00:00', bookperiod: 2 });
  });

  it('is booked today, or stops the flow, where that is asked for', async () => {
    await using stage = await setClosed();
    await stage.setYaml(`${FLOW}.yml`, ['steps', 0, 'closed'], 'fail');
    const stopped = await stage.run();
    expect(stopped.exitCode).toBe(1);
    expect(stopped.log).toContain('PERIOD_CLOSED');
    await stage.setYaml(`${FLOW}.yml`, ['steps', 0, 'closed'], 'redate');
    await stage.run();
    const { date, bookyear, bookperiod } = invoice(stage) ?? {};
    expect(String(date) > '2026-02-28').toBe(true);
    expect([bookyear, bookperiod]).toEqual([Number(String(date).slice(0, 4)), Number(String(date).slice(5, 7))]);
  });
});
