import type { Value } from '../../values.ts';
import { compile, problem } from './compile-expression.ts';
import type { Compiled, Context, Evaluate } from './names.ts';
import { add, badValue, compare, divide, equal, multiply, negate, remainder, subtract, wordFor } from './operators.ts';
import type { Expression } from './syntax.ts';
import {
  BOOLEAN,
  DECIMAL,
  INTEGER,
  isNumeric,
  isOpen,
  isTextual,
  NULL,
  nameOf,
  TEXT,
  type Type,
  unite,
} from './types.ts';

type Binary = Extract<Expression, { kind: 'binary' }>;

/** A condition as JavaScript's true or false; null counts as false. Throws RecordError BAD_VALUE for anything else. */
export function truth(evaluate: Evaluate): (...of: Parameters<Evaluate>) => boolean {
  return (scope, locals) => {
    const value = evaluate(scope, locals);
    if (typeof value === 'boolean') return value;
    if (value === null) return false;
    throw badValue(`true or false is needed, not ${wordFor(value)}`);
  };
}

/** `-x`. */
export function compileNegation({ operand, at }: Extract<Expression, { kind: 'unary' }>, context: Context): Compiled {
  const { type, constant, filled, evaluate } = compile(operand, context);
  if (!isNumeric(type) && !isOpen(type)) {
    return problem(context, at, 'WRONG_TYPE', `a minus needs a number, not ${nameOf(type)}`);
  }
  return {
    type: type.kind === 'null' ? INTEGER : type,
    constant,
    filled: filled === true,
    evaluate: (scope, locals) => negate(evaluate(scope, locals)),
  };
}

/** Every operator between two values. */
export function compileBinary(node: Binary, context: Context): Compiled {
  const left = compile(node.left, context);
  const right = compile(node.right, context);
  const constant = left.constant && right.constant;
  switch (node.operator) {
    case '==':
    case '!=':
      return { ...compileEquality(node, left, right, context), constant };
    case 'in':
      return { ...compileMembership(node, left, right, context), constant };
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { ...compileOrder(node, left, right, context), constant };
    default:
      return { ...compileArithmetic(node, left, right, context), constant };
  }
}

const ARITHMETIC: Readonly<Record<string, (left: Value, right: Value) => Value>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '%': remainder,
};

function compileArithmetic(
  node: Binary,
  left: Compiled,
  right: Compiled,
  context: Context,
): Omit<Compiled, 'constant'> {
  const type = arithmeticType(node.operator, left.type, right.type);
  const apply = ARITHMETIC[node.operator];
  if (type === null || apply === undefined) {
    const message = `${node.operator} does not go between ${nameOf(left.type)} and ${nameOf(right.type)}`;
    return problem(context, node.at, 'WRONG_TYPE', message, arithmeticHint(node.operator, left.type, right.type));
  }
  const { evaluate: first } = left;
  const { evaluate: second } = right;
  const filled = left.filled === true && right.filled === true;
  return { type, filled, evaluate: (scope, locals) => apply(first(scope, locals), second(scope, locals)) };
}

function arithmeticType(operator: string, left: Type, right: Type): Type | null {
  const fits = (test: (type: Type) => boolean) => [left, right].every((type) => test(type) || isOpen(type));
  if (operator === '+' && fits(isTextual) && !fits(isOpen)) return TEXT;
  if (!fits(isNumeric)) return null;
  if (operator === '/') return DECIMAL;
  return unite(left, right);
}

function arithmeticHint(operator: string, left: Type, right: Type): string | undefined {
  if (left.kind === 'date' || right.kind === 'date') {
    const isJoin = operator === '+' && (isTextual(left) || isTextual(right));
    return isJoin ? 'Make it text first: formatDate(date, "dd-MM-yyyy").' : 'Count with days by addDays(date, days).';
  }
  if (operator === '+' && (isTextual(left) || isTextual(right))) return 'Make it text first: string(…).';
  if (isTextual(left) || isTextual(right)) return 'Make it a number first: dec(…) or int(…).';
  return undefined;
}

function compileEquality(node: Binary, left: Compiled, right: Compiled, context: Context): Omit<Compiled, 'constant'> {
  if (!isComparable(left.type, right.type)) return mismatch(node, left.type, right.type, context);
  const [first, second] = withoutCase(left, right);
  // Comparing with null is the most common case and needs no comparison of values.
  const isNull = right.type === NULL ? first : left.type === NULL ? second : null;
  const same: (...of: Parameters<Evaluate>) => boolean =
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

function compileMembership(
  node: Binary,
  left: Compiled,
  right: Compiled,
  context: Context,
): Omit<Compiled, 'constant'> {
  const { type } = right;
  if (type.kind !== 'list' && !isOpen(type)) {
    const hint = 'Write a list: x in ["a", "b"].';
    return problem(context, node.right.at, 'WRONG_TYPE', `"in" needs a list, not ${nameOf(type)}`, hint);
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

function compileOrder(node: Binary, left: Compiled, right: Compiled, context: Context): Omit<Compiled, 'constant'> {
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
  return problem(context, node.at, 'WRONG_TYPE', message, mismatchHint(left, right));
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
