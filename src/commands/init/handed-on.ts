import { INPUTS, inputsFor } from '../../config/input-names.ts';
import type { Environment } from '../../config/inputs.ts';
import type { Repository } from '../../init/checklist.ts';
import { factsOf, type SystemName, systemNames } from '../../systems/registry.ts';
import { gitHubName } from '../../systems/system-inputs.ts';
import { isGiven, variableOf } from '../arguments.ts';

/** Options of `init` that are no inputs. */
const OWN = ['answers', 'repo', 'redirect-uri'];

/** The options that other commands take, too. */
export const withoutOwn = (options: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...options].filter(([name]) => !OWN.includes(name)));

/** The client secrets, under the names by which `authorize` takes them. */
export const clientSecrets = (environment: Environment): Environment =>
  Object.fromEntries(
    inputsFor('clientSecret').map(({ name }) => [
      gitHubName(name),
      environment[gitHubName(name)] || environment[variableOf(name)],
    ]),
  );

/** What `init` was given, as options of `authorize`. */
export function authorizeArgs(
  options: ReadonlyMap<string, string>,
  environment: Environment,
  { name }: Repository,
): readonly string[] {
  const inputs = [
    INPUTS.mappings,
    ...inputsFor('url', 'identityUrl', 'clientId', 'administration').map((one) => one.name),
  ];
  const given = [
    ...inputs.map((input) => [input, environment[variableOf(input)]] as const),
    ['redirect-uri', options.get('redirect-uri')] as const,
    ['repo', name ?? undefined] as const,
  ];
  return given.flatMap(([option, value]) => (value ? [`--${option}=${value}`] : []));
}

/** The commands that come next, with what was said to this one; they find what the environment says themselves. */
export function nextSteps(
  { options, environment }: { readonly options: ReadonlyMap<string, string>; readonly environment: Environment },
  administrations: Readonly<Record<SystemName, string>>,
): readonly string[] {
  const given = new Map(withoutOwn(options));
  for (const name of systemNames()) {
    const { administration } = factsOf(name).inputs;
    if (administration !== undefined && !isGiven(environment, administration.name))
      given.set(administration.name, administrations[name]);
  }
  const flags = [...given].map(
    ([name, value]) => `--${name} ${/^[\w:./@-]+$/.test(value) ? value : JSON.stringify(value)}`,
  );
  const plan = isGiven(environment, INPUTS.stateStore)
    ? [`See what a sync would do:  ${['exact-asperion-sync plan', ...flags].join(' ')}`]
    : [];
  return ['', 'Next', '  CHECKLIST.md says what is left to do, with links.', ...plan.map((line) => `  ${line}`)];
}
