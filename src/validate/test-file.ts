import type { FlowSource } from '../config/flow-source.ts';
import type { Substitutes } from '../config/packs/merged.ts';
import { treeOf } from '../config/packs/tree.ts';
import { splitSource } from '../config/schema/flow-schema.ts';
import { checkSchema } from '../config/schema/schema-problems.ts';
import { testFile, type WrittenExpectation, type WrittenTest } from '../config/schema/test-schema.ts';
import type { TestSource } from '../config/test-files.ts';
import type { Path } from '../config/yaml/yaml-source.ts';
import { ConfigError, type SourcePosition } from '../errors/errors.ts';
import { Problems } from '../mapping/problems.ts';
import { checkIdsOf } from '../mapping/steps/checks.ts';
import { guess, nearest } from '../nearest.ts';
import type { Catalog } from '../systems/catalog.ts';
import type { SystemName } from '../systems/registry.ts';
import type { RecordValues } from '../values.ts';
import { type Rows, readFields, readRows, type ValueReading } from './test-values.ts';

/** An expected result: a write, a refused or reported record, or a stopped flow. */
export type Expectation =
  | { readonly kind: 'create'; readonly resource: string; readonly fields: RecordValues }
  | { readonly kind: 'update'; readonly resource: string; readonly record: string; readonly fields: RecordValues }
  | { readonly kind: 'refused'; readonly code: string; readonly record: string }
  | { readonly kind: 'told'; readonly check: string; readonly record: string }
  | { readonly kind: 'stopped'; readonly code: string }
  | { readonly kind: 'missing' | 'ambiguous' | 'only' | 'stands'; readonly resource: string; readonly record: string }
  | { readonly kind: 'differs'; readonly resource: string; readonly record: string; readonly in: readonly string[] };

/** One run of a case: the changes before it and the expected results. */
export interface TestRun {
  /** The Dutch day on which it takes place, yyyy-MM-dd; null = the one after the run before. */
  readonly today: string | null;
  readonly source: Rows;
  readonly target: Rows;
  /** Keys of records that were deleted in the source since the run before, by resource. */
  readonly deleted: ReadonlyMap<string, readonly string[]>;
  readonly expected: readonly Expectation[];
  readonly at: SourcePosition;
  /** Where it stands in its file. */
  readonly path: Path;
}

/** A case; each run continues the one before. */
export interface MappingTest {
  readonly flow: string;
  readonly name: string;
  readonly at: SourcePosition;
  /** Tables and values of this case alone; null = those of the folder. */
  readonly substitutes: Substitutes | null;
  /** Source reference → target reference, or `skip`. */
  readonly links: ReadonlyMap<string, string>;
  readonly runs: readonly TestRun[];
}

/** The cases of a file and all its mistakes. */
export interface ReadTests {
  readonly tests: readonly MappingTest[];
  readonly problems: readonly ConfigError[];
}

/**
 * Checks a file of tests against its flow and both catalogs. `flows` are those whose files could be read, `flowNames` the
 * names of all.
 */
export function readTests(
  file: TestSource,
  flows: readonly FlowSource[],
  flowNames: readonly string[],
  catalogs: Readonly<Record<SystemName, Catalog>>,
): ReadTests {
  if ('problems' in file) return { tests: [], problems: file.problems };
  const flow = flows.find(({ name }) => name === file.flow);
  const strange = flowNames.includes(file.flow) ? [] : [noFlow(file, flowNames)];
  const checked = checkSchema(testFile, file.source);
  if ('problems' in checked) return { tests: [], problems: [...strange, ...checked.problems] };
  if (flow === undefined) return { tests: [], problems: strange };
  const problems = new Problems();
  const reader = { flow, catalogs, source: file.source, problems };
  noteSameNames(checked.value, reader);
  const tests = checked.value.map((test, position) => readTest(test, [position], reader));
  return { tests, problems: problems.all };
}

interface Reader extends ValueReading {
  readonly flow: FlowSource;
  readonly catalogs: Readonly<Record<SystemName, Catalog>>;
}

function noFlow({ flow, file }: TestSource, flowNames: readonly string[]): ConfigError {
  const meant = nearest(flow, flowNames);
  const hint = meant === null ? 'Name it after the flow that it tests.' : `Did you mean ${meant}.test.yml?`;
  return new ConfigError('UNKNOWN_FLOW', `There is no flow ${flow} for these tests.`, {
    at: { file, line: 1, column: 1 },
    hint,
  });
}

function noteSameNames(tests: readonly WrittenTest[], { source, problems }: Reader): void {
  const seen = new Set<string>();
  for (const [position, { name }] of tests.entries()) {
    const hint = 'Say what sets this case apart.';
    if (seen.has(name))
      problems.add(source.at([position, 'name']), 'NAME_TAKEN', `"${name}" is already another case`, hint);
    seen.add(name);
  }
}

function readTest(test: WrittenTest, path: Path, reader: Reader): MappingTest {
  const { given, expect, then = [] } = test;
  const runs = [
    readRun(given, expect, path, reader),
    ...then.map((run, position) => readRun(run.given ?? {}, run.expect, [...path, 'then', position], reader)),
  ];
  return {
    flow: reader.flow.name,
    name: test.name,
    at: reader.source.at(path),
    substitutes: substitutesOf(given, [...path, 'given'], reader),
    links: new Map(Object.entries(given.links ?? {})),
    runs,
  };
}

function substitutesOf(
  { tables, values }: WrittenTest['given'],
  path: Path,
  { flow, source }: Reader,
): Substitutes | null {
  if (tables === undefined && values === undefined) return null;
  const own = Object.entries(tables ?? {}).map(
    ([name, rows]) => [name, treeOf(source, rows, [...path, 'tables', name])] as const,
  );
  const set = values === undefined ? null : treeOf(source, values, [...path, 'values']);
  return { flow: flow.name, tables: new Map(own), values: set };
}

function readRun(
  given: NonNullable<NonNullable<WrittenTest['then']>[number]['given']>,
  expected: readonly WrittenExpectation[],
  path: Path,
  reader: Reader,
): TestRun {
  const { flow, catalogs } = reader;
  const origin = catalogs[splitSource(flow.flow.from).system];
  const target = catalogs[flow.flow.to];
  return {
    today: given.today ?? null,
    source: readRows(given.source, [...path, 'given', 'source'], { catalog: origin, other: target }, reader),
    target: readRows(given.target, [...path, 'given', 'target'], { catalog: target, other: origin }, reader),
    deleted: deletedOf(given.deleted ?? {}, [...path, 'given', 'deleted'], { catalog: origin, other: target }, reader),
    expected: expected.flatMap((one, position) => readExpectation(one, [...path, 'expect', position], target, reader)),
    at: reader.source.at(path),
    path,
  };
}

function deletedOf(
  written: Readonly<Record<string, readonly string[]>>,
  path: Path,
  { catalog, other }: { readonly catalog: Catalog; readonly other: Catalog },
  { source, problems }: Reader,
): TestRun['deleted'] {
  const deleted = new Map<string, readonly string[]>();
  for (const [name, keys] of Object.entries(written)) {
    const spec = catalog.resources.get(name);
    if (spec !== undefined) {
      const isId = spec.fields[spec.key]?.type === 'id';
      deleted.set(name, isId ? keys.map((key) => key.toLowerCase()) : keys);
      continue;
    }
    problems.addUnknownResource(source.at([...path, name], 'key'), name, catalog, other);
  }
  return deleted;
}

function readExpectation(
  written: WrittenExpectation,
  path: Path,
  target: Catalog,
  reader: Reader,
): readonly Expectation[] {
  const { refused, stopped, told, record = '', fields = {}, in: differing = [] } = written;
  if (refused !== undefined) return [{ kind: 'refused', code: refused, record }];
  if (told !== undefined) {
    noteUnknownCheck(told, [...path, 'told'], reader);
    return [{ kind: 'told', check: told, record }];
  }
  if (stopped !== undefined) return [{ kind: 'stopped', code: stopped }];
  const kind = ABOUT_A_RESOURCE.find((one) => written[one] !== undefined) ?? 'create';
  const resource = written[kind] ?? '';
  const { flow, catalogs } = reader;
  const { from, steps, back } = flow.flow;
  const own = splitSource(from);
  const isWriteBack = kind === 'update' && back !== undefined && resource === own.resource;
  const known = steps.map((step) => step.resource);
  const catalog = isWriteBack ? catalogs[own.system] : target;
  const spec = isWriteBack || known.includes(resource) ? catalog.resources.get(resource) : undefined;
  if (spec === undefined) {
    const names = [...new Set([...known, ...(back === undefined ? [] : [own.resource])])];
    const meant = nearest(resource, names) ?? (names.length === 1 ? names[0] : null);
    const hint = meant === null ? `It writes ${names.join(', ')}.` : `Did you mean ${meant}?`;
    const message = `no step of this flow writes "${resource}"`;
    reader.problems.add(reader.source.at([...path, kind]), 'UNKNOWN_RESOURCE', message, hint);
    return [];
  }
  if (kind === 'differs') return [{ kind, resource, record, in: differing }];
  if (kind !== 'create' && kind !== 'update') return [{ kind, resource, record }];
  const values = readFields(fields, [...path, 'fields'], { spec, catalog }, reader);
  return [kind === 'create' ? { kind, resource, fields: values } : { kind, resource, record, fields: values }];
}

function noteUnknownCheck(id: string, path: Path, { flow, source, problems }: Reader): void {
  const ids = checkIdsOf(flow.flow);
  if (ids.includes(id)) return;
  const hint = guess(id, ids) ?? `It has ${ids.length === 0 ? 'none' : ids.join(', ')}.`;
  problems.add(source.at(path), 'UNKNOWN_NAME', `this flow has no check "${id}"`, hint);
}

const ABOUT_A_RESOURCE = ['create', 'update', 'missing', 'differs', 'ambiguous', 'only', 'stands'] as const;
