import { describe, expect, test, vi } from 'vitest';
import { startGitHubSandbox } from '../../sandbox/github/server.ts';
import { type CacheStoreOptions, createCacheStore } from '../../src/github/cache-store.ts';
import { callCache, storeEntry } from '../sandbox/github/protocol.ts';
import { archive, type Command, keys, MAIN, PREFIX, savedBefore, step } from './cache-steps.ts';

test('a GitHub without an address keeps no state, and says so', () => {
  vi.stubEnv('GITHUB_SERVER_URL', 'not a url');
  const open = () => createCacheStore({} as CacheStoreOptions);
  expect(open).toThrow('GITHUB_SERVER_URL is no address, so no state can be kept in the Actions cache.');
  vi.unstubAllEnvs();
  expect(open).not.toThrow();
});

describe.concurrent('what the cache client answers', () => {
  test('nothing saved yet: a first run, without a warning', async () => {
    await using sandbox = await startGitHubSandbox();
    const { results, warnings } = await step(sandbox, [['load', 'main']]);
    expect([results, warnings]).toEqual([[null], []]);
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
    expect(keys(sandbox)).toEqual([`${PREFIX}/41-1-1`, `${PREFIX}/41-1-2`]);
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
    sandbox.switches.rateLimited = true;
    expect((await step(sandbox, [['load', 'main']])).results).toEqual(['STATE_NOT_RESTORED']);
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

  test('key taken: the next number is tried once, and then the save has failed', async () => {
    await using sandbox = await startGitHubSandbox();
    await savedBefore(sandbox, '41-1-1');
    const second = await step(sandbox, [['save', 'main', 'mine']], { runId: 41 });
    expect(second.results).toEqual(['ok']);
    expect(keys(sandbox)).toEqual([`${PREFIX}/41-1-1`, `${PREFIX}/41-1-2`]);
    const third = await step(sandbox, [['save', 'main', 'mine']], { runId: 41 });
    expect(third.results).toEqual(['STATE_NOT_SAVED']);
    expect(sandbox.entries).toHaveLength(2);
  });

  test('a job that loads what another job of its run saved goes on counting from there', async () => {
    await using sandbox = await startGitHubSandbox();
    for (const number of [1, 2, 3]) await savedBefore(sandbox, `41-1-${number}`);
    const { results } = await step(
      sandbox,
      [
        ['load', 'main'],
        ['save', 'main', 'four'],
      ],
      { runId: 41 },
    );
    expect(results).toEqual(['one', 'ok']);
    expect(keys(sandbox).at(-1)).toBe(`${PREFIX}/41-1-4`);
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

  test('save answered 429: has failed', async () => {
    await using sandbox = await startGitHubSandbox();
    sandbox.switches.rateLimited = true;
    expect((await step(sandbox, [['save', 'main', 'one']])).results).toEqual(['STATE_NOT_SAVED']);
  });
});

describe.concurrent('one store for all names', () => {
  test('keeps names and kinds apart, also when they are used at once', async () => {
    await using sandbox = await startGitHubSandbox();
    const names = ['exact-online', 'asperion', 'Holding, B.V./Zuid'];
    await step(sandbox, [
      ...names.map((name): Command => ['save', name, `tokens of ${name}`, 'tokens']),
      ['save', 'asperion', 'progress', 'progress'],
    ]);
    const loads = names.map((name): Command => ['load', name, '', 'tokens']);
    const { results } = await step(sandbox, [...loads, ['load', 'asperion']]);
    expect(results).toEqual([...names.map((name) => `tokens of ${name}`), 'progress']);
  });

  test('prunes to the newest five of what it saved, and of nothing else', async () => {
    await using sandbox = await startGitHubSandbox();
    const other = 'exact-asperion-sync/v1/progress/other/1-1-';
    for (let number = 1; number <= 6; number += 1) await storeEntry(sandbox, MAIN, `${other}${number}`);
    for (let number = 1; number <= 6; number += 1) await storeEntry(sandbox, MAIN, `${PREFIX}/40-1-${number}`);
    await step(sandbox, [['save', 'main', 'newest'], ['prune']], { runId: 41 });
    expect(keys(sandbox).filter((key) => key.startsWith(other))).toHaveLength(6);
    const kept = ['40-1-3', '40-1-4', '40-1-5', '40-1-6', '41-1-1'].map((end) => `${PREFIX}/${end}`);
    expect(keys(sandbox).filter((key) => key.startsWith(`${PREFIX}/`))).toEqual(kept);
  });

  test('leaves old entries silently where it may not delete them', async () => {
    await using sandbox = await startGitHubSandbox();
    for (let number = 1; number <= 6; number += 1) await storeEntry(sandbox, MAIN, `${PREFIX}/40-1-${number}`);
    sandbox.switches.actionsPermission = 'read';
    const { results, warnings } = await step(sandbox, [['save', 'main', 'newest'], ['prune']]);
    expect([results, warnings]).toEqual([['ok', 'ok'], []]);
    expect(sandbox.entries).toHaveLength(7);
  });

  test('a reservation that a killed run left does not block the next save', async () => {
    await using sandbox = await startGitHubSandbox();
    await savedBefore(sandbox, '41-1-1');
    await callCache(sandbox, MAIN, 'CreateCacheEntry', { key: `${PREFIX}/41-1-2`, version: (await archive()).version });
    const { results } = await step(
      sandbox,
      [
        ['load', 'main'],
        ['save', 'main', 'two'],
        ['load', 'main'],
      ],
      { runId: 41 },
    );
    expect(results).toEqual(['one', 'ok', 'two']);
  });
});
