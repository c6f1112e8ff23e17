import { mkdtempDisposable, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type ActionRun, type RunActionOptions, runAction } from '../../../sandbox/github/runner.ts';
import { startGitHubSandbox } from '../../../sandbox/github/server.ts';

const entry = join(import.meta.dirname, 'step.ts');

const ACTION_FILE = `
name: Step
inputs:
  do: { description: Task, default: report }
  github-token: { description: Token, default: '\${{ github.token }}' }
  two words: { description: Without a default }
runs: { using: node24, main: step.ts }
`;

interface Given {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly event: unknown;
}

async function run(task: string, options: Partial<RunActionOptions> = {}): Promise<ActionRun> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'runner-test-'));
  return await runAction({ entry, workspace: folder.path, temp: folder.path, inputs: { do: task }, ...options });
}

function given(result: ActionRun): Given {
  return JSON.parse(result.outputs.given ?? '') as Given;
}

test('gives a step the environment of a runner and nothing of the machine', async () => {
  await using sandbox = await startGitHubSandbox({ defaultBranch: 'trunk' });
  process.env.LEFT_OVER = 'of the machine';
  const result = await run('', { cache: sandbox, runId: 42, runAttempt: 2, eventName: 'workflow_dispatch' });
  delete process.env.LEFT_OVER;
  const { env, cwd, event } = given(result);
  expect(env).toMatchObject({
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: sandbox.url,
    GITHUB_EVENT_NAME: 'workflow_dispatch',
    GITHUB_REF: 'refs/heads/trunk',
    GITHUB_REF_NAME: 'trunk',
    GITHUB_REPOSITORY: sandbox.repository,
    GITHUB_RUN_ATTEMPT: '2',
    GITHUB_RUN_ID: '42',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_WORKSPACE: cwd,
    ACTIONS_CACHE_SERVICE_V2: 'True',
    ACTIONS_RESULTS_URL: `${sandbox.url}/`,
  });
  expect(env.LEFT_OVER).toBeUndefined();
  expect(env.VITEST).toBeUndefined();
  expect(event).toMatchObject({ repository: { full_name: sandbox.repository, default_branch: 'trunk' } });
});

test('leaves out the credentials of the cache when there is none', async () => {
  const { env } = given(await run(''));
  expect(Object.keys(env).filter((name) => name.startsWith('ACTIONS_'))).toEqual([]);
});

test('sets the defaults of action.yml and warns about an input it does not know', async () => {
  await using sandbox = await startGitHubSandbox();
  await using folder = await mkdtempDisposable(join(tmpdir(), 'runner-test-'));
  const actionFile = join(folder.path, 'action.yml');
  await writeFile(actionFile, ACTION_FILE);
  const inputs = { 'state-key': 'k' };
  const result = await runAction({
    entry,
    actionFile,
    workspace: folder.path,
    temp: folder.path,
    cache: sandbox,
    inputs,
  });
  const { env, cwd } = given(result);
  expect(cwd).toBe(await realpath(folder.path));
  expect(env).toMatchObject({
    INPUT_DO: 'report',
    'INPUT_GITHUB-TOKEN': sandbox.token,
    INPUT_TWO_WORDS: '',
    'INPUT_STATE-KEY': 'k',
  });
  expect(result.annotations).toContainEqual({ level: 'warning', message: "Unexpected input(s) 'state-key'" });
});

test('reports log, marks, masks, summary and exit code', async () => {
  const lines: string[] = [];
  const result = await run('fail', { onLine: (line) => lines.push(line) });
  expect(result.exitCode).toBe(1);
  expect(result.annotations).toEqual([{ level: 'error', file: 'a.yml', line: 2, message: 'wrong' }]);
  expect(result.masks).toEqual(['hidden']);
  expect(result.summary).toBe('# Done\n');
  expect(result.log).not.toContain('hidden');
  expect(lines).toContain('started');
  expect(result.log.split('\n')).toEqual(lines);
});

test('drops a summary over 1 MiB as the runner does', async () => {
  const result = await run('long summary');
  expect(result.summary).toBe('');
  expect(result.exitCode).toBe(0);
  expect(result.annotations).toContainEqual(
    expect.objectContaining({ level: 'error', message: expect.stringContaining('1024k') }),
  );
});

test.concurrent('cancels with SIGINT first, so that a step can save', async () => {
  const cancel = new AbortController();
  const onLine = (line: string): void => {
    if (line === 'waiting') cancel.abort();
  };
  const result = await run('save on cancel', { cancel: cancel.signal, onLine });
  expect(result.exitCode).toBe(1);
  expect(result.log).toContain('saved');
});

test.concurrent('kills at a chosen moment without giving the step a chance', async () => {
  const kill = new AbortController();
  const onLine = (line: string): void => {
    if (line === 'started') kill.abort();
  };
  const result = await run('save on cancel', { kill: kill.signal, onLine });
  expect(result.exitCode).toBe(137);
  expect(result.log).not.toContain('saved');
});

test.concurrent('gives up on a step that takes too long and says what it did', async () => {
  const giveUp = new AbortController();
  const onLine = (line: string): void => {
    if (line === 'started') giveUp.abort();
  };
  const hanging = run('hang', { giveUp: giveUp.signal, onLine });
  await expect(hanging).rejects.toThrow(/longer than its time[\s\S]*started/);
});
