import { describe, expect, it } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { Clock, HOUR_MS } from '../support/clock.ts';
import { flowOf, namesOf, reportOf, setStage, setStageWithFile, smallWorld } from '../support/stage.ts';

const CUSTOMERS = 'customers.exact-online-to-asperion';

const pin = (stage: Stage, account: string, debtor: string | undefined): Promise<void> =>
  stage.setYaml('links.yml', [CUSTOMERS, account], debtor);

function account(stage: Stage, code: string): unknown {
  return stage.exactOnline.rows('Accounts').find(({ Code }) => Code === code)?.ID;
}

const debtorsOf = (stage: Stage, code: string) =>
  stage.asperion.rows('debtors').filter(({ characteristic5 }) => characteristic5 === `EO-${code}`);

const lettersOf = (run: StageRun) =>
  reportOf(run).flows.flatMap((flow) => flow.deadLetters.map(({ reference, code }) => `${reference} ${code}`));

function setClockedStage({ now }: Clock): Promise<Stage> {
  return setStageWithFile({ world: smallWorld(), exactOnline: { clock: now }, asperion: { clock: now } });
}

describe('a link that a person pins', () => {
  it('sends the record and all that hangs on it to that target', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    const order = stage.exactOnline.rows('SalesOrders').find(({ OrderNumber }) => OrderNumber === 26005);
    expect(order?.OrderedBy).toBe(account(stage, '20004'));
    stage.exactOnline.update('SalesOrders', order?.OrderID, { Status: 21, InvoiceStatus: 21 });
    await pin(stage, '20004', '10005');
    const run = await stage.run();
    expect(run.exitCode).toBe(0);
    expect(debtorsOf(stage, '20004')).toMatchObject([{ customerNumber: '10005', name: 'Sanne de Vries' }]);
    const booked = stage.asperion.rows('salesinvoiceswithlines').find((row) => row.invoiceNumber === 'EO-26000004');
    expect(booked?.debtorCustomerNumber).toBe('10005');
    expect((await stage.run()).writes).toEqual([]);
  });

  it('holds after the state is lost', async () => {
    await using stage = await setStage({ world: smallWorld() });
    await pin(stage, '20004', '10005');
    await stage.run();
    stage.github.evict('exact-asperion-sync/v1/progress/');
    const run = await stage.run();
    expect(run.exitCode).toBe(0);
    expect(run.writes).toEqual([]);
  });

  it('leaves the record out with "skip", and what needs the record waits as a dead letter', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    await pin(stage, '20006', 'skip');
    const run = await stage.run();
    expect(debtorsOf(stage, '20006')).toEqual([]);
    expect(flowOf(run, 'customers')).toMatchObject({ deadLetters: [], failures: [] });
    const orders = flowOf(run, 'orders').deadLetters;
    expect(new Set(orders.map(({ code }) => code))).toEqual(new Set(['PINNED_SKIP']));

    await pin(stage, '20006', undefined);
    stage.exactOnline.update('Accounts', account(stage, '20006'), { Phone: '020-555 0131' });
    const next = await stage.run();
    expect(next.exitCode).toBe(0);
    expect(lettersOf(next)).toEqual([]);
    expect(debtorsOf(stage, '20006')).toHaveLength(1);
  });

  it('makes a dead letter when its target is missing, tried again once the line is corrected', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    await pin(stage, '20004', '99999');
    const run = await stage.run({ inputs: { flows: CUSTOMERS } });
    expect(run.exitCode).toBe(1);
    expect(lettersOf(run)).toEqual(['20004 PIN_NOT_FOUND']);
    expect(flowOf(run, 'customers').steps).toMatchObject([{ created: 4, updated: 2, failed: 1 }]);
    await pin(stage, '20004', '10005');
    const next = await stage.run({ inputs: { flows: CUSTOMERS } });
    expect(next.exitCode).toBe(0);
    expect(lettersOf(next)).toEqual([]);
    expect(namesOf(next.writes)).toEqual(['asperion PUT debtors']);
    expect(debtorsOf(stage, '20004')).toMatchObject([{ customerNumber: '10005' }]);
  });
});

describe('two target records that match one record', () => {
  async function setDoubtfulStage(clock = new Clock()): Promise<Stage> {
    const stage = await setClockedStage(clock);
    const {
      id: _id,
      customerNumber: _number,
      ...twin
    } = stage.asperion.rows('debtors').find(({ customerNumber }) => customerNumber === '10003') ?? {};
    stage.asperion.insert('debtors', { ...twin, customerNumber: '10077', vatNumber: 'nl812345678b01' });
    return stage;
  }

  it('are named, neither is touched, no third one is made, and the others go on', async () => {
    await using stage = await setDoubtfulStage();
    const before = stage.asperion
      .rows('debtors')
      .filter(({ customerNumber }) => /^100(03|77)$/.test(String(customerNumber)));
    const run = await stage.run();
    expect(run.exitCode).toBe(1);
    expect(lettersOf(run)).toEqual(['20002 AMBIGUOUS', '26002 AMBIGUOUS']);
    const [letter] = flowOf(run, 'customers').deadLetters;
    expect(letter?.reason).toMatch(/10003.*10077|10077.*10003/);
    expect(run.summary).toMatch(/links\.yml/);
    expect(
      stage.asperion.rows('debtors').filter(({ customerNumber }) => /^100(03|77)$/.test(String(customerNumber))),
    ).toEqual(before);
    expect(debtorsOf(stage, '20002')).toEqual([]);
    expect(flowOf(run, 'customers').steps).toMatchObject([{ created: 5, updated: 1, failed: 1 }]);
    const again = await stage.run();
    expect(again.exitCode).toBe(0);
    expect(again.writes).toEqual([]);
    expect(lettersOf(again)).toHaveLength(2);
  });

  it('are settled by a line in links.yml, in the next run, for all flows', async () => {
    await using stage = await setDoubtfulStage();
    await stage.run();
    await pin(stage, '20002', '10077');
    const run = await stage.run();
    expect(run.exitCode).toBe(0);
    expect(lettersOf(run)).toEqual([]);
    expect(debtorsOf(stage, '20002')).toMatchObject([{ customerNumber: '10077' }]);
    const invoices = stage.asperion.rows('salesinvoiceswithlines');
    expect(invoices.find(({ invoiceNumber }) => invoiceNumber === 'EO-26000002')?.debtorCustomerNumber).toBe('10077');
  });

  it('are settled by hand in the target as well: the next try, an hour later, finds one', async () => {
    const clock = new Clock();
    await using stage = await setDoubtfulStage(clock);
    await stage.run({ env: clock.env });
    const twin = stage.asperion.rows('debtors').find(({ customerNumber }) => customerNumber === '10077');
    stage.asperion.remove('debtors', twin?.id ?? null);
    clock.forward(0.9 * HOUR_MS);
    expect((await stage.run({ env: clock.env })).writes).toEqual([]);
    clock.forward(0.2 * HOUR_MS);
    const run = await stage.run({ env: clock.env });
    expect(run.exitCode).toBe(0);
    expect(lettersOf(run)).toEqual([]);
    expect(debtorsOf(stage, '20002')).toMatchObject([{ customerNumber: '10003' }]);
  });

  it('are settled by "skip" as well', async () => {
    await using stage = await setDoubtfulStage();
    await stage.run({ inputs: { flows: CUSTOMERS } });
    await pin(stage, '20002', 'skip');
    const run = await stage.run({ inputs: { flows: CUSTOMERS } });
    expect(run.exitCode).toBe(0);
    expect(lettersOf(run)).toEqual([]);
    expect(run.writes).toEqual([]);
  });
});

describe('a dead letter', () => {
  /** Customer 20004 without an address, which Asperion wants. */
  async function setStageWithDeadLetter(clock = new Clock()): Promise<Stage> {
    const stage = await setClockedStage(clock);
    stage.inputs.flows = CUSTOMERS;
    stage.exactOnline.update('Accounts', account(stage, '20004'), { AddressLine1: null });
    const run = await stage.run();
    expect(run.exitCode).toBe(1);
    expect(lettersOf(run)).toEqual(['20004 REQUIRED_EMPTY']);
    expect(flowOf(run, 'customers').steps).toMatchObject([{ created: 4, updated: 2, failed: 1 }]);
    return stage;
  }

  it('is tried again after one hour, four hours, and daily; it makes only the first run red', async () => {
    const clock = new Clock();
    await using stage = await setStageWithDeadLetter(clock);
    const attempts: number[] = [];
    // After the last try: 50 min, 1:10; 3:50, 4:10; 23:50, 24:10.
    for (const hours of [50 / 60, 20 / 60, 230 / 60, 20 / 60, 1430 / 60, 20 / 60]) {
      clock.forward(hours * HOUR_MS);
      const run = await stage.run({ env: clock.env });
      expect(run.exitCode).toBe(0);
      expect(run.writes).toEqual([]);
      attempts.push(flowOf(run, 'customers').deadLetters[0]?.attempts ?? 0);
    }
    expect(attempts).toEqual([1, 2, 2, 3, 3, 4]);
  });

  it('is tried at once when its record changes, and is gone when that settles it', async () => {
    await using stage = await setStageWithDeadLetter();
    stage.exactOnline.update('Accounts', account(stage, '20004'), { City: 'Hoorn' });
    const still = await stage.run();
    expect(flowOf(still, 'customers').steps).toMatchObject([{ read: 1, failed: 1 }]);
    expect(lettersOf(still)).toEqual(['20004 REQUIRED_EMPTY']);
    stage.exactOnline.update('Accounts', account(stage, '20004'), { AddressLine1: 'Dorpsstraat 1' });
    const run = await stage.run();
    expect(run.exitCode).toBe(0);
    expect(lettersOf(run)).toEqual([]);
    expect(debtorsOf(stage, '20004')).toMatchObject([{ address: 'Dorpsstraat 1', city: 'Hoorn' }]);
  });

  it('is tried at once when the mapping changes', async () => {
    await using stage = await setStageWithDeadLetter();
    await stage.setYaml('parts/debtor.yml', ['fields', 'address'], {
      expr: '$customer.AddressLine1',
      default: 'onbekend',
    });
    const run = await stage.run();
    expect(run.exitCode).toBe(0);
    expect(lettersOf(run)).toEqual([]);
    expect(namesOf(run.writes)).toEqual(['asperion POST debtors']);
    expect(debtorsOf(stage, '20004')).toMatchObject([{ address: 'onbekend' }]);
  });

  it('is tried at once when a table of the mapping changes', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    const table = 'tables/vat-codes.yml';
    await stage.setYaml(table, ['BE'], undefined);
    const run = await stage.run();
    expect(flowOf(run, 'orders').deadLetters.map(({ code }) => code)).toContain('UNMAPPED_KEY');
    const missing = flowOf(run, 'orders').deadLetters.length;
    await stage.setYaml(table, ['BE'], { 7: 'VICP', BEH: 'OSS-BE', BEL: 'OSS-BE-L' });
    const next = await stage.run();
    expect(next.exitCode).toBe(0);
    expect(lettersOf(next)).toEqual([]);
    expect(namesOf(next.writes)).toEqual(Array(missing).fill('asperion POST salesinvoiceswithlines'));
  });

  it('is tried at once when the input records names it', async () => {
    await using stage = await setStageWithDeadLetter();
    const run = await stage.run({ inputs: { records: '20004' } });
    expect(run.exitCode).toBe(0);
    expect(flowOf(run, 'customers')).toMatchObject({
      steps: [{ read: 1, failed: 1 }],
      deadLetters: [{ reference: '20004', attempts: 2 }],
    });
  });

  it('is dropped when its record is no longer one of the flow’s', async () => {
    await using stage = await setStageWithDeadLetter();
    stage.exactOnline.update('Accounts', account(stage, '20004'), { Status: 'P' });
    const run = await stage.run();
    expect(run.exitCode).toBe(0);
    expect(lettersOf(run)).toEqual([]);
  });
});
