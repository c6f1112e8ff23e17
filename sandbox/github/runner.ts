import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, realpath } from 'node:fs/promises';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { stepInputs } from './action-inputs.ts';
import { readSummary, stepEnvironment } from './environment.ts';
import { parseOutputFile } from './output-file.ts';
import { type GitHubSandbox, REPOSITORY_ID } from './server.ts';
import { type Annotation, CommandReader } from './workflow-commands.ts';

/** One `uses:` step to run. */
export interface RunActionOptions {
  /** The JavaScript file that `runs.main` names. */
  readonly entry: string;
  /** By default the action.yml in the folder above the entry's; its defaults hold when it exists. */
  readonly actionFile?: string;
  /** Working folder and GITHUB_WORKSPACE: the user's checkout. */
  readonly workspace: string;
  /** `with:` of the step, names as in action.yml. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** GitHub on loopback; without it the step has no cache, and nothing answers at GITHUB_API_URL. */
  readonly cache?: GitHubSandbox;
  /** `env:` of the step. */
  readonly env?: Readonly<Record<string, string>>;
  /** By default a new number, higher than those before. */
  readonly runId?: number;
  readonly runAttempt?: number;
  /** By default the default branch. */
  readonly ref?: string;
  /** By default `schedule`. */
  readonly eventName?: string;
  /** Joined into the event's payload. */
  readonly event?: Readonly<Record<string, unknown>>;
  /** RUNNER_TEMP: holds what the step leaves and its outputs name; several runs may share it, the caller removes it. */
  readonly temp: string;
  /** Cancels the job when it aborts, as the runner does: SIGINT, 7.5 s later SIGTERM, 2.5 s later SIGKILL. */
  readonly cancel?: AbortSignal;
  /** Kills the step at once with SIGKILL, as when the machine is lost. */
  readonly kill?: AbortSignal;
  /** When it aborts, the step is killed and the promise rejects. By default after ten minutes, which only a hanging step takes. */
  readonly giveUp?: AbortSignal;
  /** Called for each line of the log as it comes. */
  readonly onLine?: (line: string) => void;
}

/** What a step left behind. */
export interface ActionRun {
  /** As in a shell: 128 + signal number for a step ended by a signal. */
  readonly exitCode: number;
  /** Output and error lines in order, unmasked, without the lines that mask a secret. */
  readonly log: string;
  readonly annotations: readonly Annotation[];
  /** Empty for a step that a signal ended. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Markdown. */
  readonly summary: string;
  /** Texts that the step asked the runner to hide. */
  readonly masks: readonly string[];
  readonly durationMs: number;
}

const HANGS_AFTER_MS = 600_000;
const SIGTERM_AFTER_MS = 7500;
const SIGKILL_AFTER_MS = 2500;
const REPOSITORY_WITHOUT_CACHE = 'example-trading/administration';
let lastRunId = 7_000_000_000;

/** Runs a JavaScript action exactly as a runner does, without our own environment (GH-runner-environment). */
export async function runAction(options: RunActionOptions): Promise<ActionRun> {
  const { cache } = options;
  const workspace = await realpath(options.workspace);
  const temp = resolve(options.temp);
  const entry = resolve(options.entry);
  const actionFile = options.actionFile ?? join(dirname(entry), '..', 'action.yml');
  const inputs = await stepInputs(actionFile, options.inputs ?? {}, cache?.token ?? 'ghs_sandbox');
  lastRunId += 1;
  const defaultBranch = cache?.defaultBranch ?? 'main';
  const ref = options.ref ?? `refs/heads/${defaultBranch}`;
  const run = {
    repository: cache?.repository ?? REPOSITORY_WITHOUT_CACHE,
    repositoryId: cache?.repositoryId ?? REPOSITORY_ID,
    defaultBranch,
    ref,
    runId: options.runId ?? lastRunId,
    runAttempt: options.runAttempt ?? 1,
    eventName: options.eventName ?? 'schedule',
    event: options.event ?? {},
    apiUrl: cache?.url ?? 'http://127.0.0.1:9',
  };
  const environment = await stepEnvironment(run, workspace, temp);
  const env = { ...environment.variables, ...inputs.variables, ...cache?.cacheCredentials(ref), ...options.env };
  const commands = new CommandReader();
  const startedAt = performance.now();
  const child = spawn(process.execPath, [entry], { cwd: workspace, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const { exitCode, log } = await follow(child, commands, options);
  const durationMs = Math.round(performance.now() - startedAt);
  const summary = await readSummary(environment.files.summary);
  return {
    exitCode,
    log,
    annotations: [
      ...inputs.unexpected.map(unexpectedInput),
      ...commands.annotations,
      ...droppedSummary(summary.dropped),
    ],
    // A killed step may leave half an output.
    outputs: exitCode > 128 ? {} : parseOutputFile(await readFile(environment.files.output, 'utf8')),
    summary: summary.text,
    masks: commands.masks,
    durationMs,
  };
}

async function follow(
  child: ChildProcess,
  commands: CommandReader,
  options: RunActionOptions,
): Promise<{ exitCode: number; log: string }> {
  const lines: string[] = [];
  const giveUp = options.giveUp ?? AbortSignal.timeout(HANGS_AFTER_MS);
  const kill = AbortSignal.any([giveUp, ...(options.kill === undefined ? [] : [options.kill])]);
  const onKill = (): boolean => child.kill('SIGKILL');
  kill.addEventListener('abort', onKill);
  if (kill.aborted) onKill();
  const ended = new AbortController();
  const cancelled = options.cancel === undefined ? null : cancel(child, options.cancel, ended.signal);
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      if (!commands.read(line)) return;
      lines.push(line);
      options.onLine?.(line);
    });
  }
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
  kill.removeEventListener('abort', onKill);
  ended.abort();
  await cancelled;
  const log = lines.join('\n');
  if (giveUp.aborted) throw new Error(`The step took longer than its time; the log so far:\n${log}`);
  return { exitCode, log };
}

async function cancel(child: ChildProcess, cancelled: AbortSignal, ended: AbortSignal): Promise<void> {
  const either = AbortSignal.any([cancelled, ended]);
  if (!either.aborted) await once(either, 'abort');
  const steps = [
    ['SIGINT', 0],
    ['SIGTERM', SIGTERM_AFTER_MS],
    ['SIGKILL', SIGKILL_AFTER_MS],
  ] as const;
  for (const [signal, waitMs] of steps) {
    const over = await delay(waitMs, false, { signal: ended }).catch(() => true);
    if (over) return;
    child.kill(signal);
  }
}

function unexpectedInput(name: string): Annotation {
  return { level: 'warning', message: `Unexpected input(s) '${name}'` };
}

function droppedSummary(dropped: boolean): readonly Annotation[] {
  const message = '$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k';
  return dropped ? [{ level: 'error', message }] : [];
}
