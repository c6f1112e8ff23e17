import { z } from 'zod';
import { openRest, type Rest, readAnswer, whyNot } from './rest.ts';

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
  /** The full ref whose runs saved it; empty if GitHub does not say. */
  readonly ref: string;
  /** A restore in this run could find it: it is of this ref, of the default branch, or GitHub does not say. */
  readonly isReadable: boolean;
  /** Milliseconds since 1970. Anything finer cannot be compared between listings. */
  readonly createdAtMs: number;
}

/** Newest first; or why there is no list: a right that is missing and an answer that failed cannot be told apart for sure. */
export type CacheList =
  | { readonly outcome: 'listed'; readonly entries: readonly ListedEntry[] }
  | { readonly outcome: 'unlisted'; readonly reason: string };

/** Lists and deletes entries of the Actions cache over REST, because the cache client hides failures (GH-cache-hides-failures). */
export interface CacheListing {
  /** Up to 100 entries that runs on this ref saved. */
  own(prefix: string): Promise<CacheList>;
  /** The newest hundred entries that runs on any ref saved, those of pull requests included. */
  everywhere(prefix: string): Promise<CacheList>;
  /** Deletes one entry; false when that was refused or failed. */
  remove(id: number): Promise<boolean>;
}

const pageSchema = z.object({
  actions_caches: z.array(
    z.object({ id: z.number(), key: z.string(), ref: z.string().default(''), created_at: z.string() }),
  ),
});
const FULL_PAGE = 100;

/** See `CacheListing`. */
export function createCacheListing(options: CacheListingOptions): CacheListing {
  const rest = openRest({ ...options, retries: 3, timeoutMs: 20_000 });
  const { ref, defaultBranch, token } = options;
  const refs = new Set(['', ref, ...(defaultBranch === null ? [] : [`refs/heads/${defaultBranch}`])]);
  const page = (query: PageQuery): Promise<CacheList> => readPage(rest, { token, refs }, query);
  return {
    own: (prefix) => page({ key: prefix, ref, per_page: FULL_PAGE }),
    everywhere: (prefix) => page({ key: prefix, per_page: FULL_PAGE }),
    async remove(id) {
      try {
        const { status } = await rest({ method: 'DELETE', path: `/actions/caches/${id}`, token: token ?? '' });
        return status === 204;
      } catch {
        return false;
      }
    },
  };
}

interface PageQuery {
  readonly key: string;
  /** Leave it out for those of all refs. */
  readonly ref?: string;
  readonly per_page: number;
}

interface Reader {
  readonly token: string | null;
  /** Whose entries it can restore. */
  readonly refs: ReadonlySet<string>;
}

async function readPage(rest: Rest, { token, refs }: Reader, query: PageQuery): Promise<CacheList> {
  if (token === null) return { outcome: 'unlisted', reason: 'no github-token was given' };
  try {
    // By default the API sorts by last access.
    const sorted = { ...query, sort: 'created_at', direction: 'desc' };
    const answer = await rest({ path: '/actions/caches', query: sorted, token });
    const page = answer.status === 200 ? readAnswer(pageSchema, answer) : null;
    if (page !== null) return { outcome: 'listed', entries: page.actions_caches.map((entry) => entryOf(entry, refs)) };
    return { outcome: 'unlisted', reason: answer.status === 200 ? 'unexpected answer' : `HTTP ${answer.status}` };
  } catch (error) {
    return { outcome: 'unlisted', reason: whyNot(error) };
  }
}

const entryOf = (
  { id, key, ref, created_at }: z.infer<typeof pageSchema>['actions_caches'][number],
  refs: ReadonlySet<string>,
): ListedEntry => ({ id, key, ref, isReadable: refs.has(ref), createdAtMs: Date.parse(created_at) });
