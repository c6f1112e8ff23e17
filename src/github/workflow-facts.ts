import { z } from 'zod';
import type { Fact, GitHubOptions } from './repository-facts.ts';
import { openRest, type RestCall, readAnswer, whyNot } from './rest.ts';

/** What GitHub says of a workflow. Times are in milliseconds since 1970. */
export interface WorkflowFacts {
  /** `active`, or why GitHub does not start it: `disabled_inactivity`, `disabled_manually` and others (GH-workflows). */
  readonly state: string;
  readonly createdAtMs: number;
  /** When its newest good run ended; null = there is none. */
  readonly lastGoodMs: number | null;
}

/** What GitHub says of the repository's activity. */
export interface ActivityFacts {
  readonly isPrivate: boolean;
  readonly pushedAtMs: number;
}

/** Reads what shows whether workflows run. Never throws: what cannot be had is `unknown` with its reason. */
export interface WorkflowReader {
  /** `file` is a path such as `.github/workflows/sync.yml`. Only runs by a schedule count if `isScheduled`. */
  workflow(file: string, isScheduled: boolean): Promise<Fact<WorkflowFacts>>;
  activity(): Promise<Fact<ActivityFacts>>;
}

const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const workflowSchema = z.object({ state: z.string(), created_at: time });
const runsSchema = z.object({ workflow_runs: z.array(z.object({ updated_at: time })) });
const activitySchema = z.object({ private: z.boolean(), pushed_at: time });

/** Asks GitHub's REST API: `GET …/actions/workflows/{file}`, its runs (both need actions: read), and the repository (metadata). */
export function readWorkflowFacts({ apiUrl, repository, token }: GitHubOptions): WorkflowReader {
  const ask = async <Value>(call: Omit<RestCall, 'token'>, schema: z.ZodType<Value>): Promise<Fact<Value>> => {
    if (apiUrl === null || repository === '') return unknown('the repository is only known in a GitHub run');
    if (token === null) return unknown('no github-token was given');
    try {
      const answer = await openRest({ apiUrl, repository, retries: 2, timeoutMs: 20_000 })({ ...call, token });
      const value = answer.status === 200 ? readAnswer(schema, answer) : null;
      return value === null ? unknown(`GitHub answered HTTP ${answer.status}`) : { kind: 'known', value };
    } catch (error) {
      return unknown(`GitHub could not be asked (${whyNot(error)})`);
    }
  };
  return {
    async workflow(file, isScheduled) {
      const path = `/actions/workflows/${encodeURIComponent(file.split('/').at(-1) ?? '')}`;
      const workflow = await ask({ path }, workflowSchema);
      if (workflow.kind === 'unknown') return workflow;
      const query = { status: 'success', per_page: 1, ...(isScheduled ? { event: 'schedule' } : {}) };
      const runs = await ask({ path: `${path}/runs`, query }, runsSchema);
      if (runs.kind === 'unknown') return runs;
      const { state, created_at: createdAtMs } = workflow.value;
      return {
        kind: 'known',
        value: { state, createdAtMs, lastGoodMs: runs.value.workflow_runs[0]?.updated_at ?? null },
      };
    },
    async activity() {
      const repositoryFacts = await ask({ path: '' }, activitySchema);
      if (repositoryFacts.kind === 'unknown') return repositoryFacts;
      const { private: isPrivate, pushed_at: pushedAtMs } = repositoryFacts.value;
      return { kind: 'known', value: { isPrivate, pushedAtMs } };
    },
  };
}

const unknown = (why: string): { readonly kind: 'unknown'; readonly why: string } => ({ kind: 'unknown', why });
