import { describe, expect, test } from 'vitest';
import { aheadBy } from '../../day/day.ts';
import { Clock, DAY_MS } from '../support/clock.ts';
import { setStageOn } from '../support/stage.ts';

const MINUTE_MS = 60_000;

/** A stage with customers to sync, and a run of it on a machine whose clock is ahead of that of both systems. */
async function setOn(clock: Clock) {
  const stage = await setStageOn(clock);
  stage.inputs.flows = 'customers.exact-online-to-asperion';
  const run = (aheadMs = 0) => stage.run({ env: { NODE_OPTIONS: aheadBy(clock.now() - Date.now() + aheadMs) } });
  return { stage, run, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() };
}

describe('a machine whose clock is wrong', () => {
  test.each([40, -40])('by %i minutes goes by the time of the systems, and says so', async (minutes) => {
    const clock = new Clock();
    await using set = await setOn(clock);
    const { stage, run } = set;
    const first = await run(minutes * MINUTE_MS);
    expect(first.exitCode).toBe(0);
    expect(first.writes.length).toBeGreaterThan(0);
    expect(first.log).toMatch(
      new RegExp(`The clock of this machine is 40 minutes ${minutes > 0 ? 'ahead of' : 'behind'} that of the systems`),
    );
    // What changed before the next run, on a machine that is right, is not taken for read.
    const account = String(stage.exactOnline.rows('Accounts')[0]?.ID);
    stage.exactOnline.update('Accounts', account, { Phone: '020-555 0199' });
    clock.forward(MINUTE_MS);
    const next = await run();
    expect([next.exitCode, next.writes.length]).toEqual([0, 1]);
    expect(next.log).not.toContain('clock');
    clock.forward(DAY_MS / 24);
    expect((await run()).writes).toEqual([]);
  });

  test.each([30, -30, 5 * 365, -5 * 365])('by %i days does nothing, and says what to do', async (days) => {
    await using set = await setOn(new Clock());
    const { stage, run } = set;
    const { exitCode, log } = await run(days * DAY_MS);
    expect(exitCode).toBe(1);
    const said = `The clock of this machine is ${Math.abs(days)} days ${days > 0 ? 'ahead of' : 'behind'} that of the systems.`;
    expect(log).toContain(said);
    expect(log).not.toMatch(/\n\s+at /);
    expect([...stage.exactOnline.requests, ...stage.asperion.requests]).toEqual([]);
  });
});
