import { describe, expect, test, vi } from 'vitest';
import { startGitHubSandbox } from '../../sandbox/github/server.ts';
import { type CacheStoreOptions, createCacheStore } from '../../src/github/cache-store.ts';
import { storeEntry } from '../sandbox/github/protocol.ts';
import { archive, type Command, keys, MAIN, PREFIX, savedBefore, step } from './cache-steps.ts';

/** The key of a run's save: a part of it is the process's own. */
const ownKey = (run: number, number: number): unknown =>
  expect.stringMatching(new RegExp(`^${PREFIX}/${run}-1-[0-9a-f]{8}-${number}$`));

test('a GitHub without an address keeps no state, and says so', () => {
  vi.stubEnv('GITHUB_SERVER_URL', 'not a url');
  const open = () => createCacheStore({} as CacheStoreOptions);
  expect(open).toThrow('GITHUB_SERVER_URL is no address, so no state can be kept in the Actions cache.');
  vi.unstubAllEnvs();
  expect(open).not.toThrow();
});

test('a server without a cache is told where else the state can be kept', () => {
  vi.stubEnv('GITHUB_SERVER_URL', 'https://ghe.example.com');
  const store = createCacheStore({ cacheMode: '' } as CacheStoreOptions);
  const hint = expect.stringMatching(/^On GitHub Enterprise Server.* set `state-store: file:PATH`/);
  expect(() => store.assertWritable()).toThrow(expect.objectContaining({ code: 'STATE_READ_ONLY', hint }));
  vi.unstubAllEnvs();
});

describe.concurrent('what the cache client answers', () => {
  test('nothing saved yet: a first run, without a warning', async () => {
    await using sandbox = await startGitHubSandbox();
    const { results, warnings, waits } = await step(sandbox, [['load', 'main']]);
    expect([results, warnings, waits]).toEqual([[null], [], []]);
  });

  test('saved: the next run gets the newest, and the workspace stays clean', async () => {
    await using sandbox = await startGitHubSandbox();
    await step(
      sandbox,
      [
        ['save', 'main', 'one'],
        ['save', 'main', 'two'],
      ],
      { runId: 41 },
    );
    expect(keys(sandbox)).toEqual([ownKey(41, 1), ownKey(41, 2)]);
    const { results, left } = await step(sandbox, [['assertWritable'], ['load', 'main']], { runId: 42 });
    expect(results).toEqual(['ok', 'two']);
    expect(left).toEqual(['.exact-asperion-sync']);
  });

  test('the newest of a kind is found without its name', async () => {
    await using sandbox = await startGitHubSandbox();
    const save = (name: string, text: string): Command => ['save', name, text, 'recording'];
    const loadNewest: Command = ['loadNewest', '', '', 'recording'];
    const saves = [save('12-3', 'one'), save('4/5', 'two'), loadNewest, save('12-3', 'three'), save('6/7', 'four')];
    const { results } = await step(sandbox, [loadNewest, ...saves, ['save', '8-9', 'five', 'progress']], { runId: 43 });
    expect(results).toEqual([null, 'ok', 'ok', '4/5: two', 'ok', 'ok', 'ok']);
    const later = await step(sandbox, [loadNewest], { runId: 44, ref: 'refs/pull/7/merge' });
    expect(later.results).toEqual(['6/7: four']);
  });

  test('the default branch has another name: stops, as the progress belongs to the old one', async () => {
    await using sandbox = await startGitHubSandbox({ defaultBranch: 'trunk' });
    await savedBefore(sandbox);
    const renamed = { inputs: { event: '{"defaultBranch":"trunk"}' } };
    const loads: Command[] = [
      ['load', 'main'],
      ['load', 'other'],
      ['load', 'main', '', 'tokens'],
    ];
    expect((await step(sandbox, loads, renamed)).results).toEqual(['STATE_NOT_RESTORED', null, null]);
  });

  test('the default branch has its old name again: stops while newer progress is of the other', async () => {
    await using sandbox = await startGitHubSandbox({ defaultBranch: 'main' });
    const { version, content } = await archive();
    await savedBefore(sandbox);
    await storeEntry(sandbox, 'refs/heads/trunk', `${PREFIX}/41-1-a-1`, content, version);
    expect((await step(sandbox, [['load', 'main']])).results).toEqual(['STATE_NOT_RESTORED']);
    // Once progress was saved under this name again, what the other one has is old.
    await savedBefore(sandbox, '42-1-b-1');
    expect((await step(sandbox, [['load', 'main']])).results).toEqual(['one']);
    sandbox.switches.unlisted = 1;
    expect((await step(sandbox, [['load', 'main']])).results).toEqual(['one']);
  });

  test('entries of a pull request only: a first run', async () => {
    await using sandbox = await startGitHubSandbox();
    await step(sandbox, [['save', 'main', 'one']], { ref: 'refs/pull/7/merge' });
    expect((await step(sandbox, [['load', 'main']])).results).toEqual([null]);
  });

  test('restore denied: stops, because an entry is listed', async () => {
    await using sandbox = await startGitHubSandbox();
    await savedBefore(sandbox);
    sandbox.switches.denyReads = true;
    const { results, run } = await step(sandbox, [['load', 'main']]);
    expect(results).toEqual(['STATE_NOT_RESTORED']);
    expect(run.log).toContain('cache read denied');
  });

  test('restore answered 429: stops', async () => {
    await using sandbox = await startGitHubSandbox();
    await savedBefore(sandbox);
    sandbox.switches.limitedCalls = Number.POSITIVE_INFINITY;
    const { results, waits } = await step(sandbox, [['load', 'main']]);
    expect([results, waits]).toEqual([['STATE_NOT_RESTORED'], [2000, 4000, 8000]]);
  });

  test('one restore answered 429: the entry comes with the next look', async () => {
    await using sandbox = await startGitHubSandbox();
    await savedBefore(sandbox);
    sandbox.switches.limitedCalls = 1;
    const { results, waits } = await step(sandbox, [['load', 'main']]);
    expect([results, waits]).toEqual([['one'], [2000]]);
  });

  test('connection refused: stops, because nobody can say that nothing was saved', async () => {
    await using sandbox = await startGitHubSandbox();
    await sandbox.close();
    const { results } = await step(sandbox, [
      ['load', 'main'],
      ['save', 'main', 'one'],
    ]);
    expect(results).toEqual(['STATE_NOT_LISTED', 'STATE_NOT_SAVED']);
  });

  test('503 twice: the entry comes after all', async () => {
    await using sandbox = await startGitHubSandbox();
    await savedBefore(sandbox);
    sandbox.switches.unavailableCalls = 2;
    expect((await step(sandbox, [['load', 'main']])).results).toEqual(['one']);
    expect(sandbox.switches.unavailableCalls).toBe(0);
  });

  test.each(['write-only', 'none'] as const)('cache-mode %s: stops at the load', async (mode) => {
    await using sandbox = await startGitHubSandbox();
    await savedBefore(sandbox);
    sandbox.switches.cacheMode = mode;
    expect((await step(sandbox, [['load', 'main']])).results).toEqual(['STATE_NOT_RESTORED']);
  });

  test.each(['read', 'none'] as const)('cache-mode %s: is read-only from the start', async (mode) => {
    await using sandbox = await startGitHubSandbox();
    sandbox.switches.cacheMode = mode;
    const { results } = await step(sandbox, [['assertWritable'], ['save', 'main', 'one']]);
    expect(results).toEqual(['STATE_READ_ONLY', 'STATE_NOT_SAVED']);
  });

  test('no cache for this step: is read-only from the start', async () => {
    const { results } = await step(undefined, [['assertWritable']]);
    expect(results).toEqual(['STATE_READ_ONLY']);
  });

  test('the answer to a save was lost: it is saved once more, and nobody else is suspected', async () => {
    await using sandbox = await startGitHubSandbox();
    await savedBefore(sandbox);
    sandbox.switches.lostSaves = 1;
    const { results } = await step(sandbox, [
      ['load', 'main'],
      ['save', 'main', 'two'],
      ['assertNewest', 'main'],
    ]);
    expect(results).toEqual(['one', 'ok', 'ok']);
    expect(sandbox.entries).toHaveLength(3);
  });

  test('an upload that never gets an answer: the next try saves it, or the save has failed', async () => {
    await using sandbox = await startGitHubSandbox();
    sandbox.switches.hangingUploads = 1;
    const hurry = { inputs: { 'in-a-hurry': 'true' } };
    expect((await step(sandbox, [['save', 'main', 'one']], hurry)).results).toEqual(['ok']);
    sandbox.switches.hangingUploads = 2;
    expect((await step(sandbox, [['save', 'main', 'two']], hurry)).results).toEqual(['STATE_NOT_SAVED']);
    expect((await step(sandbox, [['load', 'main']])).results).toEqual(['one']);
  });

  test('two jobs of one run never save under one key', async () => {
    await using sandbox = await startGitHubSandbox();
    for (const text of ['one', 'two']) await step(sandbox, [['save', 'main', text]], { runId: 41 });
    expect(keys(sandbox)).toEqual([ownKey(41, 1), ownKey(41, 1)]);
    expect(new Set(keys(sandbox)).size).toBe(2);
  });

  test('an entry that is touched each day outlives a week', async () => {
    const day = 86_400_000;
    let now = Date.parse('2026-12-01T08:00:00Z');
    await using sandbox = await startGitHubSandbox({ now: () => now });
    await savedBefore(sandbox);
    now += 6 * day;
    const { results, left } = await step(sandbox, [
      ['touch', 'main'],
      ['touch', 'other'],
    ]);
    expect([results, left]).toEqual([['ok', 'ok'], []]);
    now += 6 * day;
    expect((await step(sandbox, [['load', 'main']])).results).toEqual(['one']);
    now += 8 * day;
    expect((await step(sandbox, [['load', 'main']])).results).toEqual([null]);
  });

  test('save denied: has failed, and what was there stays', async () => {
    await using sandbox = await startGitHubSandbox();
    await savedBefore(sandbox);
    sandbox.switches.denyWrites = true;
    const { results, run } = await step(sandbox, [
      ['save', 'main', 'two'],
      ['load', 'main'],
    ]);
    expect(results).toEqual(['STATE_NOT_SAVED', 'one']);
    expect(run.log).toContain('cache write denied');
  });

  test('save answered 429: is tried again for a minute', async () => {
    await using sandbox = await startGitHubSandbox();
    sandbox.switches.limitedCalls = 5;
    const { results, waits } = await step(sandbox, [
      ['save', 'main', 'one'],
      ['save', 'main', 'two'],
    ]);
    expect([results, waits]).toEqual([
      ['ok', 'ok'],
      [2000, 4000, 8000, 16_000, 30_000],
    ]);
  });
});

describe.concurrent('one store for all names', () => {
  test('tells which names of a kind it keeps, each once', async () => {
    await using sandbox = await startGitHubSandbox();
    const saves = ['12-3', '4/5', '12-3'].map((name): Command => ['save', name, name]);
    await step(sandbox, [...saves, ['save', '6-7', 'one', 'recording']]);
    expect((await step(sandbox, [['names']])).results).toEqual(['4/5 12-3']);
    sandbox.switches.actionsPermission = 'none';
    expect((await step(sandbox, [['names']])).results).toEqual(['']);
  });

  test('keeps names and kinds apart, also when they are used at once', async () => {
    await using sandbox = await startGitHubSandbox();
    const names = ['exact-online', 'asperion', 'Holding, B.V./Zuid'];
    const atOnce = { inputs: { 'at-once': 'true' } };
    const saves = names.map((name): Command => ['save', name, `tokens of ${name}`, 'tokens']);
    await step(sandbox, [...saves, ['save', 'asperion', 'progress', 'progress']], atOnce);
    const loads = names.map((name): Command => ['load', name, '', 'tokens']);
    const { results } = await step(sandbox, [...loads, ['load', 'asperion']], atOnce);
    expect(results).toEqual([...names.map((name) => `tokens of ${name}`), 'progress']);
  });

  test('prunes to the newest five of what it saved, and of nothing else', async () => {
    await using sandbox = await startGitHubSandbox();
    const other = 'exact-asperion-sync/v1/progress/other/1-1-';
    for (let number = 1; number <= 6; number += 1) await storeEntry(sandbox, MAIN, `${other}${number}`);
    for (let number = 1; number <= 6; number += 1) await storeEntry(sandbox, MAIN, `${PREFIX}/40-1-${number}`);
    await step(sandbox, [['save', 'main', 'newest'], ['prune']], { runId: 41 });
    expect(keys(sandbox).filter((key) => key.startsWith(other))).toHaveLength(6);
    const kept = ['40-1-3', '40-1-4', '40-1-5', '40-1-6'].map((end) => `${PREFIX}/${end}`);
    expect(keys(sandbox).filter((key) => key.startsWith(`${PREFIX}/`))).toEqual([...kept, ownKey(41, 1)]);
  });

  test('leaves old entries silently where it may not delete them', async () => {
    await using sandbox = await startGitHubSandbox();
    for (let number = 1; number <= 6; number += 1) await storeEntry(sandbox, MAIN, `${PREFIX}/40-1-${number}`);
    sandbox.switches.actionsPermission = 'read';
    const { results, warnings } = await step(sandbox, [['save', 'main', 'newest'], ['prune']]);
    expect([results, warnings]).toEqual([['ok', 'ok'], []]);
    expect(sandbox.entries).toHaveLength(7);
  });
});
