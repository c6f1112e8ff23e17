import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../src/errors/codes.ts';
import { TransientError } from '../../../src/errors/errors.ts';
import type { FlowProgress } from '../../../src/state/progress.ts';
import { inOrder } from '../../../src/sync/links/pairs.ts';
import type { FlowResult } from '../../../src/sync/result.ts';
import { backlogsLast, minutesToGo, noteBacklog, restOf, startAnew } from '../../../src/sync/run/backlog.ts';
import { compile } from '../../support/engine.ts';
import { accounts, customers, items, orders } from '../../support/samples.ts';

const inStep: FlowProgress = { cursor: { read: '1' }, deadLetters: {} };
const behind: FlowProgress = { ...inStep, backlog: { sinceMs: 0 } };

/** The order of flows, of which some have a progress. */
function order(files: Readonly<Record<string, string>>, flows: Readonly<Record<string, FlowProgress>>) {
  const named = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${name}.yml`, text]));
  return backlogsLast(inOrder(compile(named).programs), flows).map(({ name }) => name);
}

describe('flows with a backlog', () => {
  const files = { customers: customers({}), products: items(), stock: customers({ head: '', match: '[name]' }) };

  it('come after those without: a first load gets what is left', () => {
    expect(order(files, { products: inStep })).toEqual(['products', 'customers', 'stock']);
    expect(order(files, { customers: behind, products: inStep, stock: inStep })).toEqual([
      'products',
      'stock',
      'customers',
    ]);
  });

  it('keep their order among each other: a company that begins loads its customers first', () => {
    expect(order(files, {})).toEqual(['customers', 'products', 'stock']);
  });

  it('come before those that verify, which check what the others have done', () => {
    const verify = customers({ head: 'purpose: verify' }).replace('    update: true\n', '');
    expect(
      order({ customers: customers({}), 'orders.check': verify, products: items() }, { products: inStep }),
    ).toEqual(['products', 'customers', 'orders.check']);
  });

  it('stay beside the flow that brings the same records back: the winning source is first', () => {
    const both = { 'customers.a': customers({}), 'customers.b': accounts('winner: dead-letter'), products: items() };
    expect(order(both, { 'customers.b': inStep, products: inStep })).toEqual([
      'products',
      'customers.a',
      'customers.b',
    ]);
  });

  it('go behind a flow that brings the same records back and does not lose to them', () => {
    const asking = 'winner: dead-letter';
    const both = { 'customers.a': accounts(asking), 'customers.b': customers({ head: asking }) };
    expect(order(both, { 'customers.b': inStep })).toEqual(['customers.b', 'customers.a']);
  });

  it.each(['source', 'dead-letter'])('go behind flows that only need such records, if the winner is %s', (winner) => {
    const files = { 'customers.a': accounts(`winner: ${winner}`), orders: orders({}) };
    expect(order(files, { orders: inStep })).toEqual(['orders', 'customers.a']);
    // Nor does a first load of orders hold up the flow of customers.
    expect(order(files, { 'customers.a': inStep })).toEqual(['customers.a', 'orders']);
  });
});

describe('a flow that ended before it was done', () => {
  const ended = (code: ErrorCode, more: { further?: boolean; hadItsCalls?: boolean; hadItsChance?: boolean } = {}) => {
    const { further = false, hadItsCalls = true, hadItsChance = true } = more;
    const result = { gotFurther: further } as FlowResult;
    return restOf({ error: new TransientError(code, 'ended'), result, hasBacklog: true, hadItsChance, hadItsCalls });
  };

  const ends = ['OUT_OF_TIME', 'SHARED_TOKEN_ENDED', 'CALLS_KEPT_BACK', 'DAY_BUDGET'] as const;

  it.each(ends)('by %s rests if it got further', (code) => {
    expect(ended(code, { further: true })).toMatchObject({ began: true });
  });

  it.each(ends)('by %s has an error if it got nowhere, because the next run would get no further', (code) => {
    expect(ended(code)).toBeNull();
  });

  it.each(['CALLS_KEPT_BACK', 'DAY_BUDGET'] as const)('by %s rests if it had few of the calls of the day', (code) => {
    expect(ended(code, { hadItsCalls: false })).toEqual({ reason: 'calls', began: true });
  });

  it('rests if others had most of the time, or a shared token ended soon after it began', () => {
    expect(ended('SHARED_TOKEN_ENDED', { hadItsChance: false })).toEqual({ reason: 'token', began: true });
    expect(ended('OUT_OF_TIME', { hadItsChance: false })).toEqual({ reason: 'time', began: true });
    expect(ended('DAY_BUDGET', { hadItsChance: false })).toBeNull();
  });
});

describe('what is noted of a backlog', () => {
  /** What is left of 1,198 records, and what each run did, as runs read so far. */
  const noted = (runs: readonly FlowResult['ahead'][]) => {
    const progress: FlowProgress = { ...inStep };
    const doneNow = runs.map((ahead) => noteBacklog(progress, { isReadToEnd: false, ahead } as FlowResult, 0).doneNow);
    return { ...progress.backlog, doneNow };
  };

  it('never grows because a run got less far in a list that is read from its beginning', () => {
    const runs = [
      { all: 1198, left: 398 },
      { all: 1198, left: 1195 },
      { all: 1198, left: 300 },
    ];
    expect(noted(runs.slice(0, 2))).toEqual({ sinceMs: 0, total: 1198, left: 398, doneNow: [800, 0] });
    expect(noted(runs)).toEqual({ sinceMs: 0, total: 1198, left: 300, doneNow: [800, 0, 98] });
  });

  it('grows by what is new in the source', () => {
    const runs = [
      { all: 1000, left: 400 },
      { all: 1100, left: 1097 },
    ];
    expect(noted(runs)).toEqual({ sinceMs: 0, total: 1100, left: 500, doneNow: [600, 0] });
  });

  it('shrinks with a source that goes on where the last run ended', () => {
    const runs = [
      { all: 1000, left: 400 },
      { all: 400, left: 50 },
    ];
    expect(noted(runs)).toEqual({ sinceMs: 0, total: 1000, left: 50, doneNow: [600, 350] });
  });
});

describe('the time until a backlog is gone', () => {
  const HOUR_MS = 3_600_000;
  const newDayInMs = null;

  it('goes by the pace until now', () => {
    const outlook = { done: 1000, left: 4000, tookMs: HOUR_MS, doneNow: 500, callsADay: [], newDayInMs };
    expect(minutesToGo(outlook)).toBe(240);
  });

  it('is that of the days which the calls take, if those are more', () => {
    // A call a record, of 3,750 a day.
    const callsADay = [
      { own: 1000, allowed: 3750 },
      { own: 10, allowed: null },
    ];
    const outlook = { done: 1000, left: 7500, tookMs: HOUR_MS / 2, doneNow: 1000, callsADay, newDayInMs };
    expect(minutesToGo(outlook)).toBe(2 * 24 * 60);
  });

  it('is not made longer by a day that has enough calls', () => {
    const callsADay = [{ own: 100, allowed: 3750 }];
    expect(minutesToGo({ done: 100, left: 100, tookMs: HOUR_MS, doneNow: 100, callsADay, newDayInMs })).toBe(60);
  });

  it('waits for the next day if the calls of this one are used up, however few it needs', () => {
    const outlook = { done: 150, left: 40, tookMs: HOUR_MS / 60, doneNow: 150, newDayInMs: 18 * HOUR_MS };
    const soon = { ...outlook, callsADay: [{ own: 300, allowed: 300 }] };
    expect(minutesToGo(soon)).toBe(18 * 60);
    expect(minutesToGo({ ...soon, doneNow: 0 })).toBe(18 * 60);
    // Two whole days after this one, and an hour or so of the third.
    expect(minutesToGo({ ...soon, left: 330 })).toBe((18 + 2 * 24) * 60);
  });

  it('is not known before anything is done', () => {
    expect(minutesToGo({ done: 0, left: 100, tookMs: HOUR_MS, doneNow: 0, callsADay: [], newDayInMs })).toBeNull();
  });
});

describe('a flow begins anew', () => {
  const cursorFrom = (since: string, now: string) => {
    const [program] = compile({ 'customers.yml': customers({ head: now }) }).programs;
    if (program === undefined) throw new RangeError('There is no program.');
    const progress: FlowProgress = { ...inStep, since };
    startAnew(program, progress);
    return progress;
  };

  it('from an earlier day, and where it has none any more', () => {
    expect(cursorFrom('2026-02-01', 'since: 2026-01-31')).toMatchObject({ cursor: null, since: '2026-01-31' });
    expect(cursorFrom('2026-02-01', '')).toEqual({ cursor: null, deadLetters: {} });
    expect(cursorFrom('2026-02-01', 'since: 2026-02-02')).toMatchObject({ cursor: inStep.cursor, since: '2026-02-02' });
  });
});
