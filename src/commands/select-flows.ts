import type { LoadedConfig } from '../config/config.ts';
import { nearest } from '../config/nearest.ts';
import { ConfigError, ConfigErrors } from '../errors.ts';
import { compileFlow } from '../mapping/compile-flow.ts';
import type { Program } from '../mapping/program.ts';
import { asperionCatalog } from '../systems/asperion/catalog.ts';
import { exactOnlineCatalog } from '../systems/exact-online/catalog.ts';

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
  if (problems.length > 0) throw new ConfigErrors(problems);
  return programs;
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
