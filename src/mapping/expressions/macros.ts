import type { Value } from '../../values.ts';
import { compileCondition } from './conditions.ts';
import { means } from './known-names.ts';
import { newMeter, reset } from './meter.ts';
import type { Compiled, Context, Evaluate } from './names.ts';
import { badValue, wordFor } from './operators.ts';
import { compile, problem } from './parts.ts';
import type { Expression } from './syntax.ts';
import { ANY, BOOLEAN, isOpen, listOf, nameOf, type Type } from './types.ts';

type Call = Extract<Expression, { kind: 'call' }>;

/** What a macro does with every element of a list: `list.map(x, …)`. */
export const MACROS = ['map', 'filter', 'exists', 'all'] as const;

/** How deep macros may be nested: the work grows with the length of the lists to this power. */
const MAX_NESTING = 2;

/** True for a call that defines its own variable. */
export function isMacro({ name, receiver }: Call): boolean {
  return receiver !== null && MACROS.some((macro) => macro === name);
}

/** `list.map(x, value)`, `list.filter(x, condition)`, `list.exists(x, condition)`, `list.all(x, condition)`. */
export function compileMacro(node: Call, context: Context): Compiled {
  const { name, receiver, at } = node;
  const [variable, body] = node.args;
  if (receiver === null || variable?.kind !== 'name' || body === undefined || node.args.length !== 2) {
    const hint = `Write list.${name}(x, …): x stands for each element.`;
    return problem(context, {
      code: 'WRONG_ARGUMENTS',
      message: `"${name}" takes a variable and an expression`,
      hint,
      offset: at,
    });
  }
  if (context.locals.length >= MAX_NESTING) {
    const message = `the calls map, filter, exists and all are nested more than ${MAX_NESTING} deep`;
    return problem(context, { code: 'EXPRESSION_LIMIT', message, offset: at });
  }
  if (variable.name !== 'line' && means(variable.name, context)) {
    const message = `"${variable.name}" means something else here already`;
    const hint = 'Give one of the two another name: yours, if the other is of the shipped mappings.';
    return problem(context, { code: 'NAME_TAKEN', message, hint, offset: variable.at });
  }
  const before = context.uses.length;
  const list = compile(receiver, context);
  if (list.type.kind !== 'list' && !isOpen(list.type)) {
    return problem(context, {
      code: 'WRONG_TYPE',
      message: `"${name}" needs a list, not ${nameOf(list.type)}`,
      offset: at,
    });
  }
  const element = list.type.kind === 'list' ? list.type.element : ANY;
  const isOutermost = context.locals.length === 0;
  const meter = context.locals.at(-1)?.meter ?? newMeter();
  const local = { name: variable.name, type: element, uses: context.uses.slice(before), meter };
  const inner: Context = { ...context, locals: [...context.locals, local] };
  const slot = context.locals.length;
  const { type, evaluate, constant } = build(name, element, body, inner);
  return {
    type,
    constant: list.constant && constant,
    evaluate: (scope, locals) => {
      const elements = list.evaluate(scope, locals);
      if (elements === null) return null;
      if (!Array.isArray(elements)) throw badValue(`a list is needed, not ${wordFor(elements)}`);
      if (isOutermost) reset(meter);
      const within = locals.slice(0, slot);
      return evaluate(elements as readonly Value[], scope, within);
    },
  };
}

/** A macro over a list that is not null: the variable is put into its slot in `locals` before the body is evaluated. */
interface Loop {
  readonly type: Type;
  readonly constant: boolean;
  readonly evaluate: (list: readonly Value[], ...of: Parameters<Evaluate>) => Value;
}

function build(name: string, element: Type, body: Expression, context: Context): Loop {
  const slot = context.locals.length - 1;
  if (name === 'map') {
    const { type, constant, evaluate } = compile(body, context);
    return {
      type: listOf(type),
      constant,
      evaluate: (list, scope, locals) =>
        list.map((value) => {
          locals[slot] = value;
          return evaluate(scope, locals);
        }),
    };
  }
  const { holds, constant } = compileCondition(body, context);
  const test = (scope: Parameters<Evaluate>[0], locals: Value[]) => (value: Value) => {
    locals[slot] = value;
    return holds(scope, locals);
  };
  if (name === 'filter') {
    return { type: listOf(element), constant, evaluate: (list, scope, locals) => list.filter(test(scope, locals)) };
  }
  return {
    type: BOOLEAN,
    constant,
    evaluate:
      name === 'exists'
        ? (list, scope, locals) => list.some(test(scope, locals))
        : (list, scope, locals) => list.every(test(scope, locals)),
  };
}
