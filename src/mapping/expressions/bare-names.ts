import { guess } from '../../nearest.ts';
import type { ResourceSpec } from '../../systems/catalog.ts';
import { library } from '../functions/library.ts';
import { readField } from './access.ts';
import { recordNames } from './known-names.ts';
import type { Compiled, Context } from './names.ts';
import { NOTHING, problem } from './parts.ts';
import type { Expression } from './syntax.ts';
import { INTEGER } from './types.ts';

type Name = Extract<Expression, { kind: 'name' }>;

/** A bare name: a variable, a related record, an earlier step, a value of `let`, `line`, or a field of the source record. */
export function compileName({ name, at }: Name, context: Context): Compiled {
  const known = compileRecordName(name, context);
  if (known !== null) return known;
  const { record } = context.names;
  if (record !== null && Object.hasOwn(record.spec.fields, name)) {
    return readField({ record, name, at, holder: null }, context);
  }
  const elsewhere = context.names.elsewhere.get(name);
  if (elsewhere !== undefined)
    return problem(context, {
      code: 'UNKNOWN_NAME',
      message: `"${name}" cannot be used here`,
      hint: elsewhere,
      offset: at,
    });
  if (record === null) return NOTHING;
  const fields = Object.keys(record.spec.fields);
  const hint =
    cased(name, fields, '') ??
    holderHint(name, context) ??
    (library.has(name) ? `It is a function: ${name}(…).` : undefined) ??
    constantHint(name) ??
    guess(name, [...fields, ...recordNames(context)]) ??
    `Put text in quotes: "${name}"; a rule with a constant is { value: ${name} }.`;
  return problem(context, {
    code: 'UNKNOWN_FIELD',
    message: `there is no field "${name}" in ${record.spec.name}`,
    hint,
    offset: at,
  });
}

function compileRecordName(name: string, { locals, names, uses }: Context): Compiled | null {
  const slot = locals.findLastIndex((local) => local.name === name);
  const local = locals[slot];
  if (local !== undefined) {
    // A record's fields are noted where they are read; any other value depends on what its list was made from.
    if (local.type.kind !== 'record') uses.push(...local.uses);
    return { type: local.type, constant: false, evaluate: (_, values) => values[slot] ?? null };
  }
  const related = names.related.get(name);
  if (related !== undefined) {
    // A list of related records is empty when there are none.
    const nothing = related.kind === 'list' ? [] : null;
    // Counting the list reads it but none of its fields, so the key is noted, which is always read.
    if (related.kind === 'list' && related.element.kind === 'record')
      uses.push({ ...keyOf(related.element.spec), from: 'related', name });
    return { type: related, constant: false, evaluate: (scope) => scope.related[name] ?? nothing };
  }
  const ofLine = names.ofLine?.get(name);
  if (ofLine !== undefined) return { type: ofLine, constant: false, evaluate: (scope) => scope.ofLine?.(name) ?? null };
  const step = names.steps.get(name);
  if (step !== undefined) return { type: step, constant: false, evaluate: (scope) => scope.steps[name] ?? null };
  const shared = names.shared?.get(name);
  if (shared !== undefined) {
    uses.push(...shared.uses);
    const { type, evaluate, filled } = shared;
    return { type, filled, constant: false, evaluate: (scope) => evaluate(scope) };
  }
  if (name === 'line' && names.line !== null) {
    return { type: names.line, constant: false, evaluate: (scope) => scope.line ?? null };
  }
  if (name === 'element' && names.element !== undefined) {
    return { type: names.element, constant: false, evaluate: (scope) => scope.element?.record ?? null };
  }
  if (name === 'index' && names.line !== null) {
    return { type: INTEGER, constant: false, evaluate: (scope) => scope.index ?? null };
  }
  return null;
}

const keyOf = ({ key, name: resource }: ResourceSpec) =>
  ({ field: key, resource, personal: null, way: 'copied' }) as const;

/** A field that is written with other capitals. */
function cased(name: string, fields: readonly string[], holder: string): string | undefined {
  const meant = fields.find((field) => field.toLowerCase() === name.toLowerCase());
  return meant === undefined ? undefined : `Did you mean ${holder}${meant}?`;
}

/** An available record that does have the field: a line, a related record, the record of an earlier step. */
function holderHint(name: string, { names }: Context): string | undefined {
  const line = names.line === null ? [] : [['line', names.line] as const];
  const holders = [...line, ...(names.ofLine ?? []), ...names.related, ...names.steps];
  const hints = holders.map(([holder, type]) =>
    type.kind === 'record' ? cased(name, Object.keys(type.spec.fields), `${holder}.`) : undefined,
  );
  return hints.find((hint) => hint !== undefined);
}

/** Constants as other languages write them. */
function constantHint(name: string): string | undefined {
  const word = name.toLowerCase();
  if (['null', 'none', 'nil', 'undefined', 'empty'].includes(word)) return 'Write null.';
  if (word === 'true' || word === 'yes') return 'Write true.';
  return word === 'false' || word === 'no' ? 'Write false.' : undefined;
}
