import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stage } from '../../../sandbox/stage.ts';
import { Clock, DAY_MS, impatient, SECOND_MS } from '../support/clock.ts';
import { namesOf, reportOf, setStage, smallWorld } from '../support/stage.ts';

describe('a run while the Actions cache refuses to save', () => {
  const clock = new Clock();
  let stage: Stage;
  beforeAll(async () => {
    const world = smallWorld();
    stage = await setStage({ world, exactOnline: { clock: clock.now }, asperion: { clock: clock.now } });
    stage.inputs.flows = 'customers.exact-online-to-asperion';
    expect((await stage.run({ env: clock.env })).exitCode).toBe(0);
    clock.forward(DAY_MS);
    stage.exactOnline.update('Accounts', stage.exactOnline.rows('Accounts')[5]?.ID, { Phone: '020-555 0199' });
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  const tokenCalls = (): number =>
    [...stage.exactOnline.requests, ...stage.asperion.requests].filter(({ path }) => path.endsWith('/token')).length;

  it('asks neither system for a token, writes nothing and says that nothing is lost', async () => {
    const before = tokenCalls();
    stage.github.switches.denyWrites = true;
    const run = await stage.run({ env: { NODE_OPTIONS: `${clock.env.NODE_OPTIONS} ${impatient.NODE_OPTIONS}` } });
    stage.github.switches.denyWrites = false;
    expect([run.exitCode, run.calls, tokenCalls() - before]).toEqual([1, [], 0]);
    expect(reportOf(run).flows[0]?.error).toMatchObject({
      code: 'STATE_NOT_SAVED',
      hint: expect.stringMatching(/^Nothing is lost/),
    });
  });

  it('loses no login: the next run goes on', async () => {
    clock.forward(900 * SECOND_MS);
    const next = await stage.run({ env: clock.env });
    expect(next.exitCode).toBe(0);
    expect(namesOf(next.writes)).toEqual(['asperion PUT debtors']);
  });

  it('whose state then disappears says so when the secret was used before', async () => {
    stage.github.evict('');
    clock.forward(900 * SECOND_MS);
    const run = await stage.run({ env: clock.env });
    expect([run.exitCode, run.calls]).toEqual([1, []]);
    expect(run.log).toMatch(/^There is no saved progress: this is the first run, or the state was lost\./m);
    expect(reportOf(run).flows[0]?.error).toMatchObject({
      code: 'REFRESH_REFUSED',
      message: expect.stringContaining('the saved state with the newer token is missing'),
      hint: expect.stringContaining('secrets-token'),
    });
    stage.inputs['exact-online-refresh-token'] = stage.exactOnline.issueRefreshToken();
    stage.inputs['asperion-refresh-token'] = stage.asperion.issueRefreshToken();
    expect(await stage.run({ env: clock.env })).toMatchObject({ exitCode: 0, writes: [] });
  });
});
