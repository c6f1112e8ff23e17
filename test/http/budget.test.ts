import { describe, expect, it } from 'vitest';
import { type Budget, type ExactBudgetOptions, exactBudget, pacedBudget } from '../../src/http/budget.ts';
import type { HttpRequest } from '../../src/http/transport.ts';
import { ExactCounting } from './exact-server.ts';
import { requestTo, testTransport, tokenTo } from './requests.ts';
import { json, serve } from './servers.ts';
import { type FakeTime, fakeTime, SimulatedTime } from './time.ts';

const base = 'https://start.example.com';

function budgetOn(time: FakeTime, options: Partial<ExactBudgetOptions> = {}) {
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const budget = exactBudget({ clock: time.clock, sleep: time.sleep, log, perMinute: 60, perDay: 5000, ...options });
  return { budget, lines };
}

/** One call that is let go and answered at once. */
async function call(budget: Budget, status = 200, headers: Record<string, string> = {}, request = requestTo(base)) {
  await budget.before(request, request.signal);
  budget.after(headers, status, request);
}

async function calls(budget: Budget, count: number): Promise<void> {
  for (let each = 0; each < count; each += 1) await call(budget);
}

const minutely = (remaining: number, reset: string, limit = 60) => ({
  'x-ratelimit-minutely-limit': String(limit),
  'x-ratelimit-minutely-remaining': String(remaining),
  'x-ratelimit-minutely-reset': String(Date.parse(reset)),
});

const daily = (remaining: number, reset: string, limit = 5000) => ({
  'x-ratelimit-limit': String(limit),
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': String(Date.parse(reset)),
});

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
    expect(lines).toEqual(['exact-online: the 60 calls of this minute are used, going on in 21 s']);
  });

  it('believes a lower rest that the answers announce', async () => {
    const time = fakeTime('2026-11-26T09:00:10Z');
    const { budget } = budgetOn(time);
    await call(budget, 200, minutely(2, '2026-11-26T09:01:00Z'));
    await calls(budget, 2);
    expect(time.sleeps).toEqual([]);
    await calls(budget, 1);
    expect(time.sleeps).toEqual([50_250]);
  });

  it('believes a higher rest than its own count from an earlier run', async () => {
    const time = fakeTime('2026-11-26T09:00:10Z');
    const first = budgetOn(time);
    await calls(first.budget, 59);
    const { budget } = budgetOn(time, { restore: first.budget.snapshot() });
    await call(budget, 200, minutely(59, '2026-11-26T09:01:00Z'));
    await calls(budget, 59);
    expect(time.sleeps).toEqual([]);
  });

  it('follows another limit than the documented one', async () => {
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

  it('ignores what a late answer says of a minute that is over', async () => {
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

  it('counts calls that are still under way at its start: they may arrive in it', async () => {
    const time = fakeTime('2026-11-26T09:00:59Z');
    const { budget } = budgetOn(time);
    for (let each = 0; each < 5; each += 1) {
      const request = requestTo(base, { resource: `crm/Resource${each}` });
      await budget.before(request, request.signal);
    }
    time.now += 1000;
    await calls(budget, 55);
    expect(time.sleeps).toEqual([]);
    await calls(budget, 1);
    expect(time.sleeps).toEqual([60_250]);
  });

  it('is not raised again by answers that overtook each other', async () => {
    const time = fakeTime('2026-11-26T09:00:10Z');
    const { budget } = budgetOn(time);
    const [first, second] = [requestTo(base), requestTo(base)];
    await budget.before(first, first.signal);
    await budget.before(second, second.signal);
    budget.after(minutely(1, '2026-11-26T09:01:00Z'), 200, second);
    budget.after(minutely(2, '2026-11-26T09:01:00Z'), 200, first);
    await calls(budget, 1);
    await calls(budget, 1);
    expect(time.sleeps).toEqual([50_250]);
  });

  it('is shared by parallel callers', async () => {
    const time = new SimulatedTime(Date.parse('2026-11-26T09:00:10Z'));
    const sent: number[] = [];
    const budget = exactBudget({
      ...time,
      clock: time.clock,
      sleep: time.sleep,
      log: () => undefined,
      perMinute: 60,
      perDay: 5000,
    });
    const one = async (number: number) => {
      const request = requestTo(base, { resource: `crm/Resource${number}` });
      await budget.before(request, request.signal);
      sent.push(time.now);
      await time.sleep(300);
      budget.after({}, 200, request);
    };
    await time.run(Array.from({ length: 150 }, (_, number) => one(number)));
    const perMinute = Object.values(Object.groupBy(sent, (at) => Math.floor(at / 60_000))).map(
      (group) => group?.length,
    );
    expect(perMinute).toEqual([60, 60, 30]);
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

  it('stops when the answers announce no rest, also by a 429 with the daily headers alone', async () => {
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
    'starts at nothing from an unreadable count %j',
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

  it('do not overshoot with parallel calls', async () => {
    const time = new SimulatedTime(Date.parse('2026-11-26T09:00:00Z'));
    const budget = exactBudget({
      clock: time.clock,
      sleep: time.sleep,
      log: () => undefined,
      perMinute: 60,
      perDay: 5000,
    });
    let answered = 0;
    const one = async () => {
      const request = requestTo(base);
      await budget.before(request, request.signal);
      await time.sleep(100);
      answered += 1;
      budget.after({}, 404, request);
    };
    const results = Promise.allSettled(Array.from({ length: 20 }, one));
    await time.run([results]);
    expect(answered).toBe(6);
    expect((await results).filter(({ status }) => status === 'rejected')).toHaveLength(14);
  });

  it('a call that the day stops does not stay counted as under way', async () => {
    const { budget } = budgetOn(fakeTime('2026-11-26T09:00:10Z'), { perDay: 0 });
    for (let each = 0; each < 8; each += 1) await expect(call(budget)).rejects.toMatchObject({ code: 'DAY_BUDGET' });
  });

  it('do not hold token calls', async () => {
    const { budget } = budgetOn(fakeTime('2026-11-26T09:00:00Z'));
    for (let each = 0; each < 12; each += 1) await call(budget, 400, {}, tokenTo(base));
  });
});

describe('an even pace', () => {
  const debtors = (): HttpRequest =>
    requestTo(base, { system: 'asperion', url: `${base}/v1/debtors`, resource: 'debtors' });

  it('sends two a second, also for parallel callers', async () => {
    const time = new SimulatedTime(1_000_000);
    const budget = pacedBudget({ perSecond: 2, clock: time.clock, sleep: time.sleep });
    const sent: number[] = [];
    const one = async () => {
      const request = debtors();
      await budget.before(request, request.signal);
      sent.push(time.now - 1_000_000);
    };
    await time.run(Array.from({ length: 5 }, one));
    expect(sent).toEqual([0, 500, 1000, 1500, 2000]);
  });

  it('does not save up calls while nothing is sent, and leaves token calls alone', async () => {
    const time = fakeTime('2026-11-26T09:00:00Z');
    const budget = pacedBudget({ perSecond: 2, clock: time.clock, sleep: time.sleep });
    await call(budget, 200, {}, debtors());
    await call(budget, 200, {}, tokenTo(base));
    time.now += 10_000;
    await call(budget, 200, {}, debtors());
    await call(budget, 200, {}, debtors());
    expect(time.sleeps).toEqual([500]);
  });

  it('holds everyone until Retry-After', async () => {
    const time = fakeTime('2026-11-26T09:00:00Z');
    const budget = pacedBudget({ perSecond: 2, clock: time.clock, sleep: time.sleep });
    await call(budget, 429, { 'retry-after': '30' }, debtors());
    await call(budget, 200, {}, debtors());
    expect(time.sleeps).toEqual([30_000]);
  });
});

describe('budget and transport together', () => {
  it('150 calls one after the other take three minutes and are never refused', async () => {
    const time = fakeTime('2026-11-26T09:00:05Z');
    const counting = new ExactCounting(time.clock, { perMinute: 60, perDay: 5000 });
    await using server = await serve((response) => {
      const { status, headers } = counting.arrive();
      json(response, status, { d: [] }, headers);
    });
    await using test = testTransport({ time, budget: budgetOn(time).budget });
    for (let each = 0; each < 150; each += 1) await test.transport.send(requestTo(server.url));
    expect(counting).toMatchObject({ refused: 0, mostInMinute: 60, executed: 150 });
    expect(time.now).toBeLessThan(Date.parse('2026-11-26T09:02:01Z'));
  });

  it('a day that another user of the app has emptied ends in DAY_BUDGET, not in tries', async () => {
    const time = fakeTime('2026-11-26T09:00:05Z');
    const counting = new ExactCounting(time.clock, { perMinute: 60, perDay: 0 });
    await using server = await serve((response) => {
      const { status, headers } = counting.arrive();
      json(response, status, {}, headers);
    });
    await using test = testTransport({ time, budget: budgetOn(time).budget });
    await expect(test.transport.send(requestTo(server.url))).rejects.toMatchObject({ code: 'DAY_BUDGET' });
    expect(server.seen).toHaveLength(1);
  });

  it('a call that never got an answer is settled', async () => {
    const time = fakeTime('2026-11-26T09:00:05Z');
    const gone = await serve(() => undefined);
    await gone[Symbol.asyncDispose]();
    await using test = testTransport({ time, budget: budgetOn(time).budget });
    for (let each = 0; each < 3; each += 1) {
      await expect(test.transport.send(requestTo(gone.url))).rejects.toMatchObject({ code: 'UNREACHABLE' });
    }
  });
});
