import { DateTime } from 'luxon';
import { z } from 'zod';
import { loadSettings } from '../config/config.ts';
import { INPUTS } from '../config/input-names.ts';
import { defaultSettings, type Settings } from '../config/settings-schema.ts';
import { checkBookYear } from '../doctor/book-year.ts';
import { judgeClocks, watchClocks } from '../doctor/clock.ts';
import { checkCodes } from '../doctor/codes.ts';
import { checkFields } from '../doctor/fields.ts';
import { attempt, type Finding, notChecked, ok, warning } from '../doctor/finding.ts';
import { readGitHub } from '../doctor/github.ts';
import { askRepository, checkTokens, judgeRepository } from '../doctor/repository.ts';
import { checkRights } from '../doctor/rights.ts';
import { judgeSchedule } from '../doctor/schedule.ts';
import { checkCompanies, checkCredentials, closed } from '../doctor/systems.ts';
import { readWorkflows } from '../doctor/workflows.ts';
import type { Transport } from '../http/transport.ts';
import { publishFindings } from '../report/publish.ts';
import { emptyProgress, type Progress } from '../state/progress.ts';
import type { SealedState } from '../state/sealed-state.ts';
import { inspectAsperion } from '../systems/asperion/inspection.ts';
import { inspectExactOnline } from '../systems/exact-online/inspection.ts';
import { connectSystems } from './connect-systems.ts';
import { warningsOf } from './select-flows.ts';
import {
  type CommandContext,
  type Mappings,
  openLine,
  openWritableState,
  readMappings,
  restoreProgress,
} from './session.ts';

/**
 * Looks at everything that a sync needs and tells what is wrong with it, all at once. Writes to neither system and saves
 * nothing but tokens that had to be renewed. Returns the exit code: 1 when a sync would fail.
 */
export async function doctor(context: CommandContext, isTerminal = false): Promise<number> {
  const findings = await examine(context);
  await publishFindings(findings, { isTerminal, log: context.log, environment: context.environment });
  return findings.some(({ level }) => level === 'error') ? 1 : 0;
}

/** Everything that was looked at, in the order in which one thing rests on another. Never throws for what a user may meet. */
export async function examine(context: CommandContext): Promise<readonly Finding[]> {
  const { inputs, github, environment, clock } = context;
  const mappings = await attempt('mappings', () => readMappings(context));
  const settings = mappings.result?.config.settings ?? (await settingsAlone(context));
  const { findings, callsPerDay } = await examineSystems(context, mappings.result, settings);

  const workflows = readWorkflows(github.workspace, environment.GITHUB_ACTION_REPOSITORY ?? '');
  const facts = readGitHub({ ...github, token: inputs.githubToken });
  const repository = await askRepository(facts);
  return [
    ...(mappings.result === null ? mappings.findings : judgeMappings(mappings.result, inputs.flows)),
    ...findings,
    ...judgeSchedule({
      workflows,
      programs: mappings.result?.programs ?? [],
      callsPerDay,
      isPrivate: repository.isPrivate.kind === 'known' ? repository.isPrivate.value : null,
      nowMs: clock(),
    }),
    ...judgeRepository(repository, workflows),
    ...(await checkTokens(facts, gitHubTokens(context), clock())),
  ];
}

interface SystemsExamined {
  readonly findings: readonly Finding[];
  /** Calls that Exact Online allows the company a day. */
  readonly callsPerDay: number;
}

/** The part that needs the systems: the state gives the tokens, the tokens let in, the company decides what is seen. */
async function examineSystems(
  context: CommandContext,
  mappings: Mappings | null,
  settings: Settings,
): Promise<SystemsExamined> {
  const { clock, signal, inputs } = context;
  const saved = await openState(context);
  const { state, progress, findings } = saved;
  const unseen = { findings: [...findings, ...withoutState], callsPerDay: settings.exactOnline.callsPerDay };
  if (state === null) return unseen;

  let skews: ReadonlyMap<'exact-online' | 'asperion', number> = new Map();
  const watched = (transport: Transport): Transport => {
    const watching = watchClocks(transport, clock);
    skews = watching.skews;
    return watching;
  };
  await using line = openLine(context, settings, { state, progress }, watched);
  const systems = connectSystems(line.connections);
  const inspected = {
    'exact-online': {
      system: systems['exact-online'],
      inspection: inspectExactOnline(line.connections['exact-online']),
    },
    asperion: {
      system: systems.asperion,
      inspection: inspectAsperion({ ...line.connections.asperion, clock }),
    },
  };
  const today = DateTime.fromMillis(clock(), { zone: 'Europe/Amsterdam' }).toFormat('yyyy-MM-dd');
  const programs = mappings?.programs.filter(({ name }) => mappings.selected.has(name)) ?? [];

  const credentials = await checkCredentials(inspected, signal);
  const { open, findings: companies } = await checkCompanies(inspected, credentials.open, signal);
  const mapped =
    mappings === null
      ? ['rights', 'fields', 'codes'].map((check) => notChecked(check, 'The mappings have to be right first.'))
      : [
          ...(await checkRights(programs, inspected, open, signal)),
          ...(await checkFields(programs, inspected, open, signal)),
          ...(await checkCodes(programs, inspected, open, today, signal)),
        ];
  const bookYear = await checkBookYear(settings.bookYear.start, inspected, open, today, signal);
  return {
    findings: [...findings, ...credentials.findings, ...companies, ...judgeClocks(skews), ...mapped, ...bookYear],
    callsPerDay:
      announcedPerDay(line.budgets['exact-online'].snapshot(), inputs.exactOnline.division) ??
      settings.exactOnline.callsPerDay,
  };
}

function judgeMappings(mappings: Mappings, wanted: readonly string[] | null): readonly Finding[] {
  const { programs, selected } = mappings;
  return [
    ok('mappings', `${programs.length} flows are written right; ${selected.size} of them are on.`),
    ...warningsOf(mappings, wanted).map(({ message, hint = '', at }) => warning('mappings', message, hint, at)),
  ];
}

/** Settings that can be read although the flows can't. */
async function settingsAlone({ inputs, github }: CommandContext): Promise<Settings> {
  const read = await attempt('mappings', () => loadSettings(inputs.mappings, github.workspace));
  return read.result ?? defaultSettings;
}

interface OpenedState {
  /** Null = tokens could not be saved, so none may be renewed. */
  readonly state: SealedState | null;
  readonly progress: Progress;
  readonly findings: readonly Finding[];
}

/** Opens the state; one whose progress cannot be used may still have good tokens. */
async function openState(context: CommandContext): Promise<OpenedState> {
  const said: Finding[] = [];
  const warn = (says: string): void => void said.push({ check: 'state', level: 'warning', says });
  const listening = { ...context, warn };
  const opened = await attempt('state', () => openWritableState(listening));
  const state = opened.result;
  if (state === null) return { state, progress: emptyProgress(), findings: opened.findings };
  const restored = await attempt('state', () => restoreProgress(listening, state));
  const findings = [...said, ...restored.findings];
  if (restored.result === null) return { state, progress: emptyProgress(), findings };
  const { progress } = restored.result;
  const since =
    progress.savedAt === '' ? 'there is none yet: the next sync is the first' : `saved at ${progress.savedAt}`;
  const right = findings.length > 0 ? [] : [ok('state', `The state can be kept and read; ${since}.`)];
  return { state, progress, findings: [...findings, ...right] };
}

const withoutState: readonly Finding[] = (
  ['credentials', 'company', 'clock', 'rights', 'fields', 'codes'] as const
).flatMap((check) => [closed(check, 'exact-online'), closed(check, 'asperion')]);

/** The day's limit as the answers' headers announced it. */
function announcedPerDay(snapshot: unknown, division: string): number | null {
  const day = z.object({ day: z.object({ limit: z.number().optional() }) });
  const read = z.object({ calls: z.record(z.string(), day) }).safeParse(snapshot);
  return read.data?.calls[division]?.day.limit ?? null;
}

function gitHubTokens({ inputs }: CommandContext): readonly { readonly input: string; readonly token: string }[] {
  const given = { [INPUTS.githubToken]: inputs.githubToken, [INPUTS.secretsToken]: inputs.secretsToken };
  return Object.entries(given).flatMap(([input, token]) => (token === null ? [] : [{ input, token }]));
}
