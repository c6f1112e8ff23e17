import { afterAll, expect, test } from 'vitest';
import type { RunLine } from '../../src/activity/format.ts';
import { Company, type Run } from './company.ts';
import { TIME_LIMIT_MIN } from './fake-time.ts';
import { Listener } from './spoken.ts';

const FLOW = 'customers.exact-online-to-asperion';

const listener = new Listener();
afterAll(() => listener[Symbol.dispose]());

/** What the activity log of a run says of its flow. */
function loggedOf({ files }: Run): RunLine {
  const line = files.split('\n').find((one) => one.startsWith('{"kind":"run"'));
  return JSON.parse(line ?? '{}') as RunLine;
}

test('a run whose time is up is green, says how far it got, and the next one does only the rest', async () => {
  await using company = await Company.open([FLOW], listener);
  for (const Code of ['20090', '20091', '20092'])
    company.exactOnline.insert('Accounts', { Code, Name: `Lunchroom ${Code}`, Status: 'C', AddressLine1: 'Kade 1' });
  company.asperion.faults.add({
    method: 'POST',
    path: /\/debtors$/,
    act: 'replace',
    after: () => company.time.leap((TIME_LIMIT_MIN - 1) * 60_000),
  });
  const run = await company.run();
  expect(run.exitCode).toBe(0);
  const [flow] = run.report?.flows ?? [];
  expect(flow).toMatchObject({ status: 'ok', rest: { reason: 'time', began: true } });
  expect(flow?.rest?.done).toBeGreaterThan(0);
  expect(flow?.rest?.left).toBeGreaterThan(0);
  expect(run.report?.alarm).toMatchObject({ isRed: false, isGood: true });
  expect(run.told.summary).toMatch(
    /✅ The time of this run was up: \d of \d customers are done; the rest follows in the next runs, in about \d+ \w+\./,
  );
  expect(run.told.log).toContain(`${FLOW}: The time of this run is up.`);
  expect(loggedOf(run)).toMatchObject({
    result: 'ok',
    flows: [{ status: 'ok', code: null, rest: { reason: 'time' } }],
  });

  const next = await company.run();
  expect(next.exitCode).toBe(0);
  expect(next.report?.flows[0]).not.toHaveProperty('rest');
  expect(next.told.summary).toContain('✅ All in step');
  expect((await company.run()).writes).toEqual([]);
  const numbers = company.asperion.rows('debtors').map(({ characteristic5 }) => characteristic5);
  expect(numbers.filter((one) => String(one).startsWith('EO-2009')).sort()).toEqual([
    'EO-20090',
    'EO-20091',
    'EO-20092',
  ]);
});
