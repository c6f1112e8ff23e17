import { loadSettings } from '../../config/config.ts';
import type { Settings } from '../../config/schema/settings-schema.ts';
import { judgeFreshness, syncingWorkflows } from '../../doctor/freshness.ts';
import { readWorkflows } from '../../doctor/workflows.ts';
import { readWorkflowFacts } from '../../github/workflow-facts.ts';
import { dutchTime } from '../../http/dutch-time.ts';
import { freshnessSentence } from '../../report/alarm/freshness-report.ts';
import { signed } from '../../report/alarm/message.ts';
import { publishFreshness } from '../../report/publish.ts';
import { wordsIn } from '../../report/words/words.ts';
import { type AlarmMemory, noLaterThan } from '../../state/alarm-memory.ts';
import { bySystem } from '../../systems/registry.ts';
import { inAdministration } from '../administrations/in-administration.ts';
import { type CommandContext, stateName } from '../session.ts';
import { openState } from '../state/open-state.ts';
import { restoreAlarm } from './keep-alarm.ts';
import { say } from './notify.ts';

/**
 * Is red if no sync has gone well for too long, or if something will keep syncs from running soon. It calls neither system and saves nothing.
 * Without the state key it knows only what GitHub knows. Returns the exit code.
 */
export async function freshness(context: CommandContext): Promise<number> {
  const { inputs, github, environment, clock, warn } = context;
  const settings = loadSettings(inputs.mappings, github.workspace);
  const { hours } = settings.freshness;
  const words = wordsIn(inputs.language);
  const read = readWorkflowFacts({ ...github, token: inputs.githubToken });
  const nowMs = clock();
  const used = readWorkflows(github.workspace, environment.GITHUB_ACTION_REPOSITORY ?? '');
  const syncing = syncingWorkflows(used, { hours, nowMs });
  const workflows = await Promise.all(
    syncing.map(async ({ file, schedule, isRare }) => {
      return { file, isRare, facts: await read.workflow(file, schedule.length > 0) };
    }),
  );
  const activity = await read.activity();
  const kept = await remembered(context, settings);
  const memory = kept && noLaterThan(nowMs, kept);
  const found = judgeFreshness({ workflows, activity, memory, hours, nowMs }, words);
  await publishFreshness(found, words, environment);
  if (found.alarms.length === 0) return 0;
  await say(signed(freshnessSentence(found, words), environment), inputs, warn);
  return 1;
}

/** What the syncs remember, if there is a key to read it; of several companies, the one that has stood still for longest, with the first end of each login. */
async function remembered(context: CommandContext, settings: Settings): Promise<AlarmMemory | null> {
  const { inputs, warn, log } = context;
  if (inputs.stateKey === '' && inputs.planKey === '') return null;
  const state = await openState(context);
  const names = inputs.administration === null ? settings.administrations.map(({ name }) => name) : [];
  if (names.length === 0) return restoreAlarm({ state, name: stateName(inAdministration(inputs, settings)) }, warn);
  // What a workflow of one company says is not about each of several.
  const systems = bySystem((name) => ({ ...inputs.systems[name], administration: '' }));
  let oldest: AlarmMemory | null = null;
  const logins: Record<string, string> = {};
  for (const administration of names) {
    const own = inAdministration({ ...inputs, systems, administration }, settings);
    const memory = await restoreAlarm({ state, name: stateName(own) }, warn);
    if (memory.standsSinceMs !== null) log(`${administration} stands still since ${dutchTime(memory.standsSinceMs)}.`);
    if (oldest === null || standsFrom(memory) < standsFrom(oldest)) oldest = memory;
    for (const [system, day] of Object.entries(memory.logins)) {
      const first = logins[system];
      if (first === undefined || day < first) logins[system] = day;
    }
  }
  // Their tokens are renewed in one place, whatever is paused.
  return oldest === null ? null : { ...oldest, logins, pausedSinceMs: null };
}

const standsFrom = ({ standsSinceMs }: AlarmMemory): number => standsSinceMs ?? Number.POSITIVE_INFINITY;
