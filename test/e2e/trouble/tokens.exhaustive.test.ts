import { describe, expect, it } from 'vitest';
import type { RunActionOptions } from '../../../sandbox/github/runner.ts';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { Clock, DAY_MS, SECOND_MS } from '../support/clock.ts';
import { namesOf, reportOf, setStage, smallWorld } from '../support/stage.ts';
import { holdings } from '../support/target.ts';
import { runStoppedAt } from './interrupted.ts';

/** A refresh token that was presented, and by whom it was asked for. */
interface TokenCall {
  readonly system: 'exactOnline' | 'asperion';
  readonly refreshToken: string;
  readonly status: number;
}

/** A run with the refresh tokens that it presented. */
interface TokenRun extends StageRun {
  readonly tokens: readonly TokenCall[];
}

async function setClockedStage(): Promise<{ stage: Stage; clock: Clock } & AsyncDisposable> {
  const clock = new Clock();
  const stage = await setStage({
    world: smallWorld(),
    exactOnline: { clock: clock.now },
    asperion: { clock: clock.now },
  });
  // Enough to need both systems, also when there is nothing to do.
  stage.inputs.flows = 'customers.exact-online-to-asperion, products.asperion-to-exact-online';
  return { stage, clock, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() };
}

function tokenCalls(stage: Stage, system: TokenCall['system'], from: number): TokenCall[] {
  return stage[system].requests
    .slice(from)
    .filter(({ path }) => path.endsWith('/token'))
    .map(({ body, status }) => ({
      system,
      status,
      refreshToken: new URLSearchParams(body).get('refresh_token') ?? '',
    }));
}

async function watched(stage: Stage, run: () => Promise<StageRun>): Promise<TokenRun> {
  const from = { exactOnline: stage.exactOnline.requests.length, asperion: stage.asperion.requests.length };
  const done = await run();
  const tokens = (['exactOnline', 'asperion'] as const).flatMap((system) => tokenCalls(stage, system, from[system]));
  return { ...done, tokens };
}

const runOn = (stage: Stage, options: Partial<RunActionOptions> = {}) => watched(stage, () => stage.run(options));

const codesOf = (run: StageRun) => reportOf(run).flows.map((flow) => flow.error?.code);

const TOKEN = /\/token$/;

describe('an access token', () => {
  it('is used again while it is valid, then renewed with the newest refresh token', async () => {
    await using scene = await setClockedStage();
    const { stage, clock } = scene;
    const first = await runOn(stage, { env: clock.env });
    expect(first.tokens).toMatchObject([
      { system: 'exactOnline', refreshToken: stage.inputs['exact-online-refresh-token'], status: 200 },
      { system: 'asperion', refreshToken: stage.inputs['asperion-refresh-token'], status: 200 },
    ]);
    clock.forward(500 * SECOND_MS);
    expect((await runOn(stage, { env: clock.env })).tokens).toEqual([]);

    const presented = new Set(first.tokens.map(({ refreshToken }) => refreshToken));
    for (let renewal = 0; renewal < 3; renewal += 1) {
      clock.forward(600 * SECOND_MS);
      const run = await runOn(stage, { env: clock.env });
      expect(run.exitCode).toBe(0);
      expect(run.tokens).toMatchObject([{ system: 'exactOnline', status: 200 }]);
      expect(presented).not.toContain(run.tokens[0]?.refreshToken);
      presented.add(run.tokens[0]?.refreshToken ?? '');
    }
    clock.forward(3600 * SECOND_MS);
    expect((await runOn(stage, { env: clock.env })).tokens).toMatchObject([
      { system: 'exactOnline', status: 200 },
      { system: 'asperion', status: 200 },
    ]);
  });

  it('and every other secret are hidden before their first use, and are nowhere in the log', async () => {
    await using stage = await setStage({ world: smallWorld() });
    const run = await stage.run();
    const { inputs } = stage;
    const secrets = [
      ...['exact-online-client-secret', 'exact-online-refresh-token', 'asperion-client-secret'],
      ...['asperion-refresh-token', 'state-key'],
    ].map((name) => inputs[name] ?? '');
    expect(run.masks).toEqual(expect.arrayContaining(secrets));
    // Two pairs of tokens beside them; the cache client's own signatures are its own affair.
    const issued = run.masks.filter((mask) => /^stampNL001\.|^[0-9A-F]{64}$/.test(mask) && !secrets.includes(mask));
    expect(new Set(issued).size).toBe(4);
    for (const secret of [...secrets, ...issued]) {
      expect(run.log.includes(secret)).toBe(false);
      expect(run.summary.includes(secret)).toBe(false);
      expect(JSON.stringify(run.report).includes(secret)).toBe(false);
    }
  });

  it('that Asperion refuses all at once is renewed, and the write is sent again once', async () => {
    await using stage = await setStage({ world: smallWorld() });
    stage.asperion.faults.add({ method: 'POST', path: /\/debtors$/, skip: 1, act: 'status', status: 401, body: '' });
    const run = await runOn(stage);
    expect(run.exitCode).toBe(0);
    expect(run.tokens.filter(({ system }) => system === 'asperion')).toHaveLength(2);
    const before = holdings(stage);
    expect((await runOn(stage)).writes).toEqual([]);
    expect(holdings(stage)).toEqual(before);
  });
});

describe('a new pair of tokens', () => {
  it.each([
    ['exactOnline', /\/system\/Divisions$/],
    ['asperion', /\/v1\/debtors$/],
  ] as const)(
    'of %s is saved before it is used: a run lost at its first call does not lose it',
    async (system, path) => {
      await using scene = await setClockedStage();
      const { stage, clock } = scene;
      const lost = await watched(stage, () =>
        runStoppedAt(stage, 'kill', { system, path, act: 'hang-before' }, { env: clock.env }),
      );
      expect(lost.tokens.filter((call) => call.system === system)).toHaveLength(1);
      const next = await runOn(stage, { env: clock.env });
      expect(next.exitCode).toBe(0);
      expect(next.tokens.filter((call) => call.system === system)).toEqual([]);
      clock.forward(3600 * SECOND_MS);
      const renewed = await runOn(stage, { env: clock.env });
      expect(renewed.exitCode).toBe(0);
      expect(renewed.tokens.filter((call) => call.system === system)).toMatchObject([{ status: 200 }]);
    },
  );

  it.each(['exactOnline', 'asperion'] as const)(
    'of %s is waited for and saved when the job is cancelled meanwhile',
    async (system) => {
      await using stage = await setStage({ world: smallWorld() });
      const run = await runStoppedAt(stage, 'cancel', { system, path: TOKEN, act: 'replace' });
      expect(run.exitCode).toBe(1);
      expect(codesOf(run)).toContain('CANCELLED');
      expect(run.writes).toEqual([]);
      const next = await runOn(stage);
      expect(next.exitCode).toBe(0);
      expect(next.tokens.filter((call) => call.system === system)).toEqual([]);
    },
  );
});

describe('a token call that fails', () => {
  it.each([
    ['is lost on its way', { act: 'drop-before' }, 'GAVE_UP'],
    ['is answered with 503', { act: 'status', status: 503 }, 'TOKEN_UNAVAILABLE'],
    ['is answered with a page', { act: 'status', status: 200, body: '<html>' }, 'TOKEN_UNAVAILABLE'],
  ] as const)('because it %s is not repeated in this run, and nothing is lost', async (_why, fault, code) => {
    await using stage = await setStage({ world: smallWorld() });
    stage.exactOnline.faults.add({ path: TOKEN, ...fault });
    const run = await runOn(stage, { inputs: { flows: 'customers.exact-online-to-asperion' } });
    expect(run.exitCode).toBe(1);
    expect(run.tokens.filter(({ system }) => system === 'exactOnline')).toHaveLength(1);
    expect(codesOf(run)).toEqual([code]);
    expect((await runOn(stage)).exitCode).toBe(0);
  });

  it('after the new pair was issued needs a new log-in, and says so', async () => {
    await using stage = await setStage({ world: smallWorld() });
    stage.exactOnline.faults.add({ path: TOKEN, act: 'drop-after' });
    await runOn(stage, { inputs: { flows: 'customers.exact-online-to-asperion' } });
    const run = await runOn(stage);
    expect(run.exitCode).toBe(1);
    expect(new Set(codesOf(run))).toEqual(new Set(['REFRESH_REFUSED']));
    expect(run.calls).toEqual([]);
    stage.inputs['exact-online-refresh-token'] = stage.exactOnline.issueRefreshToken();
    expect((await runOn(stage)).exitCode).toBe(0);
  });
});

describe('an authorisation', () => {
  it('of a new log-in is taken up from the secret at once, and kept', async () => {
    await using stage = await setStage({ world: smallWorld() });
    await runOn(stage);
    const secret = stage.exactOnline.issueRefreshToken();
    stage.inputs['exact-online-refresh-token'] = secret;
    const run = await runOn(stage);
    expect(run.exitCode).toBe(0);
    expect(run.tokens).toMatchObject([{ system: 'exactOnline', refreshToken: secret, status: 200 }]);
    expect((await runOn(stage)).tokens).toEqual([]);
  });

  it('that ran out is told for each system with its secret, and a new log-in ends it', async () => {
    await using scene = await setClockedStage();
    const { stage, clock } = scene;
    await runOn(stage, { env: clock.env });
    const before = holdings(stage);
    const saved = () => stage.github.entries.filter(({ key }) => !/\/(tokens\/trial|alarm)\//.test(key)).length;
    const before31Days = saved();
    clock.forward(31 * DAY_MS);
    const exact = await runOn(stage, { env: clock.env });
    expect(exact.exitCode).toBe(1);
    // Another run may have got further meanwhile: one that was not let in saves nothing but what it told.
    expect(saved()).toBe(before31Days);
    expect(reportOf(exact).flows[0]?.error).toEqual({
      code: 'AUTHORISATION_EXPIRED',
      message: 'The authorisation of Exact Online has expired.',
      // The other login has ended as well, and nobody should hear of it a run later.
      hint: 'Authorise again and put the new refresh token into the secret behind exact-online-refresh-token. The authorisation of Asperion is no longer accepted. Authorise again and put the new refresh token into the secret behind asperion-refresh-token.',
    });
    stage.inputs['exact-online-refresh-token'] = stage.exactOnline.issueRefreshToken();
    stage.exactOnline.update('Accounts', stage.exactOnline.rows('Accounts')[0]?.ID, { Phone: '020-555 0199' });
    const asperion = await runOn(stage, { env: clock.env });
    expect(asperion.exitCode).toBe(1);
    expect(asperion.annotations).toMatchObject([
      {
        level: 'error',
        title: 'REFRESH_REFUSED',
        message: expect.stringMatching(
          /The authorisation of Asperion is no longer accepted\. .*asperion-refresh-token\. See docs\/troubleshooting\.md#a-login-is-lost$/,
        ),
      },
    ]);
    expect(asperion.writes).toEqual([]);
    expect(holdings(stage).debtors).toEqual(before.debtors);
    stage.inputs['asperion-refresh-token'] = stage.asperion.issueRefreshToken();
    const fixed = await runOn(stage, { env: clock.env });
    expect(fixed.exitCode).toBe(0);
    expect(namesOf(fixed.writes)).toEqual(['asperion PUT debtors']);
  });

  it('whose app is refused names the secrets of the app', async () => {
    await using stage = await setStage({ world: smallWorld() });
    const run = await runOn(stage, { inputs: { 'asperion-client-secret': 'not the one' } });
    expect(run.exitCode).toBe(1);
    expect(reportOf(run).flows[0]?.error).toMatchObject({
      code: 'CLIENT_REFUSED',
      hint: expect.stringContaining('asperion-client-secret'),
    });
    expect(run.writes).toEqual([]);
  });
});

describe('a run for a pull request', () => {
  const request = { eventName: 'pull_request', ref: 'refs/pull/7/merge' };

  it('is no sync, although an access token is still good', async () => {
    await using scene = await setClockedStage();
    const { stage, clock } = scene;
    await runOn(stage, { env: clock.env });
    stage.exactOnline.update('Accounts', stage.exactOnline.rows('Accounts')[0]?.ID, { Phone: '020-555 0199' });
    const refused = await runOn(stage, { ...request, env: clock.env });
    expect([refused.exitCode, refused.tokens, refused.calls]).toEqual([1, [], []]);
    expect(refused.annotations).toMatchObject([{ level: 'error', title: 'NOT_DEFAULT_BRANCH' }]);
    expect(refused.log).not.toContain('Restoring');
    expect(namesOf((await runOn(stage, { env: clock.env })).writes)).toEqual(['asperion PUT debtors']);
  });

  it('gets no state key to plan with', async () => {
    await using scene = await setClockedStage();
    const { stage, clock } = scene;
    const refused = await runOn(stage, { ...request, inputs: { mode: 'plan' }, env: clock.env });
    expect([refused.exitCode, refused.tokens, refused.calls]).toEqual([1, [], []]);
    expect(JSON.stringify(refused.annotations)).toContain('A run for a pull request may not have the state key.');
  });
});

describe('a run on another branch', () => {
  it('plans with the saved access token, and never calls a token endpoint', async () => {
    await using scene = await setClockedStage();
    const { stage, clock } = scene;
    const branch = { eventName: 'workflow_dispatch', ref: 'refs/heads/new-tables' };
    const plan = { ...branch, inputs: { mode: 'plan' }, env: clock.env };
    const untouched = await runOn(stage, plan);
    expect([untouched.exitCode, untouched.tokens, untouched.calls]).toEqual([1, [], []]);
    expect(JSON.stringify(untouched.annotations)).toContain('NO_REFRESH_HERE');

    await runOn(stage, { env: clock.env });
    expect(await runOn(stage, { ...plan, env: clock.env })).toMatchObject({ exitCode: 0, tokens: [] });
    clock.forward(3700 * SECOND_MS);
    const late = await runOn(stage, { ...plan, env: clock.env });
    expect([late.exitCode, late.tokens, late.calls]).toEqual([1, [], []]);
    // The chain of the default branch is as it was.
    expect((await runOn(stage, { env: clock.env })).exitCode).toBe(0);
  });
});

describe('two runs that start at once', () => {
  it('use up one refresh token, and both get on', async () => {
    await using scene = await setClockedStage();
    const { stage, clock } = scene;
    await stage.run({ env: clock.env });
    const before = holdings(stage);
    clock.forward(700 * SECOND_MS);
    // Both have asked before either could save: one is refused, and must wait for what the other one saves.
    stage.exactOnline.faults.add({ path: TOKEN, act: 'replace', delayMs: 1000, times: 2 });
    const elsewhere = await stage.anotherRunner();
    const both = await watched(stage, async () => {
      const [run, other] = await Promise.all([
        stage.run({ env: clock.env }),
        stage.run({ env: clock.env, ...elsewhere }),
      ]);
      expect([run.annotations, other.annotations]).toEqual([[], []]);
      expect([run.exitCode, other.exitCode]).toEqual([0, 0]);
      return run;
    });
    const [first, second] = both.tokens;
    expect([first?.status, second?.status].sort()).toEqual([200, 401]);
    expect(first?.refreshToken).toBe(second?.refreshToken);
    expect(both.tokens.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(holdings(stage)).toEqual(before);
    clock.forward(700 * SECOND_MS);
    expect((await runOn(stage, { env: clock.env })).exitCode).toBe(0);
  });
});
