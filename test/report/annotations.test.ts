import { expect, test } from 'vitest';
import type { FailOn } from '../../src/config/inputs.ts';
import { raise } from '../../src/report/alarm/alarm.ts';
import { annotationsFor, annotationsOf } from '../../src/report/run/annotations.ts';
import type { FlowReport } from '../../src/report/run-report.ts';
import { en } from '../../src/report/words/en.ts';
import { noAlarm } from '../../src/state/alarm-memory.ts';
import { deadLetter, failed, reportWith } from './reports.ts';

test('an error points at its line and says what to do', () => {
  const at = { file: 'mappings/a.yml', line: 6, column: 5 };
  const { shown } = annotationsFor([
    { code: 'UNKNOWN_KEY', message: 'Unknown key "x".', hint: 'Did you mean "y"?', at },
  ]);
  expect(shown).toEqual([
    {
      level: 'error',
      title: 'UNKNOWN_KEY',
      message: 'Unknown key "x". What to do: Did you mean "y"? See docs/mapping.md#keys',
      at,
    },
  ]);
});

test('at most ten errors and ten warnings are shown, those with a place first', () => {
  const at = { file: 'a.yml', line: 1, column: 1 };
  const error = (code: string) => ({ code, message: 'Wrong.', hint: null });
  const errors = [...Array.from({ length: 12 }, () => error('NO_PLACE')), { ...error('PLACE'), at }];
  const { shown, more } = annotationsFor(errors);
  expect(shown).toHaveLength(10);
  expect(shown[0]?.title).toBe('PLACE');
  expect(more).toBe(3);
  const warnings = Array.from({ length: 15 }, (_, index) => `warning ${index}`);
  const warned = annotationsOf(reportWith({}, { warnings }), 'new', en);
  expect(warned.shown.map(({ level }) => level)).toEqual(Array(10).fill('warning'));
  expect(warned.more).toBe(5);
});

test('a message stays within 4096 characters', () => {
  const { shown } = annotationsFor([{ code: 'X', message: 'x'.repeat(9000), hint: null }]);
  const warned = annotationsOf(reportWith({}, { warnings: ['y'.repeat(9000)] }), 'new', en);
  expect([...shown, ...warned.shown].map(({ message }) => message.length)).toEqual([4096, 4096]);
});

test('an error that stops several flows is one annotation', () => {
  const stopped = {
    ...reportWith().flows[0],
    status: 'stopped',
    error: { code: 'UNREACHABLE', message: 'No answer.', hint: null },
  } as FlowReport;
  const report = reportWith({}, { flows: [stopped, { ...stopped, flow: 'orders' }] });
  expect(annotationsOf(report, 'new', en).shown.map(({ message }) => message)).toEqual([
    'customers, orders: No answer.',
  ]);
});

test('a run is annotated with what stopped, then each cause with how many records and which', () => {
  const report = reportWith(
    {
      status: 'stopped',
      error: { code: 'UNREACHABLE', message: 'No answer.', hint: 'Try later.' },
      failures: [failed('20001'), failed('20002', { isNew: false })],
    },
    { warnings: ['caches may not be listed'] },
  );
  expect(annotationsOf(report, 'new', en).shown.map(({ level, title, message }) => [level, title, message])).toEqual([
    ['error', 'UNREACHABLE', 'customers: No answer. What to do: Try later.'],
    ['error', 'UNMAPPED_KEY', '2 customers wait (20001, 20002): vat-codes has no row for country.'],
    ['warning', 'Warning', 'caches may not be listed'],
  ]);
});

test('what was known before is a warning of a green run, and an error where the run is red', () => {
  const report = reportWith({ deadLetters: [deadLetter('20001'), deadLetter('20002')] });
  const levels = (failOn: FailOn) =>
    annotationsOf(report, failOn, en).shown.map(({ level, message }) => [level, message]);
  const message = '2 customers wait (20001, 20002): vat-codes has no row for country.';
  expect(levels('new')).toEqual([['warning', message]]);
  expect(levels('any')).toEqual([['error', message]]);
  const fresh = reportWith({ failures: [failed('20001')], deadLetters: [deadLetter('20001')] });
  expect(annotationsOf(fresh, 'never', en).shown).toMatchObject([{ level: 'warning' }]);
  expect(annotationsOf(fresh, 'new', en).shown).toMatchObject([{ level: 'error' }]);
});

test('a second copy that cannot be written is an error where the run is red for it', () => {
  const report = reportWith({}, { errors: [{ code: 'LOGIN_NOT_COPIED', message: 'No copy.', hint: null }] });
  const context = { nowMs: 0, failOn: 'never', outageAfterMs: 1, about: 'everything' } as const;
  const { alarm } = raise(report, noAlarm(), context);
  const levels = (told: Partial<typeof alarm>) =>
    annotationsOf({ ...report, alarm: { ...alarm, ...told } }, 'never', en).shown.map(({ level }) => level);
  expect(levels({})).toEqual(['error']);
  expect(levels({ tells: [] })).toEqual(['warning']);
});
