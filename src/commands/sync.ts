import { tmpdir } from 'node:os';
import { ConfigErrors } from '../errors/errors.ts';
import { logLine } from '../report/describe-error.ts';
import { publishRun } from '../report/publish.ts';
import { reportedError } from '../report/run-report.ts';
import { stateKeys } from '../state/keys.ts';
import { Recorder } from '../sync/recording/recorder.ts';
import { rulesThatDiffer } from '../sync/run/rules-differ.ts';
import { runFlows } from '../sync/run/run.ts';
import { createLiveWriter } from '../sync/write/writer.ts';
import { withAlarm } from './alarm/keep-alarm.ts';
import { notify } from './alarm/notify.ts';
import { connectSystems } from './connect-systems.ts';
import {
  assertOnDefaultBranch,
  type CommandContext,
  openNetwork,
  openWritableState,
  readMappings,
  restoreProgress,
  snapshotsOf,
} from './session.ts';
import { assuranceFor, premiseTest, restoreAssumptions, saveAssumptions } from './state/keep-assumptions.ts';
import { keepProgress } from './state/keep-progress.ts';
import { keepRecording } from './state/keep-recording.ts';
import { reportRun } from './sync-report.ts';

const NO_PROGRESS =
  'There is no saved progress: this is the first run, or the state was lost. Every record is read again, and looked up before it is written.';

/** Brings the target systems in step with what changed in the sources. Returns the exit code. */
export async function sync(context: CommandContext): Promise<number> {
  assertOnDefaultBranch(context);
  const { inputs, github, clock, sleep, signal, log } = context;
  const startedAtMs = clock();
  const { config, programs, selected } = readMappings(context);
  if (config.unlocked.length > 0) throw new ConfigErrors(config.unlocked);
  const on = programs.filter(({ name, enabled }) => enabled || selected.has(name));
  for (const doubt of rulesThatDiffer(on, config.flows)) log(`warning: ${logLine(reportedError(doubt))}`);
  const saved = await restoreProgress(context, await openWritableState(context));
  const { state, progress } = saved;
  const isFirst = progress.savedAt === '';
  if (isFirst) log(NO_PROGRESS);
  // Marks left by a run that was lost, or that is still writing.
  if (progress.openFlows.length > 0) await state.assertFinished('progress', saved.name);
  const assumptions = await restoreAssumptions(saved);
  await using network = openNetwork(context, config.settings, saved);
  const { transport, budgets } = network;
  const assurance = assuranceFor(programs, config.settings, assumptions, premiseTest(network.connections, context));

  const recorder = new Recorder(config.settings.recording.records);
  const keeper = keepProgress(saved, { clock, log, budgets: () => snapshotsOf(budgets) });
  let mark = transport.calls.take();
  const result = await runFlows({
    programs,
    selected,
    systems: connectSystems(network.connections),
    progress,
    links: config.links,
    records: inputs.records,
    since: inputs.since,
    fingerprint: stateKeys(inputs).fingerprint,
    takeCalls: () => {
      const calls = transport.calls.since(mark);
      mark = transport.calls.take();
      return calls;
    },
    claim: keeper.claim,
    save: keeper.save,
    clock,
    createWriter: (target) => createLiveWriter({ target, sleep, signal }),
    writesForReal: true,
    assure: assurance.assure,
    observe: (program, items) => recorder.observe(program, items),
    signal,
    log,
  });
  const done = reportRun({
    result,
    progress,
    records: inputs.records,
    calls: transport.calls.take(),
    callsLeft: Object.fromEntries(Object.entries(budgets).map(([name, budget]) => [name, budget.callsLeft()])),
    startedAtMs,
    finishedAtMs: clock(),
  });
  const report = await withAlarm(saved, done, isFirst, context);
  await publishRun(report, github.temporaryFolder ?? tmpdir(), context.environment, inputs);
  // This may take longer than a cancelled run has.
  if (!signal.aborted) {
    await saveAssumptions(saved, assumptions, assurance.kept, context.warn);
    if (result.saveError === null && !keeper.hasLost) await keepRecording(context, saved, recorder, programs);
    await state.prune();
    await notify(report, context);
  }
  return report.alarm?.isRed === false ? 0 : 1;
}
