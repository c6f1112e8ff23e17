import type { FlowFile } from '../../config/schema/flow-schema.ts';
import type { Path } from '../../config/yaml/yaml-source.ts';
import type { Value } from '../../values.ts';
import { type Compilation, compileIn } from '../compilation.ts';
import { type FieldReference, type Names, NO_LOCALS, type SharedValue } from '../expressions/names.ts';
import type { Scope } from '../expressions/scope.ts';
import { UNCHECKED } from '../expressions/types.ts';

/** The place of `let`: its path, the names it may use, and how often its values are computed. */
export interface LetPlace {
  readonly path: Path;
  readonly names: Names;
  readonly once: (evaluate: (scope: Scope) => Value) => (scope: Scope) => Value;
}

/**
 * Compiles `let`: expressions over the source record and its related records that rules use by name. Each may use those
 * above it. What they read counts where they are used, not where they are defined. Returns them with those of `names`.
 */
export function compileShared(
  written: FlowFile['let'],
  { path, names, once }: LetPlace,
  flow: Compilation,
): ReadonlyMap<string, SharedValue> {
  const shared = new Map<string, SharedValue>(names.shared);
  for (const [name, text] of Object.entries(written ?? {})) {
    const uses: FieldReference[] = [];
    const place = { path: [...path, name], names: { ...names, shared: new Map(shared) }, goesOn: true } as const;
    const compiled = compileIn(text, place, { ...flow, uses });
    const { type = UNCHECKED, filled = false } = compiled ?? {};
    const evaluate = compiled?.evaluate ?? (() => null);
    shared.set(name, { type, filled, uses, evaluate: once((scope) => evaluate(scope, NO_LOCALS)) });
  }
  return shared;
}

/** Computes a value once for a record and its related records, so that names used inside lists cost nothing more. */
export const oncePerRecord = (evaluate: (scope: Scope) => Value): ((scope: Scope) => Value) =>
  onceWhile(['related', 'today'], evaluate, ({ record }) => record);

/**
 * Computes a value of a step once for a record, or for each element of the step's `each`: `line` and `index` in it are the element's. It is computed
 * anew when a step before it found its record again.
 */
export function oncePerElement(evaluate: (scope: Scope) => Value): (scope: Scope) => Value {
  const ofElement = (scope: Scope): Value => {
    const { element } = scope;
    return evaluate(element === undefined ? scope : { ...scope, line: element.record, index: element.index });
  };
  return onceWhile(['related', 'today', 'steps'], ofElement, ({ record, element }) => element ?? record);
}

/** Computes a value once for an object, as long as what else it reads is the same. */
function onceWhile(
  reads: readonly ('related' | 'today' | 'steps')[],
  evaluate: (scope: Scope) => Value,
  holderOf: (scope: Scope) => object,
): (scope: Scope) => Value {
  const known = new WeakMap<object, { readonly seen: Scope; readonly value: Value }>();
  return (scope) => {
    const holder = holderOf(scope);
    const before = known.get(holder);
    if (before !== undefined && reads.every((name) => before.seen[name] === scope[name])) return before.value;
    const value = evaluate(scope);
    known.set(holder, { seen: scope, value });
    return value;
  };
}

/** Computes a value once for a line: each line has its own scope. */
export function oncePerLine(evaluate: (scope: Scope) => Value): (scope: Scope) => Value {
  const known = new WeakMap<Scope, { readonly value: Value }>();
  return (scope) => {
    const before = known.get(scope) ?? { value: evaluate(scope) };
    known.set(scope, before);
    return before.value;
  };
}
