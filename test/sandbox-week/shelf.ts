import { StateError } from '../../src/errors/errors.ts';
import type { CacheListing, ListedEntry } from '../../src/github/cache-listing.ts';
import { CacheLock } from '../../src/github/cache-lock.ts';
import type { StateKind, StateStore } from '../../src/state/store.ts';

/** An entry of the cache; none is ever overwritten. */
interface Entry extends ListedEntry {
  readonly sealed: Buffer;
}

/** What the cache does wrong; counts go down as it happens. */
export interface ShelfTroubles {
  /** So many saves are refused. */
  refusedSaves: number;
  /** So many restores bring nothing, though the entry is listed. */
  failedRestores: number;
  /** So many restores bring the entry before the newest. */
  olderRestores: number;
}

/** How long a save or a restore takes on the fake clock, ms. */
const TAKES_MS = 400;
/** Newer entries make all but so many of a name useless. */
const KEPT = 5;

/**
 * The Actions cache in memory, as far as a run can tell it from the service: entries with the keys of their runs, a list,
 * and the real lock over them. Restores, saves and looks are shown to `pass` on their way, like calls.
 */
export class Shelf {
  /** Oldest first. */
  entries: readonly Entry[] = [];
  readonly troubles: ShelfTroubles = { refusedSaves: 0, failedRestores: 0, olderRestores: 0 };
  readonly #time: { now: number };
  #lastId = 0;

  constructor(time: { now: number }) {
    this.#time = time;
  }

  /** Takes away what the cache gave up: all entries, or the newest ones of a kind. */
  evict(kind: StateKind, which: 'all' | 'newest'): void {
    const own = this.entries.filter(({ key }) => key.startsWith(`${kind}/`));
    const gone = new Set(which === 'all' ? own : own.slice(-1));
    this.entries = this.entries.filter((entry) => !gone.has(entry));
  }

  /** The store of one run. */
  storeOf(runId: string, pass: () => Promise<void>): StateStore {
    const lock = new CacheLock(this.#listing(pass), runId);
    const load = async (kind: StateKind, name: string): Promise<Buffer | null> => {
      await this.#take(pass);
      const prefix = prefixOf(kind, name);
      const [newest, before] = this.#newestFirst(prefix);
      if (newest !== undefined && takeOne(this.troubles, 'failedRestores')) {
        throw new StateError('STATE_NOT_RESTORED', `The ${kind} could not be restored.`);
      }
      // What the real store says of such an entry: it never goes on from one that is not the newest.
      if (before !== undefined && takeOne(this.troubles, 'olderRestores')) {
        throw new StateError('STATE_OLDER', `The ${kind} that came back is older than the newest.`);
      }
      lock.noteLoaded(prefix, this.#newestFirst(prefix), newest?.key ?? null);
      return newest?.sealed ?? null;
    };
    return {
      load,
      loadNewest: async () => null,
      save: async (kind, name, sealed) => {
        await this.#take(pass);
        if (takeOne(this.troubles, 'refusedSaves')) {
          throw new StateError('STATE_NOT_SAVED', `The ${kind} could not be saved.`);
        }
        this.#lastId += 1;
        const prefix = prefixOf(kind, name);
        const key = `${prefix}${runId}-1-${this.#lastId}`;
        this.entries = [
          ...this.entries,
          { id: this.#lastId, key, ref: '', isReadable: true, createdAtMs: this.#time.now, sealed },
        ];
        const useless = new Set(this.#newestFirst(prefix).slice(KEPT));
        this.entries = this.entries.filter((entry) => !useless.has(entry));
        lock.noteOwn(key);
      },
      assertNewest: (kind, name) => lock.assertNewest(prefixOf(kind, name)),
      assertWritable: () => {},
    };
  }

  #listing(pass: () => Promise<void>): CacheListing {
    const list = async (prefix: string) => {
      await this.#take(pass);
      return { outcome: 'listed' as const, entries: this.#newestFirst(prefix) };
    };
    return {
      own: list,
      everywhere: list,
      remove: async () => false,
    };
  }

  #newestFirst(prefix: string): readonly Entry[] {
    return this.entries.filter(({ key }) => key.startsWith(prefix)).toReversed();
  }

  async #take(pass: () => Promise<void>): Promise<void> {
    await pass();
    this.#time.now += TAKES_MS;
  }
}

const prefixOf = (kind: StateKind, name: string): string => `${kind}/${name}/`;

function takeOne(troubles: ShelfTroubles, name: keyof ShelfTroubles): boolean {
  if (troubles[name] === 0) return false;
  troubles[name] -= 1;
  return true;
}
