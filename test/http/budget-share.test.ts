import { describe, expect, it } from 'vitest';
import { callShare } from '../../src/systems/exact-online/budget.ts';
import { budgetOn, call, calls, daily, minutely } from './budgets.ts';
import { fakeTime } from './time.ts';

const LIMITS = { callsPerMinute: 60, callsPerDay: 5000, callsPerContract: 20_000 };
const DAY_END = '2026-11-27T00:00:00Z';

describe('the share of one of several companies', () => {
  it('is a part of the calls of the contract, and of a division that others list as well', () => {
    expect(callShare(LIMITS, { administration: 1, all: 1 })).toEqual({
      perMinute: Infinity,
      perDay: Infinity,
      errors: 6,
    });
    expect(callShare(LIMITS, { administration: 1, all: 8 })).toEqual({ perMinute: Infinity, perDay: 2500, errors: 6 });
    expect(callShare(LIMITS, { administration: 2, all: 8 })).toEqual({ perMinute: 30, perDay: 2500, errors: 3 });
    expect(callShare(LIMITS, { administration: 1, all: 30_000 }).perDay).toBe(1);
  });

  it('stops the day by our own calls, whatever answers announce, also in the next run', async () => {
    const time = fakeTime('2026-11-26T09:00:10Z');
    const share = { perMinute: Infinity, perDay: 3, errors: 6 };
    const first = budgetOn(time, { share });
    await call(first.budget, 200, daily(4000, DAY_END));
    await call(first.budget, 200, daily(3999, DAY_END));
    const restore: unknown = JSON.parse(JSON.stringify(first.budget.snapshot()));
    const { budget } = budgetOn(time, { share, restore });
    await call(budget, 200, daily(3998, DAY_END));
    expect(budget.today()?.left).toBe(0);
    await expect(calls(budget, 1)).rejects.toMatchObject({
      code: 'DAY_BUDGET',
      message: expect.stringContaining('The 3 calls of today'),
    });
    time.now = Date.parse('2026-11-27T00:00:01Z');
    await calls(budget, 3);
  });

  it('waits for the next minute after its part of this one', async () => {
    const time = fakeTime('2026-11-26T09:00:10Z');
    const { budget } = budgetOn(time, { share: { perMinute: 2, perDay: Infinity, errors: 6 } });
    await call(budget, 200, minutely(50, '2026-11-26T09:01:00Z'));
    await calls(budget, 1);
    expect(time.sleeps).toEqual([]);
    await calls(budget, 1);
    expect(time.sleeps).toHaveLength(1);
  });

  it('ends before its part if others have used up the rest', async () => {
    const { budget } = budgetOn(fakeTime('2026-11-26T09:00:10Z'), {
      share: { perMinute: Infinity, perDay: 100, errors: 6 },
    });
    await call(budget, 200, daily(0, DAY_END));
    await expect(calls(budget, 1)).rejects.toMatchObject({ code: 'DAY_BUDGET' });
  });
});
