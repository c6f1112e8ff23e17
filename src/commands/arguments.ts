import { parseArgs } from 'node:util';
import { INPUTS, REQUIRED_INPUTS } from '../config/input-names.ts';
import type { Environment } from '../config/inputs.ts';
import { ConfigError, ConfigErrors } from '../errors.ts';
import { openDialogue, type Streams } from './authorize/dialogue.ts';

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

/** Inputs that say where both systems and the state are: flags of every command that asks them. */
export const SYSTEM_FLAGS: readonly string[] = [
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

/** The variable of an input as a shell can set it. */
export function variableOf(input: string): string {
  return `INPUT_${input.toUpperCase().replaceAll('-', '_')}`;
}

/** True when the environment gives an input, whichever way it is written. */
export function isGiven(environment: Environment, input: string): boolean {
  return Boolean(environment[variableOf(input)] || environment[`INPUT_${input.toUpperCase()}`]);
}

/** The values of options by their names. Throws ConfigError `SECRET_ARGUMENT`, `UNKNOWN_ARGUMENT`. */
export function optionsOf(
  command: string,
  args: readonly string[],
  flags: readonly string[],
): ReadonlyMap<string, string> {
  const secret = SECRETS.find((name) => args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`)));
  if (secret !== undefined) {
    const message = `--${secret} is never given as an argument: shells keep arguments in their history.`;
    const hint = `Set the variable ${variableOf(secret)}, or leave it out to be asked. If this one was real, make a new one.`;
    throw new ConfigError('SECRET_ARGUMENT', message, { hint });
  }
  const options = Object.fromEntries(flags.map((name) => [name, { type: 'string' as const }]));
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (positionals.length > 0) {
    const message = `${command} takes options only, and got something else as well.`;
    throw new ConfigError('UNKNOWN_ARGUMENT', message, { hint: `See exact-asperion-sync ${command} --help.` });
  }
  return new Map(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** Options as the variables of the inputs that they are named like. */
export function variablesOf(options: ReadonlyMap<string, string>): Environment {
  return Object.fromEntries([...options].map(([name, value]) => [variableOf(name), value]));
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
  const missing = needed.filter((name) => !isGiven(environment, name));
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

function absent(what: string, hint: string): ConfigError {
  return new ConfigError('MISSING_INPUT', `${what} is missing.`, { hint });
}
