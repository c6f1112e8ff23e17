import { describe, expect, it } from 'vitest';
import { base, budgetOn, call, calls, daily, minutely } from './budgets.ts';
import { requestTo, testTransport, tokenTo } from './requests.ts';
import { json, serve } from './servers.ts';
import { fakeTime } from './time.ts';

describe('a reset far ahead', () => {
  it('of the minute on an ordinary answer holds no call for more than two minutes', async () => {
    const time = fakeTime('2026-11-26T09:00:40Z');
    const { budget } = budgetOn(time);
    await call(budget, 200, minutely(0, '2026-11-26T19:00:00Z'));
    await calls(budget, 1);
    expect(Math.max(...time.sleeps)).toBeLessThanOrEqual(121_000);
  });

  it('of the day does not stop the runs of the days after', async () => {
    const time = fakeTime('2026-11-26T09:00:40Z');
    const { budget } = budgetOn(time);
    await call(budget, 200, daily(0, '2036-11-26T00:00:00Z'));
    await expect(calls(budget, 1)).rejects.toMatchObject({ code: 'DAY_BUDGET' });
    const restored = budgetOn(fakeTime('2026-11-28T09:00:00Z'), { restore: budget.snapshot() });
    await calls(restored.budget, 1);
  });

  it('of the minute on a refusal ends the run in order, without sleeping', async () => {
    const headers = { ...minutely(0, '2026-11-26T19:00:00Z') };
    await using server = await serve((response) => json(response, 429, {}, headers));
    const time = fakeTime('2026-11-26T09:00:40Z');
    const { budget } = budgetOn(time);
    await using test = testTransport({ budget, time });
    await expect(test.transport.send(requestTo(server.url))).rejects.toMatchObject({ code: 'DAY_BUDGET' });
    expect(time.sleeps).toEqual([]);
  });
});

describe('the minute', () => {
  it('lets 60 calls go and holds the 61st until the next clock minute, telling so once', async () => {
    const time = fakeTime('2026-11-26T09:00:40Z');
    const { budget, lines } = budgetOn(time);
    await calls(budget, 60);
    expect(time.sleeps).toEqual([]);
    await calls(budget, 1);
    expect(time.now).toBeGreaterThanOrEqual(Date.parse('2026-11-26T09:01:00Z'));
    expect(time.now).toBeLessThan(Date.parse('2026-11-26T09:01:01Z'));
    expect(lines).toEqual(['exact-online: the 60 calls of this minute are used up; waiting 21 s']);
  });

  it('believes answers that say fewer calls are left', async () => {
    const time = fakeTime('2026-11-26T09:00:10Z');
    const { budget } = budgetOn(time);
    await call(budget, 200, minutely(2, '2026-11-26T09:01:00Z'));
    await calls(budget, 2);
    expect(time.sleeps).toEqual([]);
    await calls(budget, 1);
    expect(time.sleeps).toEqual([50_250]);
  });

  it('believes answers that say more calls are left than an earlier run counted', async () => {
    const time = fakeTime('2026-11-26T09:00:10Z');
    const first = budgetOn(time);
    await calls(first.budget, 59);
    const { budget } = budgetOn(time, { restore: first.budget.snapshot() });
    await call(budget, 200, minutely(59, '2026-11-26T09:01:00Z'));
    await calls(budget, 59);
    expect(time.sleeps).toEqual([]);
  });

  it('follows a limit other than the documented one', async () => {
    const time = fakeTime('2026-11-26T09:00:10Z');
    const { budget } = budgetOn(time);
    await call(budget, 200, minutely(299, '2026-11-26T09:01:00Z', 300));
    await calls(budget, 299);
    expect(time.sleeps).toEqual([]);
  });

  it('reads the headers of errors as well', async () => {
    const time = fakeTime('2026-11-26T09:00:10Z');
    const { budget } = budgetOn(time);
    await call(budget, 400, minutely(0, '2026-11-26T09:01:00Z'));
    await calls(budget, 1);
    expect(time.sleeps).toEqual([50_250]);
  });

  it('is taken as exhausted by a 429 without any header', async () => {
    const time = fakeTime('2026-11-26T09:00:10Z');
    const { budget } = budgetOn(time);
    await call(budget, 429);
    await calls(budget, 1);
    expect(time.sleeps).toEqual([50_250]);
  });

  it('is not taken as exhausted by a 429 that says itself how long to wait', async () => {
    const time = fakeTime('2026-11-26T09:00:10Z');
    const { budget } = budgetOn(time);
    await call(budget, 429, { 'retry-after': '1' });
    await calls(budget, 1);
    expect(time.sleeps).toEqual([]);
  });

  it('ignores what a late answer says about a minute that is over', async () => {
    const time = fakeTime('2026-11-26T09:00:59Z');
    const { budget } = budgetOn(time);
    const late = requestTo(base);
    await budget.before(late, late.signal);
    time.now += 2000;
    budget.after(minutely(0, '2026-11-26T09:01:00Z'), 200, late);
    await calls(budget, 59);
    expect(time.sleeps).toEqual([]);
    await calls(budget, 1);
    expect(time.sleeps).toEqual([59_250]);
  });

  it('counts a call that is still under way at its start: it may arrive in it', async () => {
    const time = fakeTime('2026-11-26T09:00:59Z');
    const { budget } = budgetOn(time);
    const late = requestTo(base);
    await budget.before(late, late.signal);
    time.now += 1000;
    budget.after({}, 0, late);
    await calls(budget, 59);
    expect(time.sleeps).toEqual([]);
    await calls(budget, 1);
    expect(time.sleeps).toEqual([60_250]);
  });

  it('is counted per company', async () => {
    const time = fakeTime('2026-11-26T09:00:10Z');
    const { budget } = budgetOn(time);
    await calls(budget, 60);
    await call(budget, 200, {}, requestTo(base, { url: `${base}/api/v1/654321/crm/Accounts` }));
    expect(time.sleeps).toEqual([]);
  });

  it('does not count addresses without a company', async () => {
    const time = fakeTime('2026-11-26T09:00:10Z');
    const { budget } = budgetOn(time, { perMinute: 1 });
    const me = requestTo(base, { url: `${base}/api/v1/current/Me`, resource: 'current/Me' });
    for (let each = 0; each < 5; each += 1) await call(budget, 200, {}, me);
    for (let each = 0; each < 5; each += 1) await call(budget, 200, {}, tokenTo(base));
    await call(budget);
    expect(time.sleeps).toEqual([]);
  });
});
