import { tmpdir } from 'node:os';
import type { Settings } from '../config/schema/settings-schema.ts';
import { ConfigErrors } from '../errors/errors.ts';
import { logLine } from '../report/describe-error.ts';
import { publishRun } from '../report/publish.ts';
import { type RunReport, reportedError } from '../report/run-report.ts';
import { stateKeys } from '../state/keys.ts';
import { Recorder } from '../sync/recording/recorder.ts';
import { rulesThatDiffer } from '../sync/run/rules-differ.ts';
import { type RunResult, runFlows } from '../sync/run/run.ts';
import { createLiveWriter } from '../sync/write/writer.ts';
import { keepActivity } from './activity/keep-activity.ts';
import { withAlarm } from './alarm/keep-alarm.ts';
import { notify } from './alarm/notify.ts';
import { type Connections, connectSystems } from './connect-systems.ts';
import type { IssueDesk } from './desk/issue-desk.ts';
import { selectFlows } from './select-flows.ts';
import {
  assertOnDefaultBranch,
  type CommandContext,
  type Mappings,
  type Network,
  openNetwork,
  openWritableState,
  readMappings,
  restoreProgress,
  snapshotsOf,
} from './session.ts';
import { assuranceFor, premiseTest, restoreAssumptions, saveAssumptions } from './state/keep-assumptions.ts';
import { keepProgress } from './state/keep-progress.ts';
import { keepRecording } from './state/keep-recording.ts';
import { limitHeap } from './sync/heap-room.ts';
import { pausedToday } from './sync/paused-today.ts';
import { type ReportParts, reportRun } from './sync-report.ts';

const NO_PROGRESS =
  'There is no saved progress: this is the first run, or the state was lost. Every record is read again, and looked up before it is written.';

/** The mappings that a sync may run, with the names of the flows that are on. Throws ConfigErrors also if they are not those that the lock names. */
function readAgreedMappings(context: CommandContext): Mappings & { readonly on: ReadonlySet<string> } {
  const mappings = readMappings(context);
  const { config, programs, selected } = mappings;
  if (config.unlocked.length > 0) throw new ConfigErrors(config.unlocked);
  // A wrong name would let a flow write what nobody approved.
  selectFlows(programs, [...context.inputs.approve.keys()]);
  const on = programs.filter(({ name, enabled }) => enabled || selected.has(name));
  for (const doubt of rulesThatDiffer(on, config.flows)) context.log(`warning: ${logLine(reportedError(doubt))}`);
  return { ...mappings, on: new Set(on.map(({ name }) => name)) };
}

/** What a run begins with, before anything is sent. */
async function begin(context: CommandContext, startedAtMs: number) {
  assertOnDefaultBranch(context);
  const { inputs, log } = context;
  const mappings = readAgreedMappings(context);
  const { selected, config } = mappings;
  const paused = pausedToday({ records: inputs.records, selected, pauses: config.pauses, nowMs: startedAtMs });
  const saved = await restoreProgress(context, await openWritableState(context));
  const { state, progress } = saved;
  const isFirst = progress.savedAt === '';
  if (isFirst) log(NO_PROGRESS);
  // Marks left by a run that was lost, or that is still writing.
  if (progress.openFlows.length > 0 && !paused.isAll) await state.assertFinished('progress', saved.name);
  return { ...mappings, paused, saved, isFirst };
}

/** Brings the target systems in step with what changed in the sources. Returns the exit code. */
export async function sync(context: CommandContext): Promise<number> {
  const { inputs, github, clock, sleep, signal, log } = context;
  const startedAtMs = clock();
  const { config, programs, selected, on, paused, saved, isFirst } = await begin(context, startedAtMs);
  limitHeap();
  const { state, progress } = saved;
  const assumptions = await restoreAssumptions(saved);
  await using network = openNetwork(context, config.settings, saved);
  const assurance = assuranceFor(programs, config.settings, assumptions, premiseTest(network.connections, context));

  const desk = await openDesk(context, config.settings, network.connections);
  // A box of a paused flow stays ticked until the flow goes on.
  await desk?.takeRetries(progress, paused.running);
  const recorder = new Recorder(config.settings.recording.records);
  const keeper = keepProgress(saved, { clock, log, budgets: () => snapshotsOf(network.budgets) });
  const folder = github.temporaryFolder ?? tmpdir();
  const activity = keepActivity(context, saved, folder);
  const { messages } = config;
  const reportOf = reporter(context, network, { progress, messages, paused: paused.reports, startedAtMs });
  const result = await runFlows({
    programs,
    selected,
    systems: connectSystems(network.connections),
    progress,
    links: config.links,
    pauses: config.pauses,
    records: inputs.records,
    since: inputs.since,
    approved: inputs.approve,
    fingerprint: stateKeys(inputs).fingerprint,
    takeCalls: callTaker(network),
    claim: keeper.claim,
    save: keeper.save,
    clock,
    createWriter: (target) => createLiveWriter({ target, sleep, signal }),
    writesForReal: true,
    assure: assurance.assure,
    observe: (program, items) => {
      limitHeap();
      recorder.observe(program, items);
      activity.observe(program, items);
    },
    conclude: (flows) => activity.conclude(flows, reportOf({ flows, saveError: null })),
    signal,
    log,
  });
  const done = reportOf(result);
  const activityFile = await activity.finish(done, keeper.keptLedger);
  const report = await withAlarm(saved, done, isFirst, context);
  await publishRun(report, { folder, activityFile, environment: context.environment, ...inputs });
  const isKept = result.saveError === null && !keeper.hasLost;
  // This may take longer than a cancelled run has.
  if (!signal.aborted && !paused.isAll) {
    await saveAssumptions(saved, assumptions, assurance.kept, context.warn);
    if (isKept) await keepRecording(context, saved, recorder, programs);
    await state.prune();
  }
  await desk?.tell(report, on, isKept);
  if (!signal.aborted) await notify(report, context);
  return report.alarm?.isRed === false ? 0 : 1;
}

/** The issues of the repository; loaded only if settings.yml asks for them. */
async function openDesk(
  context: CommandContext,
  settings: Settings,
  connections: Connections,
): Promise<IssueDesk | null> {
  if (!settings.desk.issues) return null;
  return (await import('./desk/issue-desk.ts')).openIssueDesk(context, settings, connections);
}

/** What a report takes besides the flows and the systems. */
type ReportFacts = Pick<ReportParts, 'progress' | 'messages' | 'paused' | 'startedAtMs'>;

/** Makes the report of a run as things stand. */
function reporter(
  { inputs, clock }: CommandContext,
  { transport, budgets }: Network,
  facts: ReportFacts,
): (result: RunResult) => RunReport {
  const { records, language } = inputs;
  return (result) => {
    const callsLeft = Object.fromEntries(Object.entries(budgets).map(([name, budget]) => [name, budget.callsLeft()]));
    const calls = transport.calls.take();
    return reportRun({ ...facts, result, records, language, calls, callsLeft, finishedAtMs: clock() });
  };
}

/** Counts the calls since it was last asked. */
function callTaker({ transport }: Network): () => Readonly<Record<string, number>> {
  let mark = transport.calls.take();
  return () => {
    const calls = transport.calls.since(mark);
    mark = transport.calls.take();
    return calls;
  };
}
