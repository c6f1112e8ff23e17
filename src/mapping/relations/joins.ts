import { isShipped } from '../../config/checkout.ts';
import type { Relation } from '../../config/schema/with-schema.ts';
import type { Path } from '../../config/yaml/yaml-source.ts';
import type { SourcePosition } from '../../errors/errors.ts';
import type { Catalog, ResourceSpec } from '../../systems/catalog.ts';
import type { Value } from '../../values.ts';
import { type Compilation, checkUnconfirmed, compileAt } from '../compilation.ts';
import type { Evaluate, Names } from '../expressions/names.ts';
import type { Scope } from '../expressions/scope.ts';
import { listOf, nameOf, type Origin, type Type, UNCHECKED } from '../expressions/types.ts';

/** A related source record (`with`), looked up for a batch at a time. */
export interface Join {
  readonly alias: string;
  readonly spec: ResourceSpec;
  /** The field of the related resource that is searched. */
  readonly by: string;
  /**
   * The value to search for, a list of values with `all`; null = there is no related record. May use aliases defined before
   * this one.
   */
  value(scope: Scope): Value;
  /** What to do if several records are found: it is an error, or the first by `order` is taken, or all are. */
  readonly takes: 'one' | 'first' | 'all';
  /** The field to sort several by; null = they are sorted by their key. */
  readonly order: { readonly field: string; readonly isDescending: boolean } | null;
  /** Fields of the related record that the flow uses. */
  readonly fields: readonly string[];
  readonly at: SourcePosition;
}

/** A related record of each line of a step, looked up for a batch at a time before the step is done. */
export interface LineJoin extends Join {
  /** Its name in the flow, made of the step, the lines and its alias. */
  readonly place: string;
  /** What the lines of a record ask for, as far as it is known; relations above it must have been fetched. */
  sought(scope: Scope): readonly Value[];
}

/** A compiled related record; which of its fields are used is known only when the whole flow is compiled. */
export interface CompiledJoin {
  readonly alias: string;
  /** What expressions see; UNCHECKED if the resource is unknown. */
  readonly type: Type;
  readonly spec: ResourceSpec | null;
  readonly by: string;
  readonly takes: Join['takes'];
  readonly order: Join['order'];
  readonly evaluate: Evaluate;
  readonly at: SourcePosition;
}

/** The place of relations: their path, the names they may use, and the owner of an alias's fields. */
export interface JoinPlace {
  readonly path: Path;
  readonly names: (before: ReadonlyMap<string, Type>) => Names;
  readonly originOf: (alias: string) => Origin;
}

/** Compiles `with` in order: the value of a relation may use those before it. */
export function compileJoins(
  relations: Readonly<Record<string, Relation>> | undefined,
  { path, names, originOf }: JoinPlace,
  flow: Compilation,
): readonly CompiledJoin[] {
  const joins: CompiledJoin[] = [];
  for (const [alias, relation] of Object.entries(relations ?? {})) {
    const place = [...path, alias];
    const before = new Map(joins.map((join) => [join.alias, join.type]));
    const evaluate = compileValue(relation, [...place, 'value'], names(before), flow);
    const spec = compileResource(relation, place, flow);
    const isList = relation.many === true;
    const record: Type =
      spec === null ? UNCHECKED : { kind: 'record', spec, catalog: flow.origin, origin: originOf(alias) };
    joins.push({
      alias,
      type: spec !== null && isList ? listOf(record) : record,
      spec,
      by: relation.by,
      takes: isList ? 'all' : (relation.one ?? 'one'),
      order: orderOf(relation.order),
      evaluate,
      at: flow.source.at([...place, 'resource']),
    });
  }
  return joins;
}

function compileValue({ value, many }: Relation, path: Path, names: Names, flow: Compilation): Evaluate {
  const compiled = compileAt(value, path, names, flow);
  if (compiled === null) return () => null;
  const { type, evaluate } = compiled;
  const single = type.kind === 'list' && (many === true || type.element.kind === 'record') ? type.element : type;
  if (single.kind === 'list' || single.kind === 'record') {
    const message = `a related record is looked up by a single value, not ${nameOf(type)}`;
    const hint =
      single.kind === 'record' ? 'Name the field that holds its key.' : 'Write many: true to look up all of them.';
    flow.problems.add(flow.source.at(path), 'WRONG_TYPE', message, hint);
  }
  return evaluate;
}

function compileResource(relation: Relation, path: Path, flow: Compilation): ResourceSpec | null {
  const spec = searchedResource(relation, path, flow.origin, flow);
  const sorted = orderOf(relation.order)?.field;
  if (spec !== null && sorted !== undefined) {
    checkOrder(spec, sorted, [...path, 'order'], flow);
    askPersonal(spec, sorted, { path: [...path, 'order'], text: `order ${relation.value}` }, flow);
  }
  return spec;
}

/** The resource of a look-up in one of the two systems by one of its fields; null = there is none. What is wrong is noted. */
export function searchedResource(
  { resource, by, value }: Pick<Relation, 'resource' | 'by' | 'value'>,
  path: Path,
  catalog: Catalog,
  flow: Compilation,
): ResourceSpec | null {
  const { problems, source, origin, target } = flow;
  const spec = catalog.resources.get(resource) ?? null;
  if (spec === null) {
    const other = catalog === origin ? target : origin;
    problems.addUnknownResource(source.at([...path, 'resource']), resource, catalog, other);
    return null;
  }
  if (isKnown(spec, by, [...path, 'by'], flow) && spec.fields[by]?.searchable === false) {
    const message = `records of ${resource} cannot be searched by "${by}"`;
    problems.add(source.at([...path, 'by']), 'NOT_SEARCHABLE', message, `Look it up by its key: ${spec.key}.`);
  }
  checkUnconfirmed(spec, [...path, 'resource'], flow);
  askPersonal(spec, by, { path, text: value }, flow);
  return spec;
}

/** A search by a personal field asks whether a person has this value, wherever the value comes from. */
export function askPersonal(
  { name: resource, fields }: ResourceSpec,
  field: string,
  { path, text }: { readonly path: Path; readonly text: string },
  { uses, source }: Compilation,
): void {
  const personal = fields[field]?.personal ?? null;
  const at = source.at(path);
  if (personal === null || isShipped(at.file)) return;
  // Of no record: what is read stays the same.
  uses.push({ from: 'line', name: '', field, resource, personal, way: 'chosen', by: `${text.trim()}\n`, at });
}

/** Notes a field that the resource does not have; true if it has it. */
function isKnown(spec: ResourceSpec, field: string, path: Path, { problems, source }: Compilation): boolean {
  if (Object.hasOwn(spec.fields, field)) return true;
  problems.addUnknownField(source.at(path), field, spec);
  return false;
}

function checkOrder(spec: ResourceSpec, field: string, path: Path, flow: Compilation): void {
  if (!isKnown(spec, field, path, flow)) return;
  const { type, readable } = spec.fields[field] ?? {};
  if (type !== 'lines' && type !== 'binary' && readable !== false) return;
  const message = `records of ${spec.name} cannot be sorted by "${field}"`;
  flow.problems.add(flow.source.at(path), 'WRONG_TYPE', message, 'Name a date, a number or a text.');
}

/** Splits `Main desc`; the text has passed the schema. */
function orderOf(written: string | undefined): Join['order'] {
  if (written === undefined) return null;
  const [field = '', direction] = written.trim().split(/\s+/);
  return { field, isDescending: direction === 'desc' };
}
