import type { ConfigError } from '../errors/errors.ts';

/** What was read, or null after its problems were added to the others. */
export function kept<Kept extends object>(found: Kept | readonly ConfigError[], problems: ConfigError[]): Kept | null {
  if (!Array.isArray(found)) return found as Kept;
  problems.push(...found);
  return null;
}
