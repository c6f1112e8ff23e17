import { describe, expect, it } from 'vitest';
import type { DayCalls } from '../../../src/http/budget.ts';
import { Allowance } from '../../../src/sync/run/allowance.ts';
import { base, budgetOn, calls } from '../../http/budgets.ts';
import { requestTo } from '../../http/requests.ts';
import { fakeTime } from '../../http/time.ts';

const MINUTE_MS = 60_000;
const START = '2026-11-25T12:00:30.000Z';

/** An allowance of so many minutes on a clock of the test. */
function allowanceOf(minutes: number, day: DayCalls | null = null) {
  const time = fakeTime(START);
  const { clock, sleep } = time;
  const limits = { startedAtMs: time.now, limitMs: minutes * MINUTE_MS };
  return { time, allowance: new Allowance({ ...limits, clock, sleep, today: () => day }) };
}

const outOfTime = expect.objectContaining({ code: 'OUT_OF_TIME' });

describe('the time of a run', () => {
  it('leaves a minute to save and report, and before that enough for a record that waits once', () => {
    const { time, allowance } = allowanceOf(25);
    time.now += 22.9 * MINUTE_MS;
    allowance.mayBegin([]);
    time.now += 0.1 * MINUTE_MS;
    expect(() => allowance.mayBegin([])).toThrow(outOfTime);
    allowance.mayCall();
    time.now += MINUTE_MS;
    expect(() => allowance.mayCall()).toThrow(outOfTime);
  });

  it('ends a run at once that would have to wait beyond it for the next minute of calls', async () => {
    const { time, allowance } = allowanceOf(5);
    const { budget } = budgetOn(time, { sleep: allowance.sleep });
    await calls(budget, 60);
    // The next minute begins in 30 s, and the last one of the run in 20 s.
    time.now += 3 * MINUTE_MS + 40_000;
    await calls(budget, 60);
    time.now = Math.ceil(time.now / MINUTE_MS) * MINUTE_MS - 45_000;
    const request = requestTo(base);
    await expect(budget.before(request, request.signal)).rejects.toEqual(outOfTime);
    expect(time.sleeps).toEqual([]);
  });

  it('is enough for a wait that ends before', async () => {
    const { time, allowance } = allowanceOf(5);
    await allowance.sleep(MINUTE_MS, new AbortController().signal);
    expect(time.sleeps).toEqual([MINUTE_MS]);
  });
});

describe('the calls of a day', () => {
  const midnight = Date.parse('2026-11-26T00:00:00.000Z');
  /** At half past noon, half of a quarter of the day's calls is kept back. */
  const day = (left: number): DayCalls => ({ left, limit: 4000, endsAtMs: midnight });

  it('are kept for flows without a backlog: a quarter of them, less as the day goes on', () => {
    expect(() => allowanceOf(25, day(490)).allowance.mayBegin(['exact-online'])).toThrow(
      expect.objectContaining({
        code: 'CALLS_KEPT_BACK',
        hint: expect.stringContaining('the next runs get no further'),
      }),
    );
    allowanceOf(25, day(510)).allowance.mayBegin(['exact-online']);
    const evening = allowanceOf(25, day(10));
    evening.time.now = midnight - 10 * MINUTE_MS;
    const late = new Allowance({
      startedAtMs: evening.time.now,
      limitMs: 25 * MINUTE_MS,
      clock: evening.time.clock,
      sleep: evening.time.sleep,
      today: () => day(10),
    });
    late.mayBegin(['exact-online']);
  });

  it('were a chance for a flow that made half of what one with a backlog may make a day', () => {
    const { allowance } = allowanceOf(25, day(1000));
    expect(allowance.isHalfADay({ 'exact-online GET crm/Accounts': 1000, 'exact-online POST crm/Accounts': 500 })).toBe(
      true,
    );
    expect(allowance.isHalfADay({ 'exact-online GET crm/Accounts': 1499 })).toBe(false);
    expect(allowance.isHalfADay({})).toBe(false);
    expect(allowanceOf(25, null).allowance.isHalfADay({ 'asperion GET debtors': 9000 })).toBe(false);
  });

  it('are all there for a flow without a backlog, and for a system that has no limit', () => {
    allowanceOf(25, day(1)).allowance.mayBegin([]);
    allowanceOf(25, null).allowance.mayBegin(['asperion']);
  });
});
