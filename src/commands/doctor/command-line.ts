import { parseArgs } from 'node:util';
import { readGitHubContext } from '../../config/github-context.ts';
import { INPUTS, REQUIRED_INPUTS } from '../../config/input-names.ts';
import { type Environment, readInputs } from '../../config/inputs.ts';
import { ConfigError, ConfigErrors } from '../../errors.ts';
import { openDialogue, type Streams } from '../authorize/dialogue.ts';
import { doctor } from '../doctor.ts';

/** What the command gets of the world. */
export interface DoctorWorld extends Streams {
  readonly environment: Environment;
  readonly currentFolder: string;
  readonly clock: () => number;
}

/** Inputs that are secret: never an argument. */
const SECRETS: readonly string[] = [
  INPUTS.exactOnlineClientSecret,
  INPUTS.exactOnlineRefreshToken,
  INPUTS.asperionClientSecret,
  INPUTS.asperionRefreshToken,
  INPUTS.stateKey,
  INPUTS.githubToken,
  INPUTS.secretsToken,
];

/** Inputs that are flags of the same name. The others are about writing. */
const FLAGS: readonly string[] = [
  INPUTS.mappings,
  INPUTS.flows,
  INPUTS.exactOnlineUrl,
  INPUTS.exactOnlineClientId,
  INPUTS.exactOnlineDivision,
  INPUTS.asperionUrl,
  INPUTS.asperionIdentityUrl,
  INPUTS.asperionClientId,
  INPUTS.asperionTenant,
  INPUTS.stateStore,
];

/** What `doctor --help` says. */
export const doctorHelp = `exact-asperion-sync doctor looks whether a sync can work and tells what to do where it can't: credentials,
rights, company, clock, mapped fields, codes in the tables, schedule, repository. It writes to neither system;
tokens that have to be renewed are saved in the state.

  exact-asperion-sync doctor --state-store file:PATH [options]

Options, named like the inputs of the action (see action.yml)
${FLAGS.map((name) => `  --${name} …`).join('\n')}

Secrets are taken from the environment, ${variableOf(INPUTS.stateKey)} and the like, or asked for without showing
what is typed; never from an argument. Use an authorisation of your own: a refresh token works once, so the one of
your workflow would end there.`;

/** Runs the doctor on a laptop. True when a sync would work. Throws ConfigErrors for arguments and inputs. */
export async function doctorCommand(args: readonly string[], world: DoctorWorld): Promise<boolean> {
  const given = await withSecrets({ ...world.environment, ...variablesOf(args) }, world);
  const inputs = readInputs({ ...given, [variableOf(INPUTS.mode)]: 'doctor' });
  const cancel = new AbortController();
  process.once('SIGINT', () => cancel.abort());
  const tell = (line: string): void => void world.output.write(`${line}\n`);
  const code = await doctor(
    {
      inputs,
      environment: given,
      github: readGitHubContext(given, world.currentFolder),
      clock: world.clock,
      random: Math.random,
      signal: cancel.signal,
      log: tell,
      warn: tell,
      fold: (_title, work) => work(),
      // Nothing between here and the terminal hides secrets, and naming them would show them.
      mask: () => {},
    },
    world.output.isTTY === true,
  );
  return code === 0;
}

/** The variable of an input as a shell can set it. */
function variableOf(input: string): string {
  return `INPUT_${input.toUpperCase().replaceAll('-', '_')}`;
}

/** The arguments as variables. Throws ConfigError `SECRET_ARGUMENT`, `UNKNOWN_ARGUMENT`. */
function variablesOf(args: readonly string[]): Environment {
  const secret = SECRETS.find((name) => args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`)));
  if (secret !== undefined) {
    const message = `--${secret} is never given as an argument: shells keep arguments in their history.`;
    const hint = `Set the variable ${variableOf(secret)}, or leave it out to be asked. If this one was real, make a new one.`;
    throw new ConfigError('SECRET_ARGUMENT', message, { hint });
  }
  const options = Object.fromEntries(FLAGS.map((name) => [name, { type: 'string' as const }]));
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (positionals.length > 0) {
    const message = 'doctor takes options only, and got something else as well.';
    throw new ConfigError('UNKNOWN_ARGUMENT', message, { hint: 'See exact-asperion-sync doctor --help.' });
  }
  const set = Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(set.map(([name, value]) => [variableOf(name), value]));
}

/** The environment with the secrets that were asked for. Throws ConfigErrors with all that is missing. */
async function withSecrets(environment: Environment, world: DoctorWorld): Promise<Environment> {
  const isGiven = (name: string): boolean => Boolean(environment[variableOf(name)] || environment[hyphened(name)]);
  const missing = Object.keys(REQUIRED_INPUTS).filter((name) => !isGiven(name));
  const hidden = missing.filter((name) => SECRETS.includes(name));
  const open = missing.filter((name) => !SECRETS.includes(name));
  const mayAsk = world.input.isTTY === true;
  if (open.length > 0 || (hidden.length > 0 && !mayAsk)) {
    throw new ConfigErrors([
      ...open.map((name) => absent(`--${name}`, `Give ${meaning(name)}.`)),
      ...(mayAsk ? [] : hidden).map((name) => absent(variableOf(name), `Set this variable: ${meaning(name)}.`)),
    ]);
  }
  if (hidden.length === 0) return environment;
  using dialogue = openDialogue(world);
  const answers: Record<string, string> = {};
  for (const name of hidden) answers[variableOf(name)] = (await dialogue.askHidden(`${name}?`)) ?? '';
  return { ...environment, ...answers };
}

const meaning = (name: string): string => (REQUIRED_INPUTS[name] ?? 'its value').replace(/, from a secret$/, '');

const hyphened = (name: string): string => `INPUT_${name.toUpperCase()}`;

function absent(what: string, hint: string): ConfigError {
  return new ConfigError('MISSING_INPUT', `${what} is missing.`, { hint });
}
