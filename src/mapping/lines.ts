import type { FlowStep } from '../config/flow-schema.ts';
import type { Path } from '../config/yaml-source.ts';
import type { ResourceSpec } from '../systems/catalog.ts';
import { isRecord, type RecordValues, type Value } from '../values.ts';
import { type Compilation, compileAt, compileConditionAt, verifies } from './compilation.ts';
import { type Evaluate, type Names, NO_LOCALS } from './expressions/names.ts';
import { badValue, wordFor } from './expressions/operators.ts';
import { isOpen, nameOf, type Type, UNCHECKED } from './expressions/types.ts';
import { compileFields, evaluateFields, type FieldRules, fieldRules, type MappedField } from './fields.ts';
import type { Scope } from './program.ts';

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
}

/** The collection that the lines of a resource are written into: the required one, else the first; null = it has none. */
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
 * Compiles `lines` of a step: each element of the source's collection, then the appended lines whose `when` holds, those
 * with an `each` of their own once per element.
 */
export function compileLines(
  lines: NonNullable<FlowStep['lines']>,
  path: Path,
  target: LineTarget | null,
  names: Names,
  flow: Compilation,
): CompiledLines {
  const element = target?.element ?? null;
  const source = compileEach(lines.each, [...path, 'each'], names, flow);
  const fields = compileFields(lines.fields, [...path, 'fields'], element, { ...names, line: source.type }, flow);
  const appended = (lines.append ?? []).map((append, position) => {
    const place = [...path, 'append', position];
    const each = append.each === undefined ? null : compileEach(append.each, [...place, 'each'], names, flow);
    const inside = each === null ? names : { ...names, line: each.type };
    const condition = compileConditionAt(append.when, [...place, 'when'], inside, flow);
    const rules = fieldRules(compileFields(append.fields, [...place, 'fields'], element, inside, flow));
    return { each, condition, rules };
  });
  const rules = fieldRules(fields);
  return {
    fields,
    appended: appended.map(({ rules: { fields: own } }) => own),
    evaluate: (scope) => {
      const result: RecordValues[] = [];
      const add = (own: FieldRules, within: Scope): void => {
        result.push(evaluateFields(own, within, `of line ${result.length + 1}, `));
      };
      for (const within of scopesOf(source, scope)) add(rules, within);
      for (const { each, condition, rules: own } of appended) {
        for (const within of each === null ? [scope] : scopesOf(each, scope)) {
          if (condition === null || condition.holds(within)) add(own, within);
        }
      }
      return result;
    },
  };
}

/** Compiles a list of records; what is wrong is noted. */
export function compileEach(
  text: string,
  path: Path,
  names: Names,
  flow: Compilation,
): { type: Type; evaluate: Evaluate } {
  const nothing = { type: UNCHECKED, evaluate: () => null };
  const compiled = compileAt(text, path, names, flow);
  if (compiled === null) return nothing;
  const { type, evaluate } = compiled;
  if (isOpen(type)) return { type, evaluate };
  if (type.kind === 'list' && (type.element.kind === 'record' || isOpen(type.element))) {
    return { type: type.element, evaluate };
  }
  const hint = 'Name a collection of the source record, such as SalesOrderLines.';
  flow.problems.add(flow.source.at(path), 'WRONG_TYPE', `lines come from a list of records, not ${nameOf(type)}`, hint);
  return nothing;
}

/** One scope per element of a list, in which it is `line`. Throws RecordError BAD_VALUE for a list of other things. */
export function scopesOf({ evaluate }: { readonly evaluate: Evaluate }, scope: Scope): readonly Scope[] {
  const { record, related, steps, refs } = scope;
  return elements(evaluate(scope, NO_LOCALS)).map((line) => ({ record, related, steps, refs, line }));
}

function elements(list: Value): readonly RecordValues[] {
  if (list === null) return [];
  if (!Array.isArray(list)) throw badValue(`lines come from a list, not ${wordFor(list)}`);
  return (list as readonly Value[]).map((line) => {
    if (isRecord(line)) return line;
    throw badValue(`a line is a record, not ${wordFor(line)}`);
  });
}
