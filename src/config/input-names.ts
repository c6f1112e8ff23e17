/** The action's inputs that are built, as `action.yml` names them. */
export const INPUTS = {
  mode: 'mode',
  mappings: 'mappings',
  flows: 'flows',
  exactOnlineUrl: 'exact-online-url',
  exactOnlineClientId: 'exact-online-client-id',
  exactOnlineClientSecret: 'exact-online-client-secret',
  exactOnlineRefreshToken: 'exact-online-refresh-token',
  exactOnlineDivision: 'exact-online-division',
  asperionUrl: 'asperion-url',
  asperionIdentityUrl: 'asperion-identity-url',
  asperionClientId: 'asperion-client-id',
  asperionClientSecret: 'asperion-client-secret',
  asperionRefreshToken: 'asperion-refresh-token',
  asperionTenant: 'asperion-tenant',
  stateKey: 'state-key',
  planKey: 'plan-key',
  stateStore: 'state-store',
  acceptState: 'accept-state',
  since: 'since',
  records: 'records',
  base: 'base',
  reveal: 'reveal',
  failOn: 'fail-on',
  githubToken: 'github-token',
  secretsToken: 'secrets-token',
} as const;

/** The default of each input, the same as in `action.yml`. Inputs that are not listed have no default. */
export const INPUT_DEFAULTS: Readonly<Record<string, string>> = {
  [INPUTS.mode]: 'sync',
  [INPUTS.mappings]: 'mappings',
  [INPUTS.exactOnlineUrl]: 'https://start.exactonline.nl',
  [INPUTS.asperionUrl]: 'https://api.asperion.nl',
  [INPUTS.asperionIdentityUrl]: 'https://identity.asperion.nl',
  [INPUTS.stateStore]: 'cache',
  [INPUTS.acceptState]: 'never',
  [INPUTS.reveal]: 'none',
  [INPUTS.failOn]: 'new',
};

/** The inputs that a plan can do without: it then works on the recording of earlier runs. */
export const CREDENTIAL_INPUTS: readonly string[] = [
  INPUTS.exactOnlineClientId,
  INPUTS.exactOnlineClientSecret,
  INPUTS.exactOnlineRefreshToken,
  INPUTS.asperionClientId,
  INPUTS.asperionClientSecret,
  INPUTS.asperionRefreshToken,
];

/** Inputs that every mode needs that calls both systems, and where the value comes from. */
export const REQUIRED_INPUTS: Readonly<Record<string, string>> = {
  [INPUTS.exactOnlineClientId]: 'the client id of your app in the Exact Online App Centre',
  [INPUTS.exactOnlineClientSecret]: 'the client secret of your app in the Exact Online App Centre, from a secret',
  [INPUTS.exactOnlineRefreshToken]: 'the refresh token of your authorisation for Exact Online, from a secret',
  [INPUTS.exactOnlineDivision]: 'the number of the administration (division) in Exact Online',
  [INPUTS.asperionClientId]: 'the client id that Asperion gave you',
  [INPUTS.asperionClientSecret]: 'the client secret that Asperion gave you, from a secret',
  [INPUTS.asperionRefreshToken]: 'the refresh token of your authorisation for Asperion, from a secret',
  [INPUTS.asperionTenant]: 'the id of the administration (tenant) in Asperion',
  [INPUTS.stateKey]: 'a secret text of at least 32 characters that seals the saved state',
};

/** What a plan without credentials needs, and where it comes from. */
export const PLAN_KEY_MEANING =
  'the plan key of the state key, which `exact-asperion-sync plan-key` makes, from a secret';

/** Modes, and whether they are built. */
export const MODES = {
  built: ['sync', 'plan', 'validate', 'doctor'],
  planned: ['shards', 'merge', 'freshness'],
} as const;

/** Inputs that are planned and not built yet: refused by name when one is given. */
export const INPUTS_NOT_BUILT = ['administration', 'approve', 'webhook-url', 'heartbeat-url'] as const;

/** Inputs of which only one value is built yet. */
export const INPUTS_FIXED: Readonly<Record<string, string>> = { language: 'en' };
