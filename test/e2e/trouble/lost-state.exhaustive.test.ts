import { readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunActionOptions } from '../../../sandbox/github/runner.ts';
import type { GitHubSwitches } from '../../../sandbox/github/switches.ts';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { Clock, impatient, UNTIL_NOT_HELD_MS } from '../support/clock.ts';
import { namesOf, reportOf, setStage, setStageOn, smallWorld } from '../support/stage.ts';
import { type Holdings, holdings } from '../support/target.ts';
import { runStoppedAt } from './interrupted.ts';

const PROGRESS = 'exact-asperion-sync/v1/progress/';
const OTHER_KEY = 'another key for the sandbox, as long as it must be';
/** The line of the log when a batch of customers is done. */
const CUSTOMERS_DONE = 'customers.exact-online-to-asperion: 1 read';

/** A stage on which the first sync has been made. */
async function setSyncedStage(clock = new Clock()): Promise<Stage> {
  const stage = await setStageOn(clock);
  await stage.run();
  return stage;
}

/** What both systems hold after an undisturbed first sync of the small world. */
let calm: Holdings;
beforeAll(async () => {
  await using stage = await setSyncedStage();
  calm = holdings(stage);
});

/** The secrets hold the refresh tokens of a new log-in. */
function logInAgain(stage: Stage): void {
  stage.inputs['exact-online-refresh-token'] = stage.exactOnline.issueRefreshToken();
  stage.inputs['asperion-refresh-token'] = stage.asperion.issueRefreshToken();
}

/** All calls of the next run, token calls included, to show that there was none. */
async function runWithCalls(
  stage: Stage,
  options: Partial<RunActionOptions> = {},
): Promise<StageRun & { all: number }> {
  const count = () => stage.exactOnline.requests.length + stage.asperion.requests.length;
  const before = count();
  const run = await stage.run(options);
  return { ...run, all: count() - before };
}

describe('a state that is gone', () => {
  it('because the cache dropped it: everything is recognised, nothing written, and told', async () => {
    await using stage = await setSyncedStage();
    expect(stage.github.evict(PROGRESS)).toBeGreaterThan(0);
    const run = await stage.run();
    expect(run.exitCode).toBe(0);
    expect(run.writes).toEqual([]);
    expect(reportOf(run).isProgressLost).toBe(true);
    expect(holdings(stage)).toEqual(calm);
    expect(reportOf(await stage.run())).not.toHaveProperty('isProgressLost');
  });

  it('because the cache dropped everything: the same, after a new log-in', async () => {
    await using stage = await setSyncedStage();
    stage.github.evict('');
    logInAgain(stage);
    const run = await stage.run();
    expect(run.exitCode).toBe(0);
    expect(run.writes).toEqual([]);
    expect(holdings(stage)).toEqual(calm);
  });

  it('and an older one comes back: what was done since is found, not done twice', async () => {
    const clock = new Clock();
    await using stage = await setSyncedStage(clock);
    const [known] = stage.exactOnline.rows('Accounts');
    const { ID } = stage.exactOnline.insert('Accounts', {
      ...{ Code: '20090', Name: 'Theehuis De Overkant', Status: 'C', Type: 'A', Country: 'NL' },
      ...{ AddressLine1: 'Veerpad 2', Postcode: '1506 ZX', City: 'Zaandam', Email: 'thee@overkant.example' },
    });
    stage.exactOnline.update('Accounts', known?.ID, { Phone: '020-555 0111' });
    stage.asperion.update('articles', 504, { salesPrice: 25.1 });
    const second = await stage.run();
    expect([...namesOf(second.writes)].sort()).toEqual([
      'asperion POST debtors',
      'asperion PUT debtors',
      'exact-online PUT logistics/SalesItemPrices',
    ]);
    const before = holdings(stage);

    const newest = stage.github.entries.findLast(({ key }) => key.startsWith(PROGRESS));
    expect(stage.github.evict(newest?.key ?? 'none')).toBe(1);
    // What is left is what a run saved that was still writing.
    clock.forward(UNTIL_NOT_HELD_MS);
    const third = await stage.run({ env: clock.env });
    expect(third.exitCode).toBe(0);
    expect(holdings(stage)).toEqual(before);
    stage.exactOnline.update('Accounts', ID, { Phone: '020-555 0112' });
    const fourth = await stage.run({ env: clock.env });
    expect(fourth.writes.map(({ method, body }) => [method, body])).toEqual([
      ['PUT', '{"phoneNumber":"020-555 0112"}'],
    ]);
  });

  it('but for what was saved before the first write: a value that goes back does in the target', async () => {
    const clock = new Clock();
    await using stage = await setSyncedStage(clock);
    const known = stage.exactOnline.rows('Accounts').find(({ Code }) => Code === '20006');
    const before = new Set(stage.github.entries.map(({ key }) => key));
    stage.exactOnline.update('Accounts', known?.ID, { Phone: '020-555 0113' });
    await stage.run();
    const [mark, ...later] = stage.github.entries.filter(({ key }) => !before.has(key));
    expect(mark?.key).toContain(PROGRESS);
    expect(later.length).toBeGreaterThan(0);
    for (const { key } of later) stage.github.evict(key);
    stage.exactOnline.update('Accounts', known?.ID, { Phone: known?.Phone });
    clock.forward(UNTIL_NOT_HELD_MS);
    const run = await stage.run({ env: clock.env });
    expect(run.exitCode).toBe(0);
    expect(namesOf(run.writes)).toEqual(['asperion PUT debtors']);
    expect(holdings(stage).debtors).toEqual(calm.debtors);
  });
});

describe('a state that cannot be used', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setSyncedStage();
    stage.exactOnline.update('Accounts', stage.exactOnline.rows('Accounts')[0]?.ID, { Phone: '020-555 0199' });
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  interface Spoiled {
    readonly why: string;
    readonly code: string;
    readonly advice: string;
    readonly switches?: Partial<GitHubSwitches>;
    readonly inputs?: Record<string, string>;
  }

  it.each<Spoiled>([
    {
      why: 'is listed but does not come back',
      code: 'STATE_NOT_RESTORED',
      advice: 'Run again later',
      switches: { denyReads: true },
    },
    {
      why: 'was sealed with another key',
      code: 'STATE_KEY_WRONG',
      advice: 'Set state-key to the secret that was used before',
      inputs: { 'state-key': OTHER_KEY },
    },
    ...(['read', 'none'] as const).map((cacheMode) => ({
      why: `is in a cache of mode ${cacheMode}`,
      code: 'STATE_READ_ONLY',
      advice: 'cache-mode: write',
      switches: { cacheMode },
    })),
  ])('because it $why stops the run before its first call', async ({ code, advice, switches = {}, inputs = {} }) => {
    const well = { ...stage.github.switches };
    Object.assign(stage.github.switches, switches);
    const run = await runWithCalls(stage, { inputs, env: impatient });
    Object.assign(stage.github.switches, well);
    expect(run.exitCode).toBe(1);
    expect(run.all).toBe(0);
    const errors = run.annotations.filter(({ level }) => level === 'error');
    expect(errors).toMatchObject([{ title: code, message: expect.stringContaining(advice) }]);
    expect(run.summary).toContain(code);
  });
});

describe('a state', () => {
  it('that nobody can read is given up with accept-state: once, and the target stays as it is', async () => {
    await using stage = await setSyncedStage();
    stage.inputs['state-key'] = OTHER_KEY;
    logInAgain(stage);
    const run = await stage.run({ inputs: { 'accept-state': 'once' } });
    expect(run.exitCode).toBe(0);
    expect(run.writes).toEqual([]);
    expect(run.annotations[0]).toMatchObject({
      level: 'warning',
      message: expect.stringContaining('accept-state is once'),
    });
    expect(holdings(stage)).toEqual(calm);
    // The new state is readable, so the input may go again.
    const next = await stage.run();
    expect(next.exitCode).toBe(0);
    expect(next.writes).toEqual([]);
  });

  it('that cannot be saved stops the run before its first write, and the next one does it', async () => {
    await using stage = await setSyncedStage();
    stage.exactOnline.update('Accounts', stage.exactOnline.rows('Accounts')[5]?.ID, { Phone: '020-555 0199' });
    stage.github.switches.denyWrites = true;
    const run = await stage.run({ env: impatient });
    expect(run.exitCode).toBe(1);
    expect(run.writes).toEqual([]);
    expect(reportOf(run).flows[0]).toMatchObject({ status: 'stopped', error: { code: 'STATE_NOT_SAVED' } });
    expect(reportOf(run).errors).toMatchObject([{ code: 'STATE_NOT_SAVED' }]);
    stage.github.switches.denyWrites = false;
    const next = await stage.run();
    expect(next.exitCode).toBe(0);
    expect(namesOf(next.writes)).toEqual(['asperion PUT debtors']);
  });

  it('that can no longer be saved makes the run red, and nothing is written twice', async () => {
    await using stage = await setSyncedStage();
    stage.exactOnline.update('Accounts', stage.exactOnline.rows('Accounts')[5]?.ID, { Phone: '020-555 0199' });
    const onLine = (line: string): void => {
      if (line.startsWith(CUSTOMERS_DONE)) stage.github.switches.denyWrites = true;
    };
    const run = await stage.run({ onLine, env: impatient });
    expect(run.exitCode).toBe(1);
    expect(namesOf(run.writes)).toEqual(['asperion PUT debtors']);
    expect(reportOf(run).errors).toMatchObject([{ code: 'STATE_NOT_SAVED' }]);
    const before = holdings(stage);
    stage.github.switches.denyWrites = false;
    const next = await stage.run();
    expect(next.exitCode).toBe(0);
    expect(next.writes).toEqual([]);
    expect(holdings(stage)).toEqual(before);
  });

  it('that the token may not list is used all the same, with a warning', async () => {
    await using stage = await setSyncedStage();
    stage.github.switches.actionsPermission = 'none';
    const run = await stage.run({ env: impatient });
    expect(run.exitCode).toBe(0);
    expect(run.writes).toEqual([]);
    expect(run.annotations).toContainEqual(
      expect.objectContaining({ level: 'warning', message: expect.stringContaining('actions: read') }),
    );
  });
});

describe('a state in a file', () => {
  const inputs = { 'state-store': 'file:state/sync.json' };

  it('takes the place of the cache, and outlives it', async () => {
    await using stage = await setStage({ world: smallWorld() });
    Object.assign(stage.inputs, inputs);
    expect((await stage.run()).exitCode).toBe(0);
    expect(holdings(stage)).toEqual(calm);
    expect(stage.github.entries).toEqual([]);
    const next = await runWithCalls(stage);
    expect(next.exitCode).toBe(0);
    expect(next.writes).toEqual([]);
    expect(next.all).toBe(next.calls.length);
    const text = await readFile(join(stage.workspace, 'state', 'sync.json'), 'utf8');
    expect(text).not.toContain('20001');
  });

  it('survives a kill', async () => {
    const clock = new Clock();
    await using stage = await setStageOn(clock);
    Object.assign(stage.inputs, inputs);
    await runStoppedAt(stage, 'kill', {
      system: 'asperion',
      method: 'POST',
      path: /\/salesinvoiceswithlines$/,
      skip: 1,
      act: 'hang-after',
    });
    clock.forward(UNTIL_NOT_HELD_MS);
    expect((await stage.run({ env: clock.env })).exitCode).toBe(0);
    expect(holdings(stage)).toEqual(calm);
  });

  it('that is cut off stops the run before its first call, until it is given up', async () => {
    await using stage = await setStage({ world: smallWorld() });
    Object.assign(stage.inputs, inputs);
    await stage.run();
    await truncate(join(stage.workspace, 'state', 'sync.json'), 700);
    const stopped = await runWithCalls(stage);
    expect(stopped.exitCode).toBe(1);
    expect(stopped.all).toBe(0);
    expect(stopped.annotations).toMatchObject([{ level: 'error', title: 'STATE_UNREADABLE' }]);
    logInAgain(stage);
    const accepted = await stage.run({ inputs: { 'accept-state': 'once' } });
    expect(accepted.exitCode).toBe(0);
    expect(accepted.writes).toEqual([]);
    expect(holdings(stage)).toEqual(calm);
    expect((await stage.run()).exitCode).toBe(0);
  });
});
