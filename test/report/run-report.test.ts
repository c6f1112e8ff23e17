import { expect, test } from 'vitest';
import { AccessError, ConfigError } from '../../src/errors/errors.ts';
import { callsPerSystem, emptyStep, flowReport, totalsOf } from '../../src/report/run-report.ts';
import { deadLetter, failed, reportWith } from './reports.ts';

test('totals add up flows and steps, and count calls that belong to no flow', () => {
  const report = reportWith({ deadLetters: [deadLetter('20001'), deadLetter('20002')], failures: [failed('20002')] });
  const flows = [...report.flows, ...report.flows];
  expect(totalsOf({ ...report, flows })).toEqual({
    created: 4,
    updated: 2,
    unchanged: 10,
    skipped: 2,
    deadLetters: 4,
    failed: 2,
    apiCalls: 6,
  });
});

test('calls are summed per system', () => {
  expect([...callsPerSystem(reportWith().calls)]).toEqual([
    ['asperion', 3],
    ['exact-online', 3],
  ]);
});

test('a flow with an error is stopped and tells why, without stack or cause', () => {
  const at = { file: 'mappings/a.yml', line: 3, column: 5 };
  const parts = {
    flow: 'orders',
    steps: [emptyStep('invoice')],
    calls: {},
    cursor: { before: null, after: null },
    deadLetters: [],
    failures: [],
    warnings: [],
  };
  const error = new ConfigError('NO_FEED', 'It cannot be a source.', {
    at,
    hint: 'Use another.',
    cause: new Error('x'),
  });
  expect(flowReport({ ...parts, error })).toEqual({
    ...parts,
    status: 'stopped',
    error: { code: 'NO_FEED', message: 'It cannot be a source.', hint: 'Use another.', at },
  });
  expect(flowReport({ ...parts, error: new AccessError('FORBIDDEN', 'No.') })).toMatchObject({ error: { hint: null } });
  expect(flowReport({ ...parts, error: null })).toEqual({ ...parts, status: 'ok' });
});
