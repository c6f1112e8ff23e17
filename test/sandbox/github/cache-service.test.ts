import { expect, test } from 'vitest';
import { startGitHubSandbox } from '../../../sandbox/github/server.ts';
import { callCache, lookUp, storeEntry } from './protocol.ts';

const MAIN = 'refs/heads/main';
const BRANCH = 'refs/heads/mapping-change';

test('gives back byte for byte what was uploaded', async () => {
  await using sandbox = await startGitHubSandbox();
  await storeEntry(sandbox, MAIN, 'state/1', 'sealed bytes');
  const { body } = await callCache(sandbox, MAIN, 'GetCacheEntryDownloadURL', { key: 'state/1', version: 'v' });
  const download = await fetch(String(body.signed_download_url));
  expect(download.headers.get('content-length')).toBe('12');
  expect(await download.text()).toBe('sealed bytes');
  expect(sandbox.entries.map(({ key, scope, size }) => [key, scope, size])).toEqual([['state/1', MAIN, 12]]);
});

test('puts blocks together in the order of the list, and refuses an unknown block', async () => {
  await using sandbox = await startGitHubSandbox();
  const message = { key: 'large', version: 'v' };
  const { body } = await callCache(sandbox, MAIN, 'CreateCacheEntry', message);
  const url = String(body.signed_upload_url);
  const put = async (query: string, content: string): Promise<number> =>
    (await fetch(`${url}&${query}`, { method: 'PUT', body: content })).status;
  const blockList = (ids: readonly string[]): string =>
    `<BlockList>${ids.map((id) => `<Latest>${id}</Latest>`).join('')}</BlockList>`;
  expect(await put('comp=block&blockid=Mg%3D%3D', 'world')).toBe(201);
  expect(await put('comp=block&blockid=MQ%3D%3D', 'hello ')).toBe(201);
  expect(await put('comp=blocklist', blockList(['MQ==', 'Mw==']))).toBe(400);
  expect(await put('comp=blocklist', blockList(['MQ==', 'Mg==']))).toBe(201);
  const finished = await callCache(sandbox, MAIN, 'FinalizeCacheEntryUpload', { ...message, size_bytes: '11' });
  expect(finished.body).toEqual({ ok: true, entry_id: '1' });
  const hit = await callCache(sandbox, MAIN, 'GetCacheEntryDownloadURL', message);
  expect(await (await fetch(String(hit.body.signed_download_url))).text()).toBe('hello world');
});

test('refuses a taken key with 409, also during its upload, and frees it on eviction', async () => {
  await using sandbox = await startGitHubSandbox();
  const create = { key: 'state/1', version: 'v' };
  expect((await callCache(sandbox, MAIN, 'CreateCacheEntry', create)).status).toBe(200);
  const refused = await callCache(sandbox, MAIN, 'CreateCacheEntry', create);
  expect([refused.status, refused.body.code]).toEqual([409, 'already_exists']);
  await storeEntry(sandbox, MAIN, 'state/2');
  expect((await callCache(sandbox, MAIN, 'CreateCacheEntry', { ...create, key: 'state/2' })).status).toBe(409);
  expect(sandbox.evict('state/2')).toBe(1);
  expect((await callCache(sandbox, MAIN, 'CreateCacheEntry', { ...create, key: 'state/2' })).status).toBe(200);
});

test('does not finish an upload of another size', async () => {
  await using sandbox = await startGitHubSandbox();
  const message = { key: 'state/1', version: 'v' };
  const { body } = await callCache(sandbox, MAIN, 'CreateCacheEntry', message);
  await fetch(String(body.signed_upload_url), { method: 'PUT', body: 'short' });
  const finished = await callCache(sandbox, MAIN, 'FinalizeCacheEntryUpload', { ...message, size_bytes: '6' });
  expect(finished.body.ok).toBe(false);
  expect(await lookUp(sandbox, MAIN, 'state/1')).toBeNull();
});

test('prefers the exact key, then the newest with the prefix, then the restore keys in order', async () => {
  await using sandbox = await startGitHubSandbox();
  for (const key of ['orders/1', 'orders/2', 'orders/11', 'articles/1']) await storeEntry(sandbox, MAIN, key);
  expect(await lookUp(sandbox, MAIN, 'orders/1')).toBe('orders/1');
  expect(await lookUp(sandbox, MAIN, 'orders/')).toBe('orders/11');
  expect(await lookUp(sandbox, MAIN, 'customers/', ['articles/', 'orders/'])).toBe('articles/1');
  expect(await lookUp(sandbox, MAIN, 'customers/')).toBeNull();
});

test('keeps versions apart', async () => {
  await using sandbox = await startGitHubSandbox();
  await storeEntry(sandbox, MAIN, 'state/1', 'zstd', 'one');
  expect(await lookUp(sandbox, MAIN, 'state/1', [], 'two')).toBeNull();
});

test('lets a branch read the default branch after its own entries, and never the other way round', async () => {
  await using sandbox = await startGitHubSandbox();
  await storeEntry(sandbox, MAIN, 'state/1');
  expect(await lookUp(sandbox, BRANCH, 'state/')).toBe('state/1');
  await storeEntry(sandbox, BRANCH, 'state/2');
  await storeEntry(sandbox, MAIN, 'state/3');
  expect(await lookUp(sandbox, BRANCH, 'state/')).toBe('state/2');
  expect(await lookUp(sandbox, MAIN, 'state/2')).toBeNull();
  expect(await lookUp(sandbox, 'refs/heads/another', 'state/')).toBe('state/3');
});

test('turns away tokens and addresses that it did not give out', async () => {
  await using sandbox = await startGitHubSandbox();
  const { body } = await callCache(sandbox, MAIN, 'CreateCacheEntry', { key: 'state/1', version: 'v' });
  const forged = new URL(String(body.signed_upload_url));
  forged.searchParams.set('sig', 'guess');
  expect((await fetch(forged, { method: 'PUT', body: 'x' })).status).toBe(403);
  const service = `${sandbox.url}/twirp/github.actions.results.api.v1.CacheService/CreateCacheEntry`;
  const token = (sandbox.cacheCredentials(MAIN).ACTIONS_RUNTIME_TOKEN ?? '').replace(/.$/, '');
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(service, { method: 'POST', headers, body: '{}' })).status).toBe(401);
});

test('enforces cache-mode through the token', async () => {
  await using sandbox = await startGitHubSandbox();
  await storeEntry(sandbox, MAIN, 'state/1');
  sandbox.switches.cacheMode = 'read';
  expect(await lookUp(sandbox, MAIN, 'state/')).toBe('state/1');
  const denied = await callCache(sandbox, MAIN, 'CreateCacheEntry', { key: 'state/2', version: 'v' });
  expect(denied.body).toMatchObject({ ok: false, message: expect.stringMatching(/^cache write denied:/) });
  sandbox.switches.cacheMode = 'write-only';
  const unreadable = await callCache(sandbox, MAIN, 'GetCacheEntryDownloadURL', { key: 'state/', version: 'v' });
  expect([unreadable.status, unreadable.body.msg]).toEqual([403, expect.stringContaining('cache read denied:')]);
  expect(sandbox.cacheCredentials(MAIN).ACTIONS_CACHE_MODE).toBe('write-only');
});

test('keeps its entries and its port over an outage', async () => {
  await using sandbox = await startGitHubSandbox();
  await storeEntry(sandbox, MAIN, 'state/1');
  const { url } = sandbox;
  await sandbox.close();
  await expect(fetch(url)).rejects.toThrow();
  await sandbox.listen();
  expect(sandbox.url).toBe(url);
  expect(await lookUp(sandbox, MAIN, 'state/1')).toBe('state/1');
});

test('ends an upload once: a second time there is nothing to end', async () => {
  await using sandbox = await startGitHubSandbox();
  await storeEntry(sandbox, MAIN, 'state/1');
  const message = { key: 'state/1', version: 'v', size_bytes: '7' };
  const again = await callCache(sandbox, MAIN, 'FinalizeCacheEntryUpload', message);
  expect([again.status, again.body.code]).toEqual([404, 'not_found']);
  expect(sandbox.entries).toHaveLength(1);
});

test('forgets an entry that nobody read for seven days, and frees its key', async () => {
  const DAY_MS = 24 * 60 * 60 * 1000;
  let now = Date.parse('2026-03-02T08:00:00Z');
  await using sandbox = await startGitHubSandbox({ now: () => now });
  for (const key of ['state/1', 'state/2']) await storeEntry(sandbox, MAIN, key);
  now += 6 * DAY_MS;
  expect(await lookUp(sandbox, MAIN, 'state/2')).toBe('state/2');
  now += DAY_MS;
  expect(sandbox.entries).toHaveLength(2);
  now += 1;
  expect(sandbox.entries.map(({ key }) => key)).toEqual(['state/2']);
  expect(await lookUp(sandbox, MAIN, 'state/1')).toBeNull();
  await storeEntry(sandbox, MAIN, 'state/1');
  expect(await lookUp(sandbox, MAIN, 'state/1')).toBe('state/1');
});
