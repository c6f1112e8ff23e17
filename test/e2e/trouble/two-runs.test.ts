import { describe, expect, it } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { Clock, SECOND_MS, UNTIL_NOT_HELD_MS } from '../support/clock.ts';
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
  it('that begin together write each record once, and the next does what one left out', async () => {
    await using race = await setRace();
    const { stage, elsewhere, clock } = race;
    // Neither gets to its writes before both have restored the state and asked for what is new.
    const { promise: together, resolve: goOn } = Promise.withResolvers<void>();
    let asked = 0;
    const before = (): void => {
      asked += 1;
      if (asked === 2) goOn();
    };
    stage.exactOnline.faults.add({ path: READS, act: 'replace', before, until: together, times: 2 });
    const runs = [stage.run(), stage.run(elsewhere)];
    // If one ends before it asks, the other does not wait for it.
    void Promise.race(runs)
      .catch(() => null)
      .then(() => goOn());
    const both = await Promise.all(runs);
    expect(asked).toBe(2);
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

  it('do not overlap when one begins while the other writes: it does nothing', async () => {
    await using race = await setRace();
    const { stage, elsewhere, clock } = race;
    const { promise: firstWrites, resolve: before } = Promise.withResolvers<void>();
    const { promise: othersAreOver, resolve: goOn } = Promise.withResolvers<void>();
    stage.asperion.faults.add({ method: 'POST', path: /\/debtors$/, act: 'replace', before, until: othersAreOver });
    const first = stage.run(elsewhere);
    await Promise.race([firstWrites, first]);
    const kept = () => stage.github.entries.filter(({ key }) => key.includes('/progress/')).length;
    const entries = kept();
    for (const minutes of [1, 12, 10]) {
      clock.forward(minutes * 60 * SECOND_MS);
      const held = await stage.run({ env: clock.env });
      expect([held.exitCode, held.calls]).toEqual([0, []]);
    }
    expect(kept()).toBe(entries);
    goOn();
    expect((await first).exitCode).toBe(0);
    expect((await stage.run({ env: clock.env })).writes).toEqual([]);
    expect(holdings(stage)).toEqual(await aloneHoldings());
  });
});
