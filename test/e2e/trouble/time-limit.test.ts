import { expect, test } from 'vitest';
import { createWorld } from '../../../sandbox/world/world.ts';
import { Clock, HOUR_MS, tomorrowAt } from '../support/clock.ts';
import { flowOf, setStageWithFile } from '../support/stage.ts';

/** Environment of a run whose clock is put ahead when its log has a certain text. Node loads the line before the bundle, which stays as it is. */
function leapingAt(text: string, minutes: number): Readonly<Record<string, string>> {
  const line = `
    const real = Date.now;
    let aheadMs = 0;
    Date.now = () => real() + aheadMs;
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = (chunk, ...rest) => {
      if (String(chunk).includes(${JSON.stringify(text)})) aheadMs = ${minutes * 60_000};
      return write(chunk, ...rest);
    };`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(line)}` };
}

test('a first load longer than a run may take is green, and goes on in the next run', async () => {
  await using stage = await setStageWithFile({ world: createWorld({ customers: 2, articles: 150, orders: 0 }) });
  // Some articles have units that no item can have: they wait.
  stage.inputs['fail-on'] = 'never';
  const before = stage.exactOnline.rows('Items').length;
  const run = await stage.run({ env: leapingAt('products.asperion-to-exact-online: 100 read', 24) });
  expect(run.exitCode).toBe(0);
  expect(flowOf(run, 'products')).toMatchObject({ status: 'ok', rest: { reason: 'time', done: 100 } });
  expect(run.summary).toContain('The time of this run was up: 100 of ');
  expect(run.summary).toContain('articles are done; the rest follows in the next runs, in about ');
  const half = stage.exactOnline.rows('Items').length;

  const next = await stage.run();
  expect(next.exitCode).toBe(0);
  expect(flowOf(next, 'products')).not.toHaveProperty('rest');
  const codes = stage.exactOnline.rows('Items').map(({ Code }) => Code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.length).toBeGreaterThan(half);
  expect(half).toBeGreaterThan(before);
  expect((await stage.run()).writes).toEqual([]);
});

test('a first load of days leaves the daily sync its calls, and no call is refused', async () => {
  const clock = new Clock();
  clock.set(tomorrowAt(7));
  await using stage = await setStageWithFile({
    world: createWorld({ customers: 2, articles: 90, orders: 0 }),
    exactOnline: { clock: clock.now, dailyLimit: 80 },
    asperion: { clock: clock.now },
  });
  stage.inputs['fail-on'] = 'never';
  const customers = { flows: 'customers.exact-online-to-asperion' };
  expect((await stage.run({ env: clock.env, inputs: customers })).exitCode).toBe(0);
  const [customer] = stage.exactOnline.rows('Accounts');
  const rests: unknown[] = [];
  for (const at of ['Monday 7:00', 'Monday 15:00', 'Tuesday 7:00', 'Tuesday 15:00', 'Wednesday 7:00']) {
    stage.exactOnline.update('Accounts', customer?.ID, { Name: `Bakkerij ${at}` });
    const run = await stage.run({ env: clock.env });
    expect(run.exitCode, at).toBe(0);
    expect(stage.asperion.rows('debtors').map(({ name }) => name)).toContain(`Bakkerij ${at}`);
    rests.push(flowOf(run, 'products').rest?.reason ?? 'done');
    clock.forward(at.endsWith(' 7:00') ? 8 * HOUR_MS : 16 * HOUR_MS);
  }
  expect(rests).toEqual(['calls', 'calls', 'calls', 'calls', 'done']);
  expect(stage.exactOnline.requests.filter(({ status }) => status === 429)).toEqual([]);
  expect((await stage.run({ env: clock.env })).writes).toEqual([]);
});
