import type { FlowStep } from '../../config/schema/flow-schema.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import type { RecordValues } from '../../values.ts';
import { type Compilation, verifies } from '../compilation.ts';
import type { Scope } from '../expressions/scope.ts';
import type { Type } from '../expressions/types.ts';
import type { LineJoin } from '../relations/joins.ts';
import { evaluateFields, type MappedField } from '../rules/fields.ts';
import { compileGroup, type GroupPlace } from './line-groups.ts';

/** The collection of a document that lines are written into. */
export interface LineTarget {
  readonly field: string;
  /** The resource of its elements; null = not in the catalog. */
  readonly element: ResourceSpec | null;
}

/** The lines of a step as a function. */
export interface CompiledLines {
  readonly evaluate: (scope: Scope) => readonly RecordValues[];
  /** The fields of the lines that come from the source. */
  readonly fields: readonly MappedField[];
  /** The fields of each appended line. */
  readonly appended: readonly (readonly MappedField[])[];
  /** The related records of the lines, in the order in which they are fetched. */
  readonly joins: readonly LineJoin[];
  /** What those are, by place. */
  readonly types: ReadonlyMap<string, Type>;
}

/** The collection that the lines of a resource are written into: the required one, or else the first; null = it has none. */
export function lineTarget(resource: ResourceSpec, flow: Compilation): LineTarget | null {
  const writable = Object.entries(resource.fields).filter(
    ([, { type, create }]) => type === 'lines' && (create || verifies(flow)),
  );
  const chosen = writable.find(([, { required }]) => required) ?? writable[0];
  if (chosen === undefined) return null;
  const [field] = chosen;
  return { field, element: flow.target.resources.get(resource.lines?.[field] ?? '') ?? null };
}

/**
 * Compiles `lines` of a step: each element of the source's collection, then the appended lines whose `when` is true, those
 * with their own `each` once per element.
 */
export function compileLines(
  { append = [], ...own }: NonNullable<FlowStep['lines']>,
  { path, name, names, element }: GroupPlace,
  flow: Compilation,
): CompiledLines {
  const lines = compileGroup(own, { path, name, names, element }, flow);
  const appended = append.map((one, position) => {
    const place = { path: [...path, 'append', position], name: `${name}.append[${position}]`, names, element };
    return compileGroup(one, place, flow);
  });
  const groups = [lines, ...appended];
  return {
    fields: lines.rules.fields,
    appended: appended.map(({ rules }) => rules.fields),
    joins: groups.flatMap(({ joins }) => joins),
    types: new Map(groups.flatMap(({ types }) => [...types])),
    evaluate: (scope) => {
      const result: RecordValues[] = [];
      for (const { rules, scopes } of groups) {
        for (const within of scopes(scope)) {
          result.push(evaluateFields(rules, within, `of line ${result.length + 1}, `));
        }
      }
      return result;
    },
  };
}
