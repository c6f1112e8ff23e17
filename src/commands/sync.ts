import { tmpdir } from 'node:os';
import { logLine } from '../report/describe-error.ts';
import { publishRun } from '../report/publish.ts';
import { exitCode, reportedError } from '../report/run-report.ts';
import { keyedHash } from '../state/seal.ts';
import { Recorder } from '../sync/recording/recorder.ts';
import { rulesThatDiffer } from '../sync/rules-differ.ts';
import { runFlows } from '../sync/run.ts';
import { createLiveWriter } from '../sync/writer.ts';
import { connectSystems } from './connect-systems.ts';
import { keepRecording } from './keep-recording.ts';
import {
  type CommandContext,
  openLine,
  openWritableState,
  readMappings,
  restoreProgress,
  type Saved,
  sleep,
} from './session.ts';
import { reportRun } from './sync-report.ts';

/** Brings the target systems in step with what changed in the sources. Returns the exit code. */
export async function sync(context: CommandContext): Promise<number> {
  const { inputs, github, clock, signal, log } = context;
  const startedAtMs = clock();
  const { config, programs, selected } = readMappings(context);
  const on = programs.filter(({ name, enabled }) => enabled || selected.has(name));
  for (const doubt of rulesThatDiffer(on, config.flows)) log(`warning: ${logLine(reportedError(doubt))}`);
  const saved = await restoreProgress(context, openWritableState(context));
  const { state, progress } = saved;
  await using line = openLine(context, config.settings, saved);
  const { transport, budgets } = line;

  const recorder = new Recorder(config.settings.recording.records);
  let mark = transport.calls.take();
  const result = await runFlows({
    programs,
    selected,
    systems: connectSystems(line.connections),
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
    save: () => saveProgress(saved, budgets['exact-online'].snapshot(), clock()),
    clock,
    createWriter: (target) => createLiveWriter({ target, sleep, signal }),
    observe: (program, items) => recorder.observe(program, items),
    signal,
    log,
  });
  const report = reportRun({
    result,
    progress,
    records: inputs.records,
    calls: transport.calls.take(),
    startedAtMs,
    finishedAtMs: clock(),
  });
  await publishRun(report, github.temporaryFolder ?? tmpdir(), context.environment);
  // This may take longer than a cancelled run has.
  if (!signal.aborted) {
    if (result.saveError === null) await keepRecording(context, saved, recorder, programs);
    await state.prune();
  }
  return exitCode(report, inputs.failOn);
}

async function saveProgress(
  { state, name, progress }: Saved,
  exactBudgetSnapshot: unknown,
  nowMs: number,
): Promise<void> {
  progress.sequence += 1;
  progress.savedAt = new Date(nowMs).toISOString();
  progress.budgets['exact-online'] = exactBudgetSnapshot;
  await state.save('progress', name, progress);
}
