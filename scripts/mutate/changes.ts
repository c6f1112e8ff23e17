import ts from 'typescript';

/** One small mistake in one place of a source: `text` stands instead of the characters from `start` to before `end`. */
export interface Change {
  /** Path from the repository's root, with `/`. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Counted from 1, as the column is. */
  readonly line: number;
  readonly column: number;
  /** What is done, in the words of the source: `< → <=`. */
  readonly what: string;
}

const OPERATORS: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '&&': '||',
  '||': '&&',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
};
/** What a schema or a function of the library says about itself. */
const TEXTS = new Set(['meta', 'describe', 'doc', 'example', 'examples']);
const LONGEST_QUOTE = 60;

type Edit = readonly [start: number, end: number, text: string, what: string];

/** Every change that can be made in the source, in order. Types, imports, texts and comments are left alone. */
export function changesOf(file: string, text: string): readonly Change[] {
  const source = parse(file, text);
  const changes: Change[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isPropertyAssignment(node) && TEXTS.has(node.name.getText(source))) return;
    if (ts.isCallExpression(node) && isDescription(node.expression)) {
      visit(node.expression);
      return;
    }
    for (const [start, end, instead, what] of editsOf(node, source)) {
      const { line, character } = source.getLineAndCharacterOfPosition(start);
      changes.push({ file, start, end, text: instead, line: line + 1, column: character + 1, what });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return changes;
}

function isDescription(called: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(called) && TEXTS.has(called.name.text);
}

/** The source with the change made. */
export function withChange(text: string, { start, end, text: instead }: Change): string {
  return text.slice(0, start) + instead + text.slice(end);
}

/** The syntax tree, with parents. */
export function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2024, true);
}

function editsOf(node: ts.Node, source: ts.SourceFile): readonly Edit[] {
  const whole = (instead: string, what: string): Edit => [node.getStart(source), node.end, instead, what];
  if (ts.isBinaryExpression(node)) return operatorEdits(node, source);
  if (ts.isIfStatement(node) || ts.isWhileStatement(node)) return [flipped(node.expression, source)];
  if (ts.isConditionalExpression(node)) return [flipped(node.condition, source)];
  if (ts.isExpressionStatement(node) && hasCall(node.expression))
    return [whole(';', `${quote(node, source)} → nothing`)];
  if (ts.isReturnStatement(node) || ts.isVariableStatement(node) || ts.isForOfStatement(node))
    return early(node, source);
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 0)
    return [whole('[]', `${quote(node, source)} → []`)];
  if (ts.isObjectLiteralExpression(node) && node.properties.length > 0)
    return [whole('{}', `${quote(node, source)} → {}`)];
  if (ts.isNumericLiteral(node)) return [whole(`(${node.text} + 1)`, `${node.getText(source)} → one more`)];
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [whole(`(${node.operand.getText(source)})`, `${quote(node, source)} → without !`)];
  if (ts.isAwaitExpression(node))
    return [whole(`(${node.expression.getText(source)})`, `${quote(node, source)} → without await`)];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [whole('false', 'true → false')];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [whole('true', 'false → true')];
  return [];
}

function operatorEdits(node: ts.BinaryExpression, source: ts.SourceFile): readonly Edit[] {
  const { left, operatorToken, right } = node;
  const written = operatorToken.getText(source);
  if (written === '??') {
    const swapped = `(${right.getText(source)}) ?? (${left.getText(source)})`;
    return [[node.getStart(source), node.end, `(${swapped})`, `${quote(node, source)} → sides swapped`]];
  }
  const instead = OPERATORS[written];
  if (instead === undefined) return [];
  // Beside `??` and among themselves, `&&` and `||` need brackets to keep what belongs together.
  const made = `((${left.getText(source)}) ${instead} (${right.getText(source)}))`;
  return [[node.getStart(source), node.end, made, `${quote(node, source)}: ${written} → ${instead}`]];
}

function flipped(condition: ts.Expression, source: ts.SourceFile): Edit {
  const text = condition.getText(source);
  return [condition.getStart(source), condition.end, `!(${text})`, `${quote(condition, source)} → the opposite`];
}

/** Returns before the statement, in a function that gives nothing back; the compiler refuses it in any other. */
function early(statement: ts.Statement, source: ts.SourceFile): readonly Edit[] {
  const { parent } = statement;
  if (!ts.isBlock(parent) || !ts.isFunctionLike(parent.parent)) return [];
  const start = statement.getStart(source);
  return [[start, start, 'return; ', `return before ${quote(statement, source)}`]];
}

function hasCall(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) return true;
  return ts.isAwaitExpression(node) && hasCall(node.expression);
}

function quote(node: ts.Node, source: ts.SourceFile): string {
  const text = node.getText(source).replaceAll(/\s+/g, ' ');
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}
