import { expect, test } from 'vitest';
import { annotationsFor, annotationsOf } from '../../src/report/annotations.ts';
import type { FlowReport } from '../../src/report/run-report.ts';
import { failed, reportWith } from './reports.ts';

test('an error points at its line and says what to do', () => {
  const at = { file: 'mappings/a.yml', line: 6, column: 5 };
  const { shown } = annotationsFor(
    [{ code: 'UNKNOWN_KEY', message: 'Unknown key "x".', hint: 'Did you mean "y"?', at }],
    [],
  );
  expect(shown).toEqual([
    {
      level: 'error',
      title: 'UNKNOWN_KEY',
      message: 'Unknown key "x". What to do: Did you mean "y"? See docs/mapping.md#keys',
      at,
    },
  ]);
});

test('at most ten errors and ten warnings are shown, those with a place first, and the others counted', () => {
  const at = { file: 'a.yml', line: 1, column: 1 };
  const error = (code: string) => ({ code, message: 'Wrong.', hint: null });
  const errors = [...Array.from({ length: 12 }, () => error('NO_PLACE')), { ...error('PLACE'), at }];
  const { shown, more } = annotationsFor(
    errors,
    Array.from({ length: 15 }, (_, index) => `warning ${index}`),
  );
  expect(shown.filter(({ level }) => level === 'error')).toHaveLength(10);
  expect(shown.filter(({ level }) => level === 'warning')).toHaveLength(10);
  expect(shown[0]?.title).toBe('PLACE');
  expect(more).toBe(8);
});

test('a message stays within 4096 characters', () => {
  const { shown } = annotationsFor([{ code: 'X', message: 'x'.repeat(9000), hint: null }], ['y'.repeat(9000)]);
  expect(shown.map(({ message }) => message.length)).toEqual([4096, 4096]);
});

test('an error that stops several flows is one annotation', () => {
  const stopped = {
    ...reportWith().flows[0],
    status: 'stopped',
    error: { code: 'UNREACHABLE', message: 'No answer.', hint: null },
  } as FlowReport;
  const report = reportWith({}, { flows: [stopped, { ...stopped, flow: 'orders' }] });
  expect(annotationsOf(report).shown.map(({ message }) => message)).toEqual(['customers, orders: No answer.']);
});

test('a run is annotated with what stopped and what failed for the first time', () => {
  const report = reportWith(
    {
      status: 'stopped',
      error: { code: 'UNREACHABLE', message: 'No answer.', hint: 'Try later.' },
      failures: [failed('20001'), failed('20002', { isNew: false })],
    },
    { warnings: ['caches may not be listed'] },
  );
  expect(annotationsOf(report).shown.map(({ level, title, message }) => [level, title, message])).toEqual([
    ['error', 'UNREACHABLE', 'customers: No answer. What to do: Try later.'],
    [
      'error',
      'UNMAPPED_KEY',
      'customers, step debtor: 20001 failed: vat-codes has no row for country. What to do: Add the missing row to the table in the mappings folder.',
    ],
    ['warning', 'Warning', 'caches may not be listed'],
  ]);
});
