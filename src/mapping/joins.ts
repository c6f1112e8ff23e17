import type { FlowFile } from '../config/flow-schema.ts';
import { nearest } from '../config/nearest.ts';
import type { SourcePosition } from '../errors.ts';
import type { Catalog, ResourceSpec } from '../systems/catalog.ts';
import { type Compilation, checkUnconfirmed, compileAt, resourceHint } from './compilation.ts';
import type { Evaluate, Names } from './expressions/names.ts';
import { nameOf, type Type, UNCHECKED } from './expressions/types.ts';

/** A related record, compiled; which of its fields are used is known only when the whole flow is compiled. */
export interface CompiledJoin {
  readonly alias: string;
  /** What expressions see; UNCHECKED when the resource is unknown. */
  readonly type: Type;
  readonly spec: ResourceSpec | null;
  readonly by: string;
  readonly evaluate: Evaluate;
  readonly at: SourcePosition;
}

/** Compiles `with` in its order: the value of a relation may use those before it. `names` gives what a relation may name. */
export function compileJoins(
  relations: FlowFile['with'],
  catalog: Catalog,
  names: (before: ReadonlyMap<string, Type>) => Names,
  flow: Compilation,
): readonly CompiledJoin[] {
  const joins: CompiledJoin[] = [];
  const { problems, source } = flow;
  for (const [alias, { resource, by, value }] of Object.entries(relations ?? {})) {
    const path = ['with', alias];
    const before = new Map(joins.map((join) => [join.alias, join.type]));
    const compiled = compileAt(value, [...path, 'value'], names(before), flow);
    if (compiled !== null && ['list', 'record'].includes(compiled.type.kind)) {
      const message = `a related record is looked up by a single value, not ${nameOf(compiled.type)}`;
      problems.add(source.at([...path, 'value']), 'WRONG_TYPE', message);
    }
    const spec = catalog.resources.get(resource) ?? null;
    if (spec === null) {
      const hint = resourceHint(resource, catalog, flow.target);
      const message = `there is no resource "${resource}" in ${catalog.system}`;
      problems.add(source.at([...path, 'resource']), 'UNKNOWN_RESOURCE', message, hint);
    } else if (!Object.hasOwn(spec.fields, by)) {
      const meant = nearest(by, Object.keys(spec.fields));
      const hint = meant === null ? undefined : `Did you mean ${meant}?`;
      problems.add(source.at([...path, 'by']), 'UNKNOWN_FIELD', `there is no field "${by}" in ${resource}`, hint);
    } else if (spec.fields[by]?.searchable === false) {
      const message = `records of ${resource} cannot be searched by "${by}"`;
      problems.add(source.at([...path, 'by']), 'NOT_SEARCHABLE', message, `Look it up by its key: ${spec.key}.`);
    }
    if (spec !== null) checkUnconfirmed(spec, [...path, 'resource'], flow);
    const origin = { from: 'related', name: alias, path: '' } as const;
    const type: Type = spec === null ? UNCHECKED : { kind: 'record', spec, catalog, origin };
    joins.push({
      alias,
      type,
      spec,
      by,
      evaluate: compiled?.evaluate ?? (() => null),
      at: source.at([...path, 'resource']),
    });
  }
  return joins;
}
