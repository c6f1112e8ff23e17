import type { StateError } from '../errors/errors.ts';
import { anotherRun } from '../state/store.ts';
import { isEarlierOfProcess } from './cache-keys.ts';
import type { CacheListing, ListedEntry } from './cache-listing.ts';

/** What existed when this run loaded the newest entry of one name. */
interface Loaded {
  readonly keys: ReadonlySet<string>;
  /** Of the newest entry; null if there was none. */
  readonly createdAtMs: number | null;
  /** Of the entry that was restored. */
  readonly restored: string | null;
  readonly isRestoredListed: boolean;
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
    const isRestoredListed = entries.some(({ key }) => key === restored);
    this.#loaded.set(prefix, { keys, createdAtMs: entries[0]?.createdAtMs ?? null, restored, isRestoredListed });
  }

  /** Notes a key that only this process saves under. */
  noteOwn(key: string): void {
    this.#own.add(key);
  }

  /** Throws StateError ANOTHER_RUN when another run saved an entry since the load. */
  async assertNewest(prefix: string): Promise<void> {
    const before = this.#loaded.get(prefix);
    if (before === undefined) return;
    const list = await this.#listing.everywhere(prefix);
    if (list.outcome !== 'listed') return;
    const since = sinceOf(before, list.entries);
    const other = list.entries.find(
      ({ key, isReadable, createdAtMs }) =>
        isReadable &&
        !before.keys.has(key) &&
        !this.#own.has(key) &&
        createdAtMs >= since &&
        !(before.restored !== null && isEarlierOfProcess(key, before.restored)),
    );
    if (other !== undefined) throw this.#anotherRun(prefix, other.key);
  }

  #anotherRun(prefix: string, key: string): StateError {
    const runId = runOf(prefix, key);
    return anotherRun(runId === this.#runId ? 'Another job of this run' : `Another run (${runId})`);
  }
}

/** From when on an entry is a later one. A list that lagged at the load shows what came before the restored entry only now, and then that entry itself. */
function sinceOf({ restored, createdAtMs, isRestoredListed }: Loaded, entries: readonly ListedEntry[]): number {
  if (restored === null || isRestoredListed) return createdAtMs ?? Number.NEGATIVE_INFINITY;
  return entries.find(({ key }) => key === restored)?.createdAtMs ?? Number.POSITIVE_INFINITY;
}

/** Keys end in `<run>-<attempt>-<process>-<number>`. */
function runOf(prefix: string, key: string): string {
  return key.slice(prefix.length).split('-')[0] ?? '';
}
