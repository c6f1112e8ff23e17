/**
 * Runs tests as if today were a day that is hard on dates, each in processes whose whole clock is put there:
 *
 *     npm run any-day                      what reads the clock itself, on each day
 *     npm run any-day -- --whole           all of `npm test`, on each day: half an hour
 *     npm run any-day -- "29 February"     on that day alone
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/** Days by their names, moments in Dutch time. */
export const DAYS: ReadonlyMap<string, string> = new Map([
  ['1 January', '2027-01-01T00:30:00+01:00'],
  ['28 February', '2028-02-28T23:30:00+01:00'],
  ['29 February', '2028-02-29T12:00:00+01:00'],
  ['last Sunday of March', '2027-03-28T02:30:00+01:00'], // half past three, an hour that the clock leaps over
  ['last Sunday of October', '2027-10-31T02:30:00+02:00'], // comes twice: the first of the two
  ['30 December', '2026-12-30T12:00:00+01:00'],
  ['31 December', '2026-12-31T23:30:00+01:00'],
  ['a 31st', '2027-05-31T10:00:00+02:00'],
  ['in 400 days', new Date(Date.now() + 400 * 86_400_000).toISOString()],
]);

/** What reads the clock by itself, from the bundle of a whole sync to the certificates of a server, and has failed on some day. */
const SUBSET = [
  'test/e2e/first-run/run.test.ts',
  'test/doctor/healthy.test.ts',
  'test/http/certificate.test.ts',
  'test/commands/alarm/',
  'test/systems/',
  'test/sandbox/exact-online/',
  'test/sandbox/asperion/',
  'test/report/alarm/',
  'test/report/merge/',
  'test/state/',
];
const WHOLE = ['--project', 'together', '--project', 'alone'];

if (import.meta.main) {
  const { values, positionals } = parseArgs({ options: { whole: { type: 'boolean' } }, allowPositionals: true });
  const days = [...DAYS].filter(([name]) => positionals.length === 0 || positionals.includes(name));
  if (days.length === 0) throw new RangeError(`The days are: ${[...DAYS.keys()].join(', ')}.`);
  const failed = days.filter(([name, moment]) => {
    console.log(`\n${name}: ${moment}`);
    const env = { ...process.env, DAY: moment, TZ: 'Europe/Amsterdam' };
    const args = ['vitest', 'run', '--reporter=dot', '--silent=true', ...(values.whole === true ? WHOLE : SUBSET)];
    return spawnSync('npx', args, { env, stdio: 'inherit' }).status !== 0;
  });
  console.log(failed.length === 0 ? '\nAll days are right.' : `\nFAILED: ${failed.map(([name]) => name).join(', ')}`);
  if (failed.length > 0) process.exitCode = 1;
}
