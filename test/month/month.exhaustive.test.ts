import { expect, it } from 'vitest';
import { liveMonth } from './month.ts';

const SEEDS = Array.from({ length: 40 }, (_, index) => 1 + index);

it.each(SEEDS)('a month of seed %i ends as the model has it', async (seed) => {
  const { problems } = await liveMonth(seed);
  expect(problems, `npm run month -- --seed ${seed}`).toEqual([]);
});
