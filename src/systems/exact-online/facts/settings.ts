import { z } from 'zod';
import { keys } from '../../../schema.ts';

/** How to call Exact Online: `exactOnline` in settings.yml. */
export const exactOnlineSettings = keys({
  callsPerMinute: z.int().min(1).default(60).describe('The most calls per minute, until an answer states the limit.'),
  callsPerDay: z.int().min(1).default(5000).describe('The most calls per day, until an answer states the limit.'),
  callsPerContract: z
    .int()
    .min(1)
    .default(20_000)
    .describe(
      'The most calls per day of all administrations together, if settings.yml lists several (fair use of a contract).',
    ),
})
  .prefault({})
  .describe('How to call Exact Online.');
