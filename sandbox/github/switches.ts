import type { CacheMode } from './runtime-token.ts';

/** Switches for tests: one per behaviour of the cache service and of GitHub (docs/sources.md). */
export interface GitHubSwitches {
  /** `cache-mode` of the workflow: the runner exports it, and the service enforces it through the runtime token. */
  cacheMode: CacheMode;
  /** Restores answer 403 `cache read denied: …`. */
  denyReads: boolean;
  /** Reservations answer `cache write denied: …`, as for an untrusted trigger. */
  denyWrites: boolean;
  /** How many calls of the cache service still answer 429. */
  limitedCalls: number;
  /** How many calls of the cache service still answer 503. */
  unavailableCalls: number;
  /** How many entries are still saved without an answer that says so. */
  lostSaves: number;
  /** How many uploads still never get an answer. */
  hangingUploads: number;
  /** The workflow's permission `actions`: a listing needs `read`, a deletion `write`. */
  actionsPermission: 'none' | 'read' | 'write';
  /** How many entries a listing does not show yet, the newest of all: it may lag by minutes. */
  unlisted: number;
  /** How many calls of the REST API still answer 502. */
  unavailableRestCalls: number;
  /** How environment secrets answer the personal access token: 403 if forbidden, 404 if missing. */
  environmentSecrets: 'writable' | 'forbidden' | 'missing';
  /** What the workflow's token may do with comments (`pull-requests`); `limited` = its calls of this hour are used up. */
  comments: 'writable' | 'read-only' | 'forbidden' | 'limited';
  /** Who may see the repository. */
  visibility: 'private' | 'public';
  /** When somebody last pushed to the repository, as an ISO text. */
  pushedAt: string;
  /** Whether the plan has environments for this repository; else their list is 404. */
  environments: 'listed' | 'not-in-plan';
  /** The rules of every environment: whether a person must approve, and which branches may use it. */
  environmentRules: { reviewers: boolean; branches: 'all' | 'some' };
  /** When the personal access token ends, as GitHub writes it: `2026-12-01 10:00:00 UTC`; `ended` = it has; null = never. */
  personalTokenEnds: string | null;
  /** The workflow's permissions for issues, files and pull requests. */
  permissions: Record<'issues' | 'contents' | 'pulls', 'none' | 'read' | 'write'>;
  /** Whether the repository has issues at all. */
  issues: 'on' | 'off';
  /** Whether the repository's settings let workflows open pull requests. */
  opensPulls: boolean;
  /** A limit that calls about issues, files and pull requests meet: all of them, or only those that change something. */
  limit: null | 'primary' | 'secondary';
}

/** The defaults: all is allowed. */
export function defaultSwitches(): GitHubSwitches {
  return {
    cacheMode: '',
    denyReads: false,
    denyWrites: false,
    limitedCalls: 0,
    unavailableCalls: 0,
    lostSaves: 0,
    hangingUploads: 0,
    actionsPermission: 'write',
    unlisted: 0,
    unavailableRestCalls: 0,
    environmentSecrets: 'writable',
    comments: 'writable',
    visibility: 'private',
    pushedAt: '2026-11-01T09:00:00Z',
    environments: 'listed',
    environmentRules: { reviewers: false, branches: 'some' },
    personalTokenEnds: null,
    permissions: { issues: 'write', contents: 'write', pulls: 'write' },
    issues: 'on',
    opensPulls: true,
    limit: null,
  };
}
