import { describe, expect, test } from 'vitest';
import { raise } from '../../../src/report/alarm/alarm.ts';
import { annotationsOf } from '../../../src/report/run/annotations.ts';
import { verdictOf } from '../../../src/report/run/verdict.ts';
import type { RunReport } from '../../../src/report/run-report.ts';
import { en } from '../../../src/report/words/en.ts';
import { nl } from '../../../src/report/words/nl.ts';
import { type AlarmMemory, noAlarm } from '../../../src/state/alarm-memory.ts';
import { deadLetter, reportWith } from '../reports.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-12-01T13:17:00Z');

/** The report with its alarm, and the memory that the next run has. */
function alarmed(
  report: RunReport,
  memory = noAlarm(),
  nowMs = NOW,
): { readonly report: RunReport; readonly memory: AlarmMemory } {
  const context = { nowMs, failOn: 'new', outageAfterMs: 3_600_000, about: 'everything' } as const;
  const { alarm, memory: next } = raise(report, memory, context);
  return { report: { ...report, alarm }, memory: next };
}

const silent = (why: string) =>
  reportWith({
    status: 'stopped',
    error: { code: 'GAVE_UP', message: 'It kept failing', hint: null, outage: { system: 'asperion', why } },
  });
const waits = reportWith({ deadLetters: [deadLetter('20001')] });
const marks = ({ report }: { report: RunReport }) =>
  annotationsOf(report, 'new', en).shown.map(({ level, title, message }) => `${level} ${title}: ${message}`);

describe('the words of an alarm', () => {
  test('tell first which system is silent, how and since when; a short silence is yellow', () => {
    const first = alarmed(silent('503'));
    const { sign, text } = verdictOf(first.report, en);
    expect([sign, text]).toEqual([
      '⚠️',
      'Asperion does not answer (503), since 1 December 2026 at 14:17. The next runs try again, and you get a mail if it lasts. customers stopped. Written: 3 customers.',
    ]);
    expect(marks(first)).toEqual([
      'warning GAVE_UP: Asperion does not answer (503), since 1 December 2026 at 14:17. customers: It kept failing.',
    ]);
    const told = alarmed(silent('TIMEOUT'), first.memory, NOW + 3_600_000);
    expect(verdictOf(told.report, en)).toMatchObject({
      sign: '❌',
      text: expect.stringMatching(
        /^Asperion does not answer \(no answer in time\), since 1 December 2026 at 14:17\. customers/,
      ),
    });
    expect(marks(told)).toEqual([expect.stringMatching(/^error GAVE_UP: Asperion does not answer/)]);
    expect(verdictOf(told.report, nl).text).toMatch(/^Asperion antwoordt niet \(geen antwoord op tijd\), sinds /);
  });

  test('say since when a system takes no calls, apart from the sentence of until when', () => {
    const message =
      'The 5000 calls of today to Exact Online for administration 1 are used up; calls continue at 2 December 2026 at 01:00 (Dutch time)';
    const spent = { code: 'DAY_BUDGET', message, hint: null, outage: { system: 'exact-online', why: null } };
    const report = reportWith({ status: 'stopped', error: spent });
    expect(verdictOf(alarmed(report).report, en).text).toContain(
      'at 01:00 (Dutch time). It began on 1 December 2026 at 14:17.',
    );
    expect(verdictOf(alarmed(report).report, nl).text).toMatch(
      /kan het weer\. Het begon op 1 december 2026 om 14:17\./,
    );
  });

  test('say of what was told when the reminder comes, after what waits, and mark it as a warning', () => {
    const first = alarmed(waits);
    expect(marks(first)).toEqual([expect.stringMatching(/^error UNMAPPED_KEY: /)]);
    const second = alarmed(waits, first.memory, NOW + DAY);
    expect(verdictOf(second.report, en).text).toBe(
      '1 customer waits for you. Written: 3 customers. Nothing new: the next reminder comes on 8 December 2026.',
    );
    expect(marks(second)).toEqual([expect.stringMatching(/^warning UNMAPPED_KEY: /)]);
  });

  test('of a reminder begin with it, in the verdict and as a mark that is the error', () => {
    const { memory } = alarmed(waits);
    const reminder = alarmed(waits, memory, NOW + 7 * DAY);
    expect(verdictOf(reminder.report, en).text).toMatch(
      /^Reminder: what was told before still stands\. 1 customer waits/,
    );
    expect(marks(reminder)).toEqual([
      'error Alarm: Reminder: what was told before still stands.',
      expect.stringMatching(/^warning UNMAPPED_KEY: /),
    ]);
  });

  test('say once that all is well again, in place of that all is in step', () => {
    const { memory } = alarmed(waits);
    const well = alarmed(reportWith(), memory, NOW + DAY);
    expect(verdictOf(well.report, en)).toEqual({ sign: '✅', text: 'All is well again: 3 customers.' });
    expect(verdictOf(alarmed(reportWith(), well.memory, NOW + 2 * DAY).report, en).text).toBe(
      'All in step: 3 customers.',
    );
  });
});
