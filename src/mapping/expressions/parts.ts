import { LocalDateTime } from '../../values.ts';
import type { Compiled, Context } from './names.ts';
import type { Scope } from './scope.ts';
import type { Expression, ExpressionProblem } from './syntax.ts';
import { UNCHECKED } from './types.ts';

/** Compiles a part of an expression; what is wrong is reported and becomes null of any type. */
export function compile(node: Expression, context: Context): Compiled {
  return context.compile(node, context);
}

/** Replaces what cannot be compiled. */
export const NOTHING: Compiled = { type: UNCHECKED, constant: false, evaluate: () => null };

/** Reports a problem and replaces what cannot be compiled. */
export function problem({ report }: Context, problem: ExpressionProblem): Compiled {
  report(problem);
  return NOTHING;
}

/** The scope of constants, which never read it. */
export const NO_SCOPE: Scope = {
  record: {},
  related: {},
  steps: {},
  refs: () => undefined,
  today: new LocalDateTime('1970-01-01T00:00:00'),
};
