import type { Path } from '../../config/yaml/yaml-source.ts';
import { isRecord, type RecordValues, type Value } from '../../values.ts';
import { type Compilation, compileAt } from '../compilation.ts';
import { type Evaluate, type Names, NO_LOCALS } from '../expressions/names.ts';
import { badValue, wordFor } from '../expressions/operators.ts';
import type { Scope } from '../expressions/scope.ts';
import { isOpen, nameOf, type Type, UNCHECKED } from '../expressions/types.ts';

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
  const hint =
    type.kind === 'list' && type.element.kind === 'list'
      ? 'Make one list of the lists: flatten(…).'
      : 'Name a collection of the source record, such as SalesOrderLines, or a relation with many: true.';
  flow.problems.add(flow.source.at(path), 'WRONG_TYPE', `lines come from a list of records, not ${nameOf(type)}`, hint);
  return nothing;
}

/**
 * One scope per element of a list, in which the element is `line`; an element of a step is also `element`. Throws RecordError
 * BAD_VALUE if the list holds anything else.
 */
export function scopesOf(
  { evaluate }: { readonly evaluate: Evaluate },
  scope: Scope,
  isStep = false,
): readonly Scope[] {
  return elements(evaluate(scope, NO_LOCALS)).map((line, index) =>
    isStep ? { ...scope, line, index, element: { record: line, index } } : { ...scope, line, index },
  );
}

function elements(list: Value): readonly RecordValues[] {
  if (list === null) return [];
  if (!Array.isArray(list)) throw badValue(`lines come from a list, not ${wordFor(list)}`);
  return (list as readonly Value[]).map((line) => {
    if (isRecord(line)) return line;
    throw badValue(`a line is a record, not ${wordFor(line)}`);
  });
}
