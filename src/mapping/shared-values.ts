import type { FlowFile } from '../config/flow-schema.ts';
import type { Path } from '../config/yaml-source.ts';
import type { RecordValues, Value } from '../values.ts';
import { type Compilation, compileAt } from './compilation.ts';
import { type FieldReference, type Names, NO_LOCALS, type SharedValue } from './expressions/names.ts';
import { UNCHECKED } from './expressions/types.ts';
import type { Scope } from './program.ts';

/** Where `let` stands: its path, what it may name, and how often its values are computed. */
export interface LetPlace {
  readonly path: Path;
  readonly names: Names;
  readonly once: (evaluate: (scope: Scope) => Value) => (scope: Scope) => Value;
}

/**
 * Compiles `let`: expressions over the source record and its related records that rules use by name. Each may use those
 * above it. What they look at counts where they are used, not where they stand. Gives them with those that `names` has.
 */
export function compileShared(
  written: FlowFile['let'],
  { path, names, once }: LetPlace,
  flow: Compilation,
): ReadonlyMap<string, SharedValue> {
  const shared = new Map<string, SharedValue>(names.shared);
  for (const [name, text] of Object.entries(written ?? {})) {
    const uses: FieldReference[] = [];
    const compiled = compileAt(text, [...path, name], { ...names, shared: new Map(shared) }, { ...flow, uses });
    const { type = UNCHECKED, filled = false } = compiled ?? {};
    const evaluate = compiled?.evaluate ?? (() => null);
    shared.set(name, { type, filled, uses, evaluate: once((scope) => evaluate(scope, NO_LOCALS)) });
  }
  return shared;
}

/** Computes a value once for a record and its related records: names used inside of lists cost nothing more. */
export function oncePerRecord(evaluate: (scope: Scope) => Value): (scope: Scope) => Value {
  const known = new WeakMap<RecordValues, Pick<Scope, 'related' | 'today'> & { readonly value: Value }>();
  return (scope) => {
    const { record, related, today } = scope;
    const before = known.get(record);
    if (before?.related === related && before.today === today) return before.value;
    const value = evaluate(scope);
    known.set(record, { related, today, value });
    return value;
  };
}

/** Computes a value once for a line: each has a scope of its own. */
export function oncePerLine(evaluate: (scope: Scope) => Value): (scope: Scope) => Value {
  const known = new WeakMap<Scope, { readonly value: Value }>();
  return (scope) => {
    const before = known.get(scope) ?? { value: evaluate(scope) };
    known.set(scope, before);
    return before.value;
  };
}
