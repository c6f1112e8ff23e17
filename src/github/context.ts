import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Environment } from '../config/inputs.ts';

/** What the runner says about the run; a text that it does not give is empty. */
export interface GitHubContext {
  /** Folder of the user's repository. */
  readonly workspace: string;
  /** `owner/name`. */
  readonly repository: string;
  /** Digits; stays the same when the repository is renamed. */
  readonly repositoryId: string;
  /** The run's full ref. */
  readonly ref: string;
  /** Name of the default branch; null if the event does not say. */
  readonly defaultBranch: string | null;
  readonly eventName: string;
  /** The pull request that the run is for; null = none. */
  readonly pullRequest: PullRequest | null;
  readonly runId: string;
  readonly runAttempt: string;
  /** ACTIONS_CACHE_MODE. */
  readonly cacheMode: string;
  /** GITHUB_API_URL; null outside a runner. */
  readonly apiUrl: string | null;
  /** RUNNER_TEMP: where the report goes. */
  readonly temporaryFolder: string | null;
}

/** A pull request, as the run's event tells it. */
export interface PullRequest {
  readonly number: number;
  /** The commit that the run is for. */
  readonly head: string;
  /** It comes from another repository, so the run gets no secrets. */
  readonly isFork: boolean;
}

const eventSchema = z.object({ repository: z.object({ default_branch: z.string().min(1) }) });
const pullRequestSchema = z.object({
  repository: z.object({ id: z.number() }),
  // The repository of the branch is null once it is deleted.
  pull_request: z.object({
    number: z.int(),
    head: z.object({ sha: z.string().min(1), repo: z.object({ id: z.number() }).nullable() }),
  }),
});

/** Reads the run's surroundings from the runner's variables and its event file. */
export function readGitHubContext(environment: Environment, currentFolder: string): GitHubContext {
  const text = (name: string): string => environment[name] ?? '';
  const event = eventOf(text('GITHUB_EVENT_PATH'));
  return {
    workspace: text('GITHUB_WORKSPACE') || currentFolder,
    repository: text('GITHUB_REPOSITORY'),
    repositoryId: /^\d{1,18}$/.exec(text('GITHUB_REPOSITORY_ID'))?.[0] ?? '',
    ref: text('GITHUB_REF'),
    defaultBranch: read(eventSchema, event)?.repository.default_branch ?? null,
    eventName: text('GITHUB_EVENT_NAME'),
    pullRequest: pullRequestOf(event),
    runId: text('GITHUB_RUN_ID') || '0',
    runAttempt: text('GITHUB_RUN_ATTEMPT') || '1',
    cacheMode: text('ACTIONS_CACHE_MODE'),
    apiUrl: text('GITHUB_API_URL').replace(/\/+$/, '') || null,
    temporaryFolder: text('RUNNER_TEMP') || null,
  };
}

/**
 * True if later runs find what this run saves, and its mappings are the agreed ones. A run for a pull
 * request or on another branch saves where later runs do not look, so it may not renew tokens. If the default branch is
 * not known, only the event decides.
 */
export function isOnDefaultBranch({ ref, defaultBranch, eventName }: GitHubContext): boolean {
  if (eventName.startsWith('pull_request')) return false;
  return ref === '' || defaultBranch === null || ref === `refs/heads/${defaultBranch}`;
}

/** The event's payload; null = there is none, or it cannot be read. */
function eventOf(eventPath: string): unknown {
  if (eventPath === '') return null;
  try {
    return JSON.parse(readFileSync(eventPath, 'utf8'));
  } catch {
    return null;
  }
}

function read<Value>(schema: z.ZodType<Value>, event: unknown): Value | null {
  const result = schema.safeParse(event);
  return result.success ? result.data : null;
}

function pullRequestOf(event: unknown): PullRequest | null {
  const found = read(pullRequestSchema, event);
  if (found === null) return null;
  const { repository, pull_request } = found;
  const { number, head } = pull_request;
  return { number, head: head.sha, isFork: head.repo?.id !== repository.id };
}
