import ts from 'typescript';

/** Where a node stands: `file:line`. */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${file.fileName.replace(/^.*\/src\//, 'src/')}:${line + 1}`;
}

/** An expression without what says nothing: parentheses, `as`, `satisfies`, `!`, `await`. */
export function bare(node: ts.Expression): ts.Expression {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return bare(node.expression);
  return ts.isNonNullExpression(node) || ts.isAwaitExpression(node) ? bare(node.expression) : node;
}

/** True for a parameter, and for what is taken out of one. */
export const isParameterPart = (node: ts.Node): boolean =>
  ts.isParameter(node) || (ts.isBindingElement(node) && ts.findAncestor(node, ts.isParameter) !== undefined);

/** True for a function that a module declares itself: all of its callers call it by its name. */
export const isTopLevel = ({ parent }: ts.ArrowFunction): boolean =>
  ts.isVariableDeclaration(parent) && ts.isSourceFile(parent.parent.parent.parent);

/** The function that a declaration makes, null if it makes none. */
export function functionOf(node: ts.Declaration): ts.FunctionLikeDeclaration | null {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node;
  const value = ts.isVariableDeclaration(node) && node.initializer !== undefined ? bare(node.initializer) : undefined;
  return value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) ? value : null;
}

/** What a function returns, without null. */
export function returnsIn(body: ts.Node): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && node.expression !== undefined) found.push(node.expression);
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return found.filter((value) => bare(value).kind !== ts.SyntaxKind.NullKeyword);
}

/** True for a constant. */
export const isConst = ({ parent }: ts.VariableDeclaration): boolean => (parent.flags & ts.NodeFlags.Const) !== 0;

/** What is assigned to a variable. */
export function assignmentsTo(
  symbol: ts.Symbol,
  declaration: ts.Node,
  checker: ts.TypeChecker,
): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    const isAssigned = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    if (isAssigned && checker.getSymbolAtLocation(node.left) === symbol) found.push(node.right);
    ts.forEachChild(node, visit);
  };
  visit(declaration.parent.parent.parent);
  return found;
}
