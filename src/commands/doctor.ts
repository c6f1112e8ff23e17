import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderOf } from '../config/folder.ts';
import { INPUTS } from '../config/input-names.ts';
import { sharingOf } from '../config/schema/administrations-schema.ts';
import { type Settings, settingsOf } from '../config/schema/settings-schema.ts';
import { checkAssumptions, type TestedPremise } from '../doctor/assumptions.ts';
import { assumptionsReport } from '../doctor/assumptions-report.ts';
import { checkBookYear } from '../doctor/book-year.ts';
import { judgeClocks, type Skews, watchClocks } from '../doctor/clock.ts';
import { checkCodes } from '../doctor/codes.ts';
import { checkFields } from '../doctor/fields.ts';
import { attempt, error, type Finding, notChecked } from '../doctor/finding.ts';
import { judgeProposals } from '../doctor/proposals.ts';
import { askRepository, checkTokens, judgeRepository } from '../doctor/repository.ts';
import { checkRights } from '../doctor/rights.ts';
import { type CallsPerDay, judgeSchedule } from '../doctor/schedule.ts';
import { checkAdministrations, checkCredentials, closed } from '../doctor/systems.ts';
import { judgeTimeLimits } from '../doctor/time-limits.ts';
import { readWorkflows } from '../doctor/workflows.ts';
import { readGitHub } from '../github/repository-facts.ts';
import { dutchDay } from '../http/dutch-time.ts';
import type { Transport } from '../http/transport.ts';
import { readTemplate } from '../init/template.ts';
import { publishFindings } from '../report/publish.ts';
import { bySystem, factsOf, systemNames } from '../systems/registry.ts';
import { connectSystems } from './connect-systems.ts';
import { judgeMappings, settingsAlone, tableFiles } from './doctor/mappings.ts';
import { openState } from './doctor/open-state.ts';
import { keepTested, premisesOfSelected } from './doctor/tested.ts';
import { openNetwork, snapshotsOf } from './network.ts';
import { type CommandContext, inOneAdministration, type Mappings, readMappings, stateName } from './session.ts';
import { premiseTest } from './state/keep-assumptions.ts';

const REPORT_FILE = 'exact-asperion-sync-doctor.json';

/** How the doctor reports its findings. */
export interface DoctorReaders {
  readonly isTerminal: boolean;
  /** The file of the report; null = none is written. */
  readonly reportFile: string | null;
}

/**
 * Checks everything that a sync needs and reports all faults at once. Writes to neither system and saves
 * nothing but tokens that had to be renewed and what it tested. Returns the exit code: 1 when a sync would fail.
 */
export async function doctor(context: CommandContext, to: DoctorReaders = onRunner(context)): Promise<number> {
  const { findings, tested, settings } = await examine(context);
  const report = assumptionsReport({ findings, tested, settings, nowMs: context.clock() });
  await publishFindings(findings, report, { ...to, log: context.log, environment: context.environment });
  return findings.some(({ level }) => level === 'error') ? 1 : 0;
}

const onRunner = ({ github }: CommandContext): DoctorReaders => ({
  isTerminal: false,
  reportFile: join(github.temporaryFolder ?? tmpdir(), REPORT_FILE),
});

/** What was checked. */
export interface Examination {
  /** In order of dependence. */
  readonly findings: readonly Finding[];
  /** Empty where nothing could be tested. */
  readonly tested: readonly TestedPremise[];
  readonly settings: Settings;
}

/** Checks everything. Never throws for expected errors. */
export async function examine(given: CommandContext): Promise<Examination> {
  const context = inOneAdministration(given);
  const { inputs, github, environment, clock, signal } = context;
  const mappings = await attempt('mappings', () => readMappings(context));
  const settings = mappings.result?.config.settings ?? (await settingsAlone(context));
  const { findings, tested, callsPerDay } = await examineSystems(context, mappings.result, settings);

  const workflows = readWorkflows(github.workspace, environment.GITHUB_ACTION_REPOSITORY ?? '');
  const facts = readGitHub({ ...github, token: inputs.githubToken });
  const repository = await askRepository(facts);
  const tables = await attempt('mappings', async () => tableFiles(folderOf(inputs.mappings, github.workspace)));
  const all = [
    ...(mappings.result === null ? mappings.findings : judgeMappings(mappings.result, inputs.flows)),
    ...judgeProposals(tables.result ?? []),
    ...findings,
    ...judgeSchedule({
      workflows,
      programs: mappings.result?.programs ?? [],
      callsPerDay,
      companies: Math.max(1, settings.administrations.filter(({ flows }) => flows?.length !== 0).length),
      isPrivate: repository.isPrivate.kind === 'known' ? repository.isPrivate.value : null,
      nowMs: clock(),
    }),
    ...judgeTimeLimits(workflows),
    ...judgeRepository(repository, workflows),
    ...(await checkTokens(facts, gitHubTokens(context), clock())),
    ...(signal.aborted
      ? [error('doctor', 'The run was cancelled before everything was checked.', 'Start it again.')]
      : []),
  ];
  return { findings: all, tested, settings };
}

interface SystemsExamined extends Pick<Examination, 'findings' | 'tested'> {
  /** Calls that each system with a limit allows the administration a day. */
  readonly callsPerDay: CallsPerDay;
}

/** The part that needs the systems: the state gives the tokens, the tokens let in, the administration decides what is seen. */
async function examineSystems(
  context: CommandContext,
  mappings: Mappings | null,
  settings: Settings,
): Promise<SystemsExamined> {
  const { clock, signal, inputs } = context;
  const saved = await openState(context, mappings === null ? null : settings);
  const { state, progress, findings } = saved;
  const unseen = {
    findings: [...findings, ...withoutState],
    tested: [],
    callsPerDay: callsPerDay(context, settings, {}),
  };
  if (state === null) return unseen;

  let skews: Skews = new Map();
  const watched = (transport: Transport): Transport => {
    const watching = watchClocks(transport, clock);
    skews = watching.skews;
    return watching;
  };
  await using network = openNetwork(context, settings, { state, progress }, { through: watched });
  const systems = connectSystems(network.connections);
  const inspected = bySystem((name) => ({
    system: systems[name],
    inspection: network.connections[name].inspect(),
  }));
  const today = dutchDay(clock());
  const programs = mappings?.programs.filter(({ name }) => mappings.selected.has(name)) ?? [];

  const credentials = await checkCredentials(inspected, signal);
  const { open, findings: administrations } = await checkAdministrations(inspected, credentials.open, signal);
  const asked = { inspected, open, today, signal };
  const mapped =
    mappings === null
      ? ['rights', 'fields', 'codes', 'assumptions'].map((check) => notChecked(check, 'Correct the mappings first.'))
      : [
          ...(await checkRights(programs, asked)),
          ...(await checkFields(programs, asked)),
          ...(await checkCodes(
            programs,
            { tables: [...mappings.config.tables.values()], plans: readTemplate().tables },
            asked,
          )),
        ];
  const premises = mappings === null ? [] : premisesOfSelected(mappings);
  const test = premiseTest(network.connections, context);
  const assumptions = await checkAssumptions(premises, test, credentials.open, open);
  if (saved.assumptions !== null) {
    await keepTested({ state, name: stateName(inputs) }, saved.assumptions, assumptions.tested, context);
  }
  const bookYear = await checkBookYear(settings.bookYear.start, asked);
  return {
    findings: [
      ...[...findings, ...credentials.findings, ...administrations, ...judgeClocks(skews), ...mapped],
      ...[...assumptions.findings, ...bookYear],
    ],
    tested: assumptions.tested,
    callsPerDay: callsPerDay(context, settings, snapshotsOf(network.budgets)),
  };
}

const withoutState: readonly Finding[] = (
  ['credentials', 'administration', 'clock', 'rights', 'fields', 'codes', 'assumptions'] as const
).flatMap((check) => systemNames().map((name) => closed(check, name)));

/** What each system with a limit allows a day: announced in an answer, or by the settings. */
function callsPerDay(
  { inputs }: CommandContext,
  settings: Settings,
  snapshots: Readonly<Record<string, unknown>>,
): CallsPerDay {
  return bySystem((name) => {
    const { limits } = factsOf(name);
    const { administration } = inputs.systems[name];
    if (limits === undefined) return null;
    const own = settingsOf(settings, name);
    const share = limits.share(own, sharingOf(settings.administrations, name, administration));
    return Math.min(limits.callsPerDay(own, snapshots[name], administration), share);
  });
}

function gitHubTokens({ inputs }: CommandContext): readonly { readonly input: string; readonly token: string }[] {
  const given = { [INPUTS.githubToken]: inputs.githubToken, [INPUTS.secretsToken]: inputs.secretsToken };
  return Object.entries(given).flatMap(([input, token]) => (token === null ? [] : [{ input, token }]));
}
