import { mkdtempDisposable, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CommandContext, realTime } from '../../src/commands/session.ts';
import { sync } from '../../src/commands/sync.ts';
import { readInputs } from '../../src/config/inputs.ts';
import { readGitHubContext } from '../../src/github/context.ts';

const GIVEN = {
  INPUT_EXACT_ONLINE_CLIENT_ID: 'app',
  INPUT_EXACT_ONLINE_CLIENT_SECRET: 'app-secret',
  INPUT_EXACT_ONLINE_REFRESH_TOKEN: 'exact-refresh',
  INPUT_EXACT_ONLINE_DIVISION: '123456',
  INPUT_ASPERION_CLIENT_ID: 'app',
  INPUT_ASPERION_CLIENT_SECRET: 'app-secret',
  INPUT_ASPERION_REFRESH_TOKEN: 'asperion-refresh',
  INPUT_ASPERION_TENANT: '77',
  INPUT_STATE_KEY: 'a-secret-of-at-least-32-characters',
};

/** Why a sync with these variables of its runner ends; its workspace is empty, and the default branch is main. */
async function endOf(variables: Readonly<Record<string, string>>): Promise<unknown> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'sync-place-'));
  const event = join(folder.path, 'event.json');
  await writeFile(event, JSON.stringify({ repository: { default_branch: 'main' } }));
  const environment = { ...GIVEN, GITHUB_EVENT_PATH: event, ...variables };
  const told: string[] = [];
  const context: CommandContext = {
    inputs: readInputs(environment),
    environment,
    github: readGitHubContext(environment, folder.path),
    ...realTime,
    random: Math.random,
    signal: new AbortController().signal,
    log: (line) => told.push(line),
    warn: (message) => told.push(message),
    fold: (_, work) => work(),
    mask: () => {},
  };
  const error = await sync(context).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect([told, await readdir(folder.path)]).toEqual([[], ['event.json']]);
  return error;
}

describe('a sync whose state is in the Actions cache', () => {
  test.each([
    ['for a pull request', { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' }],
    ['on another branch', { GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/heads/new-tables' }],
    ['by hand on another branch', { GITHUB_EVENT_NAME: 'workflow_dispatch', GITHUB_REF: 'refs/heads/main-2' }],
    ['on a tag', { GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/tags/main' }],
  ])('is refused %s, before anything is read', async (_, variables) => {
    expect(await endOf(variables)).toMatchObject({
      name: 'ConfigError',
      code: 'NOT_DEFAULT_BRANCH',
      hint: expect.stringContaining('mode: plan'),
    });
  });

  test.each([
    ['on the default branch', { GITHUB_EVENT_NAME: 'schedule', GITHUB_REF: 'refs/heads/main' }],
    ['where no event tells the branch', { GITHUB_EVENT_PATH: '', GITHUB_REF: 'refs/heads/books' }],
  ])('gets to its mappings %s', async (_, variables) => {
    expect(await endOf(variables)).toMatchObject({ code: expect.not.stringMatching('NOT_DEFAULT_BRANCH') });
  });
});

describe('a sync whose state is in a file', () => {
  const inFile = { GITHUB_REF: 'refs/heads/trial', INPUT_STATE_STORE: 'file:state.json' };

  test('runs on any branch', async () => {
    expect(await endOf({ ...inFile, GITHUB_EVENT_NAME: 'push' })).toMatchObject({
      code: expect.not.stringMatching('NOT_DEFAULT_BRANCH'),
    });
  });

  test.each(['pull_request', 'pull_request_review', 'pull_request_review_comment'])(
    'is refused for %s',
    async (event) => {
      expect(await endOf({ ...inFile, GITHUB_EVENT_NAME: event, GITHUB_REF: 'refs/pull/7/merge' })).toMatchObject({
        code: 'NOT_DEFAULT_BRANCH',
      });
    },
  );
});
