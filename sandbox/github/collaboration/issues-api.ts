import { type Context, Hono } from 'hono';
import { linkedPage } from '../link-pages.ts';
import { type AccessParts, invalid, missing, refusal } from './access.ts';
import { BOT, type IssueBook, issueAnswer, type StoredIssue } from './issue-book.ts';

/** What the REST API of issues needs. */
export interface IssuesApiParts extends AccessParts {
  /** `owner/name`. */
  readonly repository: string;
  readonly book: IssueBook;
}

interface IssueBody {
  readonly title?: string;
  readonly body?: string;
  readonly labels?: readonly string[];
  readonly assignees?: readonly string[];
  readonly state?: 'open' | 'closed';
  readonly state_reason?: string;
}

/**
 * Issues, their comments, labels and the rights of people, as GitHub's REST API documents them (GH-issues): a list is 30 a page by default; a
 * repository without issues answers 410; an assignee who has no access is 422; who is no collaborator is 404.
 */
export function issuesApiRoutes(parts: IssuesApiParts): Hono {
  const { repository, book, switches } = parts;
  const app = new Hono();
  const base = `/repos/${repository}`;
  for (const path of [`${base}/issues`, `${base}/issues/*`, `${base}/labels`]) {
    app.use(path, async (c, next) => {
      if (switches.issues === 'off')
        return c.json({ message: 'Issues are disabled for this repo', status: '410' }, 410);
      return refusal(parts, c, 'issues') ?? (await next());
    });
  }
  const stored = (c: Context): StoredIssue | undefined =>
    book.all.find(({ number }) => String(number) === c.req.param('number'));
  app.get(`${base}/issues`, (c) => {
    const { shown, headers } = linkedPage(c, found(book, c));
    return c.json(shown.map(issueAnswer), 200, headers);
  });
  app.post(`${base}/issues`, async (c) => {
    const { title, body = '', labels = [], assignees = [] } = await c.req.json<IssueBody>();
    if (!title) return invalid(c, 'Validation Failed', 'missing_field');
    if (assignees.some((login) => !book.people.has(login))) return invalid(c, 'Validation Failed');
    const issue = book.add({ title, body, labels, assignees, author: book.account, association: 'NONE' });
    return c.json(issueAnswer(issue), 201);
  });
  app.get(`${base}/issues/:number`, (c) => {
    const issue = stored(c);
    return issue === undefined ? missing(c) : c.json(issueAnswer(issue));
  });
  app.patch(`${base}/issues/:number`, async (c) => {
    const issue = stored(c);
    if (issue === undefined) return missing(c);
    const { title, body, state, state_reason: reason } = await c.req.json<IssueBody>();
    if (title !== undefined) issue.title = title;
    if (body !== undefined) issue.body = body;
    if (state !== undefined) issue.state = state;
    if (state !== undefined) issue.stateReason = state === 'open' ? 'reopened' : (reason ?? 'completed');
    book.touch(issue);
    return c.json(issueAnswer(issue));
  });
  app.post(`${base}/issues/:number/comments`, async (c, next) => {
    const issue = stored(c);
    if (issue === undefined) return next();
    const { body } = await c.req.json<{ body?: string }>();
    if (!body) return invalid(c, 'Validation Failed', 'missing_field');
    issue.comments.push(body);
    book.touch(issue);
    return c.json({ id: issue.comments.length, body, user: { login: BOT, type: 'Bot' } }, 201);
  });
  app.post(`${base}/labels`, async (c) => {
    const { name } = await c.req.json<{ name: string }>();
    if (book.labels.has(name)) return invalid(c, 'Validation Failed', 'already_exists');
    book.labels.add(name);
    return c.json({ name }, 201);
  });
  app.get(`${base}/collaborators/:login/permission`, (c) => {
    const refused = refusal(parts, c, 'issues');
    if (refused !== null) return refused;
    const role = book.people.get(c.req.param('login') ?? '');
    if (role === undefined) return missing(c);
    return c.json({ permission: LEGACY[role] ?? role, role_name: role });
  });
  return app;
}

/** The field `permission` knows no other roles than these. */
const LEGACY: Readonly<Record<string, string>> = { maintain: 'write', triage: 'read' };

function found({ all }: IssueBook, c: Context): readonly StoredIssue[] {
  const { labels = '', state = 'open', sort, direction } = c.req.query();
  const wanted = labels.split(',').filter((label) => label !== '');
  const chosen = all.filter(
    (issue) => (state === 'all' || issue.state === state) && wanted.every((label) => issue.labels.includes(label)),
  );
  const by = (issue: StoredIssue): number => (sort === 'updated' ? issue.changed : issue.number);
  const sign = direction === 'asc' ? 1 : -1;
  return chosen.toSorted((left, right) => sign * (by(left) - by(right)));
}
