import { z } from 'zod';

/** The result of the last test of an assumption. Nothing in it comes from a record. */
const assumptionResultSchema = z.object({
  result: z.enum(['confirmed', 'contradicted', 'untestable']),
  says: z.string(),
  /** What fits in settings.yml; null = no setting does, or none needs to. */
  line: z.string().nullable(),
  /** See `Premise.basis`. */
  basis: z.string(),
  /** ISO text in UTC. */
  testedAt: z.string(),
});

/** The results of one pair of administrations, by the premise's name. */
export const assumptionsSchema = z.object({
  format: z.literal(1),
  results: z.record(z.string(), assumptionResultSchema),
});

/** See `assumptionsSchema`. */
export type AssumptionResults = z.infer<typeof assumptionsSchema>;
/** One of its results. */
export type AssumptionResult = z.infer<typeof assumptionResultSchema>;

/** The results of a pair that was never tested. */
export const noAssumptions = (): AssumptionResults => ({ format: 1, results: {} });
