import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { Clock, UNTIL_NOT_HELD_MS } from '../support/clock.ts';
import { setStage, setStageOn, smallWorld } from '../support/stage.ts';
import { holdings } from '../support/target.ts';

const FLOWS = 'customers.exact-online-to-asperion';

/** What a run among others came to: `done`, or the code of what stopped it. */
const endOf = (run: StageRun): string =>
  run.exitCode === 0 ? 'done' : (run.annotations.find(({ level }) => level === 'error')?.title ?? 'red');

/** What one run alone makes of the small world. */
async function aloneHoldings(): Promise<ReturnType<typeof holdings>> {
  await using stage = await setStage({ world: smallWorld() });
  expect((await stage.run({ inputs: { flows: FLOWS } })).exitCode).toBe(0);
  return holdings(stage);
}

const READS = /sync\/CRM\/Accounts/i;

/** Resolves once this holds. */
async function reached(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(10);
}

/** A stage whose two systems have given their tokens, so that runs only race for the records; a second machine beside it. */
async function setRace(): Promise<
  {
    readonly stage: Stage;
    readonly elsewhere: Awaited<ReturnType<Stage['anotherRunner']>>;
    readonly clock: Clock;
  } & AsyncDisposable
> {
  const clock = new Clock();
  const stage = await setStageOn(clock);
  stage.inputs.flows = FLOWS;
  await stage.run({ inputs: { mode: 'doctor' } });
  const elsewhere = await stage.anotherRunner();
  return { stage, elsewhere, clock, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() };
}

describe('two runs at once', () => {
  it('that begin together write each record once, and the next run does what one of them left out', async () => {
    await using race = await setRace();
    const { stage, elsewhere, clock } = race;
    // Neither gets to its writes before both have restored the state and asked for what is new.
    const isReading = ({ path }: { path: string }): boolean => READS.test(path);
    const begun = stage.exactOnline.requests.filter(isReading).length;
    const together = reached(() => stage.exactOnline.requests.filter(isReading).length === begun + 2);
    stage.exactOnline.faults.add({ path: READS, act: 'replace', until: together, times: 2 });
    const both = await Promise.all([stage.run(), stage.run(elsewhere)]);
    const ends = both.map(endOf).sort();
    expect(ends).toContain('ANOTHER_RUN');
    expect(['ANOTHER_RUN', 'done']).toContain(ends[1]);
    const names = stage.asperion.rows('debtors').map(({ characteristic5 }) => characteristic5);
    const numbered = names.filter((name) => name !== null && name !== undefined);
    expect(new Set(numbered).size).toBe(numbered.length);
    // If both gave way, their claims stand as those of runs that were lost.
    clock.forward(UNTIL_NOT_HELD_MS);
    expect((await stage.run({ env: clock.env })).exitCode).toBe(0);
    expect(holdings(stage)).toEqual(await aloneHoldings());
    expect((await stage.run({ env: clock.env })).writes).toEqual([]);
  });

  it('do not overlap when one begins while the other writes: it stops before its first call', async () => {
    await using race = await setRace();
    const { stage, elsewhere } = race;
    const { promise: secondIsOver, resolve: goOn } = Promise.withResolvers<void>();
    stage.asperion.faults.add({ method: 'POST', path: /\/debtors$/, act: 'replace', until: secondIsOver });
    const first = stage.run();
    const isWriting = reached(() => stage.github.entries.some(({ key }) => key.includes('/progress/')));
    await Promise.race([isWriting, first.then(({ log }) => Promise.reject(new Error(`It ended before it wrote:\n${log}`)))]);
    const second = await stage.run(elsewhere);
    goOn();
    expect(second.exitCode).toBe(1);
    expect(second.annotations).toMatchObject([
      {
        level: 'error',
        title: 'ANOTHER_RUN',
        message: expect.stringMatching(/^Another run \(\d+\) has begun to write/),
      },
    ]);
    expect(second.report).toBeUndefined();
    expect((await first).exitCode).toBe(0);
    expect(holdings(stage)).toEqual(await aloneHoldings());
  });
});
