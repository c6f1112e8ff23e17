import type { Value } from '../../values.ts';
import { compilePart } from '../expressions/compile-expression.ts';
import { type Names, NO_LOCALS } from '../expressions/names.ts';
import { parseExpression } from '../expressions/parse.ts';
import { NO_SCOPE } from '../expressions/parts.ts';
import { conjuncts, type Expression } from '../expressions/syntax.ts';

/**
 * True if a condition is false for every record whose field has this value, whatever else it has: one of its parts,
 * which `&&` joins, reads only that field and is not true for the value. The condition has been compiled without problems.
 */
export function excludes(text: string, field: string, value: Value, names: Names): boolean {
  const parsed = parseExpression(text, () => {});
  if (parsed === null) return false;
  return conjuncts(parsed).some(({ node }) => {
    if (!namesOnly(node, field)) return false;
    const { evaluate } = compilePart(node, { names, report: () => {}, uses: [], around: null });
    return evaluate({ ...NO_SCOPE, record: { [field]: value } }, NO_LOCALS) !== true;
  });
}

/** True for an expression that reads one field of the record and nothing else. */
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
