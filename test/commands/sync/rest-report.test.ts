import { expect, test } from 'vitest';
import { reportRun } from '../../../src/commands/sync/sync-report.ts';
import { emptyProgress } from '../../../src/state/progress.ts';
import type { FlowResult, Rest } from '../../../src/sync/result.ts';
import { compile } from '../../support/engine.ts';
import { items } from '../../support/samples.ts';

const HOUR_MS = 3_600_000;
const [program] = compile({ 'products.yml': items() }).programs;

/** What is told of a flow that rests, two hours after its first load began; of 1,198 records 398 are left. */
function flowTold(rest: Rest, ahead: FlowResult['ahead'], more: Partial<FlowResult> = {}) {
  if (program === undefined) throw new RangeError('There is no flow.');
  const nothing = { failures: [], leftOut: [], notices: [], found: [], skipped: [], unknownHeld: [], deleted: [] };
  const result = {
    ...nothing,
    ahead,
    tally: { steps: [], records: {} },
    booked: { rows: [] },
    linked: { rows: [] },
    verification: null,
    ...more,
  };
  const progress = emptyProgress();
  progress.flows.products = { cursor: null, deadLetters: {}, backlog: { sinceMs: 0, total: 1198, left: 398 } };
  const calls = { 'exact-online POST logistics/Items': 10 };
  const { flows } = reportRun({
    flows: [{ program, result: result as unknown as FlowResult, error: null, rest, calls }],
    progress,
    isProgressLost: false,
    administration: null,
    records: null,
    paused: [],
    messages: [],
    language: 'en',
    screenOf: () => undefined,
    calls,
    today: { 'exact-online': { left: 10, limit: 5000, endsAtMs: 20 * HOUR_MS } },
    fixedLoginEndsMs: () => null,
    startedAtMs: HOUR_MS,
    finishedAtMs: 2 * HOUR_MS,
  });
  return flows[0];
}

const told = (...given: Parameters<typeof flowTold>) => flowTold(...given)?.rest;

test('a run that got less far in a list than those before tells what they had done', () => {
  const ahead = { all: 1198, left: 1195 };
  expect(told({ reason: 'time', began: true, doneNow: 0 }, ahead)).toMatchObject({ done: 800, left: 398, minutes: 60 });
});

test('calls that are used up make a backlog wait for the next day', () => {
  const ahead = { all: 1198, left: 398 };
  expect(told({ reason: 'calls', began: true, doneNow: 800 }, ahead)).toMatchObject({ minutes: 18 * 60 });
  expect(told({ reason: 'token', began: true, doneNow: 800 }, ahead)).toMatchObject({ reason: 'token', minutes: 60 });
});

test('a limit tells no time: the next run comes by its schedule, however fast this one was', () => {
  expect(told({ reason: 'limit', began: true, doneNow: 800 }, { all: 1198, left: 398 })).toMatchObject({
    done: 800,
    left: 398,
    minutes: null,
  });
});

test('a record that was asked for and is pinned as "skip" is a warning of its flow', () => {
  const flow = flowTold({ reason: 'time', began: true }, null, { skipped: ['A1'] });
  expect(flow?.warnings).toEqual(['links.yml pins record "A1" as "skip", so it was left out.']);
});

test('days of which nobody knows what was deleted are in the report of their flow', () => {
  const missedDeletions = { from: '2026-06-01', until: '2026-07-15' };
  const flow = flowTold({ reason: 'limit', began: true }, null, { missedDeletions });
  expect(flow).toMatchObject({ missedDeletions, warnings: [] });
});
