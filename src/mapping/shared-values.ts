import type { FlowFile } from '../config/flow-schema.ts';
import type { RecordValues, Value } from '../values.ts';
import { type Compilation, compileAt } from './compilation.ts';
import { type FieldReference, type Names, NO_LOCALS, type SharedValue } from './expressions/names.ts';
import { UNCHECKED } from './expressions/types.ts';
import type { Scope } from './program.ts';

/**
 * Compiles `let`: expressions over the source record and its related records that rules use by name. Each may use those
 * above it. What they look at counts where they are used, not where they stand.
 */
export function compileShared(
  written: FlowFile['let'],
  names: Names,
  flow: Compilation,
): ReadonlyMap<string, SharedValue> {
  const shared = new Map<string, SharedValue>();
  for (const [name, text] of Object.entries(written ?? {})) {
    const uses: FieldReference[] = [];
    const compiled = compileAt(text, ['let', name], { ...names, shared: new Map(shared) }, { ...flow, uses });
    const { type = UNCHECKED, filled = false } = compiled ?? {};
    const evaluate = compiled?.evaluate ?? (() => null);
    shared.set(name, { type, filled, uses, evaluate: oncePerRecord((scope) => evaluate(scope, NO_LOCALS)) });
  }
  return shared;
}

/** Computes a value once for a record and its related records: names used inside of lists cost nothing more. */
function oncePerRecord(evaluate: (scope: Scope) => Value): (scope: Scope) => Value {
  const known = new WeakMap<RecordValues, { readonly related: Scope['related']; readonly value: Value }>();
  return (scope) => {
    const { record, related } = scope;
    const before = known.get(record);
    if (before?.related === related) return before.value;
    const value = evaluate(scope);
    known.set(record, { related, value });
    return value;
  };
}
