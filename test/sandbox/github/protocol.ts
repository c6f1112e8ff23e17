import type { GitHubSandbox } from '../../../sandbox/github/server.ts';

/** Answer of the cache service: status and JSON body. */
export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Calls a method of the v2 cache service as a run on `ref` would. */
export async function callCache(
  sandbox: GitHubSandbox,
  ref: string,
  method: string,
  message: Record<string, unknown>,
): Promise<Answer> {
  const token = sandbox.cacheCredentials(ref).ACTIONS_RUNTIME_TOKEN ?? '';
  const response = await fetch(`${sandbox.url}/twirp/github.actions.results.api.v1.CacheService/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(message),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Saves an entry as a run on `ref` would: reserve, upload, finish. */
export async function storeEntry(
  sandbox: GitHubSandbox,
  ref: string,
  key: string,
  content: string | Uint8Array<ArrayBuffer> = key,
  version = 'v',
): Promise<void> {
  const reserved = await callCache(sandbox, ref, 'CreateCacheEntry', { key, version });
  await fetch(String(reserved.body.signed_upload_url), { method: 'PUT', body: content });
  await callCache(sandbox, ref, 'FinalizeCacheEntryUpload', { key, version, size_bytes: String(content.length) });
}

/** Looks an entry up as a run on `ref` would; its key, or null. */
export async function lookUp(
  sandbox: GitHubSandbox,
  ref: string,
  key: string,
  restoreKeys: readonly string[] = [],
  version = 'v',
): Promise<string | null> {
  const message = { key, version, ...(restoreKeys.length === 0 ? {} : { restore_keys: restoreKeys }) };
  const { body } = await callCache(sandbox, ref, 'GetCacheEntryDownloadURL', message);
  return body.ok === true ? String(body.matched_key) : null;
}
