import { DateTime } from 'luxon';
import type { ErrorCode } from '../errors/codes.ts';
import { ConfigError, ConfigErrors } from '../errors/errors.ts';
import { guessText } from '../nearest.ts';
import { bySystem, factsOf, type SystemName, systemNames } from '../systems/registry.ts';
import type { InputFacts, InputRole, InputValues, SystemInputs } from '../systems/system-inputs.ts';
import {
  ADMINISTRATION_INPUTS,
  CREDENTIAL_INPUTS,
  INPUT_DEFAULTS,
  INPUTS,
  MODES,
  PLAN_KEY_MEANING,
  RENEWAL_INPUTS,
  REQUIRED_INPUTS,
  requiredInputs,
  WRITING_MODES,
} from './input-names.ts';
import {
  approvals,
  checkedAddress,
  duration,
  list,
  minutes,
  type Refuse,
  type StateStore,
  secretAddress,
  store,
} from './input-values.ts';
import { keyProblems } from './key-problems.ts';

/** Checked inputs of the action. Addresses have no slash at the end. */
export interface Inputs {
  readonly mode: (typeof MODES)[number];
  /** Folder of the YAML, relative to the workspace. */
  readonly mappings: string;
  /** Names of the flows to run; null = all enabled ones. */
  readonly flows: readonly string[] | null;
  /** Which of the administrations of settings.yml; null = none was named. */
  readonly administration: string | null;
  /** What each system needs. The refresh tokens are the first ones; later ones are in the saved state. */
  readonly systems: Readonly<Record<SystemName, InputValues>>;
  /** False = no system can be called: `validate`, `desk`, and a plan that runs on the recording. Texts are then empty. */
  readonly hasCredentials: boolean;
  /** True = the run gets access tokens that a job with `mode: shards` renewed, and has nothing to renew one with. */
  readonly sharesTokens: boolean;
  readonly stateKey: string;
  /** Opens what a plan needs if there is no state key; empty = not given. */
  readonly planKey: string;
  readonly stateStore: StateStore;
  readonly acceptState: 'never' | 'once';
  /** `yyyy-MM-dd`: a backfill from this date. */
  readonly since: string | null;
  /** References of the records to sync; null = all. */
  readonly records: readonly string[] | null;
  /** What may be written, `FLOW@HASH` by flow, as a plan showed it: such a flow writes exactly that, or nothing. */
  readonly approve: ReadonlyMap<string, string>;
  /** Folder of the mappings that a plan compares with, relative to the workspace; null = none. */
  readonly base: string | null;
  /** The mappings that came with the action at the version of `base`; null = those of this version. */
  readonly baseShipped: string | null;
  /** Folder with the reports of the jobs of all companies, relative to the workspace. */
  readonly reports: string;
  /** Classes of personal fields that a plan shows: `none`, `all` or their names, as they were given. */
  readonly reveal: readonly string[];
  readonly failOn: FailOn;
  /** How long a system may be silent before a run is red for it. */
  readonly outageAfterMs: number;
  /** How long a sync may take; it ends in good order before that. */
  readonly timeLimitMs: number;
  /** Of what people read: the job summary and the marks of a sync. */
  readonly language: 'en' | 'nl';
  readonly githubToken: string | null;
  /** A token that may write the environment's secrets: new refresh tokens are copied there. Null = no copy. */
  readonly secretsToken: string | null;
  /** Where a word is sent when a run is red or all is well again, with its query; secret. Null = nowhere. */
  readonly webhookUrl: string | null;
  /** What is called after each good run; secret. Null = nothing. */
  readonly heartbeatUrl: string | null;
}

/** Which failed records make a run red: those that failed for the first time, any that failed or are dead letters, or none. */
export type FailOn = 'new' | 'any' | 'never';

/** The environment variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the inputs from the runner's `INPUT_*` variables (upper case, hyphens kept; underscores instead of hyphens are
 * accepted because shells can't set the others). `isFork` = the run is for a pull request from a fork, which gets no secrets: a plan with
 * `base` then needs none. Throws ConfigErrors with all problems found.
 */
export function readInputs(environment: Environment, isFork = false): Inputs {
  const problems: ConfigError[] = [];
  const refuse = (code: ErrorCode, message: string, hint: string) => {
    problems.push(new ConfigError(code, message, { hint }));
  };
  const text = (name: string): string => given(environment, name) || (INPUT_DEFAULTS[name] ?? '');
  const choice = <Choice extends string>(name: string, choices: readonly Choice[]): Choice => {
    const value = text(name);
    const found = choices.find((one) => one === value);
    if (found === undefined) {
      const hint = guessText(value, choices) ?? `Use ${choices.join(', ')}.`;
      refuse('WRONG_INPUT', `The input "${name}" can't be "${value}".`, hint);
    }
    return found ?? (choices[0] as Choice);
  };
  const listed = (name: string): readonly string[] | null => list(name, text(name), refuse);
  const address = (name: string): string => checkedAddress(name, text(name), refuse);
  const eventName = environment.GITHUB_EVENT_NAME ?? '';
  // A plan of a pull request works on the recording, whatever logins it was given: its mappings may be anybody's.
  const hasCredentials = !isOfPullRequest(eventName) && CREDENTIAL_INPUTS.some((name) => text(name) !== '');
  const hasKey = text(INPUTS.stateKey) !== '' || (isFork && text(INPUTS.base) !== '');
  const mode = modeOf(text(INPUTS.mode), refuse);
  const isNamed = text(INPUTS.administration) !== '';
  const mayShare = (mode === 'sync' || mode === 'plan') && isNamed && hasCredentials;
  const sharesTokens = mayShare && RENEWAL_INPUTS.every((name) => text(name) === '');
  const needed = neededBy(mode, { hasCredentials, hasKey, isNamed, sharesTokens });
  const missing = needed.filter((name) => text(name) === '');
  // If nothing else is missing, settings.yml may say it: `inAdministration` looks there.
  const isLeft = missing.length === ADMINISTRATION_INPUTS.length && missing.every(isOfSettings);
  if (!isLeft) refuseMissing(missing, needed, refuse);
  const inputs: Inputs = {
    mode,
    mappings: text(INPUTS.mappings),
    flows: listed(INPUTS.flows),
    administration: text(INPUTS.administration) || null,
    systems: bySystem((name) => systemValues(factsOf(name).inputs, address, text)),
    hasCredentials,
    sharesTokens,
    stateKey: text(INPUTS.stateKey),
    planKey: text(INPUTS.planKey),
    stateStore: store(text(INPUTS.stateStore), refuse),
    acceptState: choice(INPUTS.acceptState, ['never', 'once']),
    since: text(INPUTS.since) || null,
    records: listed(INPUTS.records),
    approve: approvals(listed(INPUTS.approve) ?? [], refuse),
    base: text(INPUTS.base) || null,
    baseShipped: text(INPUTS.baseShipped) || null,
    reports: text(INPUTS.reports),
    reveal: listed(INPUTS.reveal) ?? [],
    failOn: choice(INPUTS.failOn, ['new', 'any', 'never']),
    outageAfterMs: duration(INPUTS.outageAfter, text(INPUTS.outageAfter), refuse),
    timeLimitMs: minutes(INPUTS.timeLimit, text(INPUTS.timeLimit), refuse),
    language: choice(INPUTS.language, ['en', 'nl']),
    githubToken: text(INPUTS.githubToken) || null,
    secretsToken: text(INPUTS.secretsToken) || null,
    webhookUrl: secretAddress(INPUTS.webhookUrl, text(INPUTS.webhookUrl), refuse),
    heartbeatUrl: secretAddress(INPUTS.heartbeatUrl, text(INPUTS.heartbeatUrl), refuse),
  };
  checkFormats(inputs, refuse);
  refuseOfPullRequest(eventName, inputs, refuse);
  if (problems.length > 0) throw new ConfigErrors(problems);
  return inputs;
}

/** The values of a system's inputs, in the order in which they are declared, which is that of the problems. */
function systemValues(
  inputs: SystemInputs,
  address: (name: string) => string,
  text: (name: string) => string,
): InputValues {
  const values: Record<InputRole, string> = {
    url: '',
    identityUrl: '',
    clientId: '',
    clientSecret: '',
    refreshToken: '',
    administration: '',
  };
  for (const [role, { name }] of Object.entries(inputs) as [InputRole, InputFacts][]) {
    values[role] = role === 'url' || role === 'identityUrl' ? address(name) : text(name);
  }
  return values;
}

/** The values that must never be shown. They are masked before anything is logged. */
export function secretsOf(inputs: Inputs): readonly string[] {
  const { stateKey, planKey, githubToken, secretsToken, webhookUrl, heartbeatUrl } = inputs;
  const tokens = Object.values(inputs.systems).flatMap(({ clientSecret, refreshToken }) => [
    clientSecret,
    refreshToken,
  ]);
  const optional = [githubToken, secretsToken, webhookUrl, heartbeatUrl].map((secret) => secret ?? '');
  return [...tokens, stateKey, planKey, ...optional].filter((secret) => secret !== '');
}

const isOfPullRequest = (eventName: string): boolean => eventName.startsWith('pull_request');

/**
 * What a run for a pull request may not have: nobody has agreed to what it runs. With `pull_request_target` that is any secret but the job's own
 * token; with the others the state key, which opens the tokens and lets a run save a state. The modes that write are refused by themselves.
 */
function refuseOfPullRequest(eventName: string, inputs: Inputs, refuse: Refuse): void {
  if (eventName === 'pull_request_target') {
    if (secretsOf({ ...inputs, githubToken: null }).length === 0) return;
    const hint =
      'Use "on: pull_request" in the workflow: a pull request from a fork then gets no secrets, and the others are reviewed first.';
    refuse('WRONG_INPUT', 'A run for "pull_request_target" may not have secrets.', hint);
  } else if (isOfPullRequest(eventName) && inputs.stateKey !== '' && !WRITING_MODES.includes(inputs.mode)) {
    const hint =
      'Give it "plan-key" instead, in the mode plan and without logins; what needs the state key runs on the default branch.';
    refuse('WRONG_INPUT', 'A run for a pull request may not have the state key.', hint);
  }
}

/** What was given that decides on what is needed. */
interface GivenInputs {
  readonly hasCredentials: boolean;
  readonly hasKey: boolean;
  /** An administration of settings.yml. */
  readonly isNamed: boolean;
  readonly sharesTokens: boolean;
}

/** The inputs that a mode needs. A plan without credentials needs a key that opens the recording it runs on: either key will do. */
function neededBy(mode: string, { hasCredentials, hasKey, isNamed, sharesTokens }: GivenInputs): readonly string[] {
  if (mode === 'validate' || mode === 'freshness' || mode === 'desk' || mode === 'merge') return [];
  if (mode === 'plan' && !hasCredentials) return hasKey ? [] : [INPUTS.planKey];
  const needed = requiredInputs(isNamed || mode === 'shards');
  return sharesTokens ? needed.filter((name) => !RENEWAL_INPUTS.includes(name)) : needed;
}

const isOfSettings = (name: string): boolean => ADMINISTRATION_INPUTS.includes(name);

/** What is said if nothing names the administrations. */
export function missingAdministrations(): ConfigErrors {
  const problems: ConfigError[] = [];
  refuseMissing(ADMINISTRATION_INPUTS, ADMINISTRATION_INPUTS, (code, message, hint) => {
    problems.push(new ConfigError(code, message, { hint }));
  });
  return new ConfigErrors(problems);
}

/** Says in one sentence which inputs are missing: they mostly are for one reason. */
function refuseMissing(missing: readonly string[], needed: readonly string[], refuse: Refuse): void {
  const [first] = missing;
  if (first === undefined) return;
  const why = needed.length === 1 ? ', as all do for a pull request from a fork' : '';
  const meaning = (name: string): string => REQUIRED_INPUTS[name] ?? PLAN_KEY_MEANING;
  const what = missing.length === 1 ? `Set "${first}"` : 'Set them';
  const each = missing.length === 1 ? meaning(first) : missing.map((name) => `${name} (${meaning(name)})`).join(', ');
  const several = missing.length === 1 ? '' : ', and so do all if the job does not name the environment that has them';
  const hint = `${what} under "with:" in the workflow: ${each}. A secret that does not exist arrives empty${why}${several}.`;
  const message =
    missing.length === 1
      ? `The input "${first}" is missing.`
      : `${missing.length} inputs are missing: ${missing.join(', ')}.`;
  refuse('MISSING_INPUT', message, hint);
}

/** The language that the inputs ask for, also if they are wrong otherwise. */
export const languageOf = (environment: Environment): Inputs['language'] =>
  given(environment, INPUTS.language) === 'nl' ? 'nl' : 'en';

function given(environment: Environment, name: string): string {
  const variable = `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
  const value = environment[variable] || environment[variable.replaceAll('-', '_')] || '';
  // A reference that was copied from an issue may hold one, see `quiet`.
  return value.replaceAll('\u200b', '').trim();
}

function modeOf(mode: string, refuse: Refuse): Inputs['mode'] {
  const found = MODES.find((one) => one === mode);
  if (found !== undefined) return found;
  const hint = guessText(mode, MODES) ?? `Use ${MODES.join(', ')}.`;
  refuse('UNKNOWN_MODE', `There is no mode "${mode}".`, hint);
  return 'sync';
}

function checkFormats(inputs: Inputs, refuse: Refuse): void {
  const { mode, base, baseShipped, since } = inputs;
  if (baseShipped !== null && base === null) {
    const message = `The input "${INPUTS.baseShipped}" says what "${INPUTS.base}" builds on, and there is no "${INPUTS.base}".`;
    refuse('WRONG_INPUT', message, `Add "${INPUTS.base}", or remove it.`);
  }
  if (base !== null && mode !== 'plan') {
    const message = `The input "${INPUTS.base}" is for the mode plan: this one has nothing to compare with.`;
    refuse('WRONG_INPUT', message, 'Remove it, or set mode: plan.');
  }
  if (inputs.approve.size > 0 && mode !== 'sync') {
    const message = `The input "${INPUTS.approve}" is for the mode sync: this one writes nothing.`;
    refuse('WRONG_INPUT', message, 'Remove it, or set mode: sync.');
  }
  if (since !== null && !(/^\d{4}-\d\d-\d\d$/.test(since) && DateTime.fromISO(since).isValid)) {
    refuse('WRONG_INPUT', `The input "${INPUTS.since}" is not a date.`, 'Write it like 2026-01-31.');
  }
  for (const [message, hint] of keyProblems(inputs)) refuse('WRONG_INPUT', message, hint);
  for (const system of systemNames()) {
    const { administration: input } = factsOf(system).inputs;
    const value = inputs.systems[system].administration;
    if (input?.isNumber === true && value !== '' && !/^\d+$/.test(value))
      refuse('WRONG_INPUT', `The input "${input.name}" is not a number.`, 'Write digits only.');
  }
}
