import { z } from 'zod';
import { type Ask, GitHubFault } from './calls.ts';

/** An issue, as far as it matters here. */
export interface Issue {
  readonly number: number;
  /** With `\n` at the ends of lines. */
  readonly body: string;
  readonly isOpen: boolean;
  /** Closed as not planned. */
  readonly isDeclined: boolean;
  /** Opened by the account of a workflow's token, `WORKFLOW_ACCOUNT`. */
  readonly isTrusted: boolean;
}

/** What a new issue says. */
export interface NewIssue {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
}

/** Changes of an issue; what is left out stays. */
export interface IssueChange {
  readonly body?: string;
  readonly state?: 'open' | 'closed';
}

/** The issues of a repository. All throw GitHubFault. */
export interface Issues {
  /** Issues with all of these labels, newest change first: all that are open, or the last hundred that were closed. */
  list(labels: readonly string[], state: 'open' | 'closed'): Promise<readonly Issue[]>;
  get(number: number): Promise<Issue>;
  /** Returns the number. One that another account than WORKFLOW_ACCOUNT opened is closed, and a GitHubFault: no later run would know it. */
  create(issue: NewIssue): Promise<number>;
  change(number: number, change: IssueChange): Promise<void>;
  comment(number: number, body: string): Promise<void>;
  /** Makes a label if there is none of this name. */
  ensureLabel(name: string, description: string): Promise<void>;
  /** True if a person may write to the repository. */
  mayWrite(login: string): Promise<boolean>;
}

/** The account that GITHUB_TOKEN acts as. */
export const WORKFLOW_ACCOUNT = 'github-actions[bot]';

const PAGE = 100;
/** More open issues than that are nobody's work list. */
const MOST_PAGES = 10;

const issueSchema = z.object({
  number: z.number(),
  body: z.string().nullish(),
  state: z.string(),
  state_reason: z.string().nullish(),
  user: z.object({ login: z.string(), type: z.string().optional() }).nullish(),
  pull_request: z.unknown().optional(),
});
const done = z.unknown().transform(() => true);

/** See `Issues`. Needs the permission `issues: write`; reading needs `issues: read`. */
export function openIssues(ask: Ask): Issues {
  const page = (labels: readonly string[], state: string, number: number) => {
    const query = { labels: labels.join(','), state, sort: 'updated', direction: 'desc', per_page: PAGE, page: number };
    return ask({ path: '/issues', query }, z.array(issueSchema));
  };
  const change: Issues['change'] = async (number, { body, state }) => {
    // Its own closing is never "not planned": that is what people say.
    const reason = state === 'closed' ? { state_reason: 'completed' } : {};
    const changes = { ...(body !== undefined && { body }), ...(state !== undefined && { state }), ...reason };
    await ask({ method: 'PATCH', path: `/issues/${number}`, body: changes }, done);
  };
  return {
    async list(labels, state) {
      const found: Issue[] = [];
      for (let number = 1; number <= (state === 'open' ? MOST_PAGES : 1); number += 1) {
        const shown = await page(labels, state, number);
        // GitHub lists pull requests as issues.
        found.push(...shown.filter((one) => one.pull_request === undefined).map(issueOf));
        if (shown.length < PAGE) break;
      }
      return found;
    },
    get: async (number) => issueOf(await ask({ path: `/issues/${number}` }, issueSchema)),
    async create(issue) {
      const { number, isTrusted } = issueOf(await ask({ method: 'POST', path: '/issues', body: issue }, issueSchema));
      if (isTrusted) return number;
      await change(number, { state: 'closed' });
      throw new GitHubFault(`issue ${number} was not opened as ${WORKFLOW_ACCOUNT}, and is closed`, {
        status: 201,
        isForeign: true,
      });
    },
    change,
    async comment(number, body) {
      await ask({ method: 'POST', path: `/issues/${number}/comments`, body: { body } }, done);
    },
    async ensureLabel(name, description) {
      try {
        await ask({ method: 'POST', path: '/labels', body: { name, description, color: '1d76db' } }, done);
      } catch (error) {
        // It exists.
        if ((error as { status?: number }).status !== 422) throw error;
      }
    },
    async mayWrite(login) {
      const path = `/collaborators/${encodeURIComponent(login)}/permission`;
      try {
        const { permission } = await ask({ path }, z.object({ permission: z.string() }));
        return ['admin', 'maintain', 'write'].includes(permission);
      } catch (error) {
        if ((error as { status?: number }).status === 404) return false;
        throw error;
      }
    },
  };
}

function issueOf(issue: z.infer<typeof issueSchema>): Issue {
  const { number, body, state, state_reason: reason, user } = issue;
  return {
    number,
    // The web editor writes line ends of Windows.
    body: (body ?? '').replaceAll('\r\n', '\n'),
    isOpen: state === 'open',
    isDeclined: reason === 'not_planned',
    isTrusted: user?.type === 'Bot' && user.login === WORKFLOW_ACCOUNT,
  };
}
