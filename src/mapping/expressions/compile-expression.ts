import { SyncError } from '../../errors.ts';
import { isDecimal, LocalDateTime, type Value } from '../../values.ts';
import type { Scope } from '../program.ts';
import { compileField, compileIndex, compileName } from './access.ts';
import { compileCall } from './calls.ts';
import { compileBinary, compileNegation, truth } from './combine.ts';
import { type Compiled, type Context, type Evaluate, type FieldReference, type Names, NO_LOCALS } from './names.ts';
import { hintForConstant } from './operators.ts';
import { parseExpression } from './parse.ts';
import type { Expression, Report } from './syntax.ts';
import {
  ANY,
  BOOLEAN,
  DATE,
  DECIMAL,
  INTEGER,
  isOpen,
  listOf,
  NULL,
  nameOf,
  TEXT,
  type Type,
  UNCHECKED,
  unite,
} from './types.ts';

/** An expression, compiled once; `evaluate` is called with an empty list of locals. */
export interface CompiledExpression extends Compiled {
  /** Every field that it looks at. */
  readonly uses: readonly FieldReference[];
}

/**
 * Checks and compiles the text of an expression. All problems are reported; null when there is any. `evaluate` throws
 * RecordError (BAD_VALUE, DIVISION_BY_ZERO, NUMBER_RANGE, TEXT_TOO_LONG) and nothing else.
 */
export function compileExpression(source: string, names: Names, report: Report): CompiledExpression | null {
  let failed = false;
  const note: Report = (problem) => {
    failed = true;
    report(problem);
  };
  const parsed = parseExpression(source, note);
  if (parsed === null) return null;
  const uses: FieldReference[] = [];
  const compiled = compile(parsed, { names, report: note, uses, locals: [] });
  return failed ? null : { ...compiled, uses };
}

/** Compiles one node with all below it; what is wrong is reported and stands as null of any type. */
export function compile(node: Expression, context: Context): Compiled {
  const compiled = compileNode(node, context);
  if (!compiled.constant || node.kind === 'literal') return compiled;
  try {
    // What depends on nothing is computed once; only scope-free code runs here.
    const value = compiled.evaluate(NO_SCOPE, []);
    return { ...constantOf(value), type: compiled.type };
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    return problem(context, node.at, 'BAD_CONSTANT', error.message, hintForConstant(error));
  }
}

/** The scope of constants: they never look at it. */
export const NO_SCOPE: Scope = { record: {}, related: {}, steps: {}, refs: () => undefined };

function constantOf(value: Value): Compiled {
  const filled = value !== null && value !== '';
  return { type: typeOf(value), constant: true, evaluate: () => value, filled, choices: [value] };
}

function compileNode(node: Expression, context: Context): Compiled {
  switch (node.kind) {
    case 'literal': {
      return constantOf(node.value);
    }
    case 'name':
      return compileName(node, context);
    case 'field':
      return compileField(node, context);
    case 'index':
      return compileIndex(node, context);
    case 'call':
      return compileCall(node, context);
    case 'list':
      return compileList(node.elements, context);
    case 'choose':
      return compileChoice(node, context);
    case 'logic':
      return compileLogic(node, context);
    case 'unary':
      return node.operator === '-' ? compileNegation(node, context) : compileNot(node, context);
    case 'binary':
      return compileBinary(node, context);
  }
}

/** Reports a problem and stands in for what cannot be compiled. */
export function problem(context: Context, offset: number, code: string, message: string, hint?: string): Compiled {
  context.report({ code, message, hint, offset });
  return { type: UNCHECKED, constant: false, evaluate: () => null };
}

/** Compiles what must be true or false; null counts as false. */
export function compileCondition(node: Expression, context: Context): Compiled & { readonly holds: Truth } {
  const compiled = compile(node, context);
  if (compiled.type.kind !== 'boolean' && !isOpen(compiled.type)) {
    const hint = 'Compare it, as in x != null.';
    const stand = problem(
      context,
      node.at,
      'WRONG_TYPE',
      `true or false is needed here, not ${nameOf(compiled.type)}`,
      hint,
    );
    return { ...stand, holds: () => false };
  }
  return { ...compiled, holds: truth(compiled.evaluate) };
}

type Truth = (...of: Parameters<Evaluate>) => boolean;

function compileNot({ operand }: Extract<Expression, { kind: 'unary' }>, context: Context): Compiled {
  const { holds, constant } = compileCondition(operand, context);
  return { type: BOOLEAN, constant, filled: true, evaluate: (scope, locals) => !holds(scope, locals) };
}

function compileLogic(node: Extract<Expression, { kind: 'logic' }>, context: Context): Compiled {
  const left = compileCondition(node.left, context);
  const right = compileCondition(node.right, context);
  const constant = left.constant && right.constant;
  if (!constant) noteDecided(left, node, node.left.at, context);
  if (!constant) noteDecided(right, node, node.right.at, context);
  const evaluate: Evaluate =
    node.operator === '&&'
      ? (scope, locals) => left.holds(scope, locals) && right.holds(scope, locals)
      : (scope, locals) => left.holds(scope, locals) || right.holds(scope, locals);
  return { type: BOOLEAN, constant, filled: true, evaluate };
}

/** A part of && or || that is a constant decides everything, or nothing. */
function noteDecided(
  part: Compiled,
  { operator }: Extract<Expression, { kind: 'logic' }>,
  at: number,
  context: Context,
): void {
  const isTrue = decided(part);
  if (isTrue === null) return;
  const decides = isTrue === (operator === '||');
  const message = decides
    ? `${operator} with what is always ${isTrue} is always ${isTrue}`
    : `this part is always ${isTrue} and changes nothing`;
  problem(context, at, 'NEVER_USED', message, 'Ask for something of the record, or take it out.');
}

/** What a condition is for every record; null when that depends, or is no condition at all. */
function decided({ constant, evaluate }: Compiled): boolean | null {
  if (!constant) return null;
  const value = evaluate(NO_SCOPE, NO_LOCALS) ?? false;
  return typeof value === 'boolean' ? value : null;
}

function compileChoice(node: Extract<Expression, { kind: 'choose' }>, context: Context): Compiled {
  const condition = compileCondition(node.condition, context);
  const whenTrue = compile(node.whenTrue, context);
  const whenFalse = compile(node.whenFalse, context);
  const constant = condition.constant && whenTrue.constant && whenFalse.constant;
  const isTrue = constant ? null : decided(condition);
  if (isTrue !== null) {
    const message = `the condition is always ${isTrue}, so what stands ${isTrue ? 'after' : 'before'} the colon is never used`;
    problem(context, node.condition.at, 'NEVER_USED', message, 'Ask for something of the record, or take it out.');
  }
  const choices =
    whenTrue.choices === undefined || whenFalse.choices === undefined
      ? {}
      : { choices: [...whenTrue.choices, ...whenFalse.choices] };
  return {
    type: unite(whenTrue.type, whenFalse.type),
    constant,
    filled: whenTrue.filled === true && whenFalse.filled === true,
    ...choices,
    evaluate: (scope, locals) =>
      condition.holds(scope, locals) ? whenTrue.evaluate(scope, locals) : whenFalse.evaluate(scope, locals),
  };
}

function compileList(elements: readonly Expression[], context: Context): Compiled {
  const compiled = elements.map((element) => compile(element, context));
  const types = compiled.map(({ type }) => type);
  const known = types.filter((type) => !isOpen(type));
  const odd = known.find((type) => unite(known[0] ?? type, type).kind === 'any');
  if (odd !== undefined) {
    const message = `a list holds one kind of value, not ${nameOf(known[0] ?? odd)} and ${nameOf(odd)}`;
    return problem(
      context,
      elements[types.indexOf(odd)]?.at ?? 0,
      'WRONG_TYPE',
      message,
      'Make text of it: string(…).',
    );
  }
  return {
    type: listOf(compiled.map(({ type }) => type).reduce<Type>(unite, NULL)),
    constant: compiled.every(({ constant }) => constant),
    evaluate: (scope, locals) => compiled.map((element) => element.evaluate(scope, locals)),
  };
}

function typeOf(value: Value): Type {
  if (value === null) return NULL;
  if (typeof value === 'string') return TEXT;
  if (typeof value === 'boolean') return BOOLEAN;
  if (typeof value === 'number') return INTEGER;
  if (isDecimal(value)) return DECIMAL;
  return value instanceof LocalDateTime ? DATE : ANY;
}
