import type { LoadedConfig } from '../config/config.ts';
import type { Substitutes } from '../config/packs/merged.ts';
import type { ConfigError } from '../errors/errors.ts';
import type { Coverage } from '../mapping/coverage.ts';
import type { Program } from '../mapping/flow/program.ts';
import { type ReportedError, reportedError } from '../report/run-report.ts';
import {
  type FailedCase,
  type FlowCheck,
  percentOf,
  type Unreached,
  type Validation,
} from '../report/validate-report.ts';
import type { Catalog } from '../systems/catalog.ts';
import type { SystemName } from '../systems/registry.ts';
import { differenceOf } from './difference.ts';
import { watchFallbacks } from './fallback-coverage.ts';
import { type Happened, runTest, type TestBench } from './run-test.ts';
import type { MappingTest } from './test-file.ts';
import { reachedOf, unreachedParts, unreachedRows } from './unreached.ts';

/** What is validated. */
export interface Validated {
  readonly config: LoadedConfig;
  /** Every flow of the folder, compiled with `coverage`. */
  readonly programs: readonly Program[];
  /** Names of the flows whose tests run, also of those that are off. */
  readonly selected: ReadonlySet<string>;
  readonly tests: readonly MappingTest[];
  /** Compiles the flow of a test with the tables and values that it gives itself. */
  readonly compile: (substitutes: Substitutes) => readonly Program[];
  readonly coverage: Coverage;
  /** What may be unintended. */
  readonly warnings: readonly ConfigError[];
  readonly catalogs: Readonly<Record<SystemName, Catalog>>;
}

/** Runs the tests of the selected flows, and counts what they reach of flows and tables. */
export async function validateMappings(validated: Validated): Promise<Validation> {
  const { config, programs, selected, tests, coverage, catalogs } = validated;
  const bench: TestBench = { programs, catalogs, observe: watchFallbacks(programs, config.flows, coverage) };
  const checked: Pick<FlowCheck, 'flow' | 'cases' | 'failed'>[] = [];
  for (const program of programs.filter(({ name }) => selected.has(name))) {
    const own = tests.filter(({ flow }) => flow === program.name);
    const failed: FailedCase[] = [];
    for (const test of own) failed.push(...failuresOf(test, await runCase(test, program, validated, bench)));
    checked.push({ flow: program.name, cases: own.length, failed });
  }
  const rows = coverage.rows.filter((row) => [...row.flows].some((flow) => selected.has(flow)));
  const flows = checked.map((flow) => ({
    ...flow,
    rules: reachedOf(coverage.points.filter((point) => point.flows.has(flow.flow))),
    rows: reachedOf(rows.filter((row) => row.flows.has(flow.flow))),
    unreached: unreachedParts(coverage, flow.flow),
  }));
  const tables = [...Map.groupBy(rows, ({ table }) => table)].map(([table, own]) => ({
    table,
    file: config.tables.get(table)?.file ?? '',
    rows: reachedOf(own),
    unreached: unreachedRows(own),
  }));
  const wanted = config.settings.tests;
  const parts = flows
    .filter(({ rules }) => percentOf(rules) < wanted.rules)
    .flatMap(({ flow, cases, unreached }) => (cases === 0 ? [noTests(flow, programs)] : unreached.map(untestedPart)))
    // A part that several flows have is missing once.
    .filter(isFirst);
  const untested = tables.filter((table) => percentOf(table.rows) < wanted.rows);
  const errors = [
    ...config.broken.map(reportedError),
    ...parts,
    ...untested.flatMap(({ unreached }) => unreached.map(untestedRow)),
  ];
  return { flows, tables, errors, warnings: validated.warnings.map(reportedError) };
}

/** Runs a case of a flow, on the tables and values that it gives itself, if any. Throws ConfigErrors with what is wrong with these. */
export async function runCase(
  test: MappingTest,
  program: Program,
  { compile }: Pick<Validated, 'compile'>,
  bench: TestBench,
): Promise<readonly Happened[]> {
  const own = test.substitutes === null ? [] : compile(test.substitutes);
  const others = bench.programs.filter(({ name }) => own.every((one) => one.name !== name));
  return runTest(test, own[0] ?? program, { ...bench, programs: [...own, ...others] });
}

function failuresOf({ name, runs }: MappingTest, happened: readonly Happened[]): readonly FailedCase[] {
  return happened.flatMap(({ run, actual, reasons }, position) => {
    const difference = differenceOf(run.expected, actual);
    if (difference === null) return [];
    const which = runs.length === 1 ? '' : `, run ${position + 1}`;
    const error = {
      code: 'TEST_FAILED',
      message: `Case "${name}"${which}: the result is not as expected: - is what the case expects, + what came.`,
      hint: 'Correct the mapping or the table, or what the case expects.',
      at: run.at,
    };
    return [{ error, difference, reasons }];
  });
}

const isFirst = (error: ReportedError, index: number, all: readonly ReportedError[]): boolean =>
  all.findIndex(({ message, at }) => message === error.message && at?.line === error.at?.line) === index;

const HINT = 'Add a case that does, or ask for less under "tests" in settings.yml.';

function noTests(flow: string, programs: readonly Program[]): ReportedError {
  const file = programs.find(({ name }) => name === flow)?.file ?? flow;
  const hint = `Write ${flow}.test.yml beside it, or ask for less under "tests" in settings.yml.`;
  return { code: 'NO_TESTS', message: `${flow} has no tests.`, hint, at: { file, line: 1, column: 1 } };
}

const untestedPart = ({ says, at }: Unreached): ReportedError => {
  return { code: 'NEVER_EXERCISED', message: `No test ${says}.`, hint: HINT, at };
};

const untestedRow = ({ says, at }: Unreached): ReportedError => {
  return { code: 'NEVER_EXERCISED', message: `No test uses the row ${says}.`, hint: HINT, at };
};
