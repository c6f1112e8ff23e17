import type { Value } from '../../values.ts';
import { compileEquality, compileMembership, compileOrder } from './comparisons.ts';
import type { Compiled, Context, Evaluate, Truth } from './names.ts';
import { add, badValue, divide, multiply, negate, remainder, subtract, wordFor } from './operators.ts';
import { compile, problem } from './parts.ts';
import type { Expression } from './syntax.ts';
import { DECIMAL, INTEGER, isNumeric, isOpen, isTextual, nameOf, TEXT, type Type, unite } from './types.ts';

type Binary = Extract<Expression, { kind: 'binary' }>;

/** A condition as JavaScript's true or false; null counts as false. Throws RecordError BAD_VALUE for anything else. */
export function truth(evaluate: Evaluate): Truth {
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
    return problem(context, { code: 'WRONG_TYPE', message: `a minus needs a number, not ${nameOf(type)}`, offset: at });
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
    const message = `${node.operator} cannot be used between ${nameOf(left.type)} and ${nameOf(right.type)}`;
    return problem(context, {
      code: 'WRONG_TYPE',
      message,
      hint: arithmeticHint(node.operator, left.type, right.type),
      offset: node.at,
    });
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
