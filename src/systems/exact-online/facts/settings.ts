import { z } from 'zod';
import { keys } from '../../../schema.ts';

/** How Exact Online is called: `exactOnline` of settings.yml. */
export const exactOnlineSettings = keys({
  callsPerMinute: z.int().min(1).default(60).describe('Most calls in a minute, until an answer announces the limit.'),
  callsPerDay: z.int().min(1).default(5000).describe('Most calls in a day, until an answer announces the limit.'),
})
  .prefault({})
  .describe('How Exact Online is called.');
