import { expect, test } from 'vitest';
import { createWorld } from '../../sandbox/world/world.ts';
import { flowOf, setStageWithFile } from './stage.ts';

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

test('a first load that takes longer than a run may is green, says when it is done, and goes on in the next run', async () => {
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
