import { describe, expect, it } from 'vitest';
import { pacedBudget } from '../../src/http/budget.ts';
import type { HttpRequest } from '../../src/http/transport.ts';
import { base, budgetOn, call } from './budgets.ts';
import { ExactCounting } from './exact-server.ts';
import { requestTo, testTransport, tokenTo } from './requests.ts';
import { json, serve } from './servers.ts';
import { fakeTime } from './time.ts';

describe('an even pace', () => {
  const debtors = (): HttpRequest =>
    requestTo(base, { system: 'asperion', url: `${base}/v1/debtors`, resource: 'debtors' });

  it('sends two a second', async () => {
    const time = fakeTime('2026-11-26T09:00:00Z');
    const budget = pacedBudget({ perSecond: 2, clock: time.clock, sleep: time.sleep });
    for (let each = 0; each < 5; each += 1) await call(budget, 200, {}, debtors());
    expect(time.sleeps).toEqual([500, 500, 500, 500]);
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

  it('a day that another user of the app has emptied ends in DAY_BUDGET, not in retries', async () => {
    const time = fakeTime('2026-11-26T09:00:05Z');
    const counting = new ExactCounting(time.clock, { perMinute: 60, perDay: 1 });
    counting.arrive();
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
