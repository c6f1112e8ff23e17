import { type Answer, type Call, listen, type PlainServer } from './plain-servers.ts';

/**
 * The cache service, v2 (GH-cache-protocol): the newest entry with a key's beginning; a taken key is `ok: false`. With GitHub's list of
 * entries (GH-cache-listing), newest first.
 */
export async function startCache(): Promise<PlainServer & { forget(): void }> {
  const entries = new Map<string, { readonly key: string; readonly version: string; blob: Buffer; whole: boolean }>();
  const listOf = (start: string): Answer => {
    const listed = [...entries.values()].map(({ key, whole }, id) => ({ id, key, whole })).reverse();
    const actions_caches = listed
      .filter(({ key, whole }) => whole && key.startsWith(start))
      .map(({ id, key }) => ({ id, key, ref: 'refs/heads/main', created_at: new Date(id * 1000).toISOString() }));
    return { status: 200, body: { total_count: actions_caches.length, actions_caches } };
  };
  const answer = ({ method, path, query, body }: Call): Answer => {
    if (path.endsWith('/actions/caches')) return listOf(query.get('key') ?? '');
    if (path.startsWith('/repos/')) return { status: 403 };
    const entry = entries.get(path.split('/').at(-1) ?? '');
    if (entry !== undefined) {
      if (method === 'GET') return { status: 200, body: entry.blob };
      entry.blob = body;
      return { status: 201, headers: { etag: '"0x1"', 'last-modified': new Date().toUTCString() } };
    }
    const asked = JSON.parse(String(body)) as { key: string; version: string; restore_keys?: string[] };
    const same = [...entries].filter(([, one]) => one.version === asked.version);
    if (path.endsWith('/CreateCacheEntry')) {
      if (same.some(([, one]) => one.key === asked.key)) return { status: 200, body: { ok: false } };
      const next = `blob-${entries.size + 1}`;
      entries.set(next, { ...asked, blob: Buffer.alloc(0), whole: false });
      return { status: 200, body: { ok: true, signed_upload_url: `${server.url}/account/caches/${next}?sig=a%2Fb` } };
    }
    if (path.endsWith('/FinalizeCacheEntryUpload')) {
      for (const [, one] of same) one.whole ||= one.key === asked.key;
      return { status: 200, body: { ok: true, entry_id: String(entries.size) } };
    }
    const wanted = [asked.key, ...(asked.restore_keys ?? [])];
    const [found] = wanted.flatMap((key) => same.filter(([, one]) => one.whole && one.key.startsWith(key)).reverse());
    if (found === undefined) return { status: 200, body: { ok: false } };
    const url = `${server.url}/account/caches/${found[0]}?sig=c`;
    return { status: 200, body: { ok: true, signed_download_url: url, matched_key: found[1].key } };
  };
  const server = await listen(answer);
  return Object.assign(server, { forget: () => entries.clear() });
}
