import { z } from 'zod';
import { MATCH_REASONS } from '../init/match.ts';

/** What may stand in a row that is missing: an entry of the target's list, and why. */
export const candidatesSchema = z.object({
  /** The list that the values are of: `paymentconditions`. */
  list: z.string(),
  /** The most likely first. */
  rows: z.array(
    z.object({
      /** The comment that proposes the row: `/map payment-conditions 14=2`. */
      command: z.string(),
      name: z.string(),
      /** Null = nothing speaks for it, or for others as well. */
      because: z.enum(MATCH_REASONS).nullable().catch(null),
    }),
  ),
});

/** See `candidatesSchema`. */
export type Candidates = z.infer<typeof candidatesSchema>;
