import { describe, expect, test } from 'vitest';
import { raise } from '../../../src/report/alarm/alarm.ts';
import { annotationsOf } from '../../../src/report/run/annotations.ts';
import { causesOf } from '../../../src/report/run/causes.ts';
import type { FlowReport, ReportedError, RunReport } from '../../../src/report/run-report.ts';
import { en } from '../../../src/report/words/en.ts';
import { type AlarmMemory, noAlarm } from '../../../src/state/alarm-memory.ts';
import { deadLetter, failed, reportWith } from '../reports.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-12-01T08:00:00Z');

type Context = Parameters<typeof raise>[2];

/** Runs one after the other: each has the memory of the one before. */
function runs(parts: Partial<Context> = {}) {
  let memory: AlarmMemory = noAlarm();
  return (report: RunReport, atMs: number, own: Partial<Context> = {}) => {
    const context = { failOn: 'new', outageAfterMs: 3 * HOUR, about: 'everything', ...parts, ...own } as const;
    const raised = raise(report, memory, { nowMs: START + atMs, ...context });
    memory = raised.memory;
    return raised.alarm;
  };
}

const silent = (why = '503', code = 'GAVE_UP'): ReportedError => ({
  code,
  message: `asperion GET debtors kept failing, last with: ${why}`,
  hint: null,
  outage: { system: 'asperion', why },
});
const refused: ReportedError = { code: 'REFRESH_REFUSED', message: 'The login is refused.', hint: 'Log in again.' };
const stopped = (error: ReportedError, flow: Partial<FlowReport> = {}) =>
  reportWith({ status: 'stopped', error, ...flow });
const good = reportWith();

describe('a silent system', () => {
  test('makes one run red once it lasts longer than outage-after, and says since when', () => {
    const run = runs();
    expect(run(stopped(silent()), 0)).toMatchObject({ isRed: false, outages: [{ system: 'asperion', isYoung: true }] });
    expect(run(stopped(silent('TIMEOUT')), 2 * HOUR)).toMatchObject({ isRed: false });
    const told = run(stopped(silent('UNREACHABLE', 'UNREACHABLE')), 3 * HOUR);
    expect(told).toMatchObject({ isRed: true, why: ['outage'] });
    expect(told.outages).toMatchObject([{ why: 'UNREACHABLE', since: '2026-12-01T08:00:00.000Z', isYoung: false }]);
    expect(run(stopped(silent()), 4 * HOUR)).toMatchObject({ isRed: false, isGood: false, remindsOn: '2026-12-08' });
  });

  test('that answers in between begins anew, but a flow that did not call it shows nothing', () => {
    const run = runs();
    run(stopped(silent()), 0);
    run(reportWith({ calls: { 'exact-online GET sync/CRM/Accounts': 1 } }), HOUR);
    expect(run(stopped(silent()), 3 * HOUR).isRed).toBe(true);
    const again = runs();
    again(stopped(silent()), 0);
    again(good, HOUR);
    expect(again(stopped(silent()), 3 * HOUR).isRed).toBe(false);
  });

  test('that was told and answers is told to answer, and once more only if it is silent for a day', () => {
    const run = runs();
    run(stopped(silent()), 0);
    run(stopped(silent()), 3 * HOUR);
    expect(run(good, 4 * HOUR)).toMatchObject({ isRed: false, answering: ['asperion'], isWellAgain: true });
    expect(run(good, 5 * HOUR)).toMatchObject({ answering: [], isWellAgain: false });
    for (const hour of [10, 14, 20]) expect(run(stopped(silent()), hour * HOUR).isRed).toBe(false);
    expect(run(stopped(silent()), 34 * HOUR)).toMatchObject({ isRed: true, why: ['outage'] });
    expect(run(stopped(silent()), 35 * HOUR).isRed).toBe(false);
  });

  test('that is no silence of a system is not told to answer when it ends', () => {
    const run = runs();
    const late = { code: 'CALLS_KEPT_BACK', message: 'No calls are left.', hint: null };
    run(stopped(late), 0);
    expect(run(stopped(late), 3 * HOUR)).toMatchObject({ isRed: true, why: ['outage'] });
    expect(run(good, 4 * HOUR)).toMatchObject({ isRed: false, answering: [], isWellAgain: true });
  });

  test('that stays away reminds after a week', () => {
    const run = runs();
    run(stopped(silent()), 0);
    run(stopped(silent()), 3 * HOUR);
    expect(run(stopped(silent()), 7 * DAY).isRed).toBe(false);
    expect(run(stopped(silent()), 7 * DAY + 3 * HOUR)).toMatchObject({ isRed: true, why: ['reminder'] });
  });

  test('is told at once while somebody sets up, as outage-after is 0 then', () => {
    expect(runs({ outageAfterMs: 0 })(stopped(silent()), 0)).toMatchObject({ isRed: true, why: ['outage'] });
  });

  test.each(['ABORTED', 'CERTIFICATE_REFUSED', 'REDIRECT_REFUSED', 'RESPONSE_TOO_LARGE'])(
    'is no outage if a person must act: %s is told at once',
    (code) => expect(runs()(stopped(silent('503', code)), 0)).toMatchObject({ isRed: true, why: ['new'] }),
  );

  test('counts by its code if the error does not say which system it is', () => {
    const run = runs();
    const odd = stopped({ code: 'BAD_ANSWER', message: 'A page is missing.', hint: null });
    expect(run(odd, 0).isRed).toBe(false);
    expect(run(good, HOUR).isRed).toBe(false);
    expect(run(odd, 3 * HOUR).isRed).toBe(false);
    expect(run(odd, 6 * HOUR)).toMatchObject({ isRed: true, outages: [{ system: null, why: null }] });
  });
});

describe('a run that ended before it was done', () => {
  const rest = { reason: 'time', began: true, done: 1, left: 2, minutes: 3 } as const;
  const resting = reportWith({ rest });

  test('is a good one: the next runs go on', () => {
    expect(runs()(resting, 0)).toMatchObject({ isRed: false, isGood: true });
  });

  test('solves no cause, because it did not look at everything, and does not say all is well', () => {
    const run = runs();
    const waiting = reportWith({ deadLetters: [deadLetter('20001')], failures: [failed('20001')] });
    expect(run(waiting, 0)).toMatchObject({ isRed: true, why: ['new'] });
    expect(run(resting, HOUR)).toMatchObject({ isRed: false, isWellAgain: false });
    expect(run(waiting, 2 * HOUR)).toMatchObject({ isRed: false, tells: [] });
    expect(run(good, 3 * HOUR)).toMatchObject({ isWellAgain: true });
  });
});

describe('a cause', () => {
  test('that stops flows is told at once, and then every week until it is solved', () => {
    const run = runs();
    expect(run(stopped(refused), 0)).toMatchObject({ isRed: true, why: ['new'] });
    expect(run(stopped(refused), HOUR).isRed).toBe(false);
    expect(run(stopped(refused), 8 * DAY).why).toEqual(['reminder']);
    expect(run(good, 9 * DAY)).toMatchObject({ isRed: false, isWellAgain: true });
    expect(run(stopped(refused), 9 * DAY + HOUR).why).toEqual(['new']);
  });

  test('that is no second copy of the logins is told once and every week, until one is written', () => {
    const run = runs();
    const uncopied = {
      ...good,
      errors: [{ code: 'LOGIN_NOT_COPIED', message: 'No copy: HTTP 401.', hint: 'Make a new token.' }],
    };
    expect(run(uncopied, 0)).toMatchObject({ isRed: true, why: ['new'], isGood: true });
    expect(runs({ failOn: 'never' })(uncopied, 0)).toMatchObject({ isRed: true, why: ['new'] });
    expect(run(uncopied, HOUR)).toMatchObject({ isRed: false, isGood: true, remindsOn: '2026-12-08' });
    // A run that renewed no login shows nothing of it.
    expect(run(good, 2 * HOUR)).toMatchObject({ isRed: false, isWellAgain: false });
    expect(run(uncopied, 3 * HOUR, { failOn: 'never' })).toMatchObject({ isRed: false, tells: [] });
    expect(run(uncopied, 8 * DAY).why).toEqual(['reminder']);
    expect(run({ ...good, isCopied: true }, 9 * DAY)).toMatchObject({ isRed: false, isWellAgain: true });
    expect(run(uncopied, 10 * DAY).why).toEqual(['new']);
  });

  test('that keeps records waiting is told once, whatever the number of its records', () => {
    const run = runs();
    const one = reportWith({ deadLetters: [deadLetter('20001')], failures: [failed('20001')] });
    const two = reportWith({
      deadLetters: [deadLetter('20001'), deadLetter('20002')],
      failures: [failed('20002')],
    });
    expect(run(one, 0).tells).toEqual(causesOf(one).map(({ id }) => id));
    expect(run(two, HOUR).isRed).toBe(false);
    const other = deadLetter('20003', { code: 'TOO_LONG', reason: 'name has 60 characters.' });
    expect(run(reportWith({ deadLetters: [deadLetter('20001'), other] }), 2 * HOUR).why).toEqual(['new']);
  });

  test('resets the week of the reminder, since a red run tells all that waits', () => {
    const run = runs();
    run(reportWith({ deadLetters: [deadLetter('20001')] }), 0);
    const both = reportWith({ deadLetters: [deadLetter('20001'), deadLetter('20003', { code: 'TOO_LONG' })] });
    expect(run(both, 5 * DAY).isRed).toBe(true);
    expect(run(both, 8 * DAY)).toMatchObject({ isRed: false, remindsOn: '2026-12-13' });
    expect(run(both, 12 * DAY).why).toEqual(['reminder']);
  });

  test('that the next run should get over is told if it does not', () => {
    const run = runs();
    const tried = (firstAt: string) =>
      reportWith({ failures: [failed('20001', { code: 'GAVE_UP', nextAt: null, firstAt })] });
    expect(run(tried('2026-12-01T08:00:00.000Z'), 0).isRed).toBe(false);
    expect(run(tried('2026-12-01T08:00:00.000Z'), 3 * HOUR).why).toEqual(['new']);
  });

  test('is remembered while the flows that show it do not come to their end', () => {
    const run = runs();
    const waits = { flow: 'orders', deadLetters: [deadLetter('26013')] };
    run(reportWith(waits), 0);
    expect(run(good, HOUR, { about: 'flows' })).toMatchObject({ isWellAgain: false });
    expect(run(reportWith({ ...waits, deadLetters: [] }), HOUR, { about: 'records' })).toMatchObject({
      isWellAgain: false,
    });
    expect(run(stopped(silent(), { flow: 'orders' }), 2 * HOUR).isRed).toBe(false);
    expect(run(reportWith(waits), 3 * HOUR).isRed).toBe(false);
    expect(run(reportWith({ ...waits, deadLetters: [], isPaused: true }), 3 * HOUR)).toMatchObject({
      isWellAgain: false,
    });
    // A whole run without the flow: it was removed.
    expect(run(good, 4 * HOUR)).toMatchObject({ isWellAgain: true });
  });
});

describe('what else makes a run red', () => {
  const unsaved = reportWith({}, { errors: [{ code: 'STATE_NOT_SAVED', message: 'Not saved.', hint: null }] });
  const apart = (isNew: number) => {
    const verified = { target: 'Asperion', at: { file: 'f.yml', line: 1, column: 1 }, compared: 3, equal: 2, isNew };
    return reportWith({
      verified: { ...verified, missing: 1, differs: 0, ambiguous: 0, only: 0, failed: 0, bySteps: [] },
    });
  };

  test('is a state that cannot be saved, in every run', () => {
    const run = runs({ failOn: 'never' });
    for (const hour of [0, 1, 2]) expect(run(unsaved, hour * HOUR)).toMatchObject({ isRed: true, why: ['broken'] });
  });

  test('is a new difference between the books; known ones remind', () => {
    const run = runs();
    expect(run(apart(1), 0).why).toEqual(['new']);
    expect(run(apart(0), HOUR).isRed).toBe(false);
    expect(run(apart(1), 2 * HOUR).why).toEqual(['new']);
    expect(run(apart(0), 10 * DAY).why).toEqual(['reminder']);
  });

  test('is a record deleted in its source that is still there: told once, or with reminders', () => {
    const found = (outcome: 'stands' | 'refused' | 'deactivated') =>
      reportWith({
        deleted: [{ step: 'debtor', system: 'asperion', resource: 'debtors', target: '10009', outcome, reason: null }],
      });
    const run = runs();
    expect(run(found('stands'), 0)).toMatchObject({ why: ['new'], tells: [expect.stringMatching(/^deleted\//)] });
    // Nobody knows whether a person has dealt with it.
    expect(run(good, HOUR)).toMatchObject({ isRed: false, isWellAgain: false });
    expect(run(found('deactivated'), 2 * HOUR).isRed).toBe(false);
    expect(run(found('refused'), 3 * HOUR).why).toEqual(['new']);
    expect(run(found('refused'), 4 * HOUR)).toMatchObject({ isRed: false, isWellAgain: false });
    expect(run(found('refused'), 10 * DAY).why).toEqual(['reminder']);
    expect(run(good, 10 * DAY + HOUR)).toMatchObject({ isRed: false, isWellAgain: true });
    expect(runs({ failOn: 'never' })(found('stands'), 0).isRed).toBe(false);
  });

  test('are days of which nobody knows what was deleted, once; the mark says no more than that', () => {
    const missed = reportWith({ missedDeletions: { from: '2026-08-01', until: '2026-10-02' } });
    const run = runs();
    const { alarm } = raise(missed, noAlarm(), {
      nowMs: START,
      failOn: 'new',
      outageAfterMs: HOUR,
      about: 'everything',
    });
    expect(annotationsOf({ ...missed, alarm }, 'new', en).shown).toMatchObject([
      {
        level: 'error',
        message: expect.stringMatching(
          /^customers: Deletions between 1 August 2026 and 2 October 2026: Exact Online no longer tells/,
        ),
      },
    ]);
    expect(run(missed, 0)).toMatchObject({ isRed: true, why: ['new'] });
    expect(run(good, HOUR)).toMatchObject({ isRed: false, isWellAgain: false });
  });

  test('is something to do by hand that a check names; a remark is none', () => {
    const told = (isTask?: true) =>
      reportWith({ notices: [{ reference: '26001', check: 'g-account', text: 'x', ...(isTask && { isTask }) }] });
    const run = runs();
    expect(run(told(), 0).isRed).toBe(false);
    expect(run(told(true), HOUR)).toMatchObject({ isRed: true, why: ['new'] });
    // It is told of what a run wrote, so more of it is news.
    expect(run(told(true), 2 * HOUR)).toMatchObject({ isRed: true, why: ['new'] });
    expect(run(good, 3 * HOUR)).toMatchObject({ isRed: false, isWellAgain: false });
  });

  test('is a record that is there twice, as no later run sees whether the second was deleted', () => {
    const run = runs();
    const twice = reportWith({ deadLetters: [{ ...deadLetter('20001'), code: 'MADE_TWICE' }] });
    expect(run(twice, 0)).toMatchObject({ isRed: true, why: ['new'] });
    expect(run(good, HOUR)).toMatchObject({ isRed: false, isWellAgain: false });
  });

  test('is news again after it was over, also while a limit holds back the rest of a first load', () => {
    const run = runs();
    const limited = reportWith({ rest: { reason: 'limit', began: true, done: 20, left: 300, minutes: null } });
    expect(run(stopped(refused), 0)).toMatchObject({ isRed: true });
    expect(run(limited, HOUR)).toMatchObject({ isRed: false, isWellAgain: true });
    expect(run(stopped(refused), 2 * HOUR)).toMatchObject({ isRed: true, why: ['new'] });
  });

  test('is over only when the flow that found the difference finds none, whatever other runs do', () => {
    const run = runs();
    const reconcile = (report: RunReport): RunReport => ({
      ...report,
      flows: report.flows.map((flow) => ({ ...flow, flow: 'reconcile' })),
    });
    run(reconcile(apart(1)), 0);
    expect(run(good, HOUR)).toMatchObject({ isRed: false, isWellAgain: false });
    expect(run(good, 34 * DAY)).toMatchObject({ isWellAgain: false });
    const same = reconcile(reportWith());
    expect(run(same, 34 * DAY, { about: 'flows' })).toMatchObject({ isWellAgain: true });
    // A flow that is no more finds nothing either.
    run(reconcile(apart(1)), 40 * DAY);
    expect(run(good, 80 * DAY)).toMatchObject({ isWellAgain: true });
  });

  test.each([
    ['waiting records', reportWith({ deadLetters: [deadLetter('20001')] }), [1, 1, 0]],
    ['a record that failed before', reportWith({ failures: [failed('20001', { isNew: false })] }), [1, 1, 0]],
    ['a stopped flow', stopped(refused), [1, 1, 1]],
    ['nothing', good, [0, 0, 0]],
    ['a difference that was reported', apart(0), [0, 1, 0]],
    ['a new difference', apart(1), [1, 1, 0]],
  ] as const)('with fail-on new, any and never is as before: %s', (_, report, expected) => {
    const red = (['new', 'any', 'never'] as const).map((failOn) => Number(runs({ failOn })(report, 0).isRed));
    expect(red).toEqual(expected);
  });

  test('with fail-on any is what still waits, in every run', () => {
    const run = runs({ failOn: 'any' });
    const waits = reportWith({ deadLetters: [deadLetter('20001')] });
    run(waits, 0);
    expect(run(waits, HOUR)).toMatchObject({ isRed: true, why: ['any'] });
  });
});

test('the memory holds since when no flow comes to its end, for the alarm of another workflow', () => {
  const two = (second: FlowReport['status']): RunReport => {
    const [flow] = stopped(refused).flows as [FlowReport];
    return { ...good, flows: [flow, { ...flow, flow: 'orders', status: second }] };
  };
  const context = { failOn: 'new', outageAfterMs: HOUR, about: 'everything' } as const;
  const first = raise(two('stopped'), noAlarm(), { nowMs: START, ...context }).memory;
  expect(first.standsSinceMs).toBe(START);
  const second = raise(two('stopped'), first, { nowMs: START + HOUR, ...context }).memory;
  expect(second.standsSinceMs).toBe(START);
  // A pause brings nothing to its end, and stops nothing.
  const paused = raise(reportWith({ isPaused: true }), second, { nowMs: START + HOUR, ...context }).memory;
  expect(paused.standsSinceMs).toBe(START);
  expect(raise(two('ok'), second, { nowMs: START + DAY, ...context }).memory.standsSinceMs).toBeNull();
});

test('the memory holds since when runs are wholly paused: no login is renewed meanwhile', () => {
  const context = { failOn: 'new', outageAfterMs: HOUR, about: 'everything' } as const;
  const paused = reportWith({ isPaused: true });
  const first = raise(paused, noAlarm(), { nowMs: START, ...context }).memory;
  const second = raise(paused, first, { nowMs: START + HOUR, ...context }).memory;
  expect([first.pausedSinceMs, second.pausedSinceMs]).toEqual([START, START]);
  expect(raise(reportWith(), second, { nowMs: START + DAY, ...context }).memory.pausedSinceMs).toBeNull();
});

describe('a run that has had its time', () => {
  const rest = { reason: 'time', began: true, done: null, left: null, minutes: null } as const;
  const calls = { 'exact-online GET sync/CRM/Accounts': 1 };

  test('is no cause, however often it comes back', () => {
    const run = runs();
    for (const days of [0, 1, 20]) {
      expect(run(reportWith({ rest, calls }), days * DAY)).toMatchObject({ isRed: false, tells: [], outages: [] });
    }
  });

  test('moved if it made calls, and stands still if it never got to make one', () => {
    const memoryOf = (flow: Partial<FlowReport>): AlarmMemory =>
      raise(reportWith({ rest, ...flow }), noAlarm(), {
        nowMs: START,
        failOn: 'new',
        outageAfterMs: 0,
        about: 'everything',
      }).memory;
    expect(memoryOf({ calls }).standsSinceMs).toBeNull();
    expect(memoryOf({ calls: {} }).standsSinceMs).toBe(START);
  });
});
