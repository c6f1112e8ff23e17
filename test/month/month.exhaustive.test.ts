import { expect, it } from 'vitest';
import { sampleOf } from '../support/sample.ts';
import { liveMonth } from './month.ts';

/** The last ones first: a sample of them still has the fortieth, which shows one of the deliberate breaks. */
const SEEDS = sampleOf(Array.from({ length: 40 }, (_, index) => 40 - index));

it.each(SEEDS)('a month of seed %i ends as the model has it', async (seed) => {
  const { problems } = await liveMonth(seed);
  expect(problems, `npm run month -- --seed ${seed}`).toEqual([]);
});
