import { z } from 'zod';

/** The pair source record – target record of one step. */
export const linkSchema = z.object({
  /** Id of the target record. */
  target: z.union([z.string(), z.number()]),
  /** Human name of the target record; null while no answer has shown it. */
  reference: z.string().nullable(),
  /** Fields of the target record that later steps use. */
  keep: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** Fingerprints: for each target field the keyed hash of what was last sent, shortened to 16 hex digits. */
  fingerprints: z.record(z.string(), z.string()),
  /** For target fields that a document takes from other records: fingerprints of which records those are. */
  borrowed: z.record(z.string(), z.string()).optional(),
  /** Fingerprints of what the target stored in place of what was sent, for fields that it cut or changed and that a flow brings back; empty = not read yet. */
  stored: z.record(z.string(), z.string()).optional(),
  /** Target fields that changed on both sides and wait for a person (CONFLICT). */
  disputed: z.array(z.string()).optional(),
});

/** See `linkSchema`. */
export type Link = z.infer<typeof linkSchema>;
