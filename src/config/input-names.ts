import { systems } from '../systems/registry.ts';
import type { InputFacts, InputRole } from '../systems/system-inputs.ts';

/** The action's inputs that are built, as `action.yml` names them, without those of the systems. */
export const INPUTS = {
  mode: 'mode',
  mappings: 'mappings',
  flows: 'flows',
  administration: 'administration',
  stateKey: 'state-key',
  planKey: 'plan-key',
  stateStore: 'state-store',
  acceptState: 'accept-state',
  since: 'since',
  records: 'records',
  approve: 'approve',
  base: 'base',
  baseShipped: 'base-shipped',
  reports: 'reports',
  reveal: 'reveal',
  failOn: 'fail-on',
  outageAfter: 'outage-after',
  timeLimit: 'time-limit',
  language: 'language',
  githubToken: 'github-token',
  secretsToken: 'secrets-token',
  webhookUrl: 'webhook-url',
  heartbeatUrl: 'heartbeat-url',
} as const;

/** The systems' inputs that are for one of some purposes, system by system, in the order in which they are declared. */
export function inputsFor(...roles: readonly InputRole[]): readonly InputFacts[] {
  return Object.values(systems).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([role, input]) => ((roles as readonly string[]).includes(role) ? [input] : [])),
  );
}

const ofSystems = Object.values(systems).flatMap(({ inputs }) => Object.values(inputs));

/** The names of all inputs. */
export const INPUT_NAMES: readonly string[] = [...Object.values(INPUTS), ...ofSystems.map(({ name }) => name)];

/** The default of each input, the same as in `action.yml`. Inputs that are not listed have no default. */
export const INPUT_DEFAULTS: Readonly<Record<string, string>> = {
  [INPUTS.mode]: 'sync',
  [INPUTS.mappings]: 'mappings',
  ...Object.fromEntries(
    ofSystems.flatMap((input) => (input.default === undefined ? [] : [[input.name, input.default]])),
  ),
  [INPUTS.stateStore]: 'cache',
  [INPUTS.acceptState]: 'never',
  [INPUTS.reports]: 'reports',
  [INPUTS.reveal]: 'none',
  [INPUTS.failOn]: 'new',
  [INPUTS.outageAfter]: '3h',
  [INPUTS.timeLimit]: '25',
  [INPUTS.language]: 'en',
};

/** The inputs that a plan can do without: it then works on the recording of earlier runs. */
export const CREDENTIAL_INPUTS: readonly string[] = inputsFor('clientId', 'clientSecret', 'refreshToken').map(
  ({ name }) => name,
);

/** Inputs that are secret: never an argument of the command line. */
export const SECRET_INPUTS: readonly string[] = [
  ...inputsFor('clientSecret', 'refreshToken').map(({ name }) => name),
  INPUTS.stateKey,
  INPUTS.planKey,
  INPUTS.githubToken,
  INPUTS.secretsToken,
  INPUTS.webhookUrl,
  INPUTS.heartbeatUrl,
];

/** The inputs that renew a login. */
export const RENEWAL_INPUTS: readonly string[] = inputsFor('clientSecret', 'refreshToken').map(({ name }) => name);

/** Inputs that every mode needs that calls the systems, and where the value comes from. */
export const REQUIRED_INPUTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(ofSystems.flatMap((input) => ('default' in input ? [] : [[input.name, input.says]]))),
  [INPUTS.stateKey]: 'a secret text of at least 32 characters that seals the saved state',
};

/** The inputs that say which administration of each system it is about. With `administration`, settings.yml says it. */
export const ADMINISTRATION_INPUTS: readonly string[] = inputsFor('administration').map(({ name }) => name);

/** The inputs that every mode needs that calls the systems; if an administration of settings.yml is named, that says which ones they are. */
export const requiredInputs = (isNamed: boolean): readonly string[] =>
  Object.keys(REQUIRED_INPUTS).filter((name) => !isNamed || !ADMINISTRATION_INPUTS.includes(name));

/** What a plan without credentials needs, and where it comes from. */
export const PLAN_KEY_MEANING =
  'the plan key of the state key, which `exact-asperion-sync plan-key` makes, from a secret';

/** What the action can be asked for. */
export const MODES = ['sync', 'plan', 'validate', 'doctor', 'freshness', 'desk', 'shards', 'merge'] as const;

/** The modes that renew logins and save what they did: on the default branch only. */
export const WRITING_MODES: readonly string[] = ['sync', 'shards'] satisfies (typeof MODES)[number][];
