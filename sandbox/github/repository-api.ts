import { type Context, Hono } from 'hono';
import { linkedPage } from './link-pages.ts';
import type { GitHubSwitches } from './switches.ts';

/** A workflow as GitHub keeps it. Times are ISO texts in UTC. */
export interface KnownWorkflow {
  readonly state: 'active' | 'disabled_inactivity' | 'disabled_manually';
  readonly createdAt: string;
  /** When its newest successful run ended, by what started that; null = there is none. */
  readonly lastSuccess: { readonly at: string; readonly event: string } | null;
}

/** What the REST API of the repository needs. */
export interface RepositoryApiParts {
  /** `owner/name`. */
  readonly repository: string;
  readonly repositoryId: number;
  readonly defaultBranch: string;
  /** GITHUB_TOKEN. */
  readonly token: string;
  /** The personal access token. */
  readonly personalToken: string;
  readonly environments: ReadonlySet<string>;
  /** Workflows by the names of their files. */
  readonly workflows: ReadonlyMap<string, KnownWorkflow>;
  readonly switches: GitHubSwitches;
}

/**
 * `GET /repos/{owner}/{repo}`, `…/environments` and `…/actions/workflows/{file}` with its successful runs, as GitHub's REST
 * API documents them, with the header that says when a personal token expires. All but the first need the permission `actions: read`; a plan
 * without environments answers 404.
 */
export function repositoryApiRoutes(parts: RepositoryApiParts): Hono {
  const { repository, defaultBranch, environments, switches } = parts;
  const app = new Hono();
  const base = `/repos/${repository}`;
  const workflow = `${base}/actions/workflows/:file`;
  for (const path of [base, `${base}/environments`, workflow, `${workflow}/runs`])
    app.use(path, async (c, next) => refuse(parts, c) ?? (await next()));
  app.get(base, (c) => {
    const [login = '', name = ''] = repository.split('/');
    const isPrivate = switches.visibility === 'private';
    return c.json({
      id: parts.repositoryId,
      name,
      full_name: repository,
      private: isPrivate,
      visibility: switches.visibility,
      owner: { login, type: 'Organization' },
      default_branch: defaultBranch,
      pushed_at: switches.pushedAt,
    });
  });
  app.route('/', workflowRoutes(parts, workflow));
  app.get(`${base}/environments`, (c) => {
    if (mayNotRead(parts, c)) return c.json(FORBIDDEN, 403);
    if (switches.environments === 'not-in-plan') return c.json({ message: 'Not Found', status: '404' }, 404);
    const list = [...environments].map((name, index) => environmentAnswer(name, index + 1, switches));
    const { shown, headers } = linkedPage(c, list);
    return c.json({ total_count: list.length, environments: shown }, 200, headers);
  });
  return app;
}

function workflowRoutes(parts: RepositoryApiParts, path: string): Hono {
  const app = new Hono();
  const known = (c: Context): KnownWorkflow | Response => {
    if (mayNotRead(parts, c)) return c.json(FORBIDDEN, 403);
    return parts.workflows.get(c.req.param('file') ?? '') ?? c.json({ message: 'Not Found', status: '404' }, 404);
  };
  app.get(path, (c) => {
    const found = known(c);
    if (found instanceof Response) return found;
    const { state, createdAt } = found;
    return c.json({
      id: 1,
      name: 'Sync',
      path: `.github/workflows/${c.req.param('file')}`,
      state,
      created_at: createdAt,
    });
  });
  app.get(`${path}/runs`, (c) => {
    const found = known(c);
    if (found instanceof Response) return found;
    const { lastSuccess } = found;
    const event = c.req.query('event');
    const fits =
      lastSuccess !== null && c.req.query('status') === 'success' && (event ?? lastSuccess.event) === lastSuccess.event;
    const runs = fits ? [{ id: 1, event: lastSuccess.event, conclusion: 'success', updated_at: lastSuccess.at }] : [];
    return c.json({ total_count: runs.length, workflow_runs: runs });
  });
  return app;
}

const FORBIDDEN = { message: 'Resource not accessible by integration', status: '403' };

/** The permission `actions` of the workflow's token. */
const mayNotRead = ({ switches, token }: RepositoryApiParts, c: Context): boolean =>
  switches.actionsPermission === 'none' && bearer(c) === token;

function environmentAnswer(name: string, id: number, { environmentRules: rules }: GitHubSwitches): object {
  return {
    id,
    name,
    protection_rules: [
      ...(rules.reviewers ? [{ id: 1, type: 'required_reviewers', reviewers: [] }] : []),
      ...(rules.branches === 'some' ? [{ id: 2, type: 'branch_policy' }] : []),
    ],
    deployment_branch_policy:
      rules.branches === 'some' ? { protected_branches: true, custom_branch_policies: false } : null,
  };
}

function refuse({ token, personalToken, switches }: RepositoryApiParts, c: Context): Response | null {
  if (switches.unavailableRestCalls > 0) {
    switches.unavailableRestCalls -= 1;
    return c.json({ message: 'Server Error' }, 502);
  }
  const given = bearer(c);
  const isPersonal = given === personalToken && switches.personalTokenEnds !== 'ended';
  if (given !== token && !isPersonal) return c.json({ message: 'Bad credentials', status: '401' }, 401);
  if (isPersonal && switches.personalTokenEnds !== null) {
    c.header('github-authentication-token-expiration', switches.personalTokenEnds);
  }
  return null;
}

function bearer(c: Context): string | undefined {
  return /^(?:Bearer|token) (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
}
