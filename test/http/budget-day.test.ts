import { describe, expect, it } from 'vitest';
import { base, budgetOn, call, calls, daily } from './budgets.ts';
import { requestTo, tokenTo } from './requests.ts';
import { fakeTime } from './time.ts';

describe('the day', () => {
  const over = { code: 'DAY_BUDGET', message: expect.stringContaining('2026-11-27 01:00 (Dutch time)') };

  it('stops with the Dutch time at which it goes on', async () => {
    const time = fakeTime('2026-11-26T09:00:10Z');
    const { budget } = budgetOn(time, { perDay: 3 });
    await calls(budget, 3);
    await expect(calls(budget, 1)).rejects.toMatchObject(over);
    expect(time.sleeps).toEqual([]);
    time.now = Date.parse('2026-11-27T00:00:01Z');
    await calls(budget, 1);
  });

  it('knows summer time', async () => {
    const { budget } = budgetOn(fakeTime('2026-07-01T09:00:00Z'), { perDay: 0 });
    await expect(calls(budget, 1)).rejects.toMatchObject({ message: expect.stringContaining('2026-07-02 02:00') });
  });

  it('stops when the answers say that nothing is left, even by a 429 with only the daily headers', async () => {
    for (const status of [200, 429]) {
      const { budget } = budgetOn(fakeTime('2026-11-26T09:00:10Z'));
      await call(budget, status, daily(0, '2026-11-27T00:00:00Z'));
      await expect(calls(budget, 1)).rejects.toMatchObject(over);
    }
  });

  it('keeps its own count across runs', async () => {
    const time = fakeTime('2026-11-26T09:00:10Z');
    const first = budgetOn(time, { perDay: 5 });
    await calls(first.budget, 4);
    const kept: unknown = JSON.parse(JSON.stringify(first.budget.snapshot()));
    time.now += 900_000;
    const { budget } = budgetOn(time, { perDay: 5, restore: kept });
    await calls(budget, 1);
    await expect(calls(budget, 1)).rejects.toMatchObject(over);
  });

  it('does not believe a count whose day has not begun: a runner kept it whose clock was ahead', async () => {
    const ahead = budgetOn(fakeTime('2026-12-06T09:00:10Z'), { perDay: 3 });
    await calls(ahead.budget, 3);
    const { budget } = budgetOn(fakeTime('2026-11-26T09:00:10Z'), { perDay: 3, restore: ahead.budget.snapshot() });
    await calls(budget, 3);
    await expect(calls(budget, 1)).rejects.toMatchObject(over);
  });

  it.each([
    ['that nothing is left', daily(0, '2026-11-27T00:00:00Z')],
    ['a limit of nothing', daily(0, '2026-11-27T00:00:00Z', 0)],
  ])('is asked for again by the next run if an answer said %s of calls that are not ours', async (_, said) => {
    const time = fakeTime('2026-11-26T09:00:10Z');
    const first = budgetOn(time);
    await call(first.budget, 200, said);
    time.now += 900_000;
    const { budget } = budgetOn(time, { restore: JSON.parse(JSON.stringify(first.budget.snapshot())) });
    await call(budget, 200, daily(4000, '2026-11-27T00:00:00Z'));
    await calls(budget, 60);
  });

  it('starts anew when the kept count is of yesterday, with the limit that was announced', async () => {
    const time = fakeTime('2026-11-25T09:00:10Z');
    const first = budgetOn(time);
    await call(first.budget, 200, daily(1, '2026-11-26T00:00:00Z', 2));
    time.now = Date.parse('2026-11-26T09:00:10Z');
    const { budget } = budgetOn(time, { restore: first.budget.snapshot() });
    await calls(budget, 2);
    await expect(calls(budget, 1)).rejects.toMatchObject(over);
  });

  it.each([null, 'x', { calls: 5 }, { calls: { 1: { minute: {} } } }])(
    'starts at zero from an unreadable count: %j',
    async (restore) => {
      const time = fakeTime('2026-11-26T09:00:10Z');
      const { budget } = budgetOn(time, { restore });
      await calls(budget, 60);
      expect(time.sleeps).toEqual([]);
    },
  );
});

describe('errors of an endpoint', () => {
  it.each([400, 401, 403, 404])(
    'six answers of %i stop it, and no other, until an hour after the first',
    async (status) => {
      const time = fakeTime('2026-11-26T09:00:00Z');
      const { budget } = budgetOn(time);
      for (let each = 0; each < 6; each += 1) {
        await call(budget, status);
        time.now += 60_000;
      }
      await expect(call(budget)).rejects.toMatchObject({
        code: 'ERROR_BUDGET',
        message: expect.stringMatching(/crm\/Accounts.*2026-11-26 11:00 \(Dutch time\)/),
      });
      await call(budget, 200, {}, requestTo(base, { resource: 'logistics/Items' }));
      time.now = Date.parse('2026-11-26T10:00:00Z');
      await call(budget);
    },
  );

  it('are not business errors, throttling, or calls without an answer', async () => {
    const { budget } = budgetOn(fakeTime('2026-11-26T09:00:00Z'));
    for (const status of [500, 503, 409, 0, 405, 500, 500, 500]) await call(budget, status);
    await call(budget);
  });

  it('are remembered by the next run', async () => {
    const time = fakeTime('2026-11-26T09:00:00Z');
    const first = budgetOn(time);
    for (let each = 0; each < 6; each += 1) await call(first.budget, 404);
    const { budget } = budgetOn(time, { restore: JSON.parse(JSON.stringify(first.budget.snapshot())) });
    await expect(call(budget)).rejects.toMatchObject({ code: 'ERROR_BUDGET' });
  });

  it("a call that the day's limit stops does not stay counted as under way", async () => {
    const { budget } = budgetOn(fakeTime('2026-11-26T09:00:10Z'), { perDay: 0 });
    for (let each = 0; each < 8; each += 1) await expect(call(budget)).rejects.toMatchObject({ code: 'DAY_BUDGET' });
  });

  it('do not hold token calls', async () => {
    const { budget } = budgetOn(fakeTime('2026-11-26T09:00:00Z'));
    for (let each = 0; each < 12; each += 1) await call(budget, 400, {}, tokenTo(base));
  });
});
