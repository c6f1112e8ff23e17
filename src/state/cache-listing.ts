import { Agent, type Dispatcher, interceptors, request } from 'undici';
import { z } from 'zod';

/** Where GitHub's REST API lists the caches of this run's repository. */
export interface CacheListingOptions {
  /** GITHUB_API_URL, without a slash at the end. */
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  /** Input `github-token`; null when there is none. */
  readonly token: string | null;
  /** The run's full ref. */
  readonly ref: string;
  /** Name of the default branch, whose entries every run can read; null if the event does not say. */
  readonly defaultBranch: string | null;
}

/** One entry that exists, as the API shows it. */
export interface ListedEntry {
  readonly id: number;
  readonly key: string;
  /** Milliseconds since 1970. Anything finer cannot be compared between listings. */
  readonly createdAtMs: number;
}

/**
 * Newest first; or why there is no list: `refused` if the token has no right or the runner does not know the host, `failed` if
 * GitHub gave no usable answer, even after three more tries.
 */
export type CacheList =
  | { readonly outcome: 'listed'; readonly entries: readonly ListedEntry[] }
  | { readonly outcome: 'refused' | 'failed'; readonly reason: string };

/** Lists and deletes entries of the Actions cache over REST, and asks for runs, because the cache client hides failures (GH-cache-hides-failures). */
export interface CacheListing {
  /** The newest entries that a restore with this prefix could find: those of this ref and of the default branch. */
  readable(prefix: string): Promise<CacheList>;
  /** Up to 100 entries that runs on this ref saved. */
  own(prefix: string): Promise<CacheList>;
  /** Whether a run of this repository is still in progress; false too if that cannot be known. */
  isRunning(runId: string): Promise<boolean>;
  /** Deletes one entry; false when that was refused or failed. */
  remove(id: number): Promise<boolean>;
}

const pageSchema = z.object({
  actions_caches: z.array(z.object({ id: z.number(), key: z.string(), created_at: z.string() })),
});
const runSchema = z.object({ status: z.string() });
const TIMEOUT_MS = 20_000;
const RETRY = { maxRetries: 3, minTimeout: 500, maxTimeout: 5000, throwOnError: false };
/** Enough to see which is the newest, and what others have saved since. */
const NEWEST = 10;
const FULL_PAGE = 100;

/** See `CacheListing`. */
export const createCacheListing = (options: CacheListingOptions): CacheListing => new RestCacheListing(options);

class RestCacheListing implements CacheListing {
  readonly #options: CacheListingOptions;
  readonly #dispatcher = new Agent().compose(interceptors.retry(RETRY));

  constructor(options: CacheListingOptions) {
    this.#options = options;
  }

  async readable(prefix: string): Promise<CacheList> {
    const { ref, defaultBranch } = this.#options;
    const refs = new Set([ref, ...(defaultBranch === null ? [] : [`refs/heads/${defaultBranch}`])]);
    const entries: ListedEntry[] = [];
    for (const one of refs) {
      const list = await this.#page({ key: prefix, ref: one, per_page: NEWEST });
      if (list.outcome !== 'listed') return list;
      entries.push(...list.entries);
    }
    entries.sort((left, right) => right.createdAtMs - left.createdAtMs);
    return { outcome: 'listed', entries };
  }

  own(prefix: string): Promise<CacheList> {
    return this.#page({ key: prefix, ref: this.#options.ref, per_page: FULL_PAGE });
  }

  async isRunning(runId: string): Promise<boolean> {
    if (this.#options.token === null) return false;
    try {
      const { statusCode, body } = await this.#call('GET', `runs/${runId}`);
      if (statusCode === 200) return runSchema.parse(await body.json()).status !== 'completed';
      await body.dump();
      return false;
    } catch {
      return false;
    }
  }

  async remove(id: number): Promise<boolean> {
    try {
      const { statusCode, body } = await this.#call('DELETE', `caches/${id}`);
      await body.dump();
      return statusCode === 204;
    } catch {
      return false;
    }
  }

  async #page(query: { readonly key: string; readonly ref: string; readonly per_page: number }): Promise<CacheList> {
    if (this.#options.token === null) return { outcome: 'refused', reason: 'no github-token was given' };
    try {
      // By default the API sorts by last access.
      const response = await this.#call('GET', 'caches', { ...query, sort: 'created_at', direction: 'desc' });
      if (response.statusCode === 200) {
        const { actions_caches } = pageSchema.parse(await response.body.json());
        const entries = actions_caches.map(({ id, key, created_at }) => ({
          id,
          key,
          createdAtMs: Date.parse(created_at),
        }));
        return { outcome: 'listed', entries };
      }
      await response.body.dump();
      const reason = `HTTP ${response.statusCode}`;
      return { outcome: isRefusal(response) ? 'refused' : 'failed', reason };
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code ?? 'unexpected answer';
      // A runner that does not know the host will not know it in the next run either: it can never reach the API.
      return { outcome: reason === 'ENOTFOUND' ? 'refused' : 'failed', reason };
    }
  }

  #call(
    method: 'GET' | 'DELETE',
    path: string,
    query: Readonly<Record<string, string | number>> = {},
  ): Promise<Dispatcher.ResponseData> {
    const { apiUrl, repository, token } = this.#options;
    return request(`${apiUrl}/repos/${repository}/actions/${path}`, {
      method,
      query,
      dispatcher: this.#dispatcher,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token ?? ''}`,
        'user-agent': 'exact-asperion-sync',
        'x-github-api-version': '2022-11-28',
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  }
}

/** 401, 403 and 404 mean that the token may not see it; a 403 with these headers is a rate limit instead. */
function isRefusal({ statusCode, headers }: Dispatcher.ResponseData): boolean {
  const limited = headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0';
  return [401, 403, 404].includes(statusCode) && !limited;
}
