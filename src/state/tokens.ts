import { z } from 'zod';

/** The saved token pair of one authorisation. */
export const tokenStateSchema = z.object({
  /** Keyed hash of the secret's refresh token at this renewal: another secret begins another chain. */
  secretHash: z.string(),
  /**
   * Keyed hashes of refresh tokens that were this chain's, the newest first. A secret that holds one of them is our own
   * copy (`secrets-token`), perhaps an older one, and not a token that a person put there.
   */
  ownHashes: z.array(z.string()).optional(),
  refreshToken: z.string(),
  accessToken: z.string(),
  /** When the first token of this chain was used, in milliseconds since 1970: at the login or soon after. Absent in states of earlier versions. */
  loginAtMs: z.number().optional(),
  /** Milliseconds since 1970. */
  obtainedAtMs: z.number(),
  /** Milliseconds since 1970. */
  expiresAtMs: z.number(),
});

/** See `tokenStateSchema`. */
export type TokenState = z.infer<typeof tokenStateSchema>;

/** Of the run whose job hands it on: another run's token may have ended. Empty in entries of earlier versions. */
const runId = z.string().default('');

/** An access token without its refresh token, or why there is none: what the one job that renews tokens hands on to the others of its run. */
export const handedOnSchema = z.union([
  z.object({
    runId,
    accessToken: z.string(),
    /** Milliseconds since 1970. */
    expiresAtMs: z.number(),
    /** See `tokenStateSchema`. */
    loginAtMs: z.number().optional(),
  }),
  z.object({
    runId,
    refused: z.object({
      kind: z.enum(['access', 'transient']),
      code: z.string(),
      message: z.string(),
      hint: z.string(),
    }),
  }),
]);

/** See `handedOnSchema`. */
export type HandedOn = z.infer<typeof handedOnSchema>;
