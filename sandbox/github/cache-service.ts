import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Blobs } from './blobs.ts';
import type { CacheEntries } from './cache-entries.ts';
import { type CacheScope, readableRefs, readRuntimeToken, writableRef } from './runtime-token.ts';
import type { GitHubSwitches } from './switches.ts';

/** What the cache service needs; `address()` is the server's, without a trailing slash. */
export interface CacheServiceParts {
  readonly entries: CacheEntries;
  readonly blobs: Blobs;
  readonly switches: GitHubSwitches;
  readonly signingKey: Buffer;
  address(): string;
}

type Message = Readonly<Record<string, unknown>>;
interface Call {
  readonly scopes: readonly CacheScope[];
  readonly body: Message;
}

const SERVICE = '/twirp/github.actions.results.api.v1.CacheService';

/** The v2 cache service as routes: the three methods that the client calls, JSON with proto names (GH-cache-protocol). */
export function cacheServiceRoutes(parts: CacheServiceParts): Hono {
  const methods: Readonly<Record<string, (parts: CacheServiceParts, call: Call) => Message>> = {
    GetCacheEntryDownloadURL: downloadUrl,
    CreateCacheEntry: reserve,
    FinalizeCacheEntryUpload: finish,
  };
  const app = new Hono();
  app.post(`${SERVICE}/:method`, async (c) => {
    const { switches } = parts;
    if (switches.unavailableCalls > 0) {
      switches.unavailableCalls -= 1;
      return c.json({ code: 'unavailable', msg: 'Service Unavailable' }, 503);
    }
    if (switches.limitedCalls > 0) {
      switches.limitedCalls -= 1;
      return c.json({ code: 'resource_exhausted', msg: 'Request was rate limited' }, 429, { 'retry-after': '60' });
    }
    const token = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    const scopes = readRuntimeToken(token, parts.signingKey);
    if (scopes === null) return c.json({ code: 'unauthenticated', msg: 'invalid token' }, 401);
    const method = methods[c.req.param('method')];
    if (method === undefined) return c.json({ code: 'bad_route', msg: 'no such method' }, 404);
    const answer = method(parts, { scopes, body: await c.req.json<Message>() });
    if (method === finish && switches.lostSaves > 0) {
      switches.lostSaves -= 1;
      return c.json({ code: 'unavailable', msg: 'Service Unavailable' }, 503);
    }
    return c.json(answer);
  });
  return app;
}

function downloadUrl(parts: CacheServiceParts, { scopes, body }: Call): Message {
  const refs = parts.switches.denyReads ? [] : readableRefs(scopes);
  if (refs.length === 0) throw refusal(403, 'permission_denied', 'cache read denied: no readable scope in the token');
  const restoreKeys = Array.isArray(body.restore_keys) ? body.restore_keys.map(String) : [];
  const hit = parts.entries.find(refs, [textOf(body, 'key'), ...restoreKeys], textOf(body, 'version'));
  if (hit === null) return { ok: false };
  return { ok: true, signed_download_url: parts.blobs.signedUrl(parts.address(), hit.blob), matched_key: hit.key };
}

function reserve(parts: CacheServiceParts, { scopes, body }: Call): Message {
  const ref = parts.switches.denyWrites ? null : writableRef(scopes);
  if (ref === null) return { ok: false, message: 'cache write denied: the token of this run is read-only' };
  const blob = parts.blobs.create();
  if (parts.entries.reserve(ref, textOf(body, 'key'), textOf(body, 'version'), blob)) {
    return { ok: true, signed_upload_url: parts.blobs.signedUrl(parts.address(), blob) };
  }
  parts.blobs.remove(blob);
  throw refusal(409, 'already_exists', 'cache entry with the same key, version, and scope already exists');
}

function finish(parts: CacheServiceParts, { scopes, body }: Call): Message {
  const key = textOf(body, 'key');
  const version = textOf(body, 'version');
  const ref = writableRef(scopes) ?? '';
  const blob = parts.entries.reservedBlob(ref, key, version);
  if (blob === null) throw refusal(404, 'not_found', 'no upload was reserved for this key');
  const content = parts.blobs.content(blob);
  if (content === null || String(content.length) !== String(body.size_bytes)) {
    return { ok: false, message: 'the uploaded size differs from size_bytes' };
  }
  const finished = parts.entries.finish({ scope: ref, key, version, blob, size: content.length });
  return { ok: true, entry_id: String(finished.id) };
}

function refusal(status: 403 | 404 | 409, code: string, msg: string): HTTPException {
  return new HTTPException(status, { res: Response.json({ code, msg }, { status }) });
}

function textOf(body: Message, field: string): string {
  const value = body[field];
  return typeof value === 'string' ? value : '';
}
