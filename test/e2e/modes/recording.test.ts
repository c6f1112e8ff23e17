import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { openRecordedSystems } from '../../../src/commands/recorded-systems.ts';
import { readFlows, selectFlows } from '../../../src/commands/select-flows.ts';
import { type CommandContext, realTime } from '../../../src/commands/session.ts';
import { readInputs } from '../../../src/config/inputs.ts';
import { readGitHubContext } from '../../../src/github/context.ts';
import { stateKeys } from '../../../src/state/keys.ts';
import { readEntries } from '../../../src/state/state-file.ts';
import { castShadows } from '../../../src/sync/guard/shadow.ts';
import type { Item } from '../../../src/sync/item.ts';
import { runFlows } from '../../../src/sync/run/run.ts';
import { flowOf, reportOf, setStageWithFile, smallWorld } from '../support/stage.ts';

/** What a plan for a pull request is given: the state, and no credentials. */
function planContext(stage: Stage, more: Readonly<Record<string, string>> = {}): CommandContext {
  const environment = {
    INPUT_MODE: 'plan',
    INPUT_STATE_KEY: stage.inputs['state-key'] ?? '',
    INPUT_STATE_STORE: `file:${join(stage.workspace, 'state.json')}`,
    ...more,
  };
  return {
    inputs: readInputs(environment),
    environment,
    github: readGitHubContext({ GITHUB_REPOSITORY: stage.github.repository }, stage.workspace),
    ...realTime,
    random: Math.random,
    signal: new AbortController().signal,
    log: () => {},
    warn: () => {},
    fold: (_, work) => work(),
    mask: () => {},
  };
}

/** Hashes of the saved entries by name. */
async function entries(stage: Stage): Promise<Readonly<Record<string, string>>> {
  const saved = await readEntries(join(stage.workspace, 'state.json'));
  return Object.fromEntries(saved.map(({ name, hash }) => [name, hash]));
}

describe('a sync that kept its recording', () => {
  let stage: Stage;
  let first: StageRun;
  beforeAll(async () => {
    stage = await setStageWithFile({ world: smallWorld() });
    first = await stage.run();
    expect(first.exitCode).toBe(0);
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  test('has one entry of it, which an idle run leaves as it is', async () => {
    const recordings = async () =>
      Object.entries(await entries(stage)).filter(([name]) => name.startsWith('recording/'));
    const before = await recordings();
    expect(before.map(([name]) => name)).toEqual([`recording/${stage.exactOnline.division}-${stage.asperion.tenant}`]);
    expect((await stage.run()).exitCode).toBe(0);
    expect(await recordings()).toEqual(before);
  });

  test.each([
    [
      'named by division and tenant',
      () => ({
        INPUT_EXACT_ONLINE_DIVISION: String(stage.exactOnline.division),
        INPUT_ASPERION_TENANT: String(stage.asperion.tenant),
      }),
    ],
    ['found as the newest', () => ({})],
  ])('is replayed without a call, %s: every record of every flow is as the run left it', async (_, more) => {
    const context = planContext(stage, more());
    const { programs, config } = readFlows('mappings', stage.workspace);
    const recorded = await openRecordedSystems(context, programs);
    const shadows = castShadows(recorded.systems);
    const calls = stage.exactOnline.requests.length + stage.asperion.requests.length;
    const items: Item[] = [];
    const { flows } = await runFlows({
      kind: 'plan',
      programs,
      selected: selectFlows({ config, programs }, null),
      systems: shadows.systems,
      madeUp: shadows.names,
      progress: recorded.progress,
      links: config.links,
      records: null,
      since: null,
      fingerprint: stateKeys(context.inputs).fingerprint,
      takeCalls: () => ({}),
      save: async () => {},
      clock: Date.now,
      createWriter: ({ name }) => shadows.writerOf(name),
      observe: (_program, batch) => items.push(...batch),
      signal: context.signal,
      log: () => {},
    });
    expect(stage.exactOnline.requests.length + stage.asperion.requests.length).toBe(calls);
    expect(flows.map(({ error }) => error)).toEqual([null, null, null]);
    expect(items.map(({ failure }) => failure)).toEqual(items.map(() => null));
    // Every order of this world is invoiced: the step for one that was only delivered has nothing to do.
    const outcomes = items.flatMap(({ results }) => [...results].map(([step, { outcome }]) => `${step} ${outcome}`));
    expect([...new Set(outcomes)].sort()).toEqual([
      'debtor unchanged',
      'delivery skipped',
      'invoice unchanged',
      'item unchanged',
      'price unchanged',
    ]);
    const read = reportOf(first).flows.map(({ flow, steps }) => [flow, steps[0]?.read] as const);
    expect(read.map(([, count]) => count)).toEqual([8, 6, 8]);
    expect(recorded.records).toEqual(new Map(read));
  });

  test('holds a changed record in its newer version', async () => {
    const [customer] = stage.exactOnline.rows('Accounts');
    stage.exactOnline.update('Accounts', customer?.ID, { City: 'Oud-Zuilen' });
    expect(flowOf(await stage.run(), 'customers').steps).toMatchObject([{ updated: 1 }]);
    const { programs } = readFlows('mappings', stage.workspace);
    const { systems } = await openRecordedSystems(planContext(stage), programs);
    const { signal } = new AbortController();
    const [account] = await systems['exact-online'].find({
      resource: 'crm/Accounts',
      field: 'ID',
      values: [String(customer?.ID)],
      fields: ['City'],
      signal,
    });
    const [debtor] = await systems.asperion.find({
      resource: 'debtors',
      field: 'characteristic5',
      values: [`EO-${customer?.Code}`],
      fields: ['city'],
      signal,
    });
    expect([account?.City, debtor?.city]).toEqual(['Oud-Zuilen', 'Oud-Zuilen']);
  });
});

describe('a plan without credentials', () => {
  test('says what to do when nothing was recorded, because no run was made or the recording is off', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    const open = () => openRecordedSystems(planContext(stage), readFlows('mappings', stage.workspace).programs);
    await expect(open()).rejects.toMatchObject({
      code: 'NO_RECORDING',
      hint: expect.stringContaining('recording.records'),
    });
    await stage.setYaml('settings.yml', ['recording', 'records'], 0);
    await stage.run({ inputs: { flows: 'customers.exact-online-to-asperion' } });
    expect(Object.keys(await entries(stage)).filter((name) => name.startsWith('recording'))).toEqual([]);
    await expect(open()).rejects.toMatchObject({ code: 'NO_RECORDING' });
  });
});
