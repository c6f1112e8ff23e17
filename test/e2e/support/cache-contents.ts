import { zstdDecompressSync } from 'node:zlib';
import type { GitHubSandbox } from '../../../sandbox/github/server.ts';
import { stateKeys } from '../../../src/state/keys.ts';
import { unseal } from '../../../src/state/seal.ts';
import type { StateKind } from '../../../src/state/store.ts';
import { callCache } from '../../sandbox/github/protocol.ts';

/** One entry of the Actions cache. */
export interface CacheContent {
  readonly kind: StateKind;
  readonly name: string;
  /** As anyone gets it who may read the cache: the archive, unpacked. */
  readonly archive: Buffer;
}

/** All entries, oldest first. */
export async function cacheContents(github: GitHubSandbox): Promise<readonly CacheContent[]> {
  return Promise.all(
    github.entries.map(async ({ key, version, scope }) => {
      const { body } = await callCache(github, scope, 'GetCacheEntryDownloadURL', { key, version });
      const response = await fetch(String(body.signed_download_url));
      const [, , kind = '', name = ''] = key.split('/');
      return {
        kind: kind as StateKind,
        name: decodeURIComponent(name),
        archive: zstdDecompressSync(await response.arrayBuffer()),
      };
    }),
  );
}

/** What an entry holds for whoever has the state key. */
export async function opened(github: GitHubSandbox, entry: CacheContent, stateKey: string): Promise<string> {
  const key = stateKeys({ stateKey, planKey: '' }).sealing[entry.kind];
  if (key === null) throw new Error('No key opens this kind of entry.');
  const lock = { key, context: JSON.stringify([entry.kind, entry.name]), owner: BigInt(github.repositoryId) };
  const plain = await unseal(lock, fileOf(entry.archive), 10_000_000);
  return plain.toString();
}

/** The one plain file of a tar archive: headers of 512 bytes, contents filled up to as much. */
function fileOf(archive: Buffer): Buffer {
  for (let start = 0; start < archive.length; ) {
    const size = Number.parseInt(archive.toString('latin1', start + 124, start + 135), 8);
    const contents = start + 512;
    if (archive.toString('latin1', start + 156, start + 157) === '0')
      return archive.subarray(contents, contents + size);
    start = contents + Math.ceil(size / 512) * 512;
  }
  throw new Error('The archive holds no file.');
}
