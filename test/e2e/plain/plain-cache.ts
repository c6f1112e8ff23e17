import { type Answer, type Call, listen, type PlainServer } from './plain-servers.ts';

/** The cache service, v2 (GH-cache-protocol): the newest entry with a key's beginning; a taken key is `ok: false`. */
export async function startCache(): Promise<PlainServer & { forget(): void }> {
  const entries = new Map<string, { readonly key: string; readonly version: string; blob: Buffer; whole: boolean }>();
  const answer = ({ method, path, body }: Call): Answer => {
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
