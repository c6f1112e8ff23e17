import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Big from 'big.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ComparedFlow, Comparison } from '../../src/report/comparison-report.ts';
import type { Stage, StageRun } from '../../src/sandbox/stage.ts';
import { createWorld } from '../../src/sandbox/world/world.ts';
import { setStageWithFile, smallWorld } from './stage.ts';
import { holdings } from './target.ts';

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
async function setCompared(world = smallWorld()): Promise<Stage> {
  const stage = await setStageWithFile({ world });
  await cp(join(stage.workspace, 'mappings'), join(stage.workspace, 'base'), { recursive: true });
  return stage;
}

async function editTable(stage: Stage, name: string, from: string, to: string): Promise<void> {
  const file = stage.mapping(`tables/${name}.yml`);
  const text = await readFile(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
  await writeFile(file, text.replace(from, to));
}

/** Lines and money of what Dutch customers ordered at the high rate, counted from the orders themselves. */
function highRate({ exactOnline }: Stage): { readonly lines: number; readonly amount: string } {
  const dutch = new Set(
    exactOnline.rows('Accounts').flatMap(({ ID, Country }) => (String(Country).trim() === 'NL' ? [ID] : [])),
  );
  const orders = exactOnline
    .rows('SalesOrders')
    .filter(({ Status, Currency, OrderedBy }) => Status === 21 && Currency === 'EUR' && dutch.has(OrderedBy ?? null));
  const sums = orders.map((order) => {
    const lines = exactOnline.rows('SalesOrderLines').filter(({ OrderID }) => OrderID === order.OrderID);
    const total = lines.reduce((sum, { AmountFC }) => sum.plus(Number(AmountFC)), new Big(0));
    const high = lines.filter(({ VATCode }) => String(VATCode).trim() === '2');
    // An order whose lines do not add up is not booked.
    return total.eq(Number(order.AmountFCExclVat)) ? high : [];
  });
  const high = sums.flat();
  return {
    lines: high.length,
    amount: high.reduce((sum, { AmountFC }) => sum.plus(Number(AmountFC)), new Big(0)).toFixed(2),
  };
}

describe('an edited VAT table', () => {
  let stage: Stage;
  let expected: ReturnType<typeof highRate>;
  beforeAll(async () => {
    stage = await setCompared(createWorld());
    expected = highRate(stage);
    await editTable(stage, 'vat-codes', '"2": VH', '"2": VL');
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  /** The comparison must tell the money to the cent, wherever its records come from. */
  function expectMoney(orders: ComparedFlow): void {
    expect(expected.lines).toBeGreaterThan(5);
    expect(orders.moves).toEqual([{ of: 'VAT code', from: 'VH', to: 'VL', ...expected }]);
    const [high, low] = orders.money;
    expect(orders.money).toHaveLength(2);
    expect(high).toMatchObject({ vatCode: 'VH', account: '8000', base: expected.amount, head: '0.00' });
    expect(high?.difference).toBe(`-${expected.amount}`);
    expect(low).toMatchObject({ vatCode: 'VL', account: '8000', difference: expected.amount });
    expect(new Big(low?.head ?? 0).minus(low?.base ?? 0).toFixed(2)).toBe(expected.amount);
    expect(orders.fields).toEqual([
      { step: 'invoice', field: 'lines.vatCode', records: orders.compared - orders.alike },
    ]);
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
        files: [{ file: 'tables/vat-codes', changes: [{ key: 'NL / 2', base: 'VH', head: 'VL' }] }],
      },
    });
    expectMoney(flowOf(comparison, ORDERS));
    expect(flowOf(comparison, CUSTOMERS)).toMatchObject({ records: [], money: [], moves: [] });
    expect(flowOf(comparison, CUSTOMERS).alike).toBe(flowOf(comparison, CUSTOMERS).compared);
    const shown = Number(expected.amount).toLocaleString('en', { minimumFractionDigits: 2 });
    expect(run.summary).toContain(`- VAT code VH → VL: ${expected.lines} lines, ${shown}`);
    // Both versions see the same answers: the second costs no calls.
    const alone = await stage.run({ inputs: { mode: 'plan', flows: '' } });
    expect(run.calls.length).toBeLessThanOrEqual(alone.calls.length + 2);
  });

  it('shows the same without any credentials, over what a sync recorded, and without a call', async () => {
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
      { step: 'invoice', base: 'unchanged', head: 'refused DIFFERS', records: orders.stays },
    ]);
  });

  it('with credentials runs on the recording just the same, for it knows all that both versions look at', async () => {
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

describe('an edited mapping', () => {
  it('shows which outcomes change and which fields, values of people by their class', async () => {
    await using stage = await setCompared();
    await stage.setYaml(`${CUSTOMERS}.yml`, ['steps', 0, 'fields', 'name'], 'upper(Name)');
    await stage.setYaml(`${CUSTOMERS}.yml`, ['where'], 'Status == "C" && Code != "20004"');
    const flow = flowOf(await comparisonOf(await compare(stage)), CUSTOMERS);
    expect(flow).toMatchObject({ compared: 8, alike: 0 });
    expect(flow.fields).toEqual([{ step: 'debtor', field: 'name', records: 7 }]);
    expect(flow.outcomes).toContainEqual({ step: 'debtor', base: 'created', head: 'not taken', records: 1 });
    expect(flow.records.find(({ reference }) => reference === '20005')?.fields).toEqual([
      { field: 'name', base: '[name]', head: '[name]' },
    ]);
  });

  it('that changes nothing says so; a flow that is switched off is one that takes nothing', async () => {
    await using stage = await setCompared();
    const same = await compare(stage);
    expect(same.summary).toMatch(/All of \d+ records come out the same\. Nothing was written\./);
    await stage.setYaml(`${CUSTOMERS}.yml`, ['enabled'], false);
    const off = await comparisonOf(await compare(stage));
    expect(off.config.flows.disabled).toEqual([CUSTOMERS]);
    expect(flowOf(off, CUSTOMERS).outcomes.map(({ head }) => head)).toEqual(['not taken', 'not taken', 'not taken']);
  });

  it('needs a base that is right, and says where it is not', async () => {
    await using stage = await setCompared();
    await writeFile(join(stage.workspace, 'base', 'links.yml'), 'nobody: { "1": "2" }\n');
    const wrong = await compare(stage);
    expect([wrong.exitCode, wrong.calls]).toEqual([1, []]);
    expect(wrong.log).toContain('UNKNOWN_FLOW base/links.yml:1:1');
    const missing = await stage.run({ inputs: { mode: 'plan', base: 'elsewhere' } });
    expect(missing.log).toContain('NO_MAPPINGS');
    const sync = await stage.run({ inputs: { base: 'base' } });
    expect([sync.exitCode, sync.calls]).toEqual([1, []]);
    expect(sync.log).toContain('WRONG_INPUT The input "base" is for the mode plan');
  });
});
