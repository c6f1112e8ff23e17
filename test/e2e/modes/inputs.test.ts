import { existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { createWorld } from '../../../sandbox/world/world.ts';
import { only, type Row, type Rows } from '../support/rows.ts';
import { flowOf, namesOf, reportOf, setStage, smallWorld } from '../support/stage.ts';

const customers = 'customers.exact-online-to-asperion';
const products = 'products.asperion-to-exact-online';
const orders = 'orders.exact-online-to-asperion';

const flowsOf = (run: StageRun): readonly string[] => reportOf(run).flows.map(({ flow }) => flow);
const accountOf = (stage: Stage, code: string): Row => only(stage.exactOnline.rows('Accounts'), 'Code', code);
const debtorsOf = (stage: Stage, code: string): Rows =>
  stage.asperion.rows('debtors').filter(({ characteristic5 }) => characteristic5 === `EO-${code}`);

/** A world in which one customer (no address) and one order (a cent off) cannot be synced. */
const worldWithFailures = () => createWorld({ customers: 20, articles: 8, orders: 17 });

describe('flows', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage({ world: smallWorld() });
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  test('one name runs that flow and no other', async () => {
    const run = await stage.run({ inputs: { flows: products } });
    expect(flowsOf(run)).toEqual([products]);
    expect(new Set(namesOf(run.writes).map((name) => name.split(' ')[0]))).toEqual(new Set(['exact-online']));
    expect(stage.asperion.requests.filter(({ path }) => path.endsWith('/debtors'))).toEqual([]);
  });

  test('several names, however separated, run in the order in which records depend', async () => {
    const run = await stage.run({ inputs: { flows: ` ${orders} ,\n${products}\n` } });
    expect(flowsOf(run)).toEqual([products, orders]);
  });

  test('nothing given runs all that are enabled, those that never ran after the others', async () => {
    await stage.setYaml(`${products}.yml`, ['enabled'], false);
    expect(flowsOf(await stage.run())).toEqual([orders, customers]);
  });

  test('a flow that is off runs when it is named', async () => {
    expect(flowsOf(await stage.run({ inputs: { flows: products } }))).toEqual([products]);
  });
});

describe('records', () => {
  let stage: Stage;
  let cursors: readonly unknown[];

  beforeAll(async () => {
    stage = await setStage({ world: worldWithFailures() });
    await stage.run();
    cursors = reportOf(await stage.run()).flows.map(({ cursor }) => cursor.after);
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  test('limits the run to those records, compared in full: edits in the target are set back', async () => {
    for (const code of ['20004', '20005']) {
      const id = Number(debtorsOf(stage, code)[0]?.id);
      stage.asperion.update('debtors', id, { city: 'Elders', phoneNumber: null });
    }
    const run = await stage.run({ inputs: { flows: customers, records: '20004' } });
    expect(run.writes.map(({ method, body }) => [method, JSON.parse(body ?? '')])).toEqual([
      ['PUT', { city: accountOf(stage, '20004').City, phoneNumber: accountOf(stage, '20004').Phone }],
    ]);
    expect(debtorsOf(stage, '20005')[0]).toMatchObject({ city: 'Elders', phoneNumber: null });
    expect(flowOf(run, customers).steps).toEqual([
      { step: 'debtor', read: 1, created: 0, updated: 1, unchanged: 0, skipped: 0, failed: 0 },
    ]);
  });

  test('several may be named, across flows, and none moves a cursor', async () => {
    const run = await stage.run({ inputs: { records: '20005, 26002\nKOF-1001' } });
    expect(run.exitCode).toBe(0);
    expect(reportOf(run).flows.map(({ steps }) => steps[0]?.read)).toEqual([1, 1, 1]);
    expect(reportOf(run).flows.map(({ cursor }) => cursor)).toEqual(cursors.map((at) => ({ before: at, after: at })));
    expect(namesOf(run.writes)).toEqual(['asperion PUT debtors']);
    expect(debtorsOf(stage, '20005')[0]).toMatchObject({ city: accountOf(stage, '20005').City });
  });

  test('a record that waits is tried at once when it is named', async () => {
    const run = await stage.run({ inputs: { flows: customers, records: '20019' } });
    expect(flowOf(run, customers).failures).toMatchObject([{ reference: '20019', attempts: 2, isNew: false }]);
    stage.exactOnline.update('Accounts', accountOf(stage, '20019').ID, { AddressLine1: 'Stek 1' });
    const fixed = await stage.run({ inputs: { flows: customers, records: '20019' } });
    expect(fixed.exitCode).toBe(0);
    expect(debtorsOf(stage, '20019')).toMatchObject([{ address: 'Stek 1' }]);
    expect(flowOf(fixed, customers).deadLetters).toEqual([]);
  });

  test('gives a warning for a record that no flow knows', async () => {
    const run = await stage.run({ inputs: { records: '29999' } });
    expect(run.annotations).toContainEqual(
      expect.objectContaining({ level: 'warning', message: 'No flow has a source record "29999".' }),
    );
    expect(run.summary).toContain('⚠️ No flow found 1 record that you asked for.');
    expect(run.writes).toEqual([]);
    expect(run.exitCode).toBe(0);
  });
});

describe('since', () => {
  const day = '2026-01-15';
  const isRecent = ({ Modified }: Row): boolean => String(Modified).slice(0, 10) >= day;

  test('takes only what changed from that day on', async () => {
    await using stage = await setStage();
    const wanted = stage.exactOnline.rows('Accounts').filter((row) => row.Status === 'C' && isRecent(row));
    const others = stage.exactOnline.rows('Accounts').filter((row) => row.Status === 'C' && !isRecent(row));
    expect(Math.min(wanted.length, others.length)).toBeGreaterThan(5);
    const run = await stage.run({ inputs: { flows: customers, since: day } });
    expect(flowOf(run, customers).steps[0]?.read).toBe(wanted.length);
    for (const { Code } of wanted) expect(debtorsOf(stage, String(Code))).toHaveLength(Code === '20019' ? 0 : 1);
    for (const { Code } of others) expect(debtorsOf(stage, String(Code))).toHaveLength(Code === '20001' ? 1 : 0);
  });

  test('reads again what was read, writes nothing twice, and the next run goes on as before', async () => {
    await using stage = await setStage({ world: smallWorld() });
    const first = await stage.run();
    const invoices = stage.asperion.rows('salesinvoiceswithlines').length;
    const backfill = await stage.run({ inputs: { since: '2026-01-01' } });
    expect(backfill.writes).toEqual([]);
    expect(backfill.exitCode).toBe(0);
    expect(flowOf(backfill, customers).steps[0]?.read).toBe(flowOf(first, customers).steps[0]?.read);
    expect(stage.asperion.rows('salesinvoiceswithlines')).toHaveLength(invoices);
    const next = await stage.run();
    expect(flowOf(next, customers).steps[0]?.read).toBe(0);
    expect(next.calls).toHaveLength(5);
  });
});

describe('mappings', () => {
  test('may lie in another folder, and problems are named by their path there', async () => {
    await using stage = await setStage({ world: smallWorld() });
    await mkdir(join(stage.workspace, 'config', 'sync'), { recursive: true });
    await rename(join(stage.workspace, 'mappings'), join(stage.workspace, 'config', 'sync', 'exact'));
    const inputs = { mappings: 'config/sync/exact' };
    const run = await stage.run({ inputs });
    expect(run.exitCode).toBe(0);
    expect(flowsOf(run)).toEqual([customers, products, orders]);
    expect(run.writes.length).toBeGreaterThan(0);
    await stage.setYaml(`../config/sync/exact/${customers}.yml`, ['steps', 0, 'fields', 'nmae'], 'Name');
    const broken = await stage.run({ inputs });
    expect(broken.exitCode).toBe(1);
    expect(broken.annotations).toMatchObject([{ title: 'UNKNOWN_FIELD', file: `config/sync/exact/${customers}.yml` }]);
  });
});

describe('fail-on', () => {
  let stage: Stage;
  let exits: Readonly<Record<string, number>>;

  beforeAll(async () => {
    stage = await setStage({ world: worldWithFailures() });
    const exit = async (failOn: string, options: object = {}) =>
      (await stage.run({ inputs: { 'fail-on': failOn }, ...options })).exitCode;
    exits = {
      'never, two records fail': await exit('never'),
      'new, they are known': await exit('new'),
      'any, they are dead letters': await exit('any'),
    };
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  test('never is green when records fail', () => expect(exits['never, two records fail']).toBe(0));
  test('new is green when only known records wait', () => expect(exits['new, they are known']).toBe(0));
  test('any is red as long as a record waits', () => expect(exits['any, they are dead letters']).toBe(1));

  test('new is red when a record fails for the first time', async () => {
    const { ID } = accountOf(stage, '20004');
    stage.exactOnline.update('Accounts', ID, { Country: 'X1' });
    stage.asperion.faults.add({
      method: 'PUT',
      path: /debtors/,
      act: 'status',
      status: 400,
      body: '{"title":"Nee"}',
      times: 9,
    });
    const run = await stage.run({ inputs: { 'fail-on': 'new' } });
    expect(flowOf(run, customers).failures).toMatchObject([{ reference: '20004', code: 'REFUSED', isNew: true }]);
    expect(run.exitCode).toBe(1);
  });

  test('a flow that stopped is red even with never', async () => {
    const run = await stage.run({
      inputs: { 'fail-on': 'never', 'exact-online-client-secret': 'wrong', 'exact-online-refresh-token': 'wrong' },
    });
    expect(run.exitCode).toBe(1);
  });
});

describe('outputs', () => {
  let stage: Stage;
  let run: StageRun;

  beforeAll(async () => {
    stage = await setStage({ world: worldWithFailures() });
    run = await stage.run();
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  test('are exactly those of action.yml', async () => {
    const action = parse(await readFile(join(import.meta.dirname, '..', '..', '..', 'action.yml'), 'utf8')) as {
      outputs: object;
    };
    // The modes plan and shards leave what they are named for.
    expect([...Object.keys(run.outputs), 'plan', 'shards'].sort()).toEqual(Object.keys(action.outputs).sort());
  });

  test('count what the run did', () => {
    const steps = reportOf(run).flows.flatMap((flow) => flow.steps);
    const sum = (field: 'created' | 'updated' | 'unchanged' | 'skipped'): string =>
      String(steps.reduce((total, step) => total + step[field], 0));
    expect(run.outputs).toMatchObject({
      created: sum('created'),
      updated: sum('updated'),
      unchanged: sum('unchanged'),
      skipped: sum('skipped'),
      failed: '2',
      'dead-letters': '2',
    });
    expect(Number(run.outputs.created)).toBe(run.writes.filter(({ method }) => method === 'POST').length);
    expect(Number(run.outputs.updated)).toBe(run.writes.filter(({ method }) => method === 'PUT').length);
    // Token calls are calls, too: one per system.
    expect(Number(run.outputs['api-calls'])).toBe(run.calls.length + 2);
  });

  test('name the report and the activity log in the temporary folder of the runner', async () => {
    const { report = '', 'activity-log': activityLog = '' } = run.outputs;
    for (const file of [report, activityLog]) expect(file.startsWith(stage.temp) && existsSync(file)).toBe(true);
    expect(JSON.parse(await readFile(report, 'utf8'))).toEqual(run.report);
    const lines = (await readFile(activityLog, 'utf8')).split('\n').filter((line) => line !== '');
    const [first, ...events] = lines.map((line) => JSON.parse(line) as Row);
    expect(first).toMatchObject({ kind: 'run', result: 'waiting', ledger: { previous: null, kept: true } });
    const actions = Object.groupBy(events, ({ action }) => String(action));
    expect(actions.created).toHaveLength(Number(run.outputs.created));
    expect(actions.updated).toHaveLength(Number(run.outputs.updated));
    expect(actions.waits?.map(({ reference }) => reference)).toEqual(['20019', '26013']);
  });

  test('the summary tells numbers per step, failed records with advice, and calls per system', () => {
    expect(run.summary).toContain(`| ${customers} | debtor | 18 | 14 | 2 | 1 | 0 | 1 |`);
    expect(run.summary).toMatch(
      /\| \[20019\]\(\S+CRMAccountCard\S+\) \| customers\.\S+ \| debtor \| `REQUIRED_EMPTY` \| The source has nothing for address, which debtors need\.[^|]* \| Fill[^|]+ \| 1 \| \d+ \w+ \d{4} at \d\d:\d\d \|/,
    );
    expect(run.summary).toMatch(
      /^- \*\*1 order waits\*\* \(26013\): The lines of invoice \d+ come to 148\.50.+ book it by hand as EO-\d+, .+ `CHECK_FAILED`$/m,
    );
    for (const [system, title] of [
      ['asperion', 'Asperion'],
      ['exact-online', 'Exact Online'],
    ]) {
      const count = run.calls.filter((call) => call.system === system).length + 1;
      expect(run.summary).toMatch(new RegExp(`^\\| ${title} \\| ${count} \\| (\\d|not known)`, 'm'));
    }
  });

  test('every input that action.yml declares is known to the runner', () => {
    expect(run.annotations.filter(({ message }) => message.startsWith('Unexpected input'))).toEqual([]);
  });
});

describe('state-store', () => {
  test('a file keeps the state, sealed, and nothing goes to the cache', async () => {
    await using stage = await setStage({ world: smallWorld() });
    const inputs = { 'state-store': `file:${join(stage.temp, 'state.bin')}` };
    expect((await stage.run({ inputs })).writes.length).toBeGreaterThan(0);
    const second = await stage.run({ inputs });
    expect(second.writes).toEqual([]);
    expect(second.calls).toHaveLength(5);
    expect(stage.github.entries).toEqual([]);
    expect(await readFile(join(stage.temp, 'state.bin'), 'latin1')).not.toMatch(/EO-2000|accessToken|deadLetters/);
  });
});
