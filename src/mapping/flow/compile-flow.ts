import type { FlowSource } from '../../config/config.ts';
import { type FlowFile, splitSource } from '../../config/flow-schema.ts';
import type { Table } from '../../config/tables.ts';
import { ConfigErrors } from '../../errors/errors.ts';
import { nearest } from '../../nearest.ts';
import type { Catalog, ResourceSpec } from '../../systems/catalog.ts';
import type { SystemName } from '../../systems/registry.ts';
import type { Coverage } from '../coverage.ts';
import type { FieldReference, MappingSettings, Names } from '../expressions/names.ts';
import { type RecordType, type Type, UNCHECKED } from '../expressions/types.ts';
import { Problems } from '../problems.ts';
import { compileShared, oncePerRecord } from '../rules/shared-values.ts';
import type { StepProgram } from '../steps/step-program.ts';
import { compileStep, stepResource } from '../steps/steps.ts';
import { tableShelf } from '../tables/table-shelf.ts';
import { compileBack } from './back.ts';
import { compileChecks } from './checks.ts';
import type { Compilation } from './compilation.ts';
import { compileCopyOf } from './copy-of.ts';
import { checkDeleted } from './deleted.ts';
import { type CompiledJoin, compileJoins } from './joins.ts';
import type { Program } from './program.ts';
import type { Join } from './scope.ts';
import { sinceOf } from './since.ts';
import { versionOf } from './version.ts';
import { checkDisjoint, compileCancelled, compileWhere } from './where.ts';

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
  const { flow: file, name } = source;
  const { system, resource } = splitSource(file.from);
  const catalog = context.catalogs[system];
  const flow: Compilation = {
    source,
    target: context.catalogs[file.to],
    origin: catalog,
    tables: context.tables,
    settings: context.settings,
    problems: new Problems(),
    uses: [],
    usedTables: new Set(),
    refs: new Map(),
    dates: new Set(),
    coverage: context.coverage ?? null,
  };
  const spec = sourceResource(resource, catalog, flow);
  const record: RecordType | null =
    spec === null ? null : { kind: 'record', spec, catalog, origin: { from: 'record', name: '', path: '' } };
  const bare: Names = {
    record,
    related: new Map(),
    steps: new Map(),
    line: null,
    elsewhere: elsewhereIn(file),
    settings: flow.settings,
    tables: tableShelf({ ...flow, name }),
  };
  const joins = compileJoins(
    file.with,
    {
      path: ['with'],
      names: (related) => ({ ...bare, related }),
      originOf: (alias) => ({ from: 'related', name: alias, path: '' }),
    },
    flow,
  );
  checkNames(file, spec, flow);
  const joined: Names = { ...bare, related: new Map(joins.map(({ alias, type }) => [alias, type])) };
  const shared = compileShared(file.let, { path: ['let'], names: joined, once: oncePerRecord }, flow);
  const names: Names = { ...joined, shared };
  const where = compileWhere(file.where, names, flow);
  checkDisjoint(file, where, flow);
  const cancelled = compileCancelled(file, names, flow);
  const copyOf = compileCopyOf(file, names, flow);
  const checks = compileChecks(file.checks, ['checks'], '', names, flow);
  const { compiled, targets } = compileSteps(file, names, flow);
  const back = compileBack(file, spec, { ...names, steps: targets }, flow);
  const steps = compiled.map((step) => ({
    ...step,
    lineJoins: step.lineJoins.map((join) => ({
      ...join,
      fields: usedOf(join, fieldsOf(flow.uses, 'line', join.place)),
    })),
    keep: topLevel(fieldsOf(flow.uses, 'step', step.id)),
  }));
  if (spec !== null) checkDeleted(file, spec, steps, flow);
  if (flow.problems.all.length > 0 || spec === null) throw new ConfigErrors(flow.problems.all);

  const tables = [...flow.usedTables].flatMap((table) => context.tables.get(table) ?? []);
  return {
    name,
    file: source.file,
    at: source.at(['from']),
    source: { system, spec },
    target: { system: file.to },
    enabled: file.enabled,
    purpose: file.purpose ?? 'sync',
    keyPrefix: flow.settings.externalKeys.prefix,
    limit: file.limit ?? null,
    since: sinceOf(file, spec, flow.settings),
    guard: file.guard ?? null,
    deleted: file.deleted ?? 'ignore',
    winner: file.winner ?? 'source',
    joins: joins.flatMap((join) => finishJoin(join, steps, flow.uses)),
    where: where.conditions,
    whereFields: fieldsOf(where.uses, 'record', ''),
    disjoint: file.disjoint === undefined ? null : { word: file.disjoint, at: source.at(['disjoint']) },
    copyOf,
    cancelled,
    checks,
    fields: withDate(fieldsOf(flow.uses, 'record', ''), spec),
    refs: [...flow.refs.values()],
    steps,
    back,
    usesToday: flow.uses.some(({ from }) => from === 'today'),
    dates: [...flow.dates].sort(),
    version: versionOf(file, tables, [flow.settings.bookYear, flow.settings.externalKeys]),
  };
}

function sourceResource(
  resource: string,
  catalog: Catalog,
  { problems, source, target }: Compilation,
): ResourceSpec | null {
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
    const hint = `These can be a source: ${feeds.slice(0, 8).join(', ')}${feeds.length > 8 ? ', …' : ''}.`;
    problems.add(at, 'NO_FEED', `changes of ${resource} cannot be read from ${catalog.system}`, hint);
  }
  return spec;
}

/** Why a name that the flow does have cannot be used where it was written. */
function elsewhereIn(file: FlowFile): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>([
    ['line', 'It is known under "fields" of "lines" only.'],
    ['element', 'It is known in steps with "each" only.'],
    ['index', 'It is known where a list is gone through: in "lines" and in steps with "each".'],
  ]);
  for (const alias of Object.keys(file.with ?? {}))
    reasons.set(alias, 'A relation may only use those that stand before it.');
  for (const name of Object.keys(file.let ?? {})) reasons.set(name, 'A value of "let" may only use those above it.');
  for (const { id, each } of file.steps) {
    const reason = 'Only rules of the steps after it may use it.';
    reasons.set(id, each === undefined ? reason : 'It has "each", so it stands for several records.');
  }
  return reasons;
}

/** A name that could mean two things is refused: an alias or a step with the name of a source field. */
function checkNames(file: FlowFile, spec: ResourceSpec | null, { problems, source }: Compilation): void {
  const fields = spec?.fields ?? {};
  const taken = new Map<string, string>();
  const check = (name: string, what: string, at: ReturnType<typeof source.at>) => {
    const other = taken.get(name) ?? (Object.hasOwn(fields, name) ? `a field of ${spec?.name}` : undefined);
    if (other !== undefined)
      problems.add(at, 'NAME_TAKEN', `"${name}" is ${other}, too`, `Give this ${what} a name of its own.`);
    else if (name in Object.prototype)
      problems.add(at, 'RESERVED_NAME', `"${name}" has a meaning of its own`, 'Choose another name.');
    taken.set(name, `a ${what}`);
  };
  for (const alias of Object.keys(file.with ?? {})) check(alias, 'related record', source.at(['with', alias], 'key'));
  for (const name of Object.keys(file.let ?? {})) check(name, 'value', source.at(['let', name], 'key'));
  for (const [position, { id }] of file.steps.entries()) check(id, 'step', source.at(['steps', position, 'id']));
}

function compileSteps(
  file: FlowFile,
  names: Names,
  flow: Compilation,
): { readonly compiled: readonly Omit<StepProgram, 'keep'>[]; readonly targets: ReadonlyMap<string, Type> } {
  const before = new Map<string, Type>();
  const compiled: Omit<StepProgram, 'keep'>[] = [];
  for (const [position, step] of file.steps.entries()) {
    const path = ['steps', position];
    const resource = stepResource(step, path, flow);
    const one = compileStep(step, path, resource, { ...names, steps: new Map(before) }, flow);
    const origin = { from: 'step', name: step.id, path: '' } as const;
    // A step with `each` stands for several records: later rules cannot mean one of them.
    if (step.each === undefined)
      before.set(
        step.id,
        resource === null ? UNCHECKED : { kind: 'record', spec: resource, catalog: flow.target, origin },
      );
    if (one !== null) compiled.push(one);
  }
  return { compiled, targets: before };
}

/** A join with its used fields, and the name that its record has for people if a step stands for it. */
function finishJoin(
  join: CompiledJoin,
  steps: readonly StepProgram[],
  uses: readonly FieldReference[],
): readonly Join[] {
  const { spec, evaluate, type: _, ...rest } = join;
  if (spec === null) return [];
  const isSubject = steps.some(({ subject, elementOf }) => subject === join.alias || elementOf === join.alias);
  const used = fieldsOf(uses, 'related', join.alias);
  const fields = usedOf(join, isSubject ? withDate([...used, spec.reference], spec) : used);
  return [{ ...rest, spec, value: (scope) => evaluate(scope, []), fields }];
}

/** The used fields of a related record, with the one that several are sorted by. */
function usedOf({ order }: Pick<Join, 'order'>, fields: readonly string[]): readonly string[] {
  return [...new Set([...fields, ...(order === null ? [] : [order.field])])].sort();
}

/** The used fields, with the date of a document, which `since` compares. */
const withDate = (fields: readonly string[], { documentDate }: ResourceSpec): readonly string[] =>
  documentDate === undefined ? fields : [...new Set([...fields, documentDate])].sort();

/** The used fields of one holder, each once; for a collection, its elements' fields if those are known. */
function fieldsOf(uses: readonly FieldReference[], from: FieldReference['from'], name: string): readonly string[] {
  const own = uses.filter((use) => use.from === from && use.name === name).map(({ field }) => field);
  const fields = [...new Set(own)].sort();
  return fields.filter((field) => !fields.some((other) => other.startsWith(`${field}.`)));
}

function topLevel(fields: readonly string[]): readonly string[] {
  return [...new Set(fields.map((field) => field.split('.')[0] ?? field))];
}
