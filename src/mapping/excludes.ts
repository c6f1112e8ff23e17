import type { Value } from '../values.ts';
import { compile, NO_SCOPE } from './expressions/compile-expression.ts';
import { type Names, NO_LOCALS } from './expressions/names.ts';
import { parseExpression } from './expressions/parse.ts';
import type { Expression } from './expressions/syntax.ts';

/**
 * True when a condition is false for every record whose field holds this value, whatever else it holds: one of its parts,
 * which `&&` joins, looks at that field alone and is not true for the value. The condition has been compiled without problems.
 */
export function excludes(text: string, field: string, value: Value, names: Names): boolean {
  const parsed = parseExpression(text, () => {});
  if (parsed === null) return false;
  return conjuncts(parsed).some((part) => {
    if (!namesOnly(part, field)) return false;
    const { evaluate } = compile(part, { names, report: () => {}, uses: [], around: null, locals: [] });
    return evaluate({ ...NO_SCOPE, record: { [field]: value } }, NO_LOCALS) !== true;
  });
}

function conjuncts(node: Expression): readonly Expression[] {
  if (node.kind !== 'logic' || node.operator !== '&&') return [node];
  return [...conjuncts(node.left), ...conjuncts(node.right)];
}

/** True for an expression that looks at one field of the record, and at nothing else. */
function namesOnly(node: Expression, field: string): boolean {
  switch (node.kind) {
    case 'literal':
      return true;
    case 'name':
      return node.name === field;
    case 'list':
      return node.elements.every((element) => namesOnly(element, field));
    case 'unary':
      return namesOnly(node.operand, field);
    case 'binary':
    case 'logic':
      return namesOnly(node.left, field) && namesOnly(node.right, field);
    default:
      return false;
  }
}
