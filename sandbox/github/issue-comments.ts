import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { linkedPage } from './link-pages.ts';
import type { GitHubSwitches } from './switches.ts';

/** A comment of an issue or a pull request. */
export interface IssueComment {
  readonly id: number;
  /** Number of the issue or the pull request. */
  readonly issue: number;
  readonly author: string;
  readonly isBot: boolean;
  body: string;
}

/** What the REST API of issue comments needs. */
export interface IssueCommentsParts {
  /** `owner/name`. */
  readonly repository: string;
  /** GITHUB_TOKEN, whose comments are those of github-actions[bot]. */
  readonly token: string;
  /** All comments of pull requests, the oldest first; tests may add some. */
  readonly comments: IssueComment[];
  readonly switches: GitHubSwitches;
}

/** The longest body, in characters (GH-comments). */
const LONGEST = 65_536;
const bodySchema = z.object({ body: z.string() });

/**
 * `…/issues/{number}/comments` (list by ascending id, 30 a page; create, 201) and `…/issues/comments/{id}` (update), as GitHub's REST API
 * documents them. A pull request is an issue here, so `pull-requests: write` is enough (GH-comments).
 */
export function issueCommentsRoutes(parts: IssueCommentsParts): Hono {
  const { repository, comments } = parts;
  const app = new Hono();
  const issues = `/repos/${repository}/issues`;
  app.use(`${issues}/*`, async (c, next) => refuse(parts, c) ?? (await next()));
  app.get(`${issues}/:number/comments`, (c) => {
    const own = comments.filter(({ issue }) => issue === Number(c.req.param('number')));
    const { shown, headers } = linkedPage(c, own);
    return c.json(shown.map(answer), 200, headers);
  });
  app.post(`${issues}/:number/comments`, async (c) => {
    const body = await bodyOf(c);
    if (body === null) return c.json(TOO_LONG, 422);
    const id = Math.max(0, ...comments.map((comment) => comment.id)) + 1;
    const made = { id, issue: Number(c.req.param('number')), author: 'github-actions[bot]', isBot: true, body };
    comments.push(made);
    return c.json(answer(made), 201);
  });
  app.patch(`${issues}/comments/:id`, async (c) => {
    const found = comments.find(({ id }) => id === Number(c.req.param('id')));
    if (found === undefined) return c.json({ message: 'Not Found', status: '404' }, 404);
    const body = await bodyOf(c);
    if (body === null) return c.json(TOO_LONG, 422);
    found.body = body;
    return c.json(answer(found));
  });
  return app;
}

const TOO_LONG = {
  message: 'Validation Failed',
  errors: [
    {
      resource: 'IssueComment',
      code: 'unprocessable',
      field: 'data',
      message: `Body is too long (maximum is ${LONGEST} characters)`,
    },
  ],
  status: '422',
};

function refuse({ switches, token }: IssueCommentsParts, c: Context): Response | null {
  if (switches.unavailableRestCalls > 0) {
    switches.unavailableRestCalls -= 1;
    return c.json({ message: 'Server Error' }, 502);
  }
  const given = /^(?:Bearer|token) (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
  if (given !== token) return c.json({ message: 'Bad credentials', status: '401' }, 401);
  const writes = c.req.method !== 'GET';
  if (switches.comments === 'forbidden' || (writes && switches.comments === 'read-only')) {
    return c.json({ message: 'Resource not accessible by integration', status: '403' }, 403);
  }
  if (switches.comments === 'limited') {
    c.header('x-ratelimit-remaining', '0');
    return c.json({ message: 'API rate limit exceeded for installation.', status: '403' }, 403);
  }
  return null;
}

async function bodyOf(c: Context): Promise<string | null> {
  const read = bodySchema.safeParse(await c.req.json().catch(() => null));
  return read.success && read.data.body.length <= LONGEST ? read.data.body : null;
}

function answer({ id, author, isBot, body }: IssueComment): object {
  return { id, body, user: { login: author, type: isBot ? 'Bot' : 'User' } };
}
