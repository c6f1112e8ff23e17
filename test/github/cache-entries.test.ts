import { describe, expect, test } from 'vitest';
import { startGitHubSandbox } from '../../sandbox/github/server.ts';
import { storeEntry } from '../sandbox/github/protocol.ts';
import { type Command, MAIN, PREFIX, savedBefore, step } from './cache-steps.ts';

describe.concurrent('the list of entries', () => {
  test('stops a run that gets an older entry than there is', async () => {
    await using sandbox = await startGitHubSandbox();
    await savedBefore(sandbox);
    await storeEntry(sandbox, MAIN, `${PREFIX}/42-1-1`, 'two', 'made without zstd');
    const { results, waits } = await step(sandbox, [['load', 'main']]);
    expect([results, waits]).toEqual([['STATE_OLDER'], [2000, 4000, 8000]]);
  });

  test('that lags stops no run that gets the entry of a later one', async () => {
    await using sandbox = await startGitHubSandbox();
    for (const end of ['40-1-a-1', '41-1-b-1', '42-1-c-1', '42-1-c-2']) await savedBefore(sandbox, end);
    sandbox.switches.unlisted = 3;
    const { results, waits } = await step(sandbox, [['load', 'main']]);
    expect([results, waits]).toEqual([['one'], []]);
  });

  test('that lags says nothing against an entry of the same process, and is asked again later', async () => {
    await using sandbox = await startGitHubSandbox();
    for (const end of ['42-1-c-1', '42-1-c-2']) await savedBefore(sandbox, end);
    sandbox.switches.unlisted = 1;
    expect((await step(sandbox, [['load', 'main']])).waits).toEqual([]);
    await savedBefore(sandbox, '41-2-d-1');
    const { results, waits } = await step(sandbox, [['load', 'main']]);
    expect([results, waits]).toEqual([['STATE_OLDER'], [2000, 4000, 8000]]);
  });

  test('does not count entries of other branches, or under names that begin alike', async () => {
    await using sandbox = await startGitHubSandbox();
    await storeEntry(sandbox, 'refs/pull/7/merge', `${PREFIX}/42-1-1`);
    await storeEntry(sandbox, MAIN, `${PREFIX}-two/42-1-1`);
    expect((await step(sandbox, [['load', 'main']])).results).toEqual([null]);
  });

  test('lets a branch begin with the entry of the default branch, and keeps its own apart', async () => {
    await using sandbox = await startGitHubSandbox();
    await savedBefore(sandbox);
    const ref = 'refs/heads/mapping-change';
    const branch = await step(
      sandbox,
      [
        ['load', 'main'],
        ['save', 'main', 'of branch'],
        ['load', 'main'],
      ],
      { ref },
    );
    expect(branch.results).toEqual(['one', 'ok', 'of branch']);
    // Only the default branch saves progress, so that branch must have been it.
    expect((await step(sandbox, [['load', 'main']])).results).toEqual(['STATE_NOT_RESTORED']);
    await savedBefore(sandbox, '43-1-1');
    expect((await step(sandbox, [['load', 'main']], { ref })).results).toEqual(['STATE_OLDER']);
  });

  test('that may not be read stops a run that got nothing back, and else is a warning', async () => {
    await using sandbox = await startGitHubSandbox();
    sandbox.switches.actionsPermission = 'none';
    const commands: Command[] = [
      ['load', 'main'],
      ['save', 'main', 'one'],
      ['load', 'main'],
    ];
    const { results, warnings } = await step(sandbox, commands);
    expect(results).toEqual(['STATE_NOT_LISTED', 'ok', 'one']);
    expect(warnings).toEqual([expect.stringContaining('actions: read')]);
  });

  test('refused by accident is asked for again: nothing is lost, or taken for lost', async () => {
    await using sandbox = await startGitHubSandbox();
    await savedBefore(sandbox);
    sandbox.switches.limitedCalls = 1;
    const { results, warnings } = await step(sandbox, [['load', 'main']], { token: 'of somebody else' });
    expect([results, warnings]).toEqual([['one'], [expect.stringContaining('HTTP 401')]]);
  });

  test('cannot be asked for without a token', async () => {
    await using sandbox = await startGitHubSandbox();
    const load: Command = ['load', 'main'];
    expect((await step(sandbox, [load], { token: '' })).results).toEqual(['STATE_NOT_LISTED']);
    await savedBefore(sandbox);
    const { results, warnings } = await step(sandbox, [load], { token: '' });
    expect([results, warnings]).toEqual([['one'], [expect.stringContaining('no github-token')]]);
  });

  test("cannot be asked for where the API's host is unknown", async () => {
    await using sandbox = await startGitHubSandbox();
    await savedBefore(sandbox);
    const { results, warnings } = await step(sandbox, [['load', 'main']], {
      env: { GITHUB_API_URL: 'https://api.github.invalid' },
    });
    expect([results, warnings]).toEqual([['one'], [expect.stringContaining('ENOTFOUND')]]);
  });

  test('is asked for again when GitHub fails', async () => {
    await using sandbox = await startGitHubSandbox();
    sandbox.switches.unavailableRestCalls = 2;
    expect((await step(sandbox, [['load', 'main']])).results).toEqual([null]);
    sandbox.switches.unavailableRestCalls = 100;
    expect((await step(sandbox, [['load', 'main']])).results).toEqual(['STATE_NOT_LISTED']);
  });

  test('is read only for the branch of the run when the default branch is not known', async () => {
    await using sandbox = await startGitHubSandbox();
    await savedBefore(sandbox);
    const inputs = { event: '{"defaultBranch":null}' };
    expect((await step(sandbox, [['load', 'main']], { inputs })).results).toEqual(['one']);
  });
});

describe.concurrent('other runs', () => {
  test('are not mistaken for this one, which loads, saves and goes on', async () => {
    await using sandbox = await startGitHubSandbox();
    await savedBefore(sandbox);
    const save: Command = ['save', 'main', 'two'];
    const assert: Command = ['assertNewest', 'main'];
    const { results } = await step(sandbox, [['load', 'main'], assert, save, assert, save, assert]);
    expect(results).toEqual(['one', 'ok', 'ok', 'ok', 'ok', 'ok']);
  });
});
