import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { INPUT_DEFAULTS, INPUTS, inputsFor } from '../config/input-names.ts';
import { readYaml, type YamlSource } from '../config/yaml/yaml-source.ts';
import { ConfigErrors, type SourcePosition } from '../errors/errors.ts';
import { isObject } from '../schema.ts';
import { bySystem, factsOf, type SystemName } from '../systems/registry.ts';
import { gitHubName } from '../systems/system-inputs.ts';

/** A line of `on.schedule`. */
export interface ScheduleLine {
  readonly cron: string;
  readonly at: SourcePosition;
}

/** A step that uses this action. Texts are as they stand in the file, expressions unevaluated; null = not given. */
export interface ActionStep {
  readonly mode: string | null;
  readonly flows: string | null;
  readonly stateStore: string | null;
  readonly stateKey: string | null;
  readonly refreshTokens: Readonly<Record<SystemName, string | null>>;
  /** Minutes that its sync may take; null = an expression says it. */
  readonly timeLimit: number | null;
  readonly at: SourcePosition;
}

/** A job with at least one such step. */
export interface SyncJob {
  readonly name: string;
  /** The name of its environment; null = none. */
  readonly environment: string | null;
  readonly hasConcurrency: boolean;
  /** Minutes after which GitHub ends it; null = an expression says it. */
  readonly timeout: { readonly minutes: number | null; readonly at: SourcePosition };
  readonly steps: readonly ActionStep[];
  readonly at: SourcePosition;
}

/** A workflow that uses this action. */
export interface SyncWorkflow {
  readonly file: string;
  readonly schedule: readonly ScheduleLine[];
  readonly hasConcurrency: boolean;
  readonly jobs: readonly SyncJob[];
  /** What `runs-on` says, for every job of the file: each is billed by itself. */
  readonly runners: readonly string[];
  /** Of these, what stands for a job for each company: a matrix that an earlier job prints. */
  readonly shardRunners: readonly string[];
}

const FOLDER = '.github/workflows';

/** The minutes after which GitHub ends a job that says nothing (GH-job-time). */
const JOB_MINUTES = 360;

/** True for a step that syncs, or may do so: an expression can choose the mode. */
export const maySync = ({ mode }: ActionStep): boolean => mode === null || mode === 'sync' || mode.includes('${{');

/**
 * The workflows of a workspace that use this action: by its repository `action` (owner/name) where the runner tells, by
 * its name, or by its inputs. Invalid YAML is left to GitHub.
 */
export function readWorkflows(workspace: string, action: string): readonly SyncWorkflow[] {
  return workflowFiles(path.join(workspace, FOLDER)).flatMap((name) => {
    const file = `${FOLDER}/${name}`;
    try {
      return workflowIn(readYaml(file, readFileSync(path.join(workspace, file), 'utf8'), 'settings'), action);
    } catch (error) {
      if (error instanceof ConfigErrors) return [];
      throw error;
    }
  });
}

function workflowFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort();
  } catch {
    // A workspace without workflows is on a laptop, or tries the action out.
    return [];
  }
}

function workflowIn(source: YamlSource, action: string): readonly SyncWorkflow[] {
  const { value, file, at } = source;
  if (!isObject(value) || !isObject(value.jobs)) return [];
  const entries = Object.entries(value.jobs).filter((entry): entry is [string, Fields] => isObject(entry[1]));
  const jobs = entries.flatMap(([name, job]) => {
    const called = isCalled(job, action) ? calledJob(name, job, at) : null;
    if (called !== null) return [called];
    const steps = Array.isArray(job.steps) ? job.steps : [];
    const own = steps.flatMap((step, position) => {
      const used = isObject(step) ? actionStep(step, action) : null;
      return used === null ? [] : [{ ...used, at: at(['jobs', name, 'steps', position, 'uses']) }];
    });
    if (own.length === 0) return [];
    const { environment, concurrency } = job;
    const named = isObject(environment) ? environment.name : environment;
    return [
      {
        name,
        environment: textOf(named),
        hasConcurrency: concurrency !== undefined,
        timeout: {
          minutes: minutesOf(job['timeout-minutes'], JOB_MINUTES),
          at: at(['jobs', name, 'timeout-minutes'], 'key'),
        },
        steps: own,
        at: at(['jobs', name], 'key'),
      },
    ];
  });
  if (jobs.length === 0) return [];
  const runnerOf = (job: Fields): string =>
    JSON.stringify(job['runs-on'] ?? (isCalled(job, action) ? CALLED.runner : ''));
  return [
    {
      file,
      schedule: scheduleIn(source),
      hasConcurrency: value.concurrency !== undefined,
      jobs,
      runners: entries.map(([, job]) => runnerOf(job)),
      shardRunners: entries.flatMap(([, job]) => (hasShards(job) ? [runnerOf(job)] : [])),
    },
  ];
}

type Fields = Readonly<Record<string, unknown>>;

/** What the workflow that comes with the action, `.github/workflows/sync.yml`, says where its inputs say nothing. */
const CALLED = {
  uses: /^(.+)\/\.github\/workflows\/sync\.yml@/,
  runner: 'ubuntu-24.04',
  environment: 'sync',
  timeoutMinutes: 30,
  mode: `\${{ vars.SYNC_MODE || 'plan' }}`,
  secret: (name: string): string => `\${{ secrets.${name} }}`,
} as const;

/** True for a job of which an expression says the matrix. */
const hasShards = ({ strategy }: Fields): boolean => isObject(strategy) && textOf(strategy.matrix) !== null;

const isCalled = (job: Fields, action: string): boolean =>
  isOurs(CALLED.uses.exec(textOf(job.uses) ?? '')?.[1] ?? '', action);

/** True for the repository of this action: the one that the runner names, or any of its name. */
const isOurs = (repository: string, action: string): boolean =>
  (repository !== '' && repository === action) || /(^|\/)exact-asperion-sync$/.test(repository);

/** A job that calls that workflow, as if it had its steps. */
function calledJob(name: string, job: Fields, at: YamlSource['at']): SyncJob {
  const inputs = isObject(job.with) ? job.with : {};
  const step: ActionStep = {
    mode: textOf(inputs.mode) ?? CALLED.mode,
    flows: textOf(inputs.flows),
    stateStore: null,
    stateKey: CALLED.secret('SYNC_STATE_KEY'),
    refreshTokens: bySystem((system) => CALLED.secret(gitHubName(factsOf(system).inputs.refreshToken?.name ?? ''))),
    timeLimit: timeLimitIn(inputs),
    at: at(['jobs', name, 'uses']),
  };
  const environment = textOf(inputs.environment) ?? CALLED.environment;
  const timeout = {
    minutes: minutesOf(inputs['timeout-minutes'], CALLED.timeoutMinutes),
    at: at(['jobs', name, 'with', 'timeout-minutes'], 'key'),
  };
  return { name, environment, hasConcurrency: true, timeout, steps: [step], at: at(['jobs', name], 'key') };
}

function scheduleIn({ value, at }: YamlSource): readonly ScheduleLine[] {
  const on = isObject(value) ? value.on : undefined;
  const lines = isObject(on) && Array.isArray(on.schedule) ? on.schedule : [];
  return lines.flatMap((line, position) => {
    const cron = isObject(line) ? textOf(line.cron) : null;
    return cron === null ? [] : [{ cron, at: at(['on', 'schedule', position, 'cron']) }];
  });
}

/** Inputs that no other action has: two of them show that it is this one. */
const OWN_INPUTS = inputsFor('administration').map(({ name }) => name);

function actionStep(step: Fields, action: string): Omit<ActionStep, 'at'> | null {
  const uses = textOf(step.uses);
  if (uses === null) return null;
  const inputs = isObject(step.with) ? step.with : {};
  const [repository = ''] = uses.split('@');
  if (!isOurs(repository, action) && OWN_INPUTS.filter((name) => inputs[name] !== undefined).length < 2) return null;
  return {
    mode: textOf(inputs.mode),
    flows: textOf(inputs.flows),
    stateStore: textOf(inputs['state-store']),
    stateKey: textOf(inputs['state-key']),
    refreshTokens: bySystem((name) => textOf(inputs[factsOf(name).inputs.refreshToken?.name ?? ''])),
    timeLimit: timeLimitIn(inputs),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

const timeLimitIn = (inputs: Fields): number | null =>
  minutesOf(inputs[INPUTS.timeLimit], Number(INPUT_DEFAULTS[INPUTS.timeLimit]));

/** Minutes as they are written, `25` or `25m`; `unsaid` if nothing is, null for an expression. */
function minutesOf(value: unknown, unsaid: number): number | null {
  if (value === undefined || value === null || value === '') return unsaid;
  const minutes = Number(String(value).replace(/m$/, ''));
  return Number.isFinite(minutes) ? minutes : null;
}
