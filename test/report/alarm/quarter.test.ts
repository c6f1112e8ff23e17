import { expect, test } from 'vitest';
import { raise } from '../../../src/report/alarm/alarm.ts';
import type { AlarmReport } from '../../../src/report/alarm/alarm-report.ts';
import type { ReportedError, RunReport } from '../../../src/report/run-report.ts';
import { noAlarm } from '../../../src/state/alarm-memory.ts';
import { deadLetter, failed, reportWith } from '../reports.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-10-01T06:17:00Z');
const DAYS = 90;

/** Something that is so from one moment of the quarter until another, in ms. */
interface Event {
  readonly from: number;
  readonly until: number;
  readonly report: (sinceFirst: boolean) => RunReport;
}

const stopped = (error: ReportedError): RunReport => reportWith({ status: 'stopped', error });
const silence = (code: string, why: string): Event['report'] => {
  return () => stopped({ code, message: `${code} ${why}`, hint: null, outage: { system: 'asperion', why } });
};
const outage = (day: number, hours: number): Event => {
  const from = day * DAY;
  return { from, until: from + hours * HOUR, report: silence('GAVE_UP', '503') };
};
/** A record that is refused by one of its rows, and tried again daily. */
const waits = (reference: string, from: number, until: number): Event => ({
  from,
  until,
  report: (isFirst) => {
    const letter = deadLetter(reference, { reason: `vat-codes has no row for "${reference}".` });
    return reportWith({ deadLetters: [letter], failures: isFirst ? [failed(reference, letter)] : [] });
  },
});

/** The alarms of a quarter with a run every half hour, but for those of the gaps; events replace the good run. */
function quarter(events: readonly Event[]): readonly (AlarmReport & { readonly day: number })[] {
  let memory = noAlarm();
  const seen = new Set<Event>();
  const alarms: (AlarmReport & { readonly day: number })[] = [];
  for (let at = 0; at < DAYS * DAY; at += 30 * MINUTE) {
    const event = events.find(({ from, until }) => at >= from && at < until);
    const report = event === undefined ? reportWith() : event.report(!seen.has(event));
    if (event !== undefined) seen.add(event);
    const context = { nowMs: START + at, failOn: 'new', outageAfterMs: 3 * HOUR, about: 'everything' } as const;
    const raised = raise(report, memory, context);
    memory = JSON.parse(JSON.stringify(raised.memory));
    alarms.push({ ...raised.alarm, day: Math.floor(at / DAY) });
  }
  return alarms;
}

const mails = (alarms: ReturnType<typeof quarter>) =>
  alarms.filter(({ isRed }) => isRed).map(({ day, why }) => [day, ...why]);

test('a quarter in which nothing happens sends no mail', () => {
  const alarms = quarter([]);
  expect(alarms).toHaveLength(DAYS * 48);
  expect(mails(alarms)).toEqual([]);
  expect(alarms.some(({ isWellAgain }) => isWellAgain)).toBe(false);
});

test('a quarter of short outages, one a day, sends no mail', () => {
  expect(mails(quarter(Array.from({ length: DAYS }, (_, day) => outage(day, 2.5))))).toEqual([]);
});

test('a record that waits for the whole quarter sends fewer than one mail a week', () => {
  const sent = mails(quarter([waits('NL', 2 * DAY, DAYS * DAY)]));
  expect(sent[0]).toEqual([2, 'new']);
  expect(sent.slice(1).every(([, why]) => why === 'reminder')).toBe(true);
  expect(sent.length).toBeGreaterThan(10);
  // Weeks, counted from the first mail.
  expect(sent.length - 1).toBeLessThan((DAYS - 2) / 7);
});

test('calls that are used up every evening for the whole quarter send fewer than one mail a week', () => {
  const events = Array.from({ length: DAYS }, (_, day): Event => {
    const report = silence('DAY_BUDGET', 'no more calls');
    return { from: day * DAY + 10 * HOUR, until: day * DAY + 16 * HOUR, report };
  });
  const sent = mails(quarter(events));
  expect(sent[0]).toEqual([0, 'outage']);
  expect(sent.slice(1).every(([, why]) => why === 'reminder')).toBe(true);
  expect(sent.length - 1).toBeLessThan(DAYS / 7);
});

test('a quarter with everything in it mails new causes, reminders, and when all is well', () => {
  const refused: ReportedError = { code: 'REFRESH_REFUSED', message: 'The login is refused.', hint: null };
  const alarms = quarter([
    { ...outage(3, 0), until: 3 * DAY + 20 * MINUTE },
    outage(8, 5),
    waits('FR', 20 * DAY, 45 * DAY),
    waits('BE', 45 * DAY, 46 * DAY),
    { from: 60 * DAY, until: 62 * DAY, report: () => stopped(refused) },
  ]);
  expect(mails(alarms)).toEqual([
    [8, 'outage'],
    [20, 'new'],
    [27, 'reminder'],
    [34, 'reminder'],
    [41, 'reminder'],
    [45, 'new'],
    [60, 'new'],
  ]);
  expect(alarms.filter(({ isWellAgain }) => isWellAgain).map(({ day }) => day)).toEqual([8, 46, 62]);
  expect(mails(alarms).length).toBeLessThan(DAYS / 7);
});
