import { type LoadedConfig, loadFlow, readTestFiles } from '../../config/config.ts';
import { folderOf } from '../../config/folder.ts';
import type { Substitutes } from '../../config/packs/merged.ts';
import { surroundings } from '../../config/packs/use.ts';
import { type ConfigError, ConfigErrors } from '../../errors/errors.ts';
import { Coverage } from '../../mapping/coverage.ts';
import type { Program } from '../../mapping/flow/program.ts';
import { type MappingTest, readTests } from '../../validate/test-file.ts';
import { catalogs, compileFlows, inspectFlows, togetherProblems, warningsOf } from '../select-flows.ts';

/** A valid folder of mappings, with its tests and what will note their coverage. */
export interface Tested {
  readonly config: LoadedConfig;
  readonly programs: readonly Program[];
  readonly tests: readonly MappingTest[];
  /** Compiles the flow of a test with the tables and values that it gives itself. Throws ConfigErrors with what is wrong with them. */
  readonly compile: (substitutes: Substitutes) => readonly Program[];
  readonly coverage: Coverage;
  /** What may be unintended. */
  readonly warnings: readonly ConfigError[];
}

/**
 * Reads a folder of mappings and its tests; `wanted` names the flows that are asked for although they are off. Throws
 * ConfigErrors with all problems of all files.
 */
export function readTested(folder: string, workspace: string, wanted: readonly string[] | null = null): Tested {
  const place = folderOf(folder, workspace);
  const { name } = place;
  const around = surroundings(workspace);
  const coverage = new Coverage((file) => name === '' || file.startsWith(`${name}/`));
  const compile = (substitutes: Substitutes) => compileFlows(loadFlow(place, around, substitutes), coverage);
  const { config, programs, problems } = inspectFlows(folder, workspace, { coverage });
  if (config === null) throw new ConfigErrors(problems);
  const found: ConfigError[] = [...problems, ...togetherProblems(programs, wanted)];
  const { files, flows } = readTestFiles(folder, workspace);
  const known = [...new Set([...flows, ...config.flows.map((flow) => flow.name)])];
  const tests = files.flatMap((file) => {
    const read = readTests(file, config.flows, known, catalogs);
    found.push(...read.problems);
    return read.tests;
  });
  if (found.length > 0) throw new ConfigErrors(found);
  return { config, programs, tests, compile, coverage, warnings: warningsOf({ config, programs }, wanted) };
}
