import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Big from 'big.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { landmarks } from '../../../sandbox/world/landmarks.ts';
import { createWorld } from '../../../sandbox/world/world.ts';
import type { ComparedFlow, Comparison } from '../../../src/report/plan/comparison-report.ts';
import type { Row, Rows } from '../support/rows.ts';
import { setStageWithFile, smallWorld } from '../support/stage.ts';
import { holdings } from '../support/target.ts';

const CUSTOMERS = 'customers.exact-online-to-asperion';
const ORDERS = 'orders.exact-online-to-asperion';

/** What of a stage's inputs is taken away from a run for a pull request. */
const withoutCredentials = (stage: Stage) =>
  Object.fromEntries(
    Object.keys(stage.inputs)
      .filter((name) => /client|token|division|tenant/.test(name))
      .map((name) => [name, '']),
  );

const compare = (stage: Stage, inputs: Readonly<Record<string, string>> = {}) =>
  stage.run({ inputs: { mode: 'plan', base: 'base', ...inputs } });

async function comparisonOf(run: StageRun): Promise<Comparison> {
  if (run.outputs.plan === undefined) throw new Error(`There is no plan; the log:\n${run.log}`);
  return JSON.parse(await readFile(run.outputs.plan, 'utf8'));
}

const flowOf = ({ flows }: Comparison, name: string): ComparedFlow => {
  const flow = flows.find((one) => one.flow === name);
  if (flow === undefined) throw new Error(`The plan has no flow ${name}.`);
  return flow;
};

/** A stage whose mappings before the change stand in `base`. */
async function setCompared(world = smallWorld(), prepare = async (_: Stage): Promise<void> => {}): Promise<Stage> {
  const stage = await setStageWithFile({ world });
  await prepare(stage);
  await cp(join(stage.workspace, 'mappings'), join(stage.workspace, 'base'), { recursive: true });
  return stage;
}

async function editTable(stage: Stage, name: string, from: string, to: string): Promise<void> {
  const file = stage.mapping(`tables/${name}.yml`);
  const text = await readFile(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
  await writeFile(file, text.replace(from, to));
}

/** Lines and money of what is booked at the high rate for Dutch customers, counted from the documents of Exact Online themselves. */
function highRate({ exactOnline }: Stage): {
  readonly lines: number;
  readonly amount: string;
  readonly shipping: string;
} {
  const sum = (rows: Rows, field: string): Big =>
    rows.reduce((total, row) => total.plus(Number(row[field])), new Big(0));
  const isHigh = ({ VATCode }: Row): boolean => String(VATCode).trim() === '2';
  const invoices = exactOnline.rows('SalesInvoices').flatMap((invoice) => {
    const lines = exactOnline.rows('SalesInvoiceLines').filter(({ InvoiceID }) => InvoiceID === invoice.InvoiceID);
    // One that is not printed, or whose lines do not add up, is not booked. Only Dutch customers have the code 2.
    const addsUp = sum(lines, 'AmountDC').eq(new Big(Number(invoice.AmountDC)).minus(Number(invoice.VATAmountDC)));
    return invoice.Status === 50 && addsUp ? lines.filter(isHigh) : [];
  });
  const orders = landmarks.orders.deliveredOnly.flatMap((number) => {
    const order = exactOnline.rows('SalesOrders').find(({ OrderNumber }) => OrderNumber === number);
    return exactOnline.rows('SalesOrderLines').filter((line) => line.OrderID === order?.OrderID && isHigh(line));
  });
  return {
    lines: invoices.length + orders.length,
    amount: sum(invoices, 'AmountDC').plus(sum(orders, 'AmountFC')).toFixed(2),
    shipping: sum(
      invoices.filter(({ ItemCode }) => ItemCode === 'VERZENDKOSTEN'),
      'AmountDC',
    ).toFixed(2),
  };
}

describe('an edited VAT table', () => {
  let stage: Stage;
  let expected: ReturnType<typeof highRate>;
  beforeAll(async () => {
    // Another code for the same rate, which both versions know: a code for another rate would not be booked.
    stage = await setCompared(createWorld(), (set) =>
      editTable(set, 'vat-supplies', 'VH: {', 'VHN: { kind: domestic, rate: 21 }\nVH: {'),
    );
    const high = stage.asperion.rows('vatcodes').find(({ id }) => id === 'VH');
    stage.asperion.insert('vatcodes', { ...high, id: 'VHN' });
    expected = highRate(stage);
    await editTable(stage, 'vat-codes', '"2": VH', '"2": VHN');
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  /** The comparison must tell the money to the cent, wherever its records come from. */
  function expectMoney(orders: ComparedFlow): void {
    expect(expected.lines).toBeGreaterThan(5);
    const { lines, amount, shipping } = expected;
    expect(orders.moves).toMatchObject([{ of: 'VAT code', from: 'VH', to: 'VHN', lines, amount }]);
    const goods = new Big(amount).minus(shipping).toFixed(2);
    for (const [account, money] of [
      ['8000', goods],
      ['8900', shipping],
    ] as const) {
      const [high, other] = ['VH', 'VHN'].map((code) =>
        orders.money.find((one) => one.vatCode === code && one.account === account),
      );
      expect(high).toMatchObject({ base: money, head: '0.00', difference: `-${money}` });
      expect(other).toMatchObject({ base: '0.00', head: money, difference: money });
    }
    expect(orders.money).toHaveLength(4);
    expect(orders.fields.map(({ step, field }) => [step, field])).toEqual([
      ['invoice', 'lines.vatCode'],
      ['delivery', 'lines.vatCode'],
    ]);
    expect(orders.fields.reduce((sum, { records }) => sum + records, 0)).toBe(orders.compared - orders.alike);
  }

  it('shows the money that moves, before anything was synced, over the records of both systems', async () => {
    const before = holdings(stage);
    const run = await compare(stage);
    expect([run.exitCode, run.writes]).toEqual([0, []]);
    expect(holdings(stage)).toEqual(before);
    const comparison = await comparisonOf(run);
    expect(comparison).toMatchObject({
      kind: 'comparison',
      basis: { kind: 'systems' },
      config: {
        flows: { changed: [ORDERS], added: [], removed: [] },
        files: [{ file: 'tables/vat-codes', changes: [{ key: 'NL / 2', base: 'VH', head: 'VHN' }] }],
      },
    });
    expectMoney(flowOf(comparison, ORDERS));
    expect(flowOf(comparison, CUSTOMERS)).toMatchObject({ records: [], money: [], moves: [] });
    expect(flowOf(comparison, CUSTOMERS).alike).toBe(flowOf(comparison, CUSTOMERS).compared);
    const shown = Number(expected.amount).toLocaleString('en', { minimumFractionDigits: 2 });
    expect(run.summary).toContain(`- VAT code VH → VHN: ${expected.lines} lines, € ${shown}`);
    // Both versions see the same answers: the second costs no calls.
    const alone = await stage.run({ inputs: { mode: 'plan', flows: '' } });
    expect(run.calls.length).toBeLessThanOrEqual(alone.calls.length + 2);
  });

  it('shows no money under a code that the target does not have', async () => {
    await editTable(stage, 'vat-codes', '"2": VHN', '"2": VHX');
    await editTable(stage, 'vat-supplies', 'VHN: {', 'VHX: {');
    const orders = flowOf(await comparisonOf(await compare(stage)), ORDERS);
    await editTable(stage, 'vat-codes', '"2": VHX', '"2": VHN');
    await editTable(stage, 'vat-supplies', 'VHX: {', 'VHN: {');
    expect(orders.outcomes).toContainEqual(expect.objectContaining({ step: 'invoice', head: 'refused REFUSED' }));
    // One that is in the target already is compared, and stays as it was sent.
    expect(orders.money.filter(({ vatCode }) => vatCode === 'VHX').map(({ lines }) => lines)).toEqual([[0, 1]]);
  });

  it('shows the same without credentials and without a call, from what a sync recorded', async () => {
    await cp(stage.mapping('tables/vat-codes.yml'), join(stage.workspace, 'edited.yml'));
    await cp(join(stage.workspace, 'base', 'tables', 'vat-codes.yml'), stage.mapping('tables/vat-codes.yml'));
    await stage.run();
    await cp(join(stage.workspace, 'edited.yml'), stage.mapping('tables/vat-codes.yml'));
    const run = await compare(stage, withoutCredentials(stage));
    expect([run.exitCode, run.calls]).toEqual([0, []]);
    const comparison = await comparisonOf(run);
    expect(comparison.basis).toMatchObject({ kind: 'recording', lacks: [] });
    const orders = flowOf(comparison, ORDERS);
    expectMoney(orders);
    // All of them were booked by the sync: a change of the mapping does not rebook them.
    expect(orders.stays).toBe(orders.compared - orders.alike);
    expect(run.summary).toMatch(/\d+ of these are in the target already and stay as sent/);
    expect(orders.outcomes).toEqual([
      { step: 'delivery', base: 'left', head: 'not taken', records: orders.stays - 1 }, // it is not come to
      { step: 'invoice', base: 'unchanged', head: 'refused DIFFERS', records: orders.stays - 1 },
      { step: 'delivery', base: 'unchanged', head: 'refused DIFFERS', records: 1 },
    ]);
  });

  it('uses the recording even with credentials, because it holds all that both versions look at', async () => {
    const run = await compare(stage);
    expect([run.exitCode, run.calls]).toEqual([0, []]);
    const comparison = await comparisonOf(run);
    expect(comparison.basis.kind).toBe('recording');
    expectMoney(flowOf(comparison, ORDERS));
  });

  it('asks the systems for what was not recorded, and only for the flow that needs it', async () => {
    await stage.setYaml(`${CUSTOMERS}.yml`, ['steps', 0, 'fields', 'comments'], 'Fax');
    const comparison = await comparisonOf(await compare(stage));
    expect(comparison.basis).toMatchObject({ kind: 'both', lacks: [] });
    expect(comparison.basis.recorded).not.toContain(CUSTOMERS);
    expect(flowOf(comparison, CUSTOMERS).outcomes.map(({ head }) => head)).not.toContain('not known');
    expectMoney(flowOf(comparison, ORDERS));
  });
});

describe('a flow that is switched on', () => {
  it('is told as not known where no recording has it, and shown where the systems are asked', async () => {
    await using stage = await setCompared(smallWorld(), (set) => set.setYaml(`${ORDERS}.yml`, ['enabled'], false));
    await stage.run();
    await stage.setYaml(`${ORDERS}.yml`, ['enabled'], true);
    const run = await compare(stage, withoutCredentials(stage));
    expect([run.exitCode, run.calls]).toEqual([0, []]);
    expect((await comparisonOf(run)).basis.unrecorded).toEqual([ORDERS]);
    expect(run.summary).toContain('What 1 flow would do is not known: see below.');
    const asked = await comparisonOf(await compare(stage));
    expect(asked.basis).toMatchObject({ kind: 'both', unrecorded: [] });
    expect(flowOf(asked, ORDERS).outcomes.map(({ head }) => head)).toContain('created');
  });
});

describe('an edited mapping', () => {
  it('shows which outcomes change and which fields, values of people by their class', async () => {
    await using stage = await setCompared();
    await stage.setYaml('parts/debtor.yml', ['fields', 'name'], 'upper($customer.Name)');
    await stage.setYaml(`${CUSTOMERS}.yml`, ['where'], 'Status == "C" && Code != "20004"');
    const flow = flowOf(await comparisonOf(await compare(stage)), CUSTOMERS);
    expect(flow).toMatchObject({ compared: 8, alike: 0 });
    expect(flow.fields).toEqual([{ step: 'debtor', field: 'name', records: 7 }]);
    expect(flow.outcomes).toContainEqual({ step: 'debtor', base: 'created', head: 'not taken', records: 1 });
    expect(flow.records.find(({ reference }) => reference === '20005')?.fields).toEqual([
      { field: 'name', base: '[name]', head: '[name]' },
    ]);
  });

  it('says so when it changes nothing; a flow that is switched off takes no records', async () => {
    await using stage = await setCompared();
    const same = await compare(stage);
    expect(same.summary).toMatch(/All of \d+ records come out the same\. Nothing was written\./);
    await stage.setYaml(`${CUSTOMERS}.yml`, ['enabled'], false);
    const off = await comparisonOf(await compare(stage));
    expect(off.config.flows.disabled).toEqual([CUSTOMERS]);
    expect(flowOf(off, CUSTOMERS).outcomes.map(({ head }) => head)).toEqual(['not taken', 'not taken', 'not taken']);
  });

  it('needs a right base, and says where it is wrong', async () => {
    await using stage = await setCompared();
    await writeFile(join(stage.workspace, 'base', 'links.yml'), 'nobody: { "1": "2" }\n');
    const wrong = await compare(stage);
    expect([wrong.exitCode, wrong.calls]).toEqual([1, []]);
    expect(wrong.log).toContain('UNKNOWN_FLOW base/links.yml:1:1');
    const missing = await stage.run({ inputs: { mode: 'plan', base: 'elsewhere' } });
    expect(missing.log).toContain('NO_MAPPINGS');
    await mkdir(join(stage.workspace, 'action-before'));
    const empty = await stage.run({ inputs: { mode: 'plan', base: 'base', 'base-shipped': 'action-before' } });
    expect(empty.log).toContain('NO_MAPPINGS The folder "action-before" holds no mappings.');
    const sync = await stage.run({ inputs: { base: 'base' } });
    expect([sync.exitCode, sync.calls]).toEqual([1, []]);
    expect(sync.log).toContain('WRONG_INPUT The input "base" is for the mode plan');
  });
});
