import { guess } from '../../nearest.ts';
import { unreadableHint } from '../../systems/alternatives.ts';
import { isRecord, type RecordValues, type Value } from '../../values.ts';
import { isKnown, recordNames } from './known-names.ts';
import type { Compiled, Context, Evaluate } from './names.ts';
import { compile, problem } from './parts.ts';
import type { Expression } from './syntax.ts';
import { ANY, fieldType, isOpen, isTextual, NULL, nameOf, type RecordType, UNCHECKED } from './types.ts';

type Field = Extract<Expression, { kind: 'field' }>;

/** `customer.Name`, `line.Quantity`, `debtor.customerNumber`. */
export function compileField(node: Field, context: Context): Compiled {
  const { of, field, at } = node;
  if (of.kind === 'name' && !isKnown(of.name, context)) {
    const isOwn = Object.hasOwn(context.names.record?.spec.fields ?? {}, field);
    const own = isOwn ? `A field of the source stands by itself: ${field}.` : undefined;
    const hint = context.names.elsewhere.get(of.name) ?? own ?? guess(of.name, recordNames(context));
    return problem(context, {
      code: 'UNKNOWN_NAME',
      message: `there is nothing named "${of.name}" here`,
      hint,
      offset: of.at,
    });
  }
  const holder = compile(of, context);
  const { type } = holder;
  if (type.kind === 'record') {
    if (Object.hasOwn(type.spec.fields, field)) {
      const { evaluate } = holder;
      const recordOf: FieldAccess['holder'] = (scope, locals) => asRecord(evaluate(scope, locals));
      return readField({ record: type, name: field, at, holder: recordOf }, context);
    }
    const hint = guess(field, Object.keys(type.spec.fields));
    return problem(context, {
      code: 'UNKNOWN_FIELD',
      message: `there is no field "${field}" in ${type.spec.name}`,
      hint,
      offset: at,
    });
  }
  // A problem below was reported there already.
  if (type === UNCHECKED) return holder;
  const hint =
    type.kind === 'list'
      ? `Take it of each element: .map(x, x.${field}).`
      : type.kind === 'id'
        ? idHint(node, context)
        : undefined;
  return problem(context, {
    code: 'UNKNOWN_FIELD',
    message: `${nameOf(type)} has no field "${field}"`,
    hint,
    offset: at,
  });
}

/** An id is not the record: that must be among the related ones. */
function idHint({ of, field }: Field, { names }: Context): string {
  const holder = [...names.related].find(
    ([, type]) => type.kind === 'record' && Object.hasOwn(type.spec.fields, field),
  )?.[0];
  if (holder !== undefined) return `Did you mean ${holder}.${field}?`;
  const key = of.kind === 'name' ? of.name : of.kind === 'field' ? of.field : 'its field';
  return `Relate the record in "with", as NAME: { resource: …, by: …, value: ${key} }, and write NAME.${field}.`;
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
    return problem(context, {
      code: 'WRONG_TYPE',
      message: `only a list has positions, not ${nameOf(type)}`,
      hint,
      offset: at,
    });
  }
  if (position.type.kind !== 'integer' && !isOpen(position.type)) {
    return problem(context, {
      code: 'WRONG_TYPE',
      message: `a position is a whole number from 0, not ${nameOf(position.type)}`,
      offset: at,
    });
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

/** A field as it stands in an expression. */
interface FieldAccess {
  readonly record: RecordType;
  readonly name: string;
  readonly at: number;
  /** Gives the record that has it; null = it is the source record. */
  readonly holder: ((...of: Parameters<Evaluate>) => RecordValues | null) | null;
}

/** Reads one field and notes that it is used; absent and empty text are null. */
export function readField({ record, name, at, holder }: FieldAccess, context: Context): Compiled {
  const spec = record.spec.fields[name];
  if (spec === undefined) return { type: NULL, constant: true, evaluate: () => null };
  if (spec.readable === false) {
    const hint = unreadableHint(record.catalog.system, record.spec.name, name);
    return problem(context, {
      code: 'WRITE_ONLY_FIELD',
      message: `"${name}" of ${record.spec.name} cannot be read`,
      hint,
      offset: at,
    });
  }
  const { from, name: owner, path } = record.origin;
  const personal = spec.personal ?? record.madeOf?.get(name) ?? null;
  const field = path === '' ? name : `${path}.${name}`;
  context.uses.push({ from, name: owner, field, resource: record.spec.name, personal, way: 'copied' });
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
