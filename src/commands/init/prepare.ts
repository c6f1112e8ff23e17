import { loadSettings } from '../../config/config.ts';
import { type Needs, needsOf } from '../../config/needs.ts';
import { shippedFolder } from '../../config/packs/shipped.ts';
import { dutchDay } from '../../http/dutch-time.ts';
import { type Answers, cronOf, flowsOf } from '../../init/answers.ts';
import { filesOf } from '../../init/files.ts';
import { booksDocuments, type FirstGuard, guardsOf, sourceOfFlow } from '../../init/guards.ts';
import type { Entries, ProposedTable } from '../../init/proposal.ts';
import { proposeTable } from '../../init/propose.ts';
import type { SetValue } from '../../init/settings-text.ts';
import type { Template } from '../../init/template.ts';
import { bySystem, type SystemName, titleOf } from '../../systems/registry.ts';
import { isGiven, missingSecrets, variablesOf } from '../arguments.ts';
import { connectSystems } from '../connect-systems.ts';
import type { Asker } from './asker.ts';
import type { InitWorld } from './command-line.ts';
import { authorizeArgs, clientSecrets, nextSteps, withoutOwn } from './handed-on.ts';
import { mappingsFolder, stateToIgnore } from './in-repository.ts';
import { logInAt, loginsToMake } from './new-logins.ts';
import { type Answering, askChoices, askRest, refuseChoices } from './questions.ts';
import { neededInputs, reachSystems } from './reach.ts';
import { countLoads, type ListReading, readLists } from './read-lists.ts';
import { isBelowTop, repositoryOf } from './repository.ts';
import { secretsAndVariables } from './secrets.ts';

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
  const environment = { ...world.environment, ...variablesOf(withoutOwn(options)) };
  const folder = mappingsFolder(environment, world.currentFolder);
  const answering: Answering = { asker, tell, clock: world.clock };
  const chosen = await askChoices(questions, context.answers, answering);
  const flows = flowsOf(questions, chosen);
  const needs = needsOf(shippedFolder(), flows);

  if (isBelowTop(world.currentFolder, world.environment))
    tell('This folder is not the top of its repository: GitHub reads workflows and CODEOWNERS only there.');
  const repository = repositoryOf(options.get('repo'), world.currentFolder, world.environment);
  const settings = loadSettings(folder, world.currentFolder);
  const loginWorld = { ...world, environment: { ...environment, ...clientSecrets(environment) } };
  const toLogIn = await loginsToMake(asker, environment);
  const inputs = neededInputs(toLogIn);
  // Without a login, no list can be read, and what else has to be answered is not known yet.
  if (!inputs.every((name) => isGiven(environment, name))) refuseChoices(questions, context.answers, answering);
  // Told before a login, which would have to be made again.
  missingSecrets(environment, inputs, world);
  const args = authorizeArgs(options, environment, repository);
  const logins = await logInAt(toLogIn, args, { settings, world: loginWorld });
  await using reach = await reachSystems({ environment, world, settings, logins, asker, tell, signal });
  const opened = connectSystems(reach.connections);
  const reading: ListReading = {
    systems: bySystem((name) => ({ system: opened[name], inspection: reach.connections[name].inspect() })),
    today: dutchDay(world.clock()),
    tell,
    signal,
  };
  world.echo.write('Reading the lists of both systems …\n');
  const entries = await readLists(listsOf(template, needs), reading);
  const books = [...needs.flows.values()].some(booksDocuments);
  const rest = { given: context.answers, books, values: needs.values, entries };
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
    ...secretsAndVariables(settings, reach.administrations),
  });
  const ignored = stateToIgnore(environment, world.currentFolder);
  const all = ignored === null ? files : new Map([...files, ['.gitignore', `${ignored}\n`]]);
  return { files: all, folder, tables, guards, next: nextSteps({ options, environment }, reach.administrations) };
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
