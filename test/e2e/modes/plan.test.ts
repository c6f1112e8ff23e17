import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Big from 'big.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { SeenCall, Stage, StageRun } from '../../../sandbox/stage.ts';
import { createWorld } from '../../../sandbox/world/world.ts';
import type { Plan, PlanField, PlanFlow, PlanRecord } from '../../../src/report/plan/plan-report.ts';
import { planKeyOf } from '../../../src/state/keys.ts';
import { readEntries } from '../../../src/state/state-file.ts';
import { setStage, setStageWithFile, smallWorld } from '../support/stage.ts';
import { holdings } from '../support/target.ts';

const plan = (stage: Stage, inputs: Readonly<Record<string, string>> = {}) =>
  stage.run({ inputs: { mode: 'plan', ...inputs } });

async function planOf(run: StageRun): Promise<Plan> {
  if (run.outputs.plan === undefined) throw new Error(`There is no plan; the log:\n${run.log}`);
  return JSON.parse(await readFile(run.outputs.plan, 'utf8'));
}

/** Hashes of the sealed entries of the state by name, tokens aside: only these may change. */
async function entriesOf(stage: Stage): Promise<Readonly<Record<string, string>>> {
  const entries = await readEntries(join(stage.workspace, 'state.json'));
  return Object.fromEntries(entries.flatMap(({ name, hash }) => (name.startsWith('tokens/') ? [] : [[name, hash]])));
}

const countsOf = ({ flows }: Plan) =>
  Object.fromEntries(
    flows.flatMap(({ flow, steps }) =>
      steps.map(({ step, resource: _, ...counts }) => {
        const filled = Object.entries(counts).filter(([, count]) => count > 0);
        return [`${flow.split('.')[0]} ${step}`, Object.fromEntries(filled)];
      }),
    ),
  );

/** Ids that only the target can give: what a plan cannot know of a write. */
const ASSIGNED = new Set(['Item', 'debtorCustomerNumber']);

/** One text per value, the same for a plan's and for the wire's. */
function plain(field: string, value: unknown): unknown {
  if (ASSIGNED.has(field)) return 'assigned';
  if (Array.isArray(value)) return value.map((one) => plain('', one));
  if (typeof value === 'object' && value !== null) {
    const { _data: lines } = value as { readonly _data?: unknown };
    return lines === undefined ? fieldsOf(Object.entries(value)) : plain(field, lines);
  }
  const text = String(value).replace(/T00:00:00$/, '');
  return /^-?\d+(\.\d+)?$/.test(text) ? new Big(text).toFixed() : text;
}
const fieldsOf = (entries: readonly (readonly [string, unknown])[]): string =>
  JSON.stringify(
    entries
      .filter(([, value]) => value !== null)
      .map(([field, value]) => [field, plain(field, value)])
      .sort(),
  );
const sentBy = (writes: readonly SeenCall[]) =>
  writes.map(({ body }) => fieldsOf(Object.entries(JSON.parse(body ?? '{}')))).sort();
const planned = ({ flows }: Plan) =>
  flows
    .flatMap(({ records }) => records)
    .filter(({ action }) => action === 'create' || action === 'update')
    .map(({ fields }) => fieldsOf(fields.map(({ field, after }) => [field, after])))
    .sort();

describe('before the first sync', () => {
  let stage: Stage;
  let run: StageRun;
  let made: Plan;
  beforeAll(async () => {
    stage = await setStageWithFile({ world: createWorld({ customers: 20, articles: 10, orders: 20 }) });
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  it('a plan writes nothing, makes only calls that read, and saves nothing but tokens', async () => {
    const before = holdings(stage);
    run = await plan(stage, { reveal: 'all' });
    expect(run.exitCode).toBe(0);
    expect(run.writes).toEqual([]);
    expect(holdings(stage)).toEqual(before);
    expect(await entriesOf(stage)).toEqual({});
    made = await planOf(run);
    expect(made).toMatchObject({ format: 1, kind: 'plan', basis: { kind: 'systems' }, warnings: [] });
  });

  it('says exactly what the sync then does: every count, and every write with its body', async () => {
    const again = await planOf(await plan(stage, { reveal: 'all' }));
    expect({ ...again, madeAt: made.madeAt }).toEqual(made);
    const sync = await stage.run();
    expect(sentBy(sync.writes)).toEqual(planned(made));
    expect(planned(made).length).toBeGreaterThan(40);
    const { flows } = sync.report as { flows: { flow: string; steps: Record<string, number>[] }[] };
    for (const { flow, steps } of flows) {
      const before = made.flows.find((one) => one.flow === flow)?.steps;
      expect(
        before?.map(({ create, update, unchanged, left, refuse }) => [create, update, unchanged, left, refuse]),
      ).toEqual(
        steps.map(({ created, updated, unchanged, skipped, failed }) => [created, updated, unchanged, skipped, failed]),
      );
    }
  });

  it('counts what is already there, as a company that keeps both systems sees it', () => {
    expect(made.flows.map(({ isFirst }) => isFirst)).toEqual([true, true, true]);
    expect(countsOf(made)['customers debtor']).toMatchObject({ link: 3, differ: 2 });
    expect(run.summary).toMatch(/its first sync\. debtor: will link 3, of which 2 change, create \d+, ambiguous 0\./);
  });

  it('after the sync there is nothing left to do, and the state is as it was', async () => {
    const before = await entriesOf(stage);
    expect(Object.keys(before).length).toBeGreaterThan(0);
    const after = await plan(stage);
    expect(after.exitCode).toBe(0);
    expect(after.writes).toEqual([]);
    expect(await entriesOf(stage)).toEqual(before);
    const rest = await planOf(after);
    expect(planned(rest)).toEqual([]);
    expect(rest.flows.flatMap(({ records }) => records)).toEqual([]);
    expect(after.summary).toContain('A sync now would write nothing.');
  });
});

describe('a change in the source', () => {
  const changed = ({ flows }: Plan): readonly PlanRecord[] =>
    flows.flatMap(({ records }) => records).filter(({ action }) => action === 'update');

  it('is shown field by field with what the target holds now, though fingerprints alone found it', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    await stage.run();
    const account = stage.exactOnline.rows('Accounts').find(({ Code }) => Code === '20004');
    const debtor = stage.asperion.rows('debtors').find(({ characteristic5 }) => characteristic5 === 'EO-20004');
    stage.exactOnline.update('Accounts', account?.ID, { Phone: '020-555 0177', PaymentConditionSales: '60' });
    const hidden = await plan(stage);
    const fields: readonly PlanField[] = [
      { field: 'phoneNumber', before: '[phone]', after: '[phone]' },
      { field: 'paymentConditionId', before: Number(debtor?.paymentConditionId), after: 3 },
    ];
    expect(changed(await planOf(hidden))).toMatchObject([
      { reference: '20004', target: debtor?.customerNumber, fields },
    ]);
    const open = changed(await planOf(await plan(stage, { reveal: 'phone, name' })));
    expect(open[0]?.fields[0]).toEqual({
      field: 'phoneNumber',
      before: debtor?.phoneNumber,
      after: '020-555 0177',
    });
    const sync = await stage.run();
    expect(sync.writes.map(({ body }) => JSON.parse(body ?? ''))).toEqual([
      { phoneNumber: '020-555 0177', paymentConditionId: 3 },
    ]);
  });

  it('is planned even when a guard would stop it, and the stop is reported', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    await stage.setYaml('customers.exact-online-to-asperion.yml', ['guard'], { maxCreates: 4 });
    const run = await plan(stage);
    expect(run.exitCode).toBe(0);
    const [customers] = (await planOf(run)).flows;
    expect(customers).toMatchObject({ status: 'ok', guard: ['5 creates (maxCreates 4)'], steps: [{ create: 5 }] });
    expect(run.summary).toContain('would stop before its first write: 5 creates (maxCreates 4).');
  });
});

describe('what a plan shows of people', () => {
  it('is nothing, in summary, log, text and JSON, unless it is asked for', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    const people = [...stage.exactOnline.rows('Accounts'), ...stage.asperion.rows('debtors')];
    const names = [
      'Name',
      'Email',
      'Phone',
      'AddressLine1',
      'VATNumber',
      'name',
      'emailAddress',
      'phoneNumber',
      'address',
    ];
    const texts = people.flatMap((row) => names.map((name) => row[name])).filter((text) => typeof text === 'string');
    const told = async (run: StageRun): Promise<string> => {
      const files = await Promise.all(Object.values(run.outputs).map((file) => readFile(file, 'utf8')));
      return [run.log, run.summary, ...files].join('\n');
    };
    const hidden = await told(await plan(stage));
    expect(texts.length).toBeGreaterThan(40);
    expect(texts.filter((text) => hidden.includes(text))).toEqual([]);
    const open = await told(await plan(stage, { reveal: 'email' }));
    const shown = stage.exactOnline.rows('Accounts').find(({ Code }) => Code === '20004');
    expect(open).toContain(String(shown?.Email).toLowerCase());
    expect(open).not.toContain(String(shown?.Name));
  });

  it('is refused for a class that does not exist', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    const run = await plan(stage, { reveal: 'everything' });
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain('WRONG_INPUT The input "reveal" can\'t be "everything".');
    expect(run.calls).toEqual([]);
  });
});

describe('records with several possible matches', () => {
  it('come with lines for links.yml that the next plan and the sync accept', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    const {
      id: _,
      customerNumber: _number,
      ...twin
    } = stage.asperion.rows('debtors').find(({ customerNumber }) => customerNumber === '10003') ?? {};
    stage.asperion.insert('debtors', { ...twin, customerNumber: '10077' });
    const doubtful = await plan(stage);
    const flow = 'customers.exact-online-to-asperion';
    expect((await planOf(doubtful)).links).toMatchObject([
      { flow, source: '20002', target: '10003', candidates: ['10003', '10077'] },
    ]);
    expect(countsOf(await planOf(doubtful))['customers debtor']).toMatchObject({ ambiguous: 1, refuse: 1 });
    const block = /```yaml\n([\s\S]*?)```/.exec(doubtful.summary)?.[1] ?? '';
    expect(parse(block)).toEqual({ [flow]: { '20002': '10003' } });
    await writeFile(stage.mapping('links.yml'), block);
    const settled = await planOf(await plan(stage));
    expect(settled.links).toEqual([]);
    expect(settled.flows.flatMap(({ records }: PlanFlow) => records)).toContainEqual(
      expect.objectContaining({ reference: '20002', action: 'update', links: true, target: '10003' }),
    );
    expect((await stage.run()).exitCode).toBe(0);
  });
});

describe('a plan for a pull request, with the plan key alone', () => {
  it('runs on the recording of the default branch, or says how to get one', async () => {
    await using stage = await setStage({ world: smallWorld() });
    const forPullRequest = (inputs: Readonly<Record<string, string>>) =>
      stage.run({ inputs: { mode: 'plan', ...inputs }, eventName: 'pull_request', ref: 'refs/pull/5/merge' });
    const none = {
      ...Object.fromEntries(
        Object.keys(stage.inputs)
          .filter((name) => /client|token|division|tenant|key/.test(name))
          .map((name) => [name, '']),
      ),
      'plan-key': planKeyOf(stage.inputs['state-key'] ?? ''),
    };
    const lost = await forPullRequest(none);
    expect(lost.exitCode).toBe(1);
    expect(lost.log).toMatch(/^NO_RECORDING .* What to do: Let a sync on the default branch write a record/m);
    await stage.run();
    await cp(join(stage.workspace, 'mappings'), join(stage.workspace, 'base'), { recursive: true });
    await stage.setYaml('customers.exact-online-to-asperion.yml', ['steps', 0, 'fields', 'comments'], 'Fax');
    const run = await forPullRequest(none);
    expect([run.exitCode, run.calls]).toEqual([0, []]);
    const made = await planOf(run);
    expect(made.basis).toMatchObject({ kind: 'recording', lacks: ['exact-online.crm/Accounts.Fax'] });
    expect(countsOf(made)['customers debtor']).toEqual({ read: 8, unknown: 8 });
    expect(run.summary).toContain('`exact-online.crm/Accounts.Fax`');
    const compared = await forPullRequest({ ...none, base: 'base' });
    expect([compared.exitCode, compared.calls]).toEqual([0, []]);
    expect(compared.summary).toContain('| debtor | unchanged | not known | 20001, 20002, 20003, 20004, 20005, … | 8 |');
  });
});
