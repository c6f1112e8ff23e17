import { readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunActionOptions } from '../../src/sandbox/github/runner.ts';
import type { Stage, StageRun } from '../../src/sandbox/stage.ts';
import { runStoppedAt } from './interrupted.ts';
import { namesOf, reportOf, setStage, smallWorld } from './stage.ts';
import { type Holdings, holdings } from './target.ts';

const PROGRESS = 'exact-asperion-sync/v1/progress/';

/** A stage on which the first sync has been made. */
async function setSyncedStage(): Promise<Stage> {
  const stage = await setStage({ world: smallWorld() });
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
  it('because the cache dropped the progress: everything is recognised, nothing is written', async () => {
    await using stage = await setSyncedStage();
    expect(stage.github.evict(PROGRESS)).toBeGreaterThan(0);
    const run = await stage.run();
    expect(run.exitCode).toBe(0);
    expect(run.writes).toEqual([]);
    expect(holdings(stage)).toEqual(calm);
    expect((await stage.run()).writes).toEqual([]);
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
    await using stage = await setSyncedStage();
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
    const third = await stage.run();
    expect(third.exitCode).toBe(0);
    expect(holdings(stage)).toEqual(before);
    stage.exactOnline.update('Accounts', ID, { Phone: '020-555 0112' });
    const fourth = await stage.run();
    expect(fourth.writes.map(({ method, body }) => [method, body])).toEqual([
      ['PUT', '{"phoneNumber":"020-555 0112"}'],
    ]);
  });
});

describe('a state that cannot be used', () => {
  const otherKey = 'another key for the sandbox, as long as it must be';

  it.each([
    {
      why: 'is listed but does not come back',
      code: 'STATE_NOT_RESTORED',
      advice: 'accept-state: once',
      spoil: ({ github }: Stage) => Object.assign(github.switches, { denyReads: true }),
    },
    {
      why: 'was sealed with another key',
      code: 'STATE_KEY_WRONG',
      advice: 'Set state-key to the secret that was used before',
      spoil: ({ inputs }: Stage) => Object.assign(inputs, { 'state-key': otherKey }),
    },
    ...(['read', 'none'] as const).map((cacheMode) => ({
      why: `may only be touched in the cache-mode ${cacheMode}`,
      code: 'STATE_READ_ONLY',
      advice: 'cache-mode: write',
      spoil: ({ github }: Stage) => Object.assign(github.switches, { cacheMode }),
    })),
  ])('because it $why stops the run before its first call', async ({ code, advice, spoil }) => {
    await using stage = await setSyncedStage();
    stage.exactOnline.update('Accounts', stage.exactOnline.rows('Accounts')[0]?.ID, { Phone: '020-555 0199' });
    spoil(stage);
    const run = await runWithCalls(stage);
    expect(run.exitCode).toBe(1);
    expect(run.all).toBe(0);
    const errors = run.annotations.filter(({ level }) => level === 'error');
    expect(errors).toMatchObject([{ title: code, message: expect.stringContaining(advice) }]);
    expect(run.summary).toContain(code);
  });

  it('is given up with accept-state: once, and the target stays as it is', async () => {
    await using stage = await setSyncedStage();
    stage.inputs['state-key'] = otherKey;
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

  it('because it could not be saved makes the run red, and nothing is written twice', async () => {
    await using stage = await setSyncedStage();
    stage.exactOnline.update('Accounts', stage.exactOnline.rows('Accounts')[5]?.ID, { Phone: '020-555 0199' });
    stage.github.switches.denyWrites = true;
    const run = await stage.run();
    expect(run.exitCode).toBe(1);
    expect(reportOf(run).errors).toMatchObject([{ code: 'STATE_NOT_SAVED' }]);
    const before = holdings(stage);
    stage.github.switches.denyWrites = false;
    const next = await stage.run();
    expect(next.exitCode).toBe(0);
    expect(holdings(stage)).toEqual(before);
    expect((await stage.run()).writes).toEqual([]);
  });

  it('is used, with a warning, when the token may not list it', async () => {
    await using stage = await setSyncedStage();
    stage.github.switches.actionsPermission = 'none';
    const run = await stage.run();
    expect(run.exitCode).toBe(0);
    expect(run.writes).toEqual([]);
    expect(run.annotations).toMatchObject([{ level: 'warning', message: expect.stringContaining('actions: read') }]);
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
    await using stage = await setStage({ world: smallWorld() });
    Object.assign(stage.inputs, inputs);
    await runStoppedAt(stage, 'kill', {
      system: 'asperion',
      method: 'POST',
      path: /\/salesinvoiceswithlines$/,
      skip: 1,
      act: 'hang-after',
    });
    expect((await stage.run()).exitCode).toBe(0);
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
