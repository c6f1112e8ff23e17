import { loadSettings } from '../config/config.ts';
import {
  INPUT_DEFAULTS,
  INPUTS,
  inputsFor,
  REQUIRED_INPUTS,
  requiredInputs,
  SECRET_INPUTS,
} from '../config/input-names.ts';
import type { Environment } from '../config/inputs.ts';
import { ConfigError, ConfigErrors } from '../errors/errors.ts';
import type { SystemFacts } from '../systems/facts.ts';
import { systems } from '../systems/registry.ts';
import { openDialogue, type Streams } from './authorize/dialogue.ts';
import { type OptionHelp, readOptions } from './options.ts';

/** Inputs that say where the systems and the state are: flags of every command that asks them. */
export const SYSTEM_FLAGS: OptionHelp = {
  [INPUTS.stateStore]: ['file:PATH', 'the file that keeps the sealed state; it is created if missing'],
  [INPUTS.mappings]: ['DIR', 'folder of the YAML files (mappings)'],
  [INPUTS.flows]: ['a,b', 'these flows only (all that are enabled)'],
  [INPUTS.administration]: ['NAME', 'which of the administrations that settings.yml lists'],
  ...Object.fromEntries(Object.values(systems).flatMap(whoAndWhich)),
  ...Object.fromEntries(
    inputsFor('url', 'identityUrl').map((input) => [input.name, ['URL', `${input.says} (${input.default})`.trim()]]),
  ),
};

function whoAndWhich({ title, inputs: { clientId, administration } }: SystemFacts): [string, [string, string]][] {
  const flags: [string, [string, string]][] = [];
  if (clientId !== undefined) flags.push([clientId.name, ['ID', clientId.says.replace(/^the /, '')]]);
  if (administration !== undefined) {
    const value = administration.isNumber === true ? 'NUMBER' : 'ID';
    flags.push([administration.name, [value, `the administration in ${title}`]]);
  }
  return flags;
}

/** The variables of the secrets that the systems need, for a help text. */
export const SECRET_VARIABLES: string = [
  INPUTS.stateKey,
  ...inputsFor('clientSecret', 'refreshToken').map(({ name }) => name),
]
  .map((name) => `  ${variableOf(name)}`)
  .join('\n');

/** The variable of an input as a shell can set it. */
export function variableOf(input: string): string {
  return `INPUT_${input.toUpperCase().replaceAll('-', '_')}`;
}

/** True when the environment gives an input, whichever way it is written. */
export function isGiven(environment: Environment, input: string): boolean {
  return Boolean(environment[variableOf(input)] || environment[`INPUT_${input.toUpperCase()}`]);
}

/** Throws ConfigError `SECRET_ARGUMENT` for an input that is secret; `insteadOf` says how to give it. */
export function refuseSecrets(args: readonly string[], insteadOf: (name: string) => string): void {
  const secret = SECRET_INPUTS.find((name) => args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`)));
  if (secret === undefined) return;
  const message = `--${secret} cannot be given as an argument: shells keep arguments in their history.`;
  const hint = `${insteadOf(secret)} If this one was real, make a new one.`;
  throw new ConfigError('SECRET_ARGUMENT', message, { hint });
}

/** The values of options by their names. Throws ConfigError `SECRET_ARGUMENT`, and as `readOptions` does. */
export function optionsOf(
  command: string,
  args: readonly string[],
  flags: readonly string[],
): ReadonlyMap<string, string> {
  refuseSecrets(args, (name) => `Set the variable ${variableOf(name)}, or leave it out to be asked.`);
  return new Map(Object.entries(readOptions<string>(command, args, flags)) as [string, string][]);
}

/** Options as the variables of the inputs that they are named like. */
export function variablesOf(options: ReadonlyMap<string, string>): Environment {
  return Object.fromEntries([...options].map(([name, value]) => [variableOf(name), value]));
}

/**
 * The inputs that a command on a laptop needs: if settings.yml lists companies, it knows their numbers, and asks which one is meant. Settings that cannot be
 * read are told by the command itself.
 */
export function requiredHere(environment: Environment, currentFolder: string): readonly string[] {
  const folder = environment[variableOf(INPUTS.mappings)] || (INPUT_DEFAULTS[INPUTS.mappings] ?? '');
  const lists = (): boolean => {
    try {
      return loadSettings(folder, currentFolder).administrations.length > 0;
    } catch (error) {
      if (!(error instanceof ConfigErrors)) throw error;
      return false;
    }
  };
  return requiredInputs(isGiven(environment, INPUTS.administration) || lists());
}

/**
 * The environment with the secrets among `needed` that were asked for on the terminal. Throws ConfigErrors with all that is
 * missing and cannot be asked for.
 */
export async function withSecrets(
  environment: Environment,
  needed: readonly string[],
  world: Streams,
): Promise<Environment> {
  const hidden = missingSecrets(environment, needed, world);
  if (hidden.length === 0) return environment;
  using dialogue = openDialogue(world);
  const answers: Record<string, string> = {};
  for (const name of hidden) answers[variableOf(name)] = (await dialogue.askHidden(`${name}?`)) ?? '';
  return { ...environment, ...answers };
}

/** The secrets among `needed` that are asked for on the terminal. Throws as `withSecrets` does. */
export function missingSecrets(
  environment: Environment,
  needed: readonly string[],
  { input }: Streams,
): readonly string[] {
  const missing = needed.filter((name) => !isGiven(environment, name));
  const hidden = missing.filter((name) => SECRET_INPUTS.includes(name));
  const open = missing.filter((name) => !SECRET_INPUTS.includes(name));
  const mayAsk = input.isTTY === true;
  if (open.length === 0 && (hidden.length === 0 || mayAsk)) return hidden;
  throw new ConfigErrors([
    ...open.map((name) => absent(`--${name}`, `Give ${meaning(name)}.`)),
    ...(mayAsk ? [] : hidden).map((name) => absent(variableOf(name), `Set this variable: ${meaning(name)}.`)),
  ]);
}

const meaning = (name: string): string =>
  name === INPUTS.stateStore
    ? 'file: and the path of the file that keeps the sealed state'
    : (REQUIRED_INPUTS[name] ?? 'its value').replace(/, from a secret$/, '');

function absent(what: string, hint: string): ConfigError {
  return new ConfigError('MISSING_INPUT', `${what} is missing.`, { hint });
}
