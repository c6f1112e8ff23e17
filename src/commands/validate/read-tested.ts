import { type LoadedConfig, loadFlow } from '../../config/config.ts';
import { folderOf } from '../../config/folder.ts';
import type { Substitutes } from '../../config/packs/merged.ts';
import { surroundings } from '../../config/packs/use.ts';
import { readTestFiles } from '../../config/test-files.ts';
import { type ConfigError, ConfigErrors, onceEach, retold } from '../../errors/errors.ts';
import { Coverage } from '../../mapping/coverage.ts';
import type { Program } from '../../mapping/flow/program.ts';
import { type MappingTest, readTests } from '../../validate/test-file.ts';
import {
  catalogs,
  compileFlows,
  type InspectedFlows,
  inspectFlows,
  togetherProblems,
  warningsOf,
} from '../select-flows.ts';

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

/** Which part of a folder is read. */
export interface Part {
  /** The flows that are asked for although they are off. */
  readonly wanted?: readonly string[] | null;
  /** One of the administrations that the settings list; left out, all are checked, and the tests run on what the first one has. */
  readonly administration?: string | null;
}

/** Reads a folder of mappings and its tests. Throws ConfigErrors with all problems of all files. */
export function readTested(
  folder: string,
  workspace: string,
  { wanted = null, administration = null }: Part = {},
): Tested {
  const place = folderOf(folder, workspace);
  const { name } = place;
  const around = { ...surroundings(workspace, administration), asked: wanted };
  const coverage = new Coverage((file) => name === '' || file.startsWith(`${name}/`));
  const compile = (substitutes: Substitutes) => compileFlows(loadFlow(place, around, substitutes), coverage);
  // Opened once: what the companies have in common is read once.
  const opened = { place, shipped: around.shipped, asked: wanted };
  const inspected = inspectFlows(folder, workspace, { coverage, administration, ...opened });
  const { config, programs } = inspected;
  if (config === null) throw new ConfigErrors(inspected.problems);
  const listed = config.settings.administrations.map((one) => one.name);
  const each = [
    checked(inspected, wanted),
    ...(administration === null ? listed.slice(1) : []).map((other) =>
      checked(inspectFlows(folder, workspace, { administration: other, ...opened }), wanted),
    ),
  ];
  const found = told(
    each.map(({ problems }) => problems),
    listed,
  );
  const { files, flows } = readTestFiles(folder, workspace);
  const known = [...new Set([...flows, ...config.flows.map((flow) => flow.name)])];
  const tests = files.flatMap((file) => {
    const read = readTests(file, config.flows, known, catalogs);
    found.push(...read.problems);
    return read.tests;
  });
  if (found.length > 0) throw new ConfigErrors(found);
  return {
    config,
    programs,
    tests,
    compile,
    coverage,
    warnings: told(
      each.map(({ warnings }) => warnings),
      listed,
    ),
  };
}

/** What is wrong with a folder and its mapping tests, as `readTested` throws it, and the promises that it breaks; none if it is right. */
export function problemsIn(folder: string, workspace: string): readonly ConfigError[] {
  try {
    return readTested(folder, workspace).config.broken;
  } catch (error) {
    if (!(error instanceof ConfigErrors)) throw error;
    return error.problems;
  }
}

/** What is wrong, and what may be unintended. */
interface Checked {
  readonly problems: readonly ConfigError[];
  readonly warnings: readonly ConfigError[];
}

function checked({ config, programs, problems }: InspectedFlows, wanted: readonly string[] | null): Checked {
  if (config === null) return { problems, warnings: [] };
  const flows = { config, programs };
  return {
    problems: [...problems, ...togetherProblems(flows, wanted)],
    warnings: warningsOf(flows, wanted),
  };
}

/** Each problem once; one that not all administrations have names those that do. */
function told(each: readonly (readonly ConfigError[])[], listed: readonly string[]): ConfigError[] {
  const found = new Map<string, { readonly problem: ConfigError; readonly names: string[] }>();
  for (const [index, problems] of each.entries()) {
    for (const problem of onceEach(problems)) {
      const key = JSON.stringify([problem.code, problem.message, problem.at]);
      const known = found.get(key) ?? { problem, names: [] };
      known.names.push(listed[index] ?? '');
      found.set(key, known);
    }
  }
  return [...found.values()].map(({ problem, names }) => {
    if (names.length === each.length) return problem;
    return retold(problem, { message: `${problem.message.replace(/\.$/, '')} (${names.join(', ')}).` });
  });
}
