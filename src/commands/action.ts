import { tmpdir } from 'node:os';
import { type Environment, type Inputs, languageOf, readInputs, secretsOf } from '../config/inputs.ts';
import { SyncError } from '../errors/errors.ts';
import { readGitHubContext } from '../github/context.ts';
import * as core from '../github/workflow-commands.ts';
import { publishFailure, reportFailure } from '../report/publish.ts';
import { wordsIn } from '../report/words/words.ts';
import { VERSION } from '../version.ts';
import { notifyFailure } from './alarm/notify.ts';
import { onRunner } from './on-runner.ts';
import type { ReviewMode } from './review/thread.ts';
import { isReviewMode, underReview } from './review/under-review.ts';
import { type CommandContext, realTime } from './session.ts';
import { optimizeFully } from './sync/v8-flags.ts';
import { sync } from './sync.ts';

type Command = (context: CommandContext) => Promise<number>;

/**
 * What the action does, by mode; modes whose mappings may be under review are in `review/thread.ts`. Only a sync runs often: the rest of the
 * bundle is loaded when it is asked for.
 */
const commands: Readonly<Record<Exclude<Inputs['mode'], ReviewMode>, Command>> = {
  sync,
  freshness: async (context) => (await import('./alarm/freshness.ts')).freshness(context),
  desk: async (context) => (await import('./desk/serve.ts')).desk(context),
  shards: async (context) => (await import('./administrations/shards.ts')).shards(context),
  merge: async (context) => (await import('./administrations/merge.ts')).merge(context),
  doctor: async (context) => (await import('./doctor.ts')).doctor(context),
};

const runner = { isRunner: true, isTerminal: false, output: process.stdout };

/**
 * The action: reads the inputs, runs the mode, says why if it could not. Returns the exit code. A signal of the runner
 * ends the work at the next safe place; there are 7.5 s for that.
 */
export function runAction(environment: Environment, currentFolder: string): Promise<number> {
  const cancel = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => cancel.abort());
  return act(environment, currentFolder, {
    ...realTime,
    random: Math.random,
    signal: cancel.signal,
    program: process.argv[1],
  });
}

/** What surrounds a run beside its variables. */
export type Surroundings = Pick<
  CommandContext,
  'clock' | 'sleep' | 'deadline' | 'random' | 'program' | 'signal' | 'store' | 'mappings'
>;

/** The same in a given context. */
export async function act(
  environment: Environment,
  currentFolder: string,
  surroundings: Surroundings,
): Promise<number> {
  let inputs: Inputs | null = null;
  const words = wordsIn(languageOf(environment));
  const way = onRunner(words);
  const github = readGitHubContext(environment, currentFolder);
  try {
    inputs = readInputs(environment, github.pullRequest?.isFork === true);
    for (const secret of secretsOf(inputs)) core.setSecret(secret);
    const { mode } = inputs;
    const context: CommandContext = {
      inputs,
      environment,
      github,
      ...surroundings,
      ...way,
    };
    if (mode !== 'sync') optimizeFully();
    return await (isReviewMode(mode) ? underReview(mode, context, runner) : commands[mode](context));
  } catch (error) {
    // Expected errors are thrown before the first flow begins; later they are in the report.
    const began = !(error instanceof SyncError);
    await publishFailure(error, began, environment);
    if (inputs?.mode === 'sync' && inputs.administration !== null) {
      await leaveReport(error, inputs.administration, surroundings.clock(), {
        folder: environment.RUNNER_TEMP || tmpdir(),
        words,
      });
    }
    if (inputs === null) return 1;
    await notifyFailure(error, began, { inputs, environment, warn: way.warn });
    await (await import('./plan/comment.ts')).commentFailure(error, {
      inputs,
      environment,
      github,
      ...surroundings,
      ...way,
    });
    return 1;
  }
}

/** What the summary of all companies needs of one whose run could not begin. */
async function leaveReport(
  error: unknown,
  administration: string,
  nowMs: number,
  to: Parameters<typeof reportFailure>[2],
): Promise<void> {
  const at = new Date(nowMs).toISOString();
  const report = {
    version: VERSION,
    administration,
    startedAt: at,
    finishedAt: at,
    flows: [],
    calls: {},
    warnings: [],
  };
  await reportFailure(error, report, to);
}
