import { nearest } from '../../nearest.ts';
import { isRecord, type RecordValues, type Value } from '../../values.ts';
import { library } from '../functions/library.ts';
import { unreadableHint } from '../steps/capabilities.ts';
import { compile, problem } from './compile-expression.ts';
import type { Compiled, Context, Evaluate } from './names.ts';
import type { Expression } from './syntax.ts';
import { ANY, fieldType, INTEGER, isOpen, isTextual, NULL, nameOf, type RecordType, UNCHECKED } from './types.ts';

type Name = Extract<Expression, { kind: 'name' }>;
type Field = Extract<Expression, { kind: 'field' }>;

/** A bare name: a variable, a related record, an earlier step, a value of `let`, `line`, or a field of the source record. */
export function compileName({ name, at }: Name, context: Context): Compiled {
  const known = compileRecordName(name, context);
  if (known !== null) return known;
  const { record } = context.names;
  if (record !== null && Object.hasOwn(record.spec.fields, name)) {
    return readField(record, name, at, context, null);
  }
  const elsewhere = context.names.elsewhere.get(name);
  if (elsewhere !== undefined) return problem(context, at, 'UNKNOWN_NAME', `"${name}" cannot be used here`, elsewhere);
  if (record === null) return { type: UNCHECKED, constant: false, evaluate: () => null };
  const isFunction = library.has(name);
  const hint = isFunction
    ? `It is a function: ${name}(…).`
    : (constantHint(name) ??
      holderHint(name, context) ??
      guess(name, [...Object.keys(record.spec.fields), ...recordNames(context)]) ??
      `Text stands in quotes: "${name}"; a rule with a constant is { value: ${name} }.`);
  return problem(context, at, 'UNKNOWN_FIELD', `there is no field "${name}" in ${record.spec.name}`, hint);
}

/** `customer.Name`, `line.Quantity`, `debtor.customerNumber`. */
export function compileField(node: Field, context: Context): Compiled {
  const { of, field, at } = node;
  if (of.kind === 'name' && !isKnown(of.name, context)) {
    const isOwn = Object.hasOwn(context.names.record?.spec.fields ?? {}, field);
    const own = isOwn ? `A field of the source stands by itself: ${field}.` : undefined;
    const hint = context.names.elsewhere.get(of.name) ?? own ?? guess(of.name, recordNames(context));
    return problem(context, of.at, 'UNKNOWN_NAME', `there is nothing named "${of.name}" here`, hint);
  }
  const holder = compile(of, context);
  const { type } = holder;
  if (type.kind === 'record') {
    if (Object.hasOwn(type.spec.fields, field)) {
      const { evaluate } = holder;
      return readField(type, field, at, context, (scope, locals) => asRecord(evaluate(scope, locals)));
    }
    const hint = guess(field, Object.keys(type.spec.fields));
    return problem(context, at, 'UNKNOWN_FIELD', `there is no field "${field}" in ${type.spec.name}`, hint);
  }
  // A problem below was reported there already.
  if (type === UNCHECKED) return holder;
  const hint = type.kind === 'list' ? `Take it of each element: .map(x, x.${field}).` : undefined;
  return problem(context, at, 'UNKNOWN_FIELD', `${nameOf(type)} has no field "${field}"`, hint);
}

/** `list[0]`; null if the list is shorter. */
export function compileIndex({ of, index, at }: Extract<Expression, { kind: 'index' }>, context: Context): Compiled {
  const holder = compile(of, context);
  const position = compile(index, context);
  const { type } = holder;
  if (type.kind !== 'list' && !isOpen(type)) {
    const hint =
      type.kind === 'record'
        ? 'Name the field after a dot.'
        : isTextual(type)
          ? 'Take a part of a text with slice(x, 0, 1), or split(x, " ")[0].'
          : undefined;
    return problem(context, at, 'WRONG_TYPE', `only a list has positions, not ${nameOf(type)}`, hint);
  }
  if (position.type.kind !== 'integer' && !isOpen(position.type)) {
    return problem(context, at, 'WRONG_TYPE', `a position is a whole number from 0, not ${nameOf(position.type)}`);
  }
  return {
    type: type.kind === 'list' ? type.element : ANY,
    constant: holder.constant && position.constant,
    evaluate: (scope, locals) => {
      const list = holder.evaluate(scope, locals);
      const at = position.evaluate(scope, locals);
      return Array.isArray(list) && typeof at === 'number' ? ((list as readonly Value[])[at] ?? null) : null;
    },
  };
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
      uses.push({ from: 'related', name, field: related.element.spec.key, resource: related.element.spec.name });
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

/** Reads one field and notes that it is used; absent and empty text are null. `holder` null = the source record. */
function readField(
  record: RecordType,
  name: string,
  at: number,
  context: Context,
  holder: ((...of: Parameters<Evaluate>) => RecordValues | null) | null,
): Compiled {
  const spec = record.spec.fields[name];
  if (spec === undefined) return { type: NULL, constant: true, evaluate: () => null };
  if (spec.readable === false) {
    const hint = unreadableHint(record.catalog.system, record.spec.name, name);
    return problem(context, at, 'WRITE_ONLY_FIELD', `"${name}" of ${record.spec.name} cannot be read`, hint);
  }
  const { from, name: owner, path } = record.origin;
  context.uses.push({ from, name: owner, field: path === '' ? name : `${path}.${name}`, resource: record.spec.name });
  return {
    type: fieldType(record, name, spec),
    constant: false,
    evaluate:
      holder === null
        ? (scope) => filled(scope.record[name])
        : (scope, locals) => filled(holder(scope, locals)?.[name]),
  };
}

function filled(value: Value | undefined): Value {
  return value === undefined || value === '' ? null : value;
}

function asRecord(value: Value): RecordValues | null {
  return isRecord(value) ? value : null;
}

function isKnown(name: string, context: Context): boolean {
  const { record } = context.names;
  if (recordNames(context).includes(name)) return true;
  return record === null ? !context.names.elsewhere.has(name) : Object.hasOwn(record.spec.fields, name);
}

function recordNames({ locals, names }: Context): readonly string[] {
  const places = [
    ...(names.line === null ? [] : ['line', 'index']),
    ...(names.element === undefined ? [] : ['element']),
  ];
  const named = [names.related, names.ofLine, names.steps, names.shared].flatMap((map) => [...(map?.keys() ?? [])]);
  return [...locals.map(({ name }) => name), ...named, ...places];
}

/** An available record that does have the field: a line, a related record, the record of an earlier step. */
function holderHint(name: string, { names }: Context): string | undefined {
  const line = names.line === null ? [] : [['line', names.line] as const];
  const holders = [...line, ...(names.ofLine ?? []), ...names.related, ...names.steps];
  const holder = holders.find(([, type]) => type.kind === 'record' && Object.hasOwn(type.spec.fields, name));
  return holder === undefined ? undefined : `Did you mean ${holder[0]}.${name}?`;
}

/** Constants as other languages write them. */
function constantHint(name: string): string | undefined {
  const word = name.toLowerCase();
  if (['null', 'none', 'nil', 'undefined', 'empty'].includes(word)) return 'Write null.';
  if (word === 'true' || word === 'yes') return 'Write true.';
  return word === 'false' || word === 'no' ? 'Write false.' : undefined;
}

function guess(name: string, candidates: readonly string[]): string | undefined {
  const meant = nearest(name, candidates);
  return meant === null ? undefined : `Did you mean ${meant}?`;
}
