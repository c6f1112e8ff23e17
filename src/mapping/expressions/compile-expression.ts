import { SyncError } from '../../errors/errors.ts';
import { isDecimal, LocalDateTime, type Value } from '../../values.ts';
import { noteWay, wayOf } from '../ways.ts';
import { compileField, compileIndex } from './access.ts';
import { compileName } from './bare-names.ts';
import { compileCall } from './calls.ts';
import { compileBinary, compileNegation } from './combine.ts';
import { compileChoice, compileLogic, compileNot } from './conditions.ts';
import { isKnown } from './known-names.ts';
import { metered } from './meter.ts';
import type { Around, Compiled, Context, FieldReference, Names } from './names.ts';
import { hintForConstant } from './operators.ts';
import { parseExpression } from './parse.ts';
import { compile, NO_SCOPE, problem } from './parts.ts';
import type { Expression, Report } from './syntax.ts';
import { ANY, BOOLEAN, DATE, DECIMAL, INTEGER, isOpen, listOf, NULL, nameOf, TEXT, type Type, unite } from './types.ts';

/** An expression, compiled once; `evaluate` is called with an empty list of locals. */
export interface CompiledExpression extends Compiled {
  /** Everything that it reads. */
  readonly uses: readonly FieldReference[];
}

/**
 * Checks and compiles the text of an expression. Reports all problems, and returns null if there are any. `evaluate` throws
 * RecordError (BAD_VALUE, DIVISION_BY_ZERO, NUMBER_RANGE, TEXT_TOO_LONG) and nothing else.
 */
export function compileExpression(
  source: string,
  names: Names,
  report: Report,
  around: Around | null = null,
): CompiledExpression | null {
  let failed = false;
  const note: Report = (problem) => {
    failed = true;
    report(problem);
  };
  const parsed = parseExpression(source, note, (word) => isKnown(word, { names, locals: [] }));
  if (parsed === null) return null;
  const uses: FieldReference[] = [];
  const compiled = compilePart(parsed, { names, report: note, uses, around });
  return failed ? null : { ...compiled, uses };
}

/** Compiles a parsed expression, or a part of one that stands by itself. */
export function compilePart(node: Expression, context: Omit<Context, 'compile' | 'locals'>): Compiled {
  return compileMetered(node, { ...context, locals: [], compile: compileMetered });
}

function compileMetered(node: Expression, context: Context): Compiled {
  const compiled = compileFolded(node, context);
  const meter = context.locals.at(-1)?.meter;
  // Outside of lists, the size of an expression limits its work.
  return meter === undefined ? compiled : { ...compiled, evaluate: metered(compiled.evaluate, node.kind, meter) };
}

function compileFolded(node: Expression, context: Context): Compiled {
  const before = context.uses.length;
  const compiled = compileNode(node, context);
  const way = wayOf(node, compiled.type);
  if (way !== 'copied') noteWay(way, before, context);
  if (!compiled.constant || node.kind === 'literal') return compiled;
  try {
    // An expression that depends on nothing is computed once; only code without a scope runs here.
    const value = compiled.evaluate(NO_SCOPE, []);
    return { ...constantOf(value), type: compiled.type };
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    return problem(context, {
      code: 'BAD_CONSTANT',
      message: error.message,
      hint: hintForConstant(error),
      offset: node.at,
    });
  }
}

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

function compileList(elements: readonly Expression[], context: Context): Compiled {
  const compiled = elements.map((element) => compile(element, context));
  const types = compiled.map(({ type }) => type);
  const known = types.filter((type) => !isOpen(type));
  const odd = known.find((type) => unite(known[0] ?? type, type).kind === 'any');
  if (odd !== undefined) {
    const message = `a list holds one kind of value, not ${nameOf(known[0] ?? odd)} and ${nameOf(odd)}`;
    return problem(context, {
      code: 'WRONG_TYPE',
      message,
      hint: 'Make text of it: string(…).',
      offset: elements[types.indexOf(odd)]?.at ?? 0,
    });
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
