import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { linkedPage } from '../link-pages.ts';
import { type AccessParts, invalid, missing, refusal } from './access.ts';

/** A branch: its newest commit and the texts of its files. */
export interface Branch {
  readonly sha: string;
  readonly files: ReadonlyMap<string, string>;
}

/** A pull request as it is kept. */
export interface StoredPull {
  readonly number: number;
  title: string;
  body: string;
  readonly head: string;
  readonly base: string;
  state: 'open' | 'closed';
}

/** The branches and pull requests of a repository; tests act as people here. */
export class CodeBook {
  readonly branches = new Map<string, Branch>();
  readonly pulls: StoredPull[] = [];
  /** The newest commit of pull requests that people opened, by their numbers. */
  readonly heads = new Map<number, string>();
  readonly messages: string[] = [];
  readonly #main: string;

  constructor(main: string) {
    this.#main = main;
    this.branches.set(main, { sha: shaOf('first'), files: new Map() });
  }

  /** Puts a text into a file of a branch, of the default branch if none is named. */
  commit(path: string, text: string, branch = this.#main): void {
    const before = this.branches.get(branch);
    const files = new Map(before?.files).set(path, text);
    this.branches.set(branch, { sha: shaOf(`${before?.sha} ${path} ${text}`), files });
  }

  /** The text of a file; undefined if there is none. */
  text(path: string, branch = this.#main): string | undefined {
    return this.branches.get(branch)?.files.get(path);
  }
}

/** The largest file whose text is in the answer, in bytes (GH-contents). */
const LARGEST = 1_048_576;

interface PutBody {
  readonly branch: string;
  readonly content: string;
  readonly message: string;
  readonly sha?: string;
}

/**
 * Branches, files and pull requests, as GitHub's REST API documents them (GH-contents, GH-pulls): a file is changed by naming the version that is replaced, and a
 * repository may forbid workflows to open pull requests.
 */
export function codeApiRoutes(parts: AccessParts & { readonly repository: string; readonly code: CodeBook }): Hono {
  const { repository, code } = parts;
  const app = new Hono();
  const base = `/repos/${repository}`;
  for (const path of ['git/*', 'contents/*'])
    app.use(`${base}/${path}`, async (c, next) => refusal(parts, c, 'contents') ?? (await next()));
  for (const path of ['pulls', 'pulls/*'])
    app.use(`${base}/${path}`, async (c, next) => refusal(parts, c, 'pulls') ?? (await next()));
  app.get(`${base}/git/ref/heads/:name{.+}`, (c) => {
    const branch = code.branches.get(c.req.param('name'));
    return branch === undefined ? missing(c) : c.json({ ref: c.req.param('name'), object: { sha: branch.sha } });
  });
  app.post(`${base}/git/refs`, async (c) => {
    const { ref, sha } = await c.req.json<{ ref: string; sha: string }>();
    const name = ref.replace('refs/heads/', '');
    if (code.branches.has(name)) return invalid(c, 'Reference already exists');
    return setBranch(code, name, sha) ? c.json({ ref, object: { sha } }, 201) : invalid(c, 'Object does not exist');
  });
  app.patch(`${base}/git/refs/heads/:name{.+}`, async (c) => {
    const { sha } = await c.req.json<{ sha: string }>();
    return setBranch(code, c.req.param('name'), sha)
      ? c.json({ object: { sha } })
      : invalid(c, 'Object does not exist');
  });
  app.get(`${base}/contents/:path{.+}`, (c) => {
    const text = code.text(c.req.param('path'), c.req.query('ref'));
    if (text === undefined) return missing(c);
    // Only other media types have the text of a larger file.
    if (Buffer.byteLength(text) > LARGEST)
      return c.json({ type: 'file', encoding: 'none', content: '', sha: shaOf(text) });
    const content = (
      Buffer.from(text)
        .toString('base64')
        .match(/.{1,60}/g) ?? []
    ).join('\n');
    return c.json({ type: 'file', encoding: 'base64', content, sha: shaOf(text) });
  });
  app.put(`${base}/contents/:path{.+}`, async (c) => putFile(code, c, await c.req.json<PutBody>()));
  app.get(`${base}/pulls`, (c) => {
    const { head, state = 'open' } = c.req.query();
    const chosen = code.pulls.filter(
      (pull) => (state === 'all' || pull.state === state) && (head === undefined || head.endsWith(`:${pull.head}`)),
    );
    const { shown, headers } = linkedPage(c, chosen);
    return c.json(
      shown.map((pull) => pullAnswer(pull, repository)),
      200,
      headers,
    );
  });
  app.get(`${base}/pulls/:number`, (c) => {
    const number = Number(c.req.param('number'));
    const sha = code.heads.get(number);
    return sha === undefined ? missing(c) : c.json({ number, head: { sha } });
  });
  app.post(`${base}/pulls`, async (c) => openPull(parts, c));
  app.patch(`${base}/pulls/:number`, async (c) => {
    const pull = code.pulls.find(({ number }) => String(number) === c.req.param('number'));
    if (pull === undefined) return missing(c);
    const { title = pull.title, body = pull.body } = await c.req.json<Partial<Pick<StoredPull, 'title' | 'body'>>>();
    return c.json(pullAnswer(Object.assign(pull, { title, body }), repository));
  });
  return app;
}

function setBranch(code: CodeBook, name: string, sha: string): boolean {
  const from = [...code.branches.values()].find((one) => one.sha === sha);
  if (from !== undefined) code.branches.set(name, from);
  return from !== undefined;
}

function putFile(code: CodeBook, c: Context, { branch, content, message, sha }: PutBody): Response {
  const path = c.req.param('path') ?? '';
  if (!code.branches.has(branch)) return c.json({ message: `Branch ${branch} not found`, status: '404' }, 404);
  const before = code.text(path, branch);
  if (before !== undefined && sha === undefined) return invalid(c, `Invalid request.\n\n"sha" wasn't supplied.`);
  if (before !== undefined && sha !== shaOf(before))
    return c.json({ message: `${path} does not match ${sha}`, status: '409' }, 409);
  code.commit(path, Buffer.from(content, 'base64').toString('utf8'), branch);
  code.messages.push(message);
  return c.json({ content: { path } }, before === undefined ? 201 : 200);
}

async function openPull(
  { switches, code, repository }: AccessParts & { readonly repository: string; readonly code: CodeBook },
  c: Context,
): Promise<Response> {
  const { title, body, head, base } = await c.req.json<Pick<StoredPull, 'title' | 'body' | 'head' | 'base'>>();
  if (!switches.opensPulls) {
    const message = 'GitHub Actions is not permitted to create or approve pull requests.';
    return c.json({ message, status: '403' }, 403);
  }
  if (code.branches.get(head)?.sha === code.branches.get(base)?.sha) return invalid(c, 'No commits between them');
  if (code.pulls.some((pull) => pull.head === head && pull.state === 'open'))
    return invalid(c, `A pull request already exists for ${head}.`);
  const pull: StoredPull = { number: 100 + code.pulls.length, title, body, head, base, state: 'open' };
  code.pulls.push(pull);
  return c.json(pullAnswer(pull, repository), 201);
}

const pullAnswer = (pull: StoredPull, repository: string): Readonly<Record<string, unknown>> => ({
  ...pull,
  head: { ref: pull.head },
  base: { ref: pull.base },
  html_url: `https://github.com/${repository}/pull/${pull.number}`,
});

const shaOf = (text: string): string => createHash('sha1').update(text).digest('hex');
