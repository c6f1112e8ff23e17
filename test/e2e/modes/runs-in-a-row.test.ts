import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { readLogs } from '../../../src/activity/read.ts';
import { verifyLedger } from '../../../src/activity/verify-ledger.ts';
import { readHistory } from '../../../src/commands/activity/history.ts';
import { folderWith } from '../../activity/logs.ts';
import { Clock, SECOND_MS, tomorrowAt } from '../support/clock.ts';
import { editRecords } from '../support/edits.ts';
import { everything, type ObservedRun, observe } from '../support/observe.ts';
import { only, type Row } from '../support/rows.ts';
import { flowOf, reportOf, setStage } from '../support/stage.ts';

const clock = new Clock();
const noon = tomorrowAt(12);
let stage: Stage;
let first: ObservedRun;
let idle: ObservedRun;
let edited: ObservedRun;
let after: ObservedRun;

/** A run so many minutes after noon: all of them are within the life of one token. */
function runAfter(minutes: number): Promise<ObservedRun> {
  clock.set(noon + minutes * 60 * SECOND_MS);
  return observe(stage, clock.env);
}

beforeAll(async () => {
  const { now } = clock;
  stage = await setStage({ exactOnline: { clock: now }, asperion: { clock: now }, github: { now } });
  first = await runAfter(0);
});

afterAll(() => stage[Symbol.asyncDispose]());

describe('the second run, when nothing changed', () => {
  let before: unknown;

  beforeAll(async () => {
    before = everything(stage);
    idle = await runAfter(2);
  });

  test('makes one call per feed of Exact Online, one listing of articles, and no other', () => {
    expect(idle.seen).toEqual({
      'exact-online GET sync/CRM/Accounts': 1,
      'exact-online GET sync/Deleted': 1,
      'exact-online GET sync/SalesOrder/SalesOrderHeaders': 1,
      'exact-online GET sync/SalesOrder/SalesOrderLines': 1,
      'asperion GET articles': 1,
    });
  });

  test('writes nothing, and leaves both systems the same to the last field', () => {
    expect(idle.writes).toEqual([]);
    expect(everything(stage)).toEqual(before);
  });

  test('is green, and warns of the five records that still wait, each at the line to edit', () => {
    expect(idle.exitCode).toBe(0);
    expect(idle.annotations.map(({ level, title, file }) => [level, title, file])).toEqual([
      ['warning', 'REQUIRED_EMPTY', 'mappings/parts/debtor.yml'],
      ['warning', 'UNMAPPED_KEY', 'mappings/tables/units.yml'],
      ['warning', 'UNMAPPED_KEY', 'mappings/tables/units.yml'],
      ['warning', 'CHECK_FAILED', 'mappings/parts/invoice-checks.yml'],
      ['warning', 'CHECK_FAILED', 'mappings/orders.exact-online-to-asperion.yml'],
    ]);
    expect(idle.summary).toContain(
      '⚠️ 1 customer, 2 articles and 2 orders wait for you. Documents that wait, with VAT: € 226.30 of 2 orders; a part of that may be booked already.',
    );
    expect(idle.outputs).toMatchObject({
      created: '0',
      updated: '0',
      failed: '0',
      'dead-letters': '5',
      'api-calls': '5',
    });
  });

  test('does not try the waiting records again', () => {
    const letters = reportOf(idle).flows.flatMap(({ deadLetters }) => deadLetters);
    expect(letters.map(({ reference, attempts }) => [reference, attempts])).toEqual([
      ['20019', 1],
      ['DNS-9002', 1],
      ['DNS-9003', 1],
      ['26013', 1],
      ['26025', 1],
    ]);
    expect(reportOf(idle).flows.flatMap(({ failures }) => failures)).toEqual([]);
  });
});

describe('the third run, after people changed records in both systems', () => {
  let bodies: Readonly<Record<string, unknown>>;
  let created: readonly unknown[];
  let untouched: Row;

  beforeAll(async () => {
    const { exactOnline, asperion } = stage;
    editRecords(stage);
    untouched = structuredClone(only(asperion.rows('debtors'), 'characteristic5', 'EO-20014'));

    edited = await runAfter(4);
    const names = new Map<unknown, unknown>([
      ...asperion
        .rows('debtors')
        .map(({ id, characteristic5 }) => [`/v1/debtors/${String(id)}`, characteristic5] as const),
      ...exactOnline.rows('Items').map(({ ID, Code }) => [`(guid'${String(ID)}')`, Code] as const),
      ...exactOnline
        .rows('SalesItemPrices')
        .map(({ ID, ItemCode }) => [`(guid'${String(ID)}')`, `price ${String(ItemCode)}`] as const),
    ]);
    const puts = edited.writes.filter(({ method }) => method === 'PUT');
    bodies = Object.fromEntries(
      puts.map(({ path, body }) => [names.get(path.replace(/^.*(?=\(guid)/, '')), JSON.parse(body ?? '') as unknown]),
    );
    created = edited.writes
      .filter(({ method }) => method === 'POST')
      .map(({ body }) => JSON.parse(body ?? '') as unknown);
  });

  test('changes exactly the edited records, and in them exactly the edited fields', () => {
    expect(edited.writes.filter(({ method }) => method === 'PUT')).toHaveLength(Object.keys(bodies).length);
    expect(bodies).toEqual({
      'EO-20009': { attentionTo: 'Heike Sommer', address: 'Lindenallee 17', postCode: '80333' },
      'EO-20010': { paymentConditionId: 3 },
      'EO-20012': { phoneNumber: null, emailAddress: 'zoe@example.org' },
      'EO-20013': { attentionTo: 'Odile Marchand' },
      'price KOF-1004': { Price: 25.1 },
      'THE-1002': { Description: 'Muntthee vers gedroogd, 20 zakjes' },
      'MAC-3002': { Description: 'Bonenmolen Stil 64, zwart' },
      'price MAC-3002': { Price: 699 },
    });
  });

  test('creates exactly what is new: the article, the order and both invoices', () => {
    expect(created).toHaveLength(5);
    expect(created).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          Code: 'KOF-1099',
          Description: 'Kerstmelange',
          Unit: 'kg',
          IsSalesItem: true,
          IsStockItem: true,
        }),
        expect.objectContaining({ Price: 19.95, Currency: 'EUR', Quantity: 1 }),
        expect.objectContaining({ invoiceNumber: 'EO-O26014', debtorCustomerNumber: '10002' }),
        expect.objectContaining({ invoiceNumber: 'EO-26000901', date: '2026-04-07T00:00:00' }),
        expect.objectContaining({ invoiceNumber: 'EO-26000013' }),
      ]),
    );
  });

  test('books each of them at the amount of its lines', () => {
    const amount = (number: string): unknown =>
      only(stage.asperion.rows('salesinvoiceswithlines'), 'invoiceNumber', number).amountExclVat;
    expect(amount('EO-26000013')).toBe(148.5);
    expect(amount('EO-O26014')).toBe(89.75);
    // 7 of 12 at 3.25.
    expect(amount('EO-26000901')).toBe(22.75);
  });

  test('reports a booked invoice whose line was changed afterwards, and leaves it alone', () => {
    expect(flowOf(edited, 'orders').failures).toMatchObject([
      { reference: '26005', code: 'DIFFERS', step: 'invoice', isNew: true },
    ]);
    const invoice = only(stage.asperion.rows('salesinvoiceswithlines'), 'invoiceNumber', 'EO-26000005');
    expect(invoice.lines).toMatchObject([{}, { description: 'KOF-1002 Filterkoffie Ochtendmelange gemalen' }]);
    expect(edited.exitCode).toBe(1);
  });

  test('does not touch what people changed in the target', () => {
    expect(only(stage.asperion.rows('debtors'), 'characteristic5', 'EO-20014')).toEqual(untouched);
  });

  test('counts what it did', () => {
    expect(
      reportOf(edited).flows.map(({ steps }) =>
        steps.map(({ created, updated, failed }) => [created, updated, failed]),
      ),
    ).toEqual([
      [[0, 4, 0]],
      [
        [1, 2, 0],
        [1, 2, 0],
      ],
      [
        [0, 0, 0],
        [2, 0, 1],
        [1, 0, 0],
      ],
    ]);
  });

  test('is followed by a run that reads once more what changed a moment ago, and has nothing to do', async () => {
    const before = everything(stage);
    after = await runAfter(6);
    expect(after.seen).toMatchObject(idle.seen);
    expect(after.writes).toEqual([]);
    expect(everything(stage)).toEqual(before);
    expect(after.exitCode).toBe(0);
    expect(reportOf(after).flows.flatMap(({ deadLetters }) => deadLetters.map(({ reference }) => reference))).toEqual([
      '20019',
      'DNS-9002',
      'DNS-9003',
      '26025',
      '26005',
    ]);
  });
});

describe('the activity logs', () => {
  test('are one chain that the ledger verifies, and tell what happened to a record over all runs', async () => {
    const runs = { first, idle, edited, after };
    const logs = Object.entries(runs).map(([name, { activity }]) => [`${name}.jsonl`, activity.trimEnd().split('\n')]);
    using folder = folderWith(Object.fromEntries(logs));
    const { chains, problems } = await verifyLedger(readLogs(folder.path));
    expect(problems).toEqual([]);
    expect(chains).toMatchObject([{ isCut: false, restarts: [], runs: [{}, {}, {}, {}] }]);
    const { events } = await readHistory(folder.path, '20009');
    expect(events.map(({ event }) => [event.action, event.target, event.step])).toEqual([
      ['created', '10011', 'debtor'],
      ['updated', '10011', 'debtor'],
    ]);
    expect(events[1]?.event.fields).toEqual(['attentionTo', 'address', 'postCode']);
    for (const { activity } of Object.values(runs)) expect(activity).not.toMatch(/Lindenallee|Heike Sommer|80333/);
  });
});

describe('the report', () => {
  test('has the calls that the servers saw, tokens included, and the output their number', () => {
    for (const run of [first, idle, edited, after]) {
      const { calls } = reportOf(run);
      expect(calls).toEqual(run.seen);
      expect(run.outputs['api-calls']).toBe(String(Object.values(run.seen).reduce((sum, count) => sum + count, 0)));
    }
  });

  test('gives each flow its own calls, which add up to all', () => {
    for (const run of [first, idle, edited, after]) {
      const sums: Record<string, number> = {};
      for (const { calls } of reportOf(run).flows) {
        for (const [name, count] of Object.entries(calls)) sums[name] = (sums[name] ?? 0) + count;
      }
      expect(sums).toEqual(run.seen);
    }
    expect(flowOf(idle, 'customers').calls).toEqual({
      'exact-online GET sync/CRM/Accounts': 1,
      'exact-online GET sync/Deleted': 1,
    });
    expect(flowOf(idle, 'products').calls).toEqual({ 'asperion GET articles': 1 });
  });

  test('has the shape that scripts rely on', () => {
    const count = expect.any(Number);
    const text = expect.any(String);
    for (const run of [first, idle, edited]) {
      const report = reportOf(run);
      expect(report.flows.map(({ flow, steps }) => [flow, steps.map(({ step }) => step)])).toEqual([
        ['customers.exact-online-to-asperion', ['debtor']],
        ['products.asperion-to-exact-online', ['item', 'price']],
        ['orders.exact-online-to-asperion', ['debtor', 'invoice', 'delivery']],
      ]);
      for (const flow of report.flows) {
        expect(flow.status).toBe('ok');
        for (const step of flow.steps) {
          expect(step).toEqual({
            step: text,
            read: count,
            created: count,
            updated: count,
            unchanged: count,
            skipped: count,
            failed: count,
          });
          const sum = step.created + step.updated + step.unchanged + step.skipped + step.failed;
          // An order with two invoices is read once and makes two records.
          expect(sum - step.read).toBe(run === first && step.step === 'invoice' ? 1 : 0);
        }
        for (const letter of flow.deadLetters) {
          expect(letter).toMatchObject({
            reference: text,
            code: text,
            reason: text,
            step: text,
            attempts: count,
            firstAt: text,
            lastAt: text,
          });
          expect(Date.parse(letter.firstAt)).toBeLessThanOrEqual(Date.parse(letter.lastAt));
        }
      }
    }
  });

  test('says how far each source was read: nowhere before the first run, then on from there', () => {
    for (const [index, flow] of reportOf(first).flows.entries()) {
      expect(flow.cursor.before).toBeNull();
      expect(flow.cursor.after).toEqual(expect.any(String));
      const { before, after } = reportOf(idle).flows[index]?.cursor ?? {};
      expect(before).toBe(flow.cursor.after);
      // A list's newest change is known since that run.
      expect(String(after).replace(/ knownAt=\d+/, '')).toBe(before);
      expect(reportOf(edited).flows[index]?.cursor.before).toBe(after);
      expect(reportOf(edited).flows[index]?.cursor.after).not.toBe(flow.cursor.after);
    }
  });

  test('agrees with the outputs', () => {
    for (const run of [first, idle, edited]) {
      const steps = reportOf(run).flows.flatMap((flow) => flow.steps);
      for (const name of ['created', 'updated', 'unchanged', 'skipped'] as const) {
        expect(run.outputs[name]).toBe(String(steps.reduce((sum, step) => sum + step[name], 0)));
      }
    }
    expect(first.outputs).toMatchObject({ failed: '5', 'dead-letters': '5' });
  });

  test('counts the records that it wrote, so an order with two invoices counts twice', () => {
    const written = (run: StageRun): number => {
      const steps = reportOf(run).flows.flatMap((flow) => flow.steps);
      return steps.reduce((sum, step) => sum + step.created + step.updated, 0);
    };
    expect(written(first)).toBe(first.writes.length);
    expect(written(edited)).toBe(edited.writes.length);
  });
});
