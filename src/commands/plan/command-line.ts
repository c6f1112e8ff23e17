import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CREDENTIAL_INPUTS, INPUTS } from '../../config/input-names.ts';
import { type Environment, readInputs } from '../../config/inputs.ts';
import { ConfigError } from '../../errors/errors.ts';
import { readGitHubContext } from '../../github/context.ts';
import { PLAN_FILE } from '../../report/plan/publish-plan.ts';
import {
  isGiven,
  optionsOf,
  requiredHere,
  SECRET_VARIABLES,
  SYSTEM_FLAGS,
  variableOf,
  variablesOf,
  withSecrets,
} from '../arguments.ts';
import type { Streams } from '../authorize/dialogue.ts';
import { showProgress } from '../command-line/progress.ts';
import { languageFlag, type OptionHelp, optionLines } from '../options.ts';
import { underReview } from '../review/under-review.ts';

/** What the command gets from outside. */
export interface PlanWorld extends Omit<Streams, 'output'> {
  readonly output: NodeJS.WriteStream;
  readonly environment: Environment;
  readonly currentFolder: string;
}

/** Options that are inputs of the action, too. */
const INPUT_FLAGS: OptionHelp = {
  [INPUTS.base]: ['DIR', 'the mappings before the change, such as a checkout of the main branch'],
  [INPUTS.baseShipped]: ['DIR', 'the mappings that came with the action before the change'],
  [INPUTS.reveal]: [
    'a,b',
    'personal values to show: none, all, or some of name,email,phone,address,bank,identity,text',
  ],
  [INPUTS.records]: ['a,b', 'these records only, by their references'],
  ...languageFlag('the plan'),
  [INPUTS.since]: ['DATE', 'read the sources again from this date on (yyyy-MM-dd)'],
  ...SYSTEM_FLAGS,
};

/** Where the machine-readable plan goes. */
const JSON_FLAG = 'json';

/** The options of the command. */
export const FLAGS: OptionHelp = {
  ...INPUT_FLAGS,
  [JSON_FLAG]: ['FILE', 'write the machine-readable plan to this file'],
};

/** What `plan --help` says. */
export const planHelp = `exact-asperion-sync plan shows what a sync would do now: what it creates, links, changes field by field,
refuses and why, and the money by VAT code and ledger account. With --base it shows what a change of the mappings
changes, over the same records. It writes to neither system; tokens that have to be renewed are saved in the state.
Your own terminal shows personal values; a file, a pipe and a CI log hide them, unless --reveal names them.

  exact-asperion-sync plan --state-store file:PATH [options]

Options
${optionLines(FLAGS)}

Secrets are taken from the environment, or asked for without showing what is typed; never from an argument:
${SECRET_VARIABLES}
Without any credentials the plan runs on what earlier syncs recorded in the state, and needs its key alone, or the plan
key (${variableOf(INPUTS.planKey)}). Use a separate authorisation: a refresh token works once, so your
workflow would lose its own.

Examples, on a copy of the state that a workflow keeps in a file
  exact-asperion-sync plan --state-store file:state
  exact-asperion-sync plan --state-store file:state --records 20001,20007 --reveal name
  exact-asperion-sync plan --state-store file:state --base ../before/mappings`;

/** Plans on a laptop. True when it could plan to the end. Throws ConfigErrors for arguments and inputs, SyncErrors. */
export async function planCommand(args: readonly string[], world: PlanWorld): Promise<boolean> {
  const options = optionsOf('plan', args, Object.keys(FLAGS));
  const json = options.get(JSON_FLAG);
  const inputs = variablesOf(new Map([...options].filter(([name]) => name in INPUT_FLAGS)));
  const environment = {
    ...(json === undefined ? ownTerminal(world) : {}),
    ...world.environment,
    ...inputs,
    [variableOf(INPUTS.mode)]: 'plan',
  };
  const hasCredentials = CREDENTIAL_INPUTS.some((name) => isGiven(environment, name));
  const key = isGiven(environment, INPUTS.planKey) ? [] : [INPUTS.stateKey];
  const needed = hasCredentials ? requiredHere(environment, world.currentFolder) : key;
  const given = await withSecrets(environment, [INPUTS.stateStore, ...needed], world);
  const cancel = new AbortController();
  process.once('SIGINT', () => cancel.abort());
  const temporaryFolder = await mkdtemp(join(tmpdir(), 'plan-'));
  try {
    const context = {
      inputs: readInputs(given),
      environment: given,
      github: { ...readGitHubContext(given, world.currentFolder), temporaryFolder },
      signal: cancel.signal,
    };
    const { output } = world;
    using _progress = showProgress('plan', output);
    const code = await underReview('plan', context, { isRunner: false, isTerminal: output.isTTY === true, output });
    if (json !== undefined) await keep(join(temporaryFolder, PLAN_FILE), resolve(world.currentFolder, json), json);
    return code === 0;
  } finally {
    await rm(temporaryFolder, { recursive: true, force: true });
  }
}

/** A person at a terminal of their own sees the values; what is kept in a log or a file hides them unless `reveal` says otherwise. */
export function ownTerminal({ environment, output }: Pick<PlanWorld, 'environment' | 'output'>): Environment {
  return output.isTTY === true && !environment.CI ? { [variableOf(INPUTS.reveal)]: 'all' } : {};
}

async function keep(from: string, to: string, name: string): Promise<void> {
  try {
    await copyFile(from, to);
  } catch (cause) {
    throw new ConfigError('PLAN_NOT_WRITTEN', `The plan could not be written to ${name}.`, {
      hint: 'Name a file in a folder that exists and may be written.',
      cause,
    });
  }
}
