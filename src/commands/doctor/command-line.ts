import { INPUTS } from '../../config/input-names.ts';
import { type Environment, readInputs } from '../../config/inputs.ts';
import { readGitHubContext } from '../../github/context.ts';
import { logText } from '../../report/log-text.ts';
import {
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
import { doctor } from '../doctor.ts';
import { type OptionHelp, optionLines } from '../options.ts';
import { realTime } from '../session.ts';

/** What the command gets from outside. */
export interface DoctorWorld extends Streams {
  readonly environment: Environment;
  readonly currentFolder: string;
  readonly clock: () => number;
}

const REPORT = 'report';

/** The options of the command. */
export const FLAGS: OptionHelp = {
  ...SYSTEM_FLAGS,
  [REPORT]: [
    'FILE',
    'also writes what was tested of both systems, as JSON without your names and numbers, for an issue',
  ],
};

/** What `doctor --help` says. */
export const doctorHelp = `exact-asperion-sync doctor checks whether a sync can work, and says what to do if it can't: credentials,
rights, administration, clock, mapped fields, codes in the tables, schedule, repository. It writes to neither system;
tokens that have to be renewed are saved in the state, and what was tested of both systems.

  exact-asperion-sync doctor --state-store file:PATH [options]

Options
${optionLines(FLAGS)}

Secrets are taken from the environment, or asked for without showing what is typed; never from an argument:
${SECRET_VARIABLES}
Use a separate authorisation: a refresh token works once, so your workflow would lose its own.

Examples
  exact-asperion-sync doctor --state-store file:state
  exact-asperion-sync doctor --state-store file:state --report tested.json`;

/** Runs the doctor on a laptop. True when a sync would work. Throws ConfigErrors for arguments and inputs. */
export async function doctorCommand(args: readonly string[], world: DoctorWorld): Promise<boolean> {
  const named = optionsOf('doctor', args, Object.keys(FLAGS));
  const reportFile = named.get(REPORT) ?? null;
  const options = variablesOf(new Map([...named].filter(([name]) => name !== REPORT)));
  const environment = { ...world.environment, ...options };
  const needed = [INPUTS.stateStore, ...requiredHere(environment, world.currentFolder)];
  const given = await withSecrets(environment, needed, world);
  const inputs = readInputs({ ...given, [variableOf(INPUTS.mode)]: 'doctor' });
  const cancel = new AbortController();
  process.once('SIGINT', () => cancel.abort());
  using _progress = showProgress('doctor', world.output);
  const tell = (line: string): void => void world.output.write(`${logText(line)}\n`);
  const code = await doctor(
    {
      inputs,
      environment: given,
      github: readGitHubContext(given, world.currentFolder),
      ...realTime,
      clock: world.clock,
      random: Math.random,
      signal: cancel.signal,
      log: tell,
      warn: tell,
      fold: (_title, work) => work(),
      // Nothing hides secrets on the way to the terminal, and naming them would show them.
      mask: () => {},
    },
    { isTerminal: world.output.isTTY === true, reportFile },
  );
  return code === 0;
}
