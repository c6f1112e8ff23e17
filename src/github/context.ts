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
  readonly runId: string;
  readonly runAttempt: string;
  /** ACTIONS_CACHE_MODE. */
  readonly cacheMode: string;
  /** GITHUB_API_URL; null outside a runner. */
  readonly apiUrl: string | null;
  /** RUNNER_TEMP: where the report goes. */
  readonly temporaryFolder: string | null;
}

const eventSchema = z.object({ repository: z.object({ default_branch: z.string().min(1) }) });

/** Reads the run's surroundings from the runner's variables and its event file. */
export function readGitHubContext(environment: Environment, currentFolder: string): GitHubContext {
  const text = (name: string): string => environment[name] ?? '';
  return {
    workspace: text('GITHUB_WORKSPACE') || currentFolder,
    repository: text('GITHUB_REPOSITORY'),
    repositoryId: /^\d{1,18}$/.exec(text('GITHUB_REPOSITORY_ID'))?.[0] ?? '',
    ref: text('GITHUB_REF'),
    defaultBranch: defaultBranchOf(text('GITHUB_EVENT_PATH')),
    eventName: text('GITHUB_EVENT_NAME'),
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

function defaultBranchOf(eventPath: string): string | null {
  if (eventPath === '') return null;
  try {
    return eventSchema.parse(JSON.parse(readFileSync(eventPath, 'utf8'))).repository.default_branch;
  } catch {
    return null;
  }
}
