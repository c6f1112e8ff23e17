import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stage } from '../../../sandbox/stage.ts';
import { setStage, smallWorld } from '../support/stage.ts';

const EXACT = 'EXACT_ONLINE_REFRESH_TOKEN';
const ASPERION = 'ASPERION_REFRESH_TOKEN';
const MINUTE_MS = 60_000;

/** Calls of a system's token endpoint so far. */
function tokenCalls({ requests }: Stage['exactOnline'] | Stage['asperion']): number {
  return requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/token')).length;
}

/** The secrets as a job that starts now gets them. */
function takeSecrets(stage: Stage): void {
  stage.inputs['exact-online-refresh-token'] = stage.github.environmentSecret('sync', EXACT) ?? '';
  stage.inputs['asperion-refresh-token'] = stage.github.environmentSecret('sync', ASPERION) ?? '';
}

describe('copies of the refresh tokens in the environment', () => {
  let stage: Stage;
  let now = Date.now();
  const firstTokens: (string | undefined)[] = [];

  beforeAll(async () => {
    stage = await setStage({ world: smallWorld(), exactOnline: { clock: () => now } });
    firstTokens.push(stage.inputs['exact-online-refresh-token'], stage.inputs['asperion-refresh-token']);
    stage.inputs['secrets-token'] = stage.github.secretsToken;
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  it('are written by the first run, which shows nothing of them', async () => {
    const { exitCode, log, summary, masks } = await stage.run();
    expect(exitCode).toBe(0);
    const copies = [stage.github.environmentSecret('sync', EXACT), stage.github.environmentSecret('sync', ASPERION)];
    for (const copy of copies) {
      expect(copy).toMatch(/.{20}/);
      expect(firstTokens).not.toContain(copy);
      expect(log + summary).not.toContain(copy);
      expect(masks).toContain(copy);
    }
    expect(masks).toContain(stage.github.secretsToken);
    expect(log + summary).not.toContain(stage.github.secretsToken);
  });

  it('do not count as tokens that a person put there: the next run reuses the saved pair', async () => {
    takeSecrets(stage);
    const before = [tokenCalls(stage.exactOnline), tokenCalls(stage.asperion)];
    const run = await stage.run();
    expect([run.exitCode, run.annotations]).toEqual([0, []]);
    expect([tokenCalls(stage.exactOnline), tokenCalls(stage.asperion)]).toEqual(before);
  });

  it('carry on when the saved state is lost', async () => {
    takeSecrets(stage);
    expect(stage.github.evict('')).toBeGreaterThan(0);
    now += 10 * MINUTE_MS;
    const copy = stage.github.environmentSecret('sync', EXACT);
    const run = await stage.run();
    expect(run.exitCode).toBe(0);
    expect(run.writes).toEqual([]);
    expect(stage.github.environmentSecret('sync', EXACT)).not.toBe(copy);
    takeSecrets(stage);
    expect((await stage.run()).exitCode).toBe(0);
  });

  it('make one run red when GitHub refuses them, and the sync goes on', async () => {
    takeSecrets(stage);
    const copies = [stage.github.environmentSecret('sync', EXACT), stage.github.environmentSecret('sync', ASPERION)];
    stage.github.evict('');
    stage.github.switches.environmentSecrets = 'forbidden';
    now += 10 * MINUTE_MS;
    const run = await stage.run();
    expect(run.exitCode).toBe(1);
    expect(run.annotations).toMatchObject([{ level: 'error', message: expect.stringContaining('HTTP 403') }]);
    const ok = { status: 'ok' };
    expect(run.report).toMatchObject({ flows: [ok, ok, ok] });
    now += 10 * MINUTE_MS;
    expect((await stage.run()).exitCode).toBe(0);
    expect([stage.github.environmentSecret('sync', EXACT), stage.github.environmentSecret('sync', ASPERION)]).toEqual(
      copies,
    );
    // The secret is one renewal behind the saved pair now, and still known as ours.
    stage.github.switches.environmentSecrets = 'writable';
    const before = tokenCalls(stage.exactOnline);
    expect((await stage.run()).exitCode).toBe(0);
    expect(tokenCalls(stage.exactOnline)).toBe(before);
  });
});
