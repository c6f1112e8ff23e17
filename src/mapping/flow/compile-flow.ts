import type { FlowSource } from '../../config/flow-source.ts';
import { splitSource } from '../../config/schema/flow-schema.ts';
import type { Table } from '../../config/tables.ts';
import { ConfigErrors, type SourcePosition } from '../../errors/errors.ts';
import { fewOf, nearest } from '../../nearest.ts';
import type { Catalog, ResourceSpec } from '../../systems/catalog.ts';
import type { SystemName } from '../../systems/registry.ts';
import type { Compilation } from '../compilation.ts';
import type { Coverage } from '../coverage.ts';
import type { MappingSettings, Names } from '../expressions/names.ts';
import { type RecordType, type Type, UNCHECKED } from '../expressions/types.ts';
import { Problems } from '../problems.ts';
import { questionsIn } from '../questions.ts';
import { type CompiledJoin, compileJoins } from '../relations/joins.ts';
import { compileShared, oncePerRecord } from '../rules/shared-values.ts';
import { compileChecks } from '../steps/checks.ts';
import type { StepProgram } from '../steps/step-program.ts';
import { compileStep } from '../steps/steps.ts';
import { compileCopyOf } from './copy-of.ts';
import { checkDeleted } from './deleted.ts';
import { bareNames, checkNames } from './flow-names.ts';
import type { Program } from './program.ts';
import { sinceOf } from './since.ts';
import { fieldsOf, finishJoin, topLevel, usedOf, withDate, withWorth } from './used-fields.ts';
import { versionOf } from './version.ts';
import { type CompiledWhere, checkDisjoint, compileCancelled, compileWhere, readWithdrawn } from './where.ts';
import { compileWriteBack } from './write-back.ts';

/** What flows are compiled against. */
export interface MappingContext {
  readonly catalogs: Readonly<Record<SystemName, Catalog>>;
  readonly tables: ReadonlyMap<string, Table>;
  readonly settings: MappingSettings;
  /** Receives what is reached of the flows; absent if coverage is not counted. */
  readonly coverage?: Coverage;
}

/**
 * Checks a flow against both catalogs and compiles it to functions. Pure. Throws ConfigErrors with every problem found,
 * each with its place, and the nearest right name if there is one.
 */
export function compileFlow(source: FlowSource, context: MappingContext): Program {
  const { flow: file } = source;
  const flow: Compilation = {
    source,
    target: context.catalogs[file.to],
    origin: context.catalogs[splitSource(file.from).system],
    tables: context.tables,
    settings: context.settings,
    problems: new Problems(),
    uses: [],
    usedTables: new Set(),
    refs: new Map(),
    dates: new Set(),
    coverage: context.coverage ?? null,
  };
  const spec = sourceResource(flow);
  const parts = compileParts(spec, flow);
  if (spec !== null) checkDeleted(file, spec, parts.steps, flow);
  if (flow.problems.all.length > 0 || spec === null) throw new ConfigErrors(flow.problems.all);
  return programOf(spec, parts, flow);
}

/** What a flow says, compiled part by part. */
interface FlowParts extends Pick<Program, 'cancelled' | 'withdrawn' | 'copyOf' | 'checks' | 'writeBack' | 'steps'> {
  readonly joins: readonly CompiledJoin[];
  readonly where: CompiledWhere;
}

function compileParts(spec: ResourceSpec | null, flow: Compilation): FlowParts {
  const { flow: file } = flow.source;
  const bare = bareNames(spec, flow);
  const joins = compileJoins(
    file.with,
    {
      path: ['with'],
      names: (related) => ({ ...bare, related }),
      originOf: (alias) => ({ from: 'related', name: alias, path: '' }),
    },
    flow,
  );
  checkNames(spec, flow);
  const joined: Names = { ...bare, related: new Map(joins.map(({ alias, type }) => [alias, type])) };
  const shared = compileShared(file.let, { path: ['let'], names: joined, once: oncePerRecord }, flow);
  const names: Names = { ...joined, shared };
  const where = compileWhere(file.where, names, flow);
  checkDisjoint(file, where, flow);
  const cancelled = compileCancelled(file, names, flow);
  const withdrawn = readWithdrawn(file, flow);
  const copyOf = compileCopyOf(file, names, flow);
  const checks = compileChecks(file.checks, { path: ['checks'], prefix: '', names }, flow);
  const { compiled, targets } = compileSteps(names, flow);
  const writeBack = compileWriteBack(file, spec, { ...names, steps: targets }, flow);
  const steps = compiled.map((step) => finishStep(step, flow));
  return { joins, where, cancelled, withdrawn, copyOf, checks, writeBack, steps };
}

/** A step with what the rules after it use of its records. Call it when the whole flow is compiled. */
function finishStep(step: Omit<StepProgram, 'keep'>, { uses }: Compilation): StepProgram {
  return {
    ...step,
    lineJoins: step.lineJoins.map((join) => ({ ...join, fields: usedOf(join, fieldsOf(uses, 'line', join.place)) })),
    keep: topLevel(fieldsOf(uses, 'step', step.id)),
  };
}

function programOf(spec: ResourceSpec, { joins, where, ...parts }: FlowParts, flow: Compilation): Program {
  const { source, settings, uses } = flow;
  const { flow: file, name } = source;
  const tables = [...flow.usedTables].flatMap((table) => flow.tables.get(table) ?? []);
  const used = withDate(fieldsOf(uses, 'record', ''), spec);
  const fields = withWorth(used, flow.origin.system, spec);
  let version: string | null = null;
  return {
    ...parts,
    name,
    file: source.file,
    at: ownPlace(source),
    source: { system: flow.origin.system, spec },
    target: { system: file.to },
    enabled: file.enabled,
    purpose: file.purpose ?? 'sync',
    keyPrefix: settings.externalKeys.prefix,
    limit: file.limit ?? null,
    since: sinceOf(file, spec, settings, parts.steps),
    ownSince: file.since ?? null,
    guard: file.guard ?? null,
    deleted: file.deleted ?? 'ignore',
    winner: file.winner ?? 'source',
    joins: joins.flatMap((join) => finishJoin(join, parts.steps, uses)),
    where: where.conditions,
    whereFields: fieldsOf(where.uses, 'record', ''),
    disjoint: file.disjoint === undefined ? null : { word: file.disjoint, at: source.at(['disjoint']) },
    fields,
    unusedFields: fields.filter((field) => !used.includes(field)),
    questions: questionsIn(uses, new Set(parts.steps.flatMap(({ texts }) => [...texts]))),
    refs: [...flow.refs.values()],
    usesToday: uses.some(({ from }) => from === 'today'),
    dates: [...flow.dates].sort(),
    tables: tables.map((table) => table.name),
    // Most flows of a folder do not run, and a sync asks for none of theirs.
    get version() {
      version ??= versionOf(file, tables, [settings.bookYear, settings.externalKeys]);
      return version;
    },
  };
}

/** Where the flow says what it reads; if it builds on another one, where it begins. */
function ownPlace(source: FlowSource): SourcePosition {
  const from = source.at(['from']);
  return from.file === source.file ? from : source.at([]);
}

/** The resource whose changes the flow reads; null = it is unknown, which is noted. */
function sourceResource({ problems, source, origin: catalog, target }: Compilation): ResourceSpec | null {
  const { resource } = splitSource(source.flow.from);
  const at = source.at(['from']);
  const spec = catalog.resources.get(resource);
  if (spec === undefined) {
    const meant = nearest(resource, catalog.resources.keys());
    const isOther = target.resources.has(resource) && target.system !== catalog.system;
    const guess = isOther ? `${target.system}.${resource}` : meant === null ? null : `${catalog.system}.${meant}`;
    const hint = guess === null ? undefined : `Did you mean ${guess}?`;
    problems.add(at, 'UNKNOWN_RESOURCE', `there is no resource "${resource}" in ${catalog.system}`, hint);
    return null;
  }
  if (spec.feed === undefined) {
    const feeds = [...catalog.resources.values()].filter(({ feed }) => feed !== undefined).map(({ name }) => name);
    const hint = `These can be a source: ${fewOf(feeds)}.`;
    problems.add(at, 'NO_FEED', `changes of ${resource} cannot be read from ${catalog.system}`, hint);
  }
  return spec;
}

/** What later rules read of a step's record: a field may hold something personal that no field of its name does. */
function recordOf({
  spec,
  personal,
}: Pick<StepProgram, 'spec' | 'personal'>): Pick<RecordType, 'kind' | 'spec' | 'madeOf'> {
  const classes = Object.entries(personal).flatMap(([field, { copied, computed }]) =>
    [...computed, ...copied].slice(0, 1).map((one) => [field, one] as const),
  );
  return { kind: 'record', spec, madeOf: new Map(classes) };
}

function compileSteps(
  names: Names,
  flow: Compilation,
): { readonly compiled: readonly Omit<StepProgram, 'keep'>[]; readonly targets: ReadonlyMap<string, Type> } {
  const before = new Map<string, Type>();
  const compiled: Omit<StepProgram, 'keep'>[] = [];
  for (const [position, step] of flow.source.flow.steps.entries()) {
    const one = compileStep({ step, path: ['steps', position] }, { ...names, steps: new Map(before) }, flow);
    const origin = { from: 'step', name: step.id, path: '' } as const;
    // A step with `each` stands for several records: later rules cannot mean one of them.
    if (step.each === undefined)
      before.set(step.id, one === null ? UNCHECKED : { ...recordOf(one), catalog: flow.target, origin });
    if (one !== null) compiled.push(one);
  }
  return { compiled, targets: before };
}
