import { noteWay } from '../ways.ts';
import { truth } from './combine.ts';
import { type Compiled, type Context, type Evaluate, NO_LOCALS, type Truth } from './names.ts';
import { compile, NO_SCOPE, NOTHING, problem } from './parts.ts';
import type { Expression } from './syntax.ts';
import { BOOLEAN, isOpen, nameOf, unite } from './types.ts';

/** Stands for a condition that is none, which was noted. */
const WRONG: Condition = { ...NOTHING, holds: () => false };

interface Condition extends Compiled {
  readonly holds: Truth;
}

const COMPARE = 'Compare it, as in x != null.';

/** Compiles what must be true or false; null counts as false. */
export function compileCondition(node: Expression, context: Context, hint = COMPARE): Condition {
  const before = context.uses.length;
  const compiled = compile(node, context);
  noteWay('chosen', before, context);
  if (compiled === WRONG) return WRONG;
  if (compiled.type.kind !== 'boolean' && !isOpen(compiled.type)) {
    problem(context, {
      code: 'WRONG_TYPE',
      message: `true or false is needed here, not ${nameOf(compiled.type)}`,
      hint,
      offset: node.at,
    });
    return WRONG;
  }
  return { ...compiled, holds: truth(compiled.evaluate) };
}

/** `!x`. */
export function compileNot({ operand }: Extract<Expression, { kind: 'unary' }>, context: Context): Compiled {
  const { holds, constant } = compileCondition(operand, context);
  return { type: BOOLEAN, constant, filled: true, evaluate: (scope, locals) => !holds(scope, locals) };
}

/** `x && y`, `x || y`. */
export function compileLogic(node: Extract<Expression, { kind: 'logic' }>, context: Context): Compiled {
  const hint =
    node.operator === '&&'
      ? COMPARE
      : `${COMPARE} Texts are joined with +; coalesce(x, other) takes the first that is not null.`;
  const left = compileCondition(node.left, context, hint);
  // A chain of what is no condition is one mistake: texts that were to be joined, or the first that is filled.
  const right = left === WRONG ? WRONG : compileCondition(node.right, context, hint);
  if (right === WRONG) return WRONG;
  const constant = left.constant && right.constant;
  if (!constant) noteDecided(left, node, node.left.at, context);
  if (!constant) noteDecided(right, node, node.right.at, context);
  const evaluate: Evaluate =
    node.operator === '&&'
      ? (scope, locals) => left.holds(scope, locals) && right.holds(scope, locals)
      : (scope, locals) => left.holds(scope, locals) || right.holds(scope, locals);
  return { type: BOOLEAN, constant, filled: true, evaluate };
}

/** A constant part of && or || decides everything, or nothing. */
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
  problem(context, {
    code: 'NEVER_USED',
    message,
    hint: 'Test something of the record, or remove it.',
    offset: at,
  });
}

/** The result of a condition that is the same for every record; null if it depends on the record or is not a condition. */
function decided({ constant, evaluate }: Compiled): boolean | null {
  if (!constant) return null;
  const value = evaluate(NO_SCOPE, NO_LOCALS) ?? false;
  return typeof value === 'boolean' ? value : null;
}

/** `x ? y : z`. */
export function compileChoice(node: Extract<Expression, { kind: 'choose' }>, context: Context): Compiled {
  const condition = compileCondition(node.condition, context);
  const whenTrue = compile(node.whenTrue, context);
  const whenFalse = compile(node.whenFalse, context);
  const constant = condition.constant && whenTrue.constant && whenFalse.constant;
  const isTrue = constant ? null : decided(condition);
  if (isTrue !== null) {
    const message = `the condition is always ${isTrue}, so what stands ${isTrue ? 'after' : 'before'} the colon is never used`;
    problem(context, {
      code: 'NEVER_USED',
      message,
      hint: 'Test something of the record, or remove it.',
      offset: node.condition.at,
    });
  }
  const choices =
    whenTrue.choices === undefined || whenFalse.choices === undefined
      ? {}
      : { choices: [...whenTrue.choices, ...whenFalse.choices] };
  const [ifTrue, ifFalse] = constant
    ? [whenTrue.evaluate, whenFalse.evaluate]
    : [watched(whenTrue, node.whenTrue.at, 'before', context), watched(whenFalse, node.whenFalse.at, 'after', context)];
  return {
    type: unite(whenTrue.type, whenFalse.type),
    constant,
    filled: whenTrue.filled === true && whenFalse.filled === true,
    ...choices,
    evaluate: (scope, locals) => (condition.holds(scope, locals) ? ifTrue(scope, locals) : ifFalse(scope, locals)),
  };
}

/** One side of the colon, which notes that it was taken if coverage is counted. */
function watched({ evaluate }: Compiled, at: number, side: 'before' | 'after', { around }: Context): Evaluate {
  const mark = around?.watch?.(at, `takes what stands ${side} the colon in`) ?? null;
  if (mark === null) return evaluate;
  return (scope, locals) => {
    mark();
    return evaluate(scope, locals);
  };
}
