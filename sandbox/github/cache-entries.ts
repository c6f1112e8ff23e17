/** One finished entry of the Actions cache. `scope` is the full ref that wrote it; times are ISO texts in UTC. */
export interface CacheEntry {
  readonly id: number;
  readonly key: string;
  readonly version: string;
  readonly scope: string;
  readonly createdAt: string;
  readonly lastAccessedAt: string;
  /** Bytes. */
  readonly size: number;
  readonly blob: string;
}

/** The sort fields of the REST API. */
export type CacheSort = 'created_at' | 'last_accessed_at' | 'size_in_bytes';

/** What a listing asks for; `key` is a whole key or the beginning of one. */
export interface CacheQuery {
  readonly key: string;
  readonly ref: string | null;
  readonly sort: CacheSort;
  readonly direction: 'asc' | 'desc';
}

/** An entry expires if nobody reads it for this long. */
const FORGOTTEN_AFTER_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * The entries of one repository's Actions cache: immutable per scope, version and key, found by the service's lookup
 * order (GH-cache-lookup). A key is taken from its reservation on, even if the upload never ends. An entry that nobody reads for seven
 * days expires.
 */
export class CacheEntries {
  readonly #now: () => number;
  readonly #reserved = new Map<string, string>();
  #entries: CacheEntry[] = [];
  #lastId = 0;

  /** `now` gives milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Every finished entry, oldest first. */
  get all(): readonly CacheEntry[] {
    this.#forget();
    return this.#entries;
  }

  /** Takes the key for `blob`; false if it is already taken, finished or not. */
  reserve(scope: string, key: string, version: string, blob: string): boolean {
    this.#forget();
    const name = identity(scope, key, version);
    if (this.#reserved.has(name)) return false;
    this.#reserved.set(name, blob);
    return true;
  }

  /** The blob of an unfinished reservation, null if there is none. */
  reservedBlob(scope: string, key: string, version: string): string | null {
    const blob = this.#reserved.get(identity(scope, key, version)) ?? null;
    return this.#entries.some((entry) => entry.blob === blob) ? null : blob;
  }

  /** Makes a reserved entry readable. */
  finish(entry: Pick<CacheEntry, 'scope' | 'key' | 'version' | 'blob' | 'size'>): CacheEntry {
    this.#lastId += 1;
    const at = new Date(this.#now()).toISOString();
    const finished = { ...entry, id: this.#lastId, createdAt: at, lastAccessedAt: at };
    this.#entries.push(finished);
    return finished;
  }

  /**
   * In each scope: the first key exactly, then as a prefix, then each further key likewise; of several the newest
   * creation wins. A hit counts as an access.
   */
  find(scopes: readonly string[], keys: readonly string[], version: string): CacheEntry | null {
    this.#forget();
    for (const scope of scopes) {
      const readable = this.#entries.filter((entry) => entry.scope === scope && entry.version === version);
      for (const key of keys) {
        const hit =
          readable.findLast((entry) => entry.key === key) ?? readable.findLast((entry) => entry.key.startsWith(key));
        if (hit !== undefined) return this.#access(hit);
      }
    }
    return null;
  }

  /** Entries for a listing, sorted; equal values keep the order of creation. */
  list(query: CacheQuery): readonly CacheEntry[] {
    this.#forget();
    const value = { created_at: 'createdAt', last_accessed_at: 'lastAccessedAt', size_in_bytes: 'size' } as const;
    const field = value[query.sort];
    const sign = query.direction === 'asc' ? 1 : -1;
    return this.#entries
      .filter((entry) => entry.key.startsWith(query.key) && (query.ref === null || entry.scope === query.ref))
      .sort(
        (left, right) =>
          sign * (left[field] === right[field] ? left.id - right.id : left[field] < right[field] ? -1 : 1),
      );
  }

  /** Removes the entries that meet `condition`, frees their keys and returns them. */
  remove(condition: (entry: CacheEntry) => boolean): readonly CacheEntry[] {
    const gone = this.#entries.filter(condition);
    this.#entries = this.#entries.filter((entry) => !gone.includes(entry));
    for (const { scope, key, version } of gone) this.#reserved.delete(identity(scope, key, version));
    return gone;
  }

  #forget(): void {
    const since = new Date(this.#now() - FORGOTTEN_AFTER_MS).toISOString();
    if (this.#entries.some((entry) => entry.lastAccessedAt < since))
      this.remove((entry) => entry.lastAccessedAt < since);
  }

  #access(entry: CacheEntry): CacheEntry {
    const accessed = { ...entry, lastAccessedAt: new Date(this.#now()).toISOString() };
    this.#entries = this.#entries.map((one) => (one.id === entry.id ? accessed : one));
    return accessed;
  }
}

function identity(scope: string, key: string, version: string): string {
  return JSON.stringify([scope, key, version]);
}
