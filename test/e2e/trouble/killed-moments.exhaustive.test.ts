import { beforeAll, describe, expect, it } from 'vitest';
import type { StageRun } from '../../../sandbox/stage.ts';
import { sampleOf } from '../../support/sample.ts';
import { Clock, UNTIL_NOT_HELD_MS } from '../support/clock.ts';
import { flowOf, namesOf, reportOf, setStage, setStageOn, smallWorld } from '../support/stage.ts';
import { type Holdings, holdings } from '../support/target.ts';
import { type Moment, runStoppedAt } from './interrupted.ts';

/** What both systems hold after an undisturbed first sync of the small world. */
let calm: Holdings;
beforeAll(async () => {
  await using stage = await setStage({ world: smallWorld() });
  await stage.run();
  calm = holdings(stage);
});

const any = /./;
const debtor = /\/debtors$/;
const invoice = /\/salesinvoiceswithlines$/;

describe('a first sync that is killed', () => {
  /** Spread over the first sync, reading and writing, before and after the system has carried the call out. */
  const moments: readonly Moment[] = [
    { system: 'exactOnline', path: any, skip: 0, act: 'hang-before' },
    { system: 'asperion', path: any, skip: 2, act: 'hang-after' },
    { system: 'asperion', path: any, skip: 4, act: 'hang-before' },
    { system: 'asperion', path: any, skip: 6, act: 'hang-after' },
    { system: 'exactOnline', path: any, skip: 5, act: 'hang-after' },
    { system: 'exactOnline', path: any, skip: 8, act: 'hang-before' },
    { system: 'exactOnline', path: any, skip: 9, act: 'hang-after' },
    { system: 'exactOnline', path: any, skip: 13, act: 'hang-after' },
    { system: 'exactOnline', path: any, skip: 16, act: 'hang-after' },
    { system: 'exactOnline', path: any, skip: 20, act: 'hang-before' },
    { system: 'asperion', path: any, skip: 11, act: 'hang-after' },
    { system: 'asperion', path: any, skip: 16, act: 'hang-after' },
  ];
  const ends = new Map<Moment, { killed: StageRun; next: StageRun; after: Holdings }>();
  beforeAll(async () => {
    await Promise.all(
      moments.map(async (moment) => {
        const clock = new Clock();
        await using stage = await setStageOn(clock);
        const killed = await runStoppedAt(stage, 'kill', moment);
        clock.forward(UNTIL_NOT_HELD_MS);
        const next = await stage.run({ env: clock.env });
        ends.set(moment, { killed, next, after: holdings(stage) });
      }),
    );
  });

  it.each(sampleOf(moments))(
    'at a call to $system ($act, after $skip others) is finished by the next run',
    (moment) => {
      const end = ends.get(moment);
      expect(end?.killed.exitCode).toBe(137);
      expect(end?.next.exitCode).toBe(0);
      expect(end?.after).toEqual(calm);
    },
  );

  it('again and again gets further each time, and ends in the same target', async () => {
    const clock = new Clock();
    await using stage = await setStageOn(clock);
    const price = /\/SalesItemPrices$/;
    const items = /\/logistics\/Items\(/;
    // Each time the second write of its kind is carried out, and the run is lost.
    for (const [system, method, path] of [
      ['asperion', 'POST', debtor],
      ['exactOnline', 'PUT', items],
      ['exactOnline', 'POST', price],
      ['exactOnline', 'POST', price],
      ['asperion', 'POST', invoice],
    ] as const) {
      await runStoppedAt(stage, 'kill', { system, method, path, skip: 1, act: 'hang-after' }, { env: clock.env });
      clock.forward(UNTIL_NOT_HELD_MS);
    }
    expect((await stage.run({ env: clock.env })).exitCode).toBe(0);
    expect(holdings(stage)).toEqual(calm);
    expect((await stage.run({ env: clock.env })).writes).toEqual([]);
  });

  it.each([1, 3])('while the progress is saved (time %i) is finished by the next run', async (time) => {
    const clock = new Clock();
    await using stage = await setStageOn(clock);
    const kill = new AbortController();
    let saves = 0;
    const onLine = (line: string): void => {
      if (line.includes('Saving progress')) saves += 1;
      if (saves === time) kill.abort();
    };
    const killed = await stage.run({ kill: kill.signal, onLine });
    expect(killed.exitCode).toBe(137);
    clock.forward(UNTIL_NOT_HELD_MS);
    expect((await stage.run({ env: clock.env })).exitCode).toBe(0);
    expect(holdings(stage)).toEqual(calm);
  });
});

describe('a job that is cancelled', () => {
  it('saves what it has done in time, says so, and the next run does only the rest', async () => {
    await using stage = await setStage({ world: smallWorld() });
    const run = await runStoppedAt(stage, 'cancel', {
      system: 'asperion',
      method: 'GET',
      path: invoice,
      act: 'hang-before',
    });
    expect(run.exitCode).toBe(1);
    expect(flowOf(run, 'orders')).toMatchObject({ status: 'stopped', error: { code: 'CANCELLED' } });

    const next = await stage.run();
    expect(next.exitCode).toBe(0);
    expect(holdings(stage)).toEqual(calm);
    // What is linked is neither written nor looked up again.
    expect(new Set(namesOf(next.writes))).toEqual(new Set(['asperion POST salesinvoiceswithlines']));
    expect(namesOf(next.calls)).not.toContain('asperion GET debtors');
    expect(namesOf(next.calls)).not.toContain('exact-online GET bulk/Logistics/Items');
  });

  it('during a write that the system carries out all the same leaves no second one', async () => {
    await using stage = await setStage({ world: smallWorld() });
    const run = await runStoppedAt(stage, 'cancel', {
      system: 'asperion',
      method: 'POST',
      path: debtor,
      skip: 3,
      act: 'hang-after',
    });
    expect(run.exitCode).toBe(1);
    expect((await stage.run()).exitCode).toBe(0);
    expect(holdings(stage)).toEqual(calm);
  });

  it('while it waits for the next minute of Exact Online ends at once', async () => {
    await using stage = await setStage({ world: smallWorld(), exactOnline: { minuteLimit: 10 } });
    const cancel = new AbortController();
    const onLine = (line: string): void => {
      if (line.includes('calls of this minute are used')) cancel.abort();
    };
    const run = await stage.run({ cancel: cancel.signal, onLine });
    // Ten seconds after a cancel the runner would have killed it: 137.
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain('the 10 calls of this minute are used');
    expect(reportOf(run).flows.map((flow) => flow.error?.code)).toContain('CANCELLED');
  });
});

describe('a value that goes back in the source to what it was before a lost run', () => {
  it.each([
    ['kill', 'hang-after'],
    ['cancel', 'hang-after'],
    ['kill', 'hang-before'],
  ] as const)('(%s, %s) goes back in the target as well', async (ending, act) => {
    const clock = new Clock();
    await using stage = await setStageOn(clock);
    await stage.run();
    const known = stage.exactOnline.rows('Accounts').find(({ Code }) => Code === '20006');
    stage.exactOnline.update('Accounts', known?.ID, { Phone: '020-555 0161' });
    await runStoppedAt(stage, ending, { system: 'asperion', method: 'PUT', path: /\/debtors\//, act });
    stage.exactOnline.update('Accounts', known?.ID, { Phone: known?.Phone });
    clock.forward(UNTIL_NOT_HELD_MS);
    const run = await stage.run({ env: clock.env });
    expect(run.exitCode).toBe(0);
    expect(run.writes).toHaveLength(act === 'hang-after' ? 1 : 0);
    expect(holdings(stage).debtors).toEqual(calm.debtors);

    // From then on fingerprints tell again which field changed: the target is read before the write, and as the first one that this run changes.
    stage.exactOnline.update('Accounts', known?.ID, { Phone: '020-555 0162' });
    const later = await stage.run({ env: clock.env });
    expect(namesOf(later.calls).filter((name) => name.startsWith('asperion'))).toEqual([
      'asperion GET debtors',
      'asperion GET debtors',
      'asperion PUT debtors',
      'asperion GET articles',
    ]);
  });
});
