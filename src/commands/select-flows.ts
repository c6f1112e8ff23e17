import { type LoadedConfig, loadConfig, MappingProblems } from '../config/config.ts';
import { nearest } from '../config/nearest.ts';
import { ConfigError, ConfigErrors } from '../errors.ts';
import { compileFlow } from '../mapping/compile-flow.ts';
import type { Program } from '../mapping/program.ts';
import { asperionCatalog } from '../systems/asperion/catalog.ts';
import { exactOnlineCatalog } from '../systems/exact-online/catalog.ts';

/** A folder of mappings that is right in itself and fits both catalogs. */
export interface Flows {
  readonly config: LoadedConfig;
  /** Every flow of the folder. */
  readonly programs: readonly Program[];
}

/** Reads a folder of mappings and compiles its flows. Throws ConfigErrors with all problems of all files. */
export function readFlows(folder: string, workspace: string): Flows {
  try {
    const config = loadConfig(folder, workspace);
    return { config, programs: compileFlows(config) };
  } catch (error) {
    if (!(error instanceof MappingProblems) || error.readable === null) throw error;
    throw new ConfigErrors([...error.problems, ...problemsOf(error.readable)]);
  }
}

function problemsOf(config: LoadedConfig): readonly ConfigError[] {
  try {
    compileFlows(config);
    return [];
  } catch (error) {
    if (error instanceof ConfigErrors) return error.problems;
    throw error;
  }
}

/** Compiles every flow of a folder, enabled or not. Throws ConfigErrors with the problems of all of them. */
export function compileFlows({ flows, tables, settings }: LoadedConfig): readonly Program[] {
  const catalogs = { 'exact-online': exactOnlineCatalog, asperion: asperionCatalog };
  const problems: ConfigError[] = [];
  const programs: Program[] = [];
  for (const flow of flows) {
    try {
      programs.push(compileFlow(flow, { catalogs, tables, settings }));
    } catch (error) {
      if (!(error instanceof ConfigErrors)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new ConfigErrors(onceEach(problems));
  return programs;
}

/** A row of a table that several flows use is wrong once. */
function onceEach(problems: readonly ConfigError[]): readonly ConfigError[] {
  return [
    ...new Map(
      problems.map((problem) => [JSON.stringify([problem.code, problem.message, problem.at]), problem]),
    ).values(),
  ];
}

/** Names of the flows to run: those that were asked for, also when they are off, else all that are on. */
export function selectFlows(programs: readonly Program[], wanted: readonly string[] | null): ReadonlySet<string> {
  const names = programs.map((program) => program.name);
  if (wanted === null) return new Set(programs.filter((program) => program.enabled).map((program) => program.name));
  const problems = wanted
    .filter((name) => !names.includes(name))
    .map((name) => {
      const meant = nearest(name, names);
      const hint = meant === null ? `There are: ${names.join(', ')}.` : `Did you mean "${meant}"?`;
      return new ConfigError('UNKNOWN_FLOW', `There is no flow "${name}".`, { hint });
    });
  if (problems.length > 0) throw new ConfigErrors(problems);
  return new Set(wanted);
}
