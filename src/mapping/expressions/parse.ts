import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import Big from 'big.js';
import type { Value } from '../../values.ts';
import { dayAsSum } from './foreign/idioms.ts';
import type { Expression, Report } from './syntax.ts';
import { reportSyntax } from './syntax-messages.ts';

/** The longest expression, in characters. */
const MAX_EXPRESSION_LENGTH = 4000;
/** The most digits of a number in an expression. */
const MAX_DIGITS = 30;

/** cel-js only parses: it never evaluates, so its types, its floats and its native regular expressions are out of reach. */
const parser = new Environment({
  limits: { maxAstNodes: 300, maxDepth: 24, maxListElements: 100, maxMapEntries: 100, maxCallArguments: 16 },
});

/**
 * Reads the text of an expression (CEL's grammar without maps, bytes, unsigned and floating numbers).
 * Reports EXPRESSION_SYNTAX, EXPRESSION_LIMIT, EXPRESSION_FORBIDDEN or UNKNOWN_NAME and returns null if it cannot.
 * `isName` tells words that mean something where the expression stands: those in a row are no text without its quotes.
 */
export function parseExpression(
  source: string,
  report: Report,
  isName: (word: string) => boolean = () => false,
): Expression | null {
  if (source.trim() === '') {
    report({
      code: 'EXPRESSION_EMPTY',
      message: 'the expression is empty',
      hint: 'Write an expression, or remove the key; an expression that begins with ! must be quoted.',
      offset: 0,
    });
    return null;
  }
  if (source.length > MAX_EXPRESSION_LENGTH) {
    report({
      code: 'EXPRESSION_LIMIT',
      message: `the expression is longer than ${MAX_EXPRESSION_LENGTH} characters`,
      hint: 'Use a table, or split it over several fields.',
      offset: 0,
    });
    return null;
  }
  const day = dayAsSum(source);
  if (day !== null) {
    report(day);
    return null;
  }
  let root: ASTNode;
  try {
    root = parser.parse(source).ast;
  } catch (error) {
    reportSyntax({ source, isName }, error, report);
    return null;
  }
  const rest = /^[\s)]*(\/\/)/.exec(source.slice(root.end));
  if (rest !== null) {
    const offset = source.indexOf('//', root.end);
    const hint = 'Divide with a single slash; comments belong to YAML (#).';
    report({ code: 'EXPRESSION_SYNTAX', message: 'what follows // would be ignored', hint, offset });
    return null;
  }
  let failed = false;
  const translated = translate(root, source, (problem) => {
    failed = true;
    report(problem);
  });
  return failed ? null : translated;
}

/** Converts cel-js's tree to ours; what our language does not have is reported and becomes null. */
function translate(node: ASTNode, source: string, report: Report): Expression {
  const at = node.pos;
  const inner = (child: ASTNode): Expression => translate(child, source, report);
  switch (node.op) {
    case 'value':
      return { kind: 'literal', value: literal(node.args, source.slice(node.start, node.end), at, report), at };
    case 'id':
      return { kind: 'name', name: node.args, at };
    case '.':
      return { kind: 'field', of: inner(node.args[0]), field: node.args[1], at };
    case '[]':
      return { kind: 'index', of: inner(node.args[0]), index: inner(node.args[1]), at: node.args[1].pos };
    case 'call':
      return { kind: 'call', name: node.args[0], receiver: null, args: node.args[1].map(inner), at };
    case 'rcall': {
      const [name, receiver, args] = node.args;
      const dot = source.indexOf(name, receiver.end);
      return { kind: 'call', name, receiver: inner(receiver), args: args.map(inner), at: dot < 0 ? at : dot };
    }
    case 'list':
      return { kind: 'list', elements: node.args.map(inner), at };
    case '?:':
      return {
        kind: 'choose',
        condition: inner(node.args[0]),
        whenTrue: inner(node.args[1]),
        whenFalse: inner(node.args[2]),
        at,
      };
    case '&&':
    case '||':
      return {
        kind: 'logic',
        operator: node.op,
        left: inner(node.args[0]),
        right: inner(node.args[1]),
        at,
        operatorAt: source.indexOf(node.op, node.args[0].end),
      };
    case '!_':
    case '-_':
      return { kind: 'unary', operator: node.op === '!_' ? '!' : '-', operand: inner(node.args), at };
    case 'map':
    case '.?':
    case '[?]':
      report({
        code: 'EXPRESSION_FORBIDDEN',
        message: node.op === 'map' ? 'a map { … } is not part of the language' : 'optional access (.?) is not needed',
        hint: node.op === 'map' ? 'Put translations into a table.' : 'A field that is absent is null: use a plain dot.',
        offset: at,
      });
      return { kind: 'literal', value: null, at };
    default:
      return { kind: 'binary', operator: node.op, left: inner(node.args[0]), right: inner(node.args[1]), at };
  }
}

/** A literal from its own text, so that no number ever passes through a float. */
function literal(parsed: unknown, text: string, offset: number, report: Report): Value {
  if (parsed === null || typeof parsed === 'boolean' || typeof parsed === 'string') return parsed;
  const digits = text.replace('.', '').length;
  if (/^[0-9]+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  if (/^[0-9]+\.[0-9]+$/.test(text) && digits <= MAX_DIGITS) return new Big(text);
  const isNumber = /^[0-9.]+$/.test(text);
  report({
    code: isNumber ? 'EXPRESSION_LIMIT' : 'EXPRESSION_FORBIDDEN',
    message: isNumber
      ? `the number ${text.slice(0, 40)} is too long`
      : `${text.slice(0, 40)} is not a number of the language`,
    hint: 'Numbers are whole (21) or decimal (0.21), without exponent, prefix or suffix; put text in quotes.',
    offset,
  });
  return null;
}
