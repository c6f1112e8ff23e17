import type { CacheMode } from './runtime-token.ts';

/** What a test turns on and off while the sandbox runs: one switch per behaviour of platform.md §3. */
export interface GitHubSwitches {
  /** `cache-mode` of the workflow: the runner exports it, and the service enforces it through the runtime token. */
  cacheMode: CacheMode;
  /** Restores answer 403 `cache read denied: …`. */
  denyReads: boolean;
  /** Reservations answer `cache write denied: …`, as for an untrusted trigger. */
  denyWrites: boolean;
  /** Every call of the cache service answers 429. */
  rateLimited: boolean;
  /** So many next calls of the cache service answer 503; counts down. */
  unavailableCalls: number;
  /** The workflow's permission `actions`: without `read` a listing, without `write` a deletion is refused. */
  actionsPermission: 'none' | 'read' | 'write';
  /** So many next calls of the REST API answer 502; counts down. */
  unavailableRestCalls: number;
}

/** All well, all allowed. */
export function defaultSwitches(): GitHubSwitches {
  return {
    cacheMode: '',
    denyReads: false,
    denyWrites: false,
    rateLimited: false,
    unavailableCalls: 0,
    actionsPermission: 'write',
    unavailableRestCalls: 0,
  };
}
