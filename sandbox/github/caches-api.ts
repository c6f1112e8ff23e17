import { type Context, Hono } from 'hono';
import type { Blobs } from './blobs.ts';
import type { CacheEntries, CacheEntry, CacheSort } from './cache-entries.ts';
import { linkedPage } from './link-pages.ts';
import type { GitHubSwitches } from './switches.ts';

/** What the REST API of the caches needs; `token` is the only GITHUB_TOKEN that it accepts. */
export interface CachesApiParts {
  readonly repository: string;
  readonly token: string;
  readonly entries: CacheEntries;
  readonly blobs: Blobs;
  readonly switches: GitHubSwitches;
}

const FORBIDDEN = 'Resource not accessible by integration';

/**
 * `GET` and `DELETE /repos/{owner}/{repo}/actions/caches`, as GitHub's REST API documents them: last accessed first and
 * 30 a page by default (`Link` names the other pages), deletion by id (204) or by whole key and ref (200 with what was deleted).
 */
export function cachesApiRoutes(parts: CachesApiParts): Hono {
  const app = new Hono();
  const caches = `/repos/${parts.repository}/actions/caches`;
  app.use('/repos/*', async (c, next) => refuse(parts, c) ?? (await next()));
  app.get(caches, (c) => {
    if (parts.switches.actionsPermission === 'none') return c.json({ message: FORBIDDEN, status: '403' }, 403);
    return page(parts, c);
  });
  app.delete(caches, (c) => {
    const key = c.req.query('key');
    const ref = c.req.query('ref');
    if (key === undefined) return c.json({ message: 'Invalid request.', status: '422' }, 422);
    const gone = remove(parts, (entry) => entry.key === key && (ref === undefined || entry.scope === ref));
    return gone.length === 0 ? missing(c) : c.json({ total_count: gone.length, actions_caches: gone.map(answer) });
  });
  app.delete(`${caches}/:id`, (c) => {
    const gone = remove(parts, (entry) => String(entry.id) === c.req.param('id'));
    return gone.length === 0 ? missing(c) : c.body(null, 204);
  });
  app.all('/repos/*', missing);
  return app;
}

function refuse(parts: CachesApiParts, c: Context): Response | null {
  const { switches } = parts;
  if (switches.unavailableRestCalls > 0) {
    switches.unavailableRestCalls -= 1;
    return c.json({ message: 'Server Error' }, 502);
  }
  const authorization = c.req.header('authorization');
  if (authorization === undefined) return c.json({ message: 'Requires authentication', status: '401' }, 401);
  if (!/^(Bearer|token) /.test(authorization) || authorization.split(' ')[1] !== parts.token) {
    return c.json({ message: 'Bad credentials', status: '401' }, 401);
  }
  const writes = c.req.method !== 'GET';
  if (writes && switches.actionsPermission !== 'write') return c.json({ message: FORBIDDEN, status: '403' }, 403);
  return null;
}

function page({ entries, switches }: CachesApiParts, c: Context): Response {
  const late = new Set(switches.unlisted === 0 ? [] : entries.all.slice(-switches.unlisted));
  const listed = entries.list({
    key: c.req.query('key') ?? '',
    ref: c.req.query('ref') ?? null,
    sort: (c.req.query('sort') ?? 'last_accessed_at') as CacheSort,
    direction: c.req.query('direction') === 'asc' ? 'asc' : 'desc',
  });
  const found = listed.filter((entry) => !late.has(entry));
  const { shown, headers } = linkedPage(c, found);
  return c.json({ total_count: found.length, actions_caches: shown.map(answer) }, 200, headers);
}

function remove(parts: CachesApiParts, condition: (entry: CacheEntry) => boolean): readonly CacheEntry[] {
  const gone = parts.entries.remove(condition);
  for (const entry of gone) parts.blobs.remove(entry.blob);
  return gone;
}

function answer(entry: CacheEntry): object {
  return {
    id: entry.id,
    ref: entry.scope,
    key: entry.key,
    version: entry.version,
    last_accessed_at: entry.lastAccessedAt,
    created_at: entry.createdAt,
    size_in_bytes: entry.size,
  };
}

function missing(c: Context): Response {
  return c.json({ message: 'Not Found', status: '404' }, 404);
}
