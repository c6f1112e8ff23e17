import { expect, test } from 'vitest';
import type { StageRun } from '../../../sandbox/stage.ts';
import { fewer } from '../../support/sample.ts';
import { Clock, DAY_MS, tomorrowAt } from '../support/clock.ts';
import { flowOf, reportOf, setStageWithFile, smallWorld } from '../support/stage.ts';

/** Weeks of a run a day: a quarter, or three for a quick look. */
const WEEKS = Math.max(3, fewer(13));

/** A run that is red is a mail. */
const isMail = ({ exitCode }: StageRun): boolean => exitCode !== 0;

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

test('mails nothing in a quiet week, and once plus weekly reminders for what waits a quarter', async () => {
  const clock = new Clock();
  clock.set(tomorrowAt(6));
  await using stage = await setStageWithFile({
    world: smallWorld(),
    exactOnline: { clock: clock.now },
    asperion: { clock: clock.now },
  });
  await stage.setYaml('settings.yml', ['asperion', 'loginDays'], 30);
  for (let day = 0; day < 7; day++) {
    const run = await stage.run({ env: clock.env });
    expect([isMail(run), run.summary?.includes('waits for you')]).toEqual([false, false]);
    clock.forward(DAY_MS);
  }
  const [article] = stage.asperion.rows('articles');
  const { id, unit } = article as { id: number; unit: string };
  stage.asperion.update('articles', id, { unit: 'emmer' });
  const beganMs = clock.now();
  const mails: number[] = [];
  const loginEnds: (string | null)[] = [];
  for (let day = 0; day < 7 * WEEKS; day++) {
    // Logins to Asperion end after 30 days, as its summaries say: a person logs in again in time.
    if (day % 20 === 0) stage.inputs['asperion-refresh-token'] = stage.asperion.issueRefreshToken();
    const run = await stage.run({ env: clock.env });
    if (isMail(run)) mails.push(day);
    if (day % 20 === 0) loginEnds.push(reportOf(run).systems?.asperion?.loginEnds ?? null);
    expect(flowOf(run, 'products').deadLetters?.map(({ code }) => code)).toEqual(['UNMAPPED_KEY']);
    clock.forward(DAY_MS);
  }
  expect(loginEnds).toEqual(loginEnds.map((_, login) => dayOf(beganMs + (20 * login + 30) * DAY_MS)));
  // The first mail tells the cause, and one a week reminds of it.
  expect(mails).toEqual(Array.from({ length: WEEKS }, (_, week) => 7 * week));

  stage.asperion.update('articles', id, { unit });
  const last = await stage.run({ env: clock.env });
  expect(isMail(last)).toBe(false);
  expect(last.summary).toContain('All is well again');
  clock.forward(DAY_MS);
  const quiet = await stage.run({ env: clock.env });
  expect([isMail(quiet), quiet.writes, quiet.summary?.includes('All is well again')]).toEqual([false, [], false]);
});
