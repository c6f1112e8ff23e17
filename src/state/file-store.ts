import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { z } from 'zod';
import { StateError } from '../errors.ts';
import { ACCEPT_HINT, anotherRun, SEALED_LIMIT_BYTES, type StateKind, type StateStore } from './store.ts';

/** How a file is used as a store. */
export interface FileStoreOptions {
  /** The one file that holds all entries; its folder is created if it is missing. */
  readonly path: string;
  /** With `once`, the first save replaces a file that cannot be read; with `never`, nothing touches it. */
  readonly acceptState: 'never' | 'once';
}

const FORMAT = 'exact-asperion-sync/state';
const fileSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  /** Sealed entries in base64 by `<kind>/<name>`. */
  entries: z.record(z.string(), z.string()),
});
type Entries = z.infer<typeof fileSchema>['entries'];

/**
 * Keeps all entries in one file, for a laptop or a runner with its own disk. The file is always replaced as a whole,
 * so that a killed run leaves the old one. Only one process may use it at a time.
 */
export function createFileStore(options: FileStoreOptions): StateStore {
  const path = resolve(options.path);
  let turn: Promise<unknown> = Promise.resolve();
  /** Entries as this process knows them: what it loaded or saved last. */
  const known = new Map<string, string | undefined>();
  const save = async (kind: StateKind, name: string, sealed: Buffer): Promise<void> => {
    const before = await readEntries(path).catch((error: unknown): Entries => {
      if (options.acceptState === 'once') return {};
      throw error;
    });
    // What was saved last comes last.
    const { [entryName(kind, name)]: _, ...others } = before;
    const entry = sealed.toString('base64');
    await replace(path, { ...others, [entryName(kind, name)]: entry });
    known.set(entryName(kind, name), entry);
  };
  return {
    async load(kind, name) {
      const entry = (await readEntries(path))[entryName(kind, name)];
      known.set(entryName(kind, name), entry);
      return entry === undefined ? null : Buffer.from(entry, 'base64');
    },
    async loadNewest(kind) {
      const start = entryName(kind, '');
      const newest = Object.entries(await readEntries(path)).findLast(([entry]) => entry.startsWith(start));
      if (newest === undefined) return null;
      const [entry, sealed] = newest;
      return { name: entry.slice(start.length), sealed: Buffer.from(sealed, 'base64') };
    },
    save(kind, name, sealed) {
      const saved = turn.then(() => save(kind, name, sealed));
      turn = saved.catch(() => undefined);
      return saved;
    },
    async assertNewest(kind, name) {
      const entry = entryName(kind, name);
      if (!known.has(entry) || (await readEntries(path))[entry] === known.get(entry)) return;
      throw anotherRun('Another run', 'saved newer progress than this one began with');
    },
    assertWritable: () => assertWritable(path),
  };
}

async function readEntries(path: string): Promise<Entries> {
  try {
    if (statSync(path).size > 2 * SEALED_LIMIT_BYTES) throw new Error('too large');
    return fileSchema.parse(JSON.parse(await readFile(path, 'utf8'))).entries;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return {};
    const message = `The state file ${basename(path)} cannot be read, or it is cut off or of another format.`;
    throw new StateError('STATE_UNREADABLE', message, { hint: `Restore a copy of it. ${ACCEPT_HINT}`, cause });
  }
}

async function replace(path: string, entries: Entries): Promise<void> {
  const temporary = `${path}.new`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await rm(temporary, { force: true });
    await writeDurably(temporary, `${JSON.stringify({ format: FORMAT, version: 1, entries })}\n`);
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

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
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
