import { execFileSync } from 'node:child_process';
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { draftOf } from '../../src/commands/activity/run-draft.ts';
import { readInputs } from '../../src/config/inputs.ts';
import { readGitHubContext } from '../../src/github/context.ts';
import { headOf } from '../../src/github/git.ts';
import { reportWith } from '../report/reports.ts';

/** A repository with a commit in a folder, as a checkout leaves it. */
async function repository(folder: string) {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
      cwd: folder,
      encoding: 'utf8',
    }).trim();
  git('init', '-q', '-b', 'main');
  const mappings = join(folder, 'mappings');
  await mkdir(mappings);
  const commit = async (text: string): Promise<string> => {
    await writeFile(join(mappings, 'settings.yml'), text);
    git('add', '.');
    git('commit', '-qm', text);
    return git('rev-parse', 'HEAD');
  };
  return { git, mappings, commit };
}

test('the commit of a checkout is known on a branch, with packed references and without a branch', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'git-head-'));
  expect(headOf(folder.path)).toBeNull();
  const { git, mappings, commit } = await repository(folder.path);
  expect(headOf(mappings)).toBeNull();
  const first = await commit('first');
  const second = await commit('second');
  expect(headOf(mappings)).toBe(second);
  git('pack-refs', '--all');
  expect(headOf(mappings)).toBe(second);
  git('checkout', '-q', first);
  expect(headOf(folder.path)).toBe(first);
});

test('a run tells the commit of its mappings, not the one that it was started for', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'git-head-'));
  const environment = { GITHUB_SHA: 'a'.repeat(40) };
  const configOf = (given: Readonly<Record<string, string>>) =>
    draftOf(
      reportWith(),
      { name: '1-2' },
      {
        environment: given,
        github: readGitHubContext(given, folder.path),
        inputs: readInputs({ INPUT_MODE: 'validate' }),
      },
    ).config;
  expect(configOf(environment)).toBe(environment.GITHUB_SHA);
  const { commit } = await repository(folder.path);
  const head = await commit('newer');
  expect(configOf(environment)).toBe(head);
  expect(configOf({})).toBeNull();
});
