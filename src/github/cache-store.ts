import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isFeatureAvailable, restoreCache, saveCache } from '@actions/cache';
import { StateError } from '../errors/errors.ts';
import type { Deadline } from '../http/exchange.ts';
import { ACCEPT_HINT, type NamedEntry, SEALED_LIMIT_BYTES, type StateKind, type StateStore } from '../state/store.ts';
import { isNewest } from './cache-keys.ts';
import { type CacheListing, type CacheListingOptions, createCacheListing, type ListedEntry } from './cache-listing.ts';
import { CacheLock } from './cache-lock.ts';

/** What the store knows about the run; the cache client reads its credentials from the environment. */
export interface CacheStoreOptions extends CacheListingOptions {
  /** GITHUB_WORKSPACE, which is also the working folder of a step. */
  readonly workspace: string;
  /** GITHUB_RUN_ID. */
  readonly runId: string;
  /** GITHUB_RUN_ATTEMPT. */
  readonly runAttempt: string;
  /** ACTIONS_CACHE_MODE, empty when it is not set. */
  readonly cacheMode: string;
  readonly deadline: Deadline;
  warn(message: string): void;
}

/** `late`: no answer came, and it may have been saved all the same. */
type Saving = 'saved' | 'refused' | 'late';

interface Restored {
  readonly key: string;
  readonly content: Buffer;
}
const KEY_START = 'exact-asperion-sync/v1';
/** The path's text is part of an entry's version: another path would find none of the existing entries. */
const PATHS: Readonly<Record<StateKind, string>> = {
  tokens: '.exact-asperion-sync/tokens.bin',
  progress: '.exact-asperion-sync/progress.bin',
  recording: '.exact-asperion-sync/recording.bin',
  assumptions: '.exact-asperion-sync/assumptions.bin',
  alarm: '.exact-asperion-sync/alarm.bin',
};
const KEPT_ENTRIES = 5;
const BRANCH = 'refs/heads/';
/** How long an upload may take: the client itself waits without end. */
const UPLOAD_MS = 30_000;
const UPLOAD_MS_PER_MB = 1000;
const MODE_HINT = 'Give the workflow `cache-mode: write`, and run it by a schedule or by hand on the default branch.';
const RECURRING_HINT =
  'If it recurs, give the workflow `cache-mode: write`, and run it by a schedule or by hand on the default branch.';

/**
 * Keeps entries in the Actions cache. Entries cannot be overwritten, so each save has a key of its own and a load takes
 * the newest whose key begins alike; listing the entries shows what the client hides (GH-cache-hides-failures). Throws StateError
 * `STATE_READ_ONLY` if the runner's variables do not name a GitHub.
 */
export function createCacheStore(options: CacheStoreOptions): StateStore {
  const { GITHUB_SERVER_URL } = process.env;
  // The cache client reads it, and would throw an error of its own.
  if (GITHUB_SERVER_URL && URL.parse(GITHUB_SERVER_URL) === null) {
    throw new StateError(
      'STATE_READ_ONLY',
      'GITHUB_SERVER_URL is no address, so no state can be kept in the Actions cache.',
      {
        hint: 'Leave that variable as the runner sets it.',
      },
    );
  }
  return new CacheStore(options);
}

class CacheStore implements StateStore {
  readonly #options: CacheStoreOptions;
  readonly #listing: CacheListing;
  readonly #lock: CacheLock;
  readonly #lastNumbers = new Map<string, number>();
  readonly #savedPrefixes = new Set<string>();
  /** Makes keys this process's own: a save whose answer was lost is not taken for another job's. */
  readonly #process = randomBytes(4).toString('hex');
  #warned = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: CacheStoreOptions) {
    this.#options = options;
    this.#listing = createCacheListing(options);
    this.#lock = new CacheLock(this.#listing, options.runId);
  }

  load(kind: StateKind, name: string): Promise<Buffer | null> {
    return this.#inTurn(async () => (await this.#load(kind, prefixOf(kind, name), name))?.content ?? null);
  }

  loadNewest(kind: StateKind): Promise<NamedEntry | null> {
    return this.#inTurn(async () => {
      const start = startOf(kind);
      const restored = await this.#load(kind, start, 'any administration');
      if (restored === null) return null;
      return { name: nameIn(restored.key, start), sealed: restored.content };
    });
  }

  async names(kind: StateKind): Promise<readonly string[]> {
    const start = startOf(kind);
    const list = await this.#listing.own(start);
    return list.outcome === 'listed' ? [...new Set(list.entries.map(({ key }) => nameIn(key, start)))] : [];
  }

  touch(kind: StateKind, name: string): Promise<void> {
    return this.#inTurn(async () => {
      const prefix = prefixOf(kind, name);
      await restoreCache([PATHS[kind]], prefix, [prefix], { lookupOnly: true });
    });
  }

  save(kind: StateKind, name: string, sealed: Buffer): Promise<void> {
    return this.#inTurn(() => this.#save(kind, name, sealed));
  }

  assertNewest(kind: StateKind, name: string): Promise<void> {
    return this.#inTurn(() => this.#lock.assertNewest(prefixOf(kind, name)));
  }

  assertWritable(): void {
    const mode = this.#options.cacheMode.trim().toLowerCase();
    if (mode === 'read' || mode === 'none') {
      const message = `The state cannot be saved: the cache-mode of this run is ${mode}.`;
      throw new StateError('STATE_READ_ONLY', message, { hint: MODE_HINT });
    }
    if (isFeatureAvailable()) return;
    throw new StateError(
      'STATE_READ_ONLY',
      'The Actions cache is not available to this step, so no state can be saved.',
      {
        hint: 'On GitHub Enterprise Server, which may have no such cache, set `state-store: file:PATH`. Elsewhere, run the action as a `uses:` step.',
      },
    );
  }

  prune(): Promise<void> {
    return this.#inTurn(() => this.#prune());
  }

  async #prune(): Promise<void> {
    for (const prefix of this.#savedPrefixes) {
      const list = await this.#listing.own(prefix);
      if (list.outcome !== 'listed') return;
      for (const { id } of list.entries.slice(KEPT_ENTRIES)) {
        if (!(await this.#listing.remove(id))) return;
      }
    }
  }

  /** The newest entry whose key begins with `prefix`; `name` is for messages. */
  async #load(kind: StateKind, prefix: string, name: string): Promise<Restored | null> {
    const list = await this.#listing.everywhere(prefix);
    const restored = await this.#restore(kind, prefix);
    if (list.outcome === 'unlisted') {
      // What is whole would be taken for lost, and replaced by nothing.
      if (restored === null) throw notListed(kind, name, list.reason);
      this.#warnUnlisted(list.reason);
      return restored;
    }
    const key = restored?.key ?? null;
    const entries = list.entries.filter((entry) => entry.isReadable || entry.key === key);
    this.#lock.noteLoaded(prefix, entries, key);
    const [newest] = entries;
    if (key === null && newest !== undefined) throw notRestored(kind, name);
    if (key !== null && newest !== undefined && !isNewest(key, entries)) throw older(kind, name, key, newest.key);
    if (kind === 'progress') assertNotElsewhere(name, key, list.entries);
    return restored;
  }

  async #restore(kind: StateKind, prefix: string): Promise<Restored | null> {
    const file = join(this.#options.workspace, PATHS[kind]);
    await rm(file, { force: true });
    // The service takes the first key as a prefix too; no entry's name is the prefix itself.
    const key = await restoreCache([PATHS[kind]], prefix, [prefix]);
    if (key === undefined) return null;
    try {
      if ((await stat(file)).size > SEALED_LIMIT_BYTES) throw new Error('too large');
      return { key, content: await readFile(file) };
    } catch (cause) {
      const message = `The cache entry ${key} does not hold the file it should.`;
      throw new StateError('STATE_UNREADABLE', message, { hint: ACCEPT_HINT, cause });
    } finally {
      await rm(file, { force: true });
    }
  }

  async #save(kind: StateKind, name: string, sealed: Buffer): Promise<void> {
    const prefix = prefixOf(kind, name);
    const file = join(this.#options.workspace, PATHS[kind]);
    let saving: Saving;
    try {
      await mkdir(dirname(file), { recursive: true });
      await rm(file, { force: true });
      await writeFile(file, sealed, { mode: 0o600, flag: 'wx' });
      saving = await this.#saveOnce(kind, prefix, sealed.length);
    } catch (cause) {
      throw notSaved(kind, name, cause);
    } finally {
      await rm(file, { force: true });
    }
    if (saving === 'saved') this.#savedPrefixes.add(prefix);
    else throw saving === 'late' ? notAnswered(kind, name) : notSaved(kind, name, undefined);
  }

  async #saveOnce(kind: StateKind, prefix: string, bytes: number): Promise<Saving> {
    const number = (this.#lastNumbers.get(prefix) ?? 0) + 1;
    this.#lastNumbers.set(prefix, number);
    const { runId, runAttempt, deadline } = this.#options;
    const key = `${prefix}${runId}-${runAttempt}-${this.#process}-${number}`;
    // Before it is sent: whatever comes of it, an entry of this key is ours.
    this.#lock.noteOwn(key);
    const { promise, resolve, reject } = Promise.withResolvers<Saving>();
    const callOff = deadline(UPLOAD_MS + (bytes / 2 ** 20) * UPLOAD_MS_PER_MB, () => resolve('late'));
    saveCache([PATHS[kind]], key).then((id) => resolve(id === -1 ? 'refused' : 'saved'), reject);
    return promise.finally(callOff);
  }

  #warnUnlisted(reason: string): void {
    if (this.#warned) return;
    this.#warned = true;
    this.#options.warn(
      `The caches of this repository could not be listed (${reason}), so nothing says whether what came back is the newest. ` +
        'If it recurs, give the job the permission `actions: read`.',
    );
  }

  /** All names of a kind share one path in the workspace, so one operation runs at a time. */
  #inTurn<T>(operation: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(operation);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

/** The slash at the end keeps `orders` from finding `orders-lines`; names are escaped because a key holds no comma. */
function prefixOf(kind: StateKind, name: string): string {
  return `${startOf(kind)}${encodeURIComponent(name)}/`;
}

const startOf = (kind: StateKind): string => `${KEY_START}/${kind}/`;

/** The name in a key that begins with `start`. */
const nameIn = (key: string, start: string): string => decodeURIComponent(key.slice(start.length).split('/')[0] ?? '');

/**
 * Entries belong to a branch: under a new name of the default branch there would seem to be no progress, or what was saved under an earlier one, and what people
 * corrected in the target would be set back. Only runs on the default branch save progress, so a branch that has some was that once.
 */
function assertNotElsewhere(name: string, key: string | null, entries: readonly ListedEntry[]): void {
  const elsewhere = entries.filter((entry) => !entry.isReadable && entry.key !== key && entry.ref.startsWith(BRANCH));
  const [newest] = elsewhere;
  if (newest === undefined) return;
  const own = entries.filter((entry) => entry.key === key);
  if (key === null || !isNewest(key, [...own, ...elsewhere]))
    throw ofOtherBranch(name, newest.ref.slice(BRANCH.length));
}

function notListed(kind: StateKind, name: string, reason: string): StateError {
  const message = `No saved ${kind} of ${name} came back from the cache, and GitHub could not say whether there is one (${reason}).`;
  return new StateError('STATE_NOT_LISTED', message, {
    hint: `Run again later; the job needs the permission \`actions: read\`. ${ACCEPT_HINT}`,
  });
}

function notRestored(kind: StateKind, name: string): StateError {
  const message = `Saved ${kind} of ${name} exists in the Actions cache but could not be restored.`;
  const hint = `Run again later: the lines of the cache client above say why. ${RECURRING_HINT}`;
  return new StateError('STATE_NOT_RESTORED', message, { hint });
}

function ofOtherBranch(name: string, branch: string): StateError {
  const message = `The saved progress of ${name} belongs to the branch ${branch}, and this run is of another one, which cannot read it.`;
  const hint = `Make ${branch} the default branch again, or start over: every record is then compared in full, and what people corrected in the target is set back. ${ACCEPT_HINT}`;
  return new StateError('STATE_NOT_RESTORED', message, { hint });
}

function older(kind: StateKind, name: string, restored: string, newest: string): StateError {
  const message = `The ${kind} of ${name} that came back from the cache (${restored}) is older than the newest (${newest}).`;
  const hint =
    'Run again later: what was just saved may take minutes to show. If it recurs, run it on the default branch, always on the same kind of runner.';
  return new StateError('STATE_OLDER', message, { hint });
}

function notSaved(kind: StateKind, name: string, cause: unknown): StateError {
  const message = `The ${kind} of ${name} could not be saved to the Actions cache.`;
  const hint = `The lines of the cache client above say why. A runner of your own needs \`tar\`. ${RECURRING_HINT}`;
  return new StateError('STATE_NOT_SAVED', message, { hint, cause });
}

function notAnswered(kind: StateKind, name: string): StateError {
  const message = `The ${kind} of ${name} could not be saved to the Actions cache: it did not answer in time.`;
  return new StateError('STATE_NOT_SAVED', message, { hint: 'Run again later.' });
}
