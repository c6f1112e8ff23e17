import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** One workflow run, as a step sees it. */
export interface WorkflowRun {
  readonly repository: string;
  readonly repositoryId: number;
  readonly defaultBranch: string;
  /** Full ref, `refs/heads/…` or `refs/pull/N/merge`. */
  readonly ref: string;
  readonly runId: number;
  readonly runAttempt: number;
  readonly eventName: string;
  /** Joined into the event's payload. */
  readonly event: Readonly<Record<string, unknown>>;
  readonly apiUrl: string;
}

/** The files through which a step talks to its runner. */
export interface CommandFiles {
  readonly output: string;
  readonly summary: string;
}

/** A step's environment before its inputs and the cache's credentials are added. */
export interface StepEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  readonly files: CommandFiles;
}

const SUMMARY_LIMIT_BYTES = 1024 * 1024;

/** Creates the runner's files under `temp` and returns the variables that every step gets, and no others. */
export async function stepEnvironment(run: WorkflowRun, workspace: string, temp: string): Promise<StepEnvironment> {
  const commands = join(temp, '_runner_file_commands', `${run.runId}-${run.runAttempt}-${process.hrtime.bigint()}`);
  const eventFolder = join(temp, '_github_workflow');
  await Promise.all([mkdir(commands, { recursive: true }), mkdir(eventFolder, { recursive: true })]);
  const eventPath = join(eventFolder, 'event.json');
  await writeFile(eventPath, JSON.stringify(eventPayload(run)));
  const file = async (name: string): Promise<string> => {
    await writeFile(join(commands, name), '');
    return join(commands, name);
  };
  const files = { output: await file('set_output'), summary: await file('step_summary') };
  const variables = {
    ...runVariables(run),
    GITHUB_WORKSPACE: workspace,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_OUTPUT: files.output,
    GITHUB_STEP_SUMMARY: files.summary,
    GITHUB_STATE: await file('save_state'),
    GITHUB_ENV: await file('set_env'),
    GITHUB_PATH: await file('add_path'),
    RUNNER_TEMP: temp,
    RUNNER_TOOL_CACHE: join(temp, '_tool'),
    ...machineVariables(),
  };
  return { variables, files };
}

/** The step's summary; over 1 MiB the runner drops it and says so (GH-summary-size). */
export async function readSummary(file: string): Promise<{ readonly text: string; readonly dropped: boolean }> {
  const dropped = (await stat(file)).size > SUMMARY_LIMIT_BYTES;
  return { text: dropped ? '' : await readFile(file, 'utf8'), dropped };
}

function runVariables(run: WorkflowRun): Readonly<Record<string, string>> {
  const [owner = ''] = run.repository.split('/');
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: 'sync',
    GITHUB_ACTOR: 'octo-maintainer',
    GITHUB_API_URL: run.apiUrl,
    GITHUB_EVENT_NAME: run.eventName,
    GITHUB_GRAPHQL_URL: `${run.apiUrl}/graphql`,
    GITHUB_JOB: 'sync',
    GITHUB_REF: run.ref,
    GITHUB_REF_NAME: run.ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    GITHUB_REF_TYPE: run.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    GITHUB_REPOSITORY: run.repository,
    GITHUB_REPOSITORY_ID: String(run.repositoryId),
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_RUN_ATTEMPT: String(run.runAttempt),
    GITHUB_RUN_ID: String(run.runId),
    GITHUB_RUN_NUMBER: String(run.runId),
    // Any other host makes the cache client fall back to the v1 service (GH-cache-protocol).
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: '0'.repeat(40),
    GITHUB_WORKFLOW: 'sync',
  };
}

function machineVariables(): Readonly<Record<string, string>> {
  const systems: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };
  // Keeping what V8 compiled only makes repeated runs faster.
  const { NODE_COMPILE_CACHE: kept } = process.env;
  return {
    ...(kept === undefined ? {} : { NODE_COMPILE_CACHE: kept }),
    RUNNER_ARCH: process.arch.toUpperCase(),
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'sandbox',
    RUNNER_OS: systems[process.platform] ?? 'Linux',
    PATH: process.env.PATH ?? '',
    HOME: homedir(),
  };
}

function eventPayload(run: WorkflowRun): object {
  const [owner = '', name = ''] = run.repository.split('/');
  const repository = {
    id: run.repositoryId,
    name,
    full_name: run.repository,
    owner: { login: owner },
    private: true,
    default_branch: run.defaultBranch,
  };
  const schedule = run.eventName === 'schedule' ? { schedule: '17 * * * *' } : {};
  return { ...schedule, repository, workflow: '.github/workflows/sync.yml', ...run.event };
}
