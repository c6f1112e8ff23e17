import path from 'node:path';
import type { Environment } from '../../config/inputs.ts';
import { ConfigError, ConfigErrors } from '../../errors/errors.ts';
import { nearest } from '../../nearest.ts';
import { count } from '../../report/count.ts';
import { VERSION } from '../../version.ts';
import { type OptionHelp, optionLines } from '../options.ts';
import { type Flows, readFlows } from '../select-flows.ts';
import { FETCH_FIRST, LOG_FLAG, readTyped } from './arguments.ts';
import { damageLines, type FoundEvent, type HistoryWorld, readHistory, runOf, tell, timeOf } from './history.ts';
import { commitOf, differsSince } from './line-commit.ts';
import { type RulePlace, rulesOf } from './rule-place.ts';

/** What the command gets from outside. */
export interface WhyWorld extends HistoryWorld {
  readonly environment: Environment;
}

/** The options of the command. */
export const FLAGS: OptionHelp = { ...LOG_FLAG, mappings: ['DIR', 'folder of the YAML files (mappings)'] };

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
  exact-asperion-sync why 26001 lines.vatCode`;

/** Runs the command; false if nobody wrote the field. Throws ConfigError ACTIVITY_MISSING, and as `readTyped` does. */
export async function whyCommand(args: readonly string[], world: WhyWorld): Promise<boolean> {
  const { words, folder, options } = readTyped('why', args, ['a REFERENCE', 'a FIELD'], ['log', 'mappings']);
  const [reference = '', field = ''] = words;
  const history = await readHistory(path.resolve(world.currentFolder, folder), reference);
  tell(world, damageLines(history));
  const written = history.events.filter(({ event }) => event.action === 'created' || event.action === 'updated');
  const [head = ''] = field.split('.', 1);
  const last = written.findLast(({ event }) => event.fields.includes(field) || event.fields.includes(head));
  if (last === undefined) {
    tell(world, [neverWritten(reference, field, written, history.runs)]);
    return false;
  }
  tell(world, writeLines(last, field));
  tell(world, ruleLines(last, field, { ...world, mappings: options.mappings ?? 'mappings' }));
  return true;
}

function neverWritten(reference: string, field: string, written: readonly FoundEvent[], runs: number): string {
  const fields = [...new Set(written.flatMap(({ event }) => event.fields))];
  const meant = nearest(field, fields);
  const hint = meant === null ? '' : ` Did you mean ${meant}?`;
  return `None of ${count(runs, 'run')} wrote ${field} of ${reference}.${hint}`;
}

function writeLines({ event, run }: FoundEvent, field: string): readonly string[] {
  const { at, flow, step, action, target, reference } = event;
  const name = target === null || target === reference ? reference : `${reference} (there ${target})`;
  return [
    `${field} of ${name} was last written on ${timeOf(at)}, when the record was ${action}.`,
    `  flow      ${flow}, step ${step}`,
    `  run       ${runOf(run).replace(/^run /, '')}`,
    run.config === null
      ? '  The run does not say which commit its mappings had.'
      : `  mappings  of commit ${run.config}`,
  ];
}

/** The rules behind the field as the mappings have them now. */
function ruleLines(
  found: FoundEvent,
  field: string,
  world: WhyWorld & { readonly mappings: string },
): readonly string[] {
  const { event } = found;
  let flows: Flows;
  try {
    flows = readFlows(world.mappings, world.currentFolder);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { message } = error instanceof ConfigErrors ? (error.problems[0] ?? error) : error;
    return [`The rule cannot be shown: ${message} Name the folder of the mappings with --mappings.`];
  }
  const rules = rulesOf(flows, event, field, world.currentFolder);
  if (rules.length === 0)
    return [`The mappings have no rule for ${field} in ${event.flow}, step ${event.step}, any more.`];
  return rules.flatMap((rule) => ['', ...oneRule(rule, found, world)]);
}

function oneRule(
  { field, at, text, tables, isShipped }: RulePlace,
  { run }: FoundEvent,
  world: WhyWorld,
): readonly string[] {
  const shown = [
    `Rule of ${field}, ${at.file}:${at.line}:${at.column}`,
    ...text.map((line) => `    ${line}`),
    ...(tables.length === 0 ? [] : [`  table     ${tables.join(', ')}`]),
  ];
  if (isShipped) return [...shown, shippedLine(run.version)];
  const { currentFolder, environment } = world;
  const known = commitOf(at, currentFolder, environment);
  if ('unknown' in known) return [...shown, `  ${known.unknown}`];
  const { commit, subject, pullRequest } = known;
  const isOther = run.config !== null && differsSince(run.config, at.file, currentFolder, environment) === true;
  return [
    ...shown,
    `  commit    ${commit.slice(0, 12)} ${subject}`,
    pullRequest === null ? '  No merge names a pull request for this commit.' : `  pull request #${pullRequest}`,
    ...(isOther ? [`  ${at.file} has changed since that run: git diff ${run.config} -- ${at.file}`] : []),
  ];
}

const shippedLine = (version: string): string =>
  version === VERSION
    ? `  It comes with the action, version ${version}.`
    : `  It comes with the action. That run used version ${version}; this is the rule of version ${VERSION}.`;
