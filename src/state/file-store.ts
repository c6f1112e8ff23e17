import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { StateError } from '../errors/errors.ts';
import { type FileEntry, newEntry, readEntries, sealedOf, writeEntries } from './state-file.ts';
import { ACCEPT_HINT, anotherRun, type StateKind, type StateStore } from './store.ts';

/** How a file is used as a store. */
export interface FileStoreOptions {
  /** The one file that holds all entries; its folder is created if it is missing. */
  readonly path: string;
  /** With `once`, the first save replaces a file that cannot be read; with `never`, nothing touches it. */
  readonly acceptState: 'never' | 'once';
}

/**
 * Keeps all entries in one file, for a laptop or a runner with its own disk. The file is always replaced as a whole,
 * so that a killed run leaves the old one. Only one process may use it at a time.
 */
export function createFileStore(options: FileStoreOptions): StateStore {
  const path = resolve(options.path);
  let turn: Promise<unknown> = Promise.resolve();
  /** Hashes of the entries as this process knows them: what it loaded or saved last; null = there was none. */
  const known = new Map<string, string | null>();
  const save = async (kind: StateKind, name: string, sealed: Buffer): Promise<void> => {
    const before = await entriesOf(path).catch((error: unknown): readonly FileEntry[] => {
      if (options.acceptState === 'once') return [];
      throw error;
    });
    // What was saved last comes last.
    const entry = newEntry(entryName(kind, name), sealed);
    await replace(path, [...before.filter((other) => other.name !== entry.name), entry]);
    known.set(entry.name, entry.hash);
  };
  return {
    async load(kind, name) {
      const entry = await entryOf(path, entryName(kind, name));
      known.set(entryName(kind, name), entry?.hash ?? null);
      return entry === undefined ? null : await readable(path, () => sealedOf(path, entry));
    },
    async loadNewest(kind) {
      const start = entryName(kind, '');
      const newest = (await entriesOf(path)).findLast((entry) => entry.name.startsWith(start));
      if (newest === undefined) return null;
      return { name: newest.name.slice(start.length), sealed: await readable(path, () => sealedOf(path, newest)) };
    },
    async names(kind) {
      const start = entryName(kind, '');
      const names = (await entriesOf(path)).map(({ name }) => name);
      return names.filter((name) => name.startsWith(start)).map((name) => name.slice(start.length));
    },
    save(kind, name, sealed) {
      const saved = turn.then(() => save(kind, name, sealed));
      turn = saved.catch(() => undefined);
      return saved;
    },
    async assertNewest(kind, name) {
      const entry = entryName(kind, name);
      if (!known.has(entry) || ((await entryOf(path, entry))?.hash ?? null) === known.get(entry)) return;
      throw anotherRun('Another run');
    },
    assertWritable: () => assertWritable(path),
  };
}

const entriesOf = (path: string): Promise<readonly FileEntry[]> => readable(path, () => readEntries(path));

const entryOf = async (path: string, name: string): Promise<FileEntry | undefined> =>
  (await entriesOf(path)).find((entry) => entry.name === name);

async function readable<Answer>(path: string, read: () => Promise<Answer>): Promise<Answer> {
  try {
    return await read();
  } catch (cause) {
    const message = `The state file ${basename(path)} cannot be read, or it is cut off or of another format.`;
    throw new StateError('STATE_UNREADABLE', message, { hint: `Restore a copy of it. ${ACCEPT_HINT}`, cause });
  }
}

async function replace(path: string, entries: readonly FileEntry[]): Promise<void> {
  const temporary = `${path}.new`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await rm(temporary, { force: true });
    await writeEntries(temporary, entries, path);
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const message = `The state could not be saved to ${basename(path)} (${(cause as NodeJS.ErrnoException).code}).`;
    throw new StateError('STATE_NOT_SAVED', message, {
      hint: 'Make its folder writable, with room on the disk.',
      cause,
    });
  }
}

/** Makes the rename survive a power cut. Windows can't open folders, so there it is skipped. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function assertWritable(path: string): void {
  let folder = dirname(path);
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    if (!statSync(folder).isDirectory()) throw new Error('the folder is a file');
    if (existsSync(path) && !statSync(path).isFile()) throw new Error('the file is a folder');
  } catch (cause) {
    const message = `The state file ${basename(path)} cannot be written.`;
    const hint = 'Let `state-store: file:PATH` name a file in a folder that is writable.';
    throw new StateError('STATE_READ_ONLY', message, { hint, cause });
  }
}

function entryName(kind: StateKind, name: string): string {
  return `${kind}/${name}`;
}
