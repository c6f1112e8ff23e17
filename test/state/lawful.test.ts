import { expect, test } from 'vitest';
import { bringBack } from '../../src/state/lawful.ts';
import {
  copyProgress,
  type DeadLetter,
  emptyProgress,
  type FlowProgress,
  type Progress,
} from '../../src/state/progress.ts';

const NOW_MS = Date.parse('2026-03-02T08:00:00Z');
const HOUR_MS = 3_600_000;
const FLOW = 'customers.exact-online-to-asperion';
const AHEAD_MS = [HOUR_MS, 24 * HOUR_MS, 30 * 24 * HOUR_MS, 365 * 24 * HOUR_MS];

const iso = (ms: number): string => new Date(ms).toISOString();

const letter: DeadLetter = {
  ...{ reference: '20001', code: 'UNMAPPED_KEY', reason: 'No row.', step: 'debtor', attempts: 1, fingerprint: 'v1:a' },
  ...{ firstAt: iso(NOW_MS - HOUR_MS), lastAt: iso(NOW_MS), nextAtMs: NOW_MS + HOUR_MS },
};

/** A progress as a run left it just now. */
const just: Progress = {
  ...emptyProgress(),
  savedAt: iso(NOW_MS),
  mayWriteUntilMs: NOW_MS + HOUR_MS,
  unanswered: { invoice: NOW_MS },
  lists: { 'asperion.vatcodes': { readAtMs: NOW_MS, values: { VH: 1 } } },
  flows: {
    [FLOW]: {
      cursor: {
        timestamp: '4711',
        timestampMarks: `${NOW_MS}:4711`,
        fullAt: String(NOW_MS),
        modified: '2026-03-02T09:00:00',
      },
      deletions: { timestamp: '5', timestampMarks: `${NOW_MS}:5` },
      deletionsReadMs: NOW_MS,
      deadLetters: { key: letter },
      unseen: { key: NOW_MS },
      backlog: { sinceMs: NOW_MS },
    },
  },
};

/** The same with something else in its flow. */
const with_ = (flow: Partial<FlowProgress>): Progress => {
  const copy = copyProgress(just);
  Object.assign(copy.flows[FLOW] ?? {}, flow);
  return copy;
};

test('what a run left is believed a moment later, on a machine whose clock differs a little', () => {
  for (const nowMs of [NOW_MS, NOW_MS + 30 * 24 * HOUR_MS, NOW_MS - 100_000]) {
    const loaded = copyProgress(just);
    expect(bringBack(loaded, nowMs)).toBe(false);
    expect(loaded).toEqual(just);
  }
});

test.each([
  ['its date', (ms: number) => ({ ...just, savedAt: iso(ms) }), { savedAt: iso(NOW_MS) }],
  [
    'a run that was lost',
    (ms: number) => ({ ...just, mayWriteUntilMs: ms + 6 * HOUR_MS }),
    { mayWriteUntilMs: NOW_MS },
  ],
  [
    'a write without an answer',
    (ms: number) => ({ ...just, unanswered: { invoice: ms } }),
    { unanswered: { invoice: NOW_MS } },
  ],
  ['a list of codes', (ms: number) => ({ ...just, lists: { a: { readAtMs: ms, values: {} } } }), { lists: {} }],
] as const)('of a time ahead, %s is brought back', (_, made, wanted) => {
  for (const ms of AHEAD_MS) {
    const loaded = copyProgress(made(NOW_MS + ms));
    expect(bringBack(loaded, NOW_MS)).toBe(true);
    expect(loaded).toEqual({ ...just, ...wanted });
    expect(bringBack(loaded, NOW_MS)).toBe(false);
  }
});

test.each([
  [
    'when it is tried again',
    (ms: number) => ({ deadLetters: { key: { ...letter, nextAtMs: ms + 24 * HOUR_MS } } }),
    { deadLetters: { key: { ...letter, nextAtMs: NOW_MS } } },
  ],
  [
    'when it failed',
    (ms: number) => ({ deadLetters: { key: { ...letter, lastAt: iso(ms) } } }),
    { deadLetters: { key: letter } },
  ],
  ['a record that was not shown', (ms: number) => ({ unseen: { key: ms } }), { unseen: { key: NOW_MS } }],
  ['a first load', (ms: number) => ({ backlog: { sinceMs: ms } }), { backlog: { sinceMs: NOW_MS } }],
  ['the log of deletions', (ms: number) => ({ deletionsReadMs: ms }), { deletionsReadMs: NOW_MS }],
  [
    'a reading of a whole list',
    (ms: number) => ({ cursor: { newest: '2026-03-01T00:00:00', fullAt: String(ms) } }),
    { cursor: null },
  ],
  [
    'a mark of a feed',
    (ms: number) => ({ cursor: { timestamp: '1', timestampMarks: `${NOW_MS}:1,${ms}:2` } }),
    { cursor: null },
  ],
  [
    'a change by the system’s clock',
    (ms: number) => ({ cursor: { modified: iso(ms + 24 * HOUR_MS) } }),
    { cursor: null },
  ],
  [
    'a place in the deletions',
    (ms: number) => ({ deletions: { timestampMarks: `${ms}:2` } }),
    { deletions: undefined },
  ],
] as const)('of a time ahead in a flow, %s is brought back', (_, made, wanted) => {
  for (const ms of AHEAD_MS) {
    const loaded = with_(made(NOW_MS + ms));
    expect(bringBack(loaded, NOW_MS)).toBe(true);
    expect(loaded).toEqual(with_(wanted));
    expect(bringBack(loaded, NOW_MS)).toBe(false);
  }
});
