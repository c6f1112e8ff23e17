import { INPUT_DEFAULTS, INPUTS } from '../../config/input-names.ts';
import { nearest } from '../../config/nearest.ts';
import { ConfigError } from '../../errors.ts';
import { secureUrl } from '../../http/address.ts';
import type { SystemName } from '../../systems/registry.ts';
import { refuseSecrets } from '../arguments.ts';
import { readOptions } from '../options.ts';
import type { Addresses } from './systems.ts';

/** What the command line says; null = asked for, or left to the settings. */
export interface AuthorizeOptions {
  readonly system: SystemName | null;
  readonly addresses: Addresses;
  readonly clientIds: Readonly<Record<SystemName, string | null>>;
  readonly companies: Readonly<Record<SystemName, string | null>>;
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

const NAMES = [
  'system',
  INPUTS.exactOnlineUrl,
  INPUTS.exactOnlineClientId,
  INPUTS.exactOnlineDivision,
  INPUTS.asperionUrl,
  INPUTS.asperionIdentityUrl,
  INPUTS.asperionClientId,
  INPUTS.asperionTenant,
  'redirect-uri',
  'environment',
  'repo',
  INPUTS.mappings,
  'output',
] as const;

type Name = (typeof NAMES)[number];

/** Environment variables from which the client secrets are taken, named like the secrets on GitHub. */
export const SECRET_VARIABLES: Readonly<Record<SystemName, string>> = {
  'exact-online': 'EXACT_ONLINE_CLIENT_SECRET',
  asperion: 'ASPERION_CLIENT_SECRET',
};

const SYSTEMS: readonly SystemName[] = ['exact-online', 'asperion'];
const CLIENT_SECRET = `authorize asks for the client secret, or takes it from the environment variable ${Object.values(SECRET_VARIABLES).join(' or ')}.`;

/** Reads the arguments after `authorize`. Throws ConfigError; no message holds the value of an argument that may be secret. */
export function readAuthorizeOptions(args: readonly string[]): AuthorizeOptions {
  refuseSecrets(args, () => CLIENT_SECRET);
  const values = readOptions('authorize', args, NAMES);
  const given = (name: Name): string | null => values[name]?.trim() || null;
  const address = (name: Name): string =>
    secureUrl(given(name) ?? INPUT_DEFAULTS[name] ?? '', `--${name}`).href.replace(/\/+$/, '');
  return {
    system: given('system') === null ? null : readSystem(given('system') ?? ''),
    addresses: {
      exactOnlineUrl: address(INPUTS.exactOnlineUrl),
      asperionUrl: address(INPUTS.asperionUrl),
      asperionIdentityUrl: address(INPUTS.asperionIdentityUrl),
    },
    clientIds: { 'exact-online': given(INPUTS.exactOnlineClientId), asperion: given(INPUTS.asperionClientId) },
    companies: { 'exact-online': given(INPUTS.exactOnlineDivision), asperion: given(INPUTS.asperionTenant) },
    redirectUri: given('redirect-uri'),
    environment: given('environment'),
    repository: given('repo') === null ? null : readRepository(given('repo') ?? ''),
    mappings: given(INPUTS.mappings) ?? INPUT_DEFAULTS[INPUTS.mappings] ?? '',
    output: given('output'),
  };
}

/** Reads the name of a system, or its number in the order in which it is asked for. Throws ConfigError `UNKNOWN_SYSTEM`. */
export function readSystem(answer: string): SystemName {
  const found = SYSTEMS.find((name, index) => name === answer || String(index + 1) === answer);
  if (found !== undefined) return found;
  const meant = nearest(answer, SYSTEMS);
  throw new ConfigError('UNKNOWN_SYSTEM', 'There is no such system.', {
    hint: meant === null ? `Use ${SYSTEMS.join(' or ')}.` : `Did you mean ${meant}?`,
  });
}

/** Reads `OWNER/NAME`. Throws ConfigError `BAD_REPOSITORY`. */
export function readRepository(answer: string): string {
  if (/^([\w.-]+\/)?[\w-][\w.-]*\/[\w.-]+$/.test(answer) && !answer.startsWith('-')) return answer;
  throw new ConfigError('BAD_REPOSITORY', 'That is not the name of a repository.', {
    hint: 'Write it like OWNER/NAME.',
  });
}
