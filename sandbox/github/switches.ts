import type { CacheMode } from './runtime-token.ts';

/** What a test turns on and off while the sandbox runs: one switch per behaviour of the cache service and of GitHub (docs/sources.md). */
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
  /** What the personal access token meets at the environments' secrets: 403 when forbidden, 404 when missing. */
  environmentSecrets: 'writable' | 'forbidden' | 'missing';
  /** Who may see the repository. */
  visibility: 'private' | 'public';
  /** Whether the plan has environments for this repository: without them their list is 404. */
  environments: 'listed' | 'not-in-plan';
  /** The rules of every environment: whether a person must approve, and which branches may use it. */
  environmentRules: { reviewers: boolean; branches: 'all' | 'some' };
  /** When the personal access token ends, as GitHub writes it: `2026-12-01 10:00:00 UTC`; `ended` = it has; null = never. */
  personalTokenEnds: string | null;
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
    environmentSecrets: 'writable',
    visibility: 'private',
    environments: 'listed',
    environmentRules: { reviewers: false, branches: 'some' },
    personalTokenEnds: null,
  };
}
