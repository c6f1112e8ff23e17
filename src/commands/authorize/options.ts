import { INPUT_DEFAULTS, INPUTS, inputsFor } from '../../config/input-names.ts';
import type { Environment } from '../../config/inputs.ts';
import { ConfigError } from '../../errors/errors.ts';
import { secureUrl } from '../../http/address.ts';
import { nearest } from '../../nearest.ts';
import { bySystem, factsOf, type SystemName, systemNames } from '../../systems/registry.ts';
import { gitHubName, type InputFacts, type SystemInputs } from '../../systems/system-inputs.ts';
import type { Addresses } from '../../systems/tokens/login.ts';
import { refuseSecrets } from '../arguments.ts';
import { readOptions } from '../options.ts';

/** What the command line says; null = asked for, or left to the settings. */
export interface AuthorizeOptions {
  readonly system: SystemName | null;
  readonly addresses: Readonly<Record<SystemName, Addresses>>;
  readonly clientIds: Readonly<Record<SystemName, string | null>>;
  readonly administrations: Readonly<Record<SystemName, string | null>>;
  readonly redirectUri: string | null;
  /** The GitHub environment. */
  readonly environment: string | null;
  /** `OWNER/NAME`, or with a host before it. */
  readonly repository: string | null;
  /** Folder with settings.yml. */
  readonly mappings: string;
  /** File for the secrets. */
  readonly output: string | null;
}

const NAMES: readonly string[] = [
  'system',
  ...inputsFor('url', 'identityUrl', 'clientId', 'administration').map(({ name }) => name),
  'redirect-uri',
  'environment',
  'repo',
  INPUTS.mappings,
  'output',
];

/** The systems that a person logs in at, in the order in which they are asked for. */
export const LOGIN_SYSTEMS: readonly SystemName[] = systemNames().filter((name) => factsOf(name).login !== undefined);

/** Environment variables from which the client secrets are taken, named like the secrets on GitHub. */
export const SECRET_VARIABLES = bySystem((name) => gitHubName(factsOf(name).inputs.clientSecret?.name ?? ''));

/** Those of the systems that a person logs in at. */
export const CLIENT_SECRETS: readonly string[] = LOGIN_SYSTEMS.map((name) => SECRET_VARIABLES[name]);

/** What a person may have set for this command, and no program that it starts has to see. */
const OWN_SECRETS: readonly string[] = inputsFor('clientSecret', 'refreshToken').map(({ name }) => gitHubName(name));

/** The variables for a program that is started: without those of the inputs, and without the secrets of the systems. */
export function forOthers(environment: Environment): Environment {
  const isOwn = (name: string): boolean => name.startsWith('INPUT_') || OWN_SECRETS.includes(name);
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !isOwn(name.toUpperCase())));
}

const CLIENT_SECRET = `authorize asks for the client secret, or takes it from the environment variable ${CLIENT_SECRETS.join(' or ')}.`;

/** Reads the arguments after `authorize`. Throws ConfigError; no message holds the value of an argument that may be secret. */
export function readAuthorizeOptions(args: readonly string[]): AuthorizeOptions {
  refuseSecrets(args, () => CLIENT_SECRET);
  const values = readOptions<string>('authorize', args, NAMES);
  const given = (name = ''): string | null => values[name]?.trim() || null;
  const address = (input: InputFacts | undefined): string =>
    input === undefined
      ? ''
      : secureUrl(given(input.name) ?? input.default ?? '', `--${input.name}`).href.replace(/\/+$/, '');
  const inputsOf = (name: SystemName): SystemInputs => factsOf(name).inputs;
  return {
    system: given('system') === null ? null : readSystem(given('system') ?? ''),
    addresses: bySystem((name) => ({
      url: address(inputsOf(name).url),
      identityUrl: address(inputsOf(name).identityUrl),
    })),
    clientIds: bySystem((name) => given(inputsOf(name).clientId?.name)),
    administrations: bySystem((name) => given(inputsOf(name).administration?.name)),
    redirectUri: given('redirect-uri'),
    environment: given('environment'),
    repository: given('repo') === null ? null : readRepository(given('repo') ?? ''),
    mappings: given(INPUTS.mappings) ?? INPUT_DEFAULTS[INPUTS.mappings] ?? '',
    output: given('output'),
  };
}

/** The systems and their numbers, as they are asked for: `1 = one or 2 = another`. */
export const SYSTEM_CHOICES: string = LOGIN_SYSTEMS.map((name, index) => `${index + 1} = ${name}`).join(' or ');

/** Reads the name of a system, or its number in the order in which it is asked for. Throws ConfigError `UNKNOWN_SYSTEM`. */
export function readSystem(answer: string): SystemName {
  const found = LOGIN_SYSTEMS.find((name, index) => name === answer || String(index + 1) === answer);
  if (found !== undefined) return found;
  const meant = nearest(answer, LOGIN_SYSTEMS);
  throw new ConfigError('UNKNOWN_SYSTEM', 'There is no such system.', {
    hint: meant === null ? `Use ${LOGIN_SYSTEMS.join(' or ')}.` : `Did you mean ${meant}?`,
  });
}

/** Reads `OWNER/NAME`. Throws ConfigError `BAD_REPOSITORY`. */
export function readRepository(answer: string): string {
  if (/^([\w.-]+\/)?[\w-][\w.-]*\/[\w.-]+$/.test(answer) && !answer.startsWith('-')) return answer;
  throw new ConfigError('BAD_REPOSITORY', 'That is not the name of a repository.', {
    hint: 'Write it like OWNER/NAME.',
  });
}
