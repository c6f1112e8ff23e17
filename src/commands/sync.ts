import { tmpdir } from 'node:os';
import { checkoutOf } from '../config/checkout.ts';
import type { LoadedConfig } from '../config/config.ts';
import { ConfigErrors } from '../errors/errors.ts';
import type { Transport } from '../http/transport.ts';
import type { Program } from '../mapping/flow/program.ts';
import { publishRun } from '../report/publish.ts';
import { type RunReport, reportedError } from '../report/run-report.ts';
import { stateKeys } from '../state/keys.ts';
import { Recorder } from '../sync/recording/recorder.ts';
import type { RunResult } from '../sync/result.ts';
import { Allowance, type AllowanceOptions } from '../sync/run/allowance.ts';
import { runFlows } from '../sync/run/run.ts';
import { heldUntil } from '../sync/write/lost-run.ts';
import { createLiveWriter } from '../sync/write/writer.ts';
import { screensOf } from '../systems/registry.ts';
import { keepActivity } from './activity/keep-activity.ts';
import { restoreAlarm, withAlarm } from './alarm/keep-alarm.ts';
import { notify } from './alarm/notify.ts';
import { type Connections, connectSystems } from './connect-systems.ts';
import type { IssueDesk } from './desk/issue-desk.ts';
import { type Network, type NetworkOptions, openNetwork, snapshotsOf } from './network.ts';
import { notAgreed, refuseOtherApprovals } from './select-flows.ts';
import {
  assertOnDefaultBranch,
  type CommandContext,
  inOneAdministration,
  type Mappings,
  openWritableState,
  readMappings,
  restoreProgress,
  type Saved,
} from './session.ts';
import { assuranceFor, premiseTest, restoreAssumptions, saveAssumptions } from './state/keep-assumptions.ts';
import { keepLogins } from './state/keep-logins.ts';
import { keepProgress } from './state/keep-progress.ts';
import { keepRecording } from './state/keep-recording.ts';
import { keepPrefix } from './state/key-prefix.ts';
import { assertSameCompany } from './state/other-company.ts';
import { type CopiesOfRun, followCopies } from './state/secret-copies.ts';
import { pausedToday } from './sync/paused-today.ts';
import { type ReportParts, reportRun } from './sync/sync-report.ts';
import { onSystemsTime } from './sync/systems-time.ts';
import { endSmallStart, limitHeap } from './sync/v8-flags.ts';

const NO_PROGRESS =
  'There is no saved progress: this is the first run, or the state was lost. Every record is read again, and looked up before it is written.';

const NOTHING_ACCEPTED =
  'accept-state is once, and the progress that earlier runs saved is whole. Leave it out of the next run: where it stays, a run starts over by itself from a state that it cannot read.';

/** The mappings that a sync may run, with the flows that are on. Throws ConfigErrors also for what nobody agreed to. */
function readAgreedMappings(context: CommandContext): Mappings & { readonly on: readonly Program[] } {
  const mappings = readMappings(context);
  const { programs, selected } = mappings;
  const open = notAgreed(mappings);
  if (open.length > 0) throw new ConfigErrors(open);
  refuseOtherApprovals(mappings, selected, [...context.inputs.approve.keys()]);
  const on = programs.filter(({ name, enabled }) => enabled || selected.has(name));
  return { ...mappings, on };
}

/** What a run begins with, before anything of an administration is asked. */
async function begin(given: CommandContext) {
  assertOnDefaultBranch(given);
  const mappings = readAgreedMappings(given);
  const context = await onSystemsTime(given);
  const { inputs, github, clock, log, warn } = context;
  const startedAtMs = clock();
  const { selected, config } = mappings;
  const asked = { records: inputs.records, approved: [...inputs.approve.keys()] };
  const paused = pausedToday({ ...asked, selected, pauses: config.pauses, nowMs: startedAtMs });
  const saved = await restoreProgress(context, await openWritableState(context));
  const { progress } = saved;
  await assertSameCompany(saved, config.settings, inputs);
  const isNewPrefix = keepPrefix(progress, config.settings, inputs);
  const lastAt = progress.savedAt;
  // Whoever gives the state up knows that it is gone, and it may be beyond reading.
  const mayBeLost = lastAt === '' && inputs.acceptState !== 'once';
  const isProgressLost = mayBeLost && ((await hasRecording(saved)) || (await restoreAlarm(saved, warn)).hasSynced);
  if (lastAt === '') log(NO_PROGRESS);
  else if (inputs.acceptState === 'once' && !isNewPrefix) warn(NOTHING_ACCEPTED);
  endSmallStart();
  const facts = { progress, isProgressLost, paused: paused.reports, startedAtMs, messages: config.messages };
  const checkout = checkoutOf(inputs.mappings, github.workspace);
  const isHeld = heldUntil(progress, startedAtMs) !== null;
  const running = isHeld ? new Set<string>() : paused.running;
  return { ...mappings, context, startedAtMs, paused: { ...paused, running }, saved, lastAt, facts, checkout };
}

/** True if an earlier run of these administrations left a recording, as far as the store can tell: it is kept only beside progress. */
async function hasRecording({ state, name }: Pick<Saved, 'state' | 'name'>): Promise<boolean> {
  return (await state.names('recording')).includes(name);
}

/** Brings the target systems in step with what changed in the sources. Returns the exit code. */
export async function sync(given: CommandContext): Promise<number> {
  const began = await begin(inOneAdministration(given));
  const { context, config, programs, selected, on, paused, saved, lastAt, facts, checkout } = began;
  const { inputs, github, clock, signal, log } = context;
  const assumptions = await restoreAssumptions(saved);
  const allowance: Allowance = allowanceOf(context, began.startedAtMs, (system) => network.budgets[system].today());
  const copies = followCopies(inputs);
  await using network = openNetwork(context, config.settings, saved, reaching(allowance, copies));
  const assurance = assuranceFor(programs, config.settings, assumptions, premiseTest(network.connections, context));
  const desk = await openDesk(context, config, network.connections);
  // A box of a flow that is paused or held stays ticked until the flow goes on.
  await desk?.takeRetries(saved.progress, paused.running);
  const recorder = new Recorder(config.settings.recording.records);
  const keeper = keepProgress(saved, { clock, log, budgets: () => snapshotsOf(network.budgets) });
  const folder = github.temporaryFolder ?? tmpdir();
  const activity = keepActivity(context, saved, folder);
  const reportOf = reporter(context, network, facts);
  let concluded: RunReport | null = null;
  const result = await runFlows({
    kind: 'sync',
    programs,
    selected,
    systems: connectSystems(network.connections),
    progress: saved.progress,
    links: config.links,
    linksFile: config.linksFile,
    pauses: paused.pauses,
    records: inputs.records,
    since: inputs.since,
    approved: inputs.approve,
    fingerprint: stateKeys(inputs).fingerprint,
    takeCalls: callTaker(network),
    claim: keeper.claim,
    save: keeper.save,
    clock,
    createWriter: (target) => createLiveWriter({ target, sleep: allowance.sleep, signal }),
    assure: assurance.assure,
    observe: (program, items) => {
      recorder.observe(program, items);
      activity.observe(program, items);
    },
    conclude: (flows) => {
      concluded = reportOf(flows);
      activity.conclude(flows, concluded);
    },
    allowance,
    signal,
    log,
  });
  const ended = withSaveError(concluded ?? reportOf(result.flows), result);
  const done = copies.in(await keepLogins(ended, context, { network, programs: on, mayRenew: !paused.isAll, lastAt }));
  const activityFile = await activity.finish(done, keeper.keptLedger);
  const report = await withAlarm(saved, done, lastAt === '', context);
  await publishRun(report, { folder, activityFile, environment: context.environment, checkout, ...inputs });
  const isKept = result.saveError === null && !keeper.hasLost;
  // This may take longer than a cancelled run has.
  if (!signal.aborted) {
    await saveAssumptions(saved, assumptions, assurance.kept, context.warn);
    if (isKept) await keepRecording(context, saved, recorder, { programs, lastAt });
    await saved.state.prune();
  }
  await desk?.tell(report, new Set(on.map(({ name }) => name)), isKept);
  if (!signal.aborted) await notify(report, context);
  return report.alarm?.isRed === false ? 0 : 1;
}

/** What a run may use up that began at this moment, epoch ms. */
function allowanceOf(
  { inputs, clock, sleep }: CommandContext,
  startedAtMs: number,
  today: AllowanceOptions['today'],
): Allowance {
  return new Allowance({ startedAtMs, limitMs: inputs.timeLimitMs, clock, sleep, today });
}

/** How a run reaches the systems. */
const reaching = (allowance: Allowance, { copied }: CopiesOfRun): NetworkOptions => {
  return { through: allowed(allowance), sleep: allowance.sleep, copied };
};

/**
 * Lets no call begin for which there is no time. Those for tokens may: a token that was used up has to be saved. Each call brings records, so
 * before each the memory is limited.
 */
const allowed =
  (allowance: Allowance) =>
  (transport: Transport): Transport => ({
    calls: transport.calls,
    send: async (request) => {
      limitHeap();
      if (request.kind !== 'token') allowance.mayCall();
      return transport.send(request);
    },
  });

/** The issues of the repository; loaded only if settings.yml asks for them. */
async function openDesk(
  context: CommandContext,
  config: Pick<LoadedConfig, 'settings' | 'tables'>,
  connections: Connections,
): Promise<IssueDesk | null> {
  if (!config.settings.desk.issues) return null;
  return (await import('./desk/issue-desk.ts')).openIssueDesk(context, config, connections);
}

/** The report with why the progress could not be saved, if so. */
const withSaveError = (report: RunReport, { saveError }: RunResult): RunReport =>
  saveError === null ? report : { ...report, errors: [...report.errors, reportedError(saveError)] };

/** What a report takes besides the flows and the systems. */
type ReportFacts = Pick<ReportParts, 'progress' | 'isProgressLost' | 'messages' | 'paused' | 'startedAtMs'>;

/** Makes the report of a run as things stand. */
function reporter(
  { inputs, clock }: CommandContext,
  { transport, budgets, fixedLoginEndsMs }: Network,
  facts: ReportFacts,
): (flows: RunResult['flows']) => RunReport {
  const { administration, records, language } = inputs;
  const screenOf = screensOf(inputs.systems);
  return (flows) => {
    const today = Object.fromEntries(Object.entries(budgets).map(([name, budget]) => [name, budget.today()]));
    const calls = transport.calls.take();
    const finishedAtMs = clock();
    const told = { administration, flows, records, language, screenOf, calls, today, fixedLoginEndsMs, finishedAtMs };
    return reportRun({ ...facts, ...told });
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
