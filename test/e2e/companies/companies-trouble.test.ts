import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Clock, DAY_MS, tomorrowAt } from '../support/clock.ts';
import {
  artifactOf,
  COMPANIES,
  type Company,
  customers,
  debtors,
  mergeAttempt,
  mergeReports,
  runAll,
  setCompanies,
} from './companies-stage.ts';

const RUN = 8_100_000_000;
const [noord, oost, zuid, west] = COMPANIES as readonly [Company, Company, Company, Company, ...Company[]];

/** What the summary says under the name of a company. */
const partOf = (summary: string, { name }: Company): string =>
  summary.split(`### ${name}\n`)[1]?.split('### ')[0] ?? '';

describe('a company that cannot be synced', () => {
  it('without rights or calls is told by name with what to do, and the others finish', async () => {
    const clock = new Clock();
    clock.set(tomorrowAt(12));
    const servers = { exactOnline: { clock: clock.now }, asperion: { clock: clock.now } };
    await using stage = await setCompanies(servers, [noord, oost, zuid, west]);
    const { switches } = stage.exactOnline;
    const mine = ['administrations', 2, 'tenant'];
    switches.refusedDivisions = { [oost.division]: 'NoDivisionAccess' };
    await stage.setYaml('settings.yml', mine, 9999);
    switches.dailyLimits = { [west.division]: 12 };
    const before = [oost, zuid].map((company) => debtors(stage, company));

    const runs = await runAll(stage, RUN, clock);
    expect(
      [...runs]
        .filter(([, { exitCode }]) => exitCode !== 0)
        .map(([name]) => name)
        .sort(),
    ).toEqual(['oost', 'zuid']);
    expect(debtors(stage, noord)).toEqual(customers(stage, noord));
    expect([oost, zuid].map((company) => debtors(stage, company))).toEqual(before);
    expect(runs.get('west')?.annotations).toEqual([]);
    const { summary } = await mergeReports(stage, runs);
    expect(summary).toContain(
      'oost, zuid were not synced. west has no calls left for now, and goes on by itself. 1 of 4 administrations in step.',
    );
    expect(partOf(summary, oost).match(/^- .*/gm)).toEqual([
      expect.stringMatching(
        /administration: Forbidden \(NoDivisionAccess\)\. What to do: The user that the sync logs in as may not open/,
      ),
    ]);
    expect(partOf(summary, zuid)).toMatch(/No access to this administration\. What to do: .*tenant in settings\.yml/);

    // Books that were in step fall behind if their calls are used up: that is told, and mailed if it lasts.
    switches.dailyLimits = { [noord.division]: 3, [west.division]: 12 };
    const without = await runAll(stage, RUN + 1, clock);
    expect([noord, west].map(({ name }) => [without.get(name)?.exitCode, without.get(name)?.writes])).toEqual([
      [0, []],
      [0, []],
    ]);
    const second = await mergeReports(stage, without);
    expect(second.summary).toContain('noord, west have no calls left for now, and go on by themselves. 0 of 4');
    expect(partOf(second.summary, noord)).toMatch(
      /The 3 calls of today to Exact Online for administration 1001 are used up; calls continue at/,
    );

    // The next day they go on where they were, and those that got their rights begin.
    clock.forward(DAY_MS);
    switches.refusedDivisions = {};
    switches.dailyLimits = {};
    await stage.setYaml('settings.yml', mine, zuid.tenant);
    const later = await runAll(stage, RUN + 2, clock);
    const third = await mergeReports(stage, later);
    expect(third.summary).toContain('4 administrations in step.');
    for (const company of [noord, oost, zuid, west]) {
      expect(debtors(stage, company), company.name).toEqual(customers(stage, company));
    }
    // The limit that shrank was learned from one refusal; the other was known before it was reached.
    const refused = [...stage.exactOnline.requests, ...stage.asperion.requests].filter(({ status }) => status === 429);
    expect(refused.map(({ path }) => /\/(\d+)\//.exec(path)?.[1])).toEqual([String(noord.division)]);
  });
});

describe('a number that was changed on one side only', () => {
  it('stops the run before any call, until it is put back or a person says it is meant', async () => {
    await using stage = await setCompanies({}, [noord, oost]);
    await stage.setYaml('settings.yml', ['administrations'], undefined);
    stage.inputs.flows = 'customers.exact-online-to-asperion';
    const right = { 'exact-online-division': String(noord.division), 'asperion-tenant': String(noord.tenant) };
    const wrong = { ...right, 'exact-online-division': String(oost.division) };
    expect((await stage.run({ inputs: right })).exitCode).toBe(0);
    const stopped = await stage.run({ inputs: wrong });
    expect([stopped.exitCode, stopped.calls]).toEqual([1, []]);
    expect(stopped.annotations).toMatchObject([{ level: 'error', title: 'OTHER_ADMINISTRATION' }]);
    expect((await stage.run({ inputs: right })).annotations).toEqual([]);
    const meant = await stage.run({ inputs: { ...wrong, 'accept-state': 'once' } });
    expect([meant.exitCode, meant.writes.length > 0]).toEqual([0, true]);
  }, 120_000);
});

describe('the reports of the jobs', () => {
  it('of an earlier attempt are told as such, and one with missing parts hides no other company', async () => {
    await using stage = await setCompanies({}, [noord, oost, zuid]);
    const runs = await runAll(stage, RUN);
    await mergeReports(stage, runs);
    // Only the job of zuid ran again, or got to its end again.
    const again = await mergeAttempt(stage, new Map([...runs].filter(([name]) => name === zuid.name)), 2);
    expect(again.exitCode).toBe(0);
    expect(again.summary).toContain(
      '⚠️ The reports of noord, oost are from an earlier attempt: if their jobs ran again, look at the logs of the jobs. 3 of 3',
    );
    expect(again.summary).toMatch(/^\| noord \| ✅ From attempt 1: All in step/m);
    expect(again.summary).toMatch(/^\| zuid \| ✅ All in step/m);

    const file = join(artifactOf(stage, noord.name, 1), 'exact-asperion-sync-report.json');
    const whole = await readFile(file, 'utf8');
    const { errors, ...others } = JSON.parse(whole);
    for (const damaged of ['', 'null', whole.slice(0, 500), JSON.stringify(others), '{"administration":"noord"}']) {
      await writeFile(file, damaged);
      const { exitCode, summary, annotations } = await stage.run({ inputs: { mode: 'merge' } });
      expect(summary).toContain('❌ The report of noord cannot be read. 2 of 3 administrations in step.');
      expect(summary).toMatch(/^\| noord \| ❌ Its report is damaged/m);
      expect([exitCode, annotations.map(({ title }) => title)]).toEqual([1, ['REPORT_MISSING']]);
    }
  });
});
