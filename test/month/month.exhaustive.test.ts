import { expect, it } from 'vitest';
import { sampleOf } from '../support/sample.ts';
import { liveMonth } from './month.ts';

const SEEDS = sampleOf(Array.from({ length: 40 }, (_, index) => index + 1));

it.each(SEEDS)('a month of seed %i ends as the model has it', async (seed) => {
  const { problems } = await liveMonth(seed);
  expect(problems, `npm run month -- --seed ${seed}`).toEqual([]);
});
