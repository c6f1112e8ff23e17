import { type ConfigReading, type LoadedConfig, loadConfig, MappingProblems } from '../config/config.ts';
import { toldWhereTakenOut } from '../config/packs/misses.ts';
import { ConfigError, ConfigErrors, onceEach, retold } from '../errors/errors.ts';
import type { Coverage } from '../mapping/coverage.ts';
import { bookedTwice } from '../mapping/flow/booked-twice.ts';
import { comesBack, countedBack, emptyPrefix, invoicedTwice } from '../mapping/flow/both-ways.ts';
import { compileFlow } from '../mapping/flow/compile-flow.ts';
import type { Program } from '../mapping/flow/program.ts';
import { sinceMissing } from '../mapping/flow/since.ts';
import { verifiesOthers } from '../mapping/flow/verifies-others.ts';
import { nearest } from '../nearest.ts';
import { count } from '../report/words/count.ts';
import { rulesThatDiffer } from '../sync/run/rules-differ.ts';
import { catalogsOfSystems } from '../systems/registry.ts';

/** A valid folder of mappings that fits the catalogs. */
export interface Flows {
  readonly config: LoadedConfig;
  /** Every flow of the folder. */
  readonly programs: readonly Program[];
}

/** What is known of the systems. */
export const catalogs = catalogsOfSystems();

/** Reads a folder of mappings and compiles its flows. Throws ConfigErrors with all problems of all files. */
export function readFlows(folder: string, workspace: string, reading: ConfigReading = {}): Flows {
  const { config, programs, problems } = inspectFlows(folder, workspace, reading);
  if (config === null || problems.length > 0) throw new ConfigErrors(problems);
  return { config, programs };
}

/** A folder of mappings with all its mistakes. */
export interface InspectedFlows {
  /** What could be read; null if nothing is known of the flows. */
  readonly config: LoadedConfig | null;
  /** Empty when any flow is wrong. */
  readonly programs: readonly Program[];
  readonly problems: readonly ConfigError[];
}

/** How a folder is inspected. */
export interface Inspecting extends ConfigReading {
  /** Takes what will be reached of the flows. */
  readonly coverage?: Coverage | undefined;
}

/** Reads a folder of mappings and compiles its flows. */
export function inspectFlows(
  folder: string,
  workspace: string,
  { coverage, ...reading }: Inspecting = {},
): InspectedFlows {
  let config: LoadedConfig | null;
  let problems: readonly ConfigError[] = [];
  try {
    config = loadConfig(folder, workspace, reading);
  } catch (error) {
    if (!(error instanceof MappingProblems)) throw error;
    config = error.readable;
    problems = error.problems;
  }
  if (config === null) return { config, programs: [], problems };
  try {
    return { config, programs: compileFlows(config, coverage), problems };
  } catch (error) {
    if (!(error instanceof ConfigErrors)) throw error;
    // A value that is not set is told by its own name, and not by the field that it would fill.
    const isUnset = problems.some(({ code }) => code === 'VALUE_MISSING');
    const others = error.problems.filter(({ code }) => !isUnset || code !== 'MISSING_FIELD');
    return { config, programs: [], problems: [...problems, ...others] };
  }
}

/** Compiles every flow of a folder, enabled or not. Throws ConfigErrors with the problems of all of them. */
export function compileFlows(config: LoadedConfig, coverage?: Coverage): readonly Program[] {
  const { flows, tables, settings, extending, unset } = config;
  const problems: ConfigError[] = [];
  const programs: Program[] = [];
  for (const flow of flows) {
    try {
      programs.push(compileFlow(flow, { catalogs, tables, settings, ...(coverage && { coverage }) }));
    } catch (error) {
      if (!(error instanceof ConfigErrors)) throw error;
      if (flow.isOnlyPinned !== true) problems.push(...byValue(error.problems, unset));
    }
  }
  if (problems.length === 0) return programs;
  const owns = extending().map(({ own }) => own);
  throw new ConfigErrors(toldWhereTakenOut(oncePerTable(onceEach(problems)), owns));
}

/** A field that a value would fill is told by the value that is not set. */
const byValue = (problems: readonly ConfigError[], unset: readonly ConfigError[]): readonly ConfigError[] =>
  problems.flatMap((problem) => (problem.code === 'MISSING_FIELD' && unset.length > 0 ? unset : problem));

/** A table that is not there, or that has other levels than every rule expects, is told once, with the number of its uses. */
function oncePerTable(problems: readonly ConfigError[]): readonly ConfigError[] {
  const uses = Map.groupBy(problems, ({ code, message, at }) =>
    ['UNKNOWN_TABLE', 'TABLE_KEYS'].includes(code) ? `${code} ${message}` : JSON.stringify([code, message, at]),
  );
  return [...uses.values()].flatMap(([first, ...others]) => {
    if (first === undefined || others.length === 0) return first ?? [];
    const places = count(others.length, 'more place');
    return retold(first, { message: `${first.message.replace(/\.$/, '')}, here and in ${places}.` });
  });
}

/** The flows that may run: those that are on, and those that are asked for by name although they are off. */
const thatMayRun = (programs: readonly Program[], wanted: readonly string[] | null): readonly Program[] =>
  programs.filter(({ name, enabled }) => enabled || wanted?.includes(name) === true);

/**
 * Flows that may not run together: they book the same documents, book them both ways without a prefix or as something else, book orders and their invoices, count goods back that
 * were delivered, verify documents of another kind, or write one field of a record by two rules.
 */
export function togetherProblems(
  { config, programs }: Flows,
  wanted: readonly string[] | null,
): readonly ConfigError[] {
  const on = thatMayRun(programs, wanted);
  const booked = [...bookedTwice(on, config.flows), ...comesBack(on), ...invoicedTwice(on), ...emptyPrefix(on)];
  return [...booked, ...countedBack(on), ...verifiesOthers(on, config.flows), ...rulesThatDiffer(on, config.flows)];
}

/** What is valid but may be unintended, in flows that are on or asked for by name. */
export function warningsOf({ config, programs }: Flows, wanted: readonly string[] | null): readonly ConfigError[] {
  return [...config.unlocked, ...thatMayRun(programs, wanted).flatMap((program) => sinceMissing(program) ?? [])];
}

/** What a sync does not begin with: other mappings than the lock names, and promises of the shipped flows that nobody took back. */
export const notAgreed = ({ config }: Flows): readonly ConfigError[] => [...config.unlocked, ...config.broken];

/** The problems of flows that may not run together, as an error. Throws ConfigErrors. */
export function refuseTogether(flows: Flows, wanted: readonly string[] | null): void {
  const problems = togetherProblems(flows, wanted);
  if (problems.length > 0) throw new ConfigErrors(problems);
}

/** Names of the flows to run: those that were asked for, also when they are off, else all that are on. */
export function selectFlows({ config, programs }: Flows, wanted: readonly string[] | null): ReadonlySet<string> {
  if (wanted === null) return new Set(programs.filter((program) => program.enabled).map((program) => program.name));
  const problems = wanted
    .filter((name) => !config.known.includes(name))
    .map((name) => {
      const meant = nearest(name, config.known);
      const hint = meant === null ? `There are: ${config.known.join(', ')}.` : `Did you mean "${meant}"?`;
      return new ConfigError('UNKNOWN_FLOW', `There is no flow "${name}".`, { hint });
    });
  if (problems.length > 0) throw new ConfigErrors(problems);
  return new Set(wanted);
}

/** Throws ConfigErrors if something is approved for a flow that does not run: a wrong name would let a flow write what nobody approved. */
export function refuseOtherApprovals(flows: Flows, selected: ReadonlySet<string>, approved: readonly string[]): void {
  const others = [...selectFlows(flows, approved)].filter((name) => !selected.has(name));
  const problems = others.map((name) => {
    const hint = 'Name it in the input flows as well, or remove it from approve.';
    return new ConfigError('WRONG_INPUT', `The input "approve" is for ${name}, which this run leaves out.`, { hint });
  });
  if (problems.length > 0) throw new ConfigErrors(problems);
}
