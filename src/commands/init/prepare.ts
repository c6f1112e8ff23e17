import { existsSync } from 'node:fs';
import path from 'node:path';
import { DateTime } from 'luxon';
import { loadSettings } from '../../config/config.ts';
import { INPUT_DEFAULTS, INPUTS, inputsFor, REQUIRED_INPUTS } from '../../config/input-names.ts';
import type { Environment } from '../../config/inputs.ts';
import { type Needs, needsOf } from '../../config/needs.ts';
import { shippedFolder } from '../../config/packs/shipped.ts';
import type { Settings } from '../../config/schema/settings-schema.ts';
import { type Answers, cronOf, flowsOf } from '../../init/answers.ts';
import type { Entry, Repository } from '../../init/checklist.ts';
import { filesOf } from '../../init/files.ts';
import { booksDocuments, type FirstGuard, guardsOf, sourceOfFlow } from '../../init/guards.ts';
import type { Entries, ProposedTable } from '../../init/proposal.ts';
import { proposeTable } from '../../init/propose.ts';
import type { SetValue } from '../../init/settings-text.ts';
import type { Template } from '../../init/template.ts';
import { bySystem, factsOf, type SystemName, systemNames, titleOf } from '../../systems/registry.ts';
import { gitHubName } from '../../systems/system-inputs.ts';
import { isGiven, variableOf, variablesOf } from '../arguments.ts';
import { connectSystems } from '../connect-systems.ts';
import type { Asker } from './asker.ts';
import type { InitWorld } from './command-line.ts';
import { offerLogins } from './new-logins.ts';
import { type Answering, askChoices, askRest } from './questions.ts';
import { reachSystems } from './reach.ts';
import { countLoads, type Reading, readLists } from './read-lists.ts';
import { isBelowTop, repositoryOf } from './repository.ts';

/** What preparing the files takes. */
export interface PrepareContext {
  readonly options: ReadonlyMap<string, string>;
  readonly template: Template;
  readonly answers: Answers;
  readonly asker: Asker | null;
  readonly world: InitWorld;
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

/** All files as texts: nothing is written yet. */
export interface Prepared {
  readonly files: ReadonlyMap<string, string>;
  /** The folder of mappings. */
  readonly folder: string;
  readonly tables: readonly ProposedTable[];
  readonly guards: readonly FirstGuard[];
  /** What to do next, line by line. */
  readonly next: readonly string[];
}

/** Asks, reads both systems, and makes all texts. Throws what `initCommand` throws. */
export async function prepareFiles(context: PrepareContext): Promise<Prepared> {
  const { options, template, asker, world, tell, signal } = context;
  const { questions } = template;
  const answering: Answering = { asker, tell, clock: world.clock };
  const chosen = await askChoices(questions, context.answers, answering);
  const flows = flowsOf(questions, chosen);
  const needs = needsOf(shippedFolder(), flows);

  if (isBelowTop(world.currentFolder, world.environment))
    tell('This folder is not the top of its repository: GitHub reads workflows and CODEOWNERS only there.');
  const repository = repositoryOf(options.get('repo'), world.currentFolder, world.environment);
  const environment = { ...world.environment, ...variablesOf(withoutOwn(options)) };
  const folder = folderOf(environment);
  const settings = loadSettings(folder, world.currentFolder);
  const loginWorld = { ...world, environment: { ...environment, ...clientSecrets(environment) } };
  const logins = await offerLogins(authorizeArgs(options, environment, repository), {
    asker,
    settings,
    world: loginWorld,
  });
  await using reach = await reachSystems({ environment, world, settings, logins, asker, tell, signal });
  const opened = connectSystems(reach.connections);
  const reading: Reading = {
    systems: bySystem((name) => ({ system: opened[name], inspection: reach.connections[name].inspect() })),
    today: DateTime.fromMillis(world.clock(), { zone: 'Europe/Amsterdam' }).toFormat('yyyy-MM-dd'),
    tell,
    signal,
  };
  world.echo.write('Reading the lists of both systems …\n');
  const entries = await readLists(listsOf(template, needs), reading);
  const rest = { books: [...needs.flows.values()].some(booksDocuments), values: needs.values, entries };
  const answers = await askRest(questions, chosen, rest, answering);
  const tables = tablesOf(template, needs, entries);
  const { since = null } = answers;
  const counted = [...needs.flows].map(([name, flow]) => {
    return { flow: name, source: sourceOfFlow(flow), from: booksDocuments(flow) ? since : null };
  });
  const loads = await countLoads(counted, reading);
  const guards = guardsOf(loads, needs.flows);
  const files = filesOf(template, {
    flows,
    values: valuesOf(answers, needs),
    cron: cronOf(questions, answers),
    owners: answers.owners ?? '',
    folder,
    titles: (system) => titleOf(system as SystemName),
    repository,
    tables,
    guards,
    ...placesOf(settings, reach.administrations),
  });
  const ignored = stateToIgnore(environment, world.currentFolder);
  const all = ignored === null ? files : new Map([...files, ['.gitignore', `${ignored}\n`]]);
  return { files: all, folder, tables, guards, next: nextSteps({ options, environment }, reach.administrations) };
}

/** The path of a state file in the repository, which is not to be committed; null if there is none, or if there is a .gitignore. */
function stateToIgnore(environment: Environment, folder: string): string | null {
  const [, file] = /^file:(.+)$/.exec(environment[variableOf(INPUTS.stateStore)] ?? '') ?? [];
  if (file === undefined || existsSync(path.join(folder, '.gitignore'))) return null;
  const inside = path.relative(folder, path.resolve(folder, file)).split(path.sep);
  return inside[0] === '..' || path.isAbsolute(inside.join('/')) ? null : `/${inside.join('/')}*`;
}

/** The folder of mappings, with `/` between its parts and none at its ends. */
function folderOf(environment: Environment): string {
  const folder = environment[variableOf(INPUTS.mappings)] || (INPUT_DEFAULTS[INPUTS.mappings] ?? '');
  return folder.replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/+$/, '');
}

const OWN = ['answers', 'repo', 'redirect-uri'];

const withoutOwn = (options: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...options].filter(([name]) => !OWN.includes(name)));

/** The client secrets, under the names by which `authorize` takes them. */
const clientSecrets = (environment: Environment): Environment =>
  Object.fromEntries(
    inputsFor('clientSecret').map(({ name }) => [
      gitHubName(name),
      environment[gitHubName(name)] || environment[variableOf(name)],
    ]),
  );

/** What `init` was given, as options of `authorize`. */
function authorizeArgs(
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

/** The lists that the needed tables and values are made of. */
function listsOf({ tables, questions }: Template, needs: Needs): ReadonlySet<string> {
  const ofTables = [...needs.tables.keys()].flatMap((name) => {
    const plan = tables[name];
    return plan === undefined ? [] : [plan.from, plan.to, plan.through];
  });
  const ofValues = [...needs.values.keys()].map((name) => questions.values[name]?.list);
  return new Set([...ofTables, ...ofValues].filter((list) => list !== undefined));
}

function tablesOf({ tables }: Template, needs: Needs, entries: Entries): readonly ProposedTable[] {
  return [...needs.tables].flatMap(([name, { rows, isHandedOn }]) => {
    const plan = tables[name];
    return plan === undefined ? [] : [proposeTable({ name, plan, entries, shipped: rows, isHandedOn })];
  });
}

function valuesOf({ since, values }: Answers, needs: Needs): readonly SetValue[] {
  const day =
    since === undefined ? [] : [{ name: 'since', value: since, says: 'documents of before this day are left alone' }];
  const own = [...needs.values].map(([name, says]) => ({ name, value: values[name] ?? '', says }));
  return [...day, ...own];
}

/** The secrets and variables that the workflow names. */
function placesOf(
  settings: Settings,
  administrations: Readonly<Record<SystemName, string>>,
): { readonly secrets: readonly Entry[]; readonly variables: readonly Entry[] } {
  const secrets = inputsFor('clientId', 'clientSecret', 'refreshToken').map(({ name, says }) => ({
    name: gitHubName(name),
    says: says.replace(/, from a secret$/, ''),
  }));
  const stateKey = (REQUIRED_INPUTS[INPUTS.stateKey] ?? '').replace(/^a secret/, 'any');
  return {
    secrets: [
      ...secrets,
      { name: 'SYNC_STATE_KEY', says: `${stateKey}, such as the output of \`openssl rand -base64 48\`; keep a copy` },
      {
        name: 'SECRETS_TOKEN',
        says: `only for a second copy of the logins: a token that may write the secrets of \`${settings.secrets.environment}\``,
      },
    ],
    variables: systemNames().flatMap((name) => {
      const { administration } = factsOf(name).inputs;
      if (administration === undefined) return [];
      return [{ name: gitHubName(administration.name), says: `\`${administrations[name]}\`` }];
    }),
  };
}

/** The commands that come next, with what was said to this one; they find what the environment says themselves. */
function nextSteps(
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
