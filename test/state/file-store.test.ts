import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtempDisposable, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFileStore } from '../../src/state/file-store.ts';
import type { StateStore } from '../../src/state/store.ts';

const temporaryFolder = () => mkdtempDisposable(join(tmpdir(), 'file-store-'));
const fileStore = (path: string): StateStore => createFileStore({ path, acceptState: 'never' });

async function text(store: StateStore, name: string): Promise<string | undefined> {
  return (await store.load('tokens', name))?.toString();
}

test('knows nothing before the first save and makes the folders it needs', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'deep', 'er', 'state.json');
  const store = fileStore(path);
  store.assertWritable();
  expect(await store.load('tokens', 'asperion')).toBeNull();
  await store.save('tokens', 'asperion', Buffer.from('one'));
  expect(await text(fileStore(path), 'asperion')).toBe('one');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('keeps all entries in the one file, also when they are saved at once', async () => {
  await using folder = await temporaryFolder();
  const store = fileStore(join(folder.path, 'state.json'));
  const names = ['exact-online', 'asperion', 'third'];
  await Promise.all(names.map((name) => store.save('tokens', name, Buffer.from(name))));
  await store.save('progress', 'asperion', Buffer.from('progress'));
  expect(await Promise.all(names.map((name) => text(store, name)))).toEqual(names);
  expect((await store.load('progress', 'asperion'))?.toString()).toBe('progress');
  expect(await readdir(folder.path)).toEqual(['state.json']);
});

test('knows which entry of a kind was saved last, whatever its name', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'state.json');
  const store = fileStore(path);
  expect(await store.loadNewest('recording')).toBeNull();
  for (const name of ['123-4', '5-6', '123-4']) await store.save('recording', name, Buffer.from(name));
  await store.save('progress', '5-6', Buffer.from('progress'));
  expect(await fileStore(path).loadNewest('recording')).toEqual({ name: '123-4', sealed: Buffer.from('123-4') });
  await store.save('recording', '5-6', Buffer.from('again'));
  expect(await fileStore(path).loadNewest('recording')).toEqual({ name: '5-6', sealed: Buffer.from('again') });
  expect(await store.names?.('recording')).toEqual(['123-4', '5-6']);
  expect(await store.names?.('alarm')).toEqual([]);
});

test('sees what another process saved since the load, and not what it saved itself', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'state.json');
  const [one, other] = [fileStore(path), fileStore(path)];
  await one.save('progress', 'main', Buffer.from('one'));
  for (const store of [one, other]) await store.load('progress', 'main');
  await one.save('progress', 'main', Buffer.from('two'));
  await one.save('tokens', 'asperion', Buffer.from('tokens'));
  await one.assertNewest('progress', 'main');
  await other.assertNewest('tokens', 'asperion');
  await expect(other.assertNewest('progress', 'main')).rejects.toMatchObject({ code: 'ANOTHER_RUN' });
});

test('keeps long entries as they are, and stops at a file whose last byte is missing', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'state.json');
  await fileStore(path).save('tokens', 'asperion', Buffer.alloc(3_000_000, 7));
  await fileStore(path).save('progress', '123-4', Buffer.from('progress'));
  expect(await fileStore(path).load('tokens', 'asperion')).toEqual(Buffer.alloc(3_000_000, 7));
  await truncate(path, (await stat(path)).size - 1);
  await expect(fileStore(path).load('tokens', 'asperion')).rejects.toMatchObject({ code: 'STATE_UNREADABLE' });
});

test.each(['rename', 'sync'])('keeps the old file when the run is killed before its %s', async (moment) => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'state.json');
  const store = fileStore(path);
  await store.save('tokens', 'asperion', Buffer.from('old'));
  const killed = spawnSync(process.execPath, [join(import.meta.dirname, 'killed-save.ts'), path, moment]);
  expect(killed.signal).toBe('SIGKILL');
  expect(await readdir(folder.path)).toEqual(['state.json', 'state.json.new']);
  expect(await text(fileStore(path), 'asperion')).toBe('old');
  await store.save('tokens', 'asperion', Buffer.from('new'));
  expect(await text(fileStore(path), 'asperion')).toBe('new');
  expect(await readdir(folder.path)).toEqual(['state.json']);
});

test.each([
  ['cut off', (whole: string) => whole.slice(0, whole.length / 2)],
  ['empty', () => ''],
  ['another file', () => '{"name":"package"}'],
])('stops at a file that is %s and leaves it as it is', async (_what, harm) => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'state.json');
  await fileStore(path).save('tokens', 'asperion', Buffer.from('one'));
  const harmed = harm(await readFile(path, 'latin1'));
  await writeFile(path, harmed, 'latin1');
  const unreadable = { name: 'StateError', code: 'STATE_UNREADABLE', hint: expect.stringContaining('accept-state') };
  await expect(fileStore(path).load('tokens', 'asperion')).rejects.toMatchObject(unreadable);
  await expect(fileStore(path).save('tokens', 'asperion', Buffer.from('two'))).rejects.toMatchObject(unreadable);
  expect(await readFile(path, 'latin1')).toBe(harmed);
});

test('replaces an unreadable file by the first save once starting over is accepted', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'state.json');
  await writeFile(path, 'not a state');
  await createFileStore({ path, acceptState: 'once' }).save('tokens', 'asperion', Buffer.from('one'));
  expect(await text(fileStore(path), 'asperion')).toBe('one');
});

test('says before the run that a folder in the place of the file cannot be written', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'state.json');
  await mkdir(path);
  expect(() => fileStore(path).assertWritable()).toThrow(expect.objectContaining({ code: 'STATE_READ_ONLY' }));
});

test.skipIf(process.getuid?.() === 0)('says so of a folder without the right to write', async () => {
  await using folder = await temporaryFolder();
  await chmod(folder.path, 0o500);
  const store = fileStore(join(folder.path, 'state.json'));
  expect(() => store.assertWritable()).toThrow(expect.objectContaining({ code: 'STATE_READ_ONLY' }));
  await expect(store.save('tokens', 'asperion', Buffer.from('one'))).rejects.toMatchObject({ code: 'STATE_NOT_SAVED' });
  await chmod(folder.path, 0o700);
});

test('says so of a folder that is a file', async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, 'file'), '', { mode: 0o700 });
  const store = fileStore(join(folder.path, 'file', 'state.json'));
  expect(() => store.assertWritable()).toThrow(expect.objectContaining({ code: 'STATE_READ_ONLY' }));
});

test('reports a save that the disk refuses, and keeps what was there', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'state.json');
  const store = fileStore(path);
  await store.save('tokens', 'asperion', Buffer.from('old'));
  await mkdir(`${path}.new`);
  await expect(store.save('tokens', 'asperion', Buffer.from('new'))).rejects.toMatchObject({ code: 'STATE_NOT_SAVED' });
  expect(await text(store, 'asperion')).toBe('old');
});
