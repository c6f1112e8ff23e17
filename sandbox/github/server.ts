import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { isLoopbackHost, MISDIRECTED } from '../loopback.ts';
import { Blobs } from './blobs.ts';
import { CacheEntries, type CacheEntry } from './cache-entries.ts';
import { cacheServiceRoutes } from './cache-service.ts';
import { cachesApiRoutes } from './caches-api.ts';
import { CodeBook, codeApiRoutes } from './collaboration/code-api.ts';
import { IssueBook } from './collaboration/issue-book.ts';
import { issuesApiRoutes } from './collaboration/issues-api.ts';
import { EnvironmentSecretsApi } from './environment-secrets.ts';
import { type IssueComment, issueCommentsRoutes } from './issue-comments.ts';
import { type KnownWorkflow, repositoryApiRoutes } from './repository-api.ts';
import { cacheScopes, issueRuntimeToken } from './runtime-token.ts';
import { defaultSwitches, type GitHubSwitches } from './switches.ts';

/** How a sandbox of GitHub is set up; `now` gives milliseconds since 1970. */
export interface GitHubSandboxOptions {
  /** `owner/name`; a sample company's by default. */
  readonly repository?: string;
  readonly defaultBranch?: string;
  readonly now?: () => number;
  /** Names of the repository's environments; `sync` by default. */
  readonly environments?: readonly string[];
  /** A free one by default. */
  readonly port?: number;
  /** A personal access token that may write the environments' secrets; random by default. */
  readonly secretsToken?: string;
}

/** One call as it came in; `status` 0 = not answered yet. */
export interface GitHubCall {
  /** Epoch ms. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** With the leading `?`, or empty. */
  readonly query: string;
  status: number;
}

/** The repository's id, which stays when it is renamed. */
export const REPOSITORY_ID = 4711;

/**
 * GitHub for an action, on loopback: the v2 cache service, and the REST API of its entries, of the repository, of the
 * environments' secrets, of issues, comments, files and pull requests, for one repository.
 */
export class GitHubSandbox implements AsyncDisposable {
  readonly repository: string;
  readonly repositoryId = REPOSITORY_ID;
  readonly defaultBranch: string;
  /** The GITHUB_TOKEN of every run. */
  readonly token: string;
  /** A personal access token that may write the environments' secrets. */
  readonly secretsToken: string;
  /** Can be changed at any time, for the next call on. */
  readonly switches: GitHubSwitches = defaultSwitches();
  /** The workflows, by the names of their files. */
  readonly workflows = new Map<string, KnownWorkflow>();
  /** Issues, and the people of the repository. */
  readonly issues = new IssueBook();
  /** Branches and pull requests. */
  readonly code: CodeBook;
  /** The comments of pull requests, oldest first; those of issues are kept with them. */
  readonly comments: IssueComment[] = [];
  /** All calls so far, oldest first. */
  readonly requests: GitHubCall[] = [];
  readonly #entries: CacheEntries;
  readonly #blobs = new Blobs();
  readonly #secrets: EnvironmentSecretsApi;
  readonly #signingKey = randomBytes(32);
  readonly #app = new Hono();
  #server: ServerType | null = null;
  #port: number;

  constructor(options: GitHubSandboxOptions = {}) {
    this.repository = options.repository ?? 'example-trading/administration';
    this.defaultBranch = options.defaultBranch ?? 'main';
    this.code = new CodeBook(this.defaultBranch);
    this.token = `ghs_${randomBytes(18).toString('hex')}`;
    this.secretsToken = options.secretsToken ?? `github_pat_${randomBytes(18).toString('hex')}`;
    this.#port = options.port ?? 0;
    const now = options.now ?? Date.now;
    this.#entries = new CacheEntries(now);
    const parts = { entries: this.#entries, blobs: this.#blobs, switches: this.switches };
    const { repository, repositoryId, defaultBranch, token, secretsToken, switches } = this;
    const environments = new Set(options.environments ?? ['sync']);
    this.#secrets = new EnvironmentSecretsApi({
      repository,
      token: secretsToken,
      workflowToken: token,
      environments,
      switches,
      now,
    });
    this.#app.use(async (c, next) => {
      const { pathname: path, search: query } = new URL(c.req.url);
      const call: GitHubCall = { at: now(), method: c.req.method, path, query, status: 0 };
      this.requests.push(call);
      if (!isLoopbackHost(c.req.header('host'))) c.res = new Response(null, { status: MISDIRECTED });
      else await next();
      call.status = c.res.status;
    });
    this.#app.route('/', this.#blobs.routes(this.switches));
    this.#app.route('/', cacheServiceRoutes({ ...parts, signingKey: this.#signingKey, address: () => this.url }));
    // Before the caches' routes, which answer all other addresses of the repository.
    this.#app.route('/', this.#secrets.routes());
    // Before those of comments, which answer for pull requests.
    this.#app.route('/', issuesApiRoutes({ repository, token, switches, book: this.issues }));
    const { comments } = this;
    this.#app.route('/', issueCommentsRoutes({ repository, token, comments, switches }));
    this.#app.route(
      '/',
      repositoryApiRoutes({
        repository,
        repositoryId,
        defaultBranch,
        token,
        personalToken: secretsToken,
        environments,
        workflows: this.workflows,
        switches,
      }),
    );
    this.#app.route('/', codeApiRoutes({ repository, token, switches, code: this.code }));
    this.#app.route('/', cachesApiRoutes({ ...parts, repository, token }));
  }

  /** The server's address without a trailing slash. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Every finished cache entry, oldest first. */
  get entries(): readonly CacheEntry[] {
    return this.#entries.all;
  }

  /** The last written value of an environment's secret, null if it was never written. */
  environmentSecret(environment: string, name: string): string | null {
    return this.#secrets.value(environment, name);
  }

  /** The variables that give a `uses:` step of a run on `ref` access to the cache. */
  cacheCredentials(ref: string): Readonly<Record<string, string>> {
    const { cacheMode } = this.switches;
    const scopes = cacheScopes(ref, `refs/heads/${this.defaultBranch}`, cacheMode);
    return {
      ACTIONS_RUNTIME_TOKEN: issueRuntimeToken(scopes, this.#signingKey),
      ACTIONS_RESULTS_URL: `${this.url}/`,
      ACTIONS_CACHE_SERVICE_V2: 'True',
      ...(cacheMode === '' ? {} : { ACTIONS_CACHE_MODE: cacheMode }),
    };
  }

  /** Removes entries whose key begins with the prefix, as GitHub does after 7 days; returns their number. */
  evict(keyPrefix: string): number {
    const gone = this.#entries.remove((entry) => entry.key.startsWith(keyPrefix));
    for (const entry of gone) this.#blobs.remove(entry.blob);
    return gone.length;
  }

  /** Starts to listen; after `close`, with the same port and entries, so that an outage can end. */
  async listen(): Promise<void> {
    const server = createAdaptorServer({ fetch: this.#app.fetch });
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Stops listening: connections are refused. */
  async close(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    const closed = once(server, 'close');
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
    await closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** Starts a sandbox of GitHub on 127.0.0.1. Rejects with Node's error if the port is taken. */
export async function startGitHubSandbox(options: GitHubSandboxOptions = {}): Promise<GitHubSandbox> {
  const sandbox = new GitHubSandbox(options);
  await sandbox.listen();
  return sandbox;
}
