import type { Value } from '../../values.ts';
import type { Compiled, Context, Evaluate, Truth } from './names.ts';
import { compare, equal } from './operators.ts';
import { problem } from './parts.ts';
import type { Expression } from './syntax.ts';
import { BOOLEAN, isNumeric, isOpen, isTextual, NULL, nameOf, type Type } from './types.ts';

type Binary = Extract<Expression, { kind: 'binary' }>;

/** `x == y`, `x != y`. */
export function compileEquality(
  node: Binary,
  left: Compiled,
  right: Compiled,
  context: Context,
): Omit<Compiled, 'constant'> {
  if (!isComparable(left.type, right.type)) return mismatch(node, left.type, right.type, context);
  const [first, second] = withoutCase(left, right);
  // Comparing with null is the most common case and needs no comparison of values.
  const isNull = right.type === NULL ? first : left.type === NULL ? second : null;
  const same: Truth =
    isNull === null
      ? (scope, locals) => equal(first(scope, locals), second(scope, locals))
      : (scope, locals) => {
          const value = isNull(scope, locals);
          return value === null || value === '';
        };
  return {
    type: BOOLEAN,
    filled: true,
    evaluate: node.operator === '==' ? same : (scope, locals) => !same(scope, locals),
  };
}

/** `x in list`. */
export function compileMembership(
  node: Binary,
  left: Compiled,
  right: Compiled,
  context: Context,
): Omit<Compiled, 'constant'> {
  const { type } = right;
  if (type.kind !== 'list' && !isOpen(type)) {
    const hint = 'Write a list: x in ["a", "b"].';
    return problem(context, {
      code: 'WRONG_TYPE',
      message: `"in" needs a list, not ${nameOf(type)}`,
      hint,
      offset: node.right.at,
    });
  }
  if (type.kind === 'list' && !isComparable(left.type, type.element))
    return mismatch(node, left.type, type.element, context);
  const isId = left.type.kind === 'id' || (type.kind === 'list' && type.element.kind === 'id');
  return {
    type: BOOLEAN,
    filled: true,
    evaluate: (scope, locals) => {
      const list = right.evaluate(scope, locals);
      if (!Array.isArray(list)) return false;
      const wanted = left.evaluate(scope, locals);
      return list.some((value: Value) => (isId ? equal(lowerCase(wanted), lowerCase(value)) : equal(wanted, value)));
    },
  };
}

const ORDERS: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** `x < y` and its like. */
export function compileOrder(
  node: Binary,
  left: Compiled,
  right: Compiled,
  context: Context,
): Omit<Compiled, 'constant'> {
  const holds = ORDERS[node.operator];
  const hasOrder = [left.type, right.type].every(
    ({ kind }) => kind !== 'boolean' && kind !== 'list' && kind !== 'record',
  );
  if (holds === undefined || !hasOrder || !isComparable(left.type, right.type)) {
    return mismatch(node, left.type, right.type, context);
  }
  return {
    type: BOOLEAN,
    filled: true,
    evaluate: (scope, locals) => {
      const order = compare(left.evaluate(scope, locals), right.evaluate(scope, locals));
      return order !== null && holds(order);
    },
  };
}

function mismatch(node: Binary, left: Type, right: Type, context: Context): Compiled {
  const message = `${nameOf(left)} is never ${node.operator} ${nameOf(right)}`;
  return problem(context, { code: 'WRONG_TYPE', message, hint: mismatchHint(left, right), offset: node.at });
}

function mismatchHint(left: Type, right: Type): string | undefined {
  const either = (test: (type: Type) => boolean) => test(left) || test(right);
  if (either(({ kind }) => kind === 'date') && either((type) => isTextual(type) || isNumeric(type)))
    return 'Write dates as date("2026-01-31").';
  if (either(isNumeric) && either(isTextual))
    return 'Write numbers without quotes, or convert: int(…), dec(…), string(…).';
  if (either(({ kind }) => kind === 'boolean') && either(isTextual)) return 'Write true or false without quotes.';
  return undefined;
}

/** Types whose values can be the same: null with all, numbers with numbers, text with ids. */
function isComparable(left: Type, right: Type): boolean {
  if (isOpen(left) || isOpen(right)) return true;
  if (left.kind === 'list' || left.kind === 'record') return false;
  return (isNumeric(left) && isNumeric(right)) || (isTextual(left) && isTextual(right)) || left.kind === right.kind;
}

/** Ids are compared without case: people copy them in capitals. */
function withoutCase(left: Compiled, right: Compiled): readonly [Evaluate, Evaluate] {
  if (left.type.kind !== 'id' && right.type.kind !== 'id') return [left.evaluate, right.evaluate];
  return [
    (scope, locals) => lowerCase(left.evaluate(scope, locals)),
    (scope, locals) => lowerCase(right.evaluate(scope, locals)),
  ];
}

function lowerCase(value: Value): Value {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
