import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { loadConfig } from '../config/config.ts';
import { type GitHubContext, mayRenewTokens } from '../config/github-context.ts';
import type { Environment, Inputs } from '../config/inputs.ts';
import { exactBudget, pacedBudget } from '../http/budget.ts';
import { createTransport } from '../http/transport.ts';
import { publishRun } from '../report/publish.ts';
import { exitCode } from '../report/run-report.ts';
import { emptyProgress, type Progress, progressSchema } from '../state/progress.ts';
import { keyedHash } from '../state/seal.ts';
import type { SealedState } from '../state/sealed-state.ts';
import { runFlows } from '../sync/run.ts';
import { connectSystems } from './connect-systems.ts';
import { type Fold, openState } from './open-state.ts';
import { compileFlows, selectFlows } from './select-flows.ts';
import { reportRun } from './sync-report.ts';

/** What a command gets of the world. */
export interface CommandContext {
  readonly inputs: Inputs;
  readonly environment: Environment;
  readonly github: GitHubContext;
  readonly clock: () => number;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  readonly warn: (message: string) => void;
  readonly fold: Fold;
  /** Keeps a secret out of all later output. */
  readonly mask: (secret: string) => void;
}

/** Brings the target systems in step with what changed in the sources. Returns the exit code. */
export async function sync(context: CommandContext): Promise<number> {
  const { inputs, github, clock, random, signal, log, warn } = context;
  const startedAtMs = clock();
  const config = loadConfig(inputs.mappings, github.workspace);
  const programs = compileFlows(config);
  const selected = selectFlows(programs, inputs.flows);

  const state = openState(inputs, github, warn, context.fold);
  state.assertWritable();
  const name = `${inputs.exactOnline.division}-${inputs.asperion.tenant}`;
  const progress = (await state.load('progress', name, progressSchema)) ?? emptyProgress();

  const { exactOnline, asperion } = config.settings;
  const budgets = {
    'exact-online': exactBudget({
      clock,
      sleep,
      log,
      perMinute: exactOnline.callsPerMinute,
      perDay: exactOnline.callsPerDay,
      restore: progress.budgets['exact-online'],
    }),
    asperion: pacedBudget({ perSecond: asperion.requestsPerSecond, clock, sleep }),
  };
  await using transport = createTransport({ clock, sleep, random, log, budgets });
  const systems = connectSystems({
    ...context,
    settings: config.settings,
    transport,
    state,
    mayRefresh: mayRenewTokens(github),
  });

  let mark = transport.calls.take();
  const result = await runFlows({
    programs,
    selected,
    systems,
    progress,
    links: config.links,
    records: inputs.records,
    since: inputs.since,
    print: (text) => keyedHash(inputs.stateKey, 'fingerprint', text).slice(0, 16),
    takeCalls: () => {
      const calls = transport.calls.since(mark);
      mark = transport.calls.take();
      return calls;
    },
    save: () => saveProgress(state, name, progress, budgets['exact-online'].snapshot(), clock()),
    clock,
    sleep,
    signal,
    log,
  });
  await state.prune();

  const report = reportRun({
    result,
    progress,
    records: inputs.records,
    calls: transport.calls.take(),
    startedAtMs,
    finishedAtMs: clock(),
  });
  await publishRun(report, github.temporaryFolder ?? tmpdir(), context.environment);
  return exitCode(report, inputs.failOn);
}

const sleep = (ms: number, signal: AbortSignal): Promise<void> => delay(ms, undefined, { signal });

async function saveProgress(
  state: SealedState,
  name: string,
  progress: Progress,
  exactBudgetSnapshot: unknown,
  nowMs: number,
): Promise<void> {
  progress.sequence += 1;
  progress.savedAt = new Date(nowMs).toISOString();
  progress.budgets['exact-online'] = exactBudgetSnapshot;
  await state.save('progress', name, progress);
}
