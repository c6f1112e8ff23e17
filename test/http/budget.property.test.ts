import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactBudget } from '../../src/http/budget.ts';
import { ExactCounting } from './exact-server.ts';
import { requestTo } from './requests.ts';
import { SimulatedTime } from './time.ts';

/**
 * One call: when its caller comes (half of them around the turn of a minute), how long it travels either way, and whether its answer has headers or comes at all.
 */
const traffic = fc.record({
  comesAt: fc.oneof(fc.integer({ min: 0, max: 150_000 }), fc.integer({ min: 118_000, max: 122_000 })),
  outMs: fc.integer({ min: 0, max: 4000 }),
  backMs: fc.integer({ min: 0, max: 4000 }),
  ends: fc.constantFrom('announced' as const, 'announced' as const, 'announced' as const, 'silent' as const),
});

describe('random traffic against a server that counts as Exact Online does', () => {
  it('never makes more than 60 calls arrive in a clock minute, nor one be refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(traffic, { minLength: 70, maxLength: 260, size: 'max' }),
        fc.integer({ min: 0, max: 1999 }),
        async (calls, startsAt) => {
          const start = Date.parse('2026-11-26T09:00:00Z') + startsAt;
          const time = new SimulatedTime(start);
          const server = new ExactCounting(time.clock, { perMinute: 60, perDay: 5000 });
          const budget = exactBudget({
            clock: time.clock,
            sleep: time.sleep,
            log: () => undefined,
            perMinute: 60,
            perDay: 5000,
          });
          await time.run(
            calls.map(async ({ comesAt, outMs, backMs, ends }, number) => {
              const request = requestTo('https://start.example.com', { resource: `crm/Resource${number % 50}` });
              await time.sleep(comesAt);
              await budget.before(request, request.signal);
              await time.sleep(outMs);
              const { status, headers } = server.arrive();
              await time.sleep(backMs);
              budget.after(ends === 'announced' ? headers : {}, ends === 'announced' ? status : 0, request);
            }),
          );
          expect(server.mostInMinute).toBeLessThanOrEqual(60);
          expect(server.refused).toBe(0);
          expect(server.executed).toBe(calls.length);
          // Careful, but not slow: 260 calls and their way through five minutes.
          expect(time.now - start).toBeLessThan(10 * 60_000);
        },
      ),
      { numRuns: 60, interruptAfterTimeLimit: 20_000 },
    );
  });

  it('stops a day of 5,000 calls at exactly 5,000, over several runs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 3, maxLength: 6 }), async (runs) => {
        let now = Date.parse('2026-11-26T00:00:00Z');
        const clock = () => now;
        const sleep = async (ms: number) => {
          now += ms;
        };
        const server = new ExactCounting(clock, { perMinute: 60, perDay: 5000 });
        let restore: unknown;
        for (const count of runs) {
          const budget = exactBudget({ clock, sleep, log: () => undefined, perMinute: 60, perDay: 5000, restore });
          try {
            for (let each = 0; each < count; each += 1) {
              const request = requestTo('https://start.example.com');
              await budget.before(request, request.signal);
              server.arrive();
              budget.after({}, 200, request);
            }
          } catch (error) {
            expect(error).toMatchObject({ code: 'DAY_BUDGET' });
          }
          restore = JSON.parse(JSON.stringify(budget.snapshot()));
        }
        expect(server.refused).toBe(0);
        expect(server.executed).toBe(
          Math.min(
            5000,
            runs.reduce((sum, count) => sum + count, 0),
          ),
        );
      }),
      { numRuns: 15 },
    );
  });
});
