import type { Context } from 'hono';
import type { GitHubSwitches } from '../switches.ts';

/** What decides whether a call may be made. */
export interface AccessParts {
  /** GITHUB_TOKEN. */
  readonly token: string;
  readonly switches: GitHubSwitches;
}

type Right = 'issues' | 'contents' | 'pulls';

/** GitHub's answer to a call that is not allowed now; null if it may be made. */
export function refusal({ token, switches }: AccessParts, c: Context, right: Right): Response | null {
  if (switches.unavailableRestCalls > 0) {
    switches.unavailableRestCalls -= 1;
    return c.json({ message: 'Server Error' }, 502);
  }
  if (c.req.header('authorization')?.split(' ')[1] !== token)
    return c.json({ message: 'Bad credentials', status: '401' }, 401);
  const writes = c.req.method !== 'GET';
  if (switches.limit === 'secondary' && writes) {
    const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
    return c.json({ message }, 403, { 'retry-after': '60' });
  }
  if (switches.limit === 'primary') {
    const message = 'API rate limit exceeded for installation.';
    return c.json({ message }, 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1800000000' });
  }
  const permission = switches.permissions[right];
  if (permission === 'none' || (writes && permission === 'read'))
    return c.json({ message: 'Resource not accessible by integration', status: '403' }, 403);
  return null;
}

/** GitHub's answer to what it cannot process. */
export const invalid = (c: Context, message: string, code = 'invalid'): Response =>
  c.json({ message, errors: [{ code }], status: '422' }, 422);

/** GitHub's answer for what is not there. */
export const missing = (c: Context): Response => c.json({ message: 'Not Found', status: '404' }, 404);
