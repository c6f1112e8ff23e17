import { expect, it } from 'vitest';
import { liveMonth } from './month.ts';

// The flows that ship on, and customers and articles in both directions; other companies and more months are in the long tests.
it.each([5, 3])('a month of seed %i ends as the model has it', async (seed) => {
  const { problems } = await liveMonth(seed);
  expect(problems, `npm run month -- --seed ${seed}`).toEqual([]);
});
