import type { Budget } from '../../src/http/budget.ts';
import { type ExactBudgetOptions, exactBudget } from '../../src/systems/exact-online/budget.ts';
import { requestTo } from './requests.ts';
import type { FakeTime } from './time.ts';

/** Where the calls go; nothing answers there. */
export const base = 'https://start.example.com';

/** A budget on a clock of the test, and what it logged. */
export function budgetOn(time: FakeTime, options: Partial<ExactBudgetOptions> = {}) {
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const budget = exactBudget({ clock: time.clock, sleep: time.sleep, log, perMinute: 60, perDay: 5000, ...options });
  return { budget, lines };
}

/** One call that is let go and answered at once. */
export async function call(
  budget: Budget,
  status = 200,
  headers: Record<string, string> = {},
  request = requestTo(base),
) {
  await budget.before(request, request.signal);
  budget.after(headers, status, request);
}

/** Calls one after the other. */
export async function calls(budget: Budget, count: number): Promise<void> {
  for (let each = 0; each < count; each += 1) await call(budget);
}

/** Headers that tell of the minute; `reset` as ISO text. */
export const minutely = (remaining: number, reset: string, limit = 60) => ({
  'x-ratelimit-minutely-limit': String(limit),
  'x-ratelimit-minutely-remaining': String(remaining),
  'x-ratelimit-minutely-reset': String(Date.parse(reset)),
});

/** Headers that tell of the day. */
export const daily = (remaining: number, reset: string, limit = 5000) => ({
  'x-ratelimit-limit': String(limit),
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': String(Date.parse(reset)),
});
