import { expect, it } from 'vitest';
import { backoffMs } from '../../src/http/delay.ts';

it('the pause before the next try doubles from a second to thirty, and half of it is chance', () => {
  const longest = [1, 2, 3, 4, 5, 6, 7, 50].map((tries) => backoffMs(tries, () => 1));
  expect(longest).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  expect([1, 6].map((tries) => backoffMs(tries, () => 0))).toEqual([500, 15_000]);
});
