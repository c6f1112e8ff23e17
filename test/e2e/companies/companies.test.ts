import { describe, expect, it } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { Clock, SECOND_MS, tomorrowAt } from '../support/clock.ts';
import { reportOf } from '../support/stage.ts';
import {
  COMPANIES,
  type Company,
  customers,
  debtors,
  mergeReports,
  runAll,
  runShard,
  setCompanies,
  tokenCalls,
} from './companies-stage.ts';

const RUN = 8_000_000_000;

const serversOn = ({ now }: Clock) => ({ exactOnline: { clock: now }, asperion: { clock: now } });

/** Answers no company before all of them have asked: if one waited for another, none would go on. */
function answerWhenAllAsk({ exactOnline }: Stage): void {
  const { promise, resolve } = Promise.withResolvers<void>();
  const waiting = new Set(COMPANIES.map(({ division }) => division));
  for (const { division } of COMPANIES) {
    const before = () => {
      waiting.delete(division);
      if (waiting.size === 0) resolve();
    };
    exactOnline.faults.add({ path: new RegExp(`/api/v1/${division}/`), act: 'replace', before, until: promise });
  }
}

describe('eight companies in eight processes', () => {
  it('work at the same time, and none makes another call than it would alone', async () => {
    await using stage = await setCompanies();
    await using quiet = await setCompanies();
    answerWhenAllAsk(stage);
    const together = await runAll(stage, RUN);
    expect([...together.values()].map(({ exitCode }) => exitCode)).toEqual(COMPANIES.map(() => 0));
    for (const { name } of COMPANIES.slice(0, 2)) {
      const alone = await runAll(quiet, RUN, { administration: name });
      expect(alone.size).toBe(1);
      const [own, beside] = [alone, together].map((runs) => reportOf(runs.get(name) as StageRun).calls);
      expect(beside, name).toEqual(own);
    }
  });

  it('sync each record once with one token, within their limits; a blocked one fails alone', async () => {
    const clock = new Clock();
    const noon = tomorrowAt(12);
    clock.set(noon);
    await using stage = await setCompanies(serversOn(clock));
    const blocked = COMPANIES[4] as Company;
    stage.exactOnline.switches.refusedDivisions = { [blocked.division]: 'DivisionBlocked' };
    const before = debtors(stage, blocked);
    const runs = await runAll(stage, RUN, { env: clock.env });
    const failed = [...runs].filter(([, { exitCode }]) => exitCode !== 0).map(([name]) => name);
    expect(failed).toEqual([blocked.name]);
    expect([...runs.keys()].sort()).toEqual(COMPANIES.map(({ name }) => name).sort());
    expect(tokenCalls(stage)).toEqual({ exactOnline: 1, asperion: 1 });
    expect([...stage.exactOnline.requests, ...stage.asperion.requests].filter(({ status }) => status === 429)).toEqual(
      [],
    );
    for (const company of COMPANIES) {
      expect(debtors(stage, company), company.name).toEqual(company === blocked ? before : customers(stage, company));
    }
    const summary = await mergeReports(stage, runs);
    expect(summary.exitCode).toBe(0);
    expect(summary.summary).toContain(`${blocked.name} was not synced. 7 of 8 administrations in step.`);
    expect(summary.summary.split(`### ${blocked.name}`)[1]).toContain('FORBIDDEN');
    expect(summary.outputs['api-calls']).toBe(
      String([...runs.values()].reduce((sum, run) => sum + Number(run.outputs['api-calls']), 0)),
    );

    runs.delete('west');
    const missing = await mergeReports(stage, runs);
    expect([missing.exitCode, missing.annotations]).toEqual([
      1,
      [expect.objectContaining({ title: 'REPORT_MISSING', message: expect.stringMatching(/^west: /) })],
    ]);

    stage.exactOnline.switches.refusedDivisions = {};
    // Within the life of the token.
    clock.set(noon + 240 * SECOND_MS);
    const next = { runId: RUN + 1, env: clock.env };
    await stage.run({ ...next, inputs: { mode: 'shards' } });
    const later = await runShard(stage, blocked.name, next);
    const earlier = stage.github.requests.length;
    const idle = await runShard(stage, 'noord', next);
    expect([later.exitCode, idle.exitCode, idle.writes]).toEqual([0, 0, []]);
    // What docs/companies.md says of GitHub's limits.
    const ofGitHub = stage.github.requests.slice(earlier).map(({ path }) => path);
    expect(ofGitHub.filter((path) => path.startsWith('/repos/'))).toHaveLength(8);
    expect(ofGitHub.filter((path) => path.endsWith('/FinalizeCacheEntryUpload'))).toHaveLength(1);
    expect(debtors(stage, blocked)).toEqual(customers(stage, blocked));
    expect(tokenCalls(stage)).toEqual({ exactOnline: 1, asperion: 1 });
  });

  it('make as many GITHUB_TOKEN calls as docs/performance.md says, also if they write', async () => {
    const clock = new Clock();
    clock.set(tomorrowAt(12));
    const [noord, ...others] = COMPANIES.slice(0, 2) as [Company, Company];
    await using stage = await setCompanies(serversOn(clock), [noord, ...others]);
    const callsOf = async (job: () => Promise<unknown>): Promise<number> => {
      const earlier = stage.github.requests.length;
      await job();
      return stage.github.requests.slice(earlier).filter(({ path }) => path.startsWith('/repos/')).length;
    };
    const counts: (readonly number[])[] = [];
    for (let run = 0; run < 4; run += 1) {
      const [customer] = stage.exactOnline.rows('Accounts', noord.division);
      stage.exactOnline.update('Accounts', String(customer?.ID), { Phone: `+31 10 123456${run}` });
      const how = { runId: RUN + run, env: clock.env };
      const ofTokens = await callsOf(() => stage.run({ ...how, inputs: { mode: 'shards' } }));
      counts.push([ofTokens, await callsOf(() => runShard(stage, noord.name, how))]);
      clock.forward(3600 * SECOND_MS);
    }
    // From the third run on there are old entries to delete.
    expect(counts.slice(2)).toEqual([
      [7, 13],
      [7, 13],
    ]);
    // The first one looks whether there was ever a run before it.
    expect(counts.map(([, ofCompany]) => ofCompany)).toEqual([14, expect.any(Number), 13, 13]);
    expect(counts[1]?.[1]).toBeLessThanOrEqual(13);
  });

  it('go on in the next run when the token that they share has ended, without a mail', async () => {
    const clock = new Clock();
    await using stage = await setCompanies(serversOn(clock));
    const [first] = COMPANIES as readonly [Company, ...Company[]];
    await stage.run({ runId: RUN, inputs: { mode: 'shards' } });
    clock.forward(575 * SECOND_MS);
    const late = await runShard(stage, first.name, { runId: RUN, env: clock.env });
    expect(late.exitCode).toBe(0);
    expect(reportOf(late).flows.map(({ rest }) => rest?.reason)).toEqual(reportOf(late).flows.map(() => 'token'));
    expect(late.annotations).toEqual([]);
    expect(late.summary).toContain('The access token of the tokens job has ended');
    expect(late.writes).toEqual([]);
    const again = await stage.run({ runId: RUN + 1, env: clock.env, inputs: { mode: 'shards' } });
    expect(again.exitCode).toBe(0);
    const done = await runShard(stage, first.name, { runId: RUN + 1, env: clock.env });
    expect(done.exitCode).toBe(0);
    expect(debtors(stage, first)).toEqual(customers(stage, first));
    expect(tokenCalls(stage).exactOnline).toBe(2);
  });

  it('each tell of a lost login once, and say what to do, while the first job stays green', async () => {
    await using stage = await setCompanies();
    stage.exactOnline.revokeTokens();
    const [{ name }] = COMPANIES as readonly [Company, ...Company[]];
    const codes: unknown[] = [];
    for (const runId of [RUN, RUN + 1]) {
      const first = await stage.run({ runId, inputs: { mode: 'shards' } });
      const shard = await runShard(stage, name, { runId });
      codes.push([first.exitCode, shard.exitCode, reportOf(shard).flows[0]?.error?.code]);
      expect(first.annotations).toMatchObject([{ level: 'warning' }]);
    }
    expect(codes).toEqual([
      [0, 1, 'REFRESH_REFUSED'],
      [0, 0, 'REFRESH_REFUSED'],
    ]);
  });
});
