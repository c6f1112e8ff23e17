import { loadSettings } from '../../config/config.ts';
import { judgeFreshness, syncingWorkflows } from '../../doctor/freshness.ts';
import { readWorkflows } from '../../doctor/workflows.ts';
import { readWorkflowFacts } from '../../github/workflow-facts.ts';
import { freshnessSentence } from '../../report/alarm/freshness-report.ts';
import { signed } from '../../report/alarm/message.ts';
import { publishFreshness } from '../../report/publish.ts';
import { wordsIn } from '../../report/words/words.ts';
import type { AlarmMemory } from '../../state/alarm-memory.ts';
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
  const { hours } = loadSettings(inputs.mappings, github.workspace).freshness;
  const words = wordsIn(inputs.language);
  const read = readWorkflowFacts({ ...github, token: inputs.githubToken });
  const syncing = syncingWorkflows(readWorkflows(github.workspace, environment.GITHUB_ACTION_REPOSITORY ?? ''));
  const workflows = await Promise.all(
    syncing.map(async ({ file, schedule }) => ({ file, facts: await read.workflow(file, schedule.length > 0) })),
  );
  const activity = await read.activity();
  const memory = await remembered(context);
  const found = judgeFreshness({ workflows, activity, memory, hours, nowMs: clock() }, words);
  await publishFreshness(found, words, environment);
  if (found.alarms.length === 0) return 0;
  await say(signed(freshnessSentence(found, words), environment), inputs, warn);
  return 1;
}

/** What the syncs remember, if there is a key to read it. */
async function remembered(context: CommandContext): Promise<AlarmMemory | null> {
  const { inputs, warn } = context;
  if (inputs.stateKey === '' && inputs.planKey === '') return null;
  return restoreAlarm({ state: await openState(context), name: stateName(inputs) }, warn);
}
