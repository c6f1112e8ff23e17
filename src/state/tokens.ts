import { z } from 'zod';

/** The saved token pair of one authorisation (DESIGN.md §5, Tokens). */
export const tokenStateSchema = z.object({
  /** Keyed hash of the refresh token from the secret this chain began with: another secret begins another chain. */
  secretHash: z.string(),
  refreshToken: z.string(),
  accessToken: z.string(),
  /** Milliseconds since 1970. */
  obtainedAtMs: z.number(),
  /** Milliseconds since 1970. */
  expiresAtMs: z.number(),
});

/** See `tokenStateSchema`. */
export type TokenState = z.infer<typeof tokenStateSchema>;
