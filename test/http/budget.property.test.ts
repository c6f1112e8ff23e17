import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactBudget } from '../../src/systems/exact-online/budget.ts';
import { ExactCounting } from './exact-server.ts';
import { requestTo } from './requests.ts';

/** One call: how long after the one before it comes, how long it travels either way, and whether its answer has headers or comes at all. */
const traffic = fc.record({
  afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 60_000 })),
  outMs: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 4000 })),
  backMs: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 4000 })),
  ends: fc.constantFrom('announced' as const, 'announced' as const, 'announced' as const, 'silent' as const),
});

describe('random traffic against a server that counts as Exact Online does', () => {
  it('never brings more than 60 calls into a clock minute, and none is refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(traffic, { minLength: 70, maxLength: 260, size: 'max' }),
        fc.integer({ min: 0, max: 1999 }),
        async (calls, startsAt) => {
          const start = Date.parse('2026-11-26T09:00:00Z') + startsAt;
          let now = start;
          const clock = () => now;
          const sleep = async (ms: number) => {
            now += ms;
          };
          const server = new ExactCounting(clock, { perMinute: 60, perDay: 5000 });
          const budget = exactBudget({ clock, sleep, log: () => undefined, perMinute: 60, perDay: 5000 });
          let heldMs = 0;
          for (const [number, { afterMs, outMs, backMs, ends }] of calls.entries()) {
            const request = requestTo('https://start.example.com', { resource: `crm/Resource${number % 50}` });
            now += afterMs;
            const askedAt = now;
            await budget.before(request, request.signal);
            heldMs += now - askedAt;
            now += outMs;
            const { status, headers } = server.arrive();
            now += backMs;
            budget.after(ends === 'announced' ? headers : {}, ends === 'announced' ? status : 0, request);
          }
          expect(server.mostInMinute).toBeLessThanOrEqual(60);
          expect(server.refused).toBe(0);
          expect(server.executed).toBe(calls.length);
          // Careful, but not slow: 260 calls fit into five minutes.
          expect(heldMs).toBeLessThan(5 * 60_000);
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
