import { expect, it } from 'vitest';
import { liveMonth } from './month.ts';

/** The months that show the deliberate breaks are among them. */
const SEEDS = [...Array.from({ length: 16 }, (_, index) => 1 + index), 40];

it.each(SEEDS)('a month of seed %i ends as the model has it', async (seed) => {
  const { problems } = await liveMonth(seed);
  expect(problems, `npm run month -- --seed ${seed}`).toEqual([]);
});
