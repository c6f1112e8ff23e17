import path from 'node:path';
import type { Environment } from '../../config/inputs.ts';
import { ConfigError, ConfigErrors } from '../../errors/errors.ts';
import { nearest } from '../../nearest.ts';
import { VERSION } from '../../version.ts';
import { languageFlag, languageIn, type OptionHelp, optionLines } from '../options.ts';
import { type Flows, readFlows } from '../select-flows.ts';
import { FETCH_FIRST, LOG_FLAG, readTyped } from './arguments.ts';
import { damageLines, type FoundEvent, type HistoryWorld, nameOf, readHistory, runOf, tell } from './history.ts';
import { commitOf, differsSince } from './line-commit.ts';
import { type RulePlace, rulesOf } from './rule-place.ts';
import { type ActivityWords, activityWords } from './words.ts';

/** What the command gets from outside. */
export interface WhyWorld extends HistoryWorld {
  readonly environment: Environment;
}

/** The options of the command. */
export const FLAGS: OptionHelp = {
  ...LOG_FLAG,
  mappings: ['DIR', 'folder of the YAML files (mappings)'],
  ...languageFlag('the answer'),
};

/** What `why --help` says. */
export const whyHelp = `exact-asperion-sync why tells where a value comes from: the run that wrote it last, the rule with its file and line, and the
commit and pull request that last changed that line. Run it in a checkout of your repository.

  exact-asperion-sync why REFERENCE FIELD [options]

REFERENCE is the record's number or code, in the source or in the target. FIELD is a field of the target; one of the lines
of a document is written lines.amount.

${FETCH_FIRST}

Options
${optionLines(FLAGS)}

Examples
  exact-asperion-sync why 20001 paymentConditionId
  exact-asperion-sync why 26001 lines.vatCode
  exact-asperion-sync why 20001 paymentConditionId --language nl`;

/** Runs the command; false if nobody wrote the field. Throws ConfigError ACTIVITY_MISSING, and as `readTyped` does. */
export async function whyCommand(args: readonly string[], world: WhyWorld): Promise<boolean> {
  const names = ['log', 'mappings', 'language'] as const;
  const { words: typed, folder, options } = readTyped('why', args, ['a REFERENCE', 'a FIELD'], names);
  const [reference = '', field = ''] = typed;
  const words = activityWords(languageIn(options.language));
  const history = await readHistory(path.resolve(world.currentFolder, folder), reference);
  tell(world, damageLines(history));
  const written = history.events.filter(({ event }) => event.action === 'created' || event.action === 'updated');
  const [head = ''] = field.split('.', 1);
  const last = written.findLast(({ event }) => event.fields.includes(field) || event.fields.includes(head));
  if (history.events.length === 0) {
    tell(world, [words.none(reference, words.count(history.runs, words.run))]);
    return false;
  }
  if (last === undefined) {
    tell(world, [neverWritten({ reference, field }, written, history.runs, words)]);
    if (written.length === 0) tell(world, [words.whatHappened(reference)]);
    return false;
  }
  tell(world, writeLines(last, field, words));
  tell(world, ruleLines(last, field, { ...world, words, mappings: options.mappings ?? 'mappings' }));
  return true;
}

function neverWritten(
  { reference, field }: { readonly reference: string; readonly field: string },
  written: readonly FoundEvent[],
  runs: number,
  words: ActivityWords,
): string {
  const fields = [...new Set(written.flatMap(({ event }) => event.fields))];
  const meant = nearest(field, fields);
  const hint = meant === null ? '' : words.meant(meant);
  return `${words.neverWritten(field, reference, words.count(runs, words.run))}${hint}`;
}

function writeLines({ event, run }: FoundEvent, field: string, words: ActivityWords): readonly string[] {
  const { at, flow, step, action } = event;
  const name = nameOf(event);
  return [
    words.lastWritten(field, name, words.time(Date.parse(at)), action === 'created'),
    `  ${words.flowOf(flow, step)}`,
    `  ${words.runOf(runOf(run).replace(/^run /, ''))}`,
    `  ${run.config === null ? words.noCommit : words.mappingsOf(run.config)}`,
  ];
}

/** The world, with what is said in it. */
interface RuleWorld extends WhyWorld {
  readonly words: ActivityWords;
}

/** The rules behind the field as the mappings have them now. */
function ruleLines(
  found: FoundEvent,
  field: string,
  world: RuleWorld & { readonly mappings: string },
): readonly string[] {
  const { event } = found;
  let flows: Flows;
  try {
    flows = readFlows(world.mappings, world.currentFolder);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { message } = error instanceof ConfigErrors ? (error.problems[0] ?? error) : error;
    return [world.words.notShown(message)];
  }
  const rules = rulesOf(flows, event, field, world.currentFolder);
  if (rules.length === 0) return [world.words.noRule(field, event.flow, event.step)];
  return rules.flatMap((rule) => ['', ...oneRule(rule, found, world)]);
}

function oneRule(
  { field, at, text, tables, isShipped }: RulePlace,
  { run }: FoundEvent,
  world: RuleWorld,
): readonly string[] {
  const { words } = world;
  const shown = [
    words.rule(field, `${at.file}:${at.line}:${at.column}`),
    ...text.map((line) => `    ${line}`),
    ...(tables.length === 0 ? [] : [`  ${words.tables(tables.join(', '))}`]),
  ];
  if (isShipped)
    return [
      ...shown,
      `  ${run.version === VERSION ? words.shipped(VERSION) : words.shippedThen(run.version, VERSION)}`,
    ];
  const { currentFolder, environment } = world;
  const known = commitOf(at, currentFolder, environment, words);
  if ('unknown' in known) return [...shown, `  ${known.unknown}`];
  const { commit, subject, pullRequest } = known;
  const isOther = run.config !== null && differsSince(run.config, at.file, currentFolder, environment) === true;
  return [
    ...shown,
    `  ${words.commit(`${commit.slice(0, 12)} ${subject}`)}`,
    `  ${pullRequest === null ? words.noPull : words.pull(pullRequest)}`,
    ...(isOther ? [`  ${words.changed(at.file, run.config ?? '')}`] : []),
  ];
}
