import type { Value } from '../../values.ts';

/** A problem inside an expression; `offset` counts characters of the expression's text from 0. */
export interface ExpressionProblem {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly offset: number;
}

/** Receives a problem. Checking continues, so that all problems of a file are found at once. */
export type Report = (problem: ExpressionProblem) => void;

/** Operators with two operands that use their values, not their truth. */
export type BinaryOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | 'in';

/** An expression as written: the whole grammar of the language. `at` is the offset to show if something is wrong. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: Value; readonly at: number }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'field'; readonly of: Expression; readonly field: string; readonly at: number }
  | { readonly kind: 'index'; readonly of: Expression; readonly index: Expression; readonly at: number }
  | {
      readonly kind: 'call';
      readonly name: string;
      /** `x` of `x.startsWith("a")`; null for a plain call. */
      readonly receiver: Expression | null;
      readonly args: readonly Expression[];
      readonly at: number;
    }
  | { readonly kind: 'list'; readonly elements: readonly Expression[]; readonly at: number }
  | {
      readonly kind: 'choose';
      readonly condition: Expression;
      readonly whenTrue: Expression;
      readonly whenFalse: Expression;
      readonly at: number;
    }
  | {
      readonly kind: 'logic';
      readonly operator: '&&' | '||';
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
      readonly operatorAt: number;
    }
  | { readonly kind: 'unary'; readonly operator: '!' | '-'; readonly operand: Expression; readonly at: number }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    };

/** A part of a condition that `&&` joins to others; its text begins at the offset `from`. */
export interface Conjunct {
  readonly node: Expression;
  readonly from: number;
}

/** The parts of a condition that must all be true, in order; the whole condition if it is not joined by `&&`. */
export function conjuncts(node: Expression, from = 0): readonly Conjunct[] {
  if (node.kind !== 'logic' || node.operator !== '&&') return [{ node, from }];
  return [...conjuncts(node.left, from), ...conjuncts(node.right, node.operatorAt + node.operator.length)];
}
