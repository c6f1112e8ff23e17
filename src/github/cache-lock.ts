import type { StateError } from '../errors/errors.ts';
import { anotherRun } from '../state/store.ts';
import type { CacheListing, ListedEntry } from './cache-listing.ts';

/** What existed when this run loaded the newest entry of one name. */
interface Loaded {
  readonly keys: ReadonlySet<string>;
  /** Of the newest entry; null if there was none. */
  readonly createdAtMs: number | null;
  /** Of the entry that was restored. */
  readonly restored: string | null;
}

/**
 * Notices if other runs save the entries that this run continues from. Entries cannot be overwritten, so whatever another run saves is one
 * more entry, and its key names that run. If entries cannot be listed, nothing is noticed.
 */
export class CacheLock {
  readonly #listing: CacheListing;
  readonly #runId: string;
  /** By the beginning of their keys. */
  readonly #loaded = new Map<string, Loaded>();
  readonly #own = new Set<string>();

  constructor(listing: CacheListing, runId: string) {
    this.#listing = listing;
    this.#runId = runId;
  }

  /** Notes what a load found: all entries, newest first, and the key that was restored. */
  noteLoaded(prefix: string, entries: readonly ListedEntry[], restored: string | null): void {
    const keys = new Set([...entries.map(({ key }) => key), ...(restored === null ? [] : [restored])]);
    this.#loaded.set(prefix, { keys, createdAtMs: entries[0]?.createdAtMs ?? null, restored });
  }

  /** Notes a key that only this process saves under. */
  noteOwn(key: string): void {
    this.#own.add(key);
  }

  /** Throws StateError ANOTHER_RUN when another run saved an entry since the load. */
  async assertNewest(prefix: string): Promise<void> {
    const before = this.#loaded.get(prefix);
    if (before === undefined) return;
    const list = await this.#listing.readable(prefix);
    if (list.outcome !== 'listed') return;
    const since = before.createdAtMs ?? Number.NEGATIVE_INFINITY;
    const other = list.entries.find(
      ({ key, createdAtMs }) => !before.keys.has(key) && !this.#own.has(key) && createdAtMs >= since,
    );
    if (other !== undefined) throw this.#anotherRun(prefix, other.key, 'saved newer progress than this one began with');
  }

  /** Throws StateError ANOTHER_RUN if the run that saved the restored entry is still in progress. */
  async assertFinished(prefix: string): Promise<void> {
    const restored = this.#loaded.get(prefix)?.restored ?? null;
    if (restored === null) return;
    const runId = runOf(prefix, restored);
    // Another job of this run, or an earlier attempt: neither can be told apart from this one.
    if (runId === this.#runId || !(await this.#listing.isRunning(runId))) return;
    throw this.#anotherRun(prefix, restored, 'has begun to write and is still at work');
  }

  #anotherRun(prefix: string, key: string, does: string): StateError {
    const runId = runOf(prefix, key);
    return anotherRun(runId === this.#runId ? 'Another job of this run' : `Another run (${runId})`, does);
  }
}

/** Keys end in `<run>-<attempt>-<process>-<number>`. */
function runOf(prefix: string, key: string): string {
  return key.slice(prefix.length).split('-')[0] ?? '';
}
