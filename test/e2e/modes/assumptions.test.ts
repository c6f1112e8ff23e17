import { expect, test } from 'vitest';
import type { StageRun } from '../../../sandbox/stage.ts';
import { open } from '../flows/asperion-invoices.ts';
import { reportOf, setStage, smallWorld } from '../support/stage.ts';

/** Flows that stopped, with their codes. */
const stopped = (run: StageRun): readonly string[] =>
  reportOf(run).flows.flatMap(({ flow, error }) => (error === undefined ? [] : [`${flow} ${error.code}`]));

/** What the run asked of Asperion that is no business of a flow. */
const tests = ({ calls }: StageRun): readonly string[] =>
  calls
    .filter(
      ({ path, query }) => /\/(ledgeraccounts|administrations)$/.test(path) && !/BookYear|pageSize=100/.test(query),
    )
    .map(({ path, query }) => `${path} ${query}`);

test('the first run tests what is cheap, in three calls, and later runs test nothing', async () => {
  await using stage = await setStage({ world: smallWorld() });
  const first = await stage.run();
  expect([first.exitCode, tests(first)]).toEqual([
    0,
    [
      '/v1/ledgeraccounts page=1&pageSize=1',
      expect.stringMatching(/^\/v1\/ledgeraccounts page=\d+&pageSize=1$/),
      '/v1/administrations pageSize=25',
    ],
  ]);
  const second = await stage.run();
  expect([second.exitCode, tests(second)]).toEqual([0, []]);
});

test('a contradiction stops the flows that rest on it until its line is in settings.yml', async () => {
  await using stage = await setStage({ world: smallWorld() });
  stage.asperion.switches.totalCount = 'page';
  const run = await stage.run();
  expect(run.exitCode).toBe(1);
  expect(stopped(run).length).toBeGreaterThan(0);
  for (const one of stopped(run)) expect(one).toMatch(/ ASSUMPTION_CONTRADICTED$/);
  expect(run.writes).toEqual([]);
  expect(run.log).toContain('Write `asperion: { totalCount: page }` into settings.yml');

  const plan = await stage.run({ inputs: { mode: 'plan' } });
  expect(plan.log).toContain('ASSUMPTION_CONTRADICTED');

  await stage.setYaml('settings.yml', ['asperion', 'totalCount'], 'page');
  const right = await stage.run();
  expect([right.exitCode, stopped(right)]).toEqual([0, []]);
  expect(right.writes.length).toBeGreaterThan(0);
});

test('a contradiction that the doctor finds stops only the flows that rest on it', async () => {
  await using stage = await setStage({ world: smallWorld() });
  stage.asperion.switches.brokenFilters = { 'debtors.characteristic5': 'nothing' };
  expect((await stage.run({ inputs: { mode: 'doctor' } })).exitCode).toBe(1);

  const run = await stage.run();
  expect(run.exitCode).toBe(1);
  expect(stopped(run)).toContain('customers.exact-online-to-asperion ASSUMPTION_CONTRADICTED');
  expect(stopped(run).some((one) => one.startsWith('products.'))).toBe(false);
  expect(run.writes.filter(({ path }) => path.includes('debtors'))).toEqual([]);

  stage.asperion.switches.brokenFilters = {};
  const right = await stage.run();
  expect([right.exitCode, stopped(right)]).toEqual([0, []]);
});

test('a test that gets no answer stops nothing, and is repeated in the next run', async () => {
  await using stage = await setStage({ world: smallWorld() });
  stage.asperion.faults.add({ act: 'status', status: 500, path: /\/administrations$/, times: 20 });
  const run = await stage.run();
  expect([run.exitCode, stopped(run)]).toEqual([0, []]);
  expect(run.writes.length).toBeGreaterThan(0);
  expect(run.log).toContain('its assumptions could not be tested');
  stage.asperion.faults.clear();
  expect(tests(await stage.run())).toContain('/v1/administrations pageSize=25');
});

test('invoices are not booked by their month in books that are kept by the quarter', async () => {
  await using stage = await open('invoices.asperion-to-exact-online');
  const periods = stage.exactOnline.rows('FinancialPeriods');
  for (const { ID } of periods.filter(({ FinPeriod }) => Number(FinPeriod) > 4)) {
    stage.exactOnline.remove('FinancialPeriods', ID);
  }
  for (const { ID, FinYear, FinPeriod } of stage.exactOnline.rows('FinancialPeriods')) {
    const [first, last] = [3 * Number(FinPeriod) - 2, 3 * Number(FinPeriod)].map((month) =>
      String(month).padStart(2, '0'),
    );
    const days = { StartDate: `${FinYear}-${first}-01T00:00:00`, EndDate: `${FinYear}-${last}-30T00:00:00` };
    stage.exactOnline.update('FinancialPeriods', ID, days);
  }
  const run = await stage.run();
  expect([run.exitCode, run.writes]).toEqual([1, []]);
  expect(stopped(run)).toEqual(['invoices.asperion-to-exact-online ASSUMPTION_CONTRADICTED']);
  expect(run.log).toContain('Take ReportingYear and ReportingPeriod out of the step');

  for (const field of ['ReportingYear', 'ReportingPeriod']) {
    await stage.setYaml('invoices.asperion-to-exact-online.yml', ['steps', 0, 'fields', field], undefined);
  }
  const booked = await stage.run();
  expect([stopped(booked), stage.exactOnline.rows('SalesEntries').length]).toEqual([[], 4]);
});
